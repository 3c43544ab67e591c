//! A day that is known to the day, the month or the year.

use jiff::civil::Date;
use std::fmt;

/// A day in ISO 8601, of which month and day may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    first: Date,
    last: Date,
}

impl Day {
    /// A day that is known.
    #[must_use]
    pub const fn of(date: Date) -> Self {
        Self { first: date, last: date }
    }

    /// From `2025-04-04`, `2025-04` or `2025`; `None` if it is none of them or not in the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())?
        };
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4)?;
        let month = match parts.next() {
            Some(part) => Some(i8::try_from(number(part, 2)?).ok()?),
            None => None,
        };
        let day = match parts.next() {
            Some(part) => Some(i8::try_from(number(part, 2)?).ok()?),
            None => None,
        };
        if parts.next().is_some() {
            return None;
        }
        match (month, day) {
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Self::of),
            (Some(month), None) => {
                let first = Date::new(year, month, 1).ok()?;
                Some(Self { first, last: first.last_of_month() })
            }
            (None, _) => {
                let first = Date::new(year, 1, 1).ok()?;
                Some(Self { first, last: first.last_of_year() })
            }
        }
    }

    /// The first day that it may be.
    #[must_use]
    pub const fn first(self) -> Date {
        self.first
    }

    /// The last day that it may be.
    #[must_use]
    pub const fn last(self) -> Date {
        self.last
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else if self.last.month() == month {
            write!(f, "{year:04}-{month:02}")
        } else {
            write!(f, "{year:04}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_read_and_shown_alike() {
        for text in ["2026-11-10", "2025-02", "2035", "2024-02-29"] {
            assert_eq!(Day::parse(text).map(|d| d.to_string()).as_deref(), Some(text));
        }
        for text in
            ["", "2025-02-29", "2025-13", "10/11/2026", "2026-11-10-1", "26-1-1", "2026-11-1", "+026-01-01"]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
