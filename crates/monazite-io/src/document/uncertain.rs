//! Numbers that are not known for sure, numbers over time, and times.

use super::key::{Holds, INTERVAL};
use super::part::{Part, Value, number};
use super::reader::Reader;
use monazite::scenario::{Interval, Path, Uncertain};
use std::ops::Range;
use toml::de::{DeArray, DeValue};

impl Part<'_> {
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
}

/// The two items of a point of a path.
fn pair<'a>(value: &'a DeValue<'a>) -> Option<(Value<'a>, Value<'a>)> {
    let array: &DeArray<'a> = value.as_array()?;
    let mut items = array.iter();
    let both = (items.next()?, items.next()?);
    items.next().is_none().then_some(both)
}
