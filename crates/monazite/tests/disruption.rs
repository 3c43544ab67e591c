//! Figures of a disruption on a network small enough to work by hand.

#![allow(clippy::unwrap_used)]

use monazite::balance::balance;
use monazite::datum::{Datum, Provenance, Quality, RowRef};
use monazite::disruption::{Key, Metric, NEVER, Panel, Spread, causes};
use monazite::figure::Figure;
use monazite::id::{Id, SourceId};
use monazite::quantity::{Days, Share, UsDollars};
use monazite::question::Question;
use monazite::scenario::{Date, ExportBan, Interval, Kind, Outage, Path, Reach, Scenario, Shock};
use monazite::simulate::{Binding, Model, Outcome, simulate};
use monazite::system::behaviour::Parameter;
use monazite::system::testing::Builder;
use monazite::system::{IndustryLink, IndustryValueAdded, Stage, System};
use monazite::{Cancelled, Watch};

/// CHN makes all metal; DEU uses 60 t a year of it for wind and 40 t for defence, and holds four weeks.
fn small() -> System {
    let mut system = Builder::new()
        .mineral("tin")
        .form("metal", "tin", Stage::Processing)
        .process("smelting", Stage::Processing, &[], &[("metal", 1.0)])
        .production("metal", "smelting", "CHN", 100.0, 1.0)
        .flow("metal", ("CHN", "DEU"), "", 100.0, 1.0)
        .demand("metal", "DEU", "wind", 60.0, 1.0)
        .demand("metal", "DEU", "defence", 40.0, 1.0)
        .behaviour(Parameter::TargetCover, "metal", 28.0)
        .inert()
        .build();
    let provenance = Provenance {
        year: 2024,
        quality: Quality::Assumed,
        source: SourceId::from_index(0),
        row: RowRef { table: "industry_links.csv", line: 2 },
        note: String::new(),
    };
    let all = Share::new(1.0);
    let share = Datum { value: all, low: all, high: all, provenance: provenance.clone() };
    let end_use = system.end_uses.id("wind").unwrap();
    system.industry_links.push(IndustryLink { end_use, industry: "c13".into(), nace: "C28".into(), share });
    let value = UsDollars::new(520e6);
    let datum = Datum { value, low: value, high: value, provenance };
    let country = system.countries.id("DEU").unwrap();
    system.industry_value_added.push(IndustryValueAdded { country, industry: "c13".into(), datum });
    system
}

const START: Date = Date::constant(2025, 1, 1);

fn scenario(kind: Option<Kind>) -> Scenario {
    let shock = |kind| Shock {
        announced: None,
        seen_as: None,
        name: "shock".into(),
        kind,
        active: vec![Interval { from: START, until: None }],
        probability: Share::new(1.0),
        source: String::new(),
        notes: String::new(),
    };
    Scenario {
        shocks: kind.into_iter().map(shock).collect(),
        ..Scenario::quiet("test", START, Days::new(364.0))
    }
}

fn ban(system: &System) -> Kind {
    let ids = |key: &str| system.countries.id(key).into_iter().collect();
    let reach = Reach { from: ids("CHN"), to: ids("DEU"), forms: system.forms.ids().collect() };
    Kind::ExportBan(ExportBan { reach, leakage: Some(Path::constant(0.0)) })
}

fn outage(system: &System, loss: f64) -> Kind {
    let countries = system.countries.id("CHN").into_iter().collect();
    Kind::Outage(Outage { countries, forms: system.forms.ids().collect(), loss: Path::constant(loss) })
}

fn question() -> Question {
    Question { for_: "DEU".into(), from: "CHN".into() }
}

/// The outcome of a shock and its figures.
fn run(system: &System, kind: Option<Kind>) -> (Outcome, Vec<Figure>) {
    let scenario = scenario(kind);
    let outcome = simulate(system, &balance(system).unwrap(), &scenario).unwrap();
    let panel = Panel::new(system, &question(), &outcome).unwrap();
    let central = panel.read(&outcome);
    let figures = panel.figures(system, &scenario, &central, &central, &central);
    (outcome, figures)
}

fn value(figures: &[Figure], id: &str) -> f64 {
    figures.iter().find(|f| f.id() == id).unwrap_or_else(|| panic!("no {id}")).value
}

#[test]
fn nothing_happens_in_a_quiet_scenario() {
    let (_, figures) = run(&small(), None);
    for item in &figures {
        let expected = match Metric::from_word(&item.metric).unwrap() {
            Metric::Shortfall
            | Metric::UseLost
            | Metric::OutputLost
            | Metric::ValueAddedAtRisk
            | Metric::TimeToRecover => 0.0,
            Metric::Price | Metric::PricePaid => 1.0,
            Metric::Cover => 28.0,
            Metric::TimeToSurvive => {
                assert_eq!(item.value, NEVER);
                continue;
            }
        };
        assert!((item.value - expected).abs() < 1e-6, "{}: {}", item.id(), item.value);
    }
}

/// The number worked by hand on `docs/methods/disruption.md`.
#[test]
fn an_outage_of_fifteen_hundredths_puts_so_much_value_added_at_risk() {
    let system = small();
    let (_, figures) = run(&system, Some(outage(&system, 0.15)));
    for id in ["shortfall/tin@52", "shortfall/tin/-/-/-/wind@52", "shortfall/tin/metal/processing@52"] {
        assert!((value(&figures, id) - 0.15).abs() < 1e-6, "{id} {}", value(&figures, id));
    }
    let expected = 520e6 * 7.0 / 365.0 * 0.15;
    for id in ["value_added_at_risk/tin/-/-/-/wind@52", "value_added_at_risk/-/-/-/-/wind@52"] {
        assert!((value(&figures, id) / expected - 1.0).abs() < 1e-6, "{id} {}", value(&figures, id));
    }
    assert!(
        !figures.iter().any(|f| f.id() == "value_added_at_risk/tin/-/-/-/defence@52"),
        "no industry stands behind it"
    );
}

#[test]
fn four_weeks_of_stock_and_one_under_way_last_about_five_weeks() {
    let system = small();
    let (outcome, figures) = run(&system, Some(ban(&system)));
    let survive = value(&figures, "time_to_survive/tin");
    assert!((28.0..=42.0).contains(&survive), "{survive}");
    assert_eq!(value(&figures, "time_to_recover/tin"), NEVER, "not within the horizon");
    assert_eq!(value(&figures, "shortfall/tin@52"), 1.0);
    assert_eq!(value(&figures, "cover/tin/metal/processing@52"), 0.0);
    let tin = system.minerals.id("tin").unwrap();
    let causes = causes(&system, &question(), &outcome, tin, 51).unwrap();
    assert_eq!(causes.len(), 1);
    assert_eq!(causes[0].binding, Binding::Permit);
    assert!((causes[0].missing.get() - 100.0 * 7.0 / 365.0).abs() < 1e-6);
}

#[test]
fn readings_stand_in_the_order_of_their_places() {
    let system = small();
    let (outcome, figures) = run(&system, Some(ban(&system)));
    let panel = Panel::new(&system, &question(), &outcome).unwrap();
    assert_eq!(panel.len(), figures.len());
    let places: Vec<(Key, Option<usize>)> = panel.places().collect();
    let mut ids: Vec<String> = figures.iter().map(Figure::id).collect();
    assert_eq!(places.len(), ids.len());
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), figures.len(), "every figure has an id of its own");
}

#[test]
fn nobody_is_told_apart_from_somebody_without_use() {
    let system = small();
    let (outcome, _) = run(&system, None);
    let unknown = Question { for_: "nobody".into(), from: "CHN".into() };
    assert!(Panel::new(&system, &unknown, &outcome).is_err());
}

#[test]
fn an_interrupted_spread_goes_on_to_the_same_numbers() {
    let mut system = small();
    let cover = system.behaviour.iter_mut().find(|b| b.parameter == Parameter::TargetCover).unwrap();
    (cover.datum.low, cover.datum.high) =
        (monazite::quantity::Index::new(14.0), monazite::quantity::Index::new(70.0));
    let scenario = scenario(Some(ban(&system)));
    let model = Model::new(&system, &balance(&system).unwrap(), &scenario).unwrap();
    let outcome = model.outcome(&model.inputs().central());
    let panel = Panel::new(&system, &question(), &outcome).unwrap();
    let made = |spread: &mut Spread, draws, watch: &Watch| {
        spread.make((&model, &panel), draws, watch, &mut |_| watch.cancel())
    };
    let silent = Watch::default();
    let of = |draws| {
        let mut spread = Spread::new(&model, &panel, 5);
        spread.make((&model, &panel), draws, &silent, &mut |_| ()).unwrap();
        spread
    };
    let whole = of(0..100);
    let mut parts = Spread::new(&model, &panel, 5);
    assert_eq!(made(&mut parts, 0..100, &Watch::default()), Err(Cancelled));
    assert_eq!(parts.draws(), 64, "stopped after a batch");
    let text = serde_json::to_string(&parts).unwrap();
    let mut parts: Spread = serde_json::from_str(&text).unwrap();
    assert!(parts.fits(&model, &panel, 5) && !parts.fits(&model, &panel, 6));
    parts.make((&model, &panel), 64..100, &silent, &mut |_| ()).unwrap();
    assert_eq!(parts, whole);
    let mut merged = of(70..100);
    assert!(merged.merge(&of(0..33)) && merged.merge(&of(33..70)));
    assert_eq!(merged, whole, "blocks merge in any order to the same bits");
    let survive = panel.places().position(|(key, _)| key.metric == Metric::TimeToSurvive).unwrap();
    let at = |p: f64| whole.quantile(Share::new(p))[survive];
    assert!(at(0.05) < at(0.95), "cover is drawn from two to ten weeks");
    let most = &whole.influences(&model, &panel)[0];
    assert!(most.input.contains("target_cover") && most.share.get() > 0.9, "{most:?}");
}
