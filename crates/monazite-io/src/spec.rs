//! What a table looks like: its columns, their types, what is allowed in them.
//!
//! One description serves the check, the JSON schemas and the reference page.

use crate::diagnostic::Severity;

/// The table that a reference points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// `sources.csv`.
    Source,
    /// `countries.csv`.
    Country,
    /// `coalitions.csv`.
    Coalition,
    /// `minerals.csv`.
    Mineral,
    /// `forms.csv`.
    Form,
    /// `processes.csv`.
    Process,
    /// `end_uses.csv`.
    EndUse,
}

impl Target {
    /// The kind of thing, for messages.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Country => "country",
            Self::Coalition => "coalition",
            Self::Mineral => "mineral",
            Self::Form => "form",
            Self::Process => "process",
            Self::EndUse => "end use",
        }
    }

    /// The file that defines the keys.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Source => "sources.csv",
            Self::Country => "countries.csv",
            Self::Coalition => "coalitions.csv",
            Self::Mineral => "minerals.csv",
            Self::Form => "forms.csv",
            Self::Process => "processes.csv",
            Self::EndUse => "end_uses.csv",
        }
    }

    /// The column that defines the keys in that file.
    #[must_use]
    pub const fn column(self) -> &'static str {
        match self {
            Self::EndUse => "end_use",
            other => other.kind(),
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Free text.
    Text,
    /// A key that this table defines: lower case letters, digits, `_` and `-`.
    Key,
    /// Text of a fixed shape: a pattern in words and a check.
    Shaped(&'static Shape),
    /// One of a list of words.
    Word(&'static [&'static str]),
    /// A key defined in another table.
    Reference(Target),
    /// Keys defined in another table, separated by `|`.
    References(Target),
    /// A calendar year.
    Year,
    /// A number within bounds.
    Number(f64, f64),
    /// A number whose bounds are those of the table's [`Measure`].
    Measured,
}

/// Text of a fixed shape.
#[derive(Debug)]
pub struct Shape {
    /// What it is, in words.
    pub words: &'static str,
    /// The same as a regular expression, for the JSON schema.
    pub pattern: &'static str,
    /// Whether a text has it.
    pub holds: fn(&str) -> bool,
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        self.pattern == other.pattern
    }
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Name in the header.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a cell must not be blank. The column itself must be there if so.
    pub required: bool,
    /// Meaning.
    pub description: &'static str,
}

impl Column {
    /// A required column.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind, description: &'static str) -> Self {
        Self { name, kind, required: true, description }
    }
    /// A required reference to a thing defined in another table.
    #[must_use]
    pub const fn to(name: &'static str, target: Target, description: &'static str) -> Self {
        Self::new(name, Kind::Reference(target), description)
    }
    /// A required pipe list of references.
    #[must_use]
    pub const fn list(name: &'static str, target: Target, description: &'static str) -> Self {
        Self::new(name, Kind::References(target), description)
    }
    /// Required free text.
    #[must_use]
    pub const fn text(name: &'static str, description: &'static str) -> Self {
        Self::new(name, Kind::Text, description)
    }
    /// A required word of a list.
    #[must_use]
    pub const fn word(name: &'static str, words: &'static [&'static str], description: &'static str) -> Self {
        Self::new(name, Kind::Word(words), description)
    }
    /// The same column, with blank cells allowed and the column allowed to be absent.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }
}

/// The number of a data table: its units and bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// Accepted words of the `unit` column; any word where empty.
    pub units: &'static [&'static str],
    /// Smallest plausible value.
    pub min: f64,
    /// Largest plausible value: far above anything on Earth, far below overflow.
    pub max: f64,
    /// Whether a value may be blank.
    pub blank: bool,
}

impl Measure {
    /// A measure in one unit.
    #[must_use]
    pub const fn new(units: &'static [&'static str], min: f64, max: f64) -> Self {
        Self { units, min, max, blank: false }
    }
    /// Contained mass per year. The largest flow on Earth, aggregates, is below 5e10 t/y.
    pub const TONNES_PER_YEAR: Self = Self::new(&["t/y"], 0.0, 1e11);
    /// Contained mass. The largest published reserve, coal, is near 1e12 t.
    pub const TONNES: Self = Self::new(&["t"], 0.0, 1e13);
    /// A part of a whole.
    pub const SHARE: Self = Self::new(&["share"], 0.0, 1.0);
    /// Money. World output is near 1e14 USD.
    pub const US_DOLLARS: Self = Self::new(&["USD"], -1e16, 1e16);
    /// Price per contained tonne. Rhodium peaked near 1e9 USD/t.
    pub const US_DOLLARS_PER_TONNE: Self = Self::new(&["USD/t"], 0.0, 1e11);

    /// The bounds in words: `0 to 1e11 t/y`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} to {} {}", plain(self.min), plain(self.max), self.units.join(" or "))
            .trim_end()
            .to_owned()
    }
}

/// A bound as a person would write it.
#[must_use]
pub(crate) fn plain(bound: f64) -> String {
    if bound != 0.0 && (bound.abs() >= 1e6 || bound.abs() < 1e-3) {
        format!("{bound:e}")
    } else {
        bound.to_string()
    }
}

/// One table of the schema.
#[derive(Debug)]
pub struct Spec {
    /// File name.
    pub file: &'static str,
    /// Title.
    pub title: &'static str,
    /// What a row is.
    pub description: &'static str,
    /// Whether a dataset needs it. A missing optional file is an empty table.
    pub required: bool,
    /// Columns that tell rows apart.
    pub key: &'static [&'static str],
    /// How bad a row is that repeats the key of another.
    pub repeat: Severity,
    /// Its own columns.
    pub own: &'static [Column],
    /// The number that each row states, for tables that end in [`TAIL`].
    pub measure: Option<Measure>,
}

impl Spec {
    /// All columns: its own, then the common ones of data tables.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.own.iter().chain(if self.measure.is_some() { TAIL } else { &[] })
    }
    /// Name of the table without `.csv`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.file.trim_end_matches(".csv")
    }
    /// The column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns().find(|c| c.name == name)
    }
}

/// Words of the quality column, best first.
pub const QUALITY_WORDS: &[&str] = &["observed", "estimated", "assumed", "unverified"];
/// Words of a stage column, in chain order.
pub const STAGE_WORDS: &[&str] = &["extraction", "processing", "manufacturing", "use", "recycling"];
/// First and last accepted year.
pub const YEARS: (i32, i32) = (1950, 2100);

/// The common last columns of every data table.
pub const TAIL: &[Column] = &[
    Column::new("year", Kind::Year, "Year that the number describes."),
    Column::new("value", Kind::Measured, "Central value in the unit named in `unit`."),
    Column::new("low", Kind::Measured, "Low end of the row's own range; blank where it has none.").optional(),
    Column::new("high", Kind::Measured, "High end of the row's own range; blank where it has none.")
        .optional(),
    Column::text("unit", "Unit of `value`, `low` and `high`."),
    Column::text("published_value", "The number as published, text.").optional(),
    Column::text("published_unit", "The unit as published.").optional(),
    Column::word("quality", QUALITY_WORDS, "How well the number is known."),
    Column::to("source", Target::Source, "Who published it."),
    Column::text("note", "What was done to the published number, in words.").optional(),
];

/// ISO 3166-1 alpha-3.
pub const ALPHA_3: Shape = Shape {
    words: "three capital letters (ISO 3166-1 alpha-3)",
    pattern: "^[A-Z]{3}$",
    holds: |t| t.len() == 3 && t.bytes().all(|b| b.is_ascii_uppercase()),
};
/// ISO 3166-1 alpha-2; Namibia's `NA` is one.
pub const ALPHA_2: Shape = Shape {
    words: "two capital letters (ISO 3166-1 alpha-2)",
    pattern: "^[A-Z]{2}$",
    holds: |t| t.len() == 2 && t.bytes().all(|b| b.is_ascii_uppercase()),
};
/// HS codes separated by `|`.
pub const HS6_LIST: Shape = Shape {
    words: "six-digit HS codes separated by |",
    pattern: "^[0-9]{6}(\\|[0-9]{6})*$",
    holds: |t| t.split('|').all(|code| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())),
};
/// A date; month and day may be left out.
pub const DATE: Shape = Shape {
    words: "a date: 2025-04-04, 2025-04 or 2025",
    pattern: "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    holds: is_date,
};

/// The shape of a key.
pub const KEY_PATTERN: &str = "^[a-z0-9][a-z0-9_-]*$";

/// Whether a text is a key: lower case letters, digits, `_` and `-`.
#[must_use]
pub fn is_key(text: &str) -> bool {
    text.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

/// Whether a text is a year, a month or a day in ISO 8601.
fn is_date(text: &str) -> bool {
    let number = |part: &str, digits: usize, max: u32| {
        part.len() == digits
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|n| n >= 1 && n <= max)
    };
    let parts: Vec<&str> = text.split('-').collect();
    let limits = [(4, 9999), (2, 12), (2, 31)];
    !parts.is_empty()
        && parts.len() <= 3
        && parts.iter().zip(limits).all(|(part, (digits, max))| number(part, digits, max))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_dates() {
        assert!(is_key("g7-plus") && is_key("re_ndpr_oxide") && is_key("850760"));
        assert!(!is_key("") && !is_key("_x") && !is_key("G7") && !is_key("a b"));
        assert!(is_date("2025-04-04") && is_date("2025-04") && is_date("2025"));
        assert!(!is_date("04/04/2025") && !is_date("2025-13") && !is_date("") && !is_date("2025-01-01-01"));
    }

    #[test]
    fn bounds_read_as_a_person_writes_them() {
        assert_eq!(Measure::TONNES_PER_YEAR.words(), "0 to 1e11 t/y");
        assert_eq!(Measure::SHARE.words(), "0 to 1 share");
    }
}
