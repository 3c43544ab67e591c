//! Imported rows as one tidy sheet: a row a figure, its place and its token taken apart.

use super::cell::Token;
use super::place::Place;
use super::report::Imported;
use crate::results::{Cell, Header, Kind, Sheet};

/// A row that can stand in a tidy sheet.
pub trait Tidy {
    /// The columns, in order.
    const COLUMNS: &'static [Header];

    /// One cell a column.
    fn cells(&self) -> Vec<Cell>;
}

impl<T: Tidy> Imported<T> {
    /// All rows as a sheet.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(T::COLUMNS);
        for row in &self.rows {
            sheet.push(row.cells());
        }
        sheet
    }
}

/// Text column.
pub(super) const fn text(name: &'static str) -> Header {
    (name, Kind::Text)
}

/// Column of numbers.
pub(super) const fn number(name: &'static str) -> Header {
    (name, Kind::Number)
}

/// Column of whole numbers.
pub(super) const fn integer(name: &'static str) -> Header {
    (name, Kind::Integer)
}

/// Columns of a place: the name as published, the alpha-3 code of a country, what the place is.
pub(super) const PLACE: [Header; 3] = [text("place"), text("country"), text("area")];

/// Columns of a token: the number that was printed, the bounds it allows, the token as a word.
pub(super) const VALUE: [Header; 4] = [number("value"), number("low"), number("high"), text("token")];

/// The cells of [`PLACE`].
pub(super) fn place(place: &Place) -> [Cell; 3] {
    [place.name.as_str().into(), place.iso3().into(), place.area.word().into()]
}

/// The cells of [`VALUE`].
pub(super) fn value(token: &Token) -> [Cell; 4] {
    let (low, high) = token.bounds().unwrap_or((f64::NAN, f64::NAN));
    [token.number().unwrap_or(f64::NAN).into(), low.into(), high.into(), token.word().into()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_no_number() {
        let [number, low, high, word] = value(&Token::parse(">95"));
        assert!(number.is_blank() && high.is_blank());
        assert_eq!((low, word), (95.0.into(), "above".into()));
        let [number, ..] = value(&Token::parse("—"));
        assert_eq!(number, 0.0.into());
    }
}
