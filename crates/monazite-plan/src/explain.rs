//! What binds: limits with a shadow price, the value of one more tonne, or of one point of a target.

use crate::data::MILLION;
use crate::lp::{About, Family};
use crate::model::Model;
use monazite::estimate::Estimate;
use monazite::plan::Binding;
use monazite::plan::Items;
use monazite_highs::Solution;
use std::collections::BTreeMap;

/// Limits listed for a mineral.
const LISTED: usize = 12;

/// Whether the price of a family says only what a tonne is worth somewhere, or repeats that of another family.
pub(crate) const fn is_structure(family: Family) -> bool {
    matches!(
        family,
        Family::Balance
            | Family::Pool
            | Family::Sold
            | Family::Made
            | Family::Stock
            | Family::Imported
            | Family::Installed
            | Family::StaysMet
            | Family::Tail
            | Family::ThreatBalance
            | Family::ThreatImportLimit
            | Family::ThreatRelease
            | Family::ThreatCapacity
            | Family::ThreatAlike
            | Family::InUse
            | Family::Capacity
            | Family::HasUsers
    )
}

/// The dearest limit of each family and place, over the years, largest first, with what one unit looser saves of each
/// item, million USD.
pub(crate) fn binding(model: &Model<'_>, point: &Solution, duals: &[Vec<f64>]) -> Vec<(Binding, Items)> {
    // In the objective, per unit of the limit that is looser; the sign of the dual says which way that is.
    let mut dearest: BTreeMap<(Family, About), (f64, usize)> = BTreeMap::new();
    for (at, (row, dual)) in model.lp.rows.iter().zip(&point.row_duals).enumerate() {
        if dual.abs() < 1e-9 || is_structure(row.tag.family) {
            continue;
        }
        // One entry for what a limit is about; zones and years are looked through.
        let entry = dearest.entry((row.tag.family, row.tag.about.subject())).or_insert((0.0, at));
        if dual.abs() > entry.0 {
            *entry = (dual.abs(), at);
        }
    }
    let [chain] = model.network().minerals.as_slice() else { return Vec::new() };
    let need = chain.total_need(model.network().years.len() - 1) / chain.unit;
    let mut bindings: Vec<(f64, Binding, Items)> = dearest
        .into_values()
        .map(|(dual, at)| {
            let tag = &model.lp.rows[at].tag;
            let constraint = model.names().of(tag);
            let (per_unit, per) = if tag.family == Family::Target {
                (0.01 * need, "point of share")
            } else {
                (1.0 / chain.unit, "t")
            };
            let sign = point.row_duals[at].signum();
            let items = Items(std::array::from_fn(|i| sign * per_unit * duals[i][at]));
            let shadow_price = Estimate::exact(dual * per_unit * MILLION);
            (dual, Binding { mineral: chain.mineral, constraint, shadow_price, per: per.to_owned() }, items)
        })
        .collect();
    bindings.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.constraint.cmp(&b.1.constraint)));
    bindings.into_iter().take(LISTED).map(|(_, binding, items)| (binding, items)).collect()
}
