//! Stocks.

use crate::datum::Datum;
use crate::id::{CountryId, FormId};
use crate::quantity::Tonnes;

/// Who holds a stock and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StockKind {
    /// For release in a disruption.
    Strategic,
    /// Held by producers, users and exchanges.
    Commercial,
}

/// Mass held.
#[derive(Debug, Clone, PartialEq)]
pub struct Stock {
    /// The form.
    pub form: FormId,
    /// Where it lies.
    pub country: CountryId,
    /// Who holds it.
    pub kind: StockKind,
    /// Contained mass.
    pub datum: Datum<Tonnes>,
}
