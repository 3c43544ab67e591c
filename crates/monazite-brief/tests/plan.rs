//! The chapter on a plan: what must hold for any page that has one.

#![allow(clippy::unwrap_used)]

use crate::common::Case;
use monazite::estimate::Estimate;
use monazite::plan::{Binding, Built, Conflict, Dependence, FrontierPoint, Met, Plan, TargetKind, Wait};
use monazite::quantity::{Share, TonnesPerYear};
use monazite::system::testing::Builder;
use monazite::system::{Stage, System};
use monazite_brief::{Brief, page, summary};

fn small() -> System {
    Builder::new()
        .mineral("tin")
        .form("metal", "tin", Stage::Processing)
        .process("smelting", Stage::Processing, &[], &[("metal", 1.0)])
        .production("metal", "smelting", "CHN", 100.0, 1.0)
        .flow("metal", ("CHN", "DEU"), "", 80.0, 1.0)
        .demand("metal", "DEU", "solder", 80.0, 1.0)
        .demand("metal", "CHN", "solder", 20.0, 1.0)
        .build()
}

fn billion(value: f64) -> Estimate {
    Estimate { low: 0.5e9 * value, value: 1e9 * value, high: 2e9 * value }
}

/// Two years: a smelter, a target met in the plan but not in the replay, one that cannot be met.
fn plan(system: &System) -> Plan {
    let mineral = system.minerals.id("tin").unwrap();
    let process = system.processes.id("smelting").unwrap();
    let met = |target, met, simulated: Option<f64>| Met {
        mineral,
        target,
        asked: 2027,
        met,
        share: Share::new(0.2),
        nearest: Share::new(0.1),
        done_without: Share::ZERO,
        simulated: simulated.map(Share::new),
    };
    Plan {
        start: 2026,
        years: 2,
        members: vec!["DEU".into()],
        spent: billion(1.0),
        loss_without: billion(40.0),
        loss_with: billion(4.0),
        built: vec![Built {
            mineral,
            process,
            member: 0,
            project: String::new(),
            decided: 2026,
            first_output: 2026.5,
            full_output: 2027.0,
            capacity: TonnesPerYear::new(40.0),
            capital: billion(0.5),
            month_sooner: billion(0.0),
            form: None,
            floor: None,
            share: Share::ZERO,
        }],
        dependence: vec![Dependence {
            mineral,
            stage: Stage::Processing,
            year: 2027,
            share: Estimate { low: 0.5, value: 0.625, high: 0.75 },
            without: Estimate { low: 0.5, value: 0.625, high: 0.75 },
        }],
        met: vec![
            met(TargetKind::SurviveElsewhere("stop".into()), Some(2027), Some(0.31)),
            met(TargetKind::Processing, None, None),
        ],
        conflicts: vec![Conflict {
            mineral,
            targets: vec![TargetKind::Processing],
            limits: vec!["installed[smelting".into()],
        }],
        binding: vec![Binding {
            mineral,
            constraint: "purchase[metal,2027]".into(),
            shadow_price: Estimate { low: 2000.0, value: 2500.0, high: 3000.0 },
            per: "t".into(),
        }],
        frontier: [(-0.2, 30.0), (0.5, 6.0), (0.9, 3.0)]
            .map(|(spent, loss)| FrontierPoint { spent: billion(spent), loss: billion(loss), marginal: 1.0 })
            .to_vec(),
        waiting: [(0, 0.0), (1, 9.0)]
            .map(|(years, loss)| Wait {
                years,
                spent: billion(1.0),
                loss: billion(loss),
                cost: billion(loss + 1.0),
                missed: 0.0,
            })
            .to_vec(),
        ..Plan::default()
    }
}

#[test]
fn a_page_with_a_plan_has_its_chapter_and_says_what_the_simulator_finds() {
    let case = Case::of(small());
    let plan = plan(&case.system);
    let brief = Brief { plan: Some(&plan), ..case.brief() };
    let with = page(&brief);
    assert_eq!(with, page(&brief), "the same twice");
    for part in [
        "<section id=\"programme\"",
        "id=\"programme-gantt",
        "id=\"programme-dependence",
        "id=\"programme-frontier",
        "Of 2 targets 1 are met in time; of the 1 about surviving a threat 0 hold when the simulator replays it",
        "own processing: 20 % asked for 2027, 10 % reached, not met by the end",
        "time to build: smelting",
        "What can be bought for stock: metal, 2027",
        "USD\u{a0}2,500",
        "without a programme 40 (20 to 80) ○",
        "a year later: USD\u{a0}10\u{a0}bn (USD\u{a0}5 to 20\u{a0}bn) ○",
        "63\u{a0}% (50 to 75\u{a0}%) ○",
    ] {
        assert!(with.contains(part), "{part}");
    }
    assert!(!with.contains("NaN") && !with.contains("inf"), "finite");
    assert!(
        summary::plan(&case.system, &plan).contains("processing: 0 of 1 met in time"),
        "the terminal says it too"
    );
    let without = page(&Brief { plan: None, ..brief });
    assert!(!without.contains("id=\"programme\""), "no plan, no chapter");
}
