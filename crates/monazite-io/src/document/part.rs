//! One table of a document while it is read: typed access to its keys, every problem with its place.

use super::key::{Holds, Key};
use super::reader::Reader;
use super::words::{allowed, bounds, example, wanted};
use crate::nearest::nearest;
use monazite::scenario::Date;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table of the file with the keys that it may have.
#[derive(Clone, Copy)]
pub(crate) struct Part<'t> {
    table: &'t DeTable<'t>,
    /// Where it stands.
    pub(crate) span: &'t Range<usize>,
    /// Its name in messages: `shock`, `rationing`.
    pub(crate) name: &'t str,
    keys: [&'static [Key]; 2],
}

/// A value with its place.
pub(super) type Value<'t> = &'t Spanned<DeValue<'t>>;

impl<'t> Part<'t> {
    /// A table with its keys; unknown and missing ones are reported.
    pub(crate) fn new(
        reader: &mut Reader<'_>,
        table: &'t DeTable<'t>,
        span: &'t Range<usize>,
        name: &'t str,
        keys: [&'static [Key]; 2],
    ) -> Self {
        let part = Self { table, span, name, keys };
        for (key, _) in table.iter() {
            let seen: &str = key.get_ref();
            if part.key(seen).is_none() {
                let names: Vec<&str> = keys.iter().flat_map(|k| k.iter()).map(|k| k.name).collect();
                let hint = nearest(seen, names.iter().copied())
                    .map_or_else(|| "remove it".to_owned(), |near| format!("did you mean `{near}`?"));
                reader.problem(&key.span(), &part.place(seen), "unknown key", names.join(", "), hint);
            }
        }
        for key in keys.iter().flat_map(|k| k.iter()).filter(|k| k.required) {
            if part.value(key.name).is_none() {
                let message = format!("the key `{}` is missing", key.name);
                reader.problem(span, &part.place(key.name), message, allowed(key.holds), key.meaning);
            }
        }
        part
    }

    pub(super) fn key(&self, name: &str) -> Option<Key> {
        self.keys.iter().flat_map(|k| k.iter()).find(|k| k.name == name).copied()
    }

    pub(super) fn place(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// The value of a key.
    pub(crate) fn value(&self, key: &str) -> Option<Value<'t>> {
        self.table.iter().find(|(k, _)| k.get_ref() == key).map(|(_, v)| v)
    }

    /// Whether a key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// Where a key's value stands; the table where it has none.
    pub(crate) fn span_of(&self, key: &str) -> Range<usize> {
        self.value(key).map_or_else(|| self.span.clone(), Spanned::span)
    }

    /// Reports a problem of a key.
    pub(crate) fn problem(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        message: impl Into<String>,
        allowed: impl Into<String>,
        hint: impl Into<String>,
    ) {
        reader.problem(&self.span_of(key), &self.place(key), message, allowed, hint);
    }

    /// Reports that a value is of the wrong type.
    pub(super) fn mistyped(&self, reader: &mut Reader<'_>, key: &str, value: Value<'_>) {
        let holds = self.key(key).map_or(Holds::Text, |k| k.holds);
        let message = format!("not {}, but {}", wanted(holds), value.get_ref().type_str());
        reader.problem(&value.span(), &self.place(key), message, allowed(holds), example(holds));
    }

    /// A text.
    pub(crate) fn text(&self, reader: &mut Reader<'_>, key: &str) -> Option<String> {
        let value = self.value(key)?;
        match value.get_ref().as_str().map(str::trim) {
            Some("") => {
                self.problem(reader, key, "the text is empty", "text", "");
                None
            }
            Some(text) => Some(text.to_owned()),
            None => {
                self.mistyped(reader, key, value);
                None
            }
        }
    }

    /// A list of texts with their places.
    pub(super) fn texts(&self, reader: &mut Reader<'_>, key: &str) -> Vec<(String, Range<usize>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.mistyped(reader, key, value);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.to_owned(), item.span())),
                None => self.mistyped(reader, key, item),
            }
        }
        if array.is_empty() {
            self.problem(reader, key, "the list is empty", "at least one", "leave the key out");
        }
        texts
    }

    /// A list of texts.
    pub(crate) fn list(&self, reader: &mut Reader<'_>, key: &str) -> Vec<String> {
        self.texts(reader, key).into_iter().map(|(text, _)| text).collect()
    }

    /// A word of the key's list.
    pub(crate) fn word(&self, reader: &mut Reader<'_>, key: &str) -> Option<String> {
        let text = self.text(reader, key)?;
        let Some(Holds::Word(words)) = self.key(key).map(|k| k.holds) else { return Some(text) };
        if words.contains(&text.as_str()) {
            return Some(text);
        }
        let hint = nearest(&text, words.iter().copied()).map(|w| format!("did you mean `{w}`?"));
        self.problem(reader, key, format!("unknown {key}"), words.join(", "), hint.unwrap_or_default());
        None
    }

    /// A truth value.
    pub(crate) fn flag(&self, reader: &mut Reader<'_>, key: &str) -> Option<bool> {
        let value = self.value(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.mistyped(reader, key, value);
        }
        flag
    }

    /// A day.
    pub(crate) fn date(&self, reader: &mut Reader<'_>, key: &str) -> Option<Date> {
        let value = self.value(key)?;
        let date = value.get_ref().as_datetime().filter(|d| d.time.is_none() && d.offset.is_none());
        let date = date.and_then(|d| d.date).and_then(|d| {
            let (year, month, day) =
                (i16::try_from(d.year).ok()?, i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?);
            Date::new(year, month, day).ok()
        });
        if date.is_none() {
            self.mistyped(reader, key, value);
        }
        date
    }

    /// A number within the bounds of the key.
    pub(crate) fn number(&self, reader: &mut Reader<'_>, key: &str) -> Option<f64> {
        let value = self.value(key)?;
        let bounds = match self.key(key)?.holds {
            Holds::Number(min, max) => (min, max),
            Holds::Whole(min, max) => {
                if !value.get_ref().is_integer() {
                    self.mistyped(reader, key, value);
                    return None;
                }
                (min as f64, max as f64)
            }
            _ => return None,
        };
        self.bounded(reader, key, value, bounds)
    }

    pub(super) fn bounded(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        value: Value<'_>,
        (min, max): (f64, f64),
    ) -> Option<f64> {
        let Some(number) = number(value.get_ref()) else {
            self.mistyped(reader, key, value);
            return None;
        };
        if min <= number && number <= max {
            return Some(number);
        }
        let place = self.place(key);
        let message = if key == "probability" {
            "probability out of range"
        } else if number < 0.0 && min >= 0.0 {
            let quota = matches!(key, "tonnes_per_year" | "share");
            if quota { "negative quota" } else { "negative value" }
        } else {
            "value out of range"
        };
        let meaning = self.key(key.split('.').next().unwrap_or(key)).map_or("", |k| k.meaning);
        let allowed = bounds(min, max);
        let hint = if message == "negative quota" {
            "zero lets nothing through".to_owned()
        } else {
            slip(number, max, meaning)
        };
        reader.problem(&value.span(), &place, message, allowed, hint);
        None
    }

    /// Numbers by name, each within the bounds of the key and with its place.
    pub(crate) fn by_name(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
    ) -> BTreeMap<String, (f64, Range<usize>)> {
        let Some(value) = self.value(key) else { return BTreeMap::new() };
        let Some(Holds::ByName(min, max) | Holds::Each(min, max)) = self.key(key).map(|k| k.holds) else {
            return BTreeMap::new();
        };
        let Some(table) = value.get_ref().as_table() else {
            self.mistyped(reader, key, value);
            return BTreeMap::new();
        };
        let mut numbers = BTreeMap::new();
        for (name, value) in table.iter() {
            let key = format!("{key}.{}", name.get_ref());
            if number(value.get_ref()).is_none() {
                let message = format!("not a number, but {}", value.get_ref().type_str());
                reader.problem(&value.span(), &self.place(&key), message, bounds(min, max), "");
            } else if let Some(number) = self.bounded(reader, &key, value, (min, max)) {
                numbers.insert(name.get_ref().to_string(), (number, value.span()));
            }
        }
        numbers
    }

    /// A number, or none and numbers by name.
    pub(crate) fn each(&self, reader: &mut Reader<'_>, key: &str) -> (Option<f64>, BTreeMap<String, f64>) {
        let (Some(value), Some(Holds::Each(min, max))) = (self.value(key), self.key(key).map(|k| k.holds))
        else {
            return (None, BTreeMap::new());
        };
        match number(value.get_ref()) {
            Some(_) => (self.bounded(reader, key, value, (min, max)), BTreeMap::new()),
            None => {
                let numbers = self.by_name(reader, key);
                (None, numbers.into_iter().map(|(name, (number, _))| (name, number)).collect())
            }
        }
    }

    /// A list of words of the key's list.
    pub(crate) fn words(&self, reader: &mut Reader<'_>, key: &str) -> Vec<String> {
        let Some(Holds::Words(words)) = self.key(key).map(|k| k.holds) else { return Vec::new() };
        let mut known = Vec::new();
        for (text, span) in self.texts(reader, key) {
            if words.contains(&text.as_str()) {
                known.push(text);
            } else {
                let hint = nearest(&text, words.iter().copied()).map(|w| format!("did you mean `{w}`?"));
                let message = format!("unknown word `{text}`");
                reader.problem(&span, &self.place(key), message, words.join(", "), hint.unwrap_or_default());
            }
        }
        known
    }

    /// The tables of a key that holds several.
    pub(crate) fn tables(&self, reader: &mut Reader<'_>, key: &str) -> Vec<(&'t DeTable<'t>, Range<usize>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let items: Vec<Value<'t>> = match value.get_ref() {
            DeValue::Array(array) => array.iter().collect(),
            _ => vec![value],
        };
        let mut tables = Vec::new();
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => tables.push((table, item.span())),
                None => self.mistyped(reader, key, item),
            }
        }
        tables
    }
}

/// A number of either kind.
pub(super) fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(integer) => {
            i64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix()).ok().map(|n| n as f64)
        }
        DeValue::Float(float) => float.as_str().replace('_', "").parse().ok(),
        _ => None,
    }
}

/// What a number out of bounds may come from, and what the key means.
fn slip(number: f64, max: f64, meaning: &str) -> String {
    if max <= 1.0 && (2.0..=100.0).contains(&number) {
        format!("is it a percentage? divide by 100. {meaning}")
    } else if max <= 1.0 && number > max {
        format!("a part of a whole is at most 1. {meaning}")
    } else {
        format!("check sign, unit and digits. {meaning}")
    }
}
