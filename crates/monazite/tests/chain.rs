//! The worked number of `docs/methods/chain.md`.

#![allow(clippy::unwrap_used)]

use monazite::balance::balance;
use monazite::metric::chain::{Place, chain};
use monazite::system::Stage;
use monazite::system::testing::Builder;

#[test]
fn the_worked_number() {
    let system = Builder::new()
        .mineral("tin")
        .form("ore", "tin", Stage::Extraction)
        .form("metal", "tin", Stage::Processing)
        .process("mining", Stage::Extraction, &[], &[("ore", 1.0)])
        .process("smelting", Stage::Processing, &[("ore", 1.0)], &[("metal", 1.0)])
        .production("ore", "mining", "AUS", 100.0, 1.0)
        .production("metal", "smelting", "CHN", 100.0, 1.0)
        .flow("ore", ("AUS", "CHN"), "", 100.0, 1.0)
        .flow("metal", ("CHN", "KOR"), "", 40.0, 1.0)
        .flow("metal", ("CHN", "DEU"), "", 60.0, 1.0)
        .flow("metal", ("KOR", "DEU"), "", 40.0, 1.0)
        .demand("metal", "DEU", "solder", 100.0, 1.0)
        .build();
    let balance = balance(&system).unwrap();
    let (country, form) = (|k| system.countries.id(k).unwrap(), |k| system.forms.id(k).unwrap());
    let of_tin = &balance.minerals[&system.minerals.id("tin").unwrap()];
    let links = chain(&system, of_tin, &[country("DEU")].into(), &[form("metal")].into());
    let metal = Place::Made(form("metal"), country("CHN"));
    let ore = Place::Made(form("ore"), country("AUS"));
    assert!((links[&(metal, Place::Used(country("DEU")))].get() - 100.0).abs() < 0.1, "{links:?}");
    assert!((links[&(ore, metal)].get() - 100.0).abs() < 0.1, "{links:?}");
}
