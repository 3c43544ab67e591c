//! One `[[decision]]` of a play.

use super::day::day_of;
use super::keys::{ACTIONS, DECISION, of_action};
use crate::document::{Key, Part, Reader};
use monazite::exercise::{Action, Decision};
use monazite::id::{CountryId, EndUseId, FormId};
use monazite::quantity::Share;
use monazite::scenario::Scenario;
use monazite::system::behaviour::{Parameter, Scope};
use monazite::system::{StockKind, System};
use std::collections::BTreeSet;
use std::ops::Range;
use toml::de::DeTable;

/// A decision; `None` after reporting why.
pub(super) fn decision(
    reader: &mut Reader<'_>,
    table: &DeTable<'_>,
    span: &Range<usize>,
    scenario: &Scenario,
) -> Option<Decision> {
    let before = reader.problems.errors();
    let word = table.iter().find(|(k, _)| k.get_ref() == "action").and_then(|(_, v)| v.get_ref().as_str());
    // Without a known action nothing can be said about the other keys.
    let Some(word) = word.filter(|word| ACTIONS.contains(word)) else {
        let action = table.iter().filter(|(k, _)| k.get_ref() == "action");
        let only: DeTable<'_> = action.map(|(k, v)| (k.clone(), v.clone())).collect();
        const ACTION: &[Key] = &[DECISION[2]];
        Part::new(reader, &only, span, "decision", [ACTION, &[]]).word(reader, "action");
        return None;
    };
    let part = Part::new(reader, table, span, "decision", [DECISION, of_action(word)]);
    let (team, countries) = team(reader, &part)?;
    let week = day_of(reader, &part, scenario).map(|(week, _)| week);
    let weeks = if part.has("weeks") { part.number(reader, "weeks").map(|weeks| weeks as u32) } else { None };
    let action = action(reader, &part, word, (&countries, scenario));
    if reader.problems.errors() > before {
        return None;
    }
    Some(Decision { week: week?, team, countries, weeks, action: action? })
}

/// The key of a team and its countries.
fn team(reader: &mut Reader<'_>, part: &Part<'_>) -> Option<(String, BTreeSet<CountryId>)> {
    let named = part.text(reader, "team")?;
    match reader.system.party(&named).and_then(|key| Ok((reader.system.members(&key)?, key))) {
        Ok((countries, key)) => Some((key, countries.into_iter().collect())),
        Err(error) => {
            part.problem(reader, "team", error.to_string(), "a country or coalition", "");
            None
        }
    }
}

fn action(
    reader: &mut Reader<'_>,
    part: &Part<'_>,
    word: &str,
    (team, scenario): (&BTreeSet<CountryId>, &Scenario),
) -> Option<Action> {
    if word == "allocate" {
        return Some(Action::Allocate { first: part.end_uses(reader, "first") });
    }
    let forms = part.forms(reader);
    let everybody: BTreeSet<CountryId> = reader.system.countries.ids().collect();
    match word {
        "release" => {
            let resale = part.flag(reader, "resale").unwrap_or(false);
            let weekly_share = Share::new(part.number(reader, "weekly_share")?);
            held(reader, part, team, &forms);
            Some(Action::Release { forms, weekly_share, resale })
        }
        "buy" => {
            let sellers = part.countries(reader, "from");
            let (inside, acting) = (!sellers.is_disjoint(team), !sellers.is_disjoint(&scenario.actors()));
            if inside || acting {
                let why = if inside { "a seller is of the team" } else { "a seller restricts what it sells" };
                part.problem(reader, "from", why, "others who sell", "");
            }
            let others =
                everybody.into_iter().filter(|c| !team.contains(c) && !sellers.contains(c)).collect();
            let share = Share::new(part.number(reader, "share")?);
            Some(Action::Buy { sellers, others, forms, share })
        }
        "substitute" => {
            let mut end_uses: BTreeSet<EndUseId> = part.end_uses(reader, "end_uses").into_iter().collect();
            if !part.has("end_uses") {
                end_uses = reader.system.end_uses.ids().collect();
            }
            let share = part.number(reader, "share")?;
            let (ceiling, days) = replaceable(reader.system, team, &forms, &end_uses);
            if share > ceiling {
                let hint = "what cannot be replaced is done without, which nobody needs to decide";
                let allowed = format!("0 to {ceiling}");
                part.problem(reader, "share", "more than can be replaced in haste", allowed, hint);
            }
            Some(Action::Substitute { forms, end_uses, share: Share::new(share), days })
        }
        _ => {
            let mut to = part.countries(reader, "to");
            if !part.has("to") {
                to = scenario.actors();
            }
            to.retain(|country| !team.contains(country));
            if to.is_empty() {
                part.problem(reader, "to", "nobody is left to act against", "somebody outside the team", "");
            }
            let passes = if part.has("passes") { part.number(reader, "passes")? } else { 0.0 };
            Some(Action::Retaliate { to, forms, passes: Share::new(passes) })
        }
    }
}

/// Reports a release of what the team does not hold.
fn held(reader: &mut Reader<'_>, part: &Part<'_>, team: &BTreeSet<CountryId>, forms: &BTreeSet<FormId>) {
    let system = reader.system;
    let of_team = || {
        let held = system.stocks.iter().filter(|stock| stock.kind == StockKind::Strategic);
        held.filter(|stock| team.contains(&stock.country))
    };
    if of_team().any(|stock| forms.contains(&stock.form)) {
        return;
    }
    let known: BTreeSet<&str> = of_team().map(|stock| system.forms.key(stock.form)).collect();
    let known = known.into_iter().collect::<Vec<_>>().join(", ");
    let known = if known.is_empty() { "no stock of the team is known".to_owned() } else { known };
    part.problem(reader, "weekly_share", "the team holds no stock of it", known, "");
}

/// The largest part of a need that can be replaced in haste, and the days that it takes.
fn replaceable(
    system: &System,
    team: &BTreeSet<CountryId>,
    forms: &BTreeSet<FormId>,
    end_uses: &BTreeSet<EndUseId>,
) -> (f64, f64) {
    let (mut ceiling, mut days) = (0.0, 0.0_f64);
    for &form in forms {
        let scope = system.scope_of(form);
        for &end_use in end_uses {
            for &country in team {
                let place = Scope { country: Some(country), ..scope.for_end_use(end_use) };
                let of = |parameter| system.behaviour(parameter, &place).map(|row| row.datum.value.get());
                let most = of(Parameter::SubstitutionCeiling).unwrap_or(0.0);
                if most > ceiling {
                    ceiling = most;
                    days = of(Parameter::SubstitutionTime).unwrap_or(0.0);
                }
            }
        }
    }
    (ceiling, days)
}
