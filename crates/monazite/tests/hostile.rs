//! Valid but hostile systems: the balance is found and conserves mass, or says clearly why not; it never panics.

#![allow(clippy::unwrap_used)]

use monazite::Error;
use monazite::balance::{MineralBalance, balance, ensemble, residuals};
use monazite::id::{Id, MineralId};
use monazite::metric::origin::{Target, Tracer};
use monazite::system::testing::Builder;
use monazite::system::{Stage, System};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A chain of ore, metal and part without any datum. The recipe loses a tenth at each step; scrap may come back.
fn chain() -> Builder {
    Builder::new()
        .mineral("m")
        .form("ore", "m", Stage::Extraction)
        .form("metal", "m", Stage::Processing)
        .form("part", "m", Stage::Manufacturing)
        .process("mine", Stage::Extraction, &[], &[("ore", 1.0)])
        .process("refine", Stage::Processing, &[("ore", 1.1)], &[("metal", 1.0)])
        .process("build", Stage::Manufacturing, &[("metal", 1.1)], &[("part", 1.0)])
        .process("recover", Stage::Recycling, &[], &[("metal", 1.0)])
}

/// Balances, draws and traces, and checks what must hold of any result.
fn survive(system: &System) -> Result<(), Error> {
    let ensemble = ensemble(system, 2, 1)?;
    for balance in ensemble.draws.iter().chain([&ensemble.central]) {
        for (&mineral, b) in &balance.minerals {
            conserved(system, b);
            let tracer = Tracer::new(system, mineral, b)?;
            let suppliers: BTreeSet<_> = system.countries.ids().take(1).collect();
            for target in [Target::Stage(Stage::Extraction), Target::Stage(Stage::Manufacturing), Target::Any]
            {
                for (node, share) in tracer.shares(target, &suppliers) {
                    assert!((-1e-9..=1.0 + 1e-9).contains(&share), "{node:?} {share}");
                }
            }
        }
    }
    Ok(())
}

fn conserved(system: &System, b: &MineralBalance) {
    assert!(b.report.residual <= 1e-9, "{}", b.report.residual);
    let reported = system.production.iter().map(|p| p.datum.value.get());
    let reported = reported.chain(system.imports.iter().map(|i| i.datum.value.get()));
    let reported = reported.chain(system.flows.iter().map(|f| f.datum.value.get()));
    let reported = reported.chain(system.demand.iter().map(|d| d.datum.value.get()));
    let moved = b.flows.iter().map(|f| f.mass.get()).chain(b.uses.iter().map(|u| u.mass.get()));
    let limit = 1e-9 * reported.chain(moved).fold(b.world_supply.get().max(1.0), f64::max);
    for (node, rest) in residuals(system, b) {
        assert!(rest.abs() <= limit, "{node:?}: {rest} of {limit}");
    }
    assert!(b.activity.iter().all(|a| a.mass.get() > 0.0 && a.mass.get().is_finite()));
    assert!(b.flows.iter().all(|f| f.mass.get() > 0.0 && f.mass.get().is_finite()));
    assert!(b.uses.iter().all(|u| u.mass.get() > 0.0 && u.mass.get().is_finite()));
}

#[test]
fn one_country() {
    survive(
        &chain().production("ore", "", "AAA", 100.0, 5.0).demand("part", "AAA", "other", 80.0, 8.0).build(),
    )
    .unwrap();
}

#[test]
fn nothing_produced_anywhere() {
    survive(&chain().production("ore", "", "AAA", 0.0, 0.0).production("metal", "", "BBB", 0.0, 0.0).build())
        .unwrap();
    survive(
        &chain()
            .flow("metal", ("AAA", "BBB"), "1", 0.0, 0.0)
            .demand("part", "AAA", "other", 0.0, 0.0)
            .build(),
    )
    .unwrap();
}

#[test]
fn demand_without_supply() {
    survive(&chain().demand("part", "AAA", "other", 80.0, 8.0).build()).unwrap();
    let system = Builder::new()
        .mineral("m")
        .form("part", "m", Stage::Manufacturing)
        .demand("part", "AAA", "other", 80.0, 8.0)
        .build();
    survive(&system).unwrap();
}

#[test]
fn forms_that_no_process_joins() {
    let system = chain()
        .form("other_ore", "m", Stage::Extraction)
        .production("ore", "", "AAA", 100.0, 5.0)
        .flow("other_ore", ("BBB", "CCC"), "1", 50.0, 5.0)
        .imports("other_ore", "DDD", "1", 9.0, 1.0)
        .build();
    survive(&system).unwrap();
}

#[test]
fn trade_without_producers_and_shares_beyond_one() {
    let system = chain()
        .flow("metal", ("AAA", "BBB"), "1", 50.0, 5.0)
        .flow("metal", ("BBB", "AAA"), "1", 70.0, 5.0)
        .import_share("metal", ("AAA", "BBB"), 0.9, 0.01)
        .import_share("metal", ("CCC", "BBB"), 0.9, 0.01)
        .recycling("m", "world", 1.0, 0.1)
        .build();
    survive(&system).unwrap();
}

/// A mass: usual or nothing.
fn usual() -> impl Strategy<Value = f64> {
    prop_oneof![6 => 1.0f64..1000.0, 1 => Just(0.0)]
}

/// A mass at the ends of what `check` accepts, too.
fn extreme() -> impl Strategy<Value = f64> {
    prop_oneof![2 => usual(), 1 => Just(1e-9), 1 => Just(1e11)]
}

/// A datum of a random kind.
#[derive(Debug, Clone)]
struct Row {
    kind: usize,
    form: usize,
    ends: (usize, usize),
    value: f64,
    error: f64,
}

fn row(mass: impl Strategy<Value = f64>) -> impl Strategy<Value = Row> {
    let ends = (0usize..5, 0usize..5);
    (0usize..7, 0usize..3, ends, mass, prop_oneof![Just(0.0), 0.0f64..1.0])
        .prop_map(|(kind, form, ends, value, error)| Row { kind, form, ends, value, error })
}

fn with(builder: Builder, row: &Row) -> Builder {
    let form = ["ore", "metal", "part"][row.form];
    let name = |c: usize| ["AAA", "BBB", "CCC", "DDD", "EEE"][c];
    let (from, to) = (name(row.ends.0), name(row.ends.1));
    let (value, sigma) = (row.value, row.value * row.error);
    let share = value / (1.0 + value);
    match row.kind {
        0 => builder.production(form, "", from, value, sigma),
        1 => builder.capacity(form, from, value, sigma),
        2 if from != to => builder.flow(form, (from, to), "1", value, sigma),
        3 => builder.imports(form, to, "1", value, sigma),
        4 if from != to => builder.import_share(form, (from, to), share, share * row.error),
        5 => builder.recycling("m", "world", share, share * row.error),
        _ => builder.demand(form, to, "other", value, sigma),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..crate::market::cases(300) })]

    #[test]
    fn any_small_system_with_a_mine_has_a_balance(rows in proptest::collection::vec(row(usual()), 0..14)) {
        let mined = chain().production("ore", "", "AAA", 500.0, 25.0);
        survive(&rows.iter().fold(mined, with).build()).unwrap();
    }

    #[test]
    fn twenty_orders_of_magnitude_balance_or_are_named(rows in proptest::collection::vec(row(extreme()), 0..14)) {
        if let Err(error) = survive(&rows.iter().fold(chain(), with).build()) {
            prop_assert!(error.to_string().contains("wrong unit"), "{error}");
        }
    }
}

#[test]
fn an_empty_system() {
    survive(&System::default()).unwrap();
    assert!(!balance(&chain().build()).unwrap().minerals.contains_key(&MineralId::from_index(0)));
}
