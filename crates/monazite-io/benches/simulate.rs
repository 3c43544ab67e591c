//! Speed of the simulation of the embedded baseline, on one core. Required: 104 weeks in at most 20 ms, with shocks on
//! every mineral.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use monazite::balance::{Balance, balance};
use monazite::id::{CountryId, FormId};
use monazite::quantity::{Days, Share};
use monazite::scenario::{Date, ExportBan, Interval, Kind, Path, Reach, Scenario, Shock};
use monazite::simulate::{Model, State};
use monazite::system::System;
use std::hint::black_box;

/// A stop of all exports by China, of every form, from the fourth week on: no mineral is left alone.
fn full_stop(system: &System, weeks: usize) -> Scenario {
    let start = Date::constant(2025, 1, 1);
    let china: Option<CountryId> = system.countries.id("CHN");
    let shock = Shock {
        name: "full stop".to_owned(),
        kind: Kind::ExportBan(ExportBan {
            reach: Reach {
                from: china.into_iter().collect(),
                to: system.countries.ids().filter(|c| Some(*c) != china).collect(),
                forms: system.forms.ids().collect::<std::collections::BTreeSet<FormId>>(),
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
                model.run(&values, &mut state, |_, state| {
                    black_box(state);
                })
            });
        });
        if weeks == 104 {
            group.bench_function("outcome of 104 weeks", |b| b.iter(|| model.outcome(&values)));
            let quiet =
                Model::new(&system, &balance, &Scenario { shocks: Vec::new(), ..full_stop(&system, weeks) });
            let quiet = quiet.expect("the scenario runs");
            group.bench_function("104 quiet weeks", |b| {
                b.iter(|| {
                    quiet.run(&values, &mut state, |_, state| {
                        black_box(state);
                    })
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, run);
criterion_main!(benches);
