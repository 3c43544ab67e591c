//! The targets of a programme, one for each mineral that they can be asked of.

use crate::chain::Chain;
use crate::network::Network;
use monazite::plan::TargetKind;
use monazite::system::Stage;

/// A target for one mineral.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TargetOf {
    /// Place in [`Network::minerals`].
    pub(crate) chain: usize,
    pub(crate) kind: TargetKind,
    /// Share asked for.
    pub(crate) share: f64,
    /// First year in which it holds.
    pub(crate) asked: i32,
}

/// Targets in the order of minerals. A mineral without a process at a stage is not asked about that stage; a threat is
/// asked only of minerals that it touches.
pub(crate) fn targets(network: &Network<'_>) -> Vec<TargetOf> {
    let asked = &network.programme.targets;
    let mut targets = Vec::new();
    for (chain, of) in network.minerals.iter().enumerate() {
        let mut add = |kind, share: f64, asked| targets.push(TargetOf { chain, kind, share, asked });
        for stage in [Stage::Extraction, Stage::Processing, Stage::Manufacturing] {
            if let Some(cap) = asked.single_supplier.filter(|_| has(network, of, stage)) {
                add(TargetKind::SingleSupplier(stage), cap.share.get(), cap.year);
            }
        }
        let own = [
            (TargetKind::Extraction, asked.extraction, Stage::Extraction),
            (TargetKind::Processing, asked.processing, Stage::Processing),
            (TargetKind::Recycling, asked.recycling, Stage::Recycling),
        ];
        for (kind, target, stage) in own {
            if let Some(target) = target.filter(|_| has(network, of, stage)) {
                add(kind, target.share.get(), target.year);
            }
        }
        if let Some(survive) = asked.survive {
            for threat in network.programme.threats.iter().filter(|t| of.touched_by(t)) {
                let key = || threat.key.clone();
                add(TargetKind::SurviveDefence(key()), survive.defence.get(), survive.year);
                add(TargetKind::SurviveElsewhere(key()), survive.elsewhere.get(), survive.year);
            }
        }
    }
    targets
}

fn has(network: &Network<'_>, chain: &Chain, stage: Stage) -> bool {
    chain.processes.iter().any(|p| network.system.processes[*p].stage == stage)
}
