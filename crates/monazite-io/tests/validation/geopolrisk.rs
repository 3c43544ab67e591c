//! The published GeoPolRisk example of the United States in 2022.

use super::part::Part;
use monazite::metric::geopolrisk::score;
use monazite::system::System;
use std::fmt::Write as _;

/// HHI, weighted imports, imports, own output, price: the published inputs of the example.
const INPUTS: [(&str, [f64; 5]); 3] = [
    ("graphite", [0.470_663_478_647_389, 50_585.910_846_9, 86_586.111, 0.0, 2.226_906_957_4]),
    ("manganese", [0.203_518_337_290_286, 191_198.003_476_6, 350_700.567, 0.0, 0.400_734_883_9]),
    ("nickel", [0.267_490_076_576_410, 21.179_740_942_0, 37.495, 17_500.0, 4.806_774_236_6]),
];

/// Import risk and score.
pub(crate) fn part(system: &System) -> Part {
    let mut text =
        "From the published inputs; the tool's synthetic case is a test of its own, to 1e-9 as well.\n\n\
        | figure | published | ours | difference |\n|---|---|---|---|\n"
            .to_owned();
    for (mineral, [hhi, weighted, imports, own, price]) in INPUTS {
        let ours = score(hhi, weighted, imports, own, price);
        for (metric, ours) in [("import_risk", ours.import_risk), ("geopolrisk", ours.score)] {
            let key = format!("geopolrisk_{mineral}_{metric}");
            let published = system.published.iter().find(|p| p.key == key).unwrap().datum.value.get();
            assert!((ours - published).abs() < 1e-9, "{key}: {ours} and {published}");
            writeln!(text, "| {key} | {published:.12} | {ours:.12} | {:+.0e} |", ours - published).unwrap();
        }
    }
    Part { title: "GeoPolRisk, United States 2022", text, lines: Vec::new() }
}
