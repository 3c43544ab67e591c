//! Countries and their indicators.

use crate::datum::Datum;
use crate::id::CountryId;
use crate::quantity::Index;

/// An ISO economy.
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    /// Name as shown.
    pub name: String,
    /// ISO 3166-1 alpha-2; Namibia's `NA` is a code, not a missing value.
    pub iso2: String,
}

/// A yearly number about a country. `indicator` is one of `gdp` (USD), `population` (persons),
/// `political_stability` and `governance` (World Bank scale, -2.5 to 2.5).
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// The country.
    pub country: CountryId,
    /// Which indicator.
    pub indicator: String,
    /// Its value in the indicator's own unit.
    pub datum: Datum<Index>,
}
