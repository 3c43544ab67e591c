//! Which end uses hang on the supplier: value added behind them.

use crate::about::About;
use crate::brief::{Brief, largest_first};
use crate::chart::ranked_bars::{RankedBars, Row};
use crate::text::{Block, Chapter, Chart, Table, Text, mark};
use monazite::figure::Figure;
use monazite::number::{Number, Unit};

/// Rows of the table of pairs.
const PAIRS: usize = 20;

/// Exposure of each end use, and the pairs of end use and mineral behind it.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let exposed = largest_first(
        brief.metric("exposure").filter(|f| !f.end_use.is_empty() && brief.is_supplier(f) && f.value > 0.0),
    );
    let mut of_use: Vec<&Figure> = Vec::new();
    for figure in &exposed {
        let is_pooled = figure.mineral.is_empty();
        let known = of_use.iter().any(|f| f.end_use == figure.end_use);
        if is_pooled
            || (!known && !exposed.iter().any(|f| f.end_use == figure.end_use && f.mineral.is_empty()))
        {
            of_use.push(figure);
        }
    }
    if of_use.is_empty() {
        return None;
    }
    let (whose, supplier) = (brief.whose(), brief.supplier());
    let title = format!("Exposure to {supplier} by end use in {whose}, through the mineral that weighs most");
    let bars = RankedBars {
        id: "exposure-bars".to_owned(),
        title: title.clone(),
        desc: "Bars are the exposure of each end use with ranges, largest first.".to_owned(),
        width: 760.0,
        end: None,
        benchmark: None,
        rows: of_use.iter().map(|f| bar(brief, f, &exposed)).collect(),
    };
    let lead = format!(
        "Exposure is the value added of the industries behind an end use, times the share of its mineral that passed through {supplier}. \
         It is an upper bound of a first order: no stock, no substitute, no other supplier."
    );
    let note = "Exposures to several minerals overlap and must not be added: one industry hangs on all of them at once.";
    let mut blocks =
        vec![Block::Lead(lead.into()), Block::Chart(Chart { data: bars.into(), title, note: note.into() })];
    blocks.extend(pairs(brief, &exposed));
    Some(Chapter { id: "end-uses", title: "Which end uses hang on it".to_owned(), blocks })
}

/// A bar with the mineral that weighs most.
fn bar(brief: &Brief<'_>, figure: &Figure, exposed: &[&Figure]) -> Row {
    let heaviest = exposed.iter().find(|f| f.end_use == figure.end_use && !f.mineral.is_empty());
    let number = Number::of(figure);
    Row {
        label: brief.end_use(&figure.end_use),
        group: heaviest.map_or_else(String::new, |f| brief.mineral(&f.mineral)),
        number,
        mark: mark(figure.quality),
        highlight: number.unit == Unit::UsDollars,
        about: About::figure(figure, &number.full()),
    }
}

fn pairs(brief: &Brief<'_>, exposed: &[&Figure]) -> Option<Block> {
    let rows: Vec<Vec<Text>> = exposed
        .iter()
        .filter(|f| !f.mineral.is_empty())
        .take(PAIRS)
        .map(|figure| {
            let origin = brief.metric("origin_share").filter(|o| brief.is_supplier(o)).filter(|o| {
                o.mineral == figure.mineral
                    && o.end_use == figure.end_use
                    && (figure.form.is_empty() || o.form == figure.form)
            });
            vec![
                brief.end_use(&figure.end_use).into(),
                brief.mineral(&figure.mineral).into(),
                largest_first(origin).first().copied().into(),
                Text::default().figure(*figure),
            ]
        })
        .collect();
    let columns =
        [("End use", false), ("Mineral", false), ("Largest origin share", true), ("Exposure", true)];
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: match rows.len() {
                1 => "The largest exposure, by end use and mineral".to_owned(),
                rows => format!("The {rows} largest exposures, by end use and mineral"),
            },
            columns: columns.map(|(h, n)| (h.to_owned(), n)).to_vec(),
            rows,
            folded: false,
        })
    })
}
