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

/// A way to answer what a shortfall costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The value added of what stops: no other input, no supplier, no client.
    Local,
    /// The same, with other inputs taking over by an exact CES function, at an elasticity that makes losses
    /// low, central or high.
    Ces(Level),
    /// What spreads when inputs bind by their criticality, and industries hire and fire.
    PartiallyBinding,
    /// What spreads when every input binds once inventories are used up.
    Ario,
}

impl Answer {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::Local,
        Self::Ces(Level::Low),
        Self::Ces(Level::Central),
        Self::Ces(Level::High),
        Self::PartiallyBinding,
        Self::Ario,
    ];

    /// The word used in results; the elasticity is high where losses are low.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Ces(Level::Low) => "ces_high_elasticity",
            Self::Ces(Level::Central) => "ces",
            Self::Ces(Level::High) => "ces_low_elasticity",
            Self::PartiallyBinding => "partially_binding",
            Self::Ario => "ario",
        }
    }
}
