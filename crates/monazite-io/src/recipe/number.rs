//! Numbers as the baseline writes them.

/// A number with at most `digits` significant digits, without exponent and without trailing zeros.
pub(super) fn significant(value: f64, digits: usize) -> String {
    round_to(value, digits).to_string()
}

/// A number with at most six significant digits, the form of every value in the baseline.
pub(super) fn six(value: f64) -> String {
    significant(value, 6)
}

/// The nearest number with so many significant digits.
pub(super) fn round_to(value: f64, digits: usize) -> f64 {
    let text = format!("{value:.precision$e}", precision = digits.saturating_sub(1));
    let rounded: f64 = text.parse().unwrap_or(value);
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// The number in a text with thousands separators; `None` for blanks and words.
pub(super) fn parse(text: &str) -> Option<f64> {
    let plain: String = text.trim().chars().filter(|c| *c != ',').collect();
    plain.parse::<f64>().ok().filter(|v| v.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_and_no_exponent() {
        assert_eq!(six(226_000.0), "226000");
        assert_eq!(six(0.187_931_234), "0.187931");
        assert_eq!(six(181_796.315_789), "181796");
        assert_eq!(six(-0.0), "0");
        assert_eq!(significant(123_456.0, 3), "123000");
    }

    #[test]
    fn separators_are_dropped_and_words_refused() {
        assert_eq!(parse(" 1,310,000 "), Some(1_310_000.0));
        assert_eq!(parse("W"), None);
        assert_eq!(parse("nan"), None);
    }
}
