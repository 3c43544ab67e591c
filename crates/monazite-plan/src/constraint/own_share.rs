//! Own extraction, processing and recycling: `sum of own net output of the stage >= (share - lacking) D`, D being the
//! members' whole need of the mineral. Capacity in host countries is not own.

use crate::lp::{Bound, Column};
use crate::model::Model;
use crate::network::Chain;
use monazite::plan::TargetKind;
use monazite::system::Stage;

pub(crate) fn add(model: &mut Model<'_>) {
    for t in 0..model.targets.len() {
        let target = model.targets[t].clone();
        let Some(stage) = stage(&target.kind) else { continue };
        let chain = &model.network.minerals[target.chain];
        for y in 0..model.network.years.len() {
            let mut terms = own(model, chain, stage, y);
            terms.push((model.variables.slack[&(t, y)], chain.total_need(y) / chain.unit));
            let need = chain.need_by_zone(y).into_iter();
            let present = need.map(|(z, d)| (z, target.share * d / chain.unit)).collect();
            let name = model.names.target(&target.kind, chain.mineral, model.network.years[y]);
            model.lp.at_least(name, terms, Bound { present, ..Bound::default() });
        }
    }
}

/// The stage that a target of own output is about.
pub(crate) fn stage(kind: &TargetKind) -> Option<Stage> {
    match kind {
        TargetKind::Extraction => Some(Stage::Extraction),
        TargetKind::Processing => Some(Stage::Processing),
        TargetKind::Recycling => Some(Stage::Recycling),
        _ => None,
    }
}

/// Own output of a stage, as terms: all that its processes make, less what they take of their own stage's forms, so
/// that smelting and refining do not count twice.
pub(crate) fn own(model: &Model<'_>, chain: &Chain, stage: Stage, y: usize) -> Vec<(Column, f64)> {
    let network = model.network;
    let mut terms = Vec::new();
    for process in model.of_stage(chain, stage) {
        let output =
            if stage == Stage::Recycling { 1.0 } else { chain.net_output(network.system, process, stage) };
        for zone in network.members() {
            if let Some(&x) = model.variables.activity.get(&(process, zone, y)) {
                terms.push((x, output));
            }
        }
    }
    terms
}
