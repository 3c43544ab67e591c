//! An export licence.

use super::path::Path;
use super::reach::Reach;
use super::uncertain::Uncertain;
use crate::id::{CountryId, EndUseId};
use std::collections::BTreeSet;

/// Exports case by case: what is let through remembers the terms under which it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Licence {
    /// Who, to whom, what.
    pub reach: Reach,
    /// Share of the flow let through, over the time since the first decision.
    pub approval: Path,
    /// What that is a share of.
    pub share_of: ShareOf,
    /// Days from application to the first decision; until then nothing passes.
    pub delay: Uncertain,
    /// Countries that get no licence at all.
    pub excluded_countries: BTreeSet<CountryId>,
    /// End uses that may not be served with what was licensed.
    pub excluded_end_uses: BTreeSet<EndUseId>,
    /// Share of civil users refused because they also serve an excluded use; where end uses are excluded, the
    /// dual-use share of `behaviour.csv` if `None`.
    pub excluded_dual_use: Option<Uncertain>,
    /// Share of the licensed mass at hand that reaches excluded end uses all the same.
    pub leakage: Uncertain,
    /// Liability of third countries for what they pass on.
    pub liability: Option<Liability>,
}

/// What an approval is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareOf {
    /// What is ordered: buyers who lack stock order, and get, more than the usual.
    Orders,
    /// The flow of the baseline, as customs report it; orders below it are let through in full.
    Usual,
}

/// Third countries answer for what they pass on to excluded countries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Liability {
    /// Probability that a third country stops passing on; that of `behaviour.csv` if `None`.
    pub probability: Option<Uncertain>,
    /// Goods in which what was licensed is worth less than this share are free (the 0.1 % rule); none are if `None`.
    pub value_threshold: Option<Uncertain>,
}
