//! Is it happening, and fast enough?
//!
//! - [`bite`]: event studies, with the smallest effect that they could have shown;
//! - [`history`]: dependence by year, by mass and by value;
//! - [`ledger`]: what governments announced, what of it holds on a day, and what of it nobody has verified;
//! - [`pace`]: where a trend leads, with the coverage that its interval had, and the pace that a target asks for.
//!
//! Pure: it reads no file, clock or environment. Tables come from `monazite-io`.

pub mod bite;
pub mod day;
pub mod history;
pub mod ledger;
pub mod pace;
pub mod watch;
