//! The brief: one coalition, one supplier, one page.
//!
//! [`page()`] gives a self-contained page, [`summary()`] a summary of some thirty lines. Both are lists of chapters,
//! one file a chapter, one function `chapter(&Brief) -> Option<Chapter>`; a chapter without figures is left out.

pub mod brief;
pub mod chapter;
pub mod chart;
pub mod escape;
pub mod number;
mod page;
pub mod svg;
mod terminal;
pub mod text;

pub use brief::{Brief, Context, Simulation};

/// The page: no external resource, the same bytes for the same input.
#[must_use]
pub fn page(brief: &Brief<'_>) -> String {
    page::write(brief, &chapter::all(brief))
}

/// The summary for a terminal, plain text.
#[must_use]
pub fn summary(brief: &Brief<'_>) -> String {
    terminal::write(brief)
}
