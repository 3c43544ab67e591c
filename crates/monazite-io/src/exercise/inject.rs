//! One `[[inject]]` of a play: a shock that comes.

use super::day::day_of;
use super::keys::INJECT;
use crate::document::{Key, Part, Reader};
use crate::scenario::shock;
use monazite::scenario::{Scenario, Shock};
use std::ops::Range;
use toml::de::DeTable;

/// A shock that nobody knows of before its week.
pub(super) fn inject(
    reader: &mut Reader<'_>,
    table: &DeTable<'_>,
    span: &Range<usize>,
    scenario: &Scenario,
) -> Option<Shock> {
    let only = |keep: bool| -> DeTable<'_> {
        let of = table.iter().filter(|(key, _)| (key.get_ref() == "week") == keep);
        of.map(|(key, value)| (key.clone(), value.clone())).collect()
    };
    let (week, rest) = (only(true), only(false));
    const ONLY_WEEK: &[Key] = &[INJECT[0]];
    let part = Part::new(reader, &week, span, "inject", [ONLY_WEEK, &[]]);
    let day = day_of(reader, &part, scenario);
    let placed = shock::shock(reader, &rest, span, day.map(|(_, day)| day))?;
    let (_, day) = day?;
    let first = placed.shock.active.iter().map(|interval| interval.from).chain(placed.shock.announced).min();
    if first.is_some_and(|first| first < day) {
        let hint = "leave `active` and `announced` out, or let it come earlier";
        part.problem(reader, "week", format!("it holds before it comes on {day}"), "", hint);
        return None;
    }
    Some(Shock { announced: Some(day), ..placed.shock })
}
