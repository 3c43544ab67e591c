//! Measures, stocks and what binds, on markets small enough to follow by hand: a country mines 70 t a week.

#![allow(clippy::unwrap_used)]

use crate::market::{reach, scenario, shock, with};
use monazite::balance::{Activity, Balance, BalancedFlow, MineralBalance, Use};
use monazite::datum::{Datum, Provenance, Quality, RowRef};
use monazite::id::{FormId, Id, SourceId};
use monazite::quantity::{Share, TonnesPerYear, UsDollarsPerTonne};
use monazite::scenario::{
    Amount, DemandSurge, ExportBan, Kind, Liability, Licence, Outage, Path, Quota, Scenario, Shock,
    StockRelease, Uncertain,
};
use monazite::simulate::{Binding, Model, Outcome, simulate};
use monazite::system::behaviour::Parameter;
use monazite::system::testing::Builder;
use monazite::system::{ByProduct, Price, Stage, System};

/// Ore is mined, parts are made of it one to one; A, B and C may use both.
fn builder() -> Builder {
    let builder = Builder::new()
        .mineral("m")
        .form("ore", "m", Stage::Extraction)
        .form("part", "m", Stage::Manufacturing)
        .process("mine", Stage::Extraction, &[], &[("ore", 1.0)])
        .process("make", Stage::Manufacturing, &[("ore", 1.0)], &[("part", 1.0)]);
    let uses = ["A", "B", "C"].into_iter().flat_map(|c| [(c, "defence"), (c, "other")]);
    uses.fold(builder, |builder, (c, end_use)| builder.demand("ore", c, end_use, 1.0, 1.0)).inert()
}

/// Tonnes a week: made by process and country; sent by form, from and to; used by form, country and end use.
struct Weekly<'a> {
    made: &'a [(&'a str, &'a str, f64)],
    sent: &'a [(&'a str, &'a str, &'a str, f64)],
    used: &'a [(&'a str, &'a str, &'a str, f64)],
}

impl Weekly<'_> {
    fn balance(&self, system: &System) -> Balance {
        let yearly = |tonnes: f64| TonnesPerYear::new(tonnes * 365.0 / 7.0);
        let country = |key: &str| system.countries.id(key).unwrap();
        let form = |key: &str| system.forms.id(key).unwrap();
        let mut balance = MineralBalance::default();
        balance.activity.extend(self.made.iter().map(|&(process, c, mass)| Activity {
            process: system.processes.id(process).unwrap(),
            country: country(c),
            mass: yearly(mass),
            quality: Quality::Observed,
        }));
        balance.flows.extend(self.sent.iter().map(|&(f, from, to, mass)| BalancedFlow {
            form: form(f),
            exporter: country(from),
            importer: country(to),
            mass: yearly(mass),
            quality: Quality::Observed,
        }));
        balance.uses.extend(self.used.iter().map(|&(f, c, end_use, mass)| Use {
            form: form(f),
            country: country(c),
            end_use: system.end_uses.id(end_use).unwrap(),
            mass: yearly(mass),
        }));
        balance.world_supply = balance.activity.iter().map(|a| a.mass).sum();
        Balance { minerals: [(Id::from_index(0), balance)].into_iter().collect() }
    }
}

/// A sells all it mines to B.
const DIRECT: Weekly<'_> = Weekly {
    made: &[("mine", "A", 70.0)],
    sent: &[("ore", "A", "B", 70.0)],
    used: &[("ore", "B", "other", 70.0)],
};

/// The same, and B passes half of it on to C.
const BY_WAY_OF_B: Weekly<'_> = Weekly {
    made: &[("mine", "A", 70.0)],
    sent: &[("ore", "A", "B", 70.0), ("ore", "B", "C", 35.0)],
    used: &[("ore", "B", "other", 35.0), ("ore", "C", "other", 35.0)],
};

/// B makes parts of A's ore for C.
const PARTS: Weekly<'_> = Weekly {
    made: &[("mine", "A", 70.0), ("make", "B", 70.0)],
    sent: &[("ore", "A", "B", 70.0), ("part", "B", "C", 70.0)],
    used: &[("part", "C", "defence", 35.0), ("part", "C", "other", 35.0)],
};

fn run(system: &System, market: &Weekly<'_>, shocks: Vec<Shock>) -> Outcome {
    simulate(system, &market.balance(system), &scenario(30, shocks)).unwrap()
}

/// What a user gets in a week.
fn delivered(
    system: &System,
    outcome: &Outcome,
    (form, country, end_use): (&str, &str, &str),
    week: usize,
) -> f64 {
    let (form, country) = (system.forms.id(form).unwrap(), system.countries.id(country).unwrap());
    let user = outcome.user(form, country, system.end_uses.id(end_use).unwrap()).unwrap();
    outcome.delivered(user, week).get()
}

fn assert_near(ours: f64, by_hand: f64) {
    assert!((ours - by_hand).abs() < 1e-9, "{ours} for {by_hand}");
}

fn ban(system: &System) -> Kind {
    Kind::ExportBan(ExportBan { reach: reach(system, 0), leakage: Some(Path::constant(0.0)) })
}

fn quota(system: &System, amount: Amount) -> Kind {
    Kind::Quota(Quota { reach: reach(system, 0), amount })
}

/// Everything is approved at once and nothing leaks.
fn licence(system: &System) -> Licence {
    Licence {
        share_of: monazite::scenario::ShareOf::Orders,
        reach: reach(system, 0),
        approval: Path::constant(1.0),
        delay: Uncertain::Point(0.0),
        excluded_countries: Default::default(),
        excluded_end_uses: Default::default(),
        excluded_dual_use: Some(Uncertain::Point(0.0)),
        leakage: Uncertain::Point(0.0),
        liability: None,
    }
}

#[test]
fn half_a_quota_is_half_in_tonnes_and_as_a_share() {
    let system = builder().build();
    for amount in
        [Amount::TonnesPerYear(Uncertain::Point(1825.0)), Amount::ShareOfBaseline(Uncertain::Point(0.5))]
    {
        let outcome = run(&system, &DIRECT, vec![shock(quota(&system, amount), 0, 1000)]);
        // The ship of the week before is the last full one.
        assert_near(delivered(&system, &outcome, ("ore", "B", "other"), 0), 70.0);
        assert_near(delivered(&system, &outcome, ("ore", "B", "other"), 1), 35.0);
        assert_near(delivered(&system, &outcome, ("ore", "B", "other"), 29), 35.0);
    }
    let wide = quota(&system, Amount::TonnesPerYear(Uncertain::Point(4000.0)));
    let outcome = run(&system, &DIRECT, vec![shock(wide, 0, 1000)]);
    assert_near(delivered(&system, &outcome, ("ore", "B", "other"), 29), 70.0);
}

#[test]
fn under_liability_a_third_country_passes_on_the_rest() {
    let system = builder().build();
    let to_c = |liability: Option<Liability>| {
        let excluded_countries = system.countries.id("C").into_iter().collect();
        let kind = Kind::Licence(Licence { excluded_countries, liability, ..licence(&system) });
        let outcome = run(&system, &BY_WAY_OF_B, vec![shock(kind, 0, 1000)]);
        // B itself is served in full.
        assert_near(delivered(&system, &outcome, ("ore", "B", "other"), 29), 35.0);
        delivered(&system, &outcome, ("ore", "C", "other"), 29)
    };
    let stop = |p| Some(Liability { probability: Some(Uncertain::Point(p)), value_threshold: None });
    assert_near(to_c(None), 35.0);
    assert_near(to_c(stop(0.25)), 0.75 * 35.0);
    assert_near(to_c(stop(1.0)), 0.0);
}

#[test]
fn goods_worth_a_thousand_times_their_ore_are_free_under_a_threshold_above_that() {
    let mut system = builder().build();
    let price = |form: &str, value: f64| Price {
        form: system.forms.id(form).unwrap(),
        market: "world".to_owned(),
        datum: datum(UsDollarsPerTonne::new(value)),
    };
    let prices = vec![price("ore", 1.0), price("part", 1000.0)];
    let defence = |system: &System, threshold: f64| {
        let value_threshold = Some(Uncertain::Point(threshold));
        let kind = Kind::Licence(Licence {
            excluded_end_uses: system.end_uses.id("defence").into_iter().collect(),
            liability: Some(Liability { probability: Some(Uncertain::Point(0.0)), value_threshold }),
            ..licence(system)
        });
        let outcome = run(system, &PARTS, vec![shock(kind, 0, 1000)]);
        assert_near(delivered(system, &outcome, ("part", "C", "other"), 29), 35.0);
        delivered(system, &outcome, ("part", "C", "defence"), 29)
    };
    // Without prices nobody can say what the ore is worth in the part.
    assert_near(defence(&system, 0.002), 0.0);
    system.prices = prices;
    assert_near(defence(&system, 0.002), 35.0);
    assert_near(defence(&system, 0.0005), 0.0);
}

#[test]
fn defence_lives_on_free_stock_while_civil_users_take_what_came_under_licence() {
    // B holds 140 t free; defence takes 14 t a week of them, so they last from the first licensed ship, in week 1, for
    // ten weeks.
    let market = Weekly { used: &[("ore", "B", "defence", 14.0), ("ore", "B", "other", 56.0)], ..DIRECT };
    let system = with(builder().build(), &[(Parameter::TargetCover, 14.0)]);
    let excluded_end_uses = system.end_uses.id("defence").into_iter().collect();
    let kind = Kind::Licence(Licence { excluded_end_uses, ..licence(&system) });
    let outcome = run(&system, &market, vec![shock(kind, 0, 1000)]);
    let defence = |week| delivered(&system, &outcome, ("ore", "B", "defence"), week);
    (0..=10).for_each(|week| assert_near(defence(week), 14.0));
    (11..30).for_each(|week| assert_near(defence(week), 0.0));
    (0..30).for_each(|week| assert_near(delivered(&system, &outcome, ("ore", "B", "other"), week), 56.0));
    let b = outcome.node(Id::from_index(0), system.countries.id("B").unwrap()).unwrap();
    assert_eq!(outcome.binding(b, 5), Binding::None);
    assert_eq!(outcome.binding(b, 20), Binding::Terms);
}

#[test]
fn a_strategic_stock_waits_for_its_delay_and_keeps_to_its_rate() {
    let rule =
        [(Parameter::AccessibleShare, 0.8), (Parameter::ReleaseDelay, 14.0), (Parameter::ReleaseRate, 0.1)];
    let system = with(builder().strategic("ore", "B", 100.0).build(), &rule);
    let outcome = run(&system, &DIRECT, vec![shock(ban(&system), 0, 1000)]);
    let got = |week| delivered(&system, &outcome, ("ore", "B", "other"), week);
    // A sends nothing from week 0 on; the ship under way serves week 0. Two weeks later a tenth of the 80 t that can
    // be used goes out each week.
    assert_near(got(0), 70.0);
    assert_near(got(1), 0.0);
    (2..12).for_each(|week| assert_near(got(week), 8.0));
    (12..30).for_each(|week| assert_near(got(week), 0.0));
}

#[test]
fn an_order_on_a_strategic_stock_replaces_the_rule_and_may_let_it_be_sold_on() {
    let system = with(builder().strategic("ore", "B", 80.0).build(), &[(Parameter::AccessibleShare, 1.0)]);
    let released = |resale: bool| {
        let order = StockRelease {
            holders: system.countries.id("B").into_iter().collect(),
            forms: system.forms.ids().collect(),
            active: shock(ban(&system), 21, 1000).active,
            weekly_share: Share::new(0.25),
            resale,
            decided: None,
        };
        let shocks = vec![shock(ban(&system), 0, 1000)];
        let scenario = Scenario { stock_releases: vec![order], ..scenario(30, shocks) };
        simulate(&system, &BY_WAY_OF_B.balance(&system), &scenario).unwrap()
    };
    let got = |outcome: &Outcome, country: &str| -> Vec<f64> {
        (2..9).map(|week| delivered(&system, outcome, ("ore", country, "other"), week)).collect()
    };
    // A quarter of 80 t in each of the weeks 3 to 6: to users at home, or by halves to those who claim half each; a
    // ship to C takes a week.
    let (home, shared) = (released(false), released(true));
    for (ours, by_hand) in [
        (got(&home, "B"), [0.0, 20.0, 20.0, 20.0, 20.0, 0.0, 0.0]),
        (got(&home, "C"), [0.0; 7]),
        (got(&shared, "B"), [0.0, 10.0, 10.0, 10.0, 10.0, 0.0, 0.0]),
        (got(&shared, "C"), [0.0, 0.0, 10.0, 10.0, 10.0, 10.0, 0.0]),
    ] {
        ours.into_iter().zip(by_hand).for_each(|(ours, by_hand)| assert_near(ours, by_hand));
    }
}

/// The links from the first user of a form in a country up to what binds, in week 10.
fn chain(system: &System, market: &Weekly<'_>, kind: Kind, (form, country): (&str, &str)) -> Vec<Binding> {
    let model =
        Model::new(system, &market.balance(system), &scenario(30, vec![shock(kind, 0, 1000)])).unwrap();
    let values = model.inputs().central();
    let outcome = model.outcome(&values);
    let (form, country) = (system.forms.id(form).unwrap(), system.countries.id(country).unwrap());
    let user = outcome.users.iter().position(|u| u.form == form && u.country == country).unwrap();
    let links = model.explain(&values, user, 10);
    let node = outcome.node(form, country).unwrap();
    assert_eq!(outcome.binding(node, 10), links[0].binding);
    links.iter().map(|link| link.binding).collect()
}

#[test]
fn explain_ends_at_what_binds() {
    use Binding::{Capacity, Host, Input, Permit, Quota, Supplier};
    let system = builder().build();
    assert_eq!(chain(&system, &DIRECT, ban(&system), ("ore", "B")), [Permit]);
    let half = quota(&system, Amount::ShareOfBaseline(Uncertain::Point(0.5)));
    assert_eq!(chain(&system, &DIRECT, half, ("ore", "B")), [Quota]);
    let outage = |system: &System| {
        let countries = system.countries.id("A").into_iter().collect();
        Kind::Outage(Outage { countries, forms: system.forms.ids().collect(), loss: Path::constant(0.5) })
    };
    assert_eq!(chain(&system, &DIRECT, outage(&system), ("ore", "B")), [Supplier, Capacity]);
    assert_eq!(chain(&system, &BY_WAY_OF_B, outage(&system), ("ore", "C")), [Supplier, Supplier, Capacity]);
    assert_eq!(chain(&system, &PARTS, ban(&system), ("part", "C")), [Supplier, Input, Permit]);
    // With spare capacity a surge of demand is met, unless the ore comes with a host.
    let surge = || {
        Kind::DemandSurge(DemandSurge {
            countries: system.countries.ids().collect(),
            forms: system.forms.ids().collect(),
            end_uses: system.end_uses.ids().collect(),
            factor: Path::constant(1.4),
        })
    };
    let mut able = with(system.clone(), &[(Parameter::SpareCapacity, 0.5)]);
    let free = run(&able, &DIRECT, vec![shock(surge(), 0, 1000)]);
    assert_near(delivered(&able, &free, ("ore", "B", "other"), 10), 98.0);
    let ore: FormId = Id::from_index(0);
    let dependence = datum(Share::new(1.0));
    able.by_products.push(ByProduct { form: ore, host: "zinc".to_owned(), dependence, country: None });
    assert_eq!(chain(&able, &DIRECT, surge(), ("ore", "B")), [Supplier, Host]);
}

fn datum<Q: Copy>(value: Q) -> Datum<Q> {
    let provenance = Provenance {
        year: 2024,
        quality: Quality::Assumed,
        source: SourceId::from_index(0),
        row: RowRef { table: "test", line: 1 },
        note: String::new(),
    };
    Datum { value, low: value, high: value, provenance }
}
