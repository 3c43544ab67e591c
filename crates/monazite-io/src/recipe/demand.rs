//! Demand: world use of each form by end use, shared out over countries by a stated key.

use super::comtrade::Imported;
use super::economy::Economy;
use super::error::Error;
use super::number::round_to;
use super::output::{Fact, Sheet};
use super::own::own;
use super::production::Production;
use super::trade::Trade;
use std::collections::BTreeMap;

/// Countries below this share of a key are left out and the rest scaled up.
const SMALLEST_SHARE: f64 = 0.001;
/// Relative error of a share given by apparent consumption.
const APPARENT: f64 = 0.35;
/// Relative error of a share given by any other key.
const KEYED: f64 = 0.6;

/// The table of demand.
pub(super) fn demand(
    production: &Production,
    traded: &Trade,
    imported: &Imported,
    economy: &Economy,
) -> Result<Sheet, Error> {
    let keys = stated_keys()?;
    let mut rows = Vec::new();
    for line in own("end_use_tonnes")?.lines() {
        let (form, end_use, key) = (line.text("form"), line.text("end_use"), line.text("key"));
        let (world, range) = (line.need("value")?, line.need("range")?);
        let weights = match key {
            "apparent" => apparent(form, production, traded, imported),
            "manufacturing" => economy.manufacturing(),
            "steel" => steel(production),
            _ => match key.strip_prefix("form:") {
                Some(other) => production.shares(other),
                None => keys.get(key).cloned().unwrap_or_default(),
            },
        };
        if weights.values().all(|w| *w <= 0.0) {
            return Err(Error::Content {
                table: "end_use_tonnes".to_owned(),
                reason: format!("key {key} of {form} in {end_use} has no weights"),
            });
        }
        let error = if key == "apparent" { APPARENT } else { KEYED };
        let spread = (range * range + error * error).sqrt();
        let quality =
            if key == "apparent" && line.text("source") != "recalled" { "estimated" } else { "assumed" };
        for (country, share) in shares(&weights) {
            let value = world * share;
            let note = format!(
                "{} t in the world, shared by {}{}{}",
                super::number::six(world),
                key.strip_prefix("form:").map_or(key.to_owned(), |f| format!("output of {f}")),
                if line.text("note").is_empty() { "" } else { "; " },
                line.text("note")
            );
            let fact = Fact::new(round_to(value, 4), "t/y", quality, line.text("source"), &note)
                .between(round_to(value * (1.0 - spread).max(0.0), 4), round_to(value * (1.0 + spread), 4));
            rows.push(fact.row(&[form, &country, end_use]));
        }
    }
    Ok(Sheet::data("demand.csv", &["form", "country", "end_use"], rows))
}

/// Positive weights as shares, small ones left out.
fn shares(weights: &BTreeMap<String, f64>) -> BTreeMap<String, f64> {
    let total: f64 = weights.values().filter(|w| **w > 0.0).sum();
    let kept: BTreeMap<&String, f64> =
        weights.iter().map(|(c, w)| (c, w / total)).filter(|(_, s)| *s >= SMALLEST_SHARE).collect();
    let sum: f64 = kept.values().sum();
    kept.into_iter().map(|(c, s)| (c.clone(), s / sum)).collect()
}

/// Output plus net imports by country where positive.
fn apparent(
    form: &str,
    production: &Production,
    traded: &Trade,
    imported: &Imported,
) -> BTreeMap<String, f64> {
    let mut use_of = production.of(form);
    for net in [traded.net_imports(form), imported.net_imports(form)] {
        for (country, tonnes) in net {
            *use_of.entry(country).or_insert(0.0) += tonnes;
        }
    }
    use_of.retain(|_, t| *t > 0.0);
    use_of
}

/// Raw steel by country.
fn steel(production: &Production) -> BTreeMap<String, f64> {
    production.of("steel_refined")
}

/// Keys that our own table states.
fn stated_keys() -> Result<BTreeMap<String, BTreeMap<String, f64>>, Error> {
    let mut keys: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for line in own("allocation_keys")?.lines() {
        keys.entry(line.text("key").to_owned())
            .or_default()
            .insert(line.text("country").to_owned(), line.need("weight")?);
    }
    Ok(keys)
}
