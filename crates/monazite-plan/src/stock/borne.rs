//! Who pays for the stock, and who would leave: the cost game of cover.
//!
//! A club needs of each form what its members miss together in their worst scenario, `c(S) = sum_f p_f max_k sum_{i in S}
//! d_{f,k,i}`: members that are not hit at one time share one stock, so no club costs more than its parts.

use super::missing::Missing;
use super::size::Size;
use crate::share::{Club, Game, GameError, least_core};
use monazite::Watch;
use monazite::balance::Balance;
use monazite::estimate::Estimate;
use monazite::id::FormId;
use monazite::joint_stock::Borne;
use monazite::plan::Member;
use monazite::system::System;

/// Part of the whole cost below which nobody leaves.
const NOTHING: f64 = 1e-9;

/// What each member pays by its use and by the least core, and the largest objection that is left.
///
/// # Errors
/// [`GameError`] for more members than an exact game takes, or if the least core was not found.
pub fn borne(
    (system, balance): (&System, &Balance),
    (size, missing): (&Size, &[Missing]),
    members: &[Member],
    watch: &Watch,
) -> Result<(Vec<Borne>, Estimate), GameError> {
    let runs = missing.first().map_or(0, |m| m.runs.len());
    let mut objections = Vec::new();
    let mut shared: Vec<[Vec<f64>; 3]> = Vec::new();
    let by_use = by_use((system, balance), size, members);
    for run in 0..runs {
        let cost = |club: Club| cost(size, missing, members, (club, run));
        let alone: Vec<f64> = (0..members.len()).map(|i| cost(Club::alone(i))).collect();
        let game =
            Game::new(members.len(), |club| club.players().map(|i| alone[i]).sum::<f64>() - cost(club))?;
        let whole = cost(game.grand());
        let least = least_core(&game, watch)?;
        objections.push(least.objection);
        let core = alone.iter().zip(&least.shares).map(|(alone, saved)| alone - saved).collect();
        let used = by_use.iter().map(|part| part * whole).collect();
        shared.push([alone, used, core]);
    }
    let over = |of: &dyn Fn(&[Vec<f64>; 3]) -> f64| {
        let numbers: Vec<f64> = shared.iter().map(of).collect();
        numbers.first().map_or(Estimate::default(), |&first| Estimate::of_draws(first, numbers[1..].to_vec()))
    };
    let mut rows = Vec::new();
    for (rule, name) in [(1, "by_use"), (2, "least_core")] {
        for member in 0..members.len() {
            let (pays, alone) = (over(&|of| of[rule][member]), over(&|of| of[0][member]));
            let leaves = pays.value > alone.value + NOTHING * alone.value.abs().max(1.0);
            rows.push(Borne { rule: name, member, pays, alone, leaves });
        }
    }
    let objection = objections
        .first()
        .map_or(Estimate::default(), |&first| Estimate::of_draws(first, objections[1..].to_vec()));
    Ok((rows, objection))
}

/// What the cover of a club costs.
fn cost(size: &Size, missing: &[Missing], members: &[Member], (club, run): (Club, usize)) -> f64 {
    let together = |m: &Missing, form: FormId| -> f64 {
        club.players().map(|i| m.runs[run].of(form, &members[i])).sum()
    };
    let of_form = |(&form, &part): (&FormId, &f64)| {
        let largest = missing.iter().map(|m| together(m, form)).fold(0.0, f64::max);
        part * largest * size.cost[&form].value
    };
    size.part.iter().map(of_form).sum()
}

/// Each member's part of the money in what all of them use of what is held.
fn by_use((system, balance): (&System, &Balance), size: &Size, members: &[Member]) -> Vec<f64> {
    let used = |member: &Member| -> f64 {
        let of_form = |(form, cost): (&FormId, &Estimate)| {
            let uses = balance.minerals.get(&system.forms[*form].mineral).into_iter().flat_map(|m| &m.uses);
            let of = uses.filter(|u| u.form == *form && member.countries.contains(&u.country));
            cost.value * of.map(|u| u.mass.get()).sum::<f64>()
        };
        size.cost.iter().filter(|(form, _)| size.part.contains_key(form)).map(of_form).sum()
    };
    let used: Vec<f64> = members.iter().map(used).collect();
    let sum: f64 = used.iter().sum();
    used.iter().map(|of| if sum > 0.0 { of / sum } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::missing::Run;
    use super::*;
    use monazite::id::{CountryId, Id};
    use monazite::quantity::Days;
    use monazite::scenario::Scenario;
    use std::collections::{BTreeMap, BTreeSet};

    /// The number by hand of `docs/methods/stock.md`: two members miss 10 t each in scenarios of their own, and 4 t each
    /// in a common one.
    #[test]
    fn members_that_are_not_hit_at_one_time_share_one_stock() {
        let form: FormId = Id::from_index(0);
        let country = |at: usize| -> CountryId { Id::from_index(at) };
        let members: Vec<Member> = (0..2)
            .map(|at| Member { key: at.to_string(), countries: BTreeSet::from([country(at)]) })
            .collect();
        let missing: Vec<Missing> = [[10.0, 0.0], [0.0, 10.0], [4.0, 4.0]]
            .into_iter()
            .map(|of| {
                let tonnes = (0..2).map(|at| ((form, country(at)), of[at])).collect();
                let run = Run { tonnes, first: BTreeMap::from([(form, 0)]) };
                let start = monazite::scenario::Date::constant(2026, 1, 1);
                Missing { scenario: Scenario::quiet("q", start, Days::new(7.0)), runs: vec![run] }
            })
            .collect();
        let size = Size {
            held: Vec::new(),
            left_out: Vec::new(),
            part: BTreeMap::from([(form, 1.0)]),
            cost: BTreeMap::from([(form, Estimate::exact(1.0))]),
        };
        let of = |club: Club| cost(&size, &missing, &members, (club, 0));
        assert_eq!([of(Club::alone(0)), of(Club::alone(1)), of(Club::all(2))], [10.0, 10.0, 10.0]);
        let game = Game::new(2, |club| club.players().count() as f64 * 10.0 - of(club)).unwrap();
        let least = least_core(&game, &Watch::default()).unwrap();
        assert!(least.objection <= 0.0, "the core is not empty: {least:?}");
        assert!(least.shares.iter().all(|saved| (saved - 5.0).abs() < 1e-6), "{least:?}");
    }
}
