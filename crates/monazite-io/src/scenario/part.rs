//! One table of a scenario file while it is read: typed access to its keys, every problem with its place.

use super::keys::{Holds, INTERVAL, Key};
use super::reader::Reader;
use super::words::{allowed, example, wanted};
use crate::nearest::nearest;
use crate::spec::plain;
use monazite::id::{CountryId, EndUseId, FormId, Id, MineralId, Table};
use monazite::scenario::{Date, Interval, Path, Uncertain};
use monazite::system::{Stage, System};
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

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
type Value<'t> = &'t Spanned<DeValue<'t>>;

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

    fn key(&self, name: &str) -> Option<Key> {
        self.keys.iter().flat_map(|k| k.iter()).find(|k| k.name == name).copied()
    }

    fn place(&self, key: &str) -> String {
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
    fn mistyped(&self, reader: &mut Reader<'_>, key: &str, value: Value<'_>) {
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
    fn texts(&self, reader: &mut Reader<'_>, key: &str) -> Vec<(String, Range<usize>)> {
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

    fn bounded(
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
        if number.is_finite() && min <= number && number <= max {
            return Some(number);
        }
        let place = self.place(key);
        let (message, hint) = if key == "probability" {
            ("probability out of range", percentage(number, max))
        } else if number < 0.0 && min >= 0.0 {
            let quota = matches!(key, "tonnes_per_year" | "share");
            (if quota { "negative quota" } else { "negative value" }, "zero lets nothing through".to_owned())
        } else {
            ("value out of range", percentage(number, max))
        };
        let allowed = format!("{} to {}", plain(min), plain(max));
        let hint = if message == "negative value" { String::new() } else { hint };
        reader.problem(&value.span(), &place, message, allowed, hint);
        None
    }

    /// A number or a distribution within the bounds of the key.
    pub(crate) fn uncertain(&self, reader: &mut Reader<'_>, key: &str) -> Option<Uncertain> {
        let value = self.value(key)?;
        let (Holds::Uncertain(min, max) | Holds::Path(min, max)) = self.key(key)?.holds else { return None };
        self.distribution(reader, key, value, (min, max))
    }

    fn distribution(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        value: Value<'_>,
        bounds: (f64, f64),
    ) -> Option<Uncertain> {
        let Some(table) = value.get_ref().as_table() else {
            return self.bounded(reader, key, value, bounds).map(Uncertain::Point);
        };
        let get = |name: &str| table.iter().find(|(k, _)| k.get_ref() == name).map(|(_, v)| v);
        let stranger =
            table.iter().find(|(k, _)| !["low", "mode", "high", "scale"].contains(&k.get_ref().as_ref()));
        let mut read = |name: &str| get(name).map(|v| self.bounded(reader, key, v, bounds));
        let (low, mode, high) = (read("low"), read("mode"), read("high"));
        let log = get("scale").map(|v| v.get_ref().as_str() == Some("log"));
        let drawn = match (low, mode, high, log) {
            (Some(low), None, Some(high), None) => Uncertain::Uniform { low: low?, high: high? },
            (Some(low), Some(mode), Some(high), None) => {
                Uncertain::Triangular { low: low?, mode: mode?, high: high? }
            }
            (Some(low), None, Some(high), Some(true)) => Uncertain::LogUniform { low: low?, high: high? },
            _ => {
                let words = "{ low, high }, { low, mode, high } or { low, high, scale = \"log\" }";
                reader.problem(&value.span(), &self.place(key), "not a distribution", words, "");
                return None;
            }
        };
        if let Some((name, _)) = stranger {
            reader.problem(
                &name.span(),
                &self.place(key),
                "unknown key",
                "low, mode, high, scale",
                "remove it",
            );
        }
        if drawn.check().is_err() {
            let hint = "with scale = \"log\" the ends are above zero";
            reader.problem(
                &value.span(),
                &self.place(key),
                "the ends are not in order",
                "low <= mode <= high",
                hint,
            );
            return None;
        }
        Some(drawn)
    }

    /// A number over time within the bounds of the key.
    pub(crate) fn path(&self, reader: &mut Reader<'_>, key: &str) -> Option<Path> {
        let value = self.value(key)?;
        let Holds::Path(min, max) = self.key(key)?.holds else { return None };
        let Some(array) = value.get_ref().as_array() else {
            return self.distribution(reader, key, value, (min, max)).map(Path::constant);
        };
        let mut points: Vec<(f64, Uncertain)> = Vec::new();
        for item in array.iter() {
            let Some((day, amount)) = pair(item.get_ref()) else {
                self.mistyped(reader, key, item);
                return None;
            };
            let Some(day) = number(day.get_ref()).filter(|d| (0.0..=3650.0).contains(d)) else {
                let hint = "days are counted from the day on which the shock comes into force";
                reader.problem(&day.span(), &self.place(key), "not a day", "0 to 3650", hint);
                return None;
            };
            if points.last().is_some_and(|last| last.0 > day) {
                reader.problem(
                    &item.span(),
                    &self.place(key),
                    "the days are not in order",
                    "rising days",
                    "",
                );
                return None;
            }
            points.push((day, self.distribution(reader, key, amount, (min, max))?));
        }
        if points.is_empty() {
            self.problem(reader, key, "the path is empty", "at least one [day, value]", "");
            return None;
        }
        Some(Path::new(points))
    }

    /// Days on which it is in force.
    pub(crate) fn intervals(&self, reader: &mut Reader<'_>, key: &str) -> Vec<(Interval, Range<usize>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.mistyped(reader, key, value);
            return Vec::new();
        };
        let mut intervals = Vec::new();
        for item in array.iter() {
            let Some(table) = item.get_ref().as_table() else {
                self.mistyped(reader, key, item);
                continue;
            };
            let (name, span) = (self.place(key), item.span());
            let part = Part::new(reader, table, &span, &name, [INTERVAL, &[]]);
            let (from, until) = (part.date(reader, "from"), part.date(reader, "until"));
            if let Some(from) = from {
                intervals.push((Interval { from, until }, span.clone()));
            }
        }
        intervals
    }

    /// Ids of keys of a table, each with its problem if unknown.
    fn ids<I: Id + Ord, T>(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        table: &Table<I, T>,
        other: impl Fn(&System, &str) -> Option<String>,
    ) -> Vec<I> {
        let mut ids = Vec::new();
        for (text, span) in self.texts(reader, key) {
            match table.id(&text) {
                Some(id) => ids.push(id),
                None => {
                    let hint = other(reader.system, &text).unwrap_or_else(|| near(&text, table.keys()));
                    let message = format!("unknown {} `{text}`", I::KIND);
                    let allowed = format!("{}s of the dataset", I::KIND);
                    reader.problem(&span, &self.place(key), message, allowed, hint);
                }
            }
        }
        ids
    }

    /// Minerals.
    pub(crate) fn minerals(&self, reader: &mut Reader<'_>, key: &str) -> Vec<MineralId> {
        let system = reader.system;
        self.ids(reader, key, &system.minerals, |_, _| None)
    }

    /// End uses, in the order of the file.
    pub(crate) fn end_uses(&self, reader: &mut Reader<'_>, key: &str) -> Vec<EndUseId> {
        let system = reader.system;
        self.ids(reader, key, &system.end_uses, |system, _| {
            (system.end_uses.len() <= 20)
                .then(|| format!("use one of: {}", system.end_uses.keys().join(", ")))
        })
    }

    /// The forms of `forms`, and of `minerals` within `stages`.
    pub(crate) fn forms(&self, reader: &mut Reader<'_>) -> BTreeSet<FormId> {
        let before = reader.problems.errors();
        let system = reader.system;
        let named = self.ids(reader, "forms", &system.forms, |system, text| {
            system.minerals.id(text).map(|_| format!("`{text}` is a mineral: write minerals = [\"{text}\"]"))
        });
        let minerals = self.minerals(reader, "minerals");
        let stages: Vec<Stage> = self.stages(reader);
        let of_minerals = minerals.iter().flat_map(|&m| system.forms_of(m));
        let fits = |f: &FormId| stages.is_empty() || stages.contains(&system.forms[*f].stage);
        let forms: BTreeSet<FormId> = named.into_iter().chain(of_minerals.filter(fits)).collect();
        if forms.is_empty() && reader.problems.errors() == before {
            let message = "no form is named";
            let allowed = "minerals = [\"rare_earths\"] or forms = [\"re_ndfeb\"]";
            let hint = if minerals.is_empty() { "" } else { "the minerals have no form at these stages" };
            reader.problem(self.span, self.name, message, allowed, hint);
        }
        forms
    }

    fn stages(&self, reader: &mut Reader<'_>) -> Vec<Stage> {
        let words = Stage::ALL.map(Stage::word);
        let mut stages = Vec::new();
        for (text, span) in self.texts(reader, "stages") {
            match Stage::from_word(&text) {
                Some(stage) => stages.push(stage),
                None => {
                    let hint =
                        nearest(&text, words).map(|w| format!("did you mean `{w}`?")).unwrap_or_default();
                    let message = format!("unknown stage `{text}`");
                    reader.problem(&span, &self.place("stages"), message, words.join(", "), hint);
                }
            }
        }
        stages
    }

    /// Countries, the members of coalitions, or all countries.
    pub(crate) fn countries(&self, reader: &mut Reader<'_>, key: &str) -> BTreeSet<CountryId> {
        let mut countries = BTreeSet::new();
        for (text, span) in self.texts(reader, key) {
            if text == "all" {
                countries.extend(reader.system.countries.ids());
                continue;
            }
            match reader.system.members(&text) {
                Ok(members) => countries.extend(members),
                Err(_) => {
                    let system = reader.system;
                    let known: Vec<String> = system
                        .coalitions
                        .iter()
                        .map(|c| c.key.clone())
                        .chain(system.countries.keys().iter().cloned())
                        .collect();
                    let named = system.countries.iter().find(|(_, c)| {
                        c.name.eq_ignore_ascii_case(&text) || (!c.iso2.is_empty() && c.iso2 == text)
                    });
                    let hint = named.map_or_else(
                        || near(&text, &known),
                        |(id, _)| format!("use the alpha-3 code {}", system.countries.key(id)),
                    );
                    let message = format!("unknown country or coalition `{text}`");
                    let allowed = "an ISO 3166-1 alpha-3 code, a coalition of the dataset, or all";
                    reader.problem(&span, &self.place(key), message, allowed, hint);
                }
            }
        }
        countries
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
fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(integer) => {
            i64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix()).ok().map(|n| n as f64)
        }
        DeValue::Float(float) => float.as_str().replace('_', "").parse().ok(),
        _ => None,
    }
}

/// The two items of a point of a path.
fn pair<'a>(value: &'a DeValue<'a>) -> Option<(Value<'a>, Value<'a>)> {
    let array: &DeArray<'a> = value.as_array()?;
    let mut items = array.iter();
    let both = (items.next()?, items.next()?);
    items.next().is_none().then_some(both)
}

fn near(text: &str, known: &[String]) -> String {
    nearest(text, known.iter().map(String::as_str)).map_or_else(
        || "see `monazite check` and the tables of the dataset".to_owned(),
        |n| format!("did you mean `{n}`?"),
    )
}

fn percentage(number: f64, max: f64) -> String {
    if max <= 1.0 && (2.0..=100.0).contains(&number) {
        "is it a percentage? divide by 100".to_owned()
    } else if max <= 1.0 && number > max {
        "a part of a whole is at most 1".to_owned()
    } else {
        "check the unit and the digits".to_owned()
    }
}
