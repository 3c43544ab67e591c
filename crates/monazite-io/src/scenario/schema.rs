//! JSON schema and reference page of scenario files, generated from the keys that the check uses.

use super::keys::{
    FILE, Holds, INTERVAL, KINDS, Key, LIABILITY, RATIONING, RATIONING_COUNTRY, SHOCK, STOCK_RELEASE, of_kind,
};
use super::words::allowed;
use monazite::system::Stage;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// The JSON schema of a scenario file, as text that ends in a line feed.
#[must_use]
pub fn json_schema() -> String {
    schema_of("Scenario", FILE)
}

/// The JSON schema of a file with some keys.
pub(crate) fn schema_of(title: &str, keys: &[Key]) -> String {
    let mut schema = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": title });
    if let (Some(head), Some(body)) = (schema.as_object_mut(), object(keys).as_object_mut()) {
        head.append(body);
    }
    format!("{schema:#}\n")
}

fn object(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|k| (k.name.to_owned(), property(k))).collect();
    let required: Vec<&str> = keys.iter().filter(|k| k.required).map(|k| k.name).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn property(key: &Key) -> Value {
    let mut value = holds(key.holds);
    if let Some(map) = value.as_object_mut() {
        map.insert("description".into(), json!(key.meaning));
    }
    value
}

fn holds(holds: Holds) -> Value {
    let texts = json!({ "type": "array", "minItems": 1, "items": { "type": "string" } });
    match holds {
        Holds::Text => json!({ "type": "string", "minLength": 1 }),
        Holds::Texts | Holds::Countries | Holds::Minerals | Holds::Forms | Holds::EndUses => texts,
        Holds::Stages => {
            json!({ "type": "array", "minItems": 1, "items": { "enum": Stage::ALL.map(Stage::word) } })
        }
        Holds::Date => json!({ "type": "string", "format": "date" }),
        Holds::Whole(min, max) => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Holds::Number(min, max) => number(min, max),
        Holds::Uncertain(min, max) => uncertain(min, max),
        Holds::Path(min, max) => {
            let point = json!({ "type": "array", "prefixItems": [number(0.0, 3650.0), uncertain(min, max)], "minItems": 2, "maxItems": 2 });
            json!({ "anyOf": [uncertain(min, max), { "type": "array", "minItems": 1, "items": point }] })
        }
        Holds::Flag => json!({ "type": "boolean" }),
        Holds::Word(words) => json!({ "enum": words }),
        Holds::Intervals => json!({ "type": "array", "items": object(INTERVAL) }),
        Holds::Table(keys) => object(keys),
        Holds::Tables(keys) => json!({ "type": "array", "items": object(keys) }),
        Holds::Shocks => {
            json!({ "type": "array", "items": { "oneOf": KINDS.iter().map(|kind| shock(kind)).collect::<Vec<_>>() } })
        }
    }
}

/// A shock of one kind: the keys of every shock with its own.
fn shock(kind: &str) -> Value {
    let keys: Vec<Key> = SHOCK.iter().chain(of_kind(kind)).copied().collect();
    let mut schema = object(&keys);
    schema["title"] = json!(kind);
    schema["properties"]["kind"] = json!({ "const": kind });
    schema
}

fn number(min: f64, max: f64) -> Value {
    json!({ "type": "number", "minimum": min, "maximum": max })
}

fn uncertain(min: f64, max: f64) -> Value {
    let n = number(min, max);
    json!({ "anyOf": [n, {
        "type": "object",
        "additionalProperties": false,
        "required": ["low", "high"],
        "properties": { "low": n, "mode": n, "high": n, "scale": { "const": "log" } }
    }] })
}

/// The reference page of scenario files in Markdown.
#[must_use]
pub fn reference_page() -> String {
    let mut page = String::from(INTRODUCTION);
    page.push_str("\n## The file\n\n");
    page.push_str(&table(FILE));
    page.push_str("\n## `[[shock]]`\n\nKeys of every shock:\n\n");
    page.push_str(&table(SHOCK));
    for kind in KINDS {
        let _ = write!(
            page,
            "\n### `kind = \"{kind}\"`\n\nBesides the keys of every shock:\n\n{}",
            table(of_kind(kind))
        );
    }
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

/// One section a table of keys.
pub(crate) fn sections(sections: &[(&str, &[Key])]) -> String {
    sections.iter().map(|(title, keys)| format!("\n## {title}\n\n{}", table(keys))).collect()
}

fn table(keys: &[Key]) -> String {
    let mut text = String::from("| key | required | meaning | allowed |\n|---|---|---|---|\n");
    for key in keys {
        let required = if key.required { "yes" } else { "" };
        let allowed = allowed(key.holds).replace('|', "\\|");
        let _ = writeln!(
            text,
            "| `{}` | {required} | {} | {allowed} |",
            key.name,
            key.meaning.replace('|', "\\|")
        );
    }
    text
}
