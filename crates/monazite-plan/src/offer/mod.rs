//! Counter-offer: what can be given to a partner for joining a programme so that no member loses.
//!
//! Methods page: `docs/methods/offer.md`.

mod asked;
mod gain;
mod package;

pub use asked::{Asked, asks};
pub use gain::{Gains, gains};
pub use package::{left, offer, parts};
