//! What is said of each file that was imported.

use crate::failure::tell;
use monazite_study::Book;

/// Problems, then rows read and left out, on standard error.
pub(super) fn tell_of(book: &Book) {
    if !book.diagnostics.is_empty() {
        tell(&book.diagnostics.to_string());
    }
    let left_out: Vec<String> =
        book.skipped.iter().map(|(reason, rows)| format!("{rows} x {reason}")).collect();
    let left_out = if left_out.is_empty() { "nothing".to_owned() } else { left_out.join(", ") };
    tell(&format!("{}: {} rows; left out: {left_out}", book.file, book.rows));
}
