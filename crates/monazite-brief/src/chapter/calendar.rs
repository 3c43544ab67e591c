//! When it bites: the shortage calendar, mineral by week.

use super::simulated::{chain_order, not_to_be_had, of_mineral, worst};
use crate::about::About;
use crate::brief::Brief;
use crate::chart::calendar::{Calendar, Row};
use crate::text::{Block, Chapter, Chart, Table, Text, joined};
use monazite::figure::Figure;
use monazite::number::Number;

/// A worst week in which no more than this goes without counts as none, as in the time to survive.
const SHORT: f64 = 0.01;

/// The calendar, and the worst weeks with their ranges.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let simulation = brief.simulation.as_ref()?;
    let minerals = chain_order(brief, "use_lost");
    let short: Vec<&str> =
        minerals.iter().copied().filter(|m| worst(brief, m).is_some_and(|f| f.value > SHORT)).collect();
    if minerals.is_empty() {
        return None;
    }
    let scenario = &brief.scenario_title(simulation.scenario);
    let title =
        format!("Share of need that goes without in {}, by mineral and week: {scenario}", brief.whose());
    let chart = Calendar {
        id: "shortage-calendar".to_owned(),
        title: title.clone(),
        desc: "Strips are weeks from left to right, the darker the more of the need goes without; the worst week is printed at the end."
            .to_owned(),
        rows: short.iter().map(|mineral| strip(brief, mineral)).collect(),
    };
    let lead = if short.is_empty() {
        Text::from(format!(
            "{scenario}: stocks, other suppliers and substitutes cover all need of {}.",
            brief.whose()
        ))
    } else {
        first_sentence(brief, &short, minerals.len())
    };
    let note = "Need is that of end uses, less what is replaced by other materials. It goes without because there is no \
                supply at any price, or because the price makes users give up; both are counted. Forms of one mineral \
                are pooled by contained mass, so a scarce form weighs as much as it is used.";
    let mut blocks = vec![Block::Lead(lead)];
    if !short.is_empty() {
        blocks.push(Block::Chart(Chart { data: chart.into(), title, note: note.into() }));
    }
    let spared: Vec<String> =
        minerals.iter().filter(|m| !short.contains(m)).map(|m| brief.mineral(m).to_lowercase()).collect();
    if !spared.is_empty() && !short.is_empty() {
        blocks.push(Block::Paragraph(
            format!("No week in which more than 1 % goes without: {}.", joined(&spared)).into(),
        ));
    }
    blocks.extend([
        table(brief, &minerals),
        Block::Paragraph(
            Text::from("What binds behind a figure: ")
                .code("monazite explain shortfall/MINERAL@WEEK")
                .words("."),
        ),
    ]);
    Some(Chapter { id: "shortage-calendar", title: "When it bites".to_owned(), blocks })
}

fn first_sentence(brief: &Brief<'_>, short: &[&str], all: usize) -> Text {
    let mut by_worst: Vec<&Figure> = short.iter().filter_map(|m| worst(brief, m)).collect();
    by_worst.sort_by(|a, b| b.value.total_cmp(&a.value));
    let name = |f: &Figure| brief.mineral(&f.mineral).to_lowercase();
    let mut text = Text::from(match short.len() {
        1 => "Users of one mineral go without. ".to_owned(),
        short => format!("Users of {short} of {all} minerals go without. "),
    });
    for (i, figure) in by_worst.iter().take(3).enumerate() {
        text = match i {
            0 => text.words("In the worst week they lack "),
            _ => text.words(", "),
        };
        let week = figure.week.unwrap_or_default();
        text = text.figure(*figure).words(&format!(" of the {} that they need (week {week}", name(figure)));
        if let Some(physical) = not_to_be_had(brief, figure) {
            text = text.words("; for want of supply ").figure(physical);
        }
        text = text.words(")");
    }
    text.words(".")
}

fn strip(brief: &Brief<'_>, mineral: &str) -> Row {
    let weeks = of_mineral(brief, "use_lost", mineral).map(|item| {
        let number = Number::of(item);
        let words = format!("week {}: {}", item.week.unwrap_or_default(), number.full());
        (item.value, About::figure(item, &words))
    });
    let end = worst(brief, mineral).map_or_else(String::new, |f| {
        let number = Number::of(f);
        format!("{} ({})", number.value(), number.short_range())
    });
    Row { label: brief.mineral(mineral), weeks: weeks.collect(), end }
}

fn table(brief: &Brief<'_>, minerals: &[&str]) -> Block {
    let rows = minerals
        .iter()
        .filter_map(|mineral| {
            let worst = worst(brief, mineral)?;
            let once = |metric| of_mineral(brief, metric, mineral).next();
            let shown = |f: Option<&Figure>| f.map_or_else(|| Text::from("–"), |f| Text::default().figure(f));
            Some(vec![
                brief.mineral(mineral).into(),
                Text::default().figure(worst),
                shown(not_to_be_had(brief, worst)),
                worst.week.filter(|_| worst.value > 0.0).map_or_else(|| "–".into(), |w| w.to_string().into()),
                shown(once("time_to_survive")),
                shown(once("time_to_recover")),
            ])
        })
        .collect();
    let columns = [
        ("Mineral", false),
        ("Worst week: goes without", true),
        ("For want of supply", true),
        ("Week", true),
        ("First shortage after", true),
        ("Over after", true),
    ];
    Block::Table(Table {
        caption: "Worst week, first shortage and end of it, by mineral".to_owned(),
        columns: columns.map(|(h, n)| (h.to_owned(), n)).to_vec(),
        rows,
        folded: true,
    })
}
