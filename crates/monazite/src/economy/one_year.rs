//! The one-year estimate for a mineral: the supplier sells nothing abroad, a market outside it finds its price,
//! and the industries of those who ask lose what they are short.
//!
//! The equations are in `docs/methods/partial_equilibrium.md`.

use super::coupling::{Estimate, Level, dollars, links, regions};
use super::leontief;
use super::partial_equilibrium::{
    Demand, Equilibrium, Industry, Supply, best_use, equilibrium, proportionate, with_suppliers,
};
use super::table::Mrio;
use crate::Error;
use crate::assess::Question;
use crate::id::{CountryId, EndUseId, FormId, Id, MineralId};
use crate::quantity::{TonnesPerYear, UsDollars};
use crate::system::behaviour::{Parameter, Scope};
use crate::system::{Production, Stage, System};
use std::collections::{BTreeMap, BTreeSet};

/// What a year without the supplier does.
#[derive(Debug, Clone, PartialEq)]
pub struct OneYear {
    /// The form whose market was taken: where the supplier's share of output is largest.
    pub form: FormId,
    /// Share of the supplier in the world's output of that form.
    pub supplier_share: f64,
    /// Price over base price; high where users and producers react least.
    pub price: Estimate,
    /// Share of their need that those who ask are left with.
    pub left: Estimate,
    /// Value added lost by those who ask, in dollars: low if the mineral goes where it makes most, central if all are
    /// cut by the price alone, high with what suppliers of the industries lose.
    pub gdp_loss: Estimate,
    /// The central loss by industry.
    pub by_industry: BTreeMap<String, UsDollars>,
    /// The central loss by end use.
    pub by_end_use: BTreeMap<String, UsDollars>,
}

/// The estimate for a mineral; `None` where nobody outside the supplier uses it or it makes nothing of it.
///
/// # Errors
/// A party or a parameter that is not in the tables; a table without the industries.
pub fn one_year(
    system: &System,
    table: &Mrio,
    question: &Question,
    mineral: MineralId,
) -> Result<Option<OneYear>, Error> {
    let set = |name: &str| Ok::<BTreeSet<CountryId>, Error>(system.members(name)?.into_iter().collect());
    let (who, supplier) = (set(&question.for_)?, set(&question.from)?);
    let Some((form, outputs)) = market(system, mineral, &supplier) else { return Ok(None) };
    let needs = needs(system, mineral);
    let total: f64 = outputs.values().sum();
    let stopped: f64 = outputs.iter().filter(|(c, _)| supplier.contains(c)).map(|(_, q)| q).sum();
    let used: f64 = needs.values().sum();
    let own: f64 = needs.iter().filter(|((c, _), _)| supplier.contains(c)).map(|(_, q)| q).sum();
    if used <= own || stopped <= 0.0 {
        return Ok(None);
    }
    // What is used outside: its share of the world's use, and at least what is made there.
    let outside = (total * (1.0 - own / used)).max(total - stopped);
    let view = View {
        system,
        table,
        who: &who,
        supplier: &supplier,
        form,
        outputs: &outputs,
        needs: &needs,
        outside: outside / (used - own),
    };
    let mut levels = Vec::new();
    for level in Level::ALL {
        levels.push(view.at(level)?);
    }
    let central = &levels[1];
    let own_regions = view.own_regions();
    let usd = dollars(system, table, &regions(system, table)).unwrap_or_default();
    let mut most = 0.0_f64;
    for level in &levels {
        let lost = with_suppliers(table, &level.money)?;
        let own = table.industries().iter().zip(&lost).filter(|(i, _)| own_regions.contains(&i.region));
        most = most.max(own.map(|(i, v)| v * usd[i.region]).sum());
    }
    let mut by_industry = BTreeMap::new();
    for (i, lost) in table.industries().iter().zip(&central.money) {
        *by_industry.entry(table.sectors()[i.sector].clone()).or_insert(UsDollars::ZERO) +=
            UsDollars::new(lost * usd.get(i.region).copied().unwrap_or(0.0));
    }
    by_industry.retain(|_, v| v.get() > 0.0);
    let mut by_end_use = BTreeMap::new();
    for (end_use, lost) in central.end_uses.iter().zip(&central.proportionate) {
        let key = system.end_uses.key(*end_use).to_owned();
        *by_end_use.entry(key).or_insert(UsDollars::ZERO) += UsDollars::new(*lost);
    }
    let value: f64 = central.proportionate.iter().sum();
    let least = levels.iter().map(|l| l.best.iter().sum()).fold(value, f64::min);
    let spanned = |of: fn(&Outcome) -> f64| Estimate {
        low: levels.iter().map(of).fold(f64::INFINITY, f64::min),
        value: of(central),
        high: levels.iter().map(of).fold(f64::NEG_INFINITY, f64::max),
    };
    Ok(Some(OneYear {
        form,
        supplier_share: stopped / total,
        price: spanned(|l| l.price),
        left: spanned(|l| l.left),
        gdp_loss: Estimate { low: least, value, high: most.max(value) },
        by_industry,
        by_end_use,
    }))
}

/// Output of a form by country; the form is the one of which the supplier makes the largest share.
fn market(
    system: &System,
    mineral: MineralId,
    supplier: &BTreeSet<CountryId>,
) -> Option<(FormId, BTreeMap<CountryId, f64>)> {
    let of_form = |form: FormId| {
        let outputs = outputs(system, form);
        let total: f64 = outputs.values().sum();
        let share = outputs.iter().filter(|(c, _)| supplier.contains(c)).map(|(_, q)| q).sum::<f64>() / total;
        (total > 0.0).then_some((form, outputs, share))
    };
    let traded = |f: &FormId| matches!(system.forms[*f].stage, Stage::Extraction | Stage::Processing);
    let best = system
        .forms_of(mineral)
        .filter(traded)
        .filter_map(of_form)
        .reduce(|a, b| if b.2 > a.2 { b } else { a })?;
    Some((best.0, best.1))
}

/// Output of a form by country in the year of the system: the best report, or the sum over processes.
fn outputs(system: &System, form: FormId) -> BTreeMap<CountryId, f64> {
    let about = |p: &&Production| p.forms == [form] && p.datum.provenance.year == system.year;
    let mut whole: BTreeMap<CountryId, &Production> = BTreeMap::new();
    let mut parts: BTreeMap<CountryId, f64> = BTreeMap::new();
    for row in system.production.iter().filter(about) {
        if row.process.is_some() {
            *parts.entry(row.country).or_default() += row.datum.value.get();
            continue;
        }
        let best = whole.entry(row.country).or_insert(row);
        if row.datum.provenance.quality < best.datum.provenance.quality {
            *best = row;
        }
    }
    for (country, row) in whole {
        let sum = parts.entry(country).or_default();
        *sum = sum.max(row.datum.value.get());
    }
    parts.retain(|_, q| *q > 0.0);
    parts
}

/// Need for a mineral by country and end use, all forms together.
fn needs(system: &System, mineral: MineralId) -> BTreeMap<(CountryId, EndUseId), f64> {
    let mut sums = BTreeMap::new();
    for row in system.demand.iter().filter(|d| system.forms[d.form].mineral == mineral) {
        let value: TonnesPerYear = row.datum.value;
        *sums.entry((row.country, row.end_use)).or_insert(0.0) += value.get();
    }
    sums
}

struct View<'a> {
    system: &'a System,
    table: &'a Mrio,
    who: &'a BTreeSet<CountryId>,
    supplier: &'a BTreeSet<CountryId>,
    form: FormId,
    outputs: &'a BTreeMap<CountryId, f64>,
    needs: &'a BTreeMap<(CountryId, EndUseId), f64>,
    /// Tonnes that reach users outside for each tonne of their stated need.
    outside: f64,
}

/// The estimate at one level of what is uncertain.
struct Outcome {
    price: f64,
    left: f64,
    /// Dollars lost by each industry that uses the mineral, all cut alike.
    proportionate: Vec<f64>,
    /// The end use that each of these industries serves.
    end_uses: Vec<EndUseId>,
    /// The same with the mineral where it makes most.
    best: Vec<f64>,
    /// The first in the table's money, by industry of the table.
    money: Vec<f64>,
}

impl View<'_> {
    fn at(&self, level: Level) -> Result<Outcome, Error> {
        let (end_uses, market) = self.market(level)?;
        let left: BTreeMap<EndUseId, f64> =
            end_uses.iter().copied().zip(market.left.iter().copied()).collect();
        let table = self.table;
        let x = leontief::x(table.z(), table.y());
        let value_added = leontief::value_added(table.z(), &x);
        let usd = dollars(self.system, table, &regions(self.system, table)).map_err(|region| {
            Error::economy(format!("region {region}"), "no GDP", "add a row of the indicator `gdp`")
        })?;
        let links = links(self.system, table);
        let own = self.own_regions();
        let (mut industries, mut places, mut served) = (Vec::new(), Vec::new(), Vec::new());
        let (mut need, mut got) = (0.0, 0.0);
        for (end_use, &share) in &left {
            let tonnes: f64 = self
                .needs
                .iter()
                .filter(|((c, u), _)| u == end_use && self.who.contains(c))
                .map(|(_, q)| q * self.outside)
                .sum();
            need += tonnes;
            got += tonnes * share;
            let exposed = self.state(Parameter::ExposedShare, Some(*end_use))?.at(level);
            let behind: Vec<(usize, f64)> = table
                .industries()
                .iter()
                .enumerate()
                .filter(|(_, i)| own.contains(&i.region))
                .flat_map(|(k, i)| {
                    links
                        .iter()
                        .filter(move |l| l.end_use == end_use.index() && l.sector == i.sector)
                        .map(move |l| (k, l.share.at(level)))
                })
                .map(|(k, link)| (k, link * exposed * value_added[k].max(0.0)))
                .collect();
            let worth: f64 = behind.iter().map(|(k, v)| v * usd[table.industries()[*k].region]).sum();
            for (k, v) in behind.into_iter().filter(|(_, v)| *v > 0.0 && tonnes > 0.0) {
                let value_added = v * usd[table.industries()[k].region];
                industries.push(Industry { value_added, mineral: tonnes * value_added / worth, left: share });
                places.push((k, usd[table.industries()[k].region]));
                served.push(*end_use);
            }
        }
        let proportionate = proportionate(&industries);
        let mut money = vec![0.0; table.len()];
        for (&(k, usd), lost) in places.iter().zip(&proportionate) {
            money[k] += lost / usd;
        }
        let left = if need > 0.0 { got / need } else { 1.0 };
        Ok(Outcome {
            price: market.price,
            left,
            best: best_use(&industries),
            end_uses: served,
            proportionate,
            money,
        })
    }

    /// The market outside the supplier.
    fn market(&self, level: Level) -> Result<(Vec<EndUseId>, Equilibrium), Error> {
        // At the high level users, producers and spare capacity react least.
        let least = match level {
            Level::Low => Level::High,
            Level::Central => Level::Central,
            Level::High => Level::Low,
        };
        let elasticity = self.state(Parameter::SupplyElasticity, None)?.at(least);
        let mut supplies = Vec::new();
        for (&country, &quantity) in self.outputs.iter().filter(|(c, _)| !self.supplier.contains(c)) {
            let place = Scope::of_form(self.system, self.form).in_country(country);
            let spare = self.stated(Parameter::SpareCapacity, &place)?.at(least);
            let reported = self
                .system
                .capacity
                .iter()
                .filter(|c| c.form == self.form && c.country == country)
                .map(|c| c.datum.value.get())
                .fold(0.0, f64::max);
            let capacity = if reported > quantity { reported } else { quantity * (1.0 + spare) };
            supplies.push(Supply { quantity, capacity, elasticity });
        }
        let mut uses: BTreeMap<EndUseId, f64> = BTreeMap::new();
        for ((_, end_use), need) in self.needs.iter().filter(|((c, _), _)| !self.supplier.contains(c)) {
            *uses.entry(*end_use).or_default() += need * self.outside;
        }
        let mut demands = Vec::new();
        for (&end_use, &quantity) in &uses {
            let of_mineral = self.state(Parameter::DemandElasticity, None)?;
            let scale = self.state(Parameter::ElasticityScale, Some(end_use))?;
            // The range of a demand elasticity runs from the strongest reaction to the weakest.
            let elasticity = match level {
                Level::Low => of_mineral.low * scale.high,
                Level::Central => of_mineral.value * scale.value,
                Level::High => of_mineral.high * scale.low,
            };
            demands.push(Demand { quantity, elasticity });
        }
        let choke = self.state(Parameter::ChokePriceRatio, None)?.value;
        Ok((uses.into_keys().collect(), equilibrium(&supplies, &demands, choke)?))
    }

    fn state(&self, parameter: Parameter, end_use: Option<EndUseId>) -> Result<Estimate, Error> {
        let place = Scope::of_form(self.system, self.form);
        self.stated(parameter, &end_use.map_or(place, |u| place.for_end_use(u)))
    }

    fn stated(&self, parameter: Parameter, place: &Scope) -> Result<Estimate, Error> {
        let row = self.system.behaviour(parameter, place).ok_or_else(|| {
            Error::economy(
                "behaviour.csv",
                format!("no row of `{}` covers {}", parameter.word(), self.system.forms.key(self.form)),
                "add a row whose scope is blank",
            )
        })?;
        let datum = &row.datum;
        Ok(Estimate { low: datum.low.get(), value: datum.value.get(), high: datum.high.get() })
    }

    /// Regions of the table that are members; the rest of the world is none.
    fn own_regions(&self) -> BTreeSet<usize> {
        let names = self.table.regions();
        self.who
            .iter()
            .filter_map(|c| names.iter().position(|r| r == self.system.countries.key(*c)))
            .collect()
    }
}
