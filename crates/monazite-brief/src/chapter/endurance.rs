//! Who runs out first: time to survive against time to recover.

use super::simulated::{chain_order, of_mineral, worst};
use crate::about::About;
use crate::brief::Brief;
use crate::chart::spans::{Row, Spans};
use crate::text::{Block, Chapter, Chart, Table, Text};
use monazite::figure::Figure;
use monazite::number::Number;

/// Rows of the table of countries.
const COUNTRIES: usize = 20;

/// Spans by mineral, then countries and minerals that run out first.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let simulation = brief.simulation.as_ref()?;
    let horizon = simulation.scenario.horizon.get();
    let is_short = |m: &&str| worst(brief, m).is_some_and(|f| f.value > 0.0);
    let mut rows: Vec<(f64, Row)> = chain_order(brief, "time_to_survive")
        .into_iter()
        .filter(is_short)
        .filter_map(|mineral| {
            let survive = of_mineral(brief, "time_to_survive", mineral).next()?;
            let recover = of_mineral(brief, "time_to_recover", mineral).next()?;
            Some((survive.value, row(brief.mineral(mineral), survive, recover)))
        })
        .filter(|(survive, _)| *survive < horizon)
        .collect();
    if rows.is_empty() {
        return None;
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let title = format!("Days until the first shortage and until it is over in {}", brief.whose());
    let chart = Spans {
        id: "endurance".to_owned(),
        title: title.clone(),
        desc: "Rings are the day of the first shortage, bars run to the day on which it is over, earliest first.".to_owned(),
        horizon,
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    };
    let lead = "Exposed is what runs out before it recovers: the time to survive is the day on which more than 1 % of \
                the need is first unmet, the time to recover the day after which no more is.";
    let note =
        "Thin lines are the ranges. Times beyond the horizon are marked >: the shortage is not over by then.";
    let mut blocks =
        vec![Block::Lead(lead.into()), Block::Chart(Chart { data: chart.into(), title, note: note.into() })];
    blocks.extend(countries(brief, horizon));
    Some(Chapter { id: "endurance", title: "Who runs out first".to_owned(), blocks })
}

fn row(label: String, survive: &Figure, recover: &Figure) -> Row {
    let about = |f: &Figure| About::figure(f, &Number::of(f).full());
    Row {
        label,
        survive: Number::of(survive),
        recover: Number::of(recover),
        about: (about(survive), about(recover)),
    }
}

/// Countries and minerals in the order of their first shortage.
fn countries(brief: &Brief<'_>, horizon: f64) -> Option<Block> {
    let figures = brief.simulation.map_or(&[][..], |s| s.figures);
    let of = |metric: &'static str| {
        figures.iter().filter(move |f| f.metric == metric && !f.country.is_empty() && f.form.is_empty())
    };
    let mut first: Vec<&Figure> = of("time_to_survive").filter(|f| f.value < horizon).collect();
    first.sort_by(|a, b| {
        let id = |f: &Figure| (f.mineral.clone(), f.country.clone());
        a.value.total_cmp(&b.value).then_with(|| id(a).cmp(&id(b)))
    });
    let rows: Vec<Vec<Text>> = first
        .into_iter()
        .take(COUNTRIES)
        .map(|survive| {
            let recover =
                of("time_to_recover").find(|f| f.mineral == survive.mineral && f.country == survive.country);
            vec![
                brief.country(&survive.country).into(),
                brief.mineral(&survive.mineral).into(),
                Text::default().figure(survive),
                recover.map_or_else(|| "–".into(), |f| Text::default().figure(f)),
            ]
        })
        .collect();
    let columns =
        [("Country", false), ("Mineral", false), ("First shortage after", true), ("Over after", true)];
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: match rows.len() {
                1 => "Who runs out, by country and mineral".to_owned(),
                rows => format!("The {rows} that run out first, by country and mineral"),
            },
            columns: columns.map(|(h, n)| (h.to_owned(), n)).to_vec(),
            rows,
            folded: true,
        })
    })
}
