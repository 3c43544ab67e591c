//! Own extraction, processing and recycling: `sum of own net output of the stage >= (share - lacking) D`, D being the
//! members' whole need of the mineral. Capacity in host countries is not own.

use crate::chain::Chain;
use crate::frame::Frame;
use crate::lp::{About, Bound, Column, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::plan::TargetKind;
use monazite::system::Stage;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (t, target) in frame.targets.iter().enumerate() {
        let Some(stage) = stage(&target.kind) else { continue };
        let chain = frame.of_target(t);
        for (y, year) in frame.years() {
            let mut terms = own(frame, v, chain, stage, y);
            terms.push((v.slack[&(t, y)], chain.total_need(y) / chain.unit));
            let need = chain.need_by_zone(y).into_iter();
            let present = need.map(|(z, d)| (z, target.share * d / chain.unit)).collect();
            let tag = Tag::new(Family::Target, About::Target(t)).in_year(year);
            lp.at_least(tag, terms, Bound { present, ..Bound::default() });
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
pub(crate) fn own(
    frame: &Frame<'_>,
    v: &Variables,
    chain: &Chain,
    stage: Stage,
    y: usize,
) -> Vec<(Column, f64)> {
    let network = frame.network;
    let mut terms = Vec::new();
    for process in frame.of_stage(chain, stage) {
        let output =
            if stage == Stage::Recycling { 1.0 } else { chain.net_output(network.system, process, stage) };
        for zone in network.members() {
            if let Some(&x) = v.activity.get(&(process, zone, y)) {
                terms.push((x, output));
            }
        }
    }
    terms
}
