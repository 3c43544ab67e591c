//! N-1: what remains without the largest supplier.
//!
//! Methods page: `docs/methods/n_minus_1.md`.

use crate::quantity::{Share, TonnesPerYear};

/// Coverage = (`S_total` - `S_top`) / (`D_total` - `D_top`): the part of the remaining demand that the remaining supply covers.
///
/// `top` is the largest supplier, `D_top` its own demand. May exceed 1 where the others make more than they need.
/// `None` if nobody else has demand. Source: IEA Global Critical Minerals Outlook 2025 (definition as recalled).
/// Limit: says nothing of quality, contracts or spare capacity.
#[must_use]
pub fn coverage(
    supply: TonnesPerYear,
    supply_top: TonnesPerYear,
    demand: TonnesPerYear,
    demand_top: TonnesPerYear,
) -> Option<Share> {
    let rest = demand - demand_top;
    (rest.get() > 1e-9 * demand.get().abs()).then(|| (supply - supply_top).max(TonnesPerYear::ZERO) / rest)
}

/// Share of the supply that remains = 1 - `S_top` / `S_total`; 0 for a monopoly. `None` if nothing is supplied.
#[must_use]
pub fn remaining(supply: TonnesPerYear, supply_top: TonnesPerYear) -> Option<Share> {
    (supply.get() > 0.0).then(|| Share::new((1.0 - supply_top.get() / supply.get()).clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    const fn t(value: f64) -> TonnesPerYear {
        TonnesPerYear::new(value)
    }

    #[test]
    fn the_worked_number() {
        assert_eq!(coverage(t(100.0), t(70.0), t(95.0), t(45.0)), Some(Share::new(0.6)));
        assert!((remaining(t(100.0), t(70.0)).unwrap().get() - 0.3).abs() < 1e-15);
    }

    #[test]
    fn a_monopolist_that_uses_everything_leaves_no_question() {
        assert_eq!(coverage(t(100.0), t(100.0), t(90.0), t(90.0)), None);
        assert_eq!(remaining(t(100.0), t(100.0)), Some(Share::ZERO));
        assert_eq!(remaining(t(0.0), t(0.0)), None);
    }
}
