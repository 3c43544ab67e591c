//! The default programme on the embedded baseline, for the minerals that are planned in a moment.

#![allow(clippy::unwrap_used)]

use monazite::balance::balance;
use monazite::plan::{Lost, Threat};
use monazite::quantity::Share;
use monazite_io::{plan_results, programme};
use monazite_plan::{Questions, n_minus_1, plan};

#[test]
fn the_default_programme_has_a_plan_that_lowers_the_loss() {
    let dataset = monazite_io::baseline().unwrap();
    let system = &dataset.system;
    let balance = balance(system).unwrap();
    let mut programme =
        programme::parse("default.toml", programme::DEFAULT, system, ("g7-plus", "CHN")).unwrap();
    assert_eq!(programme.members[0].key, "eu27");
    assert_eq!(programme.members.len(), 9);
    assert_eq!(programme.threats.len(), 10);
    programme.minerals = ["gallium", "antimony"].iter().map(|key| system.minerals.id(key).unwrap()).collect();
    // A threat that takes nothing away: the built system, replayed, meets its needs.
    let none = |lost: &Lost| Lost { share: Share::new(0.0), ..lost.clone() };
    let lost = programme.threats[1].lost.iter().map(none).collect();
    let nothing = Threat { key: "nothing".into(), lost, ..programme.threats[1].clone() };
    programme.threats.push(nothing);
    let questions = Questions { replay: true, ..Questions::default() };
    let plan = plan(system, &balance, &programme, questions).unwrap();
    let replayed = plan.residual.iter().filter(|r| r.simulated.is_some());
    for residual in replayed {
        let (defence, elsewhere) = residual.simulated.unwrap();
        assert!((0.0..=1.0).contains(&defence.get()) && (0.0..=1.0).contains(&elsewhere.get()));
        if residual.threat == "nothing" {
            assert!(defence.get() < 1e-6 && elsewhere.get() < 1e-6, "{residual:?}");
        }
    }
    assert!(plan.residual.iter().any(|r| r.simulated.is_some()));
    assert!(plan.spent.value > 0.0 && plan.loss_with.value < plan.loss_without.value);
    assert!(plan.built.iter().any(|b| system.processes.key(b.process) == "ga_bayer"));
    assert!(plan.met.iter().all(|m| m.nearest.get().is_finite()));
    let rows = plan_results::sheet(system, &plan);
    assert!(rows.rows().len() > 100);
    assert!(plan_results::summary(system, &plan).contains("met in time"));
}

#[test]
fn a_programme_file_is_refused_with_every_problem_at_its_place() {
    let system = &monazite_io::baseline().unwrap().system;
    let text = "name = \"x\"\nstart = 2026\nyears = 0\ndemand = \"STEP\"\ndiscount_rate = 0.05\n\
                attitude = \"cvar\"\nsupplier = \"USA\"\n[[price_floor]]\nform = \"re_ndfebb\"\nfloor = 1\n";
    let problems = programme::parse("x.toml", text, system, ("g7-plus", "CHN")).unwrap_err().to_string();
    for part in
        ["x.toml:3", "x.toml:4", "the confidence level is missing", "the supplier is a member", "re_ndfeb"]
    {
        assert!(problems.contains(part), "{part} in {problems}");
    }
}

/// Coverage of 2035 as the methods page has it beside that of the International Energy Agency.
#[test]
fn coverage_without_the_largest_refiner_in_2035() {
    let system = monazite_io::baseline().unwrap().system;
    let balance = balance(&system).unwrap();
    let coverage = |mineral: &str, forms: &[&str]| {
        let forms = forms.iter().map(|key| system.forms.id(key).unwrap()).collect();
        let of = (system.minerals.id(mineral).unwrap(), &forms);
        n_minus_1(&system, &balance, of, 2035, "STEPS").unwrap().1
    };
    let stated = [
        (coverage("copper", &["cu_refined"]), 1.037),
        (coverage("lithium", &["li_carbonate", "li_hydroxide"]), 0.516),
        (coverage("cobalt", &["co_refined"]), 0.585),
        (coverage("nickel", &["ni_refined", "ni_ferro"]), 0.327),
        (coverage("graphite", &["gr_spherical", "gr_anode_synthetic"]), 0.227),
        (coverage("rare_earths", &["re_ndpr_oxide", "re_dy_oxide", "re_tb_oxide"]), 0.937),
    ];
    for (ours, page) in stated {
        assert!((ours - page).abs() < 0.005, "{ours} is {page} on the page");
    }
}
