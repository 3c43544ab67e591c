//! What a run is about: forms in countries, their users and their producers.

use crate::id::{CountryId, EndUseId, FormId, ProcessId};

/// A form in a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// The form.
    pub form: FormId,
    /// The country.
    pub country: CountryId,
}

/// An end use of a form in a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct User {
    /// The form.
    pub form: FormId,
    /// The country.
    pub country: CountryId,
    /// The end use.
    pub end_use: EndUseId,
}

/// A process in a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Producer {
    /// The process.
    pub process: ProcessId,
    /// The country.
    pub country: CountryId,
}
