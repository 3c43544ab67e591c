//! The scenario that runs unless another is named: a full stop of exports by a supplier.

use super::library::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics};
use monazite::Error;
use monazite::id::{CountryId, FormId};
use monazite::quantity::{Days, Share};
use monazite::scenario::{Date, ExportBan, Interval, Kind, Path, Reach, Scenario, Shock};
use monazite::system::System;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The scenario of the library that it generalises.
pub const DEFAULT: &str = "china-stop-everything";

/// What is taken from that file: forms by shock, start and length.
#[derive(Debug, Deserialize)]
struct Template {
    start: toml::value::Datetime,
    weeks: f64,
    sources: Vec<String>,
    notes: String,
    shock: Vec<Stop>,
}

#[derive(Debug, Deserialize)]
struct Stop {
    name: String,
    forms: Vec<String>,
}

/// A full stop by a supplier of what [`DEFAULT`] names: the same minerals and forms as far as the dataset has them, all
/// of its forms where it has none of them.
///
/// # Errors
/// The supplier is neither a country nor a coalition of the dataset.
pub fn full_stop(system: &System, from: &str) -> Result<Scenario, Diagnostics> {
    let entry = Entry::of(DEFAULT).unwrap_or(Entry { key: DEFAULT, text: "" });
    let fail = |reason: String| Diagnostics::from(Diagnostic::error(&entry.file(), reason));
    let template: Template = toml::from_str(entry.text).map_err(|e| fail(e.message().to_owned()))?;
    let start = template.start.date.and_then(|d| {
        let (year, month, day) =
            (i16::try_from(d.year).ok()?, i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?);
        Date::new(year, month, day).ok()
    });
    let start = start.ok_or_else(|| fail("no start".to_owned()))?;
    let suppliers: BTreeSet<CountryId> =
        system.members(from).map_err(|e: Error| fail(e.to_string()))?.into_iter().collect();
    let name = system.countries.id(from).map_or_else(
        || system.coalitions.iter().find(|c| c.key == from).map_or(from, |c| c.name.as_str()),
        |id| system.countries[id].name.as_str(),
    );
    let importers: BTreeSet<CountryId> = system.countries.ids().filter(|c| !suppliers.contains(c)).collect();
    let stop = |title: &str, forms: BTreeSet<FormId>| Shock {
        announced: None,
        seen_as: None,
        name: title.replace("China", name),
        kind: Kind::ExportBan(ExportBan {
            reach: Reach { from: suppliers.clone(), to: importers.clone(), forms },
            leakage: Some(Path::constant(0.0)),
        }),
        active: vec![Interval { from: start, until: None }],
        probability: Share::new(1.0),
        source: "Hypothetical".to_owned(),
        notes: String::new(),
    };
    let mut shocks: Vec<Shock> = template
        .shock
        .iter()
        .map(|s| (&s.name, s.forms.iter().filter_map(|f| system.forms.id(f)).collect::<BTreeSet<FormId>>()))
        .filter(|(_, forms)| !forms.is_empty())
        .map(|(title, forms)| stop(title, forms))
        .collect();
    if shocks.is_empty() {
        shocks.push(stop("No exports from China", system.forms.ids().collect()));
    }
    let key =
        if from == "CHN" { DEFAULT.to_owned() } else { format!("stop-everything-{}", from.to_lowercase()) };
    Ok(Scenario {
        name: format!("Full stop by {name}"),
        horizon: Days::new(7.0 * template.weeks),
        shocks,
        sources: template.sources,
        notes: template.notes,
        ..Scenario::quiet(&key, start, Days::ZERO)
    })
}
