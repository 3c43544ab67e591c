//! Shares of world output.

use super::part::{Line, Part, table};
use monazite::balance::Balance;
use monazite::id::CountryId;
use monazite::metric::output::{Output, balanced, reported};
use monazite::system::{Published, System};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Leaders and top three of the six minerals of the IEA, and the mean of the top three in refining.
pub(crate) fn iea(system: &System, balance: &Balance) -> Part {
    let lines = lines(system, balance, 2024, |key| key.starts_with("iea_"));
    let mut text = table(&lines);
    let top3: Vec<&Line> = lines.iter().filter(|l| l.key.ends_with("_refining_top3")).collect();
    assert_eq!(top3.len(), 6);
    let mean = |of: fn(&Line) -> f64| top3.iter().map(|l| of(l)).sum::<f64>() / 6.0;
    let published =
        system.published.iter().find(|p| p.key == "iea_mean_top3_refining").unwrap().datum.value.get();
    writeln!(
        text,
        "\nThe mean of the six top-three shares in refining: published {:.1} %, of the published rows above {:.1} %, reported {:.1} %, ours {:.1} %, difference {:+.1} points.",
        100.0 * published,
        100.0 * mean(|l| l.published),
        100.0 * mean(|l| l.reported),
        100.0 * mean(Line::ours),
        100.0 * (mean(Line::ours) - published),
    )
    .unwrap();
    assert!((mean(Line::ours) - published).abs() < 0.025);
    Part { title: "Leader and top three, IEA 2024", text, lines }
}

/// The largest producer of every form with a world table of the USGS.
pub(crate) fn usgs(system: &System, balance: &Balance, year: i32) -> Part {
    let lines = lines(system, balance, year, |key| key.starts_with("usgs_"));
    let text = format!(
        "{}\nDifferences are those between the USGS and the second source of a country.\nThe figures of 2025 are estimates of the USGS; the baseline keeps them beside those of its year and does not balance them.\n",
        table(&lines)
    );
    Part { title: if year == 2024 { "Leader, USGS 2024" } else { "Leader, USGS 2025" }, text, lines }
}

fn lines(system: &System, balance: &Balance, year: i32, keep: impl Fn(&str) -> bool) -> Vec<Line> {
    let is_share = |p: &&Published| ["production_share", "top3_share"].contains(&p.metric.as_str());
    let wanted =
        system.published.iter().filter(is_share).filter(|p| p.datum.provenance.year == year && keep(&p.key));
    let line = |p: &Published| {
        let forms: BTreeSet<_> = p.forms.iter().copied().collect();
        let of_mineral = p.mineral.and_then(|m| balance.minerals.get(&m)).filter(|_| year == system.year);
        Line {
            key: p.key.clone(),
            place: p.country.map_or_else(String::new, |c| system.countries.key(c).to_owned()),
            published: p.datum.value.get(),
            reported: share(&reported(system, &forms, year), p.country),
            balanced: of_mineral.map(|b| share(&balanced(system, b, &forms), p.country)),
        }
    };
    let mut lines: Vec<Line> = wanted.map(line).collect();
    lines.sort_by(|a, b| a.key.cmp(&b.key));
    assert!(!lines.is_empty());
    lines
}

/// The share of a country, or of the three largest.
fn share(output: &Output, country: Option<CountryId>) -> f64 {
    country.map_or_else(|| output.top(3), |c| output.share(c)).unwrap().get()
}
