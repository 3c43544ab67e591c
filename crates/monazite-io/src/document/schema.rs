//! JSON schema and reference tables of a kind of document, generated from the keys that the check uses.

use super::key::{Holds, INTERVAL, Key, Kinds};
use super::words::allowed;
use monazite::system::Stage;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

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
        Holds::Words(words) => json!({ "type": "array", "minItems": 1, "items": { "enum": words } }),
        Holds::ByName(min, max) => by_name(min, max),
        Holds::Each(min, max) => json!({ "anyOf": [number(min, max), by_name(min, max)] }),
        Holds::Intervals => json!({ "type": "array", "items": object(INTERVAL) }),
        Holds::Table(keys) => object(keys),
        Holds::Tables(keys) => json!({ "type": "array", "items": object(keys) }),
        Holds::Kinds(kinds) => {
            let all: Vec<Value> = kinds.words.iter().map(|word| kind(kinds, word)).collect();
            json!({ "type": "array", "items": { "oneOf": all } })
        }
    }
}

/// A table of one kind: the keys of every kind with its own.
fn kind(kinds: &Kinds, word: &str) -> Value {
    let keys: Vec<Key> = kinds.common.iter().chain((kinds.of)(word)).copied().collect();
    let mut schema = object(&keys);
    schema["title"] = json!(word);
    schema["properties"][kinds.key] = json!({ "const": word });
    schema
}

/// Bounds as far as JSON has them: it has no infinity.
fn number(min: f64, max: f64) -> Value {
    let mut schema = json!({ "type": "number" });
    if min == f64::MIN_POSITIVE {
        schema["exclusiveMinimum"] = json!(0.0);
    } else {
        schema["minimum"] = json!(min);
    }
    if max < f64::MAX {
        schema["maximum"] = json!(max);
    }
    schema
}

fn by_name(min: f64, max: f64) -> Value {
    json!({ "type": "object", "additionalProperties": number(min, max) })
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

/// One section a table of keys.
pub(crate) fn sections(sections: &[(&str, &[Key])]) -> String {
    sections.iter().map(|(title, keys)| format!("\n## {title}\n\n{}", table(keys))).collect()
}

/// A section on tables that come in kinds: the keys of every one, then those of each kind.
pub(crate) fn kinds(title: &str, noun: &str, kinds: &Kinds) -> String {
    let mut text = format!("\n## {title}\n\nKeys of every {noun}:\n\n{}", table(kinds.common));
    for word in kinds.words {
        let _ = write!(
            text,
            "\n### `{} = \"{word}\"`\n\nBesides the keys of every {noun}:\n\n{}",
            kinds.key,
            table((kinds.of)(word))
        );
    }
    text
}

/// A table of keys in Markdown.
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
