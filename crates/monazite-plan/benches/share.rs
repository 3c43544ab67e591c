//! Clubs of the default programme, and what follows from their values.

#![allow(clippy::unwrap_used, missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use monazite::Watch;
use monazite::balance::balance;
use monazite::plan::Factors;
use monazite::plan::Items;
use monazite::share::Valued;
use monazite_plan::share::{
    Club, Clubs, Game, Group, Players, assemble, least_core, nucleolus, orders, sampled, shapley,
};

/// All 512 clubs of nine players for gallium, and all 4,096 of twelve for magnesium, the players alone included. The
/// whole programme is `monazite share`, with `--apart FRA,DEU,ITA` for twelve.
fn clubs(c: &mut Criterion) {
    let system = monazite_io::baseline().unwrap().system;
    let balance = balance(&system).unwrap();
    let text = monazite_io::programme::DEFAULT;
    let nine = monazite_io::programme::parse(
        "default.toml",
        text,
        &system,
        &monazite_io::programme::Asked::of("g7-plus", "CHN"),
    )
    .unwrap();
    let apart: Vec<_> = ["FRA", "DEU", "ITA"].map(|key| system.countries.id(key).unwrap()).into();
    let twelve = nine.clone().apart(&system, &apart);
    let mut group = c.benchmark_group("clubs");
    group.sample_size(10);
    for (name, mineral, mut programme) in
        [("nine players", "gallium", nine), ("twelve players", "magnesium", twelve)]
    {
        programme.minerals = [system.minerals.id(mineral).unwrap()].into();
        let clubs = Clubs::of(&system, &balance, &programme);
        let name = format!("{name}, {mineral}");
        group.bench_function(name, |b| b.iter(|| clubs.solve(Vec::new(), &|_| ()).unwrap()));
    }
    group.finish();
}

/// What a club gains: more than its members bring by themselves, and differently for every club.
fn worth(club: Club) -> f64 {
    let weight = |p: usize| 1.0 + (p as f64 * 0.618).fract();
    let uneven = (club.bits().wrapping_mul(2_654_435_761) % 1000) as f64 / 1000.0;
    club.players().map(weight).sum::<f64>().powf(1.5) - club.len() as f64 + uneven
}

/// The solutions of a game of twelve: 4,096 clubs.
fn shares(c: &mut Criterion) {
    let game = Game::new(12, worth).unwrap();
    c.bench_function("shapley of twelve", |b| b.iter(|| shapley(&game)));
    c.bench_function("least core of twelve", |b| b.iter(|| least_core(&game, &Watch::default()).unwrap()));
    c.bench_function("nucleolus of twelve", |b| b.iter(|| nucleolus(&game, &Watch::default()).unwrap()));
    c.bench_function("shapley of thirty, 100 pairs of orders", |b| {
        b.iter(|| sampled(&orders(30, 100, 1), worth))
    });
}

/// All that is said of twelve players and twelve minerals, in 24 draws.
fn answer(c: &mut Criterion) {
    let players = Players {
        names: (0..12).map(|p| format!("player {p}")).collect(),
        gdp: vec![1.0; 12],
        consumption: vec![1.0; 12],
    };
    let valued = |bits: u64| {
        let club = Club::from_bits(bits);
        let bears = |p: usize| if club.contains(p) { 30.0 - worth(club) / club.len() as f64 } else { 0.0 };
        let borne = (0..12).map(|p| Items([0.5 * bears(p), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.5 * bears(p)]));
        Valued { club: bits, borne: borne.collect(), spill: vec![0.0; 12] }
    };
    let group = Group {
        name: "tin".to_owned(),
        idle: vec![Items([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 50.0]); 12],
        today: vec![Items([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 50.0]); 12],
        valued: (0..4096).map(valued).collect(),
        factors: Factors { low: Items([0.5; Items::COUNT]), high: Items([2.0; Items::COUNT]) },
    };
    let groups = vec![group; 12];
    let mut bench = c.benchmark_group("answer");
    bench.sample_size(10);
    bench.bench_function("twelve players, 24 draws", |b| {
        b.iter(|| assemble("tin", &players, &groups, None, (24, 1), &Watch::default()).unwrap());
    });
    bench.finish();
}

criterion_group!(benches, clubs, shares, answer);
criterion_main!(benches);
