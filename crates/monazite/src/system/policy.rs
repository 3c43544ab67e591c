//! Dated measures.

use crate::datum::Provenance;
use crate::id::{CountryId, MineralId};

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
    /// ISO date of the last day on which it holds; empty where none is set.
    pub until: String,
    /// Where it is documented.
    pub provenance: Provenance,
}
