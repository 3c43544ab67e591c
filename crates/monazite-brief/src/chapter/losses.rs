//! What the scenario costs: GDP at risk by member, and the industries hit hardest.

use crate::about::About;
use crate::brief::Brief;
use crate::chart::ranked_bars::{RankedBars, Row};
use crate::text::{Block, Chapter, Chart, Shown, Table, Text, mark};
use monazite::economy::coupling::{
    GDP_LOSS, GDP_LOSS_SHARE, GDP_LOSS_SPREAD, RANGE, VALUE_ADDED_LOST, WELFARE_LOSS,
};
use monazite::figure::Figure;
use monazite::number::Number;

/// Members and industries drawn.
const BARS: usize = 12;

/// GDP at risk by member, the hardest-hit industries, and what each way of answering gives.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let losses = brief.simulation.as_ref()?.losses;
    let (lost, share) = whole(brief)?;
    let mut lead = Text::from("Value added that is lost over the scenario: ").figure(lost);
    if let Some(share) = share {
        lead = lead.words(", or ").figure(share).words(&format!(" of the GDP of {}", brief.whose()));
    }
    let lead = lead.words(
        &format!(
            " ({}). What stops is counted once, by what its makers go without, for the price or for want of supply; the range is that of draws and of who goes without. Which model of spreading is right is not known: the table shows them side by side.",
            over(brief)
        ),
    );
    let members = largest(losses, GDP_LOSS, |f| !f.country.is_empty());
    let industries = largest(losses, VALUE_ADDED_LOST, |f| f.country.is_empty());
    let mut blocks = vec![Block::Lead(lead)];
    if members.len() > 1 {
        let title = "GDP at risk by member".to_owned();
        let rows = members.iter().take(BARS).map(|f| bar(f, brief.country(&f.country))).collect();
        blocks.push(chart("losses-members", title, rows));
    }
    let title = "Hardest-hit industries, value added lost".to_owned();
    let rows = industries.iter().take(BARS).map(|f| bar(f, industry(brief, &f.industry))).collect();
    blocks.push(chart("losses-industries", title, rows));
    blocks.extend(answers(losses));
    Some(Chapter { id: "losses", title: "What it costs".to_owned(), blocks })
}

/// What the whole coalition loses over the scenario, and its share of GDP; nothing where nothing is lost.
pub(super) fn whole(brief: &Brief<'_>) -> Option<(Shown, Option<Shown>)> {
    let losses = brief.simulation.as_ref()?.losses;
    let lost = one(losses, GDP_LOSS, RANGE).filter(|f| f.high > 0.0)?;
    Some((shown(lost), one(losses, GDP_LOSS_SHARE, RANGE).map(shown)))
}

/// The period and the scenario that a loss is over.
fn over(brief: &Brief<'_>) -> String {
    let Some(simulation) = brief.simulation else { return String::new() };
    let scenario = simulation.scenario;
    format!(
        "{}, {:.0} weeks from {}",
        brief.scenario_title(scenario),
        scenario.horizon.get() / 7.0,
        scenario.start
    )
}

/// The figure of the whole coalition over the horizon.
fn one<'a>(losses: &'a [Figure], metric: &str, method: &str) -> Option<&'a Figure> {
    losses.iter().find(|f| {
        f.metric == metric
            && f.method == method
            && f.week.is_none()
            && f.country.is_empty()
            && f.industry.is_empty()
    })
}

/// Figures over the horizon with something lost, largest first.
fn largest<'a>(losses: &'a [Figure], metric: &str, keeps: impl Fn(&Figure) -> bool) -> Vec<&'a Figure> {
    let mut found: Vec<&Figure> = losses
        .iter()
        .filter(|f| f.metric == metric && f.method == RANGE && f.week.is_none() && f.high > 0.0 && keeps(f))
        .collect();
    found.sort_by(|a, b| b.value.total_cmp(&a.value));
    found
}

fn chart(id: &str, title: String, rows: Vec<Row>) -> Block {
    let bars = RankedBars {
        id: id.to_owned(),
        title: title.clone(),
        desc: "Bars are losses in dollars with ranges, largest first.".to_owned(),
        width: 760.0,
        end: None,
        benchmark: None,
        rows,
    };
    Block::Chart(Chart { data: bars.into(), title, note: Text::default() })
}

fn bar(figure: &Figure, label: String) -> Row {
    let number = Number::of(figure);
    Row {
        label,
        group: String::new(),
        number,
        mark: mark(figure.quality),
        highlight: true,
        about: About {
            title: format!("{}. {}", number.full(), id(figure)),
            figure: Some((id(figure), figure.value)),
        },
    }
}

/// What each way of answering gives.
fn answers(losses: &[Figure]) -> Option<Block> {
    let words = |method: &str| match method {
        "direct" => "What stops by itself",
        "best_use" => "The same tonnes missing where they make least",
        "ces" => "What the use was worth to users, other inputs taking over (welfare, not value added)",
        "partially_binding" => "Spreads where inputs are critical (partially binding)",
        _ => "Spreads once inventories are used up (ARIO)",
    };
    let rows: Vec<Vec<Text>> = losses
        .iter()
        .filter(|f| [GDP_LOSS, GDP_LOSS_SPREAD, WELFARE_LOSS].contains(&f.metric.as_str()))
        .filter(|f| f.week.is_none() && f.country.is_empty() && f.method != RANGE)
        .map(|f| vec![words(&f.method).into(), Text::default().figure(shown(f))])
        .collect();
    let columns = [("Answer", false), ("Lost", true)];
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: "The same shortfall, answered in several ways".to_owned(),
            columns: columns.map(|(h, n)| (h.to_owned(), n)).to_vec(),
            rows,
            folded: false,
        })
    })
}

fn industry(brief: &Brief<'_>, key: &str) -> String {
    let found = brief.system.industries.iter().find(|i| i.key == key);
    found.map_or_else(|| key.to_owned(), |i| i.name.clone())
}

fn shown(figure: &Figure) -> Shown {
    Shown { id: id(figure), ..Shown::from(figure) }
}

/// Short name: metric, country, industry, method; `-` for what does not apply.
fn id(figure: &Figure) -> String {
    let field = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    [&figure.metric, &field(&figure.country), &field(&figure.industry), &figure.method]
        .map(String::as_str)
        .join("/")
}
