//! How markets and users react: which input each node, user and plant takes, and the dense numbers of a draw.

use super::inputs::{Inputs, Slot};
use super::network::Network;
use super::outcome::{Node, Plant};
use super::rows::Rows;
use crate::id::{CountryId, FormId};
use crate::quantity::Days;
use crate::system::behaviour::Parameter;
use crate::system::{StockKind, System};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy)]
struct NodeSlots {
    cover: Slot,
    order_time: Slot,
    contract: Slot,
    switchable: Slot,
    switch_time: Slot,
    transit: Slot,
    recycling: Slot,
    recycling_time: Slot,
    trigger: Slot,
}

#[derive(Debug, Clone, Copy)]
struct UserSlots {
    ceiling: Slot,
    time: Slot,
    criticality: Slot,
}

#[derive(Debug, Clone, Copy)]
struct PlantSlots {
    capacity: Capacity,
    surge: Slot,
    surge_time: Slot,
    /// Share of output that cannot grow without its host.
    dependence: Option<Slot>,
}

#[derive(Debug, Clone, Copy)]
enum Capacity {
    /// Reported, over output.
    Ratio(f64),
    /// Above output, over output.
    Spare(Slot),
}

#[derive(Debug, Clone, Copy)]
struct FormSlots {
    elasticity: Slot,
    choke: Slot,
    release: Slot,
}

#[derive(Debug, Clone, Copy)]
struct StrategicSlots {
    node: u32,
    mass: Slot,
    accessible: Slot,
    delay: Slot,
    rate: Slot,
}

/// Which input each thing takes.
#[derive(Debug, Clone, Default)]
pub(super) struct Slots {
    nodes: Vec<NodeSlots>,
    users: Vec<UserSlots>,
    plants: Vec<PlantSlots>,
    forms: Vec<FormSlots>,
    strategic: Vec<StrategicSlots>,
    /// Elasticity and its scale of each class of users: users of a form that yield alike.
    classes: Vec<(Slot, Slot)>,
    /// Classes of each form: positions from `class_start[f]` to `class_start[f + 1]`.
    pub(super) class_start: Vec<u32>,
    /// Class of each user.
    pub(super) class_of: Vec<u32>,
}

/// The numbers of one draw. Paces are the part of a distance covered in a period.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting {
    /// Target stock of each node.
    pub(super) target: Vec<f64>,
    pub(super) order_pace: Vec<f64>,
    pub(super) contract: Vec<f64>,
    pub(super) switchable: Vec<f64>,
    pub(super) switch_pace: Vec<f64>,
    /// Whole periods under way, at least one, and the part of a shipment that takes one more.
    pub(super) lag: Vec<(u32, f64)>,
    /// Mass that emergency recycling can add, and the part of it that it gains in a period.
    pub(super) recycling: Vec<(f64, f64)>,
    /// Stock below which substitution and recycling start.
    pub(super) trigger: Vec<f64>,
    /// Ceiling of substitution of each user, and the part of it gained in a period.
    pub(super) substitution: Vec<(f64, f64)>,
    /// Capacity of each plant over its activity in the baseline.
    pub(super) capacity: Vec<f64>,
    /// Part of it beyond the baseline that a host does not forbid.
    pub(super) free_of_host: Vec<f64>,
    pub(super) surge: Vec<f64>,
    /// Days until the surge is reached.
    pub(super) surge_time: Vec<f64>,
    /// Elasticity of each class of users.
    pub(super) elasticity: Vec<f64>,
    /// Elasticity of each form's other users, logarithm of the choke price, elasticity of release.
    pub(super) market: Vec<(f64, f64, f64)>,
    /// Strategic stocks: node, mass that can be used, periods until release, largest release a period.
    pub(super) strategic: Vec<(u32, f64, f64, f64)>,
}

impl Slots {
    pub(super) fn of(system: &System, network: &Network, rows: &mut Rows<'_>, inputs: &mut Inputs) -> Self {
        let mut slots = Self { class_start: vec![0], ..Self::default() };
        for &Node { form, country } in &network.nodes {
            let place = rows.place(form, country);
            let mut get = |parameter| rows.slot(inputs, parameter, &place);
            slots.nodes.push(NodeSlots {
                cover: get(Parameter::TargetCover),
                order_time: get(Parameter::OrderTime),
                contract: get(Parameter::ContractShare),
                switchable: get(Parameter::SwitchableShare),
                switch_time: get(Parameter::SwitchTime),
                transit: get(Parameter::TransitTime),
                recycling: get(Parameter::RecyclingCeiling),
                recycling_time: get(Parameter::RecyclingTime),
                trigger: get(Parameter::CoverTrigger),
            });
        }
        for (form, nodes) in &network.forms {
            let place = crate::system::behaviour::Scope {
                country: None,
                ..rows.place(*form, network.nodes[nodes.start].country)
            };
            let mut get = |parameter| rows.slot(inputs, parameter, &place);
            slots.forms.push(FormSlots {
                elasticity: get(Parameter::DemandElasticity),
                choke: get(Parameter::ChokePriceRatio),
                release: get(Parameter::StockReleaseElasticity),
            });
            let users = network.use_start[nodes.start] as usize..network.use_start[nodes.end] as usize;
            let first = slots.classes.len();
            for user in &network.users[users] {
                let place = rows.place(user.form, user.country).for_end_use(user.end_use);
                let mut get = |parameter| rows.slot(inputs, parameter, &place);
                slots.users.push(UserSlots {
                    ceiling: get(Parameter::SubstitutionCeiling),
                    time: get(Parameter::SubstitutionTime),
                    criticality: get(Parameter::InputCriticality),
                });
                let class = (get(Parameter::DemandElasticity), get(Parameter::ElasticityScale));
                let known = slots.classes[first..].iter().position(|c| *c == class);
                let position = known.map_or(slots.classes.len(), |i| first + i);
                if known.is_none() {
                    slots.classes.push(class);
                }
                slots.class_of.push(position as u32);
            }
            slots.class_start.push(slots.classes.len() as u32);
        }
        let capacity = capacities(system);
        for (p, plant) in network.plants.iter().enumerate() {
            slots.plants.push(plant_slots(system, network, &capacity, (p, *plant), rows, inputs));
        }
        slots.strategic = strategic(system, network, rows, inputs);
        slots
    }

    /// Activity that each user loses when the form is missing altogether.
    pub(super) fn criticality(&self, values: &[f64]) -> Vec<f64> {
        self.users.iter().map(|s| values[s.criticality as usize]).collect()
    }

    /// Largest number of periods under way, over all draws.
    pub(super) fn longest_lag(&self, inputs: &Inputs, step: Days) -> usize {
        let longest = self.nodes.iter().map(|n| inputs.largest(n.transit)).fold(0.0, f64::max);
        (longest / step.get()).ceil().max(1.0) as usize + 1
    }

    /// Fills the dense numbers from the values of a draw.
    pub(super) fn fill(&self, network: &Network, values: &[f64], step: Days, setting: &mut Setting) {
        let value = |slot: Slot| values[slot as usize];
        let step = step.get();
        let pace = |days: f64| if days > step { step / days } else { 1.0 };
        refill(
            &mut setting.target,
            self.nodes
                .iter()
                .enumerate()
                .map(|(n, s)| value(s.cover) / step * (network.fed[n] + network.used[n])),
        );
        refill(&mut setting.order_pace, self.nodes.iter().map(|s| pace(value(s.order_time))));
        refill(&mut setting.contract, self.nodes.iter().map(|s| value(s.contract)));
        refill(&mut setting.switchable, self.nodes.iter().map(|s| value(s.switchable)));
        refill(&mut setting.switch_pace, self.nodes.iter().map(|s| pace(value(s.switch_time))));
        refill(
            &mut setting.lag,
            self.nodes.iter().map(|s| {
                let periods = (value(s.transit) / step).max(1.0);
                (periods as u32, periods - periods.floor())
            }),
        );
        refill(
            &mut setting.recycling,
            self.nodes
                .iter()
                .enumerate()
                .map(|(n, s)| (value(s.recycling) * network.used[n], pace(value(s.recycling_time)))),
        );
        setting.trigger.clear();
        setting
            .trigger
            .extend(self.nodes.iter().zip(&setting.target).map(|(s, target)| value(s.trigger) * target));
        refill(&mut setting.substitution, self.users.iter().map(|s| (value(s.ceiling), pace(value(s.time)))));
        refill(
            &mut setting.capacity,
            self.plants.iter().map(|s| match s.capacity {
                Capacity::Ratio(ratio) => ratio,
                Capacity::Spare(slot) => 1.0 + value(slot),
            }),
        );
        refill(&mut setting.free_of_host, self.plants.iter().map(|s| 1.0 - s.dependence.map_or(0.0, value)));
        refill(&mut setting.surge, self.plants.iter().map(|s| value(s.surge)));
        refill(&mut setting.surge_time, self.plants.iter().map(|s| value(s.surge_time)));
        refill(&mut setting.elasticity, self.classes.iter().map(|&(e, scale)| value(e) * value(scale)));
        refill(
            &mut setting.market,
            self.forms.iter().map(|s| (value(s.elasticity), libm::log(value(s.choke)), value(s.release))),
        );
        refill(
            &mut setting.strategic,
            self.strategic.iter().map(|s| {
                let mass = value(s.mass) * value(s.accessible);
                (s.node, mass, value(s.delay) / step, mass * value(s.rate) * step / DAYS_PER_WEEK)
            }),
        );
    }
}

/// The rate of release is stated by the week.
pub(super) const DAYS_PER_WEEK: f64 = 7.0;

fn refill<T>(list: &mut Vec<T>, items: impl Iterator<Item = T>) {
    list.clear();
    list.extend(items);
}

/// Reported capacity by form and country: the mean of the year nearest to the baseline's.
fn capacities(system: &System) -> BTreeMap<(FormId, CountryId), f64> {
    let mut best: BTreeMap<(FormId, CountryId), (i32, f64, f64)> = BTreeMap::new();
    for row in &system.capacity {
        let distance = (row.datum.provenance.year - system.year).abs();
        let entry = best.entry((row.form, row.country)).or_insert((distance, 0.0, 0.0));
        if distance < entry.0 {
            *entry = (distance, 0.0, 0.0);
        }
        if distance == entry.0 {
            entry.1 += row.datum.value.get();
            entry.2 += 1.0;
        }
    }
    best.into_iter().map(|(key, (_, sum, count))| (key, sum / count)).collect()
}

fn plant_slots(
    system: &System,
    network: &Network,
    capacity: &BTreeMap<(FormId, CountryId), f64>,
    (p, plant): (usize, Plant),
    rows: &mut Rows<'_>,
    inputs: &mut Inputs,
) -> PlantSlots {
    let outputs = network.outputs_of(p);
    // A plant is described by its first output; every recipe has one.
    let first = outputs.first().map_or(0, |o| o.0 as usize);
    let Node { form, country } = network.nodes[first];
    let place = rows.place(form, country);
    let reported = outputs.iter().find_map(|&(n, _)| {
        let n = n as usize;
        let mass = capacity.get(&(network.nodes[n].form, country))?;
        (network.made[n] > 0.0).then(|| (mass / network.per_year / network.made[n]).max(1.0))
    });
    let mut get = |parameter| rows.slot(inputs, parameter, &place);
    let capacity = reported.map_or_else(|| Capacity::Spare(get(Parameter::SpareCapacity)), Capacity::Ratio);
    let (surge, surge_time) = (get(Parameter::Surge), get(Parameter::SurgeTime));
    let hosts = system.by_products.iter().filter(|b| {
        b.country.is_none_or(|c| c == plant.country)
            && outputs.iter().any(|&(n, _)| network.nodes[n as usize].form == b.form)
    });
    let host = hosts.max_by_key(|b| b.country.is_some());
    let dependence = host.map(|b| rows.datum(inputs, "dependence on host", &b.dependence));
    PlantSlots { capacity, surge, surge_time, dependence }
}

fn strategic(
    system: &System,
    network: &Network,
    rows: &mut Rows<'_>,
    inputs: &mut Inputs,
) -> Vec<StrategicSlots> {
    let held = system.stocks.iter().filter(|s| s.kind == StockKind::Strategic);
    held.filter_map(|stock| {
        let node = network.node(Node { form: stock.form, country: stock.country })?;
        let place = rows.place(stock.form, stock.country);
        let mass = rows.datum(inputs, "strategic stock", &stock.datum);
        let mut get = |parameter| rows.slot(inputs, parameter, &place);
        Some(StrategicSlots {
            node: node as u32,
            mass,
            accessible: get(Parameter::AccessibleShare),
            delay: get(Parameter::ReleaseDelay),
            rate: get(Parameter::ReleaseRate),
        })
    })
    .collect()
}
