//! The digits of a number: how many are written, and how.

/// The nearest number with so many significant digits; never a negative zero.
#[must_use]
pub fn round_to(value: f64, digits: usize) -> f64 {
    let text = format!("{value:.precision$e}", precision = digits.saturating_sub(1));
    let rounded: f64 = text.parse().unwrap_or(value);
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// A number with at most so many significant digits, without exponent and without trailing zeros: `0.1879`, `123000`.
#[must_use]
pub fn significant(value: f64, digits: usize) -> String {
    round_to(value, digits).to_string()
}

/// A number with just so many significant digits, zeros at the end too, so that columns read well: `10.00`, `24680135`.
/// What is very small or large has an exponent.
#[must_use]
pub fn aligned(value: f64, digits: usize) -> String {
    let last = digits.saturating_sub(1);
    let scientific = format!("{value:.last$e}");
    let exponent = scientific.rsplit('e').next().and_then(|e| e.parse::<i32>().ok()).unwrap_or(0);
    if value == 0.0 {
        "0".to_owned()
    } else if !(-4..15).contains(&exponent) {
        scientific
    } else {
        let decimals = usize::try_from(last as i32 - exponent).unwrap_or(0);
        format!("{value:.decimals$}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_count() {
        assert_eq!(significant(226_000.0, 6), "226000");
        assert_eq!(significant(0.187_931_234, 6), "0.187931");
        assert_eq!(significant(181_796.315_789, 6), "181796");
        assert_eq!(significant(-0.0, 6), "0");
        assert_eq!(significant(123_456.0, 3), "123000");
        assert_eq!(significant(f64::INFINITY, 3), "inf");
    }

    #[test]
    fn four_digits_in_a_column() {
        let shown: Vec<String> = [0.0, 0.412_84, 12.345, 9.999_999, 24_680_135.0, 1.2e-7, -0.05]
            .into_iter()
            .map(|v| aligned(v, 4))
            .collect();
        assert_eq!(shown, ["0", "0.4128", "12.35", "10.00", "24680135", "1.200e-7", "-0.05000"]);
    }
}
