//! Keys of a document: one description serves the check, the JSON schema and the reference page.

/// What a key holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holds {
    /// Text.
    Text,
    /// A list of texts.
    Texts,
    /// A day, written without quotes: 2025-04-04.
    Date,
    /// A whole number within bounds.
    Whole(i64, i64),
    /// A number within bounds; above zero where the lower is the least positive number, inf allowed where the upper is.
    Number(f64, f64),
    /// A number within bounds, or a distribution over such numbers.
    Uncertain(f64, f64),
    /// The same over the days since the shock came into force.
    Path(f64, f64),
    /// True or false.
    Flag,
    /// One of some words.
    Word(&'static [&'static str]),
    /// A list of some words.
    Words(&'static [&'static str]),
    /// Numbers within bounds, each under a name.
    ByName(f64, f64),
    /// A number within bounds, or such numbers by name.
    Each(f64, f64),
    /// Countries, coalitions, or `all`.
    Countries,
    /// Minerals.
    Minerals,
    /// Forms.
    Forms,
    /// Stages.
    Stages,
    /// End uses.
    EndUses,
    /// When it is in force.
    Intervals,
    /// A table of its own keys.
    Table(&'static [Key]),
    /// Several tables of the same keys.
    Tables(&'static [Key]),
    /// Several tables, each with the keys of its kind.
    Kinds(&'static Kinds),
}

/// Tables that come in kinds.
#[derive(Debug)]
pub(crate) struct Kinds {
    /// Keys of every kind.
    pub(crate) common: &'static [Key],
    /// The key that says which kind it is.
    pub(crate) key: &'static str,
    /// Words of the kinds.
    pub(crate) words: &'static [&'static str],
    /// Keys of one kind besides the common ones.
    pub(crate) of: fn(&str) -> &'static [Key],
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// Name.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) holds: Holds,
    /// Whether it must be there.
    pub(crate) required: bool,
    /// Meaning, and what follows if it is left out.
    pub(crate) meaning: &'static str,
}

/// A key that must be there.
pub(crate) const fn must(name: &'static str, holds: Holds, meaning: &'static str) -> Key {
    Key { name, holds, required: true, meaning }
}

/// A key that may be left out.
pub(crate) const fn may(name: &'static str, holds: Holds, meaning: &'static str) -> Key {
    Key { name, holds, required: false, meaning }
}

/// Keys of an interval.
pub(crate) const INTERVAL: &[Key] = &[
    must("from", Holds::Date, "First day in force."),
    may("until", Holds::Date, "First day no longer in force; the end of the horizon if left out."),
];
