//! Scrap that enters a form, as far as recycling rates tell.

use super::ledger::Ledger;
use super::observed::{Node, Observed};
use super::settings::Settings;
use std::collections::BTreeMap;

/// Expected scrap with its standard error, tonnes a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Expected {
    /// Mass.
    pub(super) mass: f64,
    /// Standard error.
    pub(super) sigma: f64,
}

/// Scrap at every node that makes a form through which scrap comes back.
///
/// With r the share of supply that is old scrap and m the output from primary feed, scrap is m r / (1 - r), known to
/// its own size. Where no rate is published it is zero within a small part of output.
pub(super) fn expected(
    observed: &Observed<'_>,
    ledger: &Ledger,
    settings: &Settings,
) -> BTreeMap<Node, Expected> {
    let forms = observed.scrap_forms();
    ledger
        .iter()
        .filter(|((form, _), tally)| forms.contains(form) && tally.made > 0.0)
        .filter_map(|(&node, tally)| {
            let small = settings.scrap_sigma * tally.made;
            let mass = observed.recycling_in(node.1).map_or(0.0, |r| tally.made * r / (1.0 - r.min(0.9)));
            let sigma = small.max(settings.prior_sigma * mass);
            (sigma > 0.0).then_some((node, Expected { mass, sigma }))
        })
        .collect()
}
