//! What a cost is for.

/// The part of the objective that a cost belongs to, one a file of `objective/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Item {
    /// Annuities of capacity.
    Capital,
    /// Running cost above that of the incumbent.
    Operating,
    /// Moving forms between members, from the rest of the world and from the supplier.
    Trade,
    /// Buying stocks above the market price, and holding them.
    Stock,
    /// Running cost of recycling above that of the incumbent.
    Recycling,
    /// Doing without.
    Substitution,
    /// Value lost by need that is unmet in a normal year.
    Unmet,
    /// Value lost under the threats, weighted by their probability.
    Risk,
}

impl Item {
    /// All, in the order of results.
    pub(crate) const ALL: [Self; 8] = [
        Self::Capital,
        Self::Operating,
        Self::Trade,
        Self::Stock,
        Self::Recycling,
        Self::Substitution,
        Self::Unmet,
        Self::Risk,
    ];

    /// The word used in results.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Capital => "capital",
            Self::Operating => "operating",
            Self::Trade => "trade",
            Self::Stock => "stock",
            Self::Recycling => "recycling",
            Self::Substitution => "substitution",
            Self::Unmet => "unmet",
            Self::Risk => "risk",
        }
    }

    /// Whether it is money that the programme spends, rather than a loss that it avoids.
    pub(crate) const fn is_spent(self) -> bool {
        !matches!(self, Self::Unmet | Self::Risk)
    }
}
