//! Speed of an assessment after the balance, and of all `GeoPolRisk` scores of the world; one core.
//!
//! Required: `assess` on all minerals and all countries in under 200 ms; all scores of 65 minerals, 214 countries and
//! 5 years in under 1 s.

use criterion::{Criterion, criterion_group, criterion_main};
use monazite::assess::assess;
use monazite::balance::{Ensemble, balance};
use monazite::metric::geopolrisk::{Import, Market, scores};
use monazite::question::Question;
use std::hint::black_box;

fn one_core<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread").install(work)
}

fn baseline(c: &mut Criterion) {
    let system = monazite_io::baseline().expect("the embedded baseline is valid").system;
    let central = balance(&system).expect("the embedded baseline balances");
    let ensemble = Ensemble { central, draws: Vec::new() };
    let question = Question { for_: "g7-plus".to_owned(), from: "CHN".to_owned() };
    c.bench_function("assess all minerals, all countries", |b| {
        one_core(|| b.iter(|| assess(&system, &ensemble, &question)));
    });
}

const COUNTRIES: usize = 214;

/// A trade matrix in which every third pair trades, with numbers that a short formula spreads.
fn world(mineral: usize) -> (Vec<f64>, Vec<f64>, Vec<Import>) {
    let spread = |k: usize| ((k * 7919 + mineral * 104_729) % 1000) as f64;
    let production = (0..COUNTRIES).map(spread).collect();
    let weight = (0..COUNTRIES).map(|c| spread(c + 31) / 1000.0).collect();
    let pairs = (0..COUNTRIES * COUNTRIES).filter(|k| k % 3 == 0);
    let imports = pairs
        .map(|k| Import {
            importer: k / COUNTRIES,
            exporter: k % COUNTRIES,
            mass: spread(k),
            value: spread(k + 1),
        })
        .collect();
    (production, weight, imports)
}

fn geopolrisk(c: &mut Criterion) {
    let worlds: Vec<_> = (0..65 * 5).map(world).collect();
    c.bench_function("geopolrisk, 65 minerals x 214 countries x 5 years", |b| {
        b.iter(|| {
            for (production, weight, imports) in &worlds {
                black_box(scores(&Market { production, weight, imports }));
            }
        });
    });
}

criterion_group!(benches, baseline, geopolrisk);
criterion_main!(benches);
