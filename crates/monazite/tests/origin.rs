//! Origin tracing against the worked case and its laws.

#![allow(clippy::unwrap_used)]

use monazite::balance::{MineralBalance, balance};
use monazite::id::{CountryId, FormId, Id, MineralId};
use monazite::metric::origin::{Target, Tracer, direct_import_share, used, weighted};
use monazite::system::testing::Builder;
use monazite::system::{Stage, System};
use std::collections::BTreeSet;

/// Mines: K 100, C 20. Ore: K->C 80, K->F 20. Refining: C 100, F 20.
/// Refined: C->H 40, F->H 5, H->E 35, C->E 10, F->E 5.
fn worked() -> System {
    Builder::new()
        .mineral("m")
        .form("ore", "m", Stage::Extraction)
        .form("metal", "m", Stage::Processing)
        .process("mine", Stage::Extraction, &[], &[("ore", 1.0)])
        .process("refine", Stage::Processing, &[("ore", 1.0)], &[("metal", 1.0)])
        .production("ore", "", "K", 100.0, 5.0)
        .production("ore", "", "C", 20.0, 5.0)
        .flow("ore", ("K", "C"), "", 80.0, 5.0)
        .flow("ore", ("K", "F"), "", 20.0, 5.0)
        .production("metal", "", "C", 100.0, 5.0)
        .production("metal", "", "F", 20.0, 5.0)
        .flow("metal", ("C", "H"), "", 40.0, 5.0)
        .flow("metal", ("F", "H"), "", 5.0, 5.0)
        .flow("metal", ("H", "E"), "", 35.0, 5.0)
        .flow("metal", ("C", "E"), "", 10.0, 5.0)
        .flow("metal", ("F", "E"), "", 5.0, 5.0)
        .demand("metal", "C", "other", 50.0, 5.0)
        .demand("metal", "F", "other", 10.0, 5.0)
        .demand("metal", "H", "other", 10.0, 5.0)
        .demand("metal", "E", "other", 50.0, 5.0)
        .build()
}

struct Case {
    system: System,
    balance: MineralBalance,
    tracer: Tracer,
}

fn case(system: System) -> Case {
    let mineral = MineralId::from_index(0);
    let balance = balance(&system).unwrap().minerals.remove(&mineral).unwrap();
    let tracer = Tracer::new(&system, mineral, &balance).unwrap();
    Case { system, balance, tracer }
}

impl Case {
    fn country(&self, key: &str) -> CountryId {
        self.system.countries.id(key).unwrap()
    }
    fn form(&self, key: &str) -> FormId {
        self.system.forms.id(key).unwrap()
    }
    fn set(&self, keys: &[&str]) -> BTreeSet<CountryId> {
        keys.iter().map(|k| self.country(k)).collect()
    }
    fn share(&self, target: Target, supplier: &str, form: &str, country: &str) -> f64 {
        let shares = self.tracer.shares(target, &self.set(&[supplier]));
        shares[&(self.form(form), self.country(country))]
    }
}

fn close(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-8, "{value} for {expected}");
}

#[test]
fn worked_case() {
    let c = case(worked());
    let refined = Target::Stage(Stage::Processing);
    let mined = Target::Stage(Stage::Extraction);
    close(c.share(refined, "C", "metal", "E"), 0.822_222_222_2);
    close(c.share(refined, "F", "metal", "E"), 0.177_777_777_8);
    close(c.share(mined, "K", "metal", "E"), 0.835_555_555_6);
    close(c.share(mined, "C", "metal", "E"), 0.164_444_444_4);
    let direct =
        direct_import_share(&c.system, &c.balance, c.form("metal"), &c.set(&["E"]), &c.set(&["C"])).unwrap();
    close(direct.of_imports, 0.20);
    close(direct.of_supply, 0.20);
}

#[test]
fn distributions_agree_with_shares_and_sum_to_one() {
    let c = case(worked());
    for target in [Target::Stage(Stage::Processing), Target::Form(c.form("ore")), Target::Any] {
        let all = c.tracer.distributions(target);
        for supplier in ["K", "C", "F", "H"] {
            let shares = c.tracer.shares(target, &c.set(&[supplier]));
            for (node, share) in shares {
                let other = all[&node].countries.get(&c.country(supplier)).copied().unwrap_or(0.0);
                close(share, other);
            }
        }
        if target != Target::Any {
            all.values().for_each(|d| close(d.total(), 1.0));
        }
    }
    // Mined in C or refined in C: all that is refined in C, none of what F refines.
    close(c.share(Target::Any, "C", "metal", "E"), 0.822_222_222_2);
    close(c.share(Target::Any, "K", "metal", "E"), 0.835_555_555_6);
}

#[test]
fn origins_of_two_suppliers_add_up() {
    let c = case(worked());
    let both = c.tracer.shares(Target::Stage(Stage::Extraction), &c.set(&["K", "C"]));
    both.values().for_each(|&share| close(share, 1.0));
}

#[test]
fn a_coalition_is_the_use_weighted_mean_of_its_members() {
    let c = case(worked());
    let shares = c.tracer.shares(Target::Stage(Stage::Processing), &c.set(&["C"]));
    let members = c.set(&["E", "H"]);
    let share = weighted(&shares, &used(&c.balance, c.form("metal"), &members)).unwrap();
    // E uses 50 with 37/45, H uses 10 with 40/45.
    close(share, (50.0 * 37.0 / 45.0 + 10.0 * 40.0 / 45.0) / 60.0);
}

#[test]
fn a_source_of_a_later_stage_skips_and_scrap_is_its_own_origin() {
    let c = case(
        Builder::new()
            .mineral("g")
            .form("flake", "g", Stage::Extraction)
            .form("anode", "g", Stage::Manufacturing)
            .process("mine", Stage::Extraction, &[], &[("flake", 1.0)])
            .process("coat", Stage::Manufacturing, &[("flake", 2.0)], &[("anode", 1.0)])
            .process("graphitise", Stage::Manufacturing, &[], &[("anode", 1.0)])
            .process("recover", Stage::Recycling, &[], &[("anode", 1.0)])
            .production("flake", "", "C", 60.0, 5.0)
            .production("anode", "coat", "C", 30.0, 5.0)
            .production("anode", "graphitise", "C", 60.0, 5.0)
            .production("anode", "recover", "C", 10.0, 5.0)
            .demand("anode", "C", "other", 100.0, 5.0)
            .build(),
    );
    let node = (c.form("anode"), c.country("C"));
    let mined = c.tracer.by_stage(&c.system, node, Stage::Extraction).unwrap();
    close(mined.countries[&c.country("C")], 0.3);
    close(mined.skipped, 0.6);
    close(mined.scrap, 0.1);
    let made = c.tracer.by_form(node, c.form("anode")).unwrap();
    close(made.countries[&c.country("C")], 0.9);
    close(made.scrap, 0.1);
    assert!(c.tracer.by_stage(&c.system, (c.form("flake"), c.country("C")), Stage::Manufacturing).is_none());
}

#[test]
fn cyclic_recipes_are_refused() {
    let system = Builder::new()
        .mineral("m")
        .form("a", "m", Stage::Processing)
        .form("b", "m", Stage::Processing)
        .process("there", Stage::Processing, &[("a", 1.0)], &[("b", 1.0)])
        .process("back", Stage::Processing, &[("b", 1.0)], &[("a", 1.0)])
        .build();
    let error = Tracer::new(&system, MineralId::from_index(0), &MineralBalance::default()).unwrap_err();
    assert!(error.to_string().contains("made of each other"), "{error}");
}
