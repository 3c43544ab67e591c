//! What is asked of `track`.

use crate::error::Error;
use crate::request::{FOR, FROM, Request};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Is it happening, and fast enough: what holds of measures, dependence by year, pace, what measures did
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Track {
    /// What holds of every clause on a day; this is what is shown where nothing else is asked for.
    pub ledger: bool,
    /// Dependence by year since 1971, by mass and by value, and who reduced it.
    pub history: bool,
    /// Whether targets are met at the pace of today: the cap of the European Union, or --at-most and --by.
    pub pace: bool,
    /// What measures did to dependence: event studies, each with the smallest effect that it could have shown.
    pub bite: bool,
    /// News, notices or speeches: a file, a folder, or - for standard input; what they claim is held to the figures.
    #[schemars(extend("format" = "path"))]
    pub watch: Option<PathBuf>,
    /// With --pace: the largest share of the supplier, in percent.
    #[schemars(range(max = 100))]
    pub at_most: Option<u32>,
    /// With --pace: the year by which.
    #[schemars(range(min = 2025, max = 2100))]
    pub by: Option<u32>,
    /// The day on which it holds, 2026-11-30; the last day of which the ledger knows anything if left out.
    pub on: Option<String>,
    /// The day by which it must have been known; the last day of which the ledger knows anything if left out.
    pub known: Option<String>,
    /// How many days ahead ends are looked for.
    #[schemars(range(max = 36_500))]
    pub within: u32,
    /// The reading to take where sources disagree: returned, extended-a-year.
    pub reading: Option<String>,
    /// A file of what holds, as you have seen it: clause, status, date, until, source, note.
    #[schemars(extend("format" = "path"))]
    pub holds: Option<PathBuf>,
    /// Only this mineral.
    pub mineral: Option<String>,
    /// Only clauses of this country or coalition.
    pub issuer: Option<String>,
    /// Coalition or country that depends: g7-plus, eu27, JPN.
    #[serde(rename = "for")]
    pub for_: String,
    /// Countries or coalitions that join those who depend: BRA,KAZ.
    #[schemars(extend("separator" = ","))]
    pub with: Vec<String>,
    /// Supplier that it depends on: a country or a coalition.
    pub from: String,
}

impl Default for Track {
    fn default() -> Self {
        Self {
            ledger: false,
            history: false,
            pace: false,
            bite: false,
            watch: None,
            at_most: None,
            by: None,
            on: None,
            known: None,
            within: 60,
            reading: None,
            holds: None,
            mineral: None,
            issuer: None,
            for_: FOR.to_owned(),
            with: Vec::new(),
            from: FROM.to_owned(),
        }
    }
}

impl Request for Track {
    const VERB: &'static str = "track";
}

/// A day of a request.
pub(super) fn day(field: &str, text: &str) -> Result<jiff::civil::Date, Error> {
    text.parse().map_err(|_| {
        Error::request(
            field,
            format!("`{text}` is not a day of the calendar; write 2026-11-30 for --{field}"),
        )
    })
}
