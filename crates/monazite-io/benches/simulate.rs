//! Speed of the simulation of the embedded baseline. Required: 104 weeks in at most 20 ms on one core, with shocks on every
//! mineral, and 10,000 draws of it in 100 s on two.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use monazite::Watch;
use monazite::balance::{Balance, balance};
use monazite::disruption::{Panel, Spread};
use monazite::id::{CountryId, FormId, ProcessId};
use monazite::quantity::{Days, Share};
use monazite::question::Question;
use monazite::scenario::{Date, ExportBan, Interval, Kind, Path, Reach, Scenario, Shock};
use monazite::simulate::{Model, State};
use monazite::system::{Form, Process, System};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

/// A stop of all exports by China, of every form, from the fourth week on: no mineral is left alone.
fn full_stop(system: &System, weeks: usize) -> Scenario {
    let start = Date::constant(2025, 1, 1);
    let china: Option<CountryId> = system.countries.id("CHN");
    let shock = Shock {
        announced: None,
        seen_as: None,
        name: "full stop".to_owned(),
        kind: Kind::ExportBan(ExportBan {
            reach: Reach {
                from: china.into_iter().collect(),
                to: system.countries.ids().filter(|c| Some(*c) != china).collect(),
                forms: system.forms.ids().collect::<BTreeSet<FormId>>(),
            },
            leakage: Some(Path::constant(0.0)),
        }),
        active: vec![Interval { from: Date::constant(2025, 1, 22), until: None }],
        probability: Share::new(1.0),
        source: String::new(),
        notes: String::new(),
    };
    Scenario { shocks: vec![shock], ..Scenario::quiet("full-stop", start, Days::new(7.0 * weeks as f64)) }
}

fn baseline() -> (System, Balance) {
    let system = monazite_io::baseline().expect("the embedded baseline is valid").system;
    let balance = balance(&system).expect("the embedded baseline balances");
    (system, balance)
}

/// The baseline several times over: every mineral with its forms and processes again under another key.
fn copies(system: &System, balance: &Balance, times: usize) -> (System, Balance) {
    let (mut system, mut balance) = (system.clone(), balance.clone());
    let originals = balance.minerals.clone();
    for copy in 1..times {
        for (&mineral, balanced) in &originals {
            let key = |key: &str| format!("{key}_{copy}");
            let name = key(system.minerals.key(mineral));
            let Some(again) = system.minerals.insert(&name, system.minerals[mineral].clone()) else {
                continue;
            };
            let forms: BTreeMap<FormId, FormId> = system
                .forms_of(mineral)
                .collect::<Vec<_>>()
                .into_iter()
                .filter_map(|f| {
                    let form = Form { mineral: again, ..system.forms[f].clone() };
                    Some((f, system.forms.insert(&key(system.forms.key(f)), form)?))
                })
                .collect();
            let processes: BTreeMap<ProcessId, ProcessId> = system
                .processes
                .ids()
                .filter(|&p| system.processes[p].mineral == mineral)
                .collect::<Vec<_>>()
                .into_iter()
                .filter_map(|p| {
                    let mut process = Process { mineral: again, ..system.processes[p].clone() };
                    process.recipe.iter_mut().for_each(|t| t.form = forms[&t.form]);
                    Some((p, system.processes.insert(&key(system.processes.key(p)), process)?))
                })
                .collect();
            let mut twin = balanced.clone();
            twin.activity.iter_mut().for_each(|a| a.process = processes[&a.process]);
            twin.flows.iter_mut().for_each(|f| f.form = forms[&f.form]);
            twin.uses.iter_mut().for_each(|u| u.form = forms[&u.form]);
            balance.minerals.insert(again, twin);
        }
    }
    (system, balance)
}

/// Draws made at once, by all threads.
const DRAWS: u64 = 64;

fn run(c: &mut Criterion) {
    let (system, balance) = baseline();
    let mut group = c.benchmark_group("simulate");
    group.sample_size(20);
    for weeks in [52, 104, 208, 1040] {
        let model = Model::new(&system, &balance, &full_stop(&system, weeks)).expect("the scenario runs");
        let values = model.inputs().central();
        let mut state = State::default();
        group.throughput(Throughput::Elements(weeks as u64));
        group.bench_function(BenchmarkId::new("weeks", weeks), |b| {
            b.iter(|| {
                model.run(&values, &mut state);
                black_box(&state);
            });
        });
    }
    for times in [1, 2, 5, 10] {
        let (system, balance) = copies(&system, &balance, times);
        let model = Model::new(&system, &balance, &full_stop(&system, 104)).expect("the scenario runs");
        let values = model.inputs().central();
        let mut state = State::default();
        group.throughput(Throughput::Elements(times as u64));
        group.bench_function(BenchmarkId::new("104 weeks, baselines", times), |b| {
            b.iter(|| {
                model.run(&values, &mut state);
                black_box(&state);
            });
        });
    }
    let model = Model::new(&system, &balance, &full_stop(&system, 104)).expect("the scenario runs");
    let outcome = model.outcome(&model.inputs().central());
    let question = Question { for_: "g7-plus".to_owned(), from: "CHN".to_owned() };
    let panel = Panel::new(&system, &question, &outcome).expect("the parties are known");
    let mut spread = Spread::new(&model, &panel, 1);
    group.sample_size(10).throughput(Throughput::Elements(DRAWS));
    group.bench_function(BenchmarkId::new("104 weeks and all figures, draws", DRAWS), |b| {
        b.iter(|| {
            let draws = spread.draws()..spread.draws() + DRAWS;
            spread.make((&model, &panel), draws, &Watch::default(), &mut |_| ()).expect("nobody cancels");
        });
    });
    group.finish();
}

criterion_group!(benches, run);
criterion_main!(benches);
