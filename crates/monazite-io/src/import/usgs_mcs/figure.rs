//! What all layouts of the summaries print alike: misprints, damaged numbers, the word `estimated`.

use super::super::cell::{Token, tidy};
use super::super::report::Report;
use super::super::sheet::Row as Cells;

/// The names of this publisher.
pub(super) const FORMAT: &str = "usgs";

/// The mineral with known misprints corrected, which is told.
pub(super) fn spelled(text: &str, cells: &Cells<'_>, column: &str, report: &mut Report) -> String {
    let text = tidy(text);
    if text == "Gemanium" {
        report.tell(report.warning("misprint corrected to `Germanium`").at(cells.line).cell(column, &text));
        return "Germanium".to_owned();
    }
    text
}

/// The figure; a text that looks like a damaged number is told.
pub(super) fn token(text: &str, cells: &Cells<'_>, column: &str, report: &mut Report) -> Token {
    let token = Token::parse(text);
    if let Token::Words(words) = &token
        && (words.bytes().any(|b| b.is_ascii_digit()) || !words.starts_with(char::is_alphabetic))
    {
        let hint = "read as text: perhaps a sign was lost in publication";
        report.tell(report.warning("not a number").at(cells.line).cell(column, text).hint(hint));
    }
    token
}

pub(super) fn estimated(note: &str) -> bool {
    note.to_ascii_lowercase().contains("estimated")
}
