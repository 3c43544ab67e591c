//! History by year: compact tables, and the recipe that builds them from published files.

mod compact;
mod filed;
mod recipe;
mod titles;

pub use compact::{embedded, parse};
pub use filed::{TargetOf, studies, targets};
pub use recipe::{Built, build};
