//! The EU study: supply shares with trade parameter, published criticality.

use crate::datum::Datum;
use crate::id::CountryId;
use crate::quantity::{Index, Share};
use crate::system::form::Stage;

/// A country's share of global supply or of EU sourcing of a material at a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct SupplyShare {
    /// Material key of the EU study (a mineral key where we have the mineral).
    pub material: String,
    /// Extraction or processing.
    pub stage: Stage,
    /// `true` for EU sourcing, `false` for global supply.
    pub eu_sourcing: bool,
    /// The country.
    pub country: CountryId,
    /// Its share.
    pub datum: Datum<Share>,
    /// Trade parameter t of the EU method.
    pub trade_parameter: Index,
}

/// A published number of the EU study. `metric` is `supply_risk_eu`, `economic_importance`, `eol_rir`,
/// `import_reliance`, `substitution_sr`.
#[derive(Debug, Clone, PartialEq)]
pub struct Criticality {
    /// Material key.
    pub material: String,
    /// Which number.
    pub metric: String,
    /// Its value.
    pub datum: Datum<Index>,
}
