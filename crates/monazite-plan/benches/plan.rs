//! The default programme, and one mineral of it with every question.

#![allow(clippy::unwrap_used, missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use monazite::balance::balance;
use monazite_io::programme::{DEFAULT, parse};
use monazite_plan::{Questions, plan};

fn programme(c: &mut Criterion) {
    let system = monazite_io::baseline().unwrap().system;
    let balance = balance(&system).unwrap();
    let all = parse("default.toml", DEFAULT, &system, &monazite_io::programme::Asked::of("g7-plus", "CHN"))
        .unwrap();
    let mut gallium = all.clone();
    gallium.minerals = [system.minerals.id("gallium").unwrap()].into();
    let mut group = c.benchmark_group("plan");
    group.sample_size(10);
    group.bench_function("all deep chains, 15 years, 10 threats", |b| {
        b.iter(|| plan(&system, &balance, &all, Questions::default()).unwrap());
    });
    group.bench_function("gallium, every question", |b| {
        b.iter(|| plan(&system, &balance, &gallium, Questions::ALL).unwrap());
    });
    group.finish();
}

criterion_group!(benches, programme);
criterion_main!(benches);
