//! The one-year estimate for a mineral: the supplier sells nothing abroad, markets outside it find their prices
//! form by form, and the industries of those who ask lose what they are short.
//!
//! The equations are in `docs/methods/partial_equilibrium.md`.

mod chain;
mod pick;
mod worth;

use super::coupling::Draws;
use super::table::Mrio;
use crate::balance::Balance;
use crate::error::Error;
use crate::estimate::Estimate;
use crate::id::{FormId, MineralId};
use crate::quantity::UsDollars;
use crate::question::{Parties, Question};
use crate::system::System;
use crate::watch::Watch;
use pick::Pick;
use rayon::prelude::*;
use std::collections::BTreeMap;
use worth::Worth;

/// What a year without the supplier does.
#[derive(Debug, Clone, PartialEq)]
pub struct OneYear {
    /// The form of which least is left outside the supplier.
    pub form: FormId,
    /// Share of outside use of that form that came from the supplier, net of what the supplier buys.
    pub supplier_share: f64,
    /// Price of that form over its base price. Ranges are those of 5 to 95 % of draws.
    pub price: Estimate,
    /// Share of their need that those who ask are left with, all forms together.
    pub left: Estimate,
    /// Value added lost by those who ask, in dollars, all cut by the price alone; low: 5 % of draws, the mineral going
    /// where it makes most; high: 95 % of draws.
    pub gdp_loss: Estimate,
    /// The same, all cut by the price alone, with what suppliers of the industries lose among those who ask.
    pub with_suppliers: Estimate,
    /// The central loss by industry.
    pub by_industry: BTreeMap<String, UsDollars>,
    /// The central loss by end use.
    pub by_end_use: BTreeMap<String, UsDollars>,
    /// The central loss if only a form were short; end uses that need several forms are in each.
    pub by_form: BTreeMap<FormId, UsDollars>,
}

/// The estimate for a mineral; `None` where those who ask use none of it.
///
/// Every uncertain number is drawn from its range, all together, and the estimate made again for each draw.
///
/// # Errors
/// A party or a parameter that is not in the tables; a table without the industries; [`Error::Cancelled`] by the watch.
pub fn one_year(
    system: &System,
    balance: &Balance,
    table: &Mrio,
    question: &Question,
    mineral: MineralId,
    draws: Draws,
    watch: &Watch,
) -> Result<Option<OneYear>, Error> {
    let Parties { members: who, suppliers: supplier } = Parties::of(system, question)?;
    let Some(network) = balance.minerals.get(&mineral) else { return Ok(None) };
    let worth = Worth::new(system, table, &who)?;
    let at = |pick: Pick| -> Result<_, Error> {
        let markets = chain::markets(system, network, (&who, &supplier), pick)?;
        let lost = worth.lost(network, &markets, pick)?;
        Ok((markets, lost))
    };
    let (markets, central) = at(Pick(None))?;
    let Some(central) = central else { return Ok(None) };
    let Some((&form, scarcest)) = markets.iter().min_by(|a, b| a.1.left.total_cmp(&b.1.left)) else {
        return Ok(None);
    };
    let drawn: Vec<[f64; 5]> = (0..draws.count)
        .into_par_iter()
        .map(|draw| {
            watch.go_on()?;
            let (markets, lost) = at(Pick(Some((draws.seed, draw))))?;
            let price = markets.get(&form).map_or(1.0, |m| m.price);
            let lost = lost.as_ref();
            Ok([
                price,
                lost.map_or(1.0, |l| l.left),
                lost.map_or(0.0, |l| l.best),
                lost.map_or(0.0, |l| l.value),
                lost.map_or(0.0, |l| l.spread),
            ])
        })
        .collect::<Result<_, Error>>()?;
    let ends = |k: usize, value: f64| Estimate::of_draws(value, drawn.iter().map(|d| d[k]).collect());
    let value = central.value;
    let mut by_industry = BTreeMap::new();
    for (i, lost) in table.industries().iter().zip(&central.by_industry) {
        *by_industry.entry(table.sectors()[i.sector].clone()).or_insert(UsDollars::ZERO) +=
            UsDollars::new(*lost);
    }
    by_industry.retain(|_, v| v.get() > 0.0);
    Ok(Some(OneYear {
        form,
        supplier_share: scarcest.from_supplier,
        price: ends(0, markets[&form].price),
        left: ends(1, central.left),
        gdp_loss: Estimate { low: ends(2, value).low, value, high: ends(3, value).high }.holding_its_centre(),
        with_suppliers: ends(4, central.spread),
        by_industry,
        by_end_use: central.by_end_use,
        by_form: central.by_form,
    }))
}
