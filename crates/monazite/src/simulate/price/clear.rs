//! What clears a market: the price at which needs yield, and holders let go, as much as is missing for as long as they
//! expect it to last.
//!
//! With y the logarithm of the price times the depth of the market, y >= 0 solves
//!
//! ```text
//! excess + threat + gap / h = sum_u N_u (1 - D_u(y)) + F (1 - D_f(y)) + S* (1 - m) / h (1 - exp(-y / s))
//! ```
//!
//! N_u are the needs of end uses and F those of producers, D what stays of them, see [`Yield`]; excess is what is claimed
//! each period and does not come, threat what is about to be lost, gap what stock lacks of the usual; h the periods for which holders expect the loss to go on; S* the usual stock, m the part of it that is never let go, s
//! how fast the rest is as the price rises (the supply of storage of Working 1949).

use super::super::market::Market;
use super::super::parameters::Yield;

/// Steps that are enough from the price of the last period.
const STEPS: usize = 60;

/// A market that has to clear.
pub(super) struct Clearing<'a> {
    /// What it is made of.
    pub(super) market: &'a Market,
    /// Needs of each class of users, and how readily they yield.
    pub(super) needs: &'a [(f64, f64)],
    pub(super) terms: &'a Yield,
    /// Periods for which holders expect the loss to go on.
    pub(super) horizon: f64,
    pub(super) threat: f64,
}

impl Clearing<'_> {
    /// The logarithm of the price, from a first guess.
    pub(super) fn level(&self, guess: f64) -> f64 {
        let sought = self.market.excess + self.threat + self.market.gap / self.horizon;
        if self.market.is_dust(sought) {
            return 0.0;
        }
        let Yield { depth, cap, .. } = *self.terms;
        let (mut low, mut high) = (0.0, cap * depth);
        if self.left(sought, high).0 >= 0.0 {
            return cap;
        }
        let mut y = (guess * depth).clamp(low, high);
        for _ in 0..STEPS {
            let (value, slope) = self.left(sought, y);
            if value >= 0.0 {
                low = y
            } else {
                high = y
            }
            let newton = y - value / slope;
            // Newton's method where it stays between what is known to be too low and too high.
            let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
            if (next - y).abs() <= 1e-10 * (1.0 + y) {
                return next / depth;
            }
            y = next;
        }
        y / depth
    }

    /// What is left to be found at a price, and its slope, which is never above zero.
    fn left(&self, sought: f64, y: f64) -> (f64, f64) {
        let (mut value, mut slope) = (sought, 0.0);
        let mut add = |mass: f64, readiness: f64| {
            let (left, fall) = self.terms.left(readiness, y);
            value -= mass * (1.0 - left);
            slope += mass * fall;
        };
        self.needs.iter().for_each(|&(need, readiness)| add(need, readiness));
        add(self.market.fed, self.terms.readiness);
        let spare = self.market.held * (1.0 - self.terms.working) / self.horizon;
        let kept = libm::exp(-y / self.terms.slope);
        (value - spare * (1.0 - kept), slope - spare * kept / self.terms.slope)
    }
}
