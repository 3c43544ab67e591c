//! The one-year estimate: a market finds its price after a stop, then the industries that are left short lose output.
//!
//! Our reconstruction of the approach of the US Geological Survey (Open-File Reports 2024-1057 and 2025-1047),
//! whose equations are not public in full. The equations are in `docs/methods/partial_equilibrium.md`.

use super::leontief::{self, Factor};
use super::table::Mrio;
use crate::error::Error;
use faer::Mat;

/// A supplier that still sells, in tonnes a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Supply {
    /// Output at the base price.
    pub quantity: f64,
    /// Most that it can make within the year.
    pub capacity: f64,
    /// Relative change of output over relative change of price.
    pub elasticity: f64,
}

/// A user, in tonnes a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// Use at the base price.
    pub quantity: f64,
    /// Relative change of use over relative change of price: zero or less.
    pub elasticity: f64,
}

/// Where a market ends up.
#[derive(Debug, Clone, PartialEq)]
pub struct Equilibrium {
    /// Price over base price.
    pub price: f64,
    /// What each user gets over its use at the base price.
    pub left: Vec<f64>,
    /// Whether the price stopped at the choke price and users are rationed in proportion.
    pub rationed: bool,
}

/// Relative width of the bracket of the price at which the search ends.
const PRECISION: f64 = 1e-12;

/// The price at which `sum_i min(capacity_i, q_i p^e_i) = sum_j d_j p^e_j`, from 1 up to a choke price.
///
/// The price does not fall under the base price: what is left over then is not sold.
///
/// # Errors
/// A quantity that is negative, a capacity under the output, an elasticity of the wrong sign, a choke price under 1.
pub fn equilibrium(supplies: &[Supply], demands: &[Demand], choke: f64) -> Result<Equilibrium, Error> {
    check(supplies, demands, choke)?;
    let supplied = |p: f64| -> f64 {
        supplies.iter().map(|s| s.capacity.min(s.quantity * libm::pow(p, s.elasticity))).sum()
    };
    let wanted = |p: f64| -> f64 { demands.iter().map(|d| d.quantity * libm::pow(p, d.elasticity)).sum() };
    let missing = |p: f64| wanted(p) - supplied(p);
    let at = |price: f64, met: f64, rationed: bool| Equilibrium {
        price,
        left: demands.iter().map(|d| met * libm::pow(price, d.elasticity)).collect(),
        rationed,
    };
    if missing(1.0) <= 0.0 {
        return Ok(at(1.0, 1.0, false));
    }
    if missing(choke) > 0.0 {
        return Ok(at(choke, supplied(choke) / wanted(choke), true));
    }
    let (mut low, mut high) = (1.0, choke);
    while high - low > PRECISION * high {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if missing(middle) > 0.0 { low = middle } else { high = middle }
    }
    Ok(at(high, 1.0, false))
}

fn check(supplies: &[Supply], demands: &[Demand], choke: f64) -> Result<(), Error> {
    let bad = |place: &str, value: f64, allowed: &str, hint: &str| {
        Err(Error::economy(place, format!("{value} is not {allowed}"), hint))
    };
    for s in supplies {
        if !(s.quantity >= 0.0 && s.quantity.is_finite()) {
            return bad("supply, quantity", s.quantity, "0 or more", "give tonnes a year");
        }
        if s.capacity.is_nan() || s.capacity < s.quantity {
            return bad(
                "supply, capacity",
                s.capacity,
                "at least the output",
                "add spare capacity to output",
            );
        }
        if !(s.elasticity >= 0.0 && s.elasticity.is_finite()) {
            return bad("supply, elasticity", s.elasticity, "0 or more", "supply grows with the price");
        }
    }
    for d in demands {
        if !(d.quantity >= 0.0 && d.quantity.is_finite()) {
            return bad("demand, quantity", d.quantity, "0 or more", "give tonnes a year");
        }
        if !(d.elasticity <= 0.0 && d.elasticity.is_finite()) {
            return bad("demand, elasticity", d.elasticity, "0 or less", "use falls with the price");
        }
    }
    if !(choke >= 1.0 && choke.is_finite()) {
        return bad("choke price", choke, "at least 1", "the highest price over the base price");
    }
    Ok(())
}

/// An industry that uses the mineral.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Industry {
    /// Value added of the output that contains the mineral.
    pub value_added: f64,
    /// Mineral that goes into it, tonnes a year.
    pub mineral: f64,
    /// Share of the mineral that is left when everybody is cut by the price alone.
    pub left: f64,
}

/// Value added that each industry loses when all are cut alike: each by what it is short.
#[must_use]
pub fn proportionate(industries: &[Industry]) -> Vec<f64> {
    industries.iter().map(|i| i.value_added * (1.0 - i.left.clamp(0.0, 1.0))).collect()
}

/// Value added that each industry loses when the mineral that is left goes where it makes most:
/// `max sum_j VA_j x_j` with `sum_j m_j x_j <= M'` and `0 <= x_j <= 1`.
///
/// The optimum cuts the lowest value added a tonne first; of two alike the first in the list.
#[must_use]
pub fn best_use(industries: &[Industry]) -> Vec<f64> {
    let left: f64 = industries.iter().map(|i| i.mineral * i.left.clamp(0.0, 1.0)).sum();
    let mut short = industries.iter().map(|i| i.mineral).sum::<f64>() - left;
    let mut order: Vec<usize> = (0..industries.len()).filter(|&j| industries[j].mineral > 0.0).collect();
    let worth = |j: usize| industries[j].value_added / industries[j].mineral;
    order.sort_by(|&a, &b| worth(a).total_cmp(&worth(b)));
    let mut lost = vec![0.0; industries.len()];
    for j in order {
        let cut = short.clamp(0.0, industries[j].mineral);
        lost[j] = industries[j].value_added * (cut / industries[j].mineral);
        short -= cut;
    }
    lost
}

/// Value added lost in all for a unit of it lost in an industry, with what its suppliers lose, by industry of the table.
///
/// An industry that loses output buys less: a loss of output `o_j` counts along its column of `L`,
/// over `l_jj` so that the industry itself loses what was given.
/// `weight` says how much a unit of each industry's value added counts; industries that are not `hit` get 0.
///
/// # Errors
/// The table's `I - A` is singular; one weight for each industry is needed.
pub fn with_suppliers(table: &Mrio, weight: &[f64], hit: &[usize]) -> Result<Vec<f64>, Error> {
    if weight.len() != table.len() {
        let reason = format!("{} weights for {} industries", weight.len(), table.len());
        return Err(Error::economy("weights", reason, "give one number for each industry of the table"));
    }
    let x = leontief::x(table.z(), table.y());
    let value_added = leontief::value_added(table.z(), &x);
    let factor = Factor::new(&leontief::a(table.z(), &x))?;
    let hit: Vec<usize> = hit.iter().copied().filter(|&j| value_added[j] > 0.0 && x[j] > 0.0).collect();
    let unit = Mat::from_fn(table.len(), hit.len(), |i, k| if i == hit[k] { 1.0 } else { 0.0 });
    let columns = factor.output(unit.as_ref())?;
    let mut out = vec![0.0; table.len()];
    for (k, &j) in hit.iter().enumerate() {
        let per_output: f64 = (0..table.len())
            .filter(|&i| x[i] > 0.0)
            .map(|i| weight[i] * columns[(i, k)] * (value_added[i] / x[i]))
            .sum();
        out[j] = per_output * x[j] / value_added[j] / columns[(j, k)];
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::table;
    use super::*;
    use proptest::prelude::*;

    fn supply(quantity: f64, capacity: f64, elasticity: f64) -> Supply {
        Supply { quantity, capacity, elasticity }
    }

    /// The worked number of `docs/methods/partial_equilibrium.md`: 80 of 100 tonnes stop.
    #[test]
    fn four_fifths_of_supply_stop() {
        let demand = [Demand { quantity: 100.0, elasticity: -0.5 }];
        let free = equilibrium(&[supply(20.0, f64::INFINITY, 0.5)], &demand, 100.0).unwrap();
        assert!((free.price - 5.0).abs() < 1e-9 && (free.left[0] - 0.2_f64.sqrt()).abs() < 1e-9);
        let bound = equilibrium(&[supply(20.0, 25.0, 0.5)], &demand, 100.0).unwrap();
        assert!((bound.price - 16.0).abs() < 1e-9 && (bound.left[0] - 0.25).abs() < 1e-9);
        let choked = equilibrium(&[supply(20.0, 25.0, 0.5)], &demand, 4.0).unwrap();
        assert!(choked.rationed && choked.price == 4.0 && (choked.left[0] - 0.25).abs() < 1e-12);
    }

    #[test]
    fn nothing_stops_and_bad_input() {
        let demand = [Demand { quantity: 20.0, elasticity: -0.5 }];
        let same = equilibrium(&[supply(20.0, 20.0, 0.0)], &demand, 10.0).unwrap();
        assert_eq!((same.price, same.left[0]), (1.0, 1.0));
        for (s, d, choke, place) in [
            (supply(-1.0, 2.0, 0.5), -0.5, 2.0, "quantity"),
            (supply(3.0, 2.0, 0.5), -0.5, 2.0, "capacity"),
            (supply(1.0, 2.0, -0.5), -0.5, 2.0, "supply, elasticity"),
            (supply(1.0, 2.0, 0.5), 0.5, 2.0, "demand, elasticity"),
            (supply(1.0, 2.0, 0.5), -0.5, f64::NAN, "choke"),
        ] {
            let error = equilibrium(&[s], &[Demand { quantity: 1.0, elasticity: d }], choke).unwrap_err();
            assert!(error.to_string().contains(place), "{error}");
        }
    }

    #[test]
    fn the_best_use_cuts_the_lowest_value_a_tonne() {
        let industries = [
            Industry { value_added: 100.0, mineral: 10.0, left: 0.5 },
            Industry { value_added: 20.0, mineral: 10.0, left: 0.7 },
        ];
        assert_eq!(proportionate(&industries), [50.0, 20.0 * (1.0 - 0.7)]);
        // Eight tonnes are missing: all from the second, which makes 2 a tonne.
        let best = best_use(&industries);
        assert!(best[0] == 0.0 && (best[1] - 16.0).abs() < 1e-12, "{best:?}");
    }

    #[test]
    fn suppliers_lose_what_they_sold() {
        let t =
            table(["A|1", "A|2"], ["A|y"], [[150.0, 500.0], [200.0, 100.0]], [[350.0], [1700.0]]).unwrap();
        // Sector 2 has value added of 1400; half of its output is 1000, its column of L over l_22: 0.3300/1.1221.
        let lost = with_suppliers(&t, &[1.0, 1.0], &[1]).unwrap();
        assert!((700.0 * lost[1] - (700.0 + 1000.0 * 0.25 / 0.85 * 0.65)).abs() < 1e-9, "{lost:?}");
        assert_eq!(lost[0], 0.0);
        let own = with_suppliers(&t, &[0.0, 1.0], &[1]).unwrap();
        assert!((own[1] - 1.0).abs() < 1e-12, "the industry loses what was given");
    }

    proptest! {
        /// A larger stop never lowers the price and never leaves more; the market clears where nothing is rationed.
        #[test]
        fn a_larger_stop_raises_the_price(a in 1.0..90.0_f64, b in 1.0..90.0_f64, e in 0.0..1.0_f64, d in -1.0..-0.01_f64) {
            let demand = [Demand { quantity: 60.0, elasticity: d }, Demand { quantity: 40.0, elasticity: 0.5 * d }];
            let after = |left: f64| equilibrium(&[supply(left, 1.2 * left, e)], &demand, 20.0).unwrap();
            let (less, more) = (after(a.min(b)), after(a.max(b)));
            prop_assert!(less.price >= more.price - 1e-9);
            prop_assert!(less.left.iter().zip(&more.left).all(|(l, m)| *l <= m + 1e-9));
            let used = 60.0 * more.left[0] + 40.0 * more.left[1];
            let made = (1.2 * a.max(b)).min(a.max(b) * more.price.powf(e));
            prop_assert!((used - made).abs() < 1e-6 || more.price == 1.0);
        }

        /// No allocation loses less than the best, and nobody loses more than it has.
        #[test]
        fn the_best_use_loses_least(va in proptest::collection::vec(0.1..100.0_f64, 4), m in proptest::collection::vec(0.1..10.0_f64, 4), left in 0.0..1.0_f64) {
            let industries: Vec<Industry> =
                (0..4).map(|j| Industry { value_added: va[j], mineral: m[j], left }).collect();
            let (best, alike) = (best_use(&industries), proportionate(&industries));
            prop_assert!(best.iter().sum::<f64>() <= alike.iter().sum::<f64>() + 1e-9);
            prop_assert!(best.iter().zip(&va).all(|(l, v)| *l >= 0.0 && l <= v));
        }
    }
}
