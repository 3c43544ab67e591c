//! Days in a text: `10 November 2026`, `Jan. 10, 2027`, `2026-11-10`, `2026年11月10日`. `10/11/2026` may be two days and is none.

use jiff::civil::Date;

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Every day of a sentence, with the byte at which it begins.
#[must_use]
pub fn days(sentence: &str) -> Vec<(usize, Date)> {
    let mut tokens: Vec<(usize, &str)> = Vec::new();
    let mut start: Option<(usize, bool)> = None;
    for (at, c) in sentence.char_indices().chain([(sentence.len(), ' ')]) {
        let kind = if c.is_ascii_digit() {
            Some(true)
        } else if c.is_alphabetic() {
            Some(false)
        } else {
            None
        };
        if let Some((from, _)) = start.filter(|(_, digits)| kind != Some(*digits)) {
            tokens.push((from, &sentence[from..at]));
            start = None;
        }
        if let (None, Some(digits)) = (start, kind) {
            start = Some((at, digits));
        }
    }
    let number =
        |i: usize| tokens.get(i).and_then(|(_, text)| (text.len() <= 4).then(|| text.parse::<i16>().ok())?);
    let month = |i: usize| {
        let word = tokens.get(i)?.1.to_lowercase();
        let at = MONTHS.iter().position(|month| word.starts_with(month) && word.len() >= 3)?;
        let whole = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        (whole[at].starts_with(word.as_str()) || word == "sept").then(|| at as i16 + 1)
    };
    let day = |y: i16, m: i16, d: i16| {
        Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok().filter(|_| y >= 1900)
    };
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let at = tokens[i].0;
        let between = |a: usize, b: usize| &sentence[tokens[a].0 + tokens[a].1.len()..tokens[b].0];
        let read = if let (Some(d), Some(m), Some(y)) = (number(i), month(i + 1), number(i + 2)) {
            day(y, m, d)
        } else if let (Some(m), Some(d), Some(y)) = (month(i), number(i + 1), number(i + 2)) {
            day(y, m, d)
        } else if let (Some(y), Some(m), Some(d)) = (number(i), number(i + 1), number(i + 2)) {
            (between(i, i + 1) == "-" && between(i + 1, i + 2) == "-").then(|| day(y, m, d)).flatten()
        } else {
            let chinese =
                |j: usize, sign: &str| tokens.get(j).is_some_and(|(_, text)| text.starts_with(sign));
            match (number(i), number(i + 2), number(i + 4)) {
                (Some(y), Some(m), Some(d))
                    if chinese(i + 1, "年") && chinese(i + 3, "月") && chinese(i + 5, "日") =>
                {
                    day(y, m, d)
                }
                _ => None,
            }
        };
        match read {
            Some(date) => {
                found.push((at, date));
                i += 3;
            }
            None => i += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_day_in_five_formats() {
        for text in [
            "on 10 January 2027.",
            "until Jan. 10, 2027.",
            "January 10, 2027",
            "2027-01-10",
            "至2027年1月10日止",
        ] {
            assert_eq!(days(text).iter().map(|(_, d)| *d).collect::<Vec<_>>(), [date(2027, 1, 10)], "{text}");
        }
        for text in ["10/11/2026", "30 February 2026", "No. 70 of 2025", "May 2026 may 5", ""] {
            assert!(days(text).is_empty(), "{text}");
        }
    }
}
