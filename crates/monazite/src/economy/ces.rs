//! Aggregate loss of output when an input falls short: bounds by the elasticity of substitution.
//!
//! `s` is the input's share in the output (of a country, or of a using industry), `sigma` the elasticity of
//! substitution, `left` what is left of the input over what there was.
//! Source: Baqaee & Farhi 2019; Bachmann et al. 2022, appendix. The equations are in `docs/methods/ces.md`.

use crate::error::Error;

/// Change of log output to first order: Hulten's theorem, `s dlogE`.
///
/// # Errors
/// See [`exact`].
pub fn first_order(s: f64, left: f64) -> Result<f64, Error> {
    check(s, 1.0, left)?;
    Ok(s * libm::log(left))
}

/// Change of log output to second order, `s dlogE + 1/2 s (1-s) (1 - 1/sigma) (dlogE)^2`.
///
/// It breaks down for low elasticities with large shocks: use [`exact`] there.
///
/// # Errors
/// See [`exact`]; `sigma` of zero has no second order.
pub fn second_order(s: f64, sigma: f64, left: f64) -> Result<f64, Error> {
    check(s, sigma, left)?;
    if sigma == 0.0 {
        return Err(Error::economy("sigma", "0 has no second-order approximation", "use the exact form"));
    }
    let d = libm::log(left);
    Ok(s * d + 0.5 * s * (1.0 - s) * (1.0 - 1.0 / sigma) * d * d)
}

/// Output left over output before, exactly: `(s left^r + 1 - s)^(1/r)`, `r = (sigma-1)/sigma`.
///
/// The limits are Leontief, `left`, for `sigma = 0` and Cobb-Douglas, `left^s`, for `sigma = 1`.
///
/// # Errors
/// A share outside 0 to 1, a negative elasticity, an input left that is negative or not finite.
pub fn exact(s: f64, sigma: f64, left: f64) -> Result<f64, Error> {
    check(s, sigma, if left == 0.0 { 1.0 } else { left })?;
    if s == 0.0 || left == 1.0 {
        return Ok(1.0);
    }
    if sigma == 0.0 {
        return Ok(left);
    }
    if left == 0.0 {
        // Below one every input is essential; above one the rest still makes (1-s)^(1/r).
        return Ok(if sigma <= 1.0 { 0.0 } else { libm::pow(1.0 - s, sigma / (sigma - 1.0)) });
    }
    if (sigma - 1.0).abs() < 1e-9 {
        return Ok(libm::pow(left, s));
    }
    let r = (sigma - 1.0) / sigma;
    // left^r overflows for a tiny elasticity: then the input binds alone.
    let log_term = r * libm::log(left);
    if log_term > 700.0 {
        return Ok(libm::exp(libm::log(left) + libm::log(s) / r).min(1.0));
    }
    // s left^r + 1 - s, kept exact for small shares.
    Ok(libm::exp(libm::log1p(s * libm::expm1(log_term)) / r))
}

/// Change of log real expenditure by the sufficient statistic of imports:
/// `s_m dlog m + 1/2 d(s_m) dlog m`, from the share of imports before and after.
///
/// # Errors
/// A share outside 0 to 1, or a quantity left that is not positive.
pub fn sufficient_statistic(share_before: f64, share_after: f64, left: f64) -> Result<f64, Error> {
    check(share_before, 1.0, left)?;
    check(share_after, 1.0, left)?;
    let d = libm::log(left);
    Ok(share_before * d + 0.5 * (share_after - share_before) * d)
}

fn check(s: f64, sigma: f64, left: f64) -> Result<(), Error> {
    if !(0.0..=1.0).contains(&s) {
        return Err(Error::economy(
            "share",
            format!("{s} is not from 0 to 1"),
            "give cost of the input over output",
        ));
    }
    if !(sigma >= 0.0 && sigma.is_finite()) {
        return Err(Error::economy(
            "sigma",
            format!("{sigma} is not 0 or more"),
            "0 is no substitution, 1 Cobb-Douglas",
        ));
    }
    if !(left > 0.0 && left.is_finite()) {
        return Err(Error::economy(
            "left",
            format!("{left} is not above 0"),
            "give the share of the input that is left",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Share, elasticity, shock; exact and second-order loss in percent, as published to two decimals.
    const CASES: [(f64, f64, f64, f64, f64); 5] = [
        (0.04, 0.04, -0.10, -1.57, -0.93),
        (0.04, 0.1, -0.10, -0.68, -0.61),
        (0.04, 0.04, -0.08, -0.94, -0.65),
        (0.012, 0.1, -0.30, -2.75, -1.11),
        (0.012, 0.05, -0.30, -12.07, -1.86),
    ];

    #[test]
    fn the_published_cases() {
        for (s, sigma, shock, exact_loss, second) in CASES {
            let left = 1.0 + shock;
            let e = 100.0 * (exact(s, sigma, left).unwrap() - 1.0);
            let q = 100.0 * second_order(s, sigma, left).unwrap();
            assert!((e - exact_loss).abs() < 0.006, "exact {e} for {exact_loss}");
            assert!((q - second).abs() < 0.006, "second order {q} for {second}");
        }
    }

    #[test]
    fn the_limits() {
        assert_eq!(exact(0.1, 0.0, 0.7).unwrap(), 0.7);
        assert!((exact(0.1, 1.0, 0.7).unwrap() - 0.7_f64.powf(0.1)).abs() < 1e-15);
        assert!((exact(0.1, 1.0 + 1e-6, 0.7).unwrap() - 0.7_f64.powf(0.1)).abs() < 1e-7);
        assert_eq!(exact(0.1, 0.5, 0.0).unwrap(), 0.0);
        assert!(exact(1e-5, 1e-4, 0.5).unwrap() < 0.51);
        assert!(
            exact(2.0, 0.5, 0.5).is_err()
                && exact(0.1, -1.0, 0.5).is_err()
                && exact(0.1, 1.0, f64::NAN).is_err()
        );
    }

    proptest! {
        #[test]
        fn less_substitution_never_loses_less(s in 1e-5..0.5_f64, left in 0.05..1.0_f64, a in 0.01..2.0_f64, b in 0.01..2.0_f64) {
            let (low, high) = (a.min(b), a.max(b));
            let (x, y) = (exact(s, low, left).unwrap(), exact(s, high, left).unwrap());
            prop_assert!(x <= y + 1e-12);
            prop_assert!(x >= left - 1e-12 && y <= 1.0);
        }
    }
}
