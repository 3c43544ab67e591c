//! Series as published, a method a series: two methods are never joined.

use std::collections::BTreeMap;

/// The exporter under which small flows are added up.
pub const REST: &str = "ZZZ";

/// A year from which a series counts otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The first year of the new way.
    pub year: i32,
    /// What changes.
    pub what: String,
}

/// What a series is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// Its key: `rare_earths`, `bgs_copper_refined`.
    pub key: String,
    /// The mineral.
    pub mineral: String,
    /// The stage of what is counted.
    pub stage: String,
    /// What is counted, in words.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// Remarks.
    pub note: String,
    /// Breaks, in the order of years.
    pub breaks: Vec<Break>,
}

impl Title {
    /// The breaks after a year up to another.
    pub fn breaks_in(&self, after: i32, to: i32) -> impl Iterator<Item = &Break> {
        self.breaks.iter().filter(move |b| b.year > after && b.year <= to)
    }
}

/// Output by country and year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Production {
    /// What it is.
    pub title: Title,
    /// Tonnes by year, by country.
    pub makers: BTreeMap<String, BTreeMap<i32, f64>>,
}

/// What was traded in a year.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Flow {
    /// Tonnes; `None` where no mass is known.
    pub tonnes: Option<f64>,
    /// Thousand USD.
    pub kusd: f64,
}

/// Trade by importer, exporter and year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trade {
    /// What it is.
    pub title: Title,
    /// Flows by year, by importer, by exporter. What an importer bought of small sellers is under [`REST`].
    pub flows: BTreeMap<String, BTreeMap<String, BTreeMap<i32, Flow>>>,
}

/// All series.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// Output, in the order of keys.
    pub production: Vec<Production>,
    /// Trade, in the order of keys.
    pub trade: Vec<Trade>,
}
