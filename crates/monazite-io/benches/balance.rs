//! Speed of the balance of the embedded baseline and of its draws, on one core. Required: a balance in under 2 s.

use criterion::{Criterion, criterion_group, criterion_main};
use monazite::balance::{balance, ensemble};
use monazite::metric::origin::{Target, Tracer};
use monazite::system::Stage;
use std::hint::black_box;

/// Draws a measured ensemble: three a floor, so that starting up a mineral does not dominate.
const DRAWS: usize = 9;

/// Runs on one thread, whatever the machine has.
fn one_core<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread").install(work)
}

fn reconcile(c: &mut Criterion) {
    let system = monazite_io::baseline().expect("the embedded baseline is valid").system;
    let central = one_core(|| balance(&system)).expect("the embedded baseline balances");
    let mut group = c.benchmark_group("baseline");
    group.sample_size(10);
    group.bench_function("balance", |b| one_core(|| b.iter(|| balance(&system))));
    group.bench_function("balance and 9 draws", |b| one_core(|| b.iter(|| ensemble(&system, DRAWS, 1))));
    group.bench_function("origin of every form by three stages", |b| {
        one_core(|| {
            b.iter(|| {
                for (&mineral, balanced) in &central.minerals {
                    let tracer = Tracer::new(&system, mineral, balanced);
                    let suppliers = system.countries.id("CHN").into_iter().collect();
                    for stage in [Stage::Extraction, Stage::Processing, Stage::Manufacturing] {
                        black_box(tracer.as_ref().map(|t| t.shares(Target::Stage(stage), &suppliers)).ok());
                    }
                }
            });
        });
    });
    group.finish();
}

criterion_group!(benches, reconcile);
criterion_main!(benches);
