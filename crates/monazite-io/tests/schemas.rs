//! Drift: the JSON schemas and the reference page are those of the columns that the check uses.

#![allow(clippy::unwrap_used)]

use crate::common::expect;
use monazite_io::schema;

#[test]
fn json_schemas_are_current() {
    for spec in schema::tables() {
        expect(&format!("schemas/{}.json", spec.name()), &schema::json_schema(spec));
    }
}

#[test]
fn the_page_of_metrics_is_current() {
    expect("docs/reference/metrics.md", &monazite::figure::reference_page());
}

#[test]
fn the_reference_page_is_current() {
    expect("docs/reference/dataset.md", &schema::reference_page());
}

#[test]
fn schema_and_page_of_plays_are_current() {
    expect("schemas/play.json", &monazite_io::exercise::json_schema());
    expect("docs/reference/play.md", &monazite_io::exercise::reference_page());
}

#[test]
fn schema_and_page_of_programme_files_are_current() {
    expect("schemas/programme.json", &monazite_io::programme::json_schema());
    expect("docs/reference/programme.md", &monazite_io::programme::reference_page());
}
