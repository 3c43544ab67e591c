//! Candidate flows: where a need has no reported feed, flows that nobody reports are drawn from likely suppliers;
//! where an output has no reported outlet, to likely takers.
//!
//! Trade data are silent on confidential rows and on transit countries, which export without importing. Without
//! candidates the balance meets the need from stocks, and origin tracing then calls the mass home-made. The prior is
//! gravity without distance: uncovered need of the importer times the exporter's part of all surpluses.

use super::ledger::{Ledger, Tally};
use super::observed::{Arc, Node, Observed, mean};
use super::settings::Settings;
use crate::id::{CountryId, FormId, Id};
use std::collections::BTreeMap;

/// Weights closer than this are equal: they are sums, and sums depend on the order of their terms.
const SAME_WEIGHT: f64 = 1e-9;

/// Prior masses of flows without a report, tonnes a year.
pub(super) type Priors = BTreeMap<Arc, f64>;

/// Priors for arcs that a published import share names and no flow reports: the share of the importer's imports,
/// in equal parts over the forms that the exporter supplies; the mean of several.
pub(super) fn from_shares(observed: &Observed<'_>, ledger: &Ledger) -> Priors {
    let mut implied: BTreeMap<Arc, Vec<f64>> = BTreeMap::new();
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
            if mass > 0.0 && !observed.flows.contains_key(&arc) && observed.coverage.is_open(arc) {
                implied.entry(arc).or_default().push(mass);
            }
        }
    }
    implied.into_iter().map(|(arc, masses)| (arc, mean(masses.into_iter()))).collect()
}

/// Imports of some forms by a country: as reported, else what it needs beyond its own output.
pub(super) fn imports_of(ledger: &Ledger, forms: &[FormId], importer: CountryId) -> f64 {
    let tallies = || forms.iter().filter_map(|&f| ledger.get(&(f, importer)));
    let reported: f64 = tallies().map(|t| t.imported).sum();
    if reported > 0.0 { reported } else { tallies().map(|t| (t.need() - t.made).max(0.0)).sum() }
}

/// Priors of candidate flows: to every node whose need has no sufficient reported feed, then from every node whose
/// surplus still has no sufficient outlet.
pub(super) fn candidates(
    observed: &Observed<'_>,
    ledger: &Ledger,
    shares: &Priors,
    settings: &Settings,
) -> Priors {
    let mut priors = Priors::new();
    let mut spread = |node: Node, mass: f64, others: Vec<(CountryId, f64)>, inward: bool| {
        let total: f64 = others.iter().map(|o| o.1).sum();
        for (other, weight) in others {
            let arc = if inward { (node.0, other, node.1) } else { (node.0, node.1, other) };
            if !observed.flows.contains_key(&arc) && !shares.contains_key(&arc) {
                priors.entry(arc).or_insert(mass * weight / total);
            }
        }
    };
    for (node, mass) in uncovered(observed, ledger, shares, settings) {
        let open = |other| observed.coverage.is_open((node.0, other, node.1));
        let (surplus, made) = (|t: &Tally| t.feed() - t.need(), |t: &Tally| t.made);
        spread(node, mass, partners(ledger, node, mass, settings, open, (&surplus, &made)), true);
    }
    for (node, mass) in unplaced(observed, ledger, shares, settings) {
        let open = |other| observed.coverage.is_open((node.0, node.1, other));
        let (want, taken) = (|t: &Tally| t.need() - t.feed(), |t: &Tally| t.fed + t.used);
        spread(node, mass, partners(ledger, node, mass, settings, open, (&want, &taken)), false);
    }
    priors
}

/// What each node has to obtain from abroad and no flow brings: reported total imports, or need beyond own output,
/// less reported flows and those that import shares imply. Exports are a need of a country that makes none or whose
/// output is reported; a first guess of an output that nobody reports is too low, not its exports too high.
fn uncovered(
    observed: &Observed<'_>,
    ledger: &Ledger,
    shares: &Priors,
    settings: &Settings,
) -> BTreeMap<Node, f64> {
    let brought = carried(observed, shares, |(form, _, importer)| (form, importer));
    ledger
        .iter()
        .map(|(&node, tally)| {
            let imports = observed.imports.get(&node).map_or(0.0, Observed::imports_mass);
            let guessed = tally.made > 0.0 && !observed.is_reported(node);
            let need = tally.need() - if guessed { tally.exported } else { 0.0 };
            let wanted = imports.max(need - tally.made);
            let least = settings.missing_share * imports.max(need);
            (node, least, wanted - brought.get(&node).copied().unwrap_or(0.0))
        })
        .filter(|&(_, least, uncovered)| uncovered > 0.0 && uncovered > least)
        .map(|(node, _, uncovered)| (node, uncovered))
        .collect()
}

/// What each node makes and has no reported user, home or abroad.
fn unplaced(
    observed: &Observed<'_>,
    ledger: &Ledger,
    shares: &Priors,
    settings: &Settings,
) -> BTreeMap<Node, f64> {
    let implied = carried(observed, shares, |(form, exporter, _)| (form, exporter));
    ledger
        .iter()
        .filter(|(node, tally)| tally.made > 0.0 && !observed.is_final(node.0))
        .map(|(&node, tally)| {
            let taken = tally.fed + tally.used + implied.get(&node).copied().unwrap_or(0.0);
            (node, tally.made, tally.made - taken)
        })
        .filter(|&(_, made, unplaced)| unplaced > settings.missing_share * made)
        .map(|(node, _, unplaced)| (node, unplaced))
        .collect()
}

/// Mass that reported flows and import shares carry, by one of their ends.
fn carried(observed: &Observed<'_>, shares: &Priors, end: impl Fn(Arc) -> Node) -> BTreeMap<Node, f64> {
    let mut carried: BTreeMap<Node, f64> = BTreeMap::new();
    for (&arc, codes) in &observed.flows {
        *carried.entry(end(arc)).or_default() += Observed::sure_mass(codes);
    }
    for (&arc, mass) in shares {
        *carried.entry(end(arc)).or_default() += mass;
    }
    carried
}

/// Imports that reports must be missing at a node: what its processes and reported exports take beyond its output and
/// all reported imports, where that is a large part of what they take. Such totals and shares of imports are
/// incomplete (confidential rows, transit), and count for less.
pub(super) fn incomplete(ledger: &Ledger, node: Node, settings: &Settings) -> f64 {
    let Some(tally) = ledger.get(&node) else { return 0.0 };
    let taken = tally.fed + tally.exported;
    let missing = taken - tally.made - tally.imported;
    if missing > settings.missing_share * taken { missing } else { 0.0 }
}

/// What a tally says of a partner, tonnes a year.
type Measure<'m> = &'m dyn Fn(&Tally) -> f64;

/// The likeliest partners of a node among the open ones with their weights, heaviest first: by what they have to spare
/// (or lack), and by a part of what they make (or take) where all of them together do not have enough to spare. Where
/// there are too many, all that weigh as much as the first left out are left out, so that no tie goes by the order of
/// countries.
fn partners(
    ledger: &Ledger,
    node: Node,
    mass: f64,
    settings: &Settings,
    open: impl Fn(CountryId) -> bool,
    (spare, size): (Measure<'_>, Measure<'_>),
) -> Vec<(CountryId, f64)> {
    let others: Vec<(CountryId, &Tally)> = ledger
        .range((node.0, CountryId::from_index(0))..)
        .take_while(|((form, _), _)| *form == node.0)
        .filter(|((_, country), _)| *country != node.1 && open(*country))
        .map(|(&(_, country), tally)| (country, tally))
        .collect();
    let enough = others.iter().map(|(_, t)| spare(t).max(0.0)).sum::<f64>() >= mass;
    let least = |t: &Tally| if enough { 0.0 } else { settings.candidate_weight * size(t) };
    let weigh = |(country, t): (CountryId, &Tally)| (country, spare(t).max(least(t)));
    let mut partners: Vec<(CountryId, f64)> =
        others.into_iter().map(weigh).filter(|&(_, weight)| weight > 0.0).collect();
    partners.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    if let Some(&(_, left_out)) = partners.get(settings.candidate_partners) {
        let least = left_out * (1.0 + SAME_WEIGHT);
        let heavier = partners.iter().filter(|p| p.1 > least).count();
        partners.retain(|p| if heavier > 0 { p.1 > least } else { p.1 * (1.0 + SAME_WEIGHT) >= left_out });
    }
    partners
}
