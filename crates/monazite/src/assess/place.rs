//! A balanced mineral seen by form: who makes, trades and takes it.

use crate::balance::MineralBalance;
use crate::id::{CountryId, FormId, MineralId};
use crate::metric::output::{Output, balanced};
use crate::system::{Role, Stage, System};
use std::collections::{BTreeMap, BTreeSet};

/// Mass by country.
pub(super) type ByCountry = BTreeMap<CountryId, f64>;

/// One mineral's balance with what metrics ask for most.
pub(super) struct Place<'a> {
    pub(super) balance: &'a MineralBalance,
    /// Output by form.
    pub(super) output: BTreeMap<FormId, Output>,
    /// What end uses and processes take, by form and country.
    pub(super) taken: BTreeMap<FormId, ByCountry>,
    /// Forms that leave each stage for another one, or for use.
    pub(super) products: BTreeMap<Stage, BTreeSet<FormId>>,
}

impl<'a> Place<'a> {
    pub(super) fn of(system: &System, mineral: MineralId, balance: &'a MineralBalance) -> Self {
        let forms: Vec<FormId> = system.forms_of(mineral).collect();
        let output = forms
            .iter()
            .map(|&f| (f, balanced(system, balance, &BTreeSet::from([f]))))
            .filter(|(_, o)| o.whole.get() > 0.0)
            .collect();
        let mut taken: BTreeMap<FormId, ByCountry> = BTreeMap::new();
        for use_ in &balance.uses {
            *taken.entry(use_.form).or_default().entry(use_.country).or_default() += use_.mass.get();
        }
        let mut within: BTreeMap<FormId, f64> = BTreeMap::new();
        for activity in &balance.activity {
            let process = &system.processes[activity.process];
            for term in process.recipe.iter().filter(|t| t.role == Role::Input) {
                let mass = activity.mass.get() * term.coefficient.value.get();
                *taken.entry(term.form).or_default().entry(activity.country).or_default() += mass;
                if process.stage == system.forms[term.form].stage {
                    *within.entry(term.form).or_default() += mass;
                }
            }
        }
        let mut products: BTreeMap<Stage, BTreeSet<FormId>> = BTreeMap::new();
        for &form in &forms {
            let all: f64 = taken.get(&form).map_or(0.0, |t| t.values().sum());
            // More than half of it goes on within the stage: blister is not what smelting and refining deliver.
            if within.get(&form).copied().unwrap_or(0.0) <= 0.5 * all {
                products.entry(system.forms[form].stage).or_default().insert(form);
            }
        }
        Self { balance, output, taken, products }
    }

    /// Output of the forms that leave a stage, added up.
    pub(super) fn output_of(&self, stage: Stage) -> Output {
        let mut sum = Output::default();
        for form in self.products.get(&stage).into_iter().flatten() {
            let Some(output) = self.output.get(form) else { continue };
            sum.whole += output.whole;
            for (&country, &mass) in &output.by_country {
                *sum.by_country.entry(country).or_default() += mass;
            }
        }
        sum
    }

    /// What enters a stage: output of it by processes that take nothing the stage itself made, by country.
    pub(super) fn entry_of(&self, system: &System, stage: Stage) -> ByCountry {
        let mut sum = ByCountry::new();
        for activity in &self.balance.activity {
            let recipe = &system.processes[activity.process].recipe;
            let of_stage = |role: Role| {
                recipe.iter().filter(move |t| t.role == role && system.forms[t.form].stage == stage)
            };
            if of_stage(Role::Input).next().is_some() {
                continue;
            }
            let made: f64 = of_stage(Role::Output).map(|t| t.coefficient.value.get()).sum();
            *sum.entry(activity.country).or_default() += activity.mass.get() * made;
        }
        sum
    }

    /// Imports of some countries from the others, by exporter, of one form.
    pub(super) fn imports(&self, form: FormId, members: &BTreeSet<CountryId>) -> ByCountry {
        let mut imports = ByCountry::new();
        for flow in self.balance.flows.iter().filter(|f| f.form == form) {
            if members.contains(&flow.importer) && !members.contains(&flow.exporter) {
                *imports.entry(flow.exporter).or_default() += flow.mass.get();
            }
        }
        imports
    }

    /// Exports of some countries to the others of one form.
    pub(super) fn exports(&self, form: FormId, members: &BTreeSet<CountryId>) -> f64 {
        let out =
            self.balance.flows.iter().filter(|f| {
                f.form == form && members.contains(&f.exporter) && !members.contains(&f.importer)
            });
        out.map(|f| f.mass.get()).sum()
    }

    /// Output and scrap of some countries of one form.
    pub(super) fn made(&self, form: FormId, members: &BTreeSet<CountryId>) -> f64 {
        let output = self.output.get(&form).map_or(0.0, |o| sum_of(&o.by_country, members));
        let scrap = self.balance.scrap.iter().filter(|w| w.form == form && members.contains(&w.country));
        output + scrap.map(|w| w.mass.get()).sum::<f64>()
    }

    /// What the end uses of some countries take, in all forms.
    pub(super) fn used(&self, members: &BTreeSet<CountryId>) -> f64 {
        self.balance.uses.iter().filter(|u| members.contains(&u.country)).map(|u| u.mass.get()).sum()
    }
}

/// The part of some countries in a mass by country.
pub(super) fn sum_of<Q: Copy + Into<f64>>(
    by_country: &BTreeMap<CountryId, Q>,
    members: &BTreeSet<CountryId>,
) -> f64 {
    // The sum of no floats is -0.
    by_country.iter().filter(|(c, _)| members.contains(c)).fold(0.0, |sum, (_, &m)| sum + m.into())
}
