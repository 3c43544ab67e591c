//! Minerals of which the baseline knows output only: so that a shock on them has a price, what a country does not use of
//! its own goes to the others.
//!
//! Use of a country is its share of the value added behind the end uses of minerals, in the world; of a country without
//! such accounts, its share of GDP at the mean ratio of both. Where exports are reported they stand. All of it is an
//! estimate: prices from such a network say how large a part of the world is hit, not who is.

use crate::balance::{Activity, Balance, BalancedFlow, MineralBalance, Use};
use crate::datum::{Datum, Quality};
use crate::id::{CountryId, EndUseId, FormId, ProcessId};
use crate::quantity::{Share, TonnesPerYear};
use crate::scenario::Scenario;
use crate::system::{Process, Role, System, Term};
use std::collections::{BTreeMap, BTreeSet};

/// Shares of the world's use smaller than this are not followed.
const LEAST: f64 = 1e-3;

/// The dataset and its balance with a trade for each form that a scenario reaches and that is in no balance, where its
/// output is known; `None` where there is none. A scenario that reaches most forms is about those with a network.
#[must_use]
pub fn pooled(system: &System, balance: &Balance, scenario: &Scenario) -> Option<(System, Balance)> {
    let reached: BTreeSet<FormId> =
        scenario.shocks.iter().flat_map(|shock| shock.kind.forms()).copied().collect();
    if 2 * reached.len() > system.forms.len() {
        return None;
    }
    let alone = |form: &FormId| !balance.minerals.contains_key(&system.forms[*form].mineral);
    let forms: Vec<(FormId, Output)> = reached
        .into_iter()
        .filter(alone)
        .map(|form| (form, output(system, form)))
        .filter(|(_, made)| !made.is_empty())
        .collect();
    let end_use = system.end_uses.id("other").or_else(|| system.end_uses.ids().last())?;
    let coefficient =
        system.processes.iter().find_map(|(_, p)| Some(p.recipe.first()?.coefficient.clone()))?;
    if forms.is_empty() {
        return None;
    }
    let (mut system, mut balance) = (system.clone(), balance.clone());
    let weights = weights(&system);
    for (form, made) in forms {
        let process = source(&mut system, form, &coefficient)?;
        let market = balance.minerals.entry(system.forms[form].mineral).or_default();
        trade(&system, (form, process, end_use), &made, &weights, market);
    }
    Some((system, balance))
}

/// Output by country, tonnes a year, and its quality.
type Output = BTreeMap<CountryId, (f64, Quality)>;

/// Output by country in the year nearest to the baseline's.
fn output(system: &System, form: FormId) -> Output {
    let rows = || system.production.iter().filter(|p| p.forms == [form]);
    let away = |year: i32| (year.abs_diff(system.year), year > system.year);
    let Some(near) = rows().map(|p| away(p.datum.provenance.year)).min() else { return BTreeMap::new() };
    let near = rows().filter(|p| away(p.datum.provenance.year) == near);
    let made = near.map(|p| (p.country, (p.datum.value.get(), p.datum.provenance.quality)));
    made.filter(|(_, (mass, _))| *mass > 0.0).collect()
}

/// Share of each country in the world's use of minerals.
fn weights(system: &System) -> BTreeMap<CountryId, f64> {
    let value_added = |country| -> f64 {
        system.end_uses.ids().map(|end_use| system.value_added(country, end_use).value).sum()
    };
    let known: Vec<(CountryId, f64, f64)> = system
        .countries
        .ids()
        .filter_map(|country| Some((country, value_added(country), system.gdp(country)?.value.get())))
        .collect();
    let (added, gdp) =
        known.iter().filter(|k| k.1 > 0.0).fold((0.0, 0.0), |(added, gdp), k| (added + k.1, gdp + k.2));
    let ratio = if gdp > 0.0 { added / gdp } else { 1.0 };
    let size = |&(_, added, gdp): &(CountryId, f64, f64)| if added > 0.0 { added } else { gdp * ratio };
    let total: f64 = known.iter().map(size).sum();
    known.iter().map(|k| (k.0, size(k) / total)).filter(|w| w.1 > LEAST).collect()
}

/// A process that makes a form of nothing.
fn source(system: &mut System, form: FormId, coefficient: &Datum<Share>) -> Option<ProcessId> {
    let one = Share::new(1.0);
    let coefficient = Datum { value: one, low: one, high: one, ..coefficient.clone() };
    let item = &system.forms[form];
    let process = Process {
        name: item.name.clone(),
        mineral: item.mineral,
        stage: item.stage,
        recipe: vec![Term { form, role: Role::Output, coefficient }],
    };
    let key = format!("{}_source", system.forms.key(form));
    system.processes.insert(&key, process)
}

/// Adds output, use and flows of a form to its mineral.
fn trade(
    system: &System,
    (form, process, end_use): (FormId, ProcessId, EndUseId),
    output: &Output,
    weights: &BTreeMap<CountryId, f64>,
    market: &mut MineralBalance,
) {
    let made: BTreeMap<CountryId, f64> = output.iter().map(|(&country, made)| (country, made.0)).collect();
    let world: f64 = made.values().sum();
    let reported = |country| {
        let rows = system.exports.iter().filter(|e| e.exporter == country && e.forms == [form]);
        rows.map(|e| e.datum.value.get()).next()
    };
    let wanted = |country: &CountryId| weights.get(country).copied().unwrap_or(0.0) * world;
    let surplus: BTreeMap<CountryId, f64> = made
        .iter()
        .map(|(&country, &made)| {
            let left = (made - wanted(&country)).max(0.0);
            (country, reported(country).map_or(left, |sent| sent.min(made)))
        })
        .collect();
    let lacks = |country: &CountryId| (wanted(country) - made.get(country).copied().unwrap_or(0.0)).max(0.0);
    let buys = |country: &&CountryId| surplus.get(country).is_none_or(|s| *s == 0.0) && lacks(country) > 0.0;
    let buyers: Vec<(CountryId, f64)> = weights.keys().filter(buys).map(|c| (*c, lacks(c))).collect();
    let lacking: f64 = buyers.iter().map(|b| b.1).sum();
    let sent: f64 = if lacking > 0.0 { surplus.values().sum() } else { 0.0 };
    let mut used: BTreeMap<CountryId, f64> = made.clone();
    for (&exporter, &mass) in surplus.iter().filter(|s| *s.1 > 0.0 && sent > 0.0) {
        *used.entry(exporter).or_default() -= mass;
        let flow = |&(importer, lacks): &(CountryId, f64)| BalancedFlow {
            form,
            exporter,
            importer,
            mass: TonnesPerYear::new(mass * lacks / lacking),
            quality: Quality::Assumed,
        };
        market.flows.extend(buyers.iter().map(flow));
    }
    for &(country, lacks) in &buyers {
        *used.entry(country).or_default() += sent * lacks / lacking;
    }
    for (&country, &(mass, quality)) in output {
        let mass = TonnesPerYear::new(mass);
        market.activity.push(Activity { process, country, mass, quality });
    }
    let used = used.into_iter().filter(|u| u.1 > 0.0);
    market.uses.extend(used.map(|(country, mass)| Use {
        form,
        country,
        end_use,
        mass: TonnesPerYear::new(mass),
    }));
    market.world_supply += TonnesPerYear::new(world);
}
