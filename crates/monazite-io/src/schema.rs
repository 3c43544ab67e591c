//! JSON schemas (Frictionless table schemas) and the reference page, generated from the columns that the check uses.

use crate::row::allowed_words;
use crate::spec::{Column, KEY_PATTERN, Kind, Spec, Target, YEARS};
use crate::table::TABLES;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// Every table of the schema, in the order of reading.
pub fn tables() -> impl Iterator<Item = &'static Spec> {
    TABLES.iter().map(|definition| definition.spec)
}

/// The schema of a table as formatted JSON text, with a final line break.
#[must_use]
pub fn json_schema(spec: &'static Spec) -> String {
    let fields: Vec<Value> = spec.columns().map(|column| field(spec, column)).collect();
    let foreign: Vec<Value> = spec.columns().filter_map(foreign_key).collect();
    let mut schema = json!({
        "name": spec.name(),
        "title": spec.title,
        "description": spec.description,
        "fields": fields,
        "primaryKey": spec.key,
        "missingValues": [""],
    });
    if !foreign.is_empty() {
        schema["foreignKeys"] = Value::Array(foreign);
    }
    if spec.repeat == crate::diagnostic::Severity::Warning {
        // Two data of one quantity are allowed, so the key does not have to be unique.
        if let Some(map) = schema.as_object_mut() {
            map.remove("primaryKey");
        }
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

fn field(spec: &Spec, column: &Column) -> Value {
    let mut constraints = Map::new();
    let blank = !column.required || (column.name == "value" && spec.measure.is_some_and(|m| m.blank));
    constraints.insert("required".into(), json!(!blank));
    let mut bounds = |min: f64, max: f64| {
        constraints.insert("minimum".into(), json!(min));
        constraints.insert("maximum".into(), json!(max));
    };
    let kind = match column.kind {
        Kind::Year => {
            constraints.insert("minimum".into(), json!(YEARS.0));
            constraints.insert("maximum".into(), json!(YEARS.1));
            "integer"
        }
        Kind::Number(min, max) => {
            bounds(min, max);
            "number"
        }
        Kind::Measured => {
            if let Some(measure) = spec.measure {
                bounds(measure.min, measure.max);
            }
            "number"
        }
        Kind::Word(words) => {
            constraints.insert("enum".into(), json!(words));
            "string"
        }
        Kind::Key => {
            constraints.insert("pattern".into(), json!(KEY_PATTERN));
            "string"
        }
        Kind::Shaped(shape) => {
            constraints.insert("pattern".into(), json!(shape.pattern));
            "string"
        }
        Kind::Text if column.name == "unit" => {
            let units = spec.measure.map_or(&[][..], |m| m.units);
            if !units.is_empty() {
                constraints.insert("enum".into(), json!(units));
            }
            "string"
        }
        Kind::Text | Kind::Reference(_) | Kind::References(_) => "string",
    };
    json!({"name": column.name, "type": kind, "description": column.description, "constraints": constraints})
}

/// A reference as a foreign key. A list of keys in one cell and a coalition, whose key repeats, have no such form.
fn foreign_key(column: &'static Column) -> Option<Value> {
    match column.kind {
        Kind::Reference(target) if target != Target::Coalition => Some(json!({
            "fields": [column.name],
            "reference": {"resource": target.file().trim_end_matches(".csv"), "fields": [target.column()]},
        })),
        _ => None,
    }
}

/// The reference page of the dataset in Markdown.
#[must_use]
pub fn reference_page() -> String {
    let mut page = format!("{INTRODUCTION}{}", common_columns());
    for spec in tables() {
        let need = if spec.required { "Required." } else { "Optional: a missing file is an empty table." };
        let _ = write!(page, "\n## `{}`\n\n{}\n{need}\n", spec.file, spec.description);
        if let Some(measure) = spec.measure {
            let units = if measure.units.is_empty() { "any unit".to_owned() } else { measure.words() };
            let _ = writeln!(page, "Ends in the common columns; `value`: {units}.");
        }
        let _ = writeln!(page, "Rows are told apart by {}.\n", code_list(spec.key));
        page.push_str(&column_table(spec.own));
    }
    page
}

const INTRODUCTION: &str = "\
# Dataset reference

This page is generated from the columns that `monazite check` uses; `MONAZITE_BLESS=1 cargo test -p monazite-io` rewrites it.

A dataset is a folder of CSV files: UTF-8, comma, a header row, one table a file.
The order of columns is free, and unknown columns are ignored with a warning.
All masses are contained mass of the mineral's reference substance.
A blank cell is a missing value; `NA` is Namibia's alpha-2 code and never a missing value.
No cell begins with `=`, `+`, `-` or `@` unless it is a number.

`dataset.toml` names the dataset: `year` (the baseline year), `name`, `version`, and if wanted `tables`, the list of its tables: one that is missing is an error.

";

fn common_columns() -> String {
    format!(
        "## Common columns of data tables\n\nTwo rows about one quantity are two data of it; the balance weighs them.\n\n{}",
        column_table(crate::spec::TAIL)
    )
}

fn column_table(columns: &[Column]) -> String {
    let mut text = String::from("| column | required | meaning | allowed |\n|---|---|---|---|\n");
    for column in columns {
        let required = if column.required { "yes" } else { "" };
        let allowed = allowed_words(column).replace('|', "\\|");
        let _ = writeln!(
            text,
            "| `{}` | {required} | {} | {allowed} |",
            column.name,
            column.description.replace('|', "\\|")
        );
    }
    text
}

fn code_list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
