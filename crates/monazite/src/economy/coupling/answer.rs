//! The ways in which a shortfall is answered, and the levels of what is only known within a range.

/// Where in its range an uncertain number is taken: so that losses are low, central or high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Losses are low.
    Low,
    /// As stated.
    Central,
    /// Losses are high.
    High,
}

impl Level {
    /// All, lowest losses first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Central, Self::High];
}

/// A way to answer what lost use costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The value added of what stops, each user by what it goes without: no other input, no supplier, no client. The
    /// loss that every command states.
    Direct,
    /// The same tonnes missing where they make least.
    BestUse,
    /// What users lose in worth, with other inputs taking over by an exact CES function: welfare, not value added.
    Welfare,
    /// What spreads when inputs bind by their criticality, and industries hire and fire.
    PartiallyBinding,
    /// What spreads when every input binds once inventories are used up.
    Ario,
}

impl Answer {
    /// All.
    pub const ALL: [Self; 5] =
        [Self::Direct, Self::BestUse, Self::Welfare, Self::PartiallyBinding, Self::Ario];

    /// The word used in results.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::BestUse => "best_use",
            Self::Welfare => "ces",
            Self::PartiallyBinding => "partially_binding",
            Self::Ario => "ario",
        }
    }
}
