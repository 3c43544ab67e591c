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

/// Total exports of a form (or a sum of forms) by a country.
#[derive(Debug, Clone, PartialEq)]
pub struct Exports {
    /// Forms whose exports are summed.
    pub forms: Vec<FormId>,
    /// Exporter.
    pub exporter: CountryId,
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

/// How much of the trade in a form the flows of a dataset hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// Every flow under the codes of the form: where none is reported, none is.
    Complete,
    /// Less than the codes show: confidential, or booked under others.
    Hidden,
    /// Nothing, because the form does not cross borders.
    Untraded,
}

impl Held {
    /// All, from most to least.
    pub const ALL: [Self; 3] = [Self::Complete, Self::Hidden, Self::Untraded];

    /// The word used in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Hidden => "hidden",
            Self::Untraded => "untraded",
        }
    }
}

/// What the flows of a dataset hold of the trade in a form; where there is no row, they hold a part.
#[derive(Debug, Clone, PartialEq)]
pub struct TradeHeld {
    /// The form.
    pub form: FormId,
    /// The importer it is said of; all where there is none.
    pub importer: Option<CountryId>,
    /// How much is held.
    pub held: Held,
}
