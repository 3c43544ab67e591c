//! Who supplies what: top makers of each form, against the benchmark of 65 % from one country.

use crate::about::About;
use crate::brief::{Brief, largest_first};
use crate::chart::ranked_bars::{RankedBars, Row};
use crate::text::{Block, Chapter, Chart, Table, Text, capital, mark};
use monazite::figure::Figure;
use monazite::metric::benchmark::Benchmark;
use monazite::number::Number;
use monazite::quantity::Share;
use std::collections::BTreeSet;

/// Makers drawn a panel.
const MAKERS: usize = 5;
/// Panels drawn; the table holds all forms.
const PANELS: usize = 12;

/// Panels of makers and a table of concentration.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let panels = panels(brief);
    if panels.is_empty() {
        return None;
    }
    let limit = Benchmark::SingleCountry.threshold().get();
    let charts = panels.iter().take(PANELS).map(|p| chart(brief, p, limit)).collect();
    let lead = format!(
        "Shares of the world's output, for each mineral in the form that {} dominates most. The dashed line is the European benchmark for {}: at most {:.0} % from one third country.",
        brief.supplier(),
        2030,
        limit * 100.0
    );
    let mut blocks = vec![Block::Lead(lead.into()), Block::Charts(charts)];
    blocks.extend(concentration(brief, limit));
    blocks.extend(benchmarks(brief));
    Some(Chapter { id: "suppliers", title: "Who supplies what".to_owned(), blocks })
}

/// One form or stage of a mineral with its makers, largest first.
struct Panel<'a> {
    mineral: &'a str,
    form: &'a str,
    stage: &'a str,
    makers: Vec<&'a Figure>,
}

/// Of each mineral the form in which the supplier, else the leader, has the largest share; largest first.
fn panels<'a>(brief: &Brief<'a>) -> Vec<Panel<'a>> {
    let mut panels: Vec<Panel<'a>> = Vec::new();
    for figure in brief.metric("production_share").filter(|f| !f.country.is_empty()) {
        let place = panels
            .iter()
            .position(|p| p.mineral == figure.mineral && p.form == figure.form && p.stage == figure.stage);
        match place {
            Some(i) => panels[i].makers.push(figure),
            None => panels.push(Panel {
                mineral: &figure.mineral,
                form: &figure.form,
                stage: &figure.stage,
                makers: vec![figure],
            }),
        }
    }
    for panel in &mut panels {
        panel.makers = largest_first(panel.makers.iter().copied());
    }
    let deep: Vec<&str> = brief.deep_minerals().map(|m| brief.system.minerals.key(m)).collect();
    panels.retain(|p| deep.contains(&p.mineral) && p.makers.first().is_some_and(|f| f.value > 0.0));
    let leader = |panel: &Panel<'_>| panel.makers.first().map_or(0.0, |f| f.value);
    panels.sort_by(|a, b| {
        let supplier = supplier_share(brief, b).total_cmp(&supplier_share(brief, a));
        supplier.then(leader(b).total_cmp(&leader(a)))
    });
    let mut seen = BTreeSet::new();
    panels.retain(|p| seen.insert(p.mineral));
    panels
}

fn supplier_share(brief: &Brief<'_>, panel: &Panel<'_>) -> f64 {
    panel.makers.iter().find(|f| f.country == brief.from).map_or(0.0, |f| f.value)
}

fn chart(brief: &Brief<'_>, panel: &Panel<'_>, limit: f64) -> Chart {
    let title = format!("{}, {}", brief.mineral(panel.mineral), part(brief, panel.form, panel.stage));
    let rows = panel.makers.iter().take(MAKERS).map(|f| bar(brief, f)).collect();
    let bars = RankedBars {
        id: format!("makers-{}-{}-{}", panel.mineral, panel.form, panel.stage),
        title: title.clone(),
        desc: "Bars are shares of world output with ranges, largest first.".to_owned(),
        width: 440.0,
        end: Some(1.0),
        benchmark: Some((limit, format!("{:.0} %", limit * 100.0))),
        rows,
    };
    Chart { data: bars.into(), title, note: Text::default() }
}

fn bar(brief: &Brief<'_>, figure: &Figure) -> Row {
    let number = Number::of(figure);
    Row {
        label: brief.country(&figure.country),
        group: String::new(),
        number,
        mark: mark(figure.quality),
        highlight: figure.country == brief.from,
        about: About::figure(figure, &format!("{}: {}", brief.country(&figure.country), number.full())),
    }
}

/// The form's name, or the stage where forms are pooled.
fn part(brief: &Brief<'_>, form: &str, stage: &str) -> String {
    if form.is_empty() { stage.to_owned() } else { brief.form(form) }
}

fn concentration(brief: &Brief<'_>, limit: f64) -> Option<Block> {
    let rows: Vec<Vec<Text>> =
        largest_first(brief.metric("largest_supplier_share").filter(|f| f.end_use.is_empty()))
            .into_iter()
            .map(|largest| {
                let beside = |metric: &'static str| {
                    brief.metric(metric).find(|f| {
                        f.mineral == largest.mineral && f.form == largest.form && f.stage == largest.stage
                    })
                };
                let against = match (largest.low > limit, largest.high > limit) {
                    (true, _) => "above",
                    (_, true) => "open",
                    _ => "below",
                };
                vec![
                    brief.mineral(&largest.mineral).into(),
                    part(brief, &largest.form, &largest.stage).into(),
                    brief.country(&largest.country).into(),
                    Text::default().figure(largest),
                    against.into(),
                    beside("hhi").into(),
                    beside("n_minus_1").or_else(|| beside("n_minus_1_supply")).into(),
                ]
            })
            .collect();
    let columns = [
        ("Mineral", false),
        ("Form or stage", false),
        ("Largest supplier", false),
        ("Its share", true),
        ("65 % benchmark", false),
        ("HHI, 0 to 10,000", true),
        ("N-1", true),
    ];
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: "Concentration of every form: largest supplier, Herfindahl-Hirschman index, and what the others can cover without the largest (N-1)".to_owned(),
            columns: columns.map(|(h, n)| (h.to_owned(), n)).to_vec(),
            rows,
            folded: true,
        })
    })
}

/// How the coalition stands to the benchmarks for its own extraction, processing and recycling.
fn benchmarks(brief: &Brief<'_>) -> Option<Block> {
    let rows: Vec<Vec<Text>> = brief
        .deep_minerals()
        .map(|id| brief.system.minerals.key(id))
        .map(|mineral| (mineral, OWN.map(|(metric, b)| (worst(brief, metric, mineral, b), b))))
        .filter(|(_, cells)| cells.iter().any(|(figure, _)| figure.is_some()))
        .map(|(mineral, cells)| {
            let cells = cells.into_iter().map(|(figure, benchmark)| standing(figure, benchmark));
            std::iter::once(brief.mineral(mineral).into()).chain(cells).collect()
        })
        .collect();
    let heads = OWN.map(|(_, b)| {
        let sign = if b == Benchmark::SingleCountry { "≤" } else { "≥" };
        (
            format!("{}, {sign} {:.0} %", capital(&b.word().replace('_', " ")), b.threshold().get() * 100.0),
            true,
        )
    });
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: format!(
                "How {} stands to the benchmarks of Regulation (EU) 2024/1252 for 2030",
                brief.whose()
            ),
            columns: std::iter::once(("Mineral".to_owned(), false)).chain(heads).collect(),
            rows,
            folded: false,
        })
    })
}

/// Metrics of the benchmarks.
const OWN: [(&str, Benchmark); 4] = [
    ("benchmark_extraction", Benchmark::Extraction),
    ("benchmark_processing", Benchmark::Processing),
    ("benchmark_recycling", Benchmark::Recycling),
    ("benchmark_single_country", Benchmark::SingleCountry),
];

/// The figure that decides: the largest for the single country, else the smallest.
fn worst<'a>(
    brief: &Brief<'a>,
    metric: &'static str,
    mineral: &str,
    benchmark: Benchmark,
) -> Option<&'a Figure> {
    let figures = largest_first(brief.metric(metric).filter(|f| f.mineral == mineral));
    if benchmark == Benchmark::SingleCountry { figures.first().copied() } else { figures.last().copied() }
}

fn standing(figure: Option<&Figure>, benchmark: Benchmark) -> Text {
    let Some(figure) = figure else { return Text::from("–") };
    let met = |value: f64| benchmark.met(Share::new(value));
    let word = match (met(figure.low), met(figure.high)) {
        (true, true) => "met ",
        (false, false) => "missed ",
        _ => "open ",
    };
    Text::from(word).figure(figure)
}
