//! One row while it is read: typed access to its cells, every problem reported with its place.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::nearest::nearest;
use crate::spec::{Column, HS6_LIST, KEY_PATTERN, Kind, Measure, Shape, Spec, Target, YEARS, is_key, plain};
use csv::StringRecord;
use monazite::datum::{Datum, Provenance, Quality, RowRef};
use monazite::id::{CountryId, EndUseId, FormId, Id, MineralId, ProcessId, SourceId, Table};
use monazite::system::{Stage, System};
use std::collections::{BTreeMap, BTreeSet};

/// What the reader remembers across tables, so that one mistake is reported once.
#[derive(Default)]
pub(crate) struct Memory {
    /// All problems so far.
    pub(crate) problems: Diagnostics,
    /// Tables whose keys are not known; references into them are not judged.
    pub(crate) unreadable: BTreeSet<Target>,
    /// Keys of rows that were rejected; references to them are not reported again.
    pub(crate) rejected: BTreeSet<(Target, String)>,
    /// Hints already found for unknown keys.
    hints: BTreeMap<(Target, String), String>,
}

/// A row of a table. Accessors return `None` after reporting why.
pub(crate) struct Row<'a> {
    pub(crate) spec: &'static Spec,
    pub(crate) positions: &'a [Option<usize>],
    pub(crate) record: &'a StringRecord,
    pub(crate) line: u32,
    pub(crate) memory: &'a mut Memory,
}

impl<'a> Row<'a> {
    /// The text of a cell without surrounding blanks; empty where the column is absent.
    pub(crate) fn text(&self, name: &str) -> &'a str {
        self.spec.columns().position(|c| c.name == name).map_or("", |i| self.cell(i))
    }

    /// The text of the cell of the i-th column of the spec.
    fn cell(&self, i: usize) -> &'a str {
        self.positions[i].and_then(|position| self.record.get(position)).map_or("", trimmed)
    }

    /// The text of a cell, or nothing where it is blank.
    pub(crate) fn filled(&self, name: &str) -> Option<&'a str> {
        Some(self.text(name)).filter(|t| !t.is_empty())
    }

    /// The place of this row.
    pub(crate) fn place(&self) -> RowRef {
        RowRef { table: self.spec.file, line: self.line }
    }

    /// Reports a problem in a cell.
    pub(crate) fn problem(
        &mut self,
        column: &str,
        message: impl Into<String>,
        allowed: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let value = self.text(column);
        self.report(
            Diagnostic::error(self.spec.file, message).cell(column, value).allowed(allowed).hint(hint),
        );
    }

    /// Reports a problem of this row.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.memory.problems.push(diagnostic.at(self.line));
    }

    /// Checks what the spec says about every cell by itself: blanks, words, shapes, formulas.
    pub(crate) fn check_cells(&mut self) -> bool {
        let before = self.memory.problems.errors();
        for (i, column) in self.spec.columns().enumerate() {
            self.check_cell(column, self.cell(i));
        }
        self.memory.problems.errors() == before
    }

    fn check_cell(&mut self, column: &'static Column, text: &str) {
        if text.is_empty() {
            let blank_allowed =
                !column.required || (column.name == "value" && self.spec.measure.is_some_and(|m| m.blank));
            if !blank_allowed {
                self.problem(column.name, "the cell is blank", allowed_words(column), column.description);
            }
            return;
        }
        if is_formula(text) {
            self.problem(
                column.name,
                "the cell begins like a spreadsheet formula",
                "text that does not begin with = + - or @, or a number",
                "a spreadsheet would run it; put another character first",
            );
            return;
        }
        match column.kind {
            Kind::Key if !is_key(text) => {
                self.problem(column.name, "not a key", allowed_words(column), "");
            }
            Kind::Word(words) if !words.contains(&text) => {
                let hint = nearest(text, words.iter().copied())
                    .map(|word| format!("did you mean `{word}`?"))
                    .unwrap_or_default();
                let message = format!("unknown {} `{text}`", column.name.replace('_', " "));
                self.problem(column.name, message, words.join(", "), hint);
            }
            Kind::Shaped(shape) if !(shape.holds)(text) => self.misshaped(column.name, text, shape),
            _ => {}
        }
    }

    fn misshaped(&mut self, column: &str, text: &str, shape: &Shape) {
        let hint = match text {
            "NA" => NAMIBIA.to_owned(),
            _ if shape.pattern == HS6_LIST.pattern => {
                "keep the leading zero; format the column as text".to_owned()
            }
            _ => String::new(),
        };
        self.problem(column, format!("not {}", shape.words), shape.words, hint);
    }

    /// A number of a cell within bounds, or `None` where it is blank or wrong.
    pub(crate) fn number(&mut self, column: &str, min: f64, max: f64, unit: &str) -> Option<f64> {
        let text = self.filled(column)?;
        let allowed = || format!("{} to {} {unit}", plain(min), plain(max)).trim_end().to_owned();
        if is_formula(text) {
            return None; // reported with the cells
        }
        let Ok(value) = text.parse::<f64>() else {
            self.problem(column, "not a number", allowed(), number_hint(text));
            return None;
        };
        if !value.is_finite() {
            self.problem(
                column,
                "not a finite number",
                allowed(),
                "leave the row out if the value is not known",
            );
            return None;
        }
        if value < min && min >= 0.0 && value <= 0.0 {
            let kind = match unit {
                "t" | "t/y" if value < 0.0 => "negative mass",
                _ if value < 0.0 => "negative value",
                _ => "the value must be above zero",
            };
            self.problem(
                column,
                kind,
                allowed(),
                "leave the row out if there is nothing to report; a minus sign may be a dash",
            );
            return None;
        }
        if value < min || value > max {
            let percentage = max <= 1.5 && value <= 100.0 * max;
            let message = if unit == "share" { "share out of range" } else { "implausible value" };
            let hint = if percentage {
                "is it a percentage? divide by 100"
            } else {
                "check the unit and the digits"
            };
            self.problem(column, message, allowed(), hint);
            return None;
        }
        Some(value)
    }

    /// A year of a cell.
    pub(crate) fn year(&mut self, column: &str) -> Option<i32> {
        let text = self.filled(column)?;
        let year = text.parse::<i32>().ok().filter(|y| (YEARS.0..=YEARS.1).contains(y));
        if year.is_none() && !is_formula(text) {
            self.problem(
                column,
                "year out of range",
                format!("{} to {}", YEARS.0, YEARS.1),
                "write it as 2024",
            );
        }
        year
    }

    /// The stage of a cell; what is not one was reported with the cells.
    pub(crate) fn stage(&self, column: &str) -> Option<Stage> {
        Stage::from_word(self.text(column))
    }

    /// A key defined elsewhere: its id, or `None` where it is blank or unknown.
    fn reference<I: Id, T>(
        &mut self,
        column: &str,
        target: Target,
        table: &Table<I, T>,
        system: &System,
    ) -> Option<I> {
        let key = self.filled(column)?;
        table.id(key).or_else(|| {
            self.unknown(column, key, target, table.keys(), system);
            None
        })
    }

    /// Keys defined elsewhere, separated by `|`. `None` if any is unknown; empty where the cell is blank.
    fn references<I: Id, T>(
        &mut self,
        column: &str,
        target: Target,
        table: &Table<I, T>,
        system: &System,
    ) -> Option<Vec<I>> {
        let Some(text) = self.filled(column) else { return Some(Vec::new()) };
        let keys: Vec<&str> = text.split('|').map(str::trim).collect();
        let mut ids = Vec::with_capacity(keys.len());
        for key in &keys {
            match table.id(key) {
                Some(id) if ids.contains(&id) => {
                    self.problem(
                        column,
                        format!("`{key}` is listed twice"),
                        "each key once",
                        "remove one of the two",
                    );
                    return None;
                }
                Some(id) => ids.push(id),
                None => self.unknown(column, key, target, table.keys(), system),
            }
        }
        (ids.len() == keys.len()).then_some(ids)
    }

    /// Reports a key that is not defined, unless its table or its row was already reported.
    pub(crate) fn unknown(
        &mut self,
        column: &str,
        key: &str,
        target: Target,
        known: &[String],
        system: &System,
    ) {
        let entry = (target, key.to_owned());
        if self.memory.unreadable.contains(&target)
            || self.memory.rejected.contains(&entry)
            || is_formula(key)
        {
            return;
        }
        let hint = match self.memory.hints.get(&entry) {
            Some(hint) => hint.clone(),
            None => {
                let hint = reference_hint(target, key, known, system);
                self.memory.hints.insert(entry, hint.clone());
                hint
            }
        };
        let diagnostic =
            Diagnostic::error(self.spec.file, format!("unknown {} `{}`", target.kind(), clean(key)))
                .cell(column, self.text(column))
                .allowed(format!("a key defined in {}", target.file()))
                .hint(hint);
        self.report(diagnostic);
    }

    /// A country.
    pub(crate) fn country(&mut self, system: &System, column: &str) -> Option<CountryId> {
        self.reference(column, Target::Country, &system.countries, system)
    }
    /// The key of a coalition.
    pub(crate) fn coalition(&mut self, system: &System, column: &str) -> Option<String> {
        let key = self.text(column);
        if system.coalitions.iter().any(|c| c.key == key) {
            return Some(key.to_owned());
        }
        let known: Vec<String> = system.coalitions.iter().map(|c| c.key.clone()).collect();
        self.unknown(column, key, Target::Coalition, &known, system);
        None
    }
    /// A form.
    pub(crate) fn form(&mut self, system: &System, column: &str) -> Option<FormId> {
        self.reference(column, Target::Form, &system.forms, system)
    }
    /// Forms of a pipe list.
    pub(crate) fn forms(&mut self, system: &System, column: &str) -> Option<Vec<FormId>> {
        self.references(column, Target::Form, &system.forms, system)
    }
    /// A mineral.
    pub(crate) fn mineral(&mut self, system: &System, column: &str) -> Option<MineralId> {
        self.reference(column, Target::Mineral, &system.minerals, system)
    }
    /// Minerals of a pipe list.
    pub(crate) fn minerals(&mut self, system: &System, column: &str) -> Option<Vec<MineralId>> {
        self.references(column, Target::Mineral, &system.minerals, system)
    }
    /// A process.
    pub(crate) fn process(&mut self, system: &System, column: &str) -> Option<ProcessId> {
        self.reference(column, Target::Process, &system.processes, system)
    }
    /// An end use.
    pub(crate) fn end_use(&mut self, system: &System, column: &str) -> Option<EndUseId> {
        self.reference(column, Target::EndUse, &system.end_uses, system)
    }
    /// A source.
    pub(crate) fn source(&mut self, system: &System) -> Option<SourceId> {
        self.reference("source", Target::Source, &system.sources, system)
    }

    /// An optional reference: outer `None` if the cell is filled and wrong, inner `None` if it is blank.
    pub(crate) fn maybe<I>(
        &mut self,
        column: &str,
        read: impl FnOnce(&mut Self) -> Option<I>,
    ) -> Option<Option<I>> {
        if self.filled(column).is_none() { Some(None) } else { read(self).map(Some) }
    }

    /// The datum of this row in the table's measure.
    pub(crate) fn datum<Q>(&mut self, system: &System, new: fn(f64) -> Q) -> Option<Datum<Q>> {
        self.spec.measure.and_then(|measure| self.datum_in(system, measure, new))
    }

    /// The datum of this row in a measure that depends on the row.
    pub(crate) fn datum_in<Q>(
        &mut self,
        system: &System,
        measure: Measure,
        new: fn(f64) -> Q,
    ) -> Option<Datum<Q>> {
        let unit_fits = self.check_unit(&measure);
        let unit = measure.units.first().copied().unwrap_or_default();
        let value = self.number("value", measure.min, measure.max, unit);
        let low = self.maybe("low", |r| r.number("low", measure.min, measure.max, unit));
        let high = self.maybe("high", |r| r.number("high", measure.min, measure.max, unit));
        let provenance = self.provenance(system);
        let (value, low, high) = (value?, low?.or(value)?, high?.or(value)?);
        let ordered = self.check_range(value, low, high);
        if !(unit_fits && ordered) {
            return None;
        }
        Some(Datum { value: new(value), low: new(low), high: new(high), provenance: provenance? })
    }

    fn check_unit(&mut self, measure: &Measure) -> bool {
        let unit = self.text("unit");
        let fits = measure.units.is_empty() || measure.units.contains(&unit) || unit.is_empty();
        if !fits {
            let allowed = measure.units.join(" or ");
            let hint =
                format!("convert to {allowed} and keep the original in published_value and published_unit");
            self.problem(
                "unit",
                format!("the unit `{}` is not that of the table", clean(unit)),
                allowed,
                hint,
            );
        }
        fits
    }

    fn check_range(&mut self, value: f64, low: f64, high: f64) -> bool {
        let bounds = || format!("low <= value <= high, here {low} <= {value} <= {high}");
        if low > value {
            self.problem(
                "low",
                "low is above value",
                bounds(),
                "are low and high exchanged, or in another unit than value?",
            );
        }
        if high < value {
            self.problem(
                "high",
                "high is below value",
                bounds(),
                "are low and high exchanged, or in another unit than value?",
            );
        }
        low <= value && value <= high
    }

    /// Year, quality, source and note of this row.
    pub(crate) fn provenance(&mut self, system: &System) -> Option<Provenance> {
        let year = self.year("year");
        let source = self.source(system);
        let quality = Quality::from_word(self.text("quality"));
        Some(Provenance {
            year: year?,
            quality: quality?,
            source: source?,
            row: self.place(),
            note: note(self.text("published_value"), self.text("published_unit"), self.text("note")),
        })
    }
}

/// A text without surrounding blanks; fast where there are none.
fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(a), Some(z)) if a.is_ascii_graphic() && z.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// The hint for `NA` where a country is expected.
pub(crate) const NAMIBIA: &str = "NA is Namibia's alpha-2 code; its alpha-3 code is NAM";

/// The published number and what was done to it, in one text.
fn note(value: &str, unit: &str, note: &str) -> String {
    match (value.is_empty(), note.is_empty()) {
        (true, _) => note.to_owned(),
        (false, true) => format!("published {value} {unit}").trim_end().to_owned(),
        (false, false) => format!("{}: {note}", format!("published {value} {unit}").trim_end()),
    }
}

/// Whether a spreadsheet would take the text for a formula. A number with a sign is none.
pub(crate) fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@']) && text.parse::<f64>().is_err()
}

/// A key as it can be shown inside a message.
fn clean(key: &str) -> String {
    key.chars().take(40).map(|c| if c.is_control() { '?' } else { c }).collect()
}

fn number_hint(text: &str) -> &'static str {
    let comma_removed = text.replace([',', ' ', '\u{a0}', '\u{202f}', '\''], "");
    if comma_removed != text && comma_removed.parse::<f64>().is_ok() {
        "write a decimal point and no separators between thousands"
    } else if text.ends_with('%') {
        "divide the percentage by 100"
    } else if matches!(text.to_ascii_lowercase().as_str(), "na" | "n/a" | "-" | "—" | "w" | "null" | "none")
    {
        "leave the row out if the value is not known"
    } else {
        "write digits and a decimal point only; the unit goes into `unit`"
    }
}

fn reference_hint(target: Target, key: &str, known: &[String], system: &System) -> String {
    if target == Target::Country {
        if key == "NA" {
            return NAMIBIA.to_owned();
        }
        if let Some((id, _)) = system.countries.iter().find(|(_, c)| !c.iso2.is_empty() && c.iso2 == key) {
            return format!("{key} is an alpha-2 code; its alpha-3 code is {}", system.countries.key(id));
        }
        if let Some((id, _)) = system.countries.iter().find(|(_, c)| c.name.eq_ignore_ascii_case(key)) {
            return format!("use the alpha-3 code {}", system.countries.key(id));
        }
    }
    if let Some(near) = nearest(key, known.iter().map(String::as_str)) {
        return format!("did you mean `{near}`? Else add a row to {}", target.file());
    }
    if known.is_empty() || known.len() > 15 {
        return format!("add a row to {}", target.file());
    }
    format!("use one of: {}; or add a row to {}", known.join(", "), target.file())
}

/// What a column accepts, in words.
pub(crate) fn allowed_words(column: &Column) -> String {
    match column.kind {
        Kind::Text => "text".to_owned(),
        Kind::Key => format!("lower case letters, digits, _ and - ({KEY_PATTERN})"),
        Kind::Shaped(shape) => shape.words.to_owned(),
        Kind::Word(words) => words.join(", "),
        Kind::Reference(target) => format!("a key defined in {}", target.file()),
        Kind::References(target) => format!("keys defined in {}, separated by |", target.file()),
        Kind::Year => format!("{} to {}", YEARS.0, YEARS.1),
        Kind::Number(min, max) => format!("{} to {}", plain(min), plain(max)),
        Kind::Measured => "a number".to_owned(),
    }
}
