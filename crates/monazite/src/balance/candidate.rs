//! Candidate flows: where a need has no reported feed, flows that nobody reports are drawn from likely suppliers.
//!
//! Trade data are silent on confidential rows and on transit countries, which export without importing. Without
//! candidates the balance meets the need from stocks, and origin tracing then calls the mass home-made. The prior is
//! gravity without distance: uncovered need of the importer times the exporter's part of all surpluses.

use super::ledger::Ledger;
use super::observed::{Arc, Node, Observed};
use super::settings::Settings;
use crate::id::{CountryId, FormId, Id};
use std::collections::BTreeMap;

/// Prior masses of flows without a report, tonnes a year.
pub(super) type Priors = BTreeMap<Arc, f64>;

/// Priors for arcs that a published import share names and no flow reports: the share of the importer's imports,
/// in equal parts over the forms that the exporter supplies.
pub(super) fn from_shares(observed: &Observed<'_>, ledger: &Ledger) -> Priors {
    let mut priors = Priors::new();
    for share in &observed.shares {
        let imports = imports_of(ledger, &share.forms, share.importer);
        let supplied: Vec<FormId> = share
            .forms
            .iter()
            .copied()
            .filter(|&f| ledger.get(&(f, share.exporter)).is_some_and(|t| t.feed() > 0.0))
            .collect();
        let forms = if supplied.is_empty() { &share.forms } else { &supplied };
        let mass = share.datum.value.get() * imports / forms.len() as f64;
        for &form in forms {
            let arc = (form, share.exporter, share.importer);
            if mass > 0.0 && !observed.flows.contains_key(&arc) {
                priors.insert(arc, mass);
            }
        }
    }
    priors
}

/// Imports of some forms by a country: as reported, else what it needs beyond its own output.
pub(super) fn imports_of(ledger: &Ledger, forms: &[FormId], importer: CountryId) -> f64 {
    let tallies = || forms.iter().filter_map(|&f| ledger.get(&(f, importer)));
    let reported: f64 = tallies().map(|t| t.imported).sum();
    if reported > 0.0 { reported } else { tallies().map(|t| (t.need() - t.made).max(0.0)).sum() }
}

/// Priors of candidate flows to every node whose need has no sufficient reported feed.
pub(super) fn candidates(
    observed: &Observed<'_>,
    ledger: &Ledger,
    shares: &Priors,
    settings: &Settings,
) -> Priors {
    let mut priors = Priors::new();
    for (&node, uncovered) in &uncovered(observed, ledger, shares, settings) {
        let suppliers = suppliers(ledger, node, settings);
        let total: f64 = suppliers.iter().map(|s| s.1).sum();
        for (exporter, weight) in suppliers {
            let arc = (node.0, exporter, node.1);
            if !observed.flows.contains_key(&arc) && !shares.contains_key(&arc) {
                priors.insert(arc, uncovered * weight / total);
            }
        }
    }
    priors
}

/// What each node has to obtain from abroad and no flow brings: reported total imports, or need beyond own output,
/// less reported flows and those that import shares imply.
fn uncovered(
    observed: &Observed<'_>,
    ledger: &Ledger,
    shares: &Priors,
    settings: &Settings,
) -> BTreeMap<Node, f64> {
    let mut brought: BTreeMap<Node, f64> = BTreeMap::new();
    for (&(form, _, importer), codes) in &observed.flows {
        *brought.entry((form, importer)).or_default() += Observed::flow_mass(codes);
    }
    for (&(form, _, importer), mass) in shares {
        *brought.entry((form, importer)).or_default() += mass;
    }
    let total = |node: &Node| observed.imports.get(node).map_or(0.0, Observed::imports_mass);
    ledger
        .iter()
        .map(|(&node, tally)| {
            let imports = total(&node);
            let wanted = imports.max(tally.need() - tally.made);
            let least = settings.missing_share * imports.max(tally.need());
            (node, least, wanted - brought.get(&node).copied().unwrap_or(0.0))
        })
        .filter(|&(_, least, uncovered)| uncovered > 0.0 && uncovered > least)
        .map(|(node, _, uncovered)| (node, uncovered))
        .collect()
}

/// Likely suppliers of a node with their weights: surplus, or a small part of output where there is none.
fn suppliers(ledger: &Ledger, node: Node, settings: &Settings) -> Vec<(CountryId, f64)> {
    let mut suppliers: Vec<(CountryId, f64)> = ledger
        .range((node.0, CountryId::from_index(0))..)
        .take_while(|((form, _), _)| *form == node.0)
        .filter(|((_, country), _)| *country != node.1)
        .map(|(&(_, country), t)| (country, (t.feed() - t.need()).max(settings.candidate_weight * t.made)))
        .filter(|&(_, weight)| weight > 0.0)
        .collect();
    suppliers.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    suppliers.truncate(settings.candidate_suppliers);
    suppliers
}
