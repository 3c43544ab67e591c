//! The whole programme as one model: unknowns, limits and objective of the minerals of a network.

use crate::choice::{Choice, choices, coming};
use crate::lp::{Lp, Row};
use crate::names::Names;
use crate::network::{Chain, Network, Zone};
use crate::objective::MILLION;
use crate::target::{TargetOf, targets};
use crate::variable::{Variables, Year};
use crate::{constraint, objective, variable};
use monazite::id::{EndUseId, FormId, ProcessId};
use monazite::plan::Items;
use monazite::system::investment::Parameter;
use monazite::system::{Scope, Stage};
use monazite_highs::Solution;
use std::collections::{BTreeMap, BTreeSet};

/// Key of the end use whose survival has a limit of its own.
const DEFENCE: &str = "defence";

/// The model of a network.
#[derive(Debug, Clone)]
pub(crate) struct Model<'a> {
    pub(crate) network: &'a Network<'a>,
    pub(crate) names: Names<'a>,
    pub(crate) lp: Lp,
    pub(crate) variables: Variables,
    /// What can be built: place of its mineral, and the choice.
    pub(crate) choices: Vec<(usize, Choice)>,
    pub(crate) targets: Vec<TargetOf>,
    /// Tonnes a year that stand without the programme, by year.
    standing: BTreeMap<(ProcessId, Zone), Vec<f64>>,
    /// Million USD lost per unit of need unmet.
    values: BTreeMap<(FormId, EndUseId), f64>,
    chain_of_process: BTreeMap<ProcessId, usize>,
    chain_of_form: BTreeMap<FormId, usize>,
    rows: BTreeMap<String, Row>,
}

impl<'a> Model<'a> {
    pub(crate) fn of(network: &'a Network<'a>) -> Self {
        let mut model = Self {
            network,
            names: Names::of(network),
            lp: Lp::default(),
            variables: Variables::default(),
            choices: Vec::new(),
            targets: targets(network),
            standing: BTreeMap::new(),
            values: BTreeMap::new(),
            chain_of_process: BTreeMap::new(),
            chain_of_form: BTreeMap::new(),
            rows: BTreeMap::new(),
        };
        for (place, chain) in network.minerals.iter().enumerate() {
            model.chain_of_process.extend(chain.processes.iter().map(|&p| (p, place)));
            model.chain_of_form.extend(chain.forms.iter().map(|&f| (f, place)));
            model.choices.extend(choices(network, chain).into_iter().map(|c| (place, c)));
            for (&at, &capacity) in &chain.capacity {
                model.standing.insert(at, vec![capacity; network.years.len()]);
            }
            for (process, zone, by_year) in coming(network, chain) {
                let standing =
                    model.standing.entry((process, zone)).or_insert_with(|| vec![0.0; by_year.len()]);
                standing.iter_mut().zip(by_year).for_each(|(s, c)| *s += c);
            }
            model.values.extend(values(network, chain));
        }
        variable::add(&mut model);
        constraint::add(&mut model);
        objective::add(&mut model);
        constraint::budget::add(&mut model);
        model.rows = model.lp.rows.iter().enumerate().map(|(i, r)| (r.name.clone(), Row(i))).collect();
        model
    }

    pub(crate) fn chain_of(&self, process: ProcessId) -> usize {
        self.chain_of_process[&process]
    }

    pub(crate) fn chain_of_form(&self, form: FormId) -> usize {
        self.chain_of_form[&form]
    }

    /// Tonnes a year that stand in a year without the programme.
    pub(crate) fn standing(&self, process: ProcessId, zone: Zone, y: Year) -> f64 {
        self.standing.get(&(process, zone)).map_or(0.0, |by_year| by_year[y])
    }

    /// Whether there is, comes or can be built capacity.
    pub(crate) fn can_run(&self, process: ProcessId, zone: Zone) -> bool {
        self.standing.contains_key(&(process, zone))
            || self.choices.iter().any(|(_, c)| c.process == process && c.zone == zone)
    }

    /// Size of one works of a choice in units of mass, in a lumpy programme.
    pub(crate) fn works(&self, k: usize) -> Option<f64> {
        let (chain, choice) = &self.choices[k];
        choice.works.filter(|_| self.network.programme.lumpy).map(|w| w / self.network.minerals[*chain].unit)
    }

    /// Units of mass a year that one unit of a build column is.
    pub(crate) fn size(&self, k: usize) -> f64 {
        self.works(k).unwrap_or(1.0)
    }

    /// The row of a name.
    pub(crate) fn row(&self, name: &str) -> Option<Row> {
        self.rows.get(name).copied()
    }

    /// Processes of a chain at a stage.
    pub(crate) fn of_stage(&self, chain: &Chain, stage: Stage) -> Vec<ProcessId> {
        let of_stage = |p: &&ProcessId| self.network.system.processes[**p].stage == stage;
        chain.processes.iter().filter(of_stage).copied().collect()
    }

    /// What a point costs by item, discounted million USD.
    pub(crate) fn items(&self, point: &Solution) -> Items {
        let mut items = Items::default();
        for charge in &self.lp.charges {
            let cost = charge.cost * charge.weight * point.columns[charge.column.0];
            items.0[charge.item as usize] += cost;
        }
        items
    }

    /// Discount factor of a year.
    pub(crate) fn discount(&self, y: Year) -> f64 {
        (1.0 + self.network.programme.discount_rate.get()).powi(-(y as i32))
    }

    /// Years in which a target holds.
    pub(crate) fn years_of(&self, target: &TargetOf) -> std::ops::Range<Year> {
        let first = self.network.years.iter().position(|&year| year >= target.asked);
        first.unwrap_or(self.network.years.len())..self.network.years.len()
    }

    /// Whether an end use is defence.
    pub(crate) fn is_defence(&self, end_use: EndUseId) -> bool {
        self.network.system.end_uses.key(end_use) == DEFENCE
    }

    /// Million USD lost per unit of mass of need that is unmet.
    pub(crate) fn value_of_need(&self, form: FormId, end_use: EndUseId) -> f64 {
        self.values.get(&(form, end_use)).copied().unwrap_or(0.0)
    }
}

/// Value lost per unit of need unmet: the members' value added in the end use, times the part of it that is lost with
/// the need, over the need of the baseline.
///
/// Where the members' value added in an end use is not known, a lost unit is worth the part of the price that is lost:
/// at least what it costs.
fn values(network: &Network<'_>, chain: &Chain) -> BTreeMap<(FormId, EndUseId), f64> {
    let system = network.system;
    let members: BTreeSet<_> = network.programme.countries();
    let mut value_added: BTreeMap<EndUseId, f64> = BTreeMap::new();
    for link in &system.industry_links {
        let of_industry = system.industry_value_added.iter().filter(|v| v.industry == link.industry);
        let sum: f64 =
            of_industry.filter(|v| members.contains(&v.country)).map(|v| v.datum.value.get()).sum();
        *value_added.entry(link.end_use).or_default() += sum * link.share.value.get();
    }
    let costs = crate::data::Costs::new(system);
    let mut values = BTreeMap::new();
    for (form, end_use) in chain.needs() {
        let place = Scope { end_use: Some(end_use), ..system.scope_of(form) };
        let ratio =
            system.investment(Parameter::UnmetValue, None, &place).map_or(1.0, |r| r.datum.value.get());
        let need: f64 = chain.need_of(form, end_use, 0, 1.0).iter().map(|(_, d)| d).sum();
        let price = costs.price(form).get() * chain.unit / MILLION;
        let lost = value_added.get(&end_use).copied().unwrap_or(0.0) / MILLION;
        let value = if need > 0.0 { ratio * lost / need } else { 0.0 };
        values.insert((form, end_use), value.max(price));
    }
    values
}
