//! Laws: what must hold whatever the numbers.

use super::case::{invest, programme, smelter, solved, stop, target};
use crate::lp::Column;
use crate::model::Model;
use crate::network::Network;
use crate::plan::{Groups, Questions, plan};
use crate::share::Clubs;
use crate::solve::Session;
use monazite::Watch;
use monazite::balance::Balance;
use monazite::balance::Ensemble;
use monazite::estimate::Estimate;
use monazite::plan::Items;
use monazite::plan::{Member, Programme, Targets};
use monazite::quantity::{Index, Share};
use monazite::system::investment::Parameter;
use monazite::system::{Stage, System};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What targets lack together when they are come nearest to, and the least cost of that in million USD, without the
/// tie-break.
fn lack_and_cost((system, balance): &(System, Balance), programme: &Programme) -> (f64, f64) {
    let network = Network::of(system, balance, programme);
    let model = Model::of(&network, &Watch::default()).unwrap();
    let mut session = Session::new(&model, &Watch::default()).unwrap();
    let lack = session.come_nearest().unwrap().iter().map(|(_, lack)| lack).sum();
    let costs = model.lp.costs();
    let columns: Vec<_> = costs.iter().enumerate().map(|(i, &cost)| (Column(i), cost)).collect();
    session.minimise(&columns).unwrap();
    let best = session.optimum("a test").unwrap();
    (lack, costs.iter().zip(&best.columns).map(|(c, x)| c * x).sum())
}

/// Whether a programme lacks no more than a stricter one, and costs no more where that one meets its targets. Where it
/// does not, the looser one may come nearer, and pay for it.
fn is_no_worse(case: &(System, Balance), looser: &Programme, stricter: &Programme) -> bool {
    let ((lack, cost), (more, dearer)) = (lack_and_cost(case, looser), lack_and_cost(case, stricter));
    lack <= more + 1e-6 && (more > 0.0 || cost <= dearer + 1e-6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_relaxed_target_never_costs_more(share in 0.05..0.9_f64, less in 0.0..1.0_f64, cap in 0.2..1.0_f64) {
        let case = smelter();
        let mut strict = programme(&case.0, 4);
        strict.targets.processing = target(share, 2027);
        strict.targets.single_supplier = target(cap, 2027);
        let mut relaxed = strict.clone();
        relaxed.targets.processing = target(share * less, 2027);
        prop_assert!(is_no_worse(&case, &relaxed, &strict));
        relaxed.targets.single_supplier = None;
        prop_assert!(is_no_worse(&case, &relaxed, &strict));
    }

    #[test]
    fn more_options_never_cost_more(share in 0.05..0.6_f64, probability in 0.0..0.3_f64) {
        let case = smelter();
        let mut without = programme(&case.0, 4);
        without.targets.single_supplier = target(1.0 - share, 2027);
        without.threats = vec![stop(&case.0, 6.0, probability)];
        let mut with = without.clone();
        with.hosts = BTreeSet::from([case.0.countries.id("BBB").unwrap()]);
        prop_assert!(is_no_worse(&case, &with, &without));
    }

    #[test]
    fn duals_satisfy_complementary_slackness(share in 0.05..0.6_f64, probability in 0.0..0.3_f64) {
        let case = smelter();
        let mut programme = programme(&case.0, 3);
        programme.targets.processing = target(share, 2027);
        programme.threats = vec![stop(&case.0, 3.0, probability)];
        solved(&case, &programme, |model, best, _| {
            let everybody = |_: usize| true;
            for (i, row) in model.lp.rows.iter().enumerate() {
                let (low, high) = (row.lower.of(&everybody), row.upper.of(&everybody));
                let slack = (best.rows[i] - low).abs().min((high - best.rows[i]).abs());
                let product = best.row_duals[i].abs() * slack / (1.0 + best.row_duals[i].abs());
                prop_assert!(product < 1e-6, "{}: dual {} slack {slack}", model.names().of(&row.tag), best.row_duals[i]);
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_target_met_stays_met(share in 0.05..0.9_f64, year in 2025..2028_i32) {
        let case = smelter();
        let mut programme = programme(&case.0, 5);
        programme.targets.processing = target(share, year);
        let plan = plan(&case.0, &case.1, &programme, Questions::default()).unwrap();
        let from = plan.met[0].met.unwrap();
        for dependence in plan.dependence.iter().filter(|d| d.stage == Stage::Processing && d.year >= from) {
            prop_assert!(1.0 - dependence.share.value >= share - 1e-5);
        }
    }

    #[test]
    fn a_longer_wait_never_costs_or_misses_less(
        share in 0.05..0.9_f64, cap in 0.2..1.0_f64, year in 2025..2030_i32, probability in 0.0..0.3_f64,
    ) {
        let case = smelter();
        let mut programme = programme(&case.0, 8);
        programme.targets.processing = target(share, year);
        programme.targets.single_supplier = target(cap, year);
        programme.threats = vec![stop(&case.0, 6.0, probability)];
        let questions = Questions { waiting: true, ..Questions::default() };
        let waits = plan(&case.0, &case.1, &programme, questions).unwrap().waiting;
        prop_assert_eq!((waits[0].cost.value, waits[0].missed), (0.0, 0.0));
        for pair in waits.windows(2) {
            prop_assert!(pair[1].cost.value >= pair[0].cost.value - 1.0, "{pair:?}");
            prop_assert!(pair[1].missed >= pair[0].missed - 1e-6, "{pair:?}");
            prop_assert!((pair[1].spent.value + pair[1].loss.value - pair[1].cost.value).abs() < 1.0);
        }
    }

    /// Of a stop of half of the exports the other half is had: still nobody buys to throw away.
    #[test]
    fn what_is_made_and_bought_is_used(share in 0.05..0.6_f64, probability in 0.0..0.5_f64) {
        let case = smelter();
        let mut programme = programme(&case.0, 4);
        programme.targets.processing = target(share, 2026);
        programme.threats = vec![stop(&case.0, 12.0, probability)];
        programme.threats[0].lost[0].share = Share::new(0.5);
        solved(&case, &programme, |model, best, _| {
            let metal = case.0.forms.id("metal").unwrap();
            for t in 0..4 {
                let of = |column: &crate::lp::Column| best.columns[column.0];
                let had = of(&model.variables.made[&(metal, t)]) + of(&model.variables.imported[&(metal, t)]);
                prop_assert!(had <= 100.0 + 1e-5, "{had} t/y for a need of 100");
            }
            Ok(())
        })?;
    }

    /// A cap on the supplier does not make anybody go without.
    #[test]
    fn needs_of_normal_years_go_before_targets(cap in 0.0..1.0_f64) {
        let case = smelter();
        let mut programme = programme(&case.0, 3);
        programme.targets.single_supplier = target(cap, 2025);
        let plan = plan(&case.0, &case.1, &programme, Questions::default()).unwrap();
        prop_assert!(plan.costs.iter().all(|c| c.item != "unmet"), "{:?}", plan.costs);
    }

    /// What the items save of a limit that is looser is what all save.
    #[test]
    fn duals_of_the_items_add_up(share in 0.05..0.6_f64, probability in 0.0..0.3_f64) {
        let case = smelter();
        let mut programme = programme(&case.0, 3);
        programme.targets.processing = target(share, 2027);
        programme.threats = vec![stop(&case.0, 3.0, probability)];
        let network = Network::of(&case.0, &case.1, &programme);
        let model = Model::of(&network, &Watch::default()).unwrap();
        let mut session = Session::new(&model, &Watch::default()).unwrap();
        session.come_nearest().unwrap();
        let best = session.cheapest("a test").unwrap();
        let by_item = session.duals_by_item().unwrap();
        for (row, dual) in best.row_duals.iter().enumerate() {
            let sum: f64 = by_item.iter().map(|duals| duals[row]).sum();
            // But for the tie-break, which belongs to no item.
            prop_assert!((sum - dual).abs() < 1e-3 * (1.0 + dual.abs()), "{sum} {dual}");
        }
    }

    /// Asked for in the first year of the ramp, a target is met as far as works go that have users later on.
    #[test]
    fn what_is_built_is_used(share in 0.05..0.9_f64, ramp in 0.0..3.0_f64, year in 2026..2029_i32) {
        let mut case = smelter();
        invest(&mut case.0, Parameter::Ramp, "smelt", ramp);
        let mut programme = programme(&case.0, 6);
        programme.targets.processing = target(share, year);
        solved(&case, &programme, |model, best, _| {
            let smelt = case.0.processes.id("smelt").unwrap();
            for t in 0..6 {
                let online = best.columns[model.variables.installed[&(smelt, 0, t)].0];
                let activity = best.columns[model.variables.activity[&(smelt, 0, t)].0];
                prop_assert!(online <= activity + 1e-5, "{online} t/y stand, {activity} run in year {t}");
                prop_assert!(online <= 100.0 + 1e-5, "{online} t/y for a need of 100");
            }
            Ok(())
        })?;
    }
}

#[test]
fn every_question_has_an_answer_and_waiting_never_pays() {
    let case = smelter();
    let mut programme = programme(&case.0, 6);
    programme.targets.processing = target(0.4, 2028);
    programme.threats = vec![stop(&case.0, 12.0, 0.2)];
    let plan = plan(&case.0, &case.1, &programme, Questions::ALL).unwrap();
    assert!(plan.frontier.windows(2).all(|w| w[1].loss.value <= w[0].loss.value + 1.0));
    assert!(plan.frontier.windows(2).all(|w| w[1].spent.value >= w[0].spent.value - 1.0));
    assert_eq!(plan.waiting.iter().map(|w| w.years).collect::<Vec<_>>(), [0, 1, 2, 5]);
    assert_eq!(plan.earliest[0].year, Some(2026), "a lead time of one year");
    assert!(plan.alternatives.iter().all(|a| a.objective.get() <= 1.0501 * plan.objective.get() + 1.0));
    assert_eq!(plan.gap, 0.0);
    assert!(plan.not_replayed[0].reason.contains("behaviour.csv"), "no replay without behaviour, but a plan");
}

/// Capital between half and twice the centre, all else known: the cost of the programme lies between the two.
#[test]
fn ranges_are_those_of_the_costs() {
    let mut case = smelter();
    for row in case.0.investments.iter_mut().filter(|row| row.parameter == Parameter::CapitalCost) {
        (row.datum.low, row.datum.high) = (Index::new(500.0), Index::new(2000.0));
    }
    let mut programme = programme(&case.0, 3);
    programme.targets.processing = target(0.4, 2027);
    let ensemble = Ensemble { central: case.1.clone(), draws: vec![case.1.clone(); 40] };
    let groups = Groups::of(&case.0, &ensemble, &programme).unwrap();
    let solve = |seed| groups.solve(Questions::ALL, seed, Vec::new(), &|_| ()).unwrap();
    let plan = solve(1);
    // The worked number: 4,000 USD of capital and 2,000 USD of running cost.
    let Estimate { low, value, high } = plan.spent;
    assert!((value - 6000.0).abs() < 1.0);
    assert!(low > 4000.0 - 1.0 && low < 5500.0 && high > 7000.0 && high < 10000.0 + 1.0, "{low} {high}");
    let capital: Vec<_> = plan.costs.iter().filter(|c| c.item == "capital").collect();
    let ratio = |of: fn(&Estimate) -> f64| of(&capital[0].cost) / capital[0].cost.value;
    assert!((ratio(|c| c.low) - (low - 2000.0) / 4000.0).abs() < 1e-3, "all of it is capital");
    assert!(plan.costs.iter().filter(|c| c.item == "operating").all(|c| c.cost.low == c.cost.high));
    assert!(plan.waiting.iter().chain([&plan.waiting[0]]).all(|w| w.cost.low <= w.cost.value));
    assert!(plan.dependence.iter().all(|d| d.share.low == d.share.high), "every balance is the same");
    assert_eq!(plan, solve(1), "the same seed gives the same ranges");
    assert_ne!(plan.spent, solve(2).spent);
}

#[test]
fn a_club_solved_warm_is_the_joint_plan_solved_cold() {
    let case = smelter();
    let mut both = programme(&case.0, 3);
    let country = |key: &str| BTreeSet::from([case.0.countries.id(key).unwrap()]);
    both.members.push(Member { key: "BBB".into(), countries: country("BBB") });
    both.threats = vec![stop(&case.0, 12.0, 0.2)];
    both.targets = Targets::default();
    let (_, groups) = Clubs::of(&case.0, &case.1, &both).solve(Vec::new(), &|_| ()).unwrap();
    let (clubs, idle) = (&groups[0].valued, &groups[0].idle);
    let sum = |items: &Items| items.spent() + items.lost();
    let warm: f64 = clubs[3].borne.iter().map(sum).sum();
    let cold = plan(&case.0, &case.1, &both, Questions::default()).unwrap().objective.get() / 1e6;
    assert!((warm - cold).abs() <= 1e-6 * cold.max(1.0), "{warm} {cold}");
    let alone = |player: usize| sum(&clubs[1 << player].borne[player]);
    assert!((0..2).all(|player| alone(player) <= sum(&idle[player]) + 1e-6), "doing nothing can be done");
}

#[test]
fn whole_works_are_whole_and_state_their_gap() {
    let mut case = smelter();
    invest(&mut case.0, Parameter::UnitSize, "smelt", 25.0);
    let mut programme = programme(&case.0, 3);
    programme.targets.processing = target(0.4, 2027);
    programme.lumpy = true;
    let plan = plan(&case.0, &case.1, &programme, Questions::default()).unwrap();
    let built: f64 = plan.built.iter().map(|b| b.capacity.get()).sum();
    assert!((built - 50.0).abs() < 1e-6, "two works of 25 t for 40 t");
    assert!(plan.gap <= 0.01);
}
