//! Quantiles of draws: the one definition behind every range.
//!
//! The number below which a share of sorted draws lies, linear between neighbours: the seventh of Hyndman and Fan (1996,
//! The American Statistician 50), which is the default of R and NumPy. [`crate::estimate::Sketch`] approaches it where the
//! draws are too many to keep.

/// Shares of the draws that lie below the low and below the high end of a range.
pub const ENDS: [f64; 2] = [0.05, 0.95];

/// The quantile of sorted numbers; `None` if there are none.
#[must_use]
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    quantile_of(sorted.len(), |i| sorted[i], p)
}

/// The quantile of a sorted list that is given by its length and its entries.
#[must_use]
pub fn quantile_of(length: usize, at: impl Fn(usize) -> f64, p: f64) -> Option<f64> {
    let last = length.checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let (low, high) = (at(below), at((below + 1).min(last)));
    let part = place - below as f64;
    // Nothing times infinity is no number.
    Some(if part > 0.0 { low + part * (high - low) } else { low })
}

/// The place nearest to a quantile in a sorted list, for what cannot be interpolated; `None` in an empty one.
#[must_use]
pub fn place(length: usize, p: f64) -> Option<usize> {
    let last = length.checked_sub(1)?;
    Some((p.clamp(0.0, 1.0) * last as f64).round() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        assert_eq!(quantile(&[1.0, 2.0, 3.0], 0.5), Some(2.0));
        assert_eq!(quantile(&[1.0, 2.0, 3.0], 0.25), Some(1.5));
        assert_eq!(quantile(&[7.0], 0.95), Some(7.0));
        assert_eq!(quantile(&[1.0, f64::INFINITY], 0.0), Some(1.0));
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(place(5, 0.95), Some(4));
        assert_eq!(place(0, 0.5), None);
    }
}
