//! What was observed, and how it stands beside what comes out.

use crate::common::root;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Values by episode, series and first date.
pub(crate) type Observed = BTreeMap<(String, String, String), f64>;

/// The table of observations.
pub(crate) fn observed() -> Observed {
    let mut reader = csv::Reader::from_path(root().join("data/backtests/observed.csv")).unwrap();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let text = |i: usize| record[i].to_owned();
        ((text(0), text(1), text(3)), record[5].parse().unwrap())
    });
    rows.collect()
}

/// One observation.
pub(crate) fn mark(seen: &Observed, episode: &str, series: &str, from: &str) -> f64 {
    seen[&(episode.to_owned(), series.to_owned(), from.to_owned())]
}

/// What a line is to the fits behind the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Used by no fit.
    Predicted,
    /// Went into the scenario or into a parameter of behaviour.
    Fitted,
}

impl Role {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Predicted => "predicted",
            Self::Fitted => "fitted",
        }
    }
}

/// An observation beside what comes out.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) when: String,
    pub(crate) observed: f64,
    pub(crate) ours: f64,
    pub(crate) role: Role,
}

impl Line {
    /// Ours over observed, less one.
    pub(crate) fn error(&self) -> f64 {
        self.ours / self.observed - 1.0
    }
}

/// A table of lines; nothing where there is none.
pub(crate) fn table(lines: &[Line]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut text =
        "\n| what | when | observed | ours | error | role |\n|---|---|---|---|---|---|\n".to_owned();
    for line in lines {
        let number = |value: f64| if value >= 10.0 { format!("{value:.0}") } else { format!("{value:.2}") };
        let (observed, ours) = (number(line.observed), number(line.ours));
        let error = line.error();
        let role = line.role.word();
        writeln!(text, "| {} | {} | {observed} | {ours} | {error:+.2} | {role} |", line.what, line.when)
            .unwrap();
    }
    text
}
