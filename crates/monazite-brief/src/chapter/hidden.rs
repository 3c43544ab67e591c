//! Hidden dependence: what customs see against where things were made.

use crate::about::About;
use crate::brief::Brief;
use crate::chart::dumbbell::{Dumbbells, Row};
use crate::text::{Block, Chapter, Chart, Table, Text, mark};
use monazite::figure::Figure;
use monazite::number::Number;

/// Rows of the chart; the table holds all.
const SHOWN: usize = 16;
/// A form of which no more than this is hidden is not drawn: customs say as much.
const LEAST: f64 = 0.01;

/// Direct import share beside origin share, form by form.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let mut pairs = brief.pairs();
    if pairs.is_empty() {
        return None;
    }
    pairs.sort_by(|a, b| hidden(b).total_cmp(&hidden(a)));
    let supplier = brief.supplier();
    let title = format!("Direct imports from {supplier} beside origin in {supplier}, same form");
    let seen = pairs.iter().filter(|pair| hidden(pair) >= LEAST);
    let rows: Vec<Row> = seen.take(SHOWN).map(|pair| row(brief, pair)).collect();
    let shown = rows.len();
    let chart = Dumbbells {
        id: "hidden-pairs".to_owned(),
        title: title.clone(),
        desc: "One row a form. A ring marks the share that comes directly, a dot the share made there. Lines are ranges.".to_owned(),
        names: ("direct".to_owned(), "origin".to_owned()),
        rows,
    };
    let lead = if shown == 0 {
        format!(
            "Customs name the last border. Here they say enough: of no form does {supplier} make a larger share of \
             the imports than comes directly from it, by a point or more."
        )
    } else {
        format!(
            "Customs name the last border. The ring is the share of imports that came directly from {supplier}; \
             the dot is the share of the same form that was made there, whatever road it took."
        )
    };
    let drawn = match pairs.len() {
        all if all == shown => String::new(),
        all => format!(" {shown} of {all} forms {} drawn;", if shown == 1 { "is" } else { "are" }),
    };
    let note = format!("Ranked by the difference, from one point on.{drawn} Thin lines are ranges.")
        .replace("; Thin", "; thin");
    let table = Table {
        caption: "All forms: direct import share, origin share".to_owned(),
        columns: [("Form", false), ("Mineral", false), ("Direct", true), ("Origin", true)]
            .map(|(h, n)| (h.to_owned(), n))
            .to_vec(),
        rows: pairs
            .iter()
            .map(|(direct, origin)| {
                vec![
                    brief.form(&direct.form).into(),
                    brief.mineral(&direct.mineral).into(),
                    Text::default().figure(*direct),
                    Text::default().figure(*origin),
                ]
            })
            .collect(),
        folded: true,
    };
    let mut blocks = vec![Block::Lead(lead.into())];
    if shown > 0 {
        blocks.push(Block::Chart(Chart { data: chart.into(), title, note: note.into() }));
    }
    if pairs.len() > shown {
        blocks.push(Block::Table(table));
    }
    Some(Chapter { id: "hidden", title: "Hidden dependence".to_owned(), blocks })
}

fn hidden(pair: &(&Figure, &Figure)) -> f64 {
    pair.1.value - pair.0.value
}

fn row(brief: &Brief<'_>, (direct, origin): &(&Figure, &Figure)) -> Row {
    let (first, second) = (Number::of(direct), Number::of(origin));
    Row {
        label: brief.form(&direct.form),
        group: brief.mineral(&direct.mineral),
        first,
        second,
        mark: mark(direct.quality.max(origin.quality)),
        about: (
            About::figure(direct, &format!("direct {}", first.full())),
            About::figure(origin, &format!("origin {}", second.full())),
        ),
    }
}
