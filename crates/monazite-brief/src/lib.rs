//! The brief: one coalition, one supplier, one page.
//!
//! [`page()`] gives a self-contained page: chapters, one file a chapter, one function
//! `chapter(&Brief) -> Option<Chapter>`; a chapter without figures is left out.
//! [`summary`] says on a terminal what the brief, a plan or a sharing says first.

pub mod about;
pub mod brief;
pub mod chapter;
pub mod chart;
pub mod escape;
mod money;
mod page;
pub mod summary;
pub mod svg;
pub mod text;

pub use brief::{Brief, Context, Followed, Simulation};

/// The page: no external resource, the same bytes for the same input.
#[must_use]
pub fn page(brief: &Brief<'_>) -> String {
    page::write(brief, &chapter::all(brief))
}
