//! JSON schema and reference page of programme files, generated from the keys that the check uses.

use super::keys::{FILE, PRICE_FLOOR, SHARE, SURVIVE, TARGETS, THREAT};
use crate::scenario::schema::{object, table};
use serde_json::{Map, json};
use std::fmt::Write as _;

/// The JSON schema of a programme file, as text that ends in a line feed.
#[must_use]
pub fn json_schema() -> String {
    let mut schema = object(FILE);
    if let Some(map) = schema.as_object_mut() {
        let mut head = Map::new();
        head.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        head.insert("title".into(), json!("Programme"));
        head.append(map);
        *map = head;
    }
    format!("{schema:#}\n")
}

/// The reference page of programme files in Markdown.
#[must_use]
pub fn reference_page() -> String {
    let mut page = String::from(INTRODUCTION);
    for (title, keys) in [
        ("The file", FILE),
        ("`[targets]`", TARGETS),
        ("A share of `[targets]`", SHARE),
        ("`targets.survive`", SURVIVE),
        ("`[[threat]]`", THREAT),
        ("`[[price_floor]]`", PRICE_FLOOR),
    ] {
        let _ = write!(page, "\n## {title}\n\n{}", table(keys));
    }
    page
}

const INTRODUCTION: &str = "\
# Programme reference

This page is generated from the keys that `monazite plan` uses; `MONAZITE_BLESS=1 cargo test -p monazite-io` rewrites it.

A programme is a TOML file: who wants to end which dependence, by when, against what, with which money.
Its key is the name of the file without `.toml`.
Minerals, forms, countries and coalitions are those of the dataset.
The file `programmes/default.toml` is planned where none is named; members and supplier are then those of `--for` and `--from`.
";
