//! Short-run elasticities from price episodes: what users gave up, or producers added, while the price rose.
//!
//! Methods page: `docs/methods/behaviour.md`.

/// What is known of an episode. Ranges are low and high ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Episode {
    /// Price before.
    pub(super) price_before: f64,
    /// Price during.
    pub(super) price_after: (f64, f64),
    /// Quantity at hand before, per time.
    pub(super) quantity_before: f64,
    /// Quantity at hand during, per time.
    pub(super) quantity_after: (f64, f64),
    /// What holders drew from stocks during, per time.
    pub(super) drawn: (f64, f64),
}

impl Episode {
    /// The elasticity `ln((Q1 + B) / Q0) / ln(P1 / P0)`: central value, least and largest over the ends of all ranges.
    ///
    /// The two-period estimate of Wald: the episode is read as a shift of the other side of the market, so the two
    /// points lie on one curve. Central values are geometric means of prices and quantities, the middle of what was drawn.
    pub(super) fn elasticity(&self) -> (f64, f64, f64) {
        let at = |price: f64, quantity: f64, drawn: f64| {
            ((quantity + drawn) / self.quantity_before).ln() / (price / self.price_before).ln()
        };
        let ends = |range: (f64, f64)| [range.0, range.1];
        let mut corners = Vec::with_capacity(8);
        for price in ends(self.price_after) {
            for quantity in ends(self.quantity_after) {
                corners.extend(ends(self.drawn).map(|drawn| at(price, quantity, drawn)));
            }
        }
        let low = corners.iter().copied().fold(f64::INFINITY, f64::min);
        let high = corners.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let middle = |range: (f64, f64)| (range.0 * range.1).sqrt();
        let drawn = f64::midpoint(self.drawn.0, self.drawn.1);
        (at(middle(self.price_after), middle(self.quantity_after), drawn), low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number worked by hand on `docs/methods/behaviour.md`.
    #[test]
    fn a_fifth_less_at_twice_the_price() {
        let episode = Episode {
            price_before: 1.0,
            price_after: (2.0, 2.0),
            quantity_before: 100.0,
            quantity_after: (60.0, 60.0),
            drawn: (0.0, 40.0),
        };
        let (value, low, high) = episode.elasticity();
        assert!((value - 0.8_f64.ln() / 2.0_f64.ln()).abs() < 1e-12);
        assert!((value + 0.322).abs() < 1e-3, "{value}");
        assert!((low - 0.6_f64.ln() / 2.0_f64.ln()).abs() < 1e-12, "nothing drawn");
        assert!(high.abs() < 1e-12, "all that was missing was drawn");
    }

    #[test]
    fn on_a_curve_of_constant_elasticity_the_elasticity_comes_back() {
        for elasticity in [-0.5, -0.1, 0.3, 1.7] {
            let quantity = 100.0 * 3.0_f64.powf(elasticity);
            let episode = Episode {
                price_before: 10.0,
                price_after: (30.0, 30.0),
                quantity_before: 100.0,
                quantity_after: (quantity, quantity),
                drawn: (0.0, 0.0),
            };
            assert!((episode.elasticity().0 - elasticity).abs() < 1e-12);
        }
    }
}
