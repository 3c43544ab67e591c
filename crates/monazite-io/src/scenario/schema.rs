//! JSON schema and reference page of scenario files, generated from the keys that the check uses.

use super::keys::{FILE, LIABILITY, RATIONING, RATIONING_COUNTRY, SHOCKS, STOCK_RELEASE};
use crate::document::{INTERVAL, kinds, schema_of, sections};

/// The JSON schema of a scenario file, as text that ends in a line feed.
#[must_use]
pub fn json_schema() -> String {
    schema_of("Scenario", FILE)
}

/// The reference page of scenario files in Markdown.
#[must_use]
pub fn reference_page() -> String {
    let mut page = String::from(INTRODUCTION);
    page.push_str(&sections(&[("The file", FILE)]));
    page.push_str(&kinds("`[[shock]]`", "shock", &SHOCKS));
    page.push_str(&sections(&[
        ("An interval of `active`", INTERVAL),
        ("`liability` of a licence", LIABILITY),
        ("`[rationing]`", RATIONING),
        ("`[[rationing.country]]`", RATIONING_COUNTRY),
        ("`[[stock_release]]`", STOCK_RELEASE),
    ]));
    page
}

const INTRODUCTION: &str = "\
# Scenario reference

This page is generated from the keys that `monazite simulate` uses; `MONAZITE_BLESS=1 cargo test -p monazite-io` rewrites it.

A scenario is a TOML file: a first day, a length, and dated shocks.
Its key is the name of the file without `.toml`.
Minerals, forms, countries, coalitions and end uses are those of the dataset.

A number that may be uncertain is written in one of four ways:

- `0.5`: known;
- `{ low = 0.2, high = 0.8 }`: anywhere between;
- `{ low = 0.2, mode = 0.4, high = 0.8 }`: likeliest at the mode;
- `{ low = 0.01, high = 1, scale = \"log\" }`: each factor equally likely.

The central run takes the number, the mode or the middle; draws take the distribution.
A number over time is one of these, or a list of `[day, value]`: straight lines between the days, level after the last.
Days are counted from the day on which the shock comes into force, anew in each interval; those of the approval of a licence from its first decision.

What contradicts itself is refused: a flow under two bans, licences or quotas at once (a quota may cap a licence), outages of more than all capacity, demand that rises and falls.
";
