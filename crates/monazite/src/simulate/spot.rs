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
        let State {
            missing,
            qualified,
            spare,
            export_use,
            spot_order,
            diverted,
            planned,
            setting,
            levels,
            ..
        } = &mut *state;
        let in_force = levels.in_force;
        let missing = &mut missing[nodes.clone()];
        missing.copy_from_slice(&qualified[nodes.clone()]);
        let (spare, export_use) = (&spare[nodes.clone()], &export_use[nodes.clone()]);
        let (spot_order, diverted) = (&mut spot_order[nodes.clone()], &mut diverted[nodes.clone()]);
        let contract = &setting.contract[nodes.clone()];
        let (exports_under, imports_under) =
            (&policy.exports_under[nodes.clone()], &policy.imports_under[nodes.clone()]);
        for (mask, entry) in groups.of_form(f) {
            let planned = &mut planned[entry..entry + nodes.len()];
            let sells = |i: usize| exports_under[i] == mask;
            let open = |i: usize| mask & imports_under[i] & in_force == 0;
            let free = |i: usize| (1.0 - contract[i]) * export_use[i];
            let (mut asked, mut offered, mut loose) = (0.0_f64, 0.0_f64, 0.0_f64);
            for i in 0..missing.len() {
                if open(i) {
                    asked += missing[i];
                }
                if sells(i) {
                    offered += spare[i];
                    loose += free(i);
                }
            }
            let from_spare = asked.min(offered);
            let from_loose = (asked - from_spare).min(loose);
            let part = if asked > 0.0 { (from_spare + from_loose) / asked } else { 0.0 };
            for i in 0..missing.len() {
                if sells(i) {
                    spot_order[i] = if offered > 0.0 { from_spare * spare[i] / offered } else { 0.0 };
                    diverted[i] = if loose > 0.0 { from_loose * free(i) / loose } else { 0.0 };
                }
                planned[i] = if open(i) { missing[i] * part } else { 0.0 };
                missing[i] -= planned[i];
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
