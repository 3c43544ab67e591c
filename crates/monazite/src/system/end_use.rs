//! End uses, demand, and the industries behind them.

use crate::datum::Datum;
use crate::id::{CountryId, EndUseId, FormId};
use crate::quantity::{Share, TonnesPerYear, UsDollars};

/// What a mineral is finally needed for.
#[derive(Debug, Clone, PartialEq)]
pub struct EndUse {
    /// Name as shown.
    pub name: String,
}

/// Mass of a form that an end use in a country needs per year.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// The form.
    pub form: FormId,
    /// The country.
    pub country: CountryId,
    /// The end use.
    pub end_use: EndUseId,
    /// Contained mass per year.
    pub datum: Datum<TonnesPerYear>,
}

/// An industry of the input-output tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Industry {
    /// Key.
    pub key: String,
    /// Name as shown.
    pub name: String,
    /// Its sectors in published tables: (word of the format, name of the sector).
    pub sectors: Vec<(String, String)>,
}

/// The part of an industry's value added that belongs to an end use.
#[derive(Debug, Clone, PartialEq)]
pub struct IndustryLink {
    /// The end use.
    pub end_use: EndUseId,
    /// Industry code of the value-added table.
    pub industry: String,
    /// NACE Rev. 2 divisions, for the reader.
    pub nace: String,
    /// Part of the industry that the end use is.
    pub share: Datum<Share>,
}

/// Value added of an industry in a country.
#[derive(Debug, Clone, PartialEq)]
pub struct IndustryValueAdded {
    /// The country.
    pub country: CountryId,
    /// Industry code.
    pub industry: String,
    /// Value added in a year.
    pub datum: Datum<UsDollars>,
}
