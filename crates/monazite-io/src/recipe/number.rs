//! Numbers as the baseline writes them.

pub(super) use monazite::number::{round_to, significant};

/// A number with at most six significant digits, the form of every value in the baseline.
pub(super) fn six(value: f64) -> String {
    significant(value, 6)
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
    fn separators_are_dropped_and_words_refused() {
        assert_eq!(parse(" 1,310,000 "), Some(1_310_000.0));
        assert_eq!(parse("W"), None);
        assert_eq!(parse("nan"), None);
    }
}
