//! The spot market: how those whose suppliers fail find others.
//!
//! Producers offer what they have spare; sellers divert, at most half, what they sell without contract. Buyers come as
//! far as they have qualified new suppliers. A seller under a restriction in force sells only to those whom none of its
//! restrictions reaches, so sellers form groups by what binds them.

use super::network::Network;
use super::part::Part;
use super::policy::Policy;
use super::state::{Given, Markets, Nodes};
use super::wide::{sum, wide};

/// Sellers of a form that are bound by the same shocks.
#[derive(Debug, Clone)]
struct Group {
    mask: u64,
    /// Nodes that make or export the form.
    sellers: Vec<usize>,
    /// First entry of the group in the plan: what each node of the form has from it.
    entry: usize,
}

/// The groups of each form, the most bound first.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    of_form: Vec<Vec<Group>>,
    /// Entries of the plan.
    pub(super) entries: usize,
}

impl Groups {
    pub(super) fn of(network: &Network, policy: &Policy) -> Self {
        let mut groups = Self::default();
        for (_, nodes) in &network.forms {
            let sellers = || nodes.clone().filter(|&n| network.made[n] + network.exported[n] > 0.0);
            let mut masks: Vec<u64> = sellers().map(|n| policy.exports_under[n]).collect();
            masks.sort_unstable_by_key(|m| std::cmp::Reverse((m.count_ones(), *m)));
            masks.dedup();
            let mut of_form = Vec::new();
            for mask in masks {
                let sellers = sellers().filter(|&n| policy.exports_under[n] == mask).collect();
                of_form.push(Group { mask, sellers, entry: groups.entries });
                groups.entries += nodes.len();
            }
            groups.of_form.push(of_form);
        }
        groups
    }
}

impl Group {
    /// Whether none of its restrictions in force reaches a buyer.
    #[inline(always)]
    fn sells_to(&self, imports_under: u64, in_force: u64) -> bool {
        self.mask & imports_under & in_force == 0
    }
}

/// Matches buyers with sellers for the coming period.
pub(super) fn plan(
    (network, part, policy, groups): (&Network, &Part, &Policy, &Groups),
    given: &Given,
    nodes: &mut Nodes,
    markets: &mut Markets,
) {
    for form in part.forms() {
        let here = network.forms[form].1.clone();
        let Markets { planned, trading, .. } = &mut *markets;
        let Nodes { missing, qualified, spot_order, diverted, spot_sought, spare, export_use, .. } =
            &mut *nodes;
        let (missing, qualified) = (&mut missing[here.clone()], &qualified[here.clone()]);
        // One plan more after the last buyer has gone takes its orders away.
        let seeking = qualified.iter().any(|q| *q > 0.0);
        if !seeking && !trading[form] {
            continue;
        }
        trading[form] = seeking;
        missing.copy_from_slice(qualified);
        let imports_under = &policy.imports_under[here.clone()];
        for group in &groups.of_form[form] {
            let planned = &mut planned[group.entry..group.entry + here.len()];
            let in_force = given.levels.in_force;
            wide(
                #[inline(always)]
                || {
                    for ((planned, missing), under) in planned.iter_mut().zip(&*missing).zip(imports_under) {
                        *planned = if group.sells_to(*under, in_force) { *missing } else { 0.0 };
                    }
                },
            );
            let asked = sum(planned);
            let loose = |n: usize| (1.0 - given.setting.contract[n]) * export_use[n];
            let offered: f64 = group.sellers.iter().map(|&n| spare[n]).sum();
            let free: f64 = group.sellers.iter().map(|&n| loose(n)).sum();
            let from_spare = asked.min(offered);
            let from_loose = (asked - from_spare).min(free);
            let makes: f64 = group.sellers.iter().map(|&n| network.made[n]).sum();
            for &n in &group.sellers {
                let part = if offered > 0.0 {
                    spare[n] / offered
                } else {
                    network.made[n] / makes.max(f64::MIN_POSITIVE)
                };
                spot_sought[n] = asked * part;
                spot_order[n] = if offered > 0.0 { from_spare * spare[n] / offered } else { 0.0 };
                diverted[n] = if free > 0.0 { from_loose * loose(n) / free } else { 0.0 };
            }
            let part = if asked > 0.0 { (from_spare + from_loose) / asked } else { 0.0 };
            wide(
                #[inline(always)]
                || {
                    for (planned, missing) in planned.iter_mut().zip(missing.iter_mut()) {
                        *planned *= part;
                        *missing -= *planned;
                    }
                },
            );
        }
    }
}

/// Hands over what was sold, to buyers in proportion to their plans. Lots under terms are not sold on the spot market.
pub(super) fn deliver(
    (network, part, groups): (&Network, &Part, &Groups),
    markets: &Markets,
    nodes: &mut Nodes,
) {
    for form in part.forms() {
        let here = network.forms[form].1.clone();
        nodes.spot_bought[here.clone()].fill(0.0);
        for group in &groups.of_form[form] {
            let mut sold = 0.0;
            for &n in &group.sellers {
                if nodes.mixed[n] {
                    nodes.spot_sold[n] *= nodes.share[0][n];
                    nodes.out[0][n] += nodes.spot_sold[n];
                }
                sold += nodes.spot_sold[n];
            }
            if sold > 0.0 {
                let planned = &markets.planned[group.entry..group.entry + here.len()];
                let bought = &mut nodes.spot_bought[here.clone()];
                let each = sold / sum(planned);
                wide(
                    #[inline(always)]
                    || bought.iter_mut().zip(planned).for_each(|(bought, planned)| *bought += each * planned),
                );
            }
        }
    }
}

/// Spare capacity that nobody bought and that is open to each node of a form, by node in order.
pub(super) fn unsold(
    (network, policy, groups): (&Network, &Policy, &Groups),
    given: &Given,
    nodes: &Nodes,
    form: usize,
) -> Vec<f64> {
    let here = network.forms[form].1.clone();
    let mut open = vec![0.0; here.len()];
    for group in &groups.of_form[form] {
        let left = |&n: &usize| (nodes.spare[n] - nodes.spot_order[n]).max(0.0);
        let left: f64 = group.sellers.iter().map(left).sum();
        for (open, under) in open.iter_mut().zip(&policy.imports_under[here.clone()]) {
            if group.sells_to(*under, given.levels.in_force) {
                *open += left;
            }
        }
    }
    open
}

/// What each buyer has from each seller.
pub(super) fn pairs(
    (network, groups): (&Network, &Groups),
    nodes: &Nodes,
    markets: &Markets,
    mut pair: impl FnMut(usize, usize, f64),
) {
    for ((_, here), groups) in network.forms.iter().zip(&groups.of_form) {
        for group in groups {
            let planned = &markets.planned[group.entry..group.entry + here.len()];
            let total: f64 = planned.iter().sum();
            for &from in group.sellers.iter().filter(|&&n| nodes.spot_sold[n] > 0.0) {
                for (to, planned) in here.clone().zip(planned) {
                    pair(from, to, nodes.spot_sold[from] * planned / total);
                }
            }
        }
    }
}
