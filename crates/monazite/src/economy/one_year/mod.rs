//! The one-year estimate for a mineral: the supplier sells nothing abroad, markets outside it find their prices
//! form by form, and the industries of those who ask lose what they are short.
//!
//! The equations are in `docs/methods/partial_equilibrium.md`.

mod chain;
mod worth;

use super::coupling::{Estimate, Level, dollars, regions};
use super::partial_equilibrium::with_suppliers;
use super::table::Mrio;
use crate::Error;
use crate::assess::Question;
use crate::balance::Balance;
use crate::id::{CountryId, FormId, MineralId};
use crate::quantity::UsDollars;
use crate::system::System;
use crate::system::behaviour::{Parameter, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// What a year without the supplier does.
#[derive(Debug, Clone, PartialEq)]
pub struct OneYear {
    /// The form of which least is left outside the supplier.
    pub form: FormId,
    /// Share of outside use of that form that came from the supplier, net of what the supplier buys.
    pub supplier_share: f64,
    /// Price of that form over its base price; high where users and producers react least.
    pub price: Estimate,
    /// Share of their need that those who ask are left with, all forms together.
    pub left: Estimate,
    /// Value added lost by those who ask, in dollars: low if the mineral goes where it makes most, central if all are
    /// cut by the price alone, high with what suppliers of the industries lose.
    pub gdp_loss: Estimate,
    /// The central loss by industry.
    pub by_industry: BTreeMap<String, UsDollars>,
    /// The central loss by end use.
    pub by_end_use: BTreeMap<String, UsDollars>,
    /// The central loss by the form that an end use is shortest of.
    pub by_form: BTreeMap<FormId, UsDollars>,
}

/// How strongly markets react: strongly where losses are low.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reaction(Level);

impl Reaction {
    /// A number of which more means less loss.
    const fn strong(self, estimate: Estimate) -> f64 {
        match self.0 {
            Level::Low => estimate.high,
            Level::Central => estimate.value,
            Level::High => estimate.low,
        }
    }

    /// A number of which more means more loss.
    const fn weak(self, estimate: Estimate) -> f64 {
        estimate.at(self.0)
    }
}

/// The estimate for a mineral; `None` where those who ask use none of it.
///
/// # Errors
/// A party or a parameter that is not in the tables; a table without the industries.
pub fn one_year(
    system: &System,
    balance: &Balance,
    table: &Mrio,
    question: &Question,
    mineral: MineralId,
) -> Result<Option<OneYear>, Error> {
    let set = |name: &str| Ok::<BTreeSet<CountryId>, Error>(system.members(name)?.into_iter().collect());
    let (who, supplier) = (set(&question.for_)?, set(&question.from)?);
    let Some(network) = balance.minerals.get(&mineral) else { return Ok(None) };
    let mut levels = Vec::new();
    for level in Level::ALL {
        let markets = chain::markets(system, network, &supplier, Reaction(level))?;
        let Some(lost) = worth::lost(system, table, network, &who, &markets, level)? else { return Ok(None) };
        levels.push((markets, lost));
    }
    let (markets, central) = &levels[1];
    let Some((&form, scarcest)) = markets.iter().min_by(|a, b| a.1.left.total_cmp(&b.1.left)) else {
        return Ok(None);
    };
    let spanned = |of: &dyn Fn(usize) -> f64| {
        let all = [of(0), of(1), of(2)];
        let least = all.iter().copied().fold(f64::INFINITY, f64::min);
        Estimate { low: least, value: all[1], high: all.iter().copied().fold(f64::NEG_INFINITY, f64::max) }
    };
    let usd = dollars(system, table, &regions(system, table)).map_err(|region| {
        Error::economy(format!("region {region}"), "no GDP", "add a row of the indicator `gdp`")
    })?;
    let own = worth::own_regions(system, table, &who);
    let value = central.dollars();
    let (mut least, mut most) = (value, value);
    for (_, lost) in &levels {
        let spread = with_suppliers(table, &lost.money)?;
        let of_own = table.industries().iter().zip(&spread).filter(|(i, _)| own.contains(&i.region));
        most = most.max(of_own.map(|(i, v)| v * usd[i.region]).sum());
        least = least.min(lost.best);
    }
    let mut by_industry = BTreeMap::new();
    for (i, lost) in table.industries().iter().zip(&central.money) {
        *by_industry.entry(table.sectors()[i.sector].clone()).or_insert(UsDollars::ZERO) +=
            UsDollars::new(lost * usd[i.region]);
    }
    by_industry.retain(|_, v| v.get() > 0.0);
    Ok(Some(OneYear {
        form,
        supplier_share: scarcest.from_supplier,
        price: spanned(&|k| levels[k].0[&form].price),
        left: spanned(&|k| levels[k].1.left),
        gdp_loss: Estimate { low: least, value, high: most },
        by_industry,
        by_end_use: central.by_end_use(system),
        by_form: central.by_form(),
    }))
}

/// A parameter at a place.
fn stated(system: &System, parameter: Parameter, place: &Scope) -> Result<Estimate, Error> {
    let row = system.behaviour(parameter, place).ok_or_else(|| {
        let form = place.form.map_or("every form", |f| system.forms.key(f));
        Error::economy(
            "behaviour.csv",
            format!("no row of `{}` covers {form}", parameter.word()),
            "add a row whose scope is blank",
        )
    })?;
    let datum = &row.datum;
    Ok(Estimate { low: datum.low.get(), value: datum.value.get(), high: datum.high.get() })
}
