//! Scenario files: TOML to [`Scenario`], every problem with its line and key.

mod check;
mod full_stop;
pub(crate) mod keys;
mod library;
mod schema;
pub(crate) mod shock;
mod touch;

pub use full_stop::{DEFAULT, full_stop};
pub use library::{Entry, library};
pub use schema::{json_schema, reference_page};

use crate::diagnostic::Diagnostics;
use crate::document::{self, Part, Reader};
use keys::{FILE, RATIONING, RATIONING_COUNTRY, STOCK_RELEASE};
use monazite::quantity::{Days, Share};
use monazite::scenario::{Interval, Rationing, Rule, Scenario, StockRelease};
use monazite::system::System;
use std::path::Path;
use toml::de::DeTable;

/// Reads a scenario from a file.
///
/// # Errors
/// All problems of the file.
pub fn read(path: &Path, system: &System) -> Result<Scenario, Diagnostics> {
    let (file, text) =
        document::open(path, "scenario", "name a file, or a scenario of `monazite simulate --list`")?;
    parse(&file, &text, system)
}

/// Reads a scenario from text. Its key is the file's name without `.toml`.
///
/// # Errors
/// All problems of the text.
pub fn parse(file: &str, text: &str, system: &System) -> Result<Scenario, Diagnostics> {
    document::parse(file, text, system, scenario)
}

/// The scenario of a file; `None` if something without which it is none is missing.
fn scenario(reader: &mut Reader<'_>, root: &DeTable<'_>) -> Option<Scenario> {
    let top = 0..0;
    let file = Part::new(reader, root, &top, "", [FILE, &[]]);
    let (name, start) = (file.text(reader, "name"), file.date(reader, "start"));
    let weeks = file.number(reader, "weeks");
    let step = if file.has("step_days") { file.number(reader, "step_days") } else { Some(7.0) };
    let sources = file.list(reader, "sources");
    let notes = file.text(reader, "notes").unwrap_or_default();
    let shocks: Vec<shock::Placed> = file
        .tables(reader, "shock")
        .iter()
        .filter_map(|(table, span)| shock::shock(reader, table, span, start))
        .collect();
    let rationing = rationing(reader, &file);
    let stock_releases = stock_releases(reader, &file);
    let scenario = Scenario {
        key: reader.file.trim_end_matches(".toml").to_owned(),
        name: name?,
        start: start?,
        horizon: Days::new(7.0 * weeks?),
        step: Days::new(step?),
        shocks: Vec::new(),
        rationing,
        reallocations: Vec::new(),
        stock_releases,
        sources,
        notes,
    };
    check::shocks(reader, &scenario, &shocks);
    Some(Scenario { shocks: shocks.into_iter().map(|placed| placed.shock).collect(), ..scenario })
}

/// How sellers share out what is short.
fn rationing(reader: &mut Reader<'_>, file: &Part<'_>) -> Rationing {
    let mut rationing = Rationing::default();
    for (table, span) in file.tables(reader, "rationing") {
        let part = Part::new(reader, table, &span, "rationing", [RATIONING, &[]]);
        if let Some(rule) = rule(reader, &part) {
            rationing.default = rule;
        }
        for (table, span) in part.tables(reader, "country") {
            let part = Part::new(reader, table, &span, "rationing.country", [RATIONING_COUNTRY, &[]]);
            let countries = part.countries(reader, "countries");
            if let Some(rule) = rule(reader, &part) {
                rationing.by_country.extend(countries.into_iter().map(|c| (c, rule.clone())));
            }
        }
    }
    rationing
}

fn rule(reader: &mut Reader<'_>, part: &Part<'_>) -> Option<Rule> {
    let first = part.end_uses(reader, "first");
    match part.word(reader, "rule")?.as_str() {
        "priority" if part.has("first") => Some(Rule::Priority(first)),
        "priority" => {
            part.problem(reader, "rule", "nobody is named who comes first", "first = [\"defence\"]", "");
            None
        }
        word => {
            if part.has("first") {
                let hint = "write rule = \"priority\", or leave `first` out";
                part.problem(reader, "first", "the rule has no order", "rule = \"priority\"", hint);
            }
            Some(if word == "proportional" { Rule::Proportional } else { Rule::HighestBidder })
        }
    }
}

/// Orders on strategic stocks.
fn stock_releases(reader: &mut Reader<'_>, file: &Part<'_>) -> Vec<StockRelease> {
    let mut releases = Vec::new();
    for (table, span) in file.tables(reader, "stock_release") {
        let part = Part::new(reader, table, &span, "stock_release", [STOCK_RELEASE, &[]]);
        let holders = part.countries(reader, "countries");
        let forms = part.forms(reader);
        let active: Vec<Interval> = part.intervals(reader, "active").into_iter().map(|(i, _)| i).collect();
        let resale = part.flag(reader, "resale").unwrap_or(false);
        if let Some(share) = part.number(reader, "weekly_share") {
            releases.push(StockRelease {
                holders,
                forms,
                active,
                weekly_share: Share::new(share),
                resale,
                decided: None,
            });
        }
    }
    releases
}
