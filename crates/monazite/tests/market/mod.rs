//! A generated market of one form: producers sell to countries that use it, for defence and for other ends.

#![allow(dead_code)]

use monazite::balance::{Activity, Balance, BalancedFlow, MineralBalance, Use};
use monazite::datum::{Datum, Provenance, Quality, RowRef};
use monazite::id::{CountryId, FormId, Id, SourceId};
use monazite::quantity::{Days, Index, Share, TonnesPerYear};
use monazite::scenario::{
    Date, ExportBan, Interval, Kind, Licence, Outage, Path, Reach, Scenario, Shock, Uncertain,
};
use monazite::system::behaviour::{Behaviour, Parameter, Scope};
use monazite::system::testing::Builder;
use monazite::system::{Stage, System};
use proptest::prelude::ProptestConfig;
use rand::Rng;
use rand_pcg::Pcg64;

/// How many cases a law is tried on: so many, or as many as the environment asks for.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(usual))
}

/// The day on which everything starts.
pub(crate) const START: Date = Date::constant(2025, 1, 1);

/// A market of `countries`; about half of them mine, everyone uses.
pub(crate) fn market(countries: usize, seed: u64) -> (System, Balance) {
    let mut random = Pcg64::new(u128::from(seed), 7);
    let mut draw = move || (random.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0;
    let mut builder = Builder::new()
        .mineral("m")
        .form("ore", "m", Stage::Extraction)
        .process("mine", Stage::Extraction, &[], &[("ore", 1.0)])
        .inert();
    for c in 0..countries {
        for end_use in ["defence", "other"] {
            builder = builder.demand("ore", &format!("C{c:02}"), end_use, 1.0, 1.0);
        }
    }
    let system = builder.build();
    let (form, process) = (FormId::from_index(0), Id::from_index(0));
    let mut balance = MineralBalance::default();
    let mut left = vec![0.0; countries];
    for c in 0..countries {
        let made = if c == 0 || draw() < 0.5 { 1000.0 * (0.1 + draw()) } else { 0.0 };
        if made > 0.0 {
            let mass = TonnesPerYear::new(made);
            balance.activity.push(Activity {
                process,
                country: Id::from_index(c),
                mass,
                quality: Quality::Observed,
            });
        }
        left[c] += made;
        let weights: Vec<f64> = (0..countries).map(|j| if j == c { 0.3 } else { draw() * draw() }).collect();
        let total: f64 = weights.iter().sum();
        for j in (0..countries).filter(|&j| j != c && made > 0.0) {
            let mass = made * weights[j] / total;
            left[c] -= mass;
            left[j] += mass;
            balance.flows.push(BalancedFlow {
                form,
                exporter: Id::from_index(c),
                importer: Id::from_index(j),
                mass: TonnesPerYear::new(mass),
                quality: Quality::Observed,
            });
        }
    }
    let defence = 0.05 + 0.3 * draw();
    for (c, mass) in left.into_iter().enumerate() {
        for (end_use, part) in [("defence", defence), ("other", 1.0 - defence)] {
            let end_use = system.end_uses.id(end_use).expect("an end use of this system");
            let mass = TonnesPerYear::new(mass * part);
            balance.uses.push(Use { form, country: Id::from_index(c), end_use, mass });
        }
    }
    balance.world_supply = balance.activity.iter().map(|a| a.mass).sum();
    let minerals = [(Id::from_index(0), balance)].into_iter().collect();
    (system, Balance { minerals })
}

/// The same system with other values of some parameters, for every form.
pub(crate) fn with(mut system: System, values: &[(Parameter, f64)]) -> System {
    for &(parameter, value) in values {
        system.behaviour.retain(|b| b.parameter != parameter);
        let value = Index::new(value);
        let provenance = Provenance {
            year: 2024,
            quality: Quality::Assumed,
            source: SourceId::from_index(0),
            row: RowRef { table: "behaviour.csv", line: 1000 + parameter as u32 },
            note: String::new(),
        };
        let datum = Datum { value, low: value, high: value, provenance };
        system.behaviour.push(Behaviour { parameter, scope: Scope::default(), datum });
    }
    system
}

/// Everybody reacts.
pub(crate) const LIVELY: [(Parameter, f64); 24] = [
    (Parameter::DemandElasticity, -0.2),
    (Parameter::SupplyElasticity, 0.3),
    (Parameter::TargetCover, 40.0),
    (Parameter::OrderTime, 60.0),
    (Parameter::Surge, 0.1),
    (Parameter::SurgeTime, 90.0),
    (Parameter::SpareCapacity, 0.1),
    (Parameter::ContractShare, 0.7),
    (Parameter::SwitchableShare, 0.6),
    (Parameter::SwitchTime, 60.0),
    (Parameter::SubstitutionCeiling, 0.1),
    (Parameter::SubstitutionTime, 120.0),
    (Parameter::RecyclingCeiling, 0.05),
    (Parameter::RecyclingTime, 120.0),
    (Parameter::CoverTrigger, 0.5),
    (Parameter::TransitTime, 24.0),
    (Parameter::ValueExponent, 2.0),
    (Parameter::WorkingStock, 0.3),
    (Parameter::ExpectedInterruption, 60.0),
    (Parameter::ExpectedLicence, 90.0),
    (Parameter::ExpectedQuota, 120.0),
    (Parameter::ExpectedBan, 180.0),
    (Parameter::PriceTime, 30.0),
    (Parameter::DualUseShare, 0.05),
];

/// A shock in force from a day on, for some days.
pub(crate) fn shock(kind: Kind, from: i64, days: i64) -> Shock {
    let day = |d: i64| START.saturating_add(monazite::scenario::days(d));
    Shock {
        announced: None,
        seen_as: None,
        name: kind.word().to_owned(),
        kind,
        active: vec![Interval { from: day(from), until: Some(day(from + days)) }],
        probability: Share::new(1.0),
        source: String::new(),
        notes: String::new(),
    }
}

/// A scenario of some weeks.
pub(crate) fn scenario(weeks: usize, shocks: Vec<Shock>) -> Scenario {
    Scenario { shocks, ..Scenario::quiet("test", START, Days::new(7.0 * weeks as f64)) }
}

/// From one country to all others.
pub(crate) fn reach(system: &System, from: usize) -> Reach {
    let from: CountryId = Id::from_index(from);
    Reach {
        from: [from].into_iter().collect(),
        to: system.countries.ids().filter(|c| *c != from).collect(),
        forms: system.forms.ids().collect(),
    }
}

/// An export ban of the first country that lets a share through.
pub(crate) fn ban(system: &System, leakage: f64) -> Kind {
    Kind::ExportBan(ExportBan { reach: reach(system, 0), leakage: Some(Path::constant(leakage)) })
}

/// An outage in the first country.
pub(crate) fn outage(system: &System, loss: f64) -> Kind {
    Kind::Outage(Outage {
        countries: [Id::from_index(0)].into_iter().collect(),
        forms: system.forms.ids().collect(),
        loss: Path::constant(loss),
    })
}

/// A licence of the first country that bars defence.
pub(crate) fn licence(system: &System, approval: f64, leakage: f64) -> Kind {
    Kind::Licence(Licence {
        share_of: monazite::scenario::ShareOf::Orders,
        reach: reach(system, 0),
        approval: Path::constant(approval),
        delay: Uncertain::Point(0.0),
        excluded_countries: Default::default(),
        excluded_end_uses: system.end_uses.id("defence").into_iter().collect(),
        excluded_dual_use: Some(Uncertain::Point(0.0)),
        leakage: Uncertain::Point(leakage),
        liability: None,
    })
}
