//! The spot market: how those whose suppliers fail find others.
//!
//! Producers offer what they have spare; sellers divert, at most half, what they sell without contract. Buyers come as
//! far as they have qualified new suppliers. A seller under a restriction in force sells only to those whom none of its
//! restrictions reaches, so sellers form groups by what binds them.

use super::network::Network;
use super::policy::Policy;
use super::state::State;

/// Sellers of a form that are bound by the same shocks.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    /// Masks of the groups of each form: positions from `start[f]` to `start[f + 1]`, the most bound first.
    start: Vec<u32>,
    masks: Vec<u64>,
    /// First entry of each group in the plan.
    entry: Vec<u32>,
    /// Entries of the plan.
    pub(super) entries: usize,
}

impl Groups {
    pub(super) fn of(network: &Network, policy: &Policy) -> Self {
        let mut groups = Self { start: vec![0], ..Self::default() };
        for (_, nodes) in &network.forms {
            let sellers = nodes.clone().filter(|&n| network.made[n] + network.exported[n] > 0.0);
            let mut masks: Vec<u64> = sellers.map(|n| policy.exports_under[n]).collect();
            masks.sort_unstable_by_key(|m| std::cmp::Reverse((m.count_ones(), *m)));
            masks.dedup();
            for mask in masks {
                groups.masks.push(mask);
                groups.entry.push(groups.entries as u32);
                groups.entries += nodes.len();
            }
            groups.start.push(groups.masks.len() as u32);
        }
        groups
    }

    fn of_form(&self, form: usize) -> impl Iterator<Item = (u64, usize)> + '_ {
        let range = self.start[form] as usize..self.start[form + 1] as usize;
        range.map(|g| (self.masks[g], self.entry[g] as usize))
    }
}

/// Matches buyers with sellers for the coming period.
pub(super) fn plan(network: &Network, policy: &Policy, groups: &Groups, state: &mut State) {
    for (f, (_, nodes)) in network.forms.iter().enumerate() {
        if nodes.clone().all(|n| state.qualified[n] <= 0.0) {
            continue;
        }
        state.missing[nodes.clone()].copy_from_slice(&state.qualified[nodes.clone()]);
        for (mask, entry) in groups.of_form(f) {
            let sells = |n: usize| policy.exports_under[n] == mask;
            let open = |state: &State, n: usize| mask & policy.imports_under[n] & state.levels.in_force == 0;
            let asked: f64 = nodes.clone().filter(|&n| open(state, n)).map(|n| state.missing[n]).sum();
            let spare: f64 = nodes.clone().filter(|&n| sells(n)).map(|n| state.spare[n]).sum();
            let free = |state: &State, n: usize| (1.0 - state.setting.contract[n]) * state.export_use[n];
            let loose: f64 = nodes.clone().filter(|&n| sells(n)).map(|n| free(state, n)).sum();
            let from_spare = asked.min(spare);
            let from_loose = (asked - from_spare).min(loose);
            for n in nodes.clone().filter(|&n| sells(n)) {
                state.spot_order[n] = if spare > 0.0 { from_spare * state.spare[n] / spare } else { 0.0 };
                state.diverted[n] = if loose > 0.0 { from_loose * free(state, n) / loose } else { 0.0 };
            }
            let part = if asked > 0.0 { (from_spare + from_loose) / asked } else { 0.0 };
            for (i, n) in nodes.clone().enumerate() {
                let planned = if open(state, n) { state.missing[n] * part } else { 0.0 };
                state.planned[entry + i] = planned;
                state.missing[n] -= planned;
            }
        }
    }
}

/// Hands over what was sold, to buyers in proportion to their plans. Lots under terms are not sold on the spot market.
pub(super) fn deliver(network: &Network, policy: &Policy, groups: &Groups, state: &mut State) {
    state.spot_bought.fill(0.0);
    for (f, (_, nodes)) in network.forms.iter().enumerate() {
        for (mask, entry) in groups.of_form(f) {
            let mut sold = 0.0;
            for n in nodes.clone().filter(|&n| policy.exports_under[n] == mask) {
                if state.mixed[n] {
                    state.spot_sold[n] *= state.share[0][n];
                    state.out[0][n] += state.spot_sold[n];
                }
                sold += state.spot_sold[n];
            }
            if sold > 0.0 {
                let planned: f64 = state.planned[entry..entry + nodes.len()].iter().sum();
                for (i, n) in nodes.clone().enumerate() {
                    state.spot_bought[n] += sold * state.planned[entry + i] / planned;
                }
            }
        }
    }
}

/// Spare capacity that nobody bought and that is open to each node of a form, by node in order.
pub(super) fn unsold(
    network: &Network,
    policy: &Policy,
    groups: &Groups,
    state: &State,
    form: usize,
) -> Vec<f64> {
    let nodes = network.forms[form].1.clone();
    let mut open = vec![0.0; nodes.len()];
    for (mask, _) in groups.of_form(form) {
        let sellers = nodes.clone().filter(|&n| policy.exports_under[n] == mask);
        let left: f64 = sellers.map(|n| (state.spare[n] - state.spot_order[n]).max(0.0)).sum();
        for (open, n) in open.iter_mut().zip(nodes.clone()) {
            if mask & policy.imports_under[n] & state.levels.in_force == 0 {
                *open += left;
            }
        }
    }
    open
}

/// What each buyer has from each seller.
pub(super) fn pairs(
    network: &Network,
    policy: &Policy,
    groups: &Groups,
    state: &State,
    mut pair: impl FnMut(usize, usize, f64),
) {
    for (f, (_, nodes)) in network.forms.iter().enumerate() {
        for (mask, entry) in groups.of_form(f) {
            let planned: f64 = state.planned[entry..entry + nodes.len()].iter().sum();
            for from in nodes.clone().filter(|&n| policy.exports_under[n] == mask && state.spot_sold[n] > 0.0)
            {
                for (i, to) in nodes.clone().enumerate() {
                    pair(from, to, state.spot_sold[from] * state.planned[entry + i] / planned);
                }
            }
        }
    }
}
