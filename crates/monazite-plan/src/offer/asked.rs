//! What is asked, in money.

use crate::data::Costs;
use monazite::balance::Balance;
use monazite::estimate::Estimate;
use monazite::id::{CountryId, FormId};
use monazite::offer::{Ask, Lever};
use monazite::plan::Programme;
use monazite::system::System;
use std::collections::BTreeSet;

/// What a partner asks; nothing where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Asked {
    /// What it sells; all that it sells to members where tariffs are meant and none is named.
    pub form: Option<FormId>,
    /// Tonnes a year that members are to buy of it.
    pub tonnes: Option<f64>,
    /// Least price of a tonne, USD; the market's if left out.
    pub floor: Option<f64>,
    /// Part of the value that tariffs are to fall by.
    pub tariff: Option<f64>,
    /// Part of the members' stock.
    pub stock: Option<f64>,
}

/// Each ask with what it costs the members over the years of the programme, discounted. What one side gives the other
/// gets: nothing is lost between them.
#[must_use]
pub fn asks(
    (system, balance): (&System, &Balance),
    programme: &Programme,
    partner: &BTreeSet<CountryId>,
    asked: &Asked,
    stock: Estimate,
) -> Vec<Ask> {
    let costs = Costs::new(system);
    let rate = programme.discount_rate.get();
    let years: f64 = (0..programme.years).map(|year| (1.0 + rate).powi(-(year as i32))).sum();
    let mut asks = Vec::new();
    if let (Some(form), Some(tonnes)) = (asked.form, asked.tonnes) {
        let price = costs.price_range(form).0;
        let floor = asked.floor.unwrap_or(price.value);
        let above = |price: f64| (floor - price).max(0.0) * tonnes * years;
        // The lower the price falls, the more the floor costs.
        let cost = Estimate { low: above(price.high), value: above(price.value), high: above(price.low) };
        asks.push(Ask { lever: Lever::Offtake, cost });
    }
    if let Some(part) = asked.tariff {
        let mut sold = Estimate::default();
        for flow in programme.minerals.iter().filter_map(|m| balance.minerals.get(m)).flat_map(|of| &of.flows)
        {
            let asked_for = asked.form.is_none_or(|form| form == flow.form);
            let to_member = !partner.contains(&flow.importer)
                && programme.members.iter().any(|m| m.countries.contains(&flow.importer));
            if asked_for && to_member && partner.contains(&flow.exporter) {
                sold = sold + costs.price_range(flow.form).0 * flow.mass.get();
            }
        }
        asks.push(Ask { lever: Lever::TariffRelief, cost: sold * (part * years) });
    }
    if let Some(part) = asked.stock {
        asks.push(Ask { lever: Lever::StockShare, cost: stock * part });
    }
    asks
}
