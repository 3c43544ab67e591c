//! A trade for minerals of which the baseline knows output only: what a country does not use of its own goes to one pool
//! outside, so that a price forms.

use monazite::balance::{Activity, Balance, BalancedFlow, MineralBalance, Use};
use monazite::datum::{Datum, Quality};
use monazite::id::{CountryId, FormId};
use monazite::quantity::{Share, TonnesPerYear};
use monazite::system::{Process, Role, System, Term};
use std::collections::BTreeMap;

const TABLE: &str = monazite_data::text(monazite_data::BACKTESTS, "markets");

/// Adds the markets of `data/backtests/markets.csv`: form, supplier, the part of its output that it exports, the country
/// that stands for the pool.
///
/// # Errors
/// The row and what is wrong with it.
pub(super) fn add(system: &mut System, balance: &mut Balance) -> Result<(), String> {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|e| e.to_string())?;
        let wrong = || format!("markets.csv: {record:?}");
        let form = system.forms.id(&record[0]).ok_or_else(wrong)?;
        let supplier = system.countries.id(&record[1]).ok_or_else(wrong)?;
        let exported: f64 = record[2].parse().map_err(|_| wrong())?;
        let pool = system.countries.id(&record[3]).ok_or_else(wrong)?;
        let made = output(system, form);
        let process = source(system, form, &record[0]).ok_or_else(wrong)?;
        let market = market(system, form, process, &made, (supplier, exported, pool));
        balance.minerals.insert(system.forms[form].mineral, market.ok_or_else(wrong)?);
    }
    Ok(())
}

/// Output by country in the year nearest to the baseline's.
fn output(system: &System, form: FormId) -> BTreeMap<CountryId, f64> {
    let rows = || system.production.iter().filter(|p| p.forms == [form]);
    let distance = |year: i32| (year - system.year).abs();
    let Some(near) = rows().map(|p| distance(p.datum.provenance.year)).min() else { return BTreeMap::new() };
    rows()
        .filter(|p| distance(p.datum.provenance.year) == near)
        .map(|p| (p.country, p.datum.value.get()))
        .collect()
}

/// A process that makes the form of nothing.
fn source(system: &mut System, form: FormId, key: &str) -> Option<monazite::id::ProcessId> {
    let like = system.processes.iter().next()?.1.recipe.first()?.coefficient.clone();
    let one = Share::new(1.0);
    let coefficient = Datum { value: one, low: one, high: one, ..like };
    let process = Process {
        name: key.to_owned(),
        mineral: system.forms[form].mineral,
        stage: system.forms[form].stage,
        recipe: vec![Term { form, role: Role::Output, coefficient }],
    };
    system.processes.insert(&format!("{key}_source"), process)
}

fn market(
    system: &System,
    form: FormId,
    process: monazite::id::ProcessId,
    made: &BTreeMap<CountryId, f64>,
    (supplier, exported, pool): (CountryId, f64, CountryId),
) -> Option<MineralBalance> {
    let end_use = system.end_uses.ids().next()?;
    let mut market = MineralBalance::default();
    let mut used = made.clone();
    let sent = made.get(&supplier)? * exported;
    *used.entry(supplier).or_default() -= sent;
    *used.entry(pool).or_default() += sent;
    market.world_supply = TonnesPerYear::new(made.values().sum());
    market.flows.push(BalancedFlow {
        form,
        exporter: supplier,
        importer: pool,
        mass: TonnesPerYear::new(sent),
        quality: Quality::Estimated,
    });
    for (&country, &mass) in made.iter().filter(|m| *m.1 > 0.0) {
        let mass = TonnesPerYear::new(mass);
        market.activity.push(Activity { process, country, mass, quality: Quality::Observed });
    }
    for (country, mass) in used.into_iter().filter(|u| u.1 > 0.0) {
        market.uses.push(Use { form, country, end_use, mass: TonnesPerYear::new(mass) });
    }
    Some(market)
}
