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

/// Countries whose use is stated take at most this part of an end use between them.
const STATED_AT_MOST: f64 = 0.98;

/// One end use of a form, shared out over countries.
struct Shared {
    end_use: String,
    world: f64,
    shares: BTreeMap<String, f64>,
    /// Relative error of a country's part.
    spread: f64,
    quality: &'static str,
    source: String,
    note: String,
}

/// What a country uses of a form over all end uses, as published.
struct Stated {
    value: f64,
    range: (f64, f64),
    quality: String,
    source: String,
    note: String,
}

type ByCountry<T> = BTreeMap<String, T>;

/// The table of demand.
pub(super) fn demand(
    production: &Production,
    traded: &Trade,
    imported: &Imported,
    economy: &Economy,
) -> Result<Sheet, Error> {
    let (keys, stated) = (stated_keys()?, stated_use()?);
    let mut forms: BTreeMap<String, Vec<Shared>> = BTreeMap::new();
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
        let known = key == "apparent" && line.text("source") != "recalled";
        let note = format!(
            "{} t in the world, shared by {}{}{}",
            super::number::six(world),
            key.strip_prefix("form:").map_or(key.to_owned(), |f| format!("output of {f}")),
            if line.text("note").is_empty() { "" } else { "; " },
            line.text("note")
        );
        forms.entry(form.to_owned()).or_default().push(Shared {
            end_use: end_use.to_owned(),
            world,
            shares: shares(&weights),
            spread: (range * range + error * error).sqrt(),
            quality: if known { "estimated" } else { "assumed" },
            source: line.text("source").to_owned(),
            note,
        });
    }
    let none = ByCountry::new();
    let mut rows = Vec::new();
    for (form, mut uses) in forms {
        let stated = stated.get(&form).unwrap_or(&none);
        anchor(&mut uses, stated);
        for shared in &uses {
            for (country, share) in &shared.shares {
                let fact = fact(shared, shared.world * share, stated.get(country));
                rows.push(fact.row(&[&form, country, &shared.end_use]));
            }
        }
    }
    Ok(Sheet::data("demand.csv", &["form", "country", "end_use"], rows))
}

/// Gives the countries whose use is stated that use, split over end uses as their keys have it, else as the world's;
/// the others share the rest of each end use.
fn anchor(uses: &mut [Shared], stated: &ByCountry<Stated>) {
    let world: f64 = uses.iter().map(|u| u.world).sum();
    let keyed = |country: &String| -> f64 {
        uses.iter().map(|u| u.world * u.shares.get(country).copied().unwrap_or(0.0)).sum()
    };
    let factors: ByCountry<(f64, f64)> =
        stated.iter().map(|(c, s)| (c.clone(), (s.value, keyed(c)))).collect();
    for shared in uses {
        let old: f64 = factors.keys().filter_map(|c| shared.shares.get(c)).sum();
        for (country, &(value, keyed)) in &factors {
            let share = shared.shares.entry(country.clone()).or_insert(0.0);
            *share = if keyed > 0.0 { *share * value / keyed } else { value / world };
        }
        let new: f64 = factors.keys().filter_map(|c| shared.shares.get(c)).sum();
        let fitted = new.min(STATED_AT_MOST);
        for (country, share) in &mut shared.shares {
            let is_stated = factors.contains_key(country);
            let (from, to) = if is_stated { (new, fitted) } else { (1.0 - old, 1.0 - fitted) };
            *share *= if from > 0.0 { to / from } else { 1.0 };
        }
        shared.shares.retain(|_, share| *share > 0.0);
    }
}

/// The row of a country: its own statement, else its part of the world's use.
fn fact(shared: &Shared, value: f64, stated: Option<&Stated>) -> Fact {
    let Some(stated) = stated else {
        let (low, high) = (value * (1.0 - shared.spread).max(0.0), value * (1.0 + shared.spread));
        return Fact::new(round_to(value, 4), "t/y", shared.quality, &shared.source, &shared.note)
            .between(round_to(low, 4), round_to(high, 4));
    };
    let (low, high) = (stated.range.0 / stated.value, stated.range.1 / stated.value);
    let note = format!("part of {} t in the country; {}", super::number::six(stated.value), stated.note);
    Fact::new(round_to(value, 4), "t/y", &stated.quality, &stated.source, &note)
        .between(round_to(value * low, 4), round_to(value * high, 4))
}

/// Use of a form by country that our own table states.
fn stated_use() -> Result<BTreeMap<String, ByCountry<Stated>>, Error> {
    let mut stated: BTreeMap<String, ByCountry<Stated>> = BTreeMap::new();
    for line in own("use_stated")?.lines() {
        let row = Stated {
            value: line.need("value")?,
            range: (line.need("low")?, line.need("high")?),
            quality: line.text("quality").to_owned(),
            source: line.text("source").to_owned(),
            note: line.text("note").to_owned(),
        };
        stated.entry(line.text("form").to_owned()).or_default().insert(line.text("country").to_owned(), row);
    }
    Ok(stated)
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
