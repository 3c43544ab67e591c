//! The part of the world's demand that a coalition has.
//!
//! Methods page: `docs/methods/demand_share.md`.

use crate::quantity::{Share, TonnesPerYear};

/// Demand share = demand of the members / demand of the world, both as contained mass. `None` without world demand.
///
/// Over one form, demand is what processes and end uses take of it; over a mineral, what end uses take in all forms,
/// so that a tonne that passes through several forms counts once, where it is used.
#[must_use]
pub fn demand_share(members: TonnesPerYear, world: TonnesPerYear) -> Option<Share> {
    (world.get() > 0.0).then(|| Share::new((members.get() / world.get()).clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_number() {
        let share = demand_share(TonnesPerYear::new(12.0), TonnesPerYear::new(48.0));
        assert_eq!(share, Some(Share::new(0.25)));
        assert_eq!(demand_share(TonnesPerYear::new(1.0), TonnesPerYear::ZERO), None);
    }
}
