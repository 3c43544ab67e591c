//! The chapters of the brief, one a file.

mod advice;
mod answer;
mod calendar;
mod chain;
mod claims;
mod dependence;
mod end_uses;
mod endurance;
mod followed;
mod hidden;
mod in_force;
mod losses;
mod prices;
mod programme;
mod quality;
mod ranked;
mod sharing;
mod simulated;
mod sources;
mod suppliers;
mod way_out;

use crate::brief::Brief;
use crate::text::Chapter;

pub(crate) use answer::sentences;
pub(crate) use dependence::{STAGES, stage_head, touched};

/// A chapter that has nothing to say is `None`.
type Write = fn(&Brief<'_>) -> Option<Chapter>;

/// In reading order. A new chapter is one file and one line here.
const CHAPTERS: [Write; 16] = [
    answer::chapter,
    dependence::chapter,
    hidden::chapter,
    suppliers::chapter,
    chain::chapter,
    end_uses::chapter,
    calendar::chapter,
    endurance::chapter,
    prices::chapter,
    losses::chapter,
    programme::chapter,
    sharing::chapter,
    in_force::chapter,
    followed::chapter,
    quality::chapter,
    sources::chapter,
];

/// All chapters that have something to say.
#[must_use]
pub fn all(brief: &Brief<'_>) -> Vec<Chapter> {
    CHAPTERS.iter().filter_map(|write| write(brief)).collect()
}
