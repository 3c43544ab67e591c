//! What becomes of a clause: one row a change.

use crate::day::Day;
use jiff::civil::Date;
use strum::{EnumString, IntoStaticStr};

/// A status, in the order in which a measure goes through them on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    /// It was said.
    Announced,
    /// The day on which it begins is set.
    Scheduled,
    /// It holds.
    InForce,
    /// It is on the books and does not hold.
    Suspended,
    /// It ended by its own term.
    Lapsed,
    /// It was repealed.
    Stopped,
    /// It did what it was to do, or its time was over.
    Concluded,
    /// Another took its place.
    Superseded,
    /// Nobody has verified what holds from this day on.
    NotVerified,
}

/// Words of a status.
pub const STATUSES: &[&str] = &[
    "announced",
    "scheduled",
    "in_force",
    "suspended",
    "lapsed",
    "stopped",
    "concluded",
    "superseded",
    "not_verified",
];

impl Status {
    /// Its word in files and results.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Its words in a sentence.
    #[must_use]
    pub fn said(self) -> String {
        self.word().replace('_', " ")
    }
}

/// How a change is documented, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Evidence {
    /// The text itself was read.
    Official,
    /// A summary of the text on the site of its issuer, or a list there.
    OfficialSummarised,
    /// The text on another site.
    OfficialReprint,
    /// Two or more reports that do not rest on each other.
    Several,
    /// One report.
    Press,
    /// A database of measures.
    Database,
    /// Somebody's summary.
    Secondary,
    /// Only the other side says so.
    OneSide,
    /// Recalled, not checked against a text.
    Recalled,
    /// Nothing: an assumption of a reading.
    None,
}

/// Words of evidence.
pub const EVIDENCE: &[&str] = &[
    "official",
    "official_summarised",
    "official_reprint",
    "several",
    "press",
    "database",
    "secondary",
    "one_side",
    "recalled",
    "none",
];

impl Evidence {
    /// Its word in files and results.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Whether somebody other than an interested side saw that it is so.
    #[must_use]
    pub const fn verifies(self) -> bool {
        !matches!(self, Self::OneSide | Self::None)
    }
}

/// One change of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRow {
    /// The clause.
    pub clause: String,
    /// The reading that it belongs to; blank where nobody disagrees.
    pub reading: String,
    /// What it becomes.
    pub status: Status,
    /// The first day of that status.
    pub date: Day,
    /// The day on which it ends: the status no longer holds on it.
    pub until: Option<Day>,
    /// The day on which this became known.
    pub known: Day,
    /// Where it is documented.
    pub source: String,
    /// Address.
    pub url: String,
    /// How well.
    pub evidence: Evidence,
    /// Remarks.
    pub note: String,
    /// Whether a user says so, in a file of his own.
    pub own: bool,
    /// Line in its file.
    pub line: u32,
}

impl StatusRow {
    /// By date, then by what comes first in the life of a measure.
    pub(crate) fn order(&self) -> (Date, Status, &str) {
        (self.date.first(), self.status, &self.reading)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    #[test]
    fn words_are_those_of_the_types() {
        for word in STATUSES {
            assert_eq!(Status::from_str(word).map(Status::word), Ok(*word));
        }
        for word in EVIDENCE {
            assert_eq!(Evidence::from_str(word).map(Evidence::word), Ok(*word));
        }
    }
}
