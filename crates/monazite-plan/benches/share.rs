//! Clubs of the default programme, and what follows from their values.

#![allow(clippy::unwrap_used, missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use monazite::balance::balance;
use monazite_plan::share::{Club, Clubs, Game, nucleolus, shapley};

/// All 512 clubs of nine players, or 4,096 of twelve, over every mineral of the programme.
fn clubs(c: &mut Criterion) {
    let system = monazite_io::baseline().unwrap().system;
    let balance = balance(&system).unwrap();
    let text = monazite_io::programme::DEFAULT;
    let nine = monazite_io::programme::parse("default.toml", text, &system, ("g7-plus", "CHN")).unwrap();
    let apart: Vec<_> = ["FRA", "DEU", "ITA"].map(|key| system.countries.id(key).unwrap()).into();
    let twelve = nine.clone().apart(&system, &apart);
    let mut group = c.benchmark_group("clubs");
    group.sample_size(10);
    for (name, programme) in [("nine players", &nine), ("twelve players", &twelve)] {
        let clubs = Clubs::of(&system, &balance, programme);
        group.bench_function(name, |b| b.iter(|| clubs.solve(Vec::new(), &|_| ()).unwrap()));
    }
    group.finish();
}

/// Shapley value and nucleolus of a game of twelve.
fn shares(c: &mut Criterion) {
    let game = Game::new(12, |club: Club| {
        club.players().map(|p| (p + 1) as f64).sum::<f64>().powf(1.5) - club.len() as f64
    })
    .unwrap();
    c.bench_function("shapley of twelve", |b| b.iter(|| shapley(&game)));
    c.bench_function("nucleolus of twelve", |b| b.iter(|| nucleolus(&game).unwrap()));
}

criterion_group!(benches, clubs, shares);
criterion_main!(benches);
