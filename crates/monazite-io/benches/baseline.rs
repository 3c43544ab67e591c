//! Speed of loading and checking the embedded baseline. Required: under 50 ms on one core.

use criterion::{Criterion, criterion_group, criterion_main};

fn load(c: &mut Criterion) {
    let bytes: usize = monazite_io::baseline_files().values().map(|file| file.len()).sum();
    let mut group = c.benchmark_group("baseline");
    group.throughput(criterion::Throughput::Bytes(bytes as u64));
    group.bench_function("load and check", |b| b.iter(monazite_io::baseline));
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);
