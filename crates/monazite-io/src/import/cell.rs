//! What stands in a cell of a published table: a number, a bound, a range, or a word that means something.

/// The content of a cell as published.
///
/// Numbers are in the unit that the table states; no token is ever turned into a number that was not printed.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// An empty cell.
    Blank,
    /// A number.
    Number(f64),
    /// A dash: nothing, that is zero.
    Nil,
    /// `NA`, `nan`, `n.a.`: not available.
    NotAvailable,
    /// `W`: withheld to protect a company's data.
    Withheld,
    /// `E`: net exporter.
    NetExporter,
    /// `s`: less than half a unit, or included elsewhere; the note of the row tells which.
    Small,
    /// `XX`: not applicable.
    NotApplicable,
    /// `>95`: more than this.
    Above(f64),
    /// `<1`: less than this.
    Below(f64),
    /// `50-300`: between these.
    Range(f64, f64),
    /// Words: `Large`, `Variable, depending on size`, or a text that is no number (`?1`).
    Words(String),
}

impl Token {
    /// Reads a cell; spaces around it, thousands separators and a percent sign are not part of the number.
    ///
    /// `"63%"` gives `Number(63.0)`: the unit is the column's affair.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        match text {
            "" => return Self::Blank,
            "—" | "–" | "-" | "--" | "---" | "-----" => return Self::Nil,
            "NA" | "N/A" | "#N/A" | "n.a." | "n/a" | "nan" | "NaN" | "None" | "null" | ".." | "…" => {
                return Self::NotAvailable;
            }
            "W" => return Self::Withheld,
            "E" => return Self::NetExporter,
            "s" => return Self::Small,
            "XX" => return Self::NotApplicable,
            _ => {}
        }
        if let Some(value) = number(text) {
            return Self::Number(value);
        }
        if let Some(value) = text.strip_prefix('>').and_then(number) {
            return Self::Above(value);
        }
        if let Some(value) = text.strip_prefix('<').and_then(number) {
            return Self::Below(value);
        }
        range(text).map_or_else(|| Self::Words(text.to_owned()), |(low, high)| Self::Range(low, high))
    }

    /// The token as one word: `number`, `nil`, `withheld`, ...; words stay as published.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Blank => "blank",
            Self::Number(_) => "number",
            Self::Nil => "nil",
            Self::NotAvailable => "not_available",
            Self::Withheld => "withheld",
            Self::NetExporter => "net_exporter",
            Self::Small => "small",
            Self::NotApplicable => "not_applicable",
            Self::Above(_) => "above",
            Self::Below(_) => "below",
            Self::Range(..) => "range",
            Self::Words(words) => words,
        }
    }

    /// The number that was printed: a number, or zero for a dash. Bounds and ranges are not numbers.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Nil => Some(0.0),
            _ => None,
        }
    }

    /// The lowest and the highest value that the token allows for a quantity that is not negative.
    ///
    /// `None` for words; `Above` has no upper bound (`f64::INFINITY`); `Small` is at most half a unit.
    #[must_use]
    pub fn bounds(&self) -> Option<(f64, f64)> {
        match self {
            Self::Number(value) => Some((*value, *value)),
            Self::Nil => Some((0.0, 0.0)),
            Self::Small => Some((0.0, 0.5)),
            Self::Above(value) => Some((*value, f64::INFINITY)),
            Self::Below(value) => Some((0.0, *value)),
            Self::Range(low, high) => Some((*low, *high)),
            _ => None,
        }
    }
}

/// A finite decimal number with optional thousands separators and percent sign.
///
/// Words that Rust would read as numbers (`inf`, `nan`) are none here, nor is a number beyond 1e300.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let starts_well =
        text.bytes().next().is_some_and(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.'));
    if !starts_well || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let value: f64 = if text.contains(',') {
        if !grouped(text) {
            return None;
        }
        text.replace(',', "").parse().ok()?
    } else {
        text.parse().ok()?
    };
    (value.abs() <= 1e300).then_some(value)
}

/// Whether commas stand before groups of three digits only: `1,234.5`, not `1,23`.
fn grouped(text: &str) -> bool {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_digit())
        && groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
        && !text.split_once('.').is_some_and(|(_, fraction)| fraction.contains(','))
}

/// Two numbers with a dash of any length between them, the smaller first.
fn range(text: &str) -> Option<(f64, f64)> {
    text.char_indices().filter(|&(at, c)| at > 0 && matches!(c, '-' | '–' | '—')).find_map(|(at, c)| {
        let low = number(&text[..at])?;
        let high = number(&text[at + c.len_utf8()..])?;
        (low <= high).then_some((low, high))
    })
}

/// Text on one line: no-break spaces become spaces, runs of white space become one, ends are trimmed.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A whole number without the `.0` that a data frame adds to it; any other text as it is.
#[must_use]
pub fn without_fraction(text: &str) -> &str {
    let whole = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('.') {
        Some((digits, zeros)) if whole(digits) && zeros.bytes().all(|b| b == b'0') => digits,
        _ => text,
    }
}

/// A calendar year between 1800 and 2200: `2024`, `2024.0` of a data frame, `2024-01-01`, `2024 [YR2024]`.
#[must_use]
pub fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    let text = text.strip_prefix("YR").unwrap_or(text);
    let text = match text.split_once(" [YR") {
        Some((year, again)) if again.strip_suffix(']') == Some(year) => year,
        _ => date(text).unwrap_or(text),
    };
    let value: i32 = without_fraction(text).parse().ok()?;
    (1800..=2200).contains(&value).then_some(value)
}

/// The year of a date: `2024-01-31`, with or without a time.
fn date(text: &str) -> Option<&str> {
    let (year, rest) = text.split_once('-')?;
    let rest = rest.get(..5)?;
    let parts = rest.split_once('-')?;
    let month = parts.0.parse().is_ok_and(|month: u8| (1..=12).contains(&month));
    let day = parts.1.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    let ends = matches!(text.as_bytes().get(year.len() + 6), None | Some(b' ' | b'T'));
    (year.len() == 4 && month && day && ends).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_that_the_summaries_print() {
        for (text, token) in [
            ("", Token::Blank),
            ("10,000", Token::Number(10_000.0)),
            ("68\u{a0}", Token::Number(68.0)),
            ("0.8", Token::Number(0.8)),
            ("-12", Token::Number(-12.0)),
            ("63%", Token::Number(63.0)),
            ("2.5e+08", Token::Number(2.5e8)),
            ("—", Token::Nil),
            ("NA", Token::NotAvailable),
            ("W", Token::Withheld),
            ("E", Token::NetExporter),
            ("s", Token::Small),
            ("XX", Token::NotApplicable),
            (">95", Token::Above(95.0)),
            (">2,000,000", Token::Above(2e6)),
            ("<1", Token::Below(1.0)),
            ("<0.1%", Token::Below(0.1)),
            ("50–300", Token::Range(50.0, 300.0)),
            ("330 - 390", Token::Range(330.0, 390.0)),
            ("10,000 - 15,000", Token::Range(1e4, 1.5e4)),
            ("Large", Token::Words("Large".into())),
            ("?1", Token::Words("?1".into())),
            ("inf", Token::Words("inf".into())),
            ("1e308", Token::Words("1e308".into())),
            ("1,23", Token::Words("1,23".into())),
        ] {
            assert_eq!(Token::parse(text), token, "{text:?}");
        }
    }

    #[test]
    fn a_bound_is_not_a_number() {
        assert_eq!(Token::parse(">95").number(), None);
        assert_eq!(Token::parse(">95").bounds(), Some((95.0, f64::INFINITY)));
        assert_eq!(Token::parse("—").number(), Some(0.0));
        assert_eq!(Token::parse("s").bounds(), Some((0.0, 0.5)));
        assert_eq!(Token::parse("W").bounds(), None);
    }

    #[test]
    fn text_is_tidied() {
        assert_eq!(tidy(" United\u{a0}States  (kyanite) "), "United States (kyanite)");
        assert_eq!(tidy("Natural Teak\nwood"), "Natural Teak wood");
    }

    #[test]
    fn a_year_in_every_dress() {
        for text in
            ["2024", " 2024 ", "2024.0", "2024-01-31", "2024-01-01 00:00:00", "YR2024", "2024 [YR2024]"]
        {
            assert_eq!(year(text), Some(2024), "{text}");
        }
        for text in
            ["", "24", "2024.5", "2024-13-01", "2021-24", "2021-2024", "2024 [YR2023]", "1e3", "20240"]
        {
            assert_eq!(year(text), None, "{text}");
        }
        assert_eq!(without_fraction("842.0"), "842");
        assert_eq!(without_fraction("0.5"), "0.5");
    }
}
