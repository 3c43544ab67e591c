//! What the families of metrics look at.

use super::place::Place;
use crate::id::{CountryId, EndUseId, FormId, MineralId};
use crate::metric::origin::{Node, Tracer};
use crate::system::System;
use std::collections::{BTreeMap, BTreeSet};

/// What the families of metrics look at: one balanced mineral, and who asks about whom.
pub(super) struct View<'a> {
    pub(super) system: &'a System,
    pub(super) mineral: MineralId,
    pub(super) place: Place<'a>,
    pub(super) tracer: Tracer,
    pub(super) members: &'a BTreeSet<CountryId>,
    pub(super) suppliers: &'a BTreeSet<CountryId>,
}

/// What the members' end uses take, by node.
pub(super) fn used(
    view: &View<'_>,
    of_form: impl Fn(FormId) -> bool,
    of_use: impl Fn(EndUseId) -> bool,
) -> BTreeMap<Node, f64> {
    let mut weights = BTreeMap::new();
    for u in view.place.balance.uses.iter().filter(|u| view.members.contains(&u.country)) {
        if of_form(u.form) && of_use(u.end_use) {
            *weights.entry((u.form, u.country)).or_default() += u.mass.get();
        }
    }
    weights
}

/// End uses that the members have for the mineral.
pub(super) fn end_uses(view: &View<'_>) -> Vec<EndUseId> {
    let of_members = view.place.balance.uses.iter().filter(|u| view.members.contains(&u.country));
    let mut all: Vec<EndUseId> = of_members.map(|u| u.end_use).collect();
    all.sort_unstable();
    all.dedup();
    all
}
