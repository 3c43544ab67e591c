//! Dated measures and projects in the pipeline.

use crate::datum::{Datum, Provenance};
use crate::id::{CountryId, FormId, MineralId};
use crate::quantity::TonnesPerYear;
use crate::system::Stage;

/// A dated measure of a government.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Short key.
    pub key: String,
    /// ISO date on which it was announced or took effect.
    pub date: String,
    /// Title.
    pub title: String,
    /// Kind: `export_control`, `export_ban`, `suspension`, `regulation`, ...
    pub kind: String,
    /// Who took it.
    pub country: Option<CountryId>,
    /// Coalition that took it, where it was one.
    pub coalition: String,
    /// Minerals concerned.
    pub minerals: Vec<MineralId>,
    /// Where it is documented.
    pub provenance: Provenance,
}

/// A project in the pipeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// Name.
    pub name: String,
    /// Mineral.
    pub mineral: MineralId,
    /// Form that it will make, where known.
    pub form: Option<FormId>,
    /// Country.
    pub country: CountryId,
    /// Stage.
    pub stage: Stage,
    /// `operating`, `construction`, `planned`, `paused`.
    pub status: String,
    /// First year of output, where known.
    pub start: Option<i32>,
    /// Contained capacity, where known.
    pub capacity: Option<Datum<TonnesPerYear>>,
    /// Where it is documented.
    pub provenance: Provenance,
}
