//! The order of rows, the unit of mass and the names of things change no central figure.

#![allow(clippy::unwrap_used)]

use monazite::assess::assess;
use monazite::balance::ensemble;
use monazite::datum::Datum;
use monazite::question::Question;
use monazite::system::System;
use monazite_io::{Files, baseline_files, parse};
use proptest::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Mul;

/// Columns that hold names of minerals, forms and processes, alone or in a list.
const NAMED: [&str; 8] = ["mineral", "material", "minerals", "form", "forms", "process", "input", "output"];

type Table = (Vec<String>, Vec<Vec<String>>);

fn tables(files: &Files<'_>) -> BTreeMap<String, Table> {
    let csv = files.iter().filter(|(name, _)| name.ends_with(".csv"));
    csv.map(|(name, bytes)| {
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        (name.clone(), (header, rows))
    })
    .collect()
}

fn files(tables: &BTreeMap<String, Table>) -> Files<'static> {
    let mut files = baseline_files();
    for (name, (header, rows)) in tables {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(header).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        files.insert(name.clone(), Cow::Owned(writer.into_inner().unwrap()));
    }
    files
}

/// Every mass, and every number of a mass, in another unit: masses are `unit` times what they were, prices a `unit`th. It
/// is done beyond the files, where a thousand times the tonnes of a table is a mistake.
fn rescaled(system: &mut System, unit: f64) {
    fn times<Q: Copy + Mul<f64, Output = Q>>(datum: &mut Datum<Q>, unit: f64) {
        (datum.value, datum.low, datum.high) = (datum.value * unit, datum.low * unit, datum.high * unit);
    }
    system.production.iter_mut().for_each(|row| times(&mut row.datum, unit));
    system.world_production.iter_mut().for_each(|row| times(&mut row.datum, unit));
    system.capacity.iter_mut().for_each(|row| times(&mut row.datum, unit));
    system.reserves.iter_mut().for_each(|row| times(&mut row.datum, unit));
    system.flows.iter_mut().for_each(|row| times(&mut row.datum, unit));
    system.imports.iter_mut().for_each(|row| times(&mut row.datum, unit));
    system.exports.iter_mut().for_each(|row| times(&mut row.datum, unit));
    system.demand.iter_mut().for_each(|row| times(&mut row.datum, unit));
    system.stocks.iter_mut().for_each(|row| times(&mut row.datum, unit));
    system.demand_paths.iter_mut().for_each(|row| times(&mut row.datum, unit));
    system.prices.iter_mut().for_each(|row| times(&mut row.datum, 1.0 / unit));
}

/// Central figures for some coalitions by everything that names them.
fn figures(files: &Files<'_>, plain: impl Fn(&str) -> String, mass: f64) -> BTreeMap<String, f64> {
    let mut system = parse(files).unwrap().system;
    rescaled(&mut system, mass);
    let ensemble = ensemble(&system, 0, 1).unwrap();
    let mut figures = BTreeMap::new();
    for for_ in ["g7-plus", "JPN"] {
        let question = Question { for_: for_.to_owned(), from: "CHN".to_owned() };
        for figure in assess(&system, &ensemble, &question).unwrap().figures {
            let id: Vec<String> = figure.id().split('/').map(&plain).collect();
            let unit = if figure.unit.starts_with("t/") || figure.unit == "t" { mass } else { 1.0 };
            figures.insert(format!("{for_} {}", id.join("/")), figure.value / unit);
        }
    }
    figures
}

fn same(plain: &BTreeMap<String, f64>, other: &BTreeMap<String, f64>) {
    let keys = |f: &BTreeMap<String, f64>| f.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(plain), keys(other), "the same figures");
    let moved: Vec<_> = plain
        .iter()
        .filter(|(key, value)| (*value - other[*key]).abs() > 1e-7 * value.abs().max(1e-2))
        .map(|(key, value)| format!("{key}: {value} and {}", other[key]))
        .collect();
    assert!(
        moved.is_empty(),
        "{} of {} move: {:#?}",
        moved.len(),
        plain.len(),
        &moved[..moved.len().min(20)]
    );
}

/// Rows in an order that a seed gives (Fisher and Yates, with a multiplicative generator).
fn shuffle(rows: &mut [Vec<String>], seed: u64) {
    let mut state = seed | 1;
    for at in (1..rows.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        rows.swap(at, (state >> 33) as usize % (at + 1));
    }
}

/// A name from its end to its beginning, so that the alphabet orders names anew.
fn turned(name: &str) -> String {
    name.chars().rev().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, ..ProptestConfig::default() })]

    #[test]
    fn order_unit_and_names_change_no_figure(seed in any::<u64>(), unit in prop::sample::select(vec![1e-3, 8.0, 1e3])) {
        let plain = figures(&baseline_files(), str::to_owned, 1.0);
        let mut tables = tables(&baseline_files());
        for (header, rows) in tables.values_mut() {
            shuffle(rows, seed);
            for (at, column) in header.iter().enumerate() {
                if NAMED.contains(&column.as_str()) {
                    for row in rows.iter_mut().filter(|row| !row[at].is_empty()) {
                        row[at] = row[at].split('|').map(turned).collect::<Vec<_>>().join("|");
                    }
                }
            }
        }
        let names: BTreeSet<String> =
            ["minerals.csv", "forms.csv", "processes.csv"].iter().flat_map(|n| &tables[*n].1).map(|r| r[0].clone()).collect();
        let back = |text: &str| if names.contains(text) { turned(text) } else { text.to_owned() };
        same(&plain, &figures(&files(&tables), back, unit));
    }
}
