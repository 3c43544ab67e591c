//! Speed of the economy at the sizes of published tables.
//!
//! `cargo bench -p monazite --bench economy` runs 2,464 industries (44 regions x 56 sectors);
//! with `MONAZITE_BENCH_EXIOBASE=1` also 9,800 (49 x 200), which needs 5 GB.

use criterion::{Criterion, criterion_group, criterion_main};
use faer::Mat;
use monazite::Watch;
use monazite::economy::ario::{Ario, Event, Impact, Parameters, Recovery, Variable, run};
use monazite::economy::{Extensions, Mrio, accounts, leontief};
use std::collections::BTreeMap;
use std::hint::black_box;

/// A dense table with positive value added everywhere; the same numbers on every machine.
fn table(regions: usize, sectors: usize) -> Mrio {
    let n = regions * sectors;
    let mut seed = 1_u64;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let industries: Vec<(String, String)> =
        (0..n).map(|i| (format!("R{:02}", i / sectors), format!("S{:03}", i % sectors))).collect();
    let columns: Vec<(String, String)> =
        (0..regions).map(|r| (format!("R{r:02}"), "final".to_owned())).collect();
    let mut z = Mat::zeros(n, n);
    for j in 0..n {
        for (i, cell) in z.col_as_slice_mut(j).iter_mut().enumerate() {
            let home = if i / sectors == j / sectors { 8.0 } else { 1.0 };
            *cell = home * random() / (n as f64);
        }
    }
    let y = Mat::from_fn(n, regions, |i, r| if i / sectors == r { 4.0 } else { 0.2 });
    Mrio::new(&industries, &columns, z, y, "million USD").expect("a valid table")
}

fn shock() -> Vec<Event> {
    vec![Event {
        name: "stop".to_owned(),
        occurrence: 5,
        duration: 90,
        losses: BTreeMap::from([(0, 0.9), (57, 0.5)]),
        monetary_factor: 1e6,
        impact: Impact::Capacity { recovery: Recovery::Linear, tau: 30.0 },
    }]
}

fn ario(c: &mut Criterion, name: &str, table: &Mrio) {
    c.bench_function(&format!("ario 365 days {name}"), |b| {
        b.iter(|| {
            let ario = Ario::new(table, &Parameters::default()).expect("valid parameters");
            let record = [Variable::ProductionRealised, Variable::FinalDemandUnmet];
            black_box(run(&ario, table, &shock(), 365, &record, &Watch::default()).expect("a valid event"))
        });
    });
}

fn extensions(table: &Mrio, rows: usize) -> Extensions {
    Extensions {
        names: (0..rows).map(|e| e.to_string()).collect(),
        units: vec![String::new(); rows],
        f: Mat::from_fn(rows, table.len(), |e, i| ((e + i) % 7) as f64),
        f_y: Mat::zeros(rows, table.columns().len()),
    }
}

fn wiod_size(c: &mut Criterion) {
    let table = table(44, 56);
    let x = leontief::x(table.z(), table.y());
    let a = leontief::a(table.z(), &x);
    let e = extensions(&table, 3);
    c.bench_function("inverse 44x56", |b| b.iter(|| black_box(leontief::l(&a).expect("productive"))));
    c.bench_function("all accounts by factorising 44x56", |b| {
        b.iter(|| {
            let a = leontief::a(table.z(), &x);
            let factor = leontief::Factor::new(&a).expect("productive");
            black_box(accounts::accounts(&table, &e, &x, &factor).expect("productive"))
        });
    });
    ario(c, "44x56", &table);
}

fn exiobase_size(c: &mut Criterion) {
    if std::env::var_os("MONAZITE_BENCH_EXIOBASE").is_none() {
        return;
    }
    let table = table(49, 200);
    let x = leontief::x(table.z(), table.y());
    let e = extensions(&table, 1);
    c.bench_function("exiobase: all accounts by factorising 49x200", |b| {
        b.iter(|| {
            let factor = leontief::Factor::new(&leontief::a(table.z(), &x)).expect("productive");
            black_box(accounts::accounts(&table, &e, &x, &factor).expect("productive"))
        });
    });
    ario(c, "exiobase 49x200", &table);
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).without_plots();
    targets = wiod_size, exiobase_size
}
criterion_main!(benches);
