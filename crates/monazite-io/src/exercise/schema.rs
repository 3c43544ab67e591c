//! JSON schema and reference page of plays, generated from the keys that the check uses.

use super::keys::{DECISIONS, FILE, INJECTS};
use crate::document::{kinds, schema_of, sections};

/// The JSON schema of a play, as text that ends in a line feed.
#[must_use]
pub fn json_schema() -> String {
    schema_of("Play", FILE)
}

/// The reference page of plays in Markdown.
#[must_use]
pub fn reference_page() -> String {
    let mut page = String::from(INTRODUCTION);
    page.push_str(&sections(&[("The file", FILE)]));
    page.push_str(&kinds("`[[decision]]`", "decision", &DECISIONS));
    page.push_str(&kinds("`[[inject]]`", "inject", &INJECTS));
    page
}

const INTRODUCTION: &str = "\
# Play reference

This page is generated from the keys that `monazite exercise` uses; `MONAZITE_BLESS=1 cargo test -p monazite-io` rewrites it.

A play is a TOML file: what teams decide in a scenario, and what comes from outside while they do.
Decisions and injects may stand in one file or in two.
At the prompt a decision is typed as a line: `release JPN minerals=rare_earths weekly_share=0.1`.
";
