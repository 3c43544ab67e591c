//! Published figures against the baseline: writes `docs/validation.md`, and fails where a difference has no reason.

#![allow(clippy::unwrap_used)]

mod benchmarks;
mod claims;
mod geopolrisk;
mod output;
mod part;
mod supply_risk;

use crate::common::expect;
use monazite::balance::balance;
use std::fmt::Write as _;

/// Largest difference, as a share, that needs no reason: two sources of one year differ by about as much.
const UNEXPLAINED: f64 = 0.025;

const HEAD: &str = "# Validation\n\n\
    Published figures live in `data/baseline/published.csv`; each row names the figure, the forms and the place it is about.\n\
    The tables compare them with what the embedded baseline gives.\n\
    *Reported* is output as reported, before the balance: the mean of the reports on a country, over the sum of countries or the published world total where that is larger.\n\
    *Ours* is output after the balance, where the mineral has one.\n\
    No constant was set to make a figure come out; a difference of more than 2.5 points has its reason beside it.\n\
    A test writes this page; it fails if the page drifts or if such a difference has no reason.\n";

#[test]
fn published_figures_come_out_of_the_baseline() {
    let system = monazite_io::baseline().unwrap().system;
    let balance = balance(&system).unwrap();
    let parts = [
        output::iea(&system, &balance),
        output::usgs(&system, &balance, 2024),
        output::usgs(&system, &balance, 2025),
        benchmarks::part(&system, &balance),
        supply_risk::part(&system),
        geopolrisk::part(&system),
        claims::part(&system, &balance),
    ];
    let mut page = HEAD.to_owned();
    for part in &parts {
        write!(page, "\n## {}\n\n{}", part.title, part.text).unwrap();
    }
    let open: Vec<_> =
        parts.iter().flat_map(|p| &p.lines).filter(|l| l.difference().abs() > UNEXPLAINED).collect();
    let open: Vec<_> = open.into_iter().filter(|l| part::reason(&l.key).is_empty()).collect();
    assert!(open.is_empty(), "differences without a reason: {open:#?}");
    expect("docs/validation.md", &page);
}
