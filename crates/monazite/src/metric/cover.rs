//! Cover: how long a stock lasts at the present rate of use.
//!
//! Methods page: `docs/methods/cover.md`.

use crate::quantity::{Days, Tonnes, TonnesPerYear};

/// Cover = stock / use per day, in days, with a year of 365 days. `None` without use.
///
/// Aliases: days of supply, days of consumption. Limit: assumes that the whole stock can be used, in the form needed,
/// and that use does not fall.
#[must_use]
pub fn cover(stock: Tonnes, use_per_year: TonnesPerYear) -> Option<Days> {
    (use_per_year.get() > 0.0).then(|| stock / use_per_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_number_is_united_states_refined_copper_of_2025() {
        let days = cover(Tonnes::new(450_000.0), TonnesPerYear::new(1_700_000.0)).unwrap();
        assert!((days.get() - 96.617_647_058_823_5).abs() < 1e-9);
        assert_eq!(cover(Tonnes::new(1.0), TonnesPerYear::ZERO), None);
    }
}
