//! A scenario on a balanced network, ready to run: everything that no draw changes.

use super::inputs::Inputs;
use super::joint::Joint;
use super::network::Network;
use super::parameters::Slots;
use super::part::Part;
use super::policy::Policy;
use super::price::Chain;
use super::ranks::Ranks;
use super::rows::Rows;
use super::spot::Groups;
use super::state::{Extent, State};
use crate::balance::Balance;
use crate::error::Error;
use crate::id::FormId;
use crate::quantity::Days;
use crate::scenario::{Date, Rationing, Scenario};
use crate::system::System;
use std::collections::BTreeMap;

/// A scenario on a balanced network, ready to run.
#[derive(Debug, Clone)]
pub struct Model {
    pub(super) scenario: Scenario,
    pub(super) network: Network,
    pub(super) parts: Vec<Part>,
    pub(super) inputs: Inputs,
    pub(super) slots: Slots,
    pub(super) policy: Policy,
    pub(super) groups: Groups,
    ranks: Ranks,
    /// Ranks that take their place from a period on.
    later_ranks: Vec<(usize, Ranks)>,
    /// Share of a producer's inputs in the value of its outputs; infinite where prices are not known.
    pub(super) value: Vec<f64>,
    pub(super) chain: Chain,
    pub(super) step: Days,
    pub(super) periods: usize,
    /// Periods of shipments that are remembered.
    lag_slots: usize,
    end_uses: usize,
    countries: usize,
}

impl Model {
    /// Puts a scenario on a balanced system.
    ///
    /// # Errors
    /// [`Error::Scenario`] if `behaviour.csv` has no row for a parameter that is needed, if the step or the horizon is
    /// not positive, or if there are more shocks or sets of licence terms than a run can hold.
    pub fn new(system: &System, balance: &Balance, scenario: &Scenario) -> Result<Self, Error> {
        let step = scenario.step;
        if !(step.get() > 0.0 && scenario.horizon.get() > 0.0 && scenario.horizon.get().is_finite()) {
            return Err(Error::Scenario {
                place: scenario.key.clone(),
                reason: format!("a horizon of {} d in steps of {} d", scenario.horizon.get(), step.get()),
                hint: "both are above zero".to_owned(),
            });
        }
        let network = Network::of(system, balance, step);
        let mut parts = Part::all(system, &network, scenario);
        let (mut inputs, mut rows) = (Inputs::with(Joint::of(system)), Rows::of(system));
        let mut slots = Slots::of(system, &network, &mut rows, &mut inputs);
        let policy = Policy::of(system, &network, &parts, scenario, (&mut rows, &mut inputs))?;
        rows.check()?;
        slots.weigh(&network, &policy.imports_under);
        let worth = worth(system);
        let worth = |n: u32| worth.get(&network.nodes[n as usize].form).copied();
        for part in &mut parts {
            part.holders = slots.holders(&part.nodes);
            let first = policy.first_day(part.number);
            part.first = first.map_or(usize::MAX, |day| (day / step.get()).max(0.0) as usize);
        }
        let mut central = super::parameters::Setting::default();
        slots.fill(&network, &inputs.central(), step, &mut central);
        let later = |(day, rule): &(Date, Rationing)| {
            let period = (scenario.day(*day) / step.get()).ceil().max(0.0) as usize;
            (period, Ranks::of(&network, rule, &slots, &central))
        };
        Ok(Self {
            ranks: Ranks::of(&network, &scenario.rationing, &slots, &central),
            later_ranks: scenario.reallocations.iter().map(later).collect(),
            groups: Groups::of(&network, &policy),
            value: value_shares(&network, worth),
            chain: Chain::of(&network, worth),
            lag_slots: slots.longest_lag(&inputs, step) + 2,
            periods: scenario.periods(),
            end_uses: system.end_uses.len(),
            countries: system.countries.len(),
            scenario: scenario.clone(),
            step,
            network,
            parts,
            inputs,
            slots,
            policy,
        })
    }

    /// The numbers that the run depends on.
    #[must_use]
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Number of periods.
    #[must_use]
    pub fn periods(&self) -> usize {
        self.periods
    }

    /// Who is served first in a period.
    pub(super) fn ranks(&self, period: usize) -> &Ranks {
        self.later_ranks
            .iter()
            .rev()
            .find(|(from, _)| *from <= period)
            .map_or(&self.ranks, |(_, ranks)| ranks)
    }

    pub(super) fn begin(&self, values: &[f64], state: &mut State) {
        let State { given, .. } = &mut *state;
        given.values.clear();
        given.values.extend_from_slice(values);
        self.slots.fill(&self.network, values, self.step, &mut given.setting);
        given.levels.begin(&self.network, self.policy.measures(), values);
        given.fill_lots(&self.policy.lots, self.end_uses, self.countries);
        let extent = Extent {
            lots: self.policy.lots.classes(),
            slots: self.lag_slots,
            classes: self.slots.class_start.last().map_or(0, |&c| c as usize),
            entries: self.groups.entries,
        };
        state.begin(&self.network, extent);
    }
}

/// Price of each form, of the year nearest to the baseline's.
fn worth(system: &System) -> BTreeMap<FormId, f64> {
    let mut prices: BTreeMap<FormId, (i32, f64)> = BTreeMap::new();
    for price in &system.prices {
        let distance = (price.datum.provenance.year - system.year).abs();
        let known = prices.get(&price.form);
        if known.is_none_or(|k| distance < k.0) {
            prices.insert(price.form, (distance, price.datum.value.get()));
        }
    }
    prices.into_iter().map(|(form, (_, price))| (form, price)).collect()
}

/// Value of inputs over value of outputs of each producer, at the prices of the baseline.
fn value_shares(network: &Network, worth: impl Fn(u32) -> Option<f64>) -> Vec<f64> {
    let sum = |terms: &[(u32, f64)]| -> Option<f64> { terms.iter().map(|&(n, k)| Some(worth(n)? * k)).sum() };
    (0..network.producers.len())
        .map(|p| match (sum(network.inputs_of(p)), sum(network.outputs_of(p))) {
            (Some(inputs), Some(outputs)) if outputs > 0.0 => inputs / outputs,
            _ => f64::INFINITY,
        })
        .collect()
}
