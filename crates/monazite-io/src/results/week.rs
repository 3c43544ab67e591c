//! Sheets of a simulated scenario: tidy figures by week, an overview by mineral, what binds, the library.

use super::sheet::{Cell, Header, Kind, Sheet};
use monazite::disruption::{Cause, Influence, Metric, why};
use monazite::figure::Figure;
use monazite::scenario::Scenario;
use monazite::simulate::Link;
use monazite::system::System;
use std::collections::BTreeMap;

/// The tidy columns of figures of a scenario.
pub const WEEK_COLUMNS: &[Header] = &[
    ("for", Kind::Text),
    ("from", Kind::Text),
    ("scenario", Kind::Text),
    ("week", Kind::Integer),
    ("mineral", Kind::Text),
    ("form", Kind::Text),
    ("stage", Kind::Text),
    ("country", Kind::Text),
    ("end_use", Kind::Text),
    ("year", Kind::Integer),
    ("metric", Kind::Text),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("state", Kind::Text),
    ("quality", Kind::Text),
];

/// Figures as rows. The week is blank for what holds over the horizon, a number where it is not within the horizon.
#[must_use]
pub fn figures(figures: &[Figure]) -> Sheet {
    let mut sheet = Sheet::new(WEEK_COLUMNS);
    for figure in figures {
        sheet.push(vec![
            figure.for_.as_str().into(),
            figure.from.as_str().into(),
            figure.scenario.as_str().into(),
            figure.week.map_or_else(|| "".into(), |w| i64::from(w).into()),
            figure.mineral.as_str().into(),
            figure.form.as_str().into(),
            figure.stage.as_str().into(),
            figure.country.as_str().into(),
            figure.end_use.as_str().into(),
            i64::from(figure.year).into(),
            figure.metric.as_str().into(),
            figure.value.into(),
            figure.low.into(),
            figure.high.into(),
            figure.unit.as_str().into(),
            state(figure).into(),
            figure.quality.word().into(),
        ]);
    }
    sheet
}

/// What a figure is where it is no number: `never` if what is asked for does not come within the horizon, `no trade` if a
/// price is above the largest that the mineral is known to have had; `may be` it if so in some draws.
fn state(figure: &Figure) -> &'static str {
    let price = figure.metric == Metric::Price.word();
    match (figure.value.is_infinite(), figure.high.is_infinite(), price) {
        (true, _, true) => "no trade",
        (true, _, false) => "never",
        (false, true, true) => "may be no trade",
        (false, true, false) => "may be never",
        (false, false, _) => "",
    }
}

const OVERVIEW: &[Header] = &[
    ("mineral", Kind::Text),
    ("form", Kind::Text),
    ("country", Kind::Text),
    ("end_use", Kind::Text),
    ("survives_days", Kind::Number),
    ("survives_low", Kind::Number),
    ("survives_high", Kind::Number),
    ("recovers_days", Kind::Number),
    ("recovers_low", Kind::Number),
    ("recovers_high", Kind::Number),
    ("worst_week", Kind::Integer),
    ("use_lost", Kind::Number),
    ("use_lost_low", Kind::Number),
    ("use_lost_high", Kind::Number),
    ("shortfall", Kind::Number),
    ("shortfall_low", Kind::Number),
    ("shortfall_high", Kind::Number),
];

/// What a row of the overview is about: mineral, form, country, end use.
type About<'a> = [&'a str; 4];

/// What a row of the overview says.
#[derive(Default)]
struct Told<'a> {
    survive: Option<&'a Figure>,
    recover: Option<&'a Figure>,
    use_lost: Vec<&'a Figure>,
    shortfall: Vec<&'a Figure>,
}

/// One row a mineral, or what of it is asked for: days until the first shortage and until it is over, and the worst week,
/// in which most is gone without, or where that is not read most is short. What nothing happens to has no row.
///
/// `by` says which of form, country and end use are asked for.
#[must_use]
pub fn overview(figures: &[Figure], by: [bool; 3]) -> Sheet {
    let mut rows: BTreeMap<About<'_>, Told<'_>> = BTreeMap::new();
    for item in figures {
        let about = [&*item.mineral, &*item.form, &*item.country, &*item.end_use];
        if about[0].is_empty() || about[1..].iter().zip(by).any(|(key, asked)| key.is_empty() == asked) {
            continue;
        }
        let row = rows.entry(about).or_default();
        match Metric::from_word(&item.metric) {
            Some(Metric::TimeToSurvive) => row.survive = Some(item),
            Some(Metric::TimeToRecover) => row.recover = Some(item),
            Some(Metric::UseLost) => row.use_lost.push(item),
            Some(Metric::Shortfall) => row.shortfall.push(item),
            _ => {}
        }
    }
    let mut sheet = Sheet::new(OVERVIEW);
    for (about, told) in rows {
        let weeks = if told.use_lost.is_empty() { &told.shortfall } else { &told.use_lost };
        if weeks.iter().all(|f| f.high <= 0.0) {
            continue;
        }
        let worst = weeks.iter().copied().reduce(|best, f| if f.value > best.value { f } else { best });
        let week_of = worst.and_then(|w| w.week);
        let range = |f: Option<&Figure>| {
            let number = |get: fn(&Figure) -> f64| f.map_or(f64::NAN, get).into();
            [number(|f| f.value), number(|f| f.low), number(|f| f.high)]
        };
        let week: Cell = week_of.map_or_else(|| "".into(), |w| i64::from(w).into());
        let row = about
            .into_iter()
            .map(Cell::from)
            .chain(range(told.survive))
            .chain(range(told.recover))
            .chain([week])
            .chain(range(told.use_lost.iter().copied().find(|f| f.week == week_of)))
            .chain(range(told.shortfall.iter().copied().find(|f| f.week == week_of)));
        sheet.push(row.collect());
    }
    sheet
}

const CAUSES: &[Header] = &[
    ("form", Kind::Text),
    ("stage", Kind::Text),
    ("country", Kind::Text),
    ("binding", Kind::Text),
    ("why", Kind::Text),
    ("missing_t", Kind::Number),
    ("cover_d", Kind::Number),
];

/// What binds, as rows.
#[must_use]
pub fn causes(system: &System, causes: &[Cause]) -> Sheet {
    let mut sheet = Sheet::new(CAUSES);
    for cause in causes {
        sheet.push(vec![
            system.forms.key(cause.form).into(),
            system.forms[cause.form].stage.word().into(),
            system.countries.key(cause.country).into(),
            cause.binding.word().into(),
            why(cause.binding).into(),
            cause.missing.get().into(),
            cause.cover.map_or(f64::NAN, |d| d.get()).into(),
        ]);
    }
    sheet
}

const CHAIN: &[Header] = &[
    ("link", Kind::Integer),
    ("form", Kind::Text),
    ("country", Kind::Text),
    ("binding", Kind::Text),
    ("why", Kind::Text),
    ("lost_t", Kind::Number),
    ("stock_t", Kind::Number),
    ("sought_t", Kind::Number),
    ("qualified_t", Kind::Number),
    ("bought_t", Kind::Number),
];

/// The chain from a user to the link that binds, as rows.
#[must_use]
pub fn chain(system: &System, links: &[Link]) -> Sheet {
    let mut sheet = Sheet::new(CHAIN);
    for (link, at) in links.iter().zip(1..) {
        sheet.push(vec![
            Cell::Integer(at),
            system.forms.key(link.node.form).into(),
            system.countries.key(link.node.country).into(),
            link.binding.word().into(),
            why(link.binding).into(),
            link.lost.first().map_or(0.0, |(_, mass)| mass.get()).into(),
            link.stock.get().into(),
            link.sought.get().into(),
            link.qualified.get().into(),
            link.bought.get().into(),
        ]);
    }
    sheet
}

const INFLUENCES: &[Header] =
    &[("mineral", Kind::Text), ("input", Kind::Text), ("share_of_variance", Kind::Number)];

/// Which assumption matters most to the mean shortfall of each mineral, as rows.
#[must_use]
pub fn influences(system: &System, influences: &[Influence]) -> Sheet {
    let mut sheet = Sheet::new(INFLUENCES);
    for influence in influences {
        sheet.push(vec![
            system.minerals.key(influence.mineral).into(),
            influence.input.as_str().into(),
            influence.share.get().into(),
        ]);
    }
    sheet
}

const SCENARIOS: &[Header] = &[
    ("scenario", Kind::Text),
    ("start", Kind::Text),
    ("weeks", Kind::Integer),
    ("shocks", Kind::Integer),
    ("name", Kind::Text),
];

/// Scenarios as rows.
#[must_use]
pub fn scenarios(scenarios: &[Scenario]) -> Sheet {
    let mut sheet = Sheet::new(SCENARIOS);
    for scenario in scenarios {
        sheet.push(vec![
            scenario.key.as_str().into(),
            scenario.start.to_string().into(),
            ((scenario.horizon.get() / 7.0).round() as i64).into(),
            i64::try_from(scenario.shocks.len()).unwrap_or(i64::MAX).into(),
            scenario.name.as_str().into(),
        ]);
    }
    sheet
}
