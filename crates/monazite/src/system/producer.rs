//! What is made where: production, capacity, reserves.

use crate::datum::Datum;
use crate::id::{CountryId, FormId, MineralId, ProcessId};
use crate::quantity::{Tonnes, TonnesPerYear};

/// A reported output: the sum over `forms` made in a country in a year. Two reports are two data of one unknown.
#[derive(Debug, Clone, PartialEq)]
pub struct Production {
    /// Forms whose output is summed.
    pub forms: Vec<FormId>,
    /// The process, where the report is about one of several that make the form.
    pub process: Option<ProcessId>,
    /// The country.
    pub country: CountryId,
    /// Contained output.
    pub datum: Datum<TonnesPerYear>,
}

/// A published world total: the sum over `forms` made anywhere in a year, countries that no report names included.
#[derive(Debug, Clone, PartialEq)]
pub struct WorldProduction {
    /// Forms whose output is summed.
    pub forms: Vec<FormId>,
    /// Contained output, rounded as published.
    pub datum: Datum<TonnesPerYear>,
}

/// A reported capacity for a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    /// The form made.
    pub form: FormId,
    /// The country.
    pub country: CountryId,
    /// Contained capacity.
    pub datum: Datum<TonnesPerYear>,
}

/// A reported reserve.
#[derive(Debug, Clone, PartialEq)]
pub struct Reserve {
    /// The mineral.
    pub mineral: MineralId,
    /// The country.
    pub country: CountryId,
    /// Contained reserve.
    pub datum: Datum<Tonnes>,
}
