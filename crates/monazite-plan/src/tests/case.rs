//! A tiny system, its programmes, and how they are solved.

use crate::model::Model;
use crate::network::Network;
use crate::solve::Session;
use monazite::Watch;
use monazite::balance::{Balance, Settings, balance_with};
use monazite::datum::{Datum, Provenance, Quality, RowRef};
use monazite::id::{Id, SourceId};
use monazite::plan::{Attitude, Lost, Member, Programme, Target, Targets, Threat};
use monazite::quantity::{Index, Share, Tonnes, UsDollarsPerTonne};
use monazite::scenario::Reach;
use monazite::system::investment::{Investment, Parameter};
use monazite::system::testing::Builder;
use monazite::system::{Price, Reserve, Scope, Stage, System};
use monazite_highs::Solution;
use std::collections::BTreeSet;

pub(super) fn datum<Q: Copy>(value: Q) -> Datum<Q> {
    let provenance = Provenance {
        year: 2024,
        quality: Quality::Assumed,
        source: SourceId::from_index(0),
        row: RowRef { table: "test", line: 2 },
        note: String::new(),
    };
    Datum { value, low: value, high: value, provenance }
}

/// A parameter of a process, or of everything where none is named.
pub(super) fn invest(system: &mut System, parameter: Parameter, process: &str, value: f64) {
    let process = system.processes.id(process);
    let row = Investment { parameter, process, scope: Scope::default(), datum: datum(Index::new(value)) };
    system.investments.push(row);
}

/// Member AAA needs 100 t of metal and gets all of it from CHN; it has ore in the ground and could smelt. BBB mines ore and
/// sells it to CHN, which sells none.
pub(super) fn smelter() -> (System, Balance) {
    let mut system = Builder::new()
        .mineral("tin")
        .form("ore", "tin", Stage::Extraction)
        .form("metal", "tin", Stage::Processing)
        .process("mine", Stage::Extraction, &[], &[("ore", 1.0)])
        .process("smelt", Stage::Processing, &[("ore", 1.25)], &[("metal", 1.0)])
        .production("metal", "smelt", "CHN", 200.0, 1.0)
        .production("ore", "mine", "CHN", 150.0, 1.0)
        .production("ore", "mine", "BBB", 100.0, 1.0)
        .flow("ore", ("BBB", "CHN"), "", 100.0, 1.0)
        .flow("metal", ("CHN", "AAA"), "", 100.0, 1.0)
        .demand("metal", "CHN", "other", 100.0, 1.0)
        .demand("metal", "AAA", "other", 95.0, 1.0)
        .demand("metal", "AAA", "defence", 5.0, 0.1)
        .build();
    for process in ["mine", "smelt"] {
        invest(&mut system, Parameter::CapitalCost, process, 1000.0);
        invest(&mut system, Parameter::CostDifference, process, 50.0);
        invest(&mut system, Parameter::LeadTime, process, 1.0);
        invest(&mut system, Parameter::OperatingCost, process, 200.0);
    }
    invest(&mut system, Parameter::Life, "", 10.0);
    invest(&mut system, Parameter::CostOfCapital, "", 0.0);
    invest(&mut system, Parameter::HoldingCost, "", 0.02);
    invest(&mut system, Parameter::StockPremium, "", 0.1);
    invest(&mut system, Parameter::PurchaseLimit, "", 0.0);
    let form = system.forms.id("metal").unwrap();
    system.prices =
        vec![Price { form, market: "world".into(), datum: datum(UsDollarsPerTonne::new(5000.0)) }];
    let reserve = |country: &str| Reserve {
        mineral: system.minerals.id("tin").unwrap(),
        country: system.countries.id(country).unwrap(),
        datum: datum(Tonnes::new(150.0)),
    };
    system.reserves = vec![reserve("AAA")];
    let balance = balance_with(&system, &Settings::bare(), &Watch::default()).unwrap();
    (system, balance)
}

/// A programme of AAA against CHN over some years without threats, discounting or targets.
pub(super) fn programme(system: &System, years: u32) -> Programme {
    let country = |key: &str| system.countries.id(key).unwrap();
    Programme {
        key: "tiny".into(),
        name: "Tiny".into(),
        members: vec![Member { key: "AAA".into(), countries: BTreeSet::from([country("AAA")]) }],
        supplier: "CHN".into(),
        suppliers: BTreeSet::from([country("CHN")]),
        hosts: BTreeSet::new(),
        minerals: system.minerals.ids().collect(),
        start: 2025,
        years,
        demand: "STEPS".into(),
        discount_rate: Share::new(0.0),
        targets: Targets::default(),
        threats: Vec::new(),
        attitude: Attitude::Expected,
        budget: None,
        price_floors: Vec::new(),
        lumpy: false,
    }
}

pub(super) fn target(share: f64, year: i32) -> Option<Target> {
    Some(Target { share: Share::new(share), year })
}

pub(super) fn stop(system: &System, months: f64, probability: f64) -> Threat {
    Threat {
        key: "stop".into(),
        name: "Full stop".into(),
        lost: vec![Lost {
            reach: Reach {
                from: BTreeSet::from([system.countries.id("CHN").unwrap()]),
                to: system.countries.ids().collect(),
                forms: system.forms.ids().collect(),
            },
            share: Share::new(1.0),
        }],
        months,
        from: None,
        probability: Share::new(probability),
    }
}

/// Solves a programme and looks at the optimum.
pub(super) fn solved<T>(
    (system, balance): &(System, Balance),
    programme: &Programme,
    look: impl FnOnce(&Model<'_>, &Solution, f64) -> T,
) -> T {
    let network = Network::of(system, balance, programme);
    let model = Model::of(&network, &Watch::default()).unwrap();
    let mut session = Session::new(&model, &Watch::default()).unwrap();
    session.come_nearest().unwrap();
    let best = session.optimum("a test").unwrap();
    let cost: f64 = model.lp.costs().iter().zip(&best.columns).map(|(c, x)| c * x).sum();
    look(&model, &best, cost)
}
