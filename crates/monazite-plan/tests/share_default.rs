//! Clubs of three members of the default programme, gallium alone, on the embedded baseline.

#![allow(clippy::unwrap_used)]

use monazite::Watch;
use monazite::balance::{Balance, balance};
use monazite::plan::{Programme, Targets};
use monazite::share::{MemberShare, SolvedBlock, Valued};
use monazite::system::System;
use monazite_plan::share::{Club, Clubs, assemble, orders};
use monazite_plan::{Questions, plan};
use std::sync::{Mutex, OnceLock};

const MEMBERS: [&str; 3] = ["JPN", "KOR", "USA"];

struct Case {
    system: System,
    balance: Balance,
    programme: Programme,
}

fn case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| {
        let system = monazite_io::baseline().unwrap().system;
        let balance = balance(&system).unwrap();
        let text = monazite_io::programme::DEFAULT;
        let mut programme = monazite_io::programme::parse(
            "default.toml",
            text,
            &system,
            &monazite_io::programme::Asked::of("g7-plus", "CHN"),
        )
        .unwrap();
        programme.members.retain(|m| MEMBERS.contains(&m.key.as_str()));
        programme.minerals = [system.minerals.id("gallium").unwrap()].into();
        Case { system, balance, programme }
    })
}

#[test]
fn the_value_of_all_is_that_of_the_joint_plan() {
    let Case { system, balance, programme } = case();
    let (_, groups) = Clubs::of(system, balance, programme).solve(Vec::new(), &|_| ()).unwrap();
    let all = groups[0].valued.last().unwrap();
    let borne: f64 = all.borne.iter().map(|items| items.spent() + items.lost()).sum();
    let free = Programme { targets: Targets::default(), ..programme.clone() };
    let joint = plan(system, balance, &free, Questions::default()).unwrap();
    let joint = joint.objective.get() / 1e6;
    // Late years are pooled in pairs, which moves the whole by less than a thousandth (docs/methods/share.md).
    assert!((borne - joint).abs() <= 1e-3 * joint, "{borne} {joint}");
}

#[test]
fn joining_never_costs_and_shares_sum_to_the_whole() {
    let Case { system, balance, programme } = case();
    let (players, groups) = Clubs::of(system, balance, programme).solve(Vec::new(), &|_| ()).unwrap();
    assert_eq!(groups[0].valued.len() as u64, Club::all(3).bits() + 1);
    let sharing = assemble("gallium", &players, &groups, None, (8, 1), &Watch::default()).unwrap();
    assert_eq!(sharing.players, MEMBERS);
    assert_eq!(sharing.not_superadditive, None, "what clubs can do apart they can do together");
    assert!(sharing.value.value >= 0.0);
    let tolerance = 1e-6 * sharing.value.value.max(1.0);
    for rule in &sharing.rules {
        let gains: f64 = rule.gains.iter().map(|g| g.value).sum();
        let pays: f64 = rule.pays.iter().map(|g| g.value).sum();
        assert!((gains - sharing.value.value).abs() <= tolerance && pays.abs() <= tolerance, "{rule:?}");
    }
    for member in &sharing.members {
        assert!(member.alone.value >= -tolerance, "doing nothing is one of the things that it can do");
        assert!(member.outside.value >= -tolerance, "a club harms nobody");
        assert!(
            member.alone.low < member.alone.value && member.alone.value < member.alone.high,
            "{member:?}"
        );
    }
}

/// What the last one outside gains is solved for, and is not more than the bound that holds for any outsider: what it
/// bears alone.
#[test]
fn riding_free_saves_at_most_what_is_borne() {
    let Case { system, balance, programme } = case();
    let (_, groups) = Clubs::of(system, balance, programme).solve(Vec::new(), &|_| ()).unwrap();
    for last in 0..3 {
        let borne = groups[0].valued[Club::alone(last).bits() as usize].borne[last];
        let spill = groups[0].valued[Club::all(3).without(last).bits() as usize].spill[last];
        assert!(spill >= 0.0 && spill <= borne.spent() + borne.lost(), "{last}: {spill}");
    }
}

#[test]
fn a_resumed_run_gives_the_same_bits() {
    let Case { system, balance, programme } = case();
    let clubs = Clubs::of(system, balance, programme);
    let seen: Mutex<Vec<SolvedBlock>> = Mutex::default();
    let whole = clubs.solve(Vec::new(), &|block| seen.lock().unwrap().push(block.clone())).unwrap();
    let seen = seen.into_inner().unwrap();
    assert_eq!(seen.len(), clubs.blocks());
    let solved_again = Mutex::new(0);
    let resumed = clubs.solve(seen, &|_| *solved_again.lock().unwrap() += 1).unwrap();
    assert_eq!(whole, resumed);
    assert_eq!(solved_again.into_inner().unwrap(), 0);
}

#[test]
fn clubs_along_orders_are_worth_what_they_are_among_all() {
    let Case { system, balance, programme } = case();
    let (_, all) = Clubs::of(system, balance, programme).solve(Vec::new(), &|_| ()).unwrap();
    let along = Clubs::of(system, balance, programme).along(orders(3, 2, 1));
    let (_, some) = along.solve(Vec::new(), &|_| ()).unwrap();
    let total = |v: &Valued| v.borne.iter().map(|items| items.spent() + items.lost()).sum::<f64>();
    // Of three players every club is all of them, all but one, or one alone.
    assert_eq!(some[0].valued.len(), all[0].valued.len());
    for (ours, theirs) in some[0].valued.iter().zip(&all[0].valued) {
        assert_eq!(ours.club, theirs.club);
        assert!((total(ours) - total(theirs)).abs() <= 1e-6 * total(theirs), "{:b}", ours.club);
    }
}

/// The European Union in four parts: twelve players, 4,096 clubs.
#[test]
fn twelve_players_share_magnesium() {
    let system = &case().system;
    let text = monazite_io::programme::DEFAULT;
    let programme = monazite_io::programme::parse(
        "default.toml",
        text,
        system,
        &monazite_io::programme::Asked::of("g7-plus", "CHN"),
    )
    .unwrap();
    let apart: Vec<_> = ["FRA", "DEU", "ITA"].map(|key| system.countries.id(key).unwrap()).into();
    let minerals = [system.minerals.id("magnesium").unwrap()].into();
    let programme = Programme { minerals, years: 6, ..programme.apart(system, &apart) };
    let (players, groups) =
        Clubs::of(system, &case().balance, &programme).solve(Vec::new(), &|_| ()).unwrap();
    let numbers: Vec<u64> = groups[0].valued.iter().map(|v| v.club).collect();
    assert_eq!(numbers, (0..4096).collect::<Vec<_>>());
    let sharing = assemble("magnesium", &players, &groups, None, (2, 1), &Watch::default()).unwrap();
    let whole = sharing.value.value;
    let sum = |of: fn(&MemberShare) -> f64| sharing.members.iter().map(of).sum::<f64>();
    assert!(whole > 0.0 && (sum(|m| m.shapley.value) - whole).abs() < 1e-6 * whole);
    assert!((sum(|m| m.nucleolus.unwrap().value) - whole).abs() < 1e-6 * whole);
    assert_eq!(sharing.not_superadditive, None, "two clubs never buy the same tonne");
    // The nucleolus is in the core wherever there is one.
    let least = sharing.least_objection.unwrap().value;
    let nucleolus = sharing.rules.iter().find(|r| r.rule == "nucleolus").unwrap();
    assert_eq!(nucleolus.objection.is_none(), least <= 1e-6 * whole, "{least}");
    assert_eq!(sharing.joining.len() + sharing.smallest[0].1.as_ref().map_or(1, Vec::len), 12);
}
