//! One `[[event]]` of a case.

use super::keys::{EVENT, TYPES, of_type};
use super::parameters::Stated;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Part, Reader};
use monazite::Error;
use monazite::economy::Mrio;
use monazite::economy::ario::{Ario, Event, Impact, Recovery};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::DeTable;

/// The table as imported, as prepared, and the parameters.
type Prepared<'a> = (&'a Mrio, &'a Ario, &'a Stated);

/// An event; `None` after reporting why. What it names and does not touch is a warning.
pub(super) fn event(
    reader: &mut Reader<'_>,
    (table, span): (&DeTable<'_>, &Range<usize>),
    at: usize,
    (mrio, ario, stated): Prepared<'_>,
    warnings: &mut Diagnostics,
) -> Option<Event> {
    let before = reader.problems.errors();
    let word = table.iter().find(|(k, _)| k.get_ref() == "type").and_then(|(_, v)| v.get_ref().as_str());
    let word = word.filter(|w| TYPES.contains(w)).unwrap_or_default();
    let part = Part::new(reader, table, span, "event", [EVENT, of_type(word)]);
    let kind = part.word(reader, "type")?;
    let name = part.text(reader, "name").unwrap_or_else(|| (at + 1).to_string());
    let mut whole = |key: &str| part.number(reader, key).map_or(1, |n| n as usize);
    let (occurrence, duration) = (whole("occurrence"), whole("duration"));
    let monetary_factor = part.number(reader, "event_monetary_factor").unwrap_or(stated.monetary_factor);
    let money = if kind == "arbitrary" { 1.0 } else { monetary_factor / stated.monetary_factor };
    let labels: BTreeMap<String, usize> = (0..mrio.len()).map(|i| (mrio.label(i), i)).collect();
    let mut losses = BTreeMap::new();
    for (label, (loss, span)) in part.by_name(reader, "impact") {
        match labels.get(&label) {
            None => {
                let place = format!("event.impact.{label}");
                let allowed = "industries of the table, region|sector";
                reader.problem(
                    &span,
                    &place,
                    "the table has no such industry",
                    allowed,
                    nearby(&label, mrio),
                );
            }
            Some(&i) => {
                if ario.base()[i] <= 0.0 {
                    warnings.push(idle(reader, &span, &name, &label));
                }
                losses.insert(i, loss * money);
            }
        }
    }
    let impact = impact(reader, &part, &kind, (mrio, stated), money);
    if reader.problems.errors() > before {
        return None;
    }
    let event = Event { name, occurrence, duration, losses, monetary_factor, impact };
    for error in event.problems(mrio, &ario.capital()) {
        misfit(reader, &part, &event.name, &error);
    }
    (reader.problems.errors() == before).then_some(event)
}

/// What kind of damage it is and how it is made good.
fn impact(
    reader: &mut Reader<'_>,
    part: &Part<'_>,
    kind: &str,
    (mrio, stated): (&Mrio, &Stated),
    money: f64,
) -> Impact {
    let recovery =
        match part.has("recovery_function").then(|| part.word(reader, "recovery_function")).flatten() {
            Some(curve) => match curve.as_str() {
                "concave" => Recovery::Concave,
                "convex" | "convexe" => Recovery::Convex,
                "convex noscale" | "convexe noscale" => Recovery::ConvexUnscaled,
                _ => Recovery::Linear,
            },
            None => Recovery::Linear,
        };
    let tau = part.number(reader, "recovery_tau").unwrap_or(stated.model.days_per_step as f64);
    match kind {
        "arbitrary" => Impact::Capacity { recovery, tau },
        "recovery" => Impact::Recover { recovery, tau },
        _ => Impact::Rebuild {
            tau: part.number(reader, "rebuild_tau").unwrap_or(stated.rebuild_tau),
            sectors: part
                .by_name(reader, "rebuilding_sectors")
                .into_iter()
                .map(|(sector, (share, _))| (sector, share))
                .collect(),
            factor: part.number(reader, "rebuilding_factor").unwrap_or(1.0),
            households: households(reader, part, mrio, money),
        },
    }
}

/// Goods that households lose, by column of final demand.
fn households(reader: &mut Reader<'_>, part: &Part<'_>, mrio: &Mrio, money: f64) -> BTreeMap<usize, f64> {
    let columns: BTreeMap<String, usize> =
        (0..mrio.columns().len()).map(|k| (mrio.column_label(k), k)).collect();
    let mut losses = BTreeMap::new();
    for (label, (loss, span)) in part.by_name(reader, "households") {
        match columns.get(&label) {
            Some(&column) => drop(losses.insert(column, loss * money)),
            None => {
                let place = format!("event.households.{label}");
                let hint = "write region|category as in Y.csv";
                let message = "the table has no such column of final demand";
                reader.problem(&span, &place, message, "columns of final demand", hint);
            }
        }
    }
    losses
}

/// What the model refuses, at the key where the event states it.
fn misfit(reader: &mut Reader<'_>, part: &Part<'_>, name: &str, error: &Error) {
    let Error::Economy { place, reason, hint } = error else {
        part.problem(reader, "name", format!("event `{name}`: {error}"), "", "");
        return;
    };
    // The model says: event `name`, key.label
    let key = place.rsplit_once("`, ").map_or(place.as_str(), |(_, key)| key);
    let (key, label) = key.split_once('.').unwrap_or((key, ""));
    let key = match key {
        "monetary_factor" => "event_monetary_factor",
        key => key,
    };
    let span = part.by_name(reader, key).remove(label).map_or_else(|| part.span_of(key), |(_, span)| span);
    let place = if label.is_empty() { format!("event.{key}") } else { format!("event.{key}.{label}") };
    reader.problem(&span, &place, format!("event `{name}`: {reason}"), "", hint.clone());
}

fn idle(reader: &Reader<'_>, span: &Range<usize>, event: &str, label: &str) -> Diagnostic {
    let message = format!("event `{event}`: the industry has no output, so it loses nothing");
    Diagnostic::warning(reader.file, message)
        .at(reader.line(span))
        .cell("impact", label)
        .hint("drop it from the event, or look whether its row stands under another label")
}

/// What may have been meant by a label that is not in the table.
fn nearby(label: &str, table: &Mrio) -> String {
    let region = label.split('|').next().unwrap_or_default();
    let (what, names) = if table.regions().iter().any(|r| r == region) {
        ("sectors", table.sectors())
    } else {
        ("regions", table.regions())
    };
    format!("{what}: {}", names.iter().take(12).cloned().collect::<Vec<_>>().join(", "))
}
