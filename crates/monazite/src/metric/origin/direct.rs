//! Direct import share: what a customs record shows, the last border only. And the weights that make shares of
//! several nodes one share.

use super::node::{Node, NodeShares};
use crate::balance::MineralBalance;
use crate::id::{CountryId, FormId};
use crate::quantity::TonnesPerYear;
use crate::system::{Role, System};
use std::collections::{BTreeMap, BTreeSet};

/// How much of a form comes directly from some suppliers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Direct {
    /// Imports of the members from the suppliers over all that they import from outside, as customs of the members
    /// together print it: trade among members is no import of theirs.
    pub of_imports: f64,
    /// Imports from the suppliers over imports, own output and scrap; the mean over members, weighted by what their
    /// end uses and processes take. As exports carry the mix of their node, this is the share of what stays.
    pub of_supply: f64,
    /// All imports of the members from outside.
    pub imports: TonnesPerYear,
}

/// Direct import share of a form for some members (one country, or a coalition) from some suppliers; `None` where the
/// members import none of it from outside. Where nothing is taken at all the share of supply is that of imports.
#[must_use]
pub fn direct_import_share(
    system: &System,
    balance: &MineralBalance,
    form: FormId,
    members: &BTreeSet<CountryId>,
    suppliers: &BTreeSet<CountryId>,
) -> Option<Direct> {
    let mut imports: BTreeMap<CountryId, (f64, f64)> = BTreeMap::new();
    for f in balance.flows.iter().filter(|f| f.form == form && members.contains(&f.importer)) {
        let (all, from) = imports.entry(f.importer).or_default();
        *all += f.mass.get();
        *from += if suppliers.contains(&f.exporter) { f.mass.get() } else { 0.0 };
    }
    let outside = imported(balance, form, members, suppliers);
    let total: f64 = outside.values().sum();
    if total <= 0.0 {
        return None;
    }
    let direct: f64 = outside.iter().filter(|((_, from), _)| suppliers.contains(from)).map(|(_, m)| m).sum();
    let of_imports = direct / total;
    let own = home_supply(system, balance, form);
    let shares: NodeShares = members
        .iter()
        .map(|&c| {
            let (all, from) = imports.get(&c).copied().unwrap_or_default();
            let supply = all + own.get(&c).copied().unwrap_or(0.0);
            ((form, c), if supply > 0.0 { from / supply } else { 0.0 })
        })
        .collect();
    let of_supply = weighted(&shares, &absorbed(system, balance, form, members)).unwrap_or(of_imports);
    Some(Direct { of_imports, of_supply, imports: TonnesPerYear::new(total) })
}

/// Output and scrap of a form by country.
fn home_supply(system: &System, balance: &MineralBalance, form: FormId) -> BTreeMap<CountryId, f64> {
    let mut own: BTreeMap<CountryId, f64> = BTreeMap::new();
    for a in &balance.activity {
        let terms = system.processes[a.process].recipe.iter();
        let output = terms.filter(|t| t.form == form && t.role == Role::Output);
        let b: f64 = output.map(|t| t.coefficient.value.get()).sum();
        *own.entry(a.country).or_default() += b * a.mass.get();
    }
    for w in balance.scrap.iter().filter(|w| w.form == form) {
        *own.entry(w.country).or_default() += w.mass.get();
    }
    own
}

/// What the end uses of some countries take of a form: the weights of a coalition's origin share.
#[must_use]
pub fn used(balance: &MineralBalance, form: FormId, members: &BTreeSet<CountryId>) -> BTreeMap<Node, f64> {
    let mut weights = BTreeMap::new();
    for u in balance.uses.iter().filter(|u| u.form == form && members.contains(&u.country)) {
        *weights.entry((form, u.country)).or_default() += u.mass.get();
    }
    weights
}

/// What the end uses and processes of some countries take of a form.
#[must_use]
pub fn absorbed(
    system: &System,
    balance: &MineralBalance,
    form: FormId,
    members: &BTreeSet<CountryId>,
) -> BTreeMap<Node, f64> {
    let mut weights = used(balance, form, members);
    for a in balance.activity.iter().filter(|a| members.contains(&a.country)) {
        let terms = system.processes[a.process].recipe.iter();
        let input = terms.filter(|t| t.form == form && t.role == Role::Input);
        let a_f: f64 = input.map(|t| t.coefficient.value.get()).sum();
        if a_f > 0.0 {
            *weights.entry((form, a.country)).or_default() += a_f * a.mass.get();
        }
    }
    weights
}

/// What some members import of a form from outside, by the exporting node: the weights under which origin shares at the
/// exporters are comparable with the direct import share. A supplier that is a member stands outside when others ask
/// about it.
#[must_use]
pub fn imported(
    balance: &MineralBalance,
    form: FormId,
    members: &BTreeSet<CountryId>,
    suppliers: &BTreeSet<CountryId>,
) -> BTreeMap<Node, f64> {
    let inside = |country: &CountryId| members.contains(country) && !suppliers.contains(country);
    let mut weights = BTreeMap::new();
    for f in balance.flows.iter().filter(|f| f.form == form && inside(&f.importer) && !inside(&f.exporter)) {
        *weights.entry((form, f.exporter)).or_default() += f.mass.get();
    }
    weights
}

/// Mean of shares over nodes with weights; `None` where the weights sum to nothing.
/// A node without a share counts as zero.
#[must_use]
pub fn weighted(shares: &NodeShares, weights: &BTreeMap<Node, f64>) -> Option<f64> {
    let total: f64 = weights.values().sum();
    let sum: f64 = weights.iter().map(|(node, w)| w * shares.get(node).copied().unwrap_or(0.0)).sum();
    (total > 0.0).then(|| sum / total)
}
