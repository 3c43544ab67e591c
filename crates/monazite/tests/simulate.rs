//! Laws of the simulation on generated networks, and the numbers of its methods page.

#![allow(clippy::unwrap_used)]

use crate::common::{Chain, system as chain_system};
use crate::market::{LIVELY, ban, cases, licence, market, outage, scenario, shock, with};
use monazite::Watch;
use monazite::balance::{Balance, Settings, balance_with};
use monazite::id::Id;
use monazite::quantity::{Days, Share};
use monazite::scenario::{Kind, Rationing, Rule, Scenario, days};
use monazite::simulate::{Model, Outcome, Work, simulate};
use monazite::system::System;
use monazite::system::behaviour::Parameter;
use proptest::prelude::*;

/// Unmet need of all users over all periods, before restraint: what price takes from users counts as missing.
fn missing(outcome: &Outcome) -> f64 {
    let users = 0..outcome.users.len();
    users
        .flat_map(|u| (0..outcome.periods).map(move |t| (u, t)))
        .map(|(u, t)| outcome.shortfall_before_restraint(u, t).get())
        .sum()
}

fn run(system: &System, balance: &Balance, shocks: Vec<Kind>) -> Outcome {
    let shocks = shocks.into_iter().map(|kind| shock(kind, 14, 140)).collect();
    simulate(system, balance, &scenario(52, shocks)).unwrap()
}

/// Nothing has to run short before it starts: neither substitution, emergency recycling nor surge.
const UNALARMED: [(Parameter, f64); 3] =
    [(Parameter::SubstitutionCeiling, 0.0), (Parameter::RecyclingCeiling, 0.0), (Parameter::Surge, 0.0)];

fn assert_baseline(outcome: &Outcome) {
    for t in 0..outcome.periods {
        for u in 0..outcome.users.len() {
            assert_eq!(outcome.delivered(u, t), outcome.delivered(u, 0));
            assert_eq!(outcome.delivered(u, t), outcome.need(u, t));
            assert_eq!(outcome.activity(u, t).get(), 1.0);
        }
        for n in 0..outcome.nodes.len() {
            assert_eq!(outcome.stock(n, t), outcome.stock(n, 0));
            assert_eq!(outcome.price(n, t).get(), 1.0);
        }
        for p in 0..outcome.producers.len() {
            assert_eq!(outcome.output_lost(p, t).get(), 0.0);
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn nothing_happens_where_nothing_happens(countries in 2usize..7, seed: u64, noise in 0.0..0.4_f64) {
        let chain = Chain { countries, seed, noise, ..Chain::default() };
        let inert = market(2, 1).0;
        let mut system = chain_system(&chain);
        system.behaviour = inert.behaviour;
        let system = with(system, &LIVELY);
        let balance = balance_with(&system, &Settings::default(), &Watch::default()).unwrap();
        assert_baseline(&simulate(&system, &balance, &scenario(52, Vec::new())).unwrap());
        // Shocks that take nothing away: every step is made, and changes nothing.
        let idle = || vec![shock(ban(&system, 1.0), 7, 300), shock(outage(&system, 0.0), 14, 300)];
        assert_baseline(&simulate(&system, &balance, &scenario(52, idle())).unwrap());
        let daily = Scenario { step: Days::new(1.0), ..scenario(10, idle()) };
        assert_baseline(&simulate(&system, &balance, &daily).unwrap());
    }

    #[test]
    fn a_larger_outage_never_leaves_less_missing(countries in 2usize..7, seed: u64, a in 0.0..1.0_f64, b in 0.0..1.0_f64) {
        let (system, balance) = market(countries, seed);
        let system = with(system, &LIVELY);
        let of = |loss: f64| missing(&run(&system, &balance, vec![outage(&system, loss)]));
        let (small, large) = (of(a.min(b)), of(a.max(b)));
        prop_assert!(small <= large * (1.0 + 1e-9) + 1e-9, "{small} {large}");
    }

    #[test]
    fn a_tighter_ban_never_leaves_less_missing(countries in 2usize..7, seed: u64, a in 0.0..1.0_f64, b in 0.0..1.0_f64) {
        let (system, balance) = market(countries, seed);
        let system = with(system, &LIVELY);
        let of = |leak: f64| missing(&run(&system, &balance, vec![ban(&system, leak)]));
        let (tight, loose) = (of(a.min(b)), of(a.max(b)));
        prop_assert!(loose <= tight * (1.0 + 1e-9) + 1e-9, "{loose} {tight}");
    }

    #[test]
    fn more_of_a_measure_never_leaves_more_missing(countries in 2usize..7, seed: u64, which in 0usize..3, a in 0.0..1.0_f64, b in 0.0..1.0_f64) {
        let (system, balance) = market(countries, seed);
        let (parameter, most) = [
            (Parameter::TargetCover, 120.0),
            (Parameter::SpareCapacity, 0.5),
            (Parameter::SubstitutionCeiling, 0.5),
        ][which];
        // More at hand delays whatever starts when it runs short, see `a_buffer_that_lasts_delays_the_alarm`.
        let alarmed: &[_] = if parameter == Parameter::SubstitutionCeiling { &[] } else { &UNALARMED };
        let system = with(with(system, &LIVELY), alarmed);
        let of = |value: f64| {
            let system = with(system.clone(), &[(parameter, value * most)]);
            missing(&run(&system, &balance, vec![outage(&system, 0.8), ban(&system, 0.2)]))
        };
        let (less, more) = (of(a.min(b)), of(a.max(b)));
        prop_assert!(more <= less * (1.0 + 1e-9) + 1e-9, "{more} {less}");
    }

    #[test]
    fn a_civil_licence_without_leakage_leaves_defence_nothing_of_what_it_lets_through(countries in 2usize..6, seed: u64) {
        // Only the licensed country mines.
        let (system, mut balance) = market(countries, seed);
        for mineral in balance.minerals.values_mut() {
            mineral.activity.retain(|a| a.country.index() == 0);
            mineral.flows.retain(|f| f.exporter.index() == 0);
            let defence = system.end_uses.id("defence").unwrap();
            let total = |b: &monazite::balance::MineralBalance, c| b.flows.iter().filter(|f| f.importer == c).map(|f| f.mass).sum::<monazite::quantity::TonnesPerYear>();
            let imports: Vec<_> = mineral.uses.iter().map(|u| total(mineral, u.country)).collect();
            for (u, imported) in mineral.uses.iter_mut().zip(imports) {
                if u.country.index() > 0 {
                    u.mass = imported * if u.end_use == defence { 0.2 } else { 0.8 };
                }
            }
        }
        let defence = system.end_uses.id("defence").unwrap();
        let licensed = |leakage: f64| {
            let shocks = vec![shock(licence(&system, 1.0, leakage), 0, 1000)];
            simulate(&system, &balance, &scenario(20, shocks)).unwrap()
        };
        let (strict, leaky) = (licensed(0.0), licensed(0.1));
        for (u, user) in strict.users.iter().enumerate().filter(|(_, u)| u.country.index() > 0) {
            if user.end_use == defence {
                prop_assert_eq!(strict.delivered(u, 19).get(), 0.0);
                prop_assert!(leaky.delivered(u, 19).get() > 0.0);
            } else {
                prop_assert!((strict.activity(u, 19).get() - 1.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn priority_gives_defence_no_less_and_conjures_nothing(countries in 2usize..7, seed: u64, loss in 0.1..1.0_f64) {
        let (system, balance) = market(countries, seed);
        let defence = system.end_uses.id("defence").unwrap();
        let by = |rule: Rule| {
            let rationing = Rationing { default: rule, ..Rationing::default() };
            let shocks = vec![shock(outage(&system, loss), 14, 140)];
            simulate(&system, &balance, &Scenario { rationing, ..scenario(52, shocks) }).unwrap()
        };
        let (equal, ranked) = (by(Rule::Proportional), by(Rule::Priority(vec![defence])));
        let sum = |o: &Outcome, only: bool| -> f64 {
            let users = (0..o.users.len()).filter(|&u| !only || o.users[u].end_use == defence);
            users.flat_map(|u| (0..o.periods).map(move |t| (u, t))).map(|(u, t)| o.delivered(u, t).get()).sum()
        };
        prop_assert!(sum(&ranked, true) >= sum(&equal, true) - 1e-9);
        prop_assert!((sum(&ranked, false) - sum(&equal, false)).abs() <= 1e-9 * sum(&equal, false));
    }

    #[test]
    fn mass_is_conserved(countries in 2usize..7, seed: u64, step in 2.0..20.0_f64, leak in 0.0..1.0_f64, loss in 0.0..1.0_f64) {
        let (system, balance) = market(countries, seed);
        let system = with(system, &LIVELY);
        let shocks = vec![
            shock(ban(&system, leak), 10, 60),
            shock(licence(&system, leak, 0.1), 90, 100),
            shock(outage(&system, loss), 30, 100),
        ];
        let scenario = Scenario { step: Days::new(step), ..scenario(60, shocks) };
        let model = Model::new(&system, &balance, &scenario).unwrap();
        prop_assert!(model.imbalance(&model.inputs().central()) < 1e-9);
    }

    #[test]
    fn a_draw_is_a_draw(countries in 2usize..6, seed: u64, number: u64) {
        let (mut system, balance) = market(countries, seed);
        system = with(system, &LIVELY);
        for row in &mut system.behaviour {
            row.datum.low = monazite::quantity::Index::new(0.9 * row.datum.value.get());
        }
        let shocks = vec![shock(outage(&system, 0.7), 14, 140)];
        let model = Model::new(&system, &balance, &scenario(30, shocks)).unwrap();
        let (_, values) = model.drawn(seed, number);
        prop_assert_eq!(&values, &model.drawn(seed, number).1);
        prop_assert_ne!(&values, &model.drawn(seed, number ^ 1).1);
        // Memory used before leaves no trace.
        let mut work = Work::of(&model);
        model.outcome_in(&model.drawn(seed, number ^ 1).1, &mut work);
        let again = model.outcome_in(&values, &mut work).clone();
        let fresh = model.outcome(&values);
        for t in 0..fresh.periods {
            for u in 0..fresh.users.len() {
                prop_assert_eq!(fresh.delivered(u, t), again.delivered(u, t));
            }
        }
    }

    #[test]
    fn shorter_periods_converge(countries in 2usize..6, seed: u64) {
        let (system, balance) = market(countries, seed);
        let system = with(with(system, &LIVELY), &[(Parameter::TransitTime, 28.0)]);
        let of = |days: f64| {
            let shocks = vec![shock(outage(&system, 0.7), 28, 140)];
            missing(&simulate(&system, &balance, &Scenario { step: Days::new(days), ..scenario(52, shocks) }).unwrap())
        };
        let of: Vec<f64> = [4.0, 16.0, 64.0, 256.0].map(|parts| of(7.0 / parts)).into();
        let (first, last) = ((of[0] - of[1]).abs().max((of[1] - of[2]).abs()), (of[2] - of[3]).abs());
        prop_assert!(last <= 0.5 * first + 2e-3 * of[3], "{of:?}");
    }
}

#[test]
fn time_to_survive_is_transit_plus_cover() {
    // A sends B 10 t a day, a week under way; B holds 14 days. A ban on day 0 is felt after 21 days.
    let (system, balance) = two();
    let system = with(system, &[(Parameter::TargetCover, 14.0)]);
    let outcome = simulate(&system, &balance, &scenario(8, vec![shock(ban(&system, 0.0), 0, 35)])).unwrap();
    let user = outcome.users.iter().position(|u| u.country.index() == 1).unwrap();
    let one_percent = Share::new(0.01);
    assert_eq!(outcome.time_to_survive(user, one_percent), Some(Days::new(21.0)));
    assert_eq!(outcome.shortfall(user, 2).get(), 0.0);
    assert!((outcome.shortfall(user, 3).get() - 70.0).abs() < 1e-9);
    // The ban ends on day 35, the first ship arrives in the week after.
    assert_eq!(outcome.time_to_recover(user, one_percent), Some(Days::new(42.0)));
}

#[test]
fn price_clears_what_is_left() {
    // Half of the flow leaks through. With an elasticity of -0.5 at first and an exponent of one, 2 / (1 + P) of needs stay
    // at a price P: they halve at three times the price.
    let (system, balance) = two();
    let system = with(system, &[(Parameter::DemandElasticity, -0.5), (Parameter::ChokePriceRatio, 16.0)]);
    let outcome = simulate(&system, &balance, &scenario(8, vec![shock(ban(&system, 0.5), 0, 350)])).unwrap();
    let user = outcome.users.iter().position(|u| u.country.index() == 1).unwrap();
    let node = outcome.nodes.iter().position(|n| n.country.index() == 1).unwrap();
    assert!((outcome.price(node, 4).get() - 3.0).abs() < 1e-9, "{:?}", outcome.price(node, 4));
    assert!((outcome.restrained(user, 4).get() - 35.0).abs() < 1e-6);
    assert!(outcome.shortfall(user, 4).get() < 1e-6);
    let inside = outcome.nodes.iter().position(|n| n.country.index() == 0).unwrap();
    assert_eq!(outcome.price(inside, 4).get(), 1.0);
    // A full ban goes to where there is no trade: 2 / 17 of the need is left, and not met.
    let full = simulate(&system, &balance, &scenario(8, vec![shock(ban(&system, 0.0), 0, 350)])).unwrap();
    assert!((full.price(node, 4).get() - 16.0).abs() < 1e-9);
    assert!((full.shortfall(user, 4).get() - 70.0 * 2.0 / 17.0).abs() < 1e-6);
}

#[test]
fn a_buffer_that_lasts_delays_the_alarm() {
    // B loses 7 t a week for four weeks and then all 70 for twenty. It can replace up to half, a twentieth of that more
    // each week, from when half of its stock is gone or it falls short.
    let left = |cover: f64| -> f64 {
        let (system, balance) = two();
        let react = [
            (Parameter::TargetCover, cover),
            (Parameter::SubstitutionCeiling, 0.5),
            (Parameter::SubstitutionTime, 140.0),
            (Parameter::CoverTrigger, 0.5),
        ];
        let system = with(system, &react);
        let shocks = vec![shock(outage(&system, 0.1), 0, 28), shock(outage(&system, 1.0), 28, 140)];
        missing(&simulate(&system, &balance, &scenario(26, shocks)).unwrap())
    };
    // Without stock it acts from the first week: 1.75 t a week more each week, 35 from the 21st on.
    let at_once = (0..4).map(|t| 7.0 - 1.75 * f64::from(t)).sum::<f64>()
        + (4..24).map(|t| 70.0 - (1.75 * f64::from(t)).min(35.0)).sum::<f64>();
    assert!((left(0.0) - at_once).abs() < 1e-6, "{} {at_once}", left(0.0));
    // 70 t last through the four weeks with 42 t, more than half, and are gone in the fifth: five sixths of it too late.
    let later = 28.0 + (0..19).map(|t| 70.0 - 35.0 * (5.0 / 6.0 + f64::from(t)) / 20.0).sum::<f64>();
    assert!((left(7.0) - later).abs() < 1e-6, "{} {later}", left(7.0));
    assert!(later > at_once + 70.0);
}

#[test]
fn buyers_order_ahead_of_what_is_announced() {
    // A can make half as much again. A ban known eight weeks ahead lets B fill its stock before it starts, from when
    // its orders have been passed on, made and shipped; one that nobody
    // knew of does not, and a shock that takes nothing away moves nobody.
    let (system, balance) = two();
    let more = [
        (Parameter::TargetCover, 14.0),
        (Parameter::SpareCapacity, 0.5),
        (Parameter::OrderTime, 14.0),
        (Parameter::ExpectedBan, 90.0),
    ];
    let system = with(system, &more);
    let known = |announced: bool, leak: f64| {
        let mut shock = shock(ban(&system, leak), 70, 70);
        shock.announced = announced.then(|| crate::market::START.saturating_add(days(14)));
        let scenario = scenario(24, vec![shock]);
        let model = Model::new(&system, &balance, &scenario).unwrap();
        let central = model.inputs().central();
        assert!(model.imbalance(&central) < 1e-9);
        model.outcome(&central)
    };
    let (warned, struck) = (known(true, 0.0), known(false, 0.0));
    let node = warned.nodes.iter().position(|n| n.country.index() == 1).unwrap();
    assert_eq!(struck.stock(node, 9).get(), 140.0);
    assert!(warned.stock(node, 9).get() > 150.0, "{}", warned.stock(node, 9).get());
    assert!(warned.stock(node, 9).get() < 140.0 + 8.0 * 35.0 + 1e-9, "no more than can be made");
    assert!(missing(&warned) < missing(&struck));
    assert!(warned.price(node, 3).get() > 1.0, "the news moves the price");
    assert_eq!(known(true, 1.0).stock(node, 9).get(), 140.0);
}

/// A mines 3,650 t a year and sells all of it to B.
fn two() -> (System, Balance) {
    let (system, mut balance) = market(2, 1);
    let b = balance.minerals.values_mut().next().unwrap();
    b.activity.truncate(1);
    b.flows.truncate(1);
    b.uses.retain(|u| u.country.index() == 1 && u.end_use.index() == 1);
    let mass = monazite::quantity::TonnesPerYear::new(3650.0);
    b.activity[0].mass = mass;
    b.flows[0].mass = mass;
    b.uses[0].mass = mass;
    (system, balance)
}
