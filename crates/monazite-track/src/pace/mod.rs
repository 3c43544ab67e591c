//! Where the trend leads, and the pace that a target asks for.

mod course;
mod hindcast;
mod rupture;
mod trend;

pub use course::{Course, Target, Verdict, course};
pub use hindcast::{AHEAD, Calibration, HELD, Tested, calibrate};
pub use rupture::{CRITICAL, Rupture, rupture};
pub use trend::{LEAST, Trend, trend};
