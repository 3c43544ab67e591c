//! What binds: limits with a shadow price, the value of one more tonne, or of one point of a target.

use crate::model::Model;
use monazite::plan::Binding;
use monazite::quantity::UsDollars;
use monazite_highs::Solution;
use std::collections::BTreeMap;

/// Limits listed for a mineral.
const LISTED: usize = 12;

/// Families whose price says only what a tonne is worth somewhere, or repeats that of another family.
const STRUCTURE: [&str; 9] = [
    "balance",
    "pool",
    "stock",
    "stays_met",
    "tail",
    "threat_balance",
    "threat_import_limit",
    "threat_release",
    "threat_capacity",
];

/// The dearest limit of each family and place, over the years, largest first.
pub(crate) fn binding(model: &Model<'_>, point: &Solution) -> Vec<Binding> {
    // In the objective, per unit of the limit that is looser; the sign of the dual says which way that is.
    let mut dearest: BTreeMap<String, (f64, String)> = BTreeMap::new();
    for (row, dual) in model.lp.rows.iter().zip(&point.row_duals) {
        let family = row.name.split(['[', ':']).next().unwrap_or_default();
        if dual.abs() < 1e-9 || STRUCTURE.contains(&family) {
            continue;
        }
        let place = row.name.rsplit_once(',').map_or(row.name.as_str(), |(place, _)| place).to_owned();
        let entry = dearest.entry(place).or_insert((0.0, String::new()));
        if dual.abs() > entry.0 {
            *entry = (dual.abs(), row.name.clone());
        }
    }
    let [chain] = model.network.minerals.as_slice() else { return Vec::new() };
    let need = chain.total_need(model.network.years.len() - 1) / chain.unit;
    let mut bindings: Vec<(f64, Binding)> = dearest
        .into_values()
        .map(|(dual, name)| {
            let of_target =
                name.starts_with("own_") || name.starts_with("single_") || name.starts_with("survive");
            let (per_unit, per) =
                if of_target { (0.01 * need, "point of share") } else { (1.0 / chain.unit, "t") };
            let shadow_price = UsDollars::new(dual * per_unit * 1e6);
            (dual, Binding { mineral: chain.mineral, constraint: name, shadow_price, per: per.to_owned() })
        })
        .collect();
    bindings.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.constraint.cmp(&b.1.constraint)));
    bindings.into_iter().take(LISTED).map(|(_, b)| b).collect()
}
