//! Laws of the balance and of origin tracing on generated networks.

#![allow(clippy::unwrap_used)]

use crate::common::{Chain, name, system};
use monazite::balance::{MineralBalance, balance, residuals};
use monazite::id::{Id, MineralId};
use monazite::metric::origin::{Target, Tracer};
use monazite::system::{Stage, System};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn chains() -> impl Strategy<Value = Chain> {
    (2usize..8, any::<u64>(), 0.0f64..0.8, 0.0f64..0.6).prop_map(|(countries, seed, trade, noise)| Chain {
        countries,
        seed,
        trade,
        noise,
        ..Chain::default()
    })
}

fn balanced(system: &System) -> MineralBalance {
    balance(system).unwrap().minerals.remove(&MineralId::from_index(0)).unwrap()
}

fn tracer(system: &System, balance: &MineralBalance) -> Tracer {
    Tracer::new(system, MineralId::from_index(0), balance).unwrap()
}

const STAGES: [Stage; 3] = [Stage::Extraction, Stage::Processing, Stage::Manufacturing];

/// Flows by the keys of their ends, so that they compare across country orders.
fn flows(system: &System, balance: &MineralBalance) -> BTreeMap<(String, String, String), f64> {
    let country = |c| system.countries.key(c)[1..].to_owned();
    let key = |f: &monazite::balance::BalancedFlow| {
        (system.forms.key(f.form).to_owned(), country(f.exporter), country(f.importer))
    };
    balance.flows.iter().map(|f| (key(f), f.mass.get())).collect()
}

fn agree(
    a: &BTreeMap<(String, String, String), f64>,
    b: &BTreeMap<(String, String, String), f64>,
    unit: f64,
) {
    let scale: f64 = a.values().sum::<f64>() + 1.0;
    for key in a.keys().chain(b.keys()) {
        let (a, b) = (a.get(key).copied().unwrap_or(0.0), b.get(key).copied().unwrap_or(0.0));
        assert!((a - b / unit).abs() < 1e-7 * scale, "{key:?}: {a} and {}", b / unit);
    }
}

proptest! {
    #![proptest_config(crate::market::cases(60))]

    #[test]
    fn mass_is_conserved_at_every_node(chain in chains()) {
        let system = system(&chain);
        let b = balanced(&system);
        let limit = 1e-9 * b.world_supply.get();
        for (node, rest) in residuals(&system, &b) {
            prop_assert!(rest.abs() < limit, "{node:?} {rest}");
        }
        prop_assert!(b.flows.iter().all(|f| f.mass.get() > 0.0));
        prop_assert!(b.activity.iter().all(|a| a.mass.get() > 0.0));
        prop_assert!(b.uses.iter().all(|u| u.mass.get() > 0.0));
    }

    #[test]
    fn data_that_balance_do_not_move(chain in chains()) {
        let b = balanced(&system(&Chain { noise: 0.0, ..chain }));
        prop_assert!(b.report.chi_square < 1e-12, "{} {:?}", b.report.chi_square, b.report.moves[0]);
    }

    #[test]
    fn unit_names_and_order_change_nothing(chain in chains()) {
        let plain = system(&chain);
        let expected = flows(&plain, &balanced(&plain));
        for unit in [1e3, 1e6] {
            let scaled = system(&Chain { unit, ..chain.clone() });
            agree(&expected, &flows(&scaled, &balanced(&scaled)), unit);
        }
        let other = system(&Chain { reversed: true, prefix: "X", ..chain });
        agree(&expected, &flows(&other, &balanced(&other)), 1.0);
    }

    #[test]
    fn origins_sum_to_one(chain in chains()) {
        let system = system(&chain);
        let b = balanced(&system);
        let tracer = tracer(&system, &b);
        for stage in STAGES {
            for (node, d) in tracer.distributions(Target::Stage(stage)) {
                prop_assert!((d.total() - 1.0).abs() < 1e-9, "{node:?} {d:?}");
            }
        }
        for form in system.forms.ids() {
            for (node, d) in tracer.distributions(Target::Form(form)) {
                prop_assert!((d.total() - 1.0).abs() < 1e-9, "{node:?} {d:?}");
            }
        }
    }

    #[test]
    fn shares_of_a_union_are_sums(chain in chains()) {
        let system = system(&chain);
        let b = balanced(&system);
        let tracer = tracer(&system, &b);
        let ids: Vec<_> = system.countries.ids().collect();
        for stage in STAGES {
            let of = |set: &[_]| tracer.shares(Target::Stage(stage), &set.iter().copied().collect());
            let (first, rest, all) = (of(&ids[..1]), of(&ids[1..]), of(&ids));
            for (node, share) in &all {
                prop_assert!((first[node] + rest[node] - share).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn no_trade_means_own_origin(chain in chains()) {
        let system = system(&Chain { trade: 0.0, noise: 0.0, ..chain });
        let b = balanced(&system);
        prop_assert!(b.flows.is_empty());
        for ((_, country), d) in tracer(&system, &b).distributions(Target::Stage(Stage::Extraction)) {
            prop_assert!((d.countries[&country] - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn a_supplier_without_data_has_no_share(chain in chains()) {
        let chain = Chain { without: Some(chain.countries - 1), ..chain };
        let system = system(&chain);
        let b = balanced(&system);
        let gone: BTreeSet<_> = system.countries.id(&name(&chain, chain.countries - 1)).into_iter().collect();
        prop_assert_eq!(gone.len(), 1);
        for target in [Target::Any, Target::Stage(Stage::Extraction), Target::Stage(Stage::Processing)] {
            let shares = tracer(&system, &b).shares(target, &gone);
            prop_assert!(shares.values().all(|&s| s == 0.0));
        }
    }
}
