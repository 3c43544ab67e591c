//! Two prices: inside and outside the supplier, with bands.

use crate::about::About;
use crate::brief::{Brief, in_sentence};
use crate::chart::price_paths::PricePaths;
use crate::text::{Block, Chapter, Chart, Text};
use monazite::figure::Figure;
use monazite::number::Number;
use monazite::system::Parameter;
use std::collections::BTreeMap;

/// Panels shown, one a mineral.
const PANELS: usize = 6;
/// A price that never rises by more than this is not shown.
const FLAT: f64 = 1.02;

/// One panel a mineral: the form whose price outside is highest on average.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let simulation = brief.simulation.as_ref()?;
    let mut outside: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    let mut inside: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    for item in simulation.figures.iter().filter(|f| f.metric == "price") {
        let side = if item.country.is_empty() { &mut outside } else { &mut inside };
        side.entry(item.form.as_str()).or_default().push(item);
    }
    // Of each mineral the form that is dear for longest; many touch the choke price for a week.
    let mut dearest: BTreeMap<&str, (f64, &Figure)> = BTreeMap::new();
    for path in outside.values() {
        let Some(peak) = peak(path) else { continue };
        let dear = |f: &&Figure| if is_price(f) { f.value } else { mark(brief, f) };
        let mean = path.iter().map(dear).sum::<f64>() / path.len() as f64;
        let best = dearest.entry(peak.mineral.as_str()).or_insert((mean, peak));
        if mean > best.0 {
            *best = (mean, peak);
        }
    }
    let mut peaks: Vec<&Figure> =
        dearest.into_values().map(|(_, peak)| peak).filter(|f| f.value > FLAT).collect();
    peaks.sort_by(|a, b| b.value.total_cmp(&a.value));
    let first = *peaks.first()?;
    let lead = lead(brief, first, &inside);
    let charts = peaks.iter().take(PANELS).map(|peak| {
        let form = peak.form.as_str();
        let title = format!("{}: {}", brief.mineral(&peak.mineral), in_sentence(&brief.form(form)));
        let path = |side: &BTreeMap<&str, Vec<&Figure>>| {
            side.get(form).into_iter().flatten().map(|f| (Number::of(f), about(f))).collect()
        };
        let chart = PricePaths {
            id: format!("price-{form}"),
            title: format!("Price over that of the baseline, {title}"),
            desc: format!("Lines are the price outside and inside {}, bands the ranges.", brief.supplier()),
            ceiling: ceiling(brief, peak),
            outside: path(&outside),
            inside: path(&inside),
        };
        Chart { data: chart.into(), title, note: Text::default() }
    });
    let blocks = vec![
        Block::Lead(lead),
        Block::Charts(charts.collect()),
        Block::Paragraph(
            "Spot price over that of the baseline, of the form of each mineral that is dearest on average. It is the level at which stock just \
             lasts for as long as the loss is expected to go on; above the largest rise that a mineral is known to have had there is no trade, and no number. \
             What is paid on average follows by two to three quarters: metric price_paid of the results."
                .into(),
        ),
    ];
    Some(Chapter { id: "prices", title: "Two prices for one good".to_owned(), blocks })
}

/// How far the dearest price rises; where it touches the assumed ceiling, that it does, for how far it would rise is not
/// known.
fn lead(brief: &Brief<'_>, first: &Figure, inside: &BTreeMap<&str, Vec<&Figure>>) -> Text {
    let form = in_sentence(&brief.form(&first.form));
    let week = first.week.unwrap_or_default();
    if ceiling(brief, first).is_some() {
        return Text::from(format!("Outside there is, by week {week}, "))
            .figure(first)
            .words(&format!(
                " of {form} at a price that was ever seen: users are rationed, and how far it would rise is not known."
            ));
    }
    let text = Text::from("The price outside rises to ")
        .figure(first)
        .words(&format!(" times that of the baseline for {form} (week {week})"));
    let path = inside.get(first.form.as_str());
    match path.and_then(|path| path.iter().find(|f| f.week == first.week)) {
        Some(same) => {
            text.words(&format!("; in {} it is then at ", brief.supplier())).figure(*same).words(" times.")
        }
        None => text.words("."),
    }
}

/// The largest rise that a form is known to have had, if there is no trade at the peak of its price: it would be above.
fn ceiling(brief: &Brief<'_>, peak: &Figure) -> Option<f64> {
    (!is_price(peak)).then(|| mark(brief, peak))
}

/// Whether a figure is a number: where there is no trade there is no price.
fn is_price(item: &Figure) -> bool {
    item.value.is_finite()
}

/// The largest price over that of the baseline that a form is known to have had.
fn mark(brief: &Brief<'_>, item: &Figure) -> f64 {
    let place = brief.system.forms.id(&item.form).map(|form| brief.system.scope_of(form));
    let row = place.and_then(|place| brief.system.behaviour(Parameter::ChokePriceRatio, &place));
    row.map_or(1.0, |row| row.datum.value.get())
}

/// The week with the highest price, the first of equals.
fn peak<'a>(path: &[&'a Figure]) -> Option<&'a Figure> {
    path.iter().copied().reduce(|best, f| if f.value > best.value { f } else { best })
}

fn about(item: &Figure) -> About {
    About::figure(item, &format!("week {}: {}", item.week.unwrap_or_default(), Number::of(item).full()))
}
