//! JSON schema and reference page of programme files, generated from the keys that the check uses.

use super::keys::{FILE, PRICE_FLOOR, SHARE, SURVIVE, TARGETS, THREAT};
use crate::document::{schema_of, sections};

/// The JSON schema of a programme file, as text that ends in a line feed.
#[must_use]
pub fn json_schema() -> String {
    schema_of("Programme", FILE)
}

/// The reference page of programme files in Markdown.
#[must_use]
pub fn reference_page() -> String {
    let tables = sections(&[
        ("The file", FILE),
        ("`[targets]`", TARGETS),
        ("A share of `[targets]`", SHARE),
        ("`targets.survive`", SURVIVE),
        ("`[[threat]]`", THREAT),
        ("`[[price_floor]]`", PRICE_FLOOR),
    ]);
    format!("{INTRODUCTION}{tables}")
}

const INTRODUCTION: &str = "\
# Programme reference

This page is generated from the keys that `monazite plan` uses; `MONAZITE_BLESS=1 cargo test -p monazite-io` rewrites it.

A programme is a TOML file: who wants to end which dependence, by when, against what, with which money.
Its key is the name of the file without `.toml`.
Minerals, forms, countries and coalitions are those of the dataset.
The file `programmes/default.toml` is planned where none is named; members and supplier are then those of `--for` and `--from`.
";
