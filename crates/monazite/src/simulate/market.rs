//! A market: what is sought and held on one side of a restriction, or outside it, in a period.

/// What a market is made of in a period.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Market {
    /// Claims that the inflow of the period does not meet.
    pub(super) excess: f64,
    /// What producers take.
    pub(super) fed: f64,
    /// All that is asked for.
    pub(super) asked: f64,
    /// Usual stock.
    pub(super) held: f64,
    /// What stock lacks of the usual.
    pub(super) gap: f64,
}

/// Excess over all that is asked for below which it is rounding.
const DUST: f64 = 1e-9;

impl Market {
    /// Adds what a node brings, or nothing, without a branch.
    #[inline(always)]
    pub(super) fn add(&mut self, node: &Self, here: bool) {
        let part = |mass: f64| if here { mass } else { 0.0 };
        self.excess += part(node.excess);
        self.fed += part(node.fed);
        self.asked += part(node.asked);
        self.held += part(node.held);
        self.gap += part(node.gap);
    }

    /// Whether so much of what is asked for is rounding.
    pub(super) fn is_dust(&self, mass: f64) -> bool {
        mass <= DUST * self.asked || self.asked <= 0.0
    }
}
