//! The closed list of what tells figures apart.

use strum::IntoStaticStr;

/// A dimension of figures: a column of every table that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Dimension {
    /// Key of the scenario.
    Scenario,
    /// The period, counted from 1; blank over the horizon.
    Week,
    /// Mineral key.
    Mineral,
    /// Form key.
    Form,
    /// Stage word.
    Stage,
    /// Country that the figure is about.
    Country,
    /// End use key.
    EndUse,
    /// Industry key.
    Industry,
    /// Which of several answers.
    Method,
}

impl Dimension {
    /// All, in the order of columns.
    pub const ALL: [Self; 9] = [
        Self::Scenario,
        Self::Week,
        Self::Mineral,
        Self::Form,
        Self::Stage,
        Self::Country,
        Self::EndUse,
        Self::Industry,
        Self::Method,
    ];

    /// The name of its column.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}
