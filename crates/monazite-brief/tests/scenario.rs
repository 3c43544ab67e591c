//! The chapters on a scenario: what must hold for any page that has one.

#![allow(clippy::unwrap_used)]

use crate::common::Case;
use monazite::disruption::Panel;
use monazite::figure::Figure;
use monazite::quantity::{Days, Share};
use monazite::question::Question;
use monazite::scenario::{Date, ExportBan, Interval, Kind, Path, Reach, Scenario, Shock};
use monazite::simulate::simulate;
use monazite::system::behaviour::Parameter;
use monazite::system::testing::Builder;
use monazite::system::{Stage, System};
use monazite_brief::{Brief, Simulation, page};

/// CHN smelts; DEU uses, holds ten weeks, and gets a fifth from KOR.
fn small() -> System {
    Builder::new()
        .mineral("tin")
        .form("metal", "tin", Stage::Processing)
        .process("smelting", Stage::Processing, &[], &[("metal", 1.0)])
        .production("metal", "smelting", "CHN", 100.0, 1.0)
        .production("metal", "smelting", "KOR", 20.0, 1.0)
        .flow("metal", ("CHN", "DEU"), "", 80.0, 1.0)
        .flow("metal", ("KOR", "DEU"), "", 20.0, 1.0)
        .demand("metal", "DEU", "solder", 100.0, 1.0)
        .demand("metal", "CHN", "solder", 20.0, 1.0)
        .behaviour(Parameter::TargetCover, "metal", 70.0)
        .behaviour(Parameter::DemandElasticity, "metal", -0.1)
        .inert()
        .build()
}

fn stop(system: &System) -> Scenario {
    let start = Date::constant(2027, 1, 4);
    let ids = |key: &str| system.countries.id(key).into_iter().collect();
    let reach = Reach { from: ids("CHN"), to: ids("DEU"), forms: system.forms.ids().collect() };
    let shock = Shock {
        announced: None,
        seen_as: None,
        name: "stop".into(),
        kind: Kind::ExportBan(ExportBan { reach, leakage: Some(Path::constant(0.0)) }),
        active: vec![Interval { from: start, until: None }],
        probability: Share::new(1.0),
        source: String::new(),
        notes: String::new(),
    };
    let quiet = Scenario::quiet("stop", start, Days::new(364.0));
    Scenario { name: "Stop <b>at</b> once".into(), shocks: vec![shock], ..quiet }
}

/// Values of an attribute, in the order of the page.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_page_with_a_scenario_has_its_three_chapters_and_the_numbers_of_its_figures() {
    let case = Case::of(small());
    let (system, ensemble) = (&case.system, &case.ensemble);
    let question = Question { for_: "DEU".into(), from: "CHN".into() };
    let scenario = stop(system);
    let outcome = simulate(system, &ensemble.central, &scenario).unwrap();
    let panel = Panel::new(system, &question, &outcome).unwrap();
    let central = panel.read(&outcome);
    let (low, high): (Vec<f64>, Vec<f64>) = central.iter().map(|v| (0.9 * v, 1.1 * v)).unzip();
    let figures: Vec<Figure> = panel.figures(system, &scenario, &central, &low, &high);
    let simulation = Some(Simulation { scenario: &scenario, figures: &figures, losses: &[] });
    let brief = Brief { simulation, ..case.brief() };
    let with = page(&brief);
    assert_eq!(with, page(&brief), "the same twice");
    for id in ["shortage-calendar", "endurance", "prices"] {
        assert!(with.contains(&format!("<section id=\"{id}\"")), "{id}");
    }
    assert!(!with.contains("<b>at</b>") && !with.contains("NaN"), "escaped and finite");
    let (ids, values) = (attributes(&with, "data-id"), attributes(&with, "data-value"));
    let weekly: Vec<usize> = (0..ids.len()).filter(|&i| ids[i].contains('@')).collect();
    assert!(weekly.len() >= 52, "a cell a week");
    for i in weekly {
        let figure = figures.iter().find(|f| f.id() == ids[i]).unwrap_or_else(|| panic!("{}", ids[i]));
        assert_eq!(values[i].parse::<f64>().unwrap(), figure.value);
    }
    let without = page(&Brief { simulation: None, ..brief });
    assert!(!without.contains("shortage-calendar"), "no scenario, no chapter");
}
