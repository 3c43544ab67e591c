//! What is observed and what is not, and how far the data had to move.

use crate::brief::Brief;
use crate::text::{Block, Chapter, Table, Text, mark};
use monazite::balance::{MineralBalance, Move};
use monazite::datum::Quality;
use monazite::id::{CountryId, FormId, MineralId};
use monazite::number::{Number, Unit};
use std::collections::BTreeSet;

/// Moves listed.
const WORST: usize = 12;
/// A move beyond this many standard errors is listed as far.
const FAR: f64 = 3.0;

/// Shares of figures by quality, the state of each balance, its worst moves, the limits.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    if brief.figures.is_empty() {
        return None;
    }
    let blocks = [
        Some(Block::Lead(shares(brief))),
        balances(brief),
        moves(brief),
        Some(Block::Heading("Limits".to_owned())),
        Some(Block::List(limits())),
    ];
    let title = "What is observed and what is not".to_owned();
    Some(Chapter { id: "quality", title, blocks: blocks.into_iter().flatten().collect() })
}

fn shares(brief: &Brief<'_>) -> Text {
    let all = brief.figures.len();
    let counts = Quality::ALL.map(|q| (q, brief.figures.iter().filter(|f| f.quality == q).count()));
    let mut text = Text::from(format!("Of {all} figures in this assessment "));
    for (i, (quality, count)) in counts.into_iter().enumerate() {
        let part = count as f64 / all as f64;
        let share = Number { value: part, low: part, high: part, unit: Unit::Share }.value();
        let join = match i {
            0 => "",
            3 => " and ",
            _ => ", ",
        };
        let verb = if i == 0 { "rest on" } else { "on" };
        text =
            text.words(join).strong(&share).words(&format!(" {verb} {} {}", quality.word(), mark(quality)));
    }
    text.words(" inputs, each by the worst input that matters.")
}

fn balances(brief: &Brief<'_>) -> Option<Block> {
    let reported: BTreeSet<(FormId, CountryId, CountryId)> =
        brief.system.flows.iter().map(|f| (f.form, f.exporter, f.importer)).collect();
    let row = |(mineral, balance): (&MineralId, &MineralBalance)| {
        let report = &balance.report;
        let far = report.moves.iter().filter(|m| sigmas(m) > FAR).count();
        let silent = balance.flows.iter().filter(|f| !reported.contains(&(f.form, f.exporter, f.importer)));
        let silent: f64 = silent.map(|f| f.mass.get()).sum();
        let all: f64 = balance.flows.iter().map(|f| f.mass.get()).sum();
        let per_datum = if report.data > 0 { report.chi_square / report.data as f64 } else { f64::NAN };
        let share = |part: f64| Number { value: part, low: part, high: part, unit: Unit::Share }.value();
        vec![
            brief.system.minerals[*mineral].name.clone().into(),
            report.data.to_string().into(),
            if per_datum.is_finite() { format!("{per_datum:.2}") } else { "–".to_owned() }.into(),
            far.to_string().into(),
            if all > 0.0 { share(silent / all) } else { "–".to_owned() }.into(),
        ]
    };
    let rows: Vec<Vec<Text>> = brief.ensemble.central.minerals.iter().map(row).collect();
    let columns = [
        ("Mineral", false),
        ("Data", true),
        ("Chi-square a datum", true),
        ("Moved > 3 σ", true),
        ("Trade mass that nobody reports", true),
    ];
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: "How well published data agree: each mineral's balance".to_owned(),
            columns: columns.map(|(h, n)| (h.to_owned(), n)).to_vec(),
            rows,
            folded: false,
        })
    })
}

fn moves(brief: &Brief<'_>) -> Option<Block> {
    let mut all: Vec<(MineralId, &Move)> = brief
        .ensemble
        .central
        .minerals
        .iter()
        .flat_map(|(id, b)| b.report.moves.iter().filter(|m| m.row.is_some()).map(|m| (*id, m)))
        .filter(|(_, m)| sigmas(m) > FAR)
        .collect();
    all.sort_by(|a, b| sigmas(b.1).total_cmp(&sigmas(a.1)));
    let tonnes = |t: f64| Number { value: t, low: t, high: t, unit: Unit::Tonnes }.value();
    let rows: Vec<Vec<Text>> = all
        .iter()
        .take(WORST)
        .map(|(mineral, moved)| {
            vec![
                brief.system.minerals[*mineral].name.clone().into(),
                moved.what.clone().into(),
                moved.row.map_or_else(Text::default, |r| Text::default().code(&r.to_string())),
                format!("{} ± {}", tonnes(moved.observed.get()), tonnes(moved.sigma.get())).into(),
                tonnes(moved.balanced.get()).into(),
                format!("{:.1} σ", sigmas(moved)).into(),
            ]
        })
        .collect();
    let columns = [
        ("Mineral", false),
        ("Datum", false),
        ("Row", false),
        ("As given", true),
        ("As balanced", true),
        ("Move", true),
    ];
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: format!(
                "The data that moved furthest: {} of {} beyond three standard errors",
                rows.len(),
                all.len()
            ),
            columns: columns.map(|(h, n)| (h.to_owned(), n)).to_vec(),
            rows,
            folded: false,
        })
    })
}

fn sigmas(moved: &Move) -> f64 {
    let sigma = moved.sigma.get();
    if sigma > 0.0 { ((moved.balanced.get() - moved.observed.get()) / sigma).abs() } else { 0.0 }
}

fn limits() -> Vec<Text> {
    [
        "Tracing assumes mixing: what a country ships or uses is the mean of what reached it. Firms that keep lots apart are not seen.",
        "Flows that nobody publishes are estimated within production, capacity, use and known import shares, and are marked so.",
        "Parts inside machines other than electric cars are not followed; dependence that arrives inside them is missing, so totals are a lower bound there.",
        "Ranges hold the errors of the data and one model choice. They do not hold what no source reports, such as undeclared trade.",
        "A share says where a tonne came from, not whether it could have come from elsewhere.",
    ]
    .map(Text::from)
    .to_vec()
}
