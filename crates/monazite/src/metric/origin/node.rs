//! What a share of origin is told of.

use crate::id::{CountryId, FormId};
use std::collections::BTreeMap;

/// A form in a country.
pub type Node = (FormId, CountryId);

/// Share of the mass at each node, 0 to 1.
pub type NodeShares = BTreeMap<Node, f64>;
