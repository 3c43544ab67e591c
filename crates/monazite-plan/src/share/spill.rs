//! What outsiders gain because a club formed while each of them keeps its own programme: the pull to ride free.

use super::alone::Alone;
use super::borne::{Branch, branch_of};
use super::club::Club;
use super::small::{ForSale, Small};
use monazite_highs::Solution;
use std::collections::BTreeMap;

/// What a club leaves of each limit of what is for sale, beyond what its members leave when each acts alone.
pub(super) fn freed(
    small: &Small<'_, '_>,
    alone: &[Alone],
    for_sale: &[ForSale<'_>],
    point: &Solution,
    club: Club,
) -> Vec<f64> {
    let takes_part = small.takes_part(club);
    let left = |item: &ForSale<'_>| item.bound.of(&takes_part) - item.taken_and_worth(point).0;
    let before = |k: usize| -> f64 { club.players().map(|p| alone[p].left[k].0).sum() };
    for_sale.iter().enumerate().map(|(k, item)| (left(item) - before(k)).max(0.0)).collect()
}

/// Upper bound of what each outsider gains: its part of what is freed by need, at the shadow price that it has alone,
/// and in no branch more than it bears there.
pub(super) fn bound(alone: &[Alone], for_sale: &[ForSale<'_>], freed: &[f64], club: Club) -> Vec<f64> {
    let n = alone.len();
    let mut gains: BTreeMap<(usize, Branch), f64> = BTreeMap::new();
    for (k, (item, &freed)) in for_sale.iter().zip(freed).enumerate() {
        let outside: f64 = club.outsiders(n).map(|p| item.bound.part(p)).sum();
        if freed <= 0.0 || outside <= 0.0 {
            continue;
        }
        for outsider in club.outsiders(n) {
            let worth = alone[outsider].left[k].1.max(0.0);
            *gains.entry((outsider, branch_of(&item.tag))).or_default() +=
                freed * item.bound.part(outsider) / outside * worth;
        }
    }
    let mut spill = vec![0.0; n];
    for ((outsider, branch), gain) in gains {
        spill[outsider] += gain.min(alone[outsider].borne.get(&branch).copied().unwrap_or(0.0));
    }
    spill
}
