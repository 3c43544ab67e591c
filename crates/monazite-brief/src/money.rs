//! Money of plans and of their members: how it is shown, and how far it can be trusted.

use crate::text::{Shown, Text};
use monazite::estimate::Estimate;
use monazite::number::{Number, Unit};
use monazite::plan::QUALITY;

/// Money with its range and mark.
pub(crate) fn shown(money: Estimate) -> Shown {
    Shown { number: Number::money(money), quality: QUALITY, id: String::new() }
}

/// Billions with their range, for a table whose caption says the unit and the quality: `12 (8.1 to 20)`.
pub(crate) fn billions(money: Estimate) -> Text {
    let number = Number::money(money).in_unit(Unit::Billions);
    Text::default().strong(&number.value()).words(&format!(" ({})", number.range()))
}
