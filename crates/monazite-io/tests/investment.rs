//! The tables that a plan reads: complete, in contained tonnes, with the published numbers they came from.

#![allow(clippy::unwrap_used)]

use monazite::id::CountryId;
use monazite::system::investment::Parameter;
use monazite::system::{Depth, Scope, System};

fn system() -> System {
    monazite_io::baseline().unwrap_or_else(|problems| panic!("{problems:?}")).system
}

fn value(system: &System, parameter: Parameter, process: &str, country: CountryId) -> f64 {
    let process = system.processes.id(process).unwrap();
    system.investment_in(parameter, process, country).unwrap().datum.value.get()
}

#[test]
fn what_can_be_built_has_a_cost_a_lead_time_and_a_life() {
    let system = system();
    let country = system.countries.id("FRA").unwrap();
    for (process, item) in system.processes.iter() {
        if system.investment_in(Parameter::CapitalCost, process, country).is_none() {
            assert!(item.name.contains("cars"), "{} cannot be built", item.name);
            continue;
        }
        for parameter in [
            Parameter::OperatingCost,
            Parameter::CostDifference,
            Parameter::LeadTime,
            Parameter::Ramp,
            Parameter::Life,
            Parameter::CostOfCapital,
        ] {
            let found = system.investment_in(parameter, process, country);
            assert!(found.is_some(), "{} has no {}", item.name, parameter.word());
        }
    }
}

#[test]
fn every_end_use_sends_scrap_back_after_a_time() {
    let system = system();
    let mineral = system.minerals.id("copper").unwrap();
    for (end_use, item) in system.end_uses.iter() {
        assert!(system.lifetime(mineral, end_use).is_some(), "{} has no lifetime", item.name);
        let place = Scope { mineral: Some(mineral), end_use: Some(end_use), ..Scope::default() };
        assert!(system.investment(Parameter::Collection, None, &place).is_some());
    }
}

#[test]
fn every_form_of_a_deep_chain_that_can_be_held_has_a_price() {
    let system = system();
    for (form, item) in system.forms.iter() {
        let deep = system.minerals[item.mineral].depth == Depth::Deep;
        let car = system.forms.key(form).ends_with("_ev");
        assert!(!deep || car || system.prices.iter().any(|p| p.form == form), "{} has no price", item.name);
    }
}

/// 100,000 USD per t/y of magnet (Vulcan Elements Benson) over 0.33 t of oxide in a tonne of magnet.
#[test]
fn a_cost_per_tonne_of_magnet_becomes_one_per_contained_tonne() {
    let system = system();
    let [france, united_states, china] = ["FRA", "USA", "CHN"].map(|c| system.countries.id(c).unwrap());
    let cost = |country| value(&system, Parameter::CapitalCost, "re_magnet", country);
    assert!((cost(france) - 303_030.0).abs() < 1.0, "{}", cost(france));
    assert!(cost(china) < cost(france) && cost(france) < cost(united_states));
}

/// 2.25 bn AUD for 50 kt/y of monohydrate (Kemerton) is 29,250 USD per t/y, over 0.1654 t of lithium in a tonne.
#[test]
fn a_cost_per_tonne_of_hydroxide_becomes_one_per_tonne_of_lithium() {
    let system = system();
    let germany = system.countries.id("DEU").unwrap();
    let cost = value(&system, Parameter::CapitalCost, "li_hydroxide_rock", germany);
    assert!((cost - 176_844.0).abs() < 1.0, "{cost}");
}
