//! A year without the supplier, form by form from the source on: each form is a market of those outside.
//!
//! What is short of a form is short in the processes that take it, and so in the forms that they make.
//! The price is that of all outside; those who ask have at most what they made and bought before, and what they can turn
//! to new sellers for in a year: a supplier that is small in the world may be large to them.

use super::pick::Pick;
use crate::balance::MineralBalance;
use crate::economy::partial_equilibrium::{Demand, Supply, equilibrium};
use crate::error::Error;
use crate::id::{CountryId, EndUseId, FormId, ProcessId};
use crate::metric::chain::depth;
use crate::quantity::DAYS_PER_YEAR;
use crate::system::behaviour::Parameter;
use crate::system::{Role, System};
use std::collections::{BTreeMap, BTreeSet};

/// Shares closer to one than this are one.
const WHOLE: f64 = 1e-9;

/// Who takes a form outside the supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Taker {
    Process(ProcessId),
    EndUse(EndUseId),
}

/// The market of a form outside the supplier, tonnes a year.
#[derive(Debug, Clone, Default)]
struct Market {
    takers: BTreeMap<Taker, f64>,
    makers: BTreeMap<(ProcessId, CountryId), f64>,
    scrap: f64,
    /// What the supplier sells outside, less what it buys there.
    net_exports: f64,
}

impl Market {
    fn used(&self) -> f64 {
        self.takers.values().sum()
    }

    /// What comes from the supplier on balance; at most all that is used.
    fn missing(&self) -> f64 {
        self.net_exports.clamp(0.0, self.used())
    }
}

/// What became of a market.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Share of outside use that came from the supplier on balance.
    pub(super) from_supplier: f64,
    /// Price over base price.
    pub(super) price: f64,
    /// Share that all takers together are left with, before substitution.
    pub(super) left: f64,
    /// Share of its need that each end use of those who ask is left with, substitutes and emergency recycling counted.
    pub(super) end_uses: BTreeMap<EndUseId, f64>,
}

/// The markets of a mineral outside the supplier after the stop, by form, with what those who ask are left with.
///
/// # Errors
/// A parameter that no row states.
pub(super) fn markets(
    system: &System,
    balance: &MineralBalance,
    (who, supplier): (&BTreeSet<CountryId>, &BTreeSet<CountryId>),
    pick: Pick,
) -> Result<BTreeMap<FormId, Found>, Error> {
    let markets = among(system, balance, &|country| !supplier.contains(&country), supplier);
    let own = among(system, balance, &|country| who.contains(&country), supplier);
    let depth = depth(system);
    let mut order: Vec<FormId> = markets.keys().copied().collect();
    order.sort_by_key(|f| (depth[f], *f));
    let [mut fed, mut own_fed]: [BTreeMap<(FormId, ProcessId), f64>; 2] = Default::default();
    let mut found = BTreeMap::new();
    for form in order {
        let market = &markets[&form];
        if market.used() <= 0.0 {
            continue;
        }
        let view = View { system, form, pick };
        let (mut result, left) = view.cleared(market, &fed)?;
        let reached = match own.get(&form) {
            Some(own) => view.reached(own, &own_fed)?,
            None => 1.0,
        };
        let relief = view.relief()?;
        for (taker, left) in left {
            let own = left.min(reached);
            match taker {
                Taker::Process(process) => {
                    fed.insert((form, process), left);
                    own_fed.insert((form, process), own);
                }
                Taker::EndUse(end_use) => {
                    result.end_uses.insert(end_use, (own + relief).min(1.0));
                }
            }
        }
        found.insert(form, result);
    }
    Ok(found)
}

/// All markets of some countries outside the supplier in the base year.
fn among(
    system: &System,
    balance: &MineralBalance,
    inside: &dyn Fn(CountryId) -> bool,
    supplier: &BTreeSet<CountryId>,
) -> BTreeMap<FormId, Market> {
    let mut markets: BTreeMap<FormId, Market> = BTreeMap::new();
    for activity in balance.activity.iter().filter(|a| inside(a.country)) {
        for term in &system.processes[activity.process].recipe {
            let mass = activity.mass.get() * term.coefficient.value.get();
            let market = markets.entry(term.form).or_default();
            match term.role {
                Role::Input => *market.takers.entry(Taker::Process(activity.process)).or_default() += mass,
                Role::Output => {
                    *market.makers.entry((activity.process, activity.country)).or_default() += mass;
                }
            }
        }
    }
    for used in balance.uses.iter().filter(|u| inside(u.country)) {
        let market = markets.entry(used.form).or_default();
        *market.takers.entry(Taker::EndUse(used.end_use)).or_default() += used.mass.get();
    }
    for scrap in balance.scrap.iter().filter(|s| inside(s.country)) {
        markets.entry(scrap.form).or_default().scrap += scrap.mass.get();
    }
    for flow in &balance.flows {
        let market = markets.entry(flow.form).or_default();
        if supplier.contains(&flow.exporter) && inside(flow.importer) {
            market.net_exports += flow.mass.get();
        } else if inside(flow.exporter) && supplier.contains(&flow.importer) {
            market.net_exports -= flow.mass.get();
        }
    }
    markets
}

struct View<'a> {
    system: &'a System,
    form: FormId,
    pick: Pick,
}

impl View<'_> {
    /// Clears a market; `fed` is the share of its input that each process gets.
    fn cleared(
        &self,
        market: &Market,
        fed: &BTreeMap<(FormId, ProcessId), f64>,
    ) -> Result<(Found, BTreeMap<Taker, f64>), Error> {
        let used = market.used();
        let supplies = self.supplies(market, fed)?;
        let demands: Vec<Demand> = market
            .takers
            .iter()
            .map(|(&taker, &quantity)| Ok(Demand { quantity, elasticity: self.elasticity(taker)? }))
            .collect::<Result<_, Error>>()?;
        let choke = self.state(Parameter::ChokePriceRatio, None)?;
        let after = equilibrium(&supplies, &demands, choke)?;
        let left: BTreeMap<Taker, f64> =
            market.takers.keys().copied().zip(after.left.iter().map(|l| l.min(1.0))).collect();
        let whole: f64 = market.takers.iter().map(|(taker, mass)| mass * left[taker]).sum::<f64>() / used;
        let found = Found {
            from_supplier: market.missing() / used,
            price: after.price,
            left: whole,
            end_uses: BTreeMap::new(),
        };
        Ok((found, left))
    }

    /// Share of what those who ask take that they can have whatever they pay: what they make of the inputs that they get,
    /// what others sold them, the stocks of their trade, and as much from new sellers as users can turn to within a year.
    fn reached(&self, own: &Market, fed: &BTreeMap<(FormId, ProcessId), f64>) -> Result<f64, Error> {
        let used = own.used();
        if used <= 0.0 {
            return Ok(1.0);
        }
        let whole = own.makers.values().sum::<f64>() + own.scrap;
        let made: f64 = own.makers.iter().map(|(&(process, _), mass)| mass * self.fed(process, fed)).sum();
        let bought = (used - whole - own.missing()).max(0.0);
        let cover = self.state(Parameter::TargetCover, None)? / DAYS_PER_YEAR;
        let time = self.state(Parameter::SwitchTime, None)?;
        // Mean over the year of what approaches its limit with a time constant.
        let reached =
            if time > 0.0 { 1.0 + time / DAYS_PER_YEAR * libm::expm1(-DAYS_PER_YEAR / time) } else { 1.0 };
        let turned = self.state(Parameter::SwitchableShare, None)? * reached;
        Ok(((made + own.scrap + bought) / used + cover + turned).min(1.0))
    }

    /// The least share of an input that a process gets.
    fn fed(&self, process: ProcessId, fed: &BTreeMap<(FormId, ProcessId), f64>) -> f64 {
        let inputs = self.system.processes[process].recipe.iter().filter(|t| t.role == Role::Input);
        inputs.filter_map(|t| fed.get(&(t.form, process))).copied().fold(1.0, f64::min)
    }

    /// Those who still sell: producers outside as far as they sold outside, scrap, and stocks, once in the year.
    ///
    /// A producer that is short of an input makes less in proportion; one that is not can use its spare capacity.
    fn supplies(
        &self,
        market: &Market,
        fed: &BTreeMap<(FormId, ProcessId), f64>,
    ) -> Result<Vec<Supply>, Error> {
        let used = market.used();
        let kept = used - market.missing();
        let made = market.makers.values().sum::<f64>() + market.scrap;
        let elasticity = self.state(Parameter::SupplyElasticity, None)?;
        let scale = if made > 0.0 { kept / made } else { 0.0 };
        let mut supplies = Vec::new();
        for (&(process, country), &mass) in &market.makers {
            let share = self.fed(process, fed);
            let quantity = mass * scale * share;
            let more = if share > 1.0 - WHOLE { self.spare(country, market)? } else { 0.0 };
            supplies.push(Supply { quantity, capacity: quantity * (1.0 + more), elasticity });
        }
        // What nobody is known to make outside came from stocks or scrap, which do not grow.
        let fixed = if made > 0.0 { market.scrap * scale } else { kept };
        let cover = self.state(Parameter::TargetCover, None)? / DAYS_PER_YEAR;
        let stocks = fixed + cover * used;
        supplies.push(Supply { quantity: stocks, capacity: stocks, elasticity: 0.0 });
        Ok(supplies)
    }

    /// What the producers of a country can make beyond their output, over that output.
    fn spare(&self, country: CountryId, market: &Market) -> Result<f64, Error> {
        let output: f64 =
            market.makers.iter().filter(|((_, c), _)| *c == country).map(|(_, mass)| mass).sum();
        let reported = self
            .system
            .capacity
            .iter()
            .filter(|c| c.form == self.form && c.country == country)
            .map(|c| c.datum.value.get())
            .fold(0.0, f64::max);
        if reported > output && output > 0.0 {
            return Ok(reported / output - 1.0);
        }
        let place = self.system.scope_of(self.form).in_country(country);
        self.pick.stated(self.system, Parameter::SpareCapacity, &place)
    }

    /// The elasticity of demand of a taker; a process passes on that of the mineral.
    fn elasticity(&self, taker: Taker) -> Result<f64, Error> {
        let of_mineral = self.state(Parameter::DemandElasticity, None)?;
        Ok(match taker {
            Taker::Process(_) => of_mineral,
            Taker::EndUse(u) => of_mineral * self.state(Parameter::ElasticityScale, Some(u))?,
        })
    }

    /// Part of a year's need that substitutes and emergency recycling replace, growing to their ceilings.
    fn relief(&self) -> Result<f64, Error> {
        let mut relief = 0.0;
        for (ceiling, time) in [
            (Parameter::SubstitutionCeiling, Parameter::SubstitutionTime),
            (Parameter::RecyclingCeiling, Parameter::RecyclingTime),
        ] {
            let ceiling = self.state(ceiling, None)?;
            let years = self.state(time, None)? / DAYS_PER_YEAR;
            let mean = if years >= 1.0 { 0.5 / years } else { 1.0 - 0.5 * years };
            relief += ceiling * mean;
        }
        Ok(relief)
    }

    fn state(&self, parameter: Parameter, end_use: Option<EndUseId>) -> Result<f64, Error> {
        let place = self.system.scope_of(self.form);
        self.pick.stated(self.system, parameter, &end_use.map_or(place, |u| place.for_end_use(u)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::balance::{Activity, BalancedFlow, Use};
    use crate::datum::Quality;
    use crate::quantity::TonnesPerYear;
    use crate::system::Stage;
    use crate::system::testing::Builder;

    /// Ore of S is smelted in T; the metal goes into chips. The worked number of `docs/methods/partial_equilibrium.md`.
    fn world() -> (System, MineralBalance) {
        let system = Builder::new()
            .mineral("m")
            .form("ore", "m", Stage::Extraction)
            .form("metal", "m", Stage::Processing)
            .process("mine", Stage::Extraction, &[], &[("ore", 1.0)])
            .process("smelt", Stage::Processing, &[("ore", 1.0)], &[("metal", 1.0)])
            .country("S")
            .country("W")
            .demand("metal", "T", "chips", 100.0, 1.0)
            .inert()
            .behaviour(Parameter::TargetCover, "metal", 36.5)
            .behaviour(Parameter::SubstitutionCeiling, "metal", 0.2)
            .behaviour(Parameter::SubstitutionTime, "metal", 365.0)
            .build();
        let id = |key: &str| system.countries.id(key).unwrap();
        let form = |key: &str| system.forms.id(key).unwrap();
        let run = |process: &str, country: &str, mass: f64| Activity {
            process: system.processes.id(process).unwrap(),
            country: id(country),
            mass: TonnesPerYear::new(mass),
            quality: Quality::Observed,
        };
        let sold = |form: FormId, exporter: &str, importer: &str, mass: f64| BalancedFlow {
            form,
            exporter: id(exporter),
            importer: id(importer),
            mass: TonnesPerYear::new(mass),
            quality: Quality::Observed,
        };
        let balance = MineralBalance {
            activity: vec![run("mine", "S", 95.0), run("mine", "T", 15.0), run("smelt", "T", 100.0)],
            flows: vec![sold(form("ore"), "S", "T", 90.0), sold(form("ore"), "T", "S", 5.0)],
            uses: vec![Use {
                form: form("metal"),
                country: id("T"),
                end_use: system.end_uses.id("chips").unwrap(),
                mass: TonnesPerYear::new(100.0),
            }],
            ..MineralBalance::default()
        };
        (system, balance)
    }

    #[test]
    fn what_is_short_of_ore_is_short_of_metal() {
        let (system, balance) = world();
        let supplier = BTreeSet::from([system.countries.id("S").unwrap()]);
        let who = BTreeSet::from([system.countries.id("T").unwrap()]);
        let found = markets(&system, &balance, (&who, &supplier), Pick(None)).unwrap();
        let ore = &found[&system.forms.id("ore").unwrap()];
        // S sold 90 and bought 5: 15 of the 100 that are used are left, and no stocks of ore.
        assert!((ore.from_supplier - 0.85).abs() < 1e-12 && (ore.left - 0.15).abs() < 1e-12, "{ore:?}");
        assert_eq!(ore.price, 10.0);
        let metal = &found[&system.forms.id("metal").unwrap()];
        // The same share of metal is made, stocks last a tenth of a year, substitutes replace a tenth on average.
        assert!((metal.left - 0.25).abs() < 1e-12, "{metal:?}");
        assert!((metal.end_uses[&system.end_uses.id("chips").unwrap()] - 0.35).abs() < 1e-12);
        assert_eq!(metal.from_supplier, 0.0);
    }

    #[test]
    fn a_country_that_sells_nothing_abroad_is_not_missed() {
        let (system, balance) = world();
        let who = BTreeSet::from([system.countries.id("T").unwrap()]);
        let nobody = markets(&system, &balance, (&who, &BTreeSet::new()), Pick(None)).unwrap();
        for market in nobody.values() {
            assert!((market.left - 1.0).abs() < 1e-12 && market.price == 1.0, "{market:?}");
        }
    }

    /// T takes all of its ore from S; elsewhere W mines ten times as much for itself.
    #[test]
    fn who_has_one_supplier_turns_to_others_only_so_far() {
        let (system, mut balance) = world();
        let id = |key: &str| system.countries.id(key).unwrap();
        let mined = balance.activity[0].clone();
        balance.activity.push(Activity {
            country: id("W"),
            mass: TonnesPerYear::new(9000.0),
            ..mined.clone()
        });
        balance.activity.push(Activity {
            process: system.processes.id("smelt").unwrap(),
            country: id("W"),
            mass: TonnesPerYear::new(9000.0),
            ..mined
        });
        let turning = |share: f64| {
            let mut system = system.clone();
            for row in system.behaviour.iter_mut().filter(|row| row.parameter == Parameter::SwitchableShare) {
                row.datum.value = crate::quantity::Index::new(share);
            }
            system
        };
        let (stiff, free) = (turning(0.25), turning(1.0));
        let (who, supplier) = (BTreeSet::from([id("T")]), BTreeSet::from([id("S")]));
        let left = |system: &System| {
            let found = markets(system, &balance, (&who, &supplier), Pick(None)).unwrap();
            found[&system.forms.id("metal").unwrap()].end_uses[&system.end_uses.id("chips").unwrap()]
        };
        // 15 of 100 of ore are left and 25 come from others; stocks of metal last a tenth of a year and a tenth is
        // replaced. Nobody else is short.
        assert!((left(&stiff) - (0.40 + 0.1 + 0.1 + 0.25)).abs() < 1e-2, "{}", left(&stiff));
        assert!(left(&free) > 0.98, "{}", left(&free));
    }
}
