//! Trade: bilateral flows, total imports, shares of imports.

use crate::datum::Datum;
use crate::id::{CountryId, FormId};
use crate::quantity::{Share, TonnesPerYear};

/// A reported flow of a form from one country to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// The form.
    pub form: FormId,
    /// Exporter.
    pub exporter: CountryId,
    /// Importer.
    pub importer: CountryId,
    /// Classification code under which it was reported; rows of one code share an error of content.
    pub code: String,
    /// Contained mass per year.
    pub datum: Datum<TonnesPerYear>,
}

/// Total imports of a form by a country.
#[derive(Debug, Clone, PartialEq)]
pub struct Imports {
    /// The form.
    pub form: FormId,
    /// Importer.
    pub importer: CountryId,
    /// Code under which they were reported.
    pub code: String,
    /// Contained mass per year.
    pub datum: Datum<TonnesPerYear>,
}

/// The share of a country's imports of a form (or a sum of forms) that comes directly from one exporter.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportShare {
    /// Forms whose imports are summed.
    pub forms: Vec<FormId>,
    /// Importer.
    pub importer: CountryId,
    /// Exporter.
    pub exporter: CountryId,
    /// Share of the importer's imports.
    pub datum: Datum<Share>,
}
