//! The price that new capacity needs, and what a contract for difference at that price pays.
//!
//! The floor is the lowest sale price at which the discounted cash flow over the life of the works is zero at the given
//! cost of capital: capital as an annuity over full output, plus running cost, plus feed at its market price, less what
//! the other outputs earn.

use crate::choice::Choice;
use crate::data::{Costs, End};
use crate::model::Model;
use monazite::estimate::Estimate;
use monazite::id::FormId;
use monazite::plan::FloorPrice;
use monazite::system::Role;
use monazite::system::investment::Parameter;
use monazite_highs::Solution;
use std::collections::BTreeMap;

/// One floor for each process and zone in which a plan builds generic capacity.
pub(crate) fn floors(model: &Model<'_>, point: &Solution) -> Vec<FloorPrice> {
    let mut capacity: BTreeMap<usize, f64> = BTreeMap::new();
    for (&(k, _), &column) in &model.variables.build {
        let (chain, _) = &model.frame.choices[k];
        let tonnes = point.columns[column.0] * model.frame.size(k) * model.network().minerals[*chain].unit;
        *capacity.entry(k).or_default() += tonnes;
    }
    let built = capacity
        .into_iter()
        .filter(|(k, tonnes)| *tonnes > 1e-3 && model.frame.choices[*k].1.project.is_empty());
    built.filter_map(|(k, tonnes)| floor(model, &model.frame.choices[k].1, tonnes)).collect()
}

fn floor(model: &Model<'_>, choice: &Choice, activity: f64) -> Option<FloorPrice> {
    let costs = Costs::new(model.network().system);
    let (form, output) = main_output(model, choice)?;
    let floor = of(model, choice, form)?;
    let (market, market_quality) = costs.price_range(form);
    let promised = model.network().programme.price_floors.iter().find(|p| p.form == form);
    let payment = |floor: f64, market: f64| {
        let level = promised.map_or(floor, |p| p.floor.get());
        let above = (market - level).max(0.0) * promised.map_or(0.0, |p| p.upside.get());
        ((level - market).max(0.0) - above) * output * activity
    };
    Some(FloorPrice {
        process: choice.process,
        member: choice.zone,
        form,
        floor,
        market,
        market_quality,
        payment: Estimate {
            low: payment(floor.low, market.high),
            value: payment(floor.value, market.value),
            high: payment(floor.high, market.low),
        },
    })
}

/// USD per tonne of a form at which a choice pays for itself, at the ends of its costs; `None` where a cost is not known.
pub(crate) fn of(model: &Model<'_>, choice: &Choice, form: FormId) -> Option<Estimate> {
    let at = |end| price(model, choice, form, end);
    Some(Estimate { low: at(End::Low)?, value: at(End::Central)?, high: at(End::High)? })
}

/// The output that earns most, and tonnes of it per unit of activity.
pub(crate) fn main_output(model: &Model<'_>, choice: &Choice) -> Option<(FormId, f64)> {
    let costs = Costs::new(model.network().system);
    let recipe = &model.network().system.processes[choice.process].recipe;
    let outputs =
        recipe.iter().filter(|t| t.role == Role::Output).map(|t| (t.form, t.coefficient.value.get()));
    outputs
        .filter(|(_, b)| *b > 0.0)
        .max_by(|a, b| (costs.price(a.0).get() * a.1).total_cmp(&(costs.price(b.0).get() * b.1)))
}

/// USD per tonne of a form at which a unit of activity pays for itself.
fn price(model: &Model<'_>, choice: &Choice, form: FormId, end: End) -> Option<f64> {
    let costs = Costs::new(model.network().system);
    let of = |parameter| costs.process_at(parameter, choice.process, choice.country, end);
    let dear = Choice {
        capital: of(Parameter::CapitalCost)?,
        lead: of(Parameter::LeadTime)?,
        cost_of_capital: of(Parameter::CostOfCapital)?,
        ..choice.clone()
    };
    let recipe = &model.network().system.processes[choice.process].recipe;
    let mut per_activity = dear.annuity() * dear.capital + of(Parameter::OperatingCost)?;
    let mut output = 0.0;
    for term in recipe {
        let k = term.coefficient.value.get();
        match term.role {
            Role::Input => per_activity += k * costs.price(term.form).get(),
            Role::Output if term.form == form => output = k,
            Role::Output => per_activity -= k * costs.price(term.form).get(),
        }
    }
    Some((per_activity / output).max(0.0))
}
