//! What the chapters on a scenario have in common: finding its figures.

use crate::brief::Brief;
use monazite::figure::Figure;

/// Figures of a metric about a whole mineral, in the order of weeks.
pub(super) fn of_mineral<'a>(
    brief: &Brief<'a>,
    metric: &'static str,
    mineral: &str,
) -> impl Iterator<Item = &'a Figure> {
    let figures = brief.simulation.map_or(&[][..], |s| s.figures);
    figures.iter().filter(move |figure| {
        figure.metric == metric
            && figure.mineral == mineral
            && figure.form.is_empty()
            && figure.country.is_empty()
            && figure.end_use.is_empty()
    })
}

/// The week in which users of a mineral go without most of their need, the first of equals.
pub(super) fn worst<'a>(brief: &Brief<'a>, mineral: &str) -> Option<&'a Figure> {
    of_mineral(brief, "use_lost", mineral).reduce(|best, f| if f.value > best.value { f } else { best })
}

/// What of that is for want of supply: the shortfall in the same week.
pub(super) fn not_to_be_had<'a>(brief: &Brief<'a>, worst: &Figure) -> Option<&'a Figure> {
    of_mineral(brief, "shortfall", &worst.mineral).find(|f| f.week == worst.week)
}

/// Minerals that a metric is about, in the order of the table of minerals.
pub(super) fn chain_order<'a>(brief: &Brief<'a>, metric: &'static str) -> Vec<&'a str> {
    brief
        .system
        .minerals
        .keys()
        .iter()
        .map(String::as_str)
        .filter(|mineral| of_mineral(brief, metric, mineral).next().is_some())
        .collect()
}
