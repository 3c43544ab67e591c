//! How markets and users react: which input each node, user and producer takes, and the dense numbers of a draw.

use super::inputs::{Inputs, Slot};
use super::network::Network;
use super::node::{Node, Producer};
use super::rows::Rows;
use crate::id::{CountryId, FormId};
use crate::quantity::Days;
use crate::system::behaviour::Parameter;
use crate::system::{StockKind, System};
use std::collections::BTreeMap;
use std::ops::Range;

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
struct ProducerSlots {
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
    cap: Slot,
    depth: Slot,
    slope: Slot,
    working: Slot,
    price_time: Slot,
    exponent: Slot,
    drift: Slot,
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
    producers: Vec<ProducerSlots>,
    forms: Vec<FormSlots>,
    strategic: Vec<StrategicSlots>,
    /// Elasticity and its scale of each class of users: users of a form that yield alike.
    classes: Vec<(Slot, Slot)>,
    /// What the users of each class take outside restrictions, where there are any.
    class_use: Vec<f64>,
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
    /// Both together.
    pub(super) periods_under_way: Vec<f64>,
    /// Mass that emergency recycling can add, and the part of it that it gains in a period.
    pub(super) recycling: Vec<f64>,
    pub(super) recycling_pace: Vec<f64>,
    /// Stock below which substitution and recycling start.
    pub(super) trigger: Vec<f64>,
    /// Ceiling of substitution of each user, and the part of it gained in a period.
    pub(super) substitution: Vec<f64>,
    pub(super) substitution_pace: Vec<f64>,
    /// Capacity of each producer over its activity in the baseline.
    pub(super) capacity: Vec<f64>,
    /// Part of it beyond the baseline that a host does not forbid.
    pub(super) free_of_host: Vec<f64>,
    pub(super) surge: Vec<f64>,
    /// Days until the surge is reached.
    pub(super) surge_time: Vec<f64>,
    /// How readily each class of users yields, see [`Yield`].
    pub(super) readiness: Vec<f64>,
    /// Part of the way to the spot price that prices paid go in a period.
    pub(super) paid_pace: f64,
    /// How each form's market yields.
    pub(super) market: Vec<Yield>,
    /// Strategic stocks: node, mass that can be used, periods until release, largest release a period.
    pub(super) strategic: Vec<(u32, f64, f64, f64)>,
}

/// How a market yields to price.
///
/// Of users with value in use theta over what the mineral costs them, `(1 + theta^-b) / (1 + (P / theta)^b)` stay at a
/// price P, b the exponent (logistic choice). The elasticity at the usual price, e = b theta^-b / (1 + theta^-b), tells
/// theta: theta^-b = e / (b - e) is how readily they yield.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Yield {
    /// Exponent of the choice.
    pub(super) exponent: f64,
    /// How readily producers yield.
    pub(super) readiness: f64,
    /// Logarithm of the price above which there is no trade.
    pub(super) cap: f64,
    /// How much more it takes to move the price than the general rule says.
    pub(super) depth: f64,
    /// Logarithm of the price at which holders have let go 63 % of what they can spare.
    pub(super) slope: f64,
    /// Part of the usual stock that is never let go.
    pub(super) working: f64,
    /// Part of the way to the clearing price that quotes go in a period.
    pub(super) pace: f64,
    /// What other causes do to the logarithm of the price in a year.
    pub(super) drift: f64,
}

impl Yield {
    /// How readily users yield who have an elasticity at the usual price.
    fn readiness(exponent: f64, elasticity: f64) -> f64 {
        let e = -elasticity;
        // An elasticity beyond the exponent has no value in use; close to it users leave at once.
        if e > 0.0 { e / (exponent - e).max(1e-3 * exponent) } else { 0.0 }
    }

    /// What stays of a need at the logarithm of a price, and its slope.
    #[inline]
    pub(super) fn left(&self, readiness: f64, y: f64) -> (f64, f64) {
        let gone = readiness * libm::exp(self.exponent * y);
        let left = (1.0 + readiness) / (1.0 + gone);
        (left, -left * self.exponent * gone / (1.0 + gone))
    }
}

impl Slots {
    pub(super) fn of(system: &System, network: &Network, rows: &mut Rows<'_>, inputs: &mut Inputs) -> Self {
        let mut slots = Self { class_start: vec![0], ..Self::default() };
        for &node in &network.nodes {
            let place = rows.place(node);
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
        for (_, nodes) in &network.forms {
            let place =
                crate::system::behaviour::Scope { country: None, ..rows.place(network.nodes[nodes.start]) };
            let mut get = |parameter| rows.slot(inputs, parameter, &place);
            slots.forms.push(FormSlots {
                elasticity: get(Parameter::DemandElasticity),
                cap: get(Parameter::ChokePriceRatio),
                depth: get(Parameter::MarketDepth),
                slope: get(Parameter::StorageSlope),
                working: get(Parameter::WorkingStock),
                price_time: get(Parameter::PriceTime),
                exponent: get(Parameter::ValueExponent),
                drift: get(Parameter::PriceDrift),
            });
            let users = network.use_start[nodes.start] as usize..network.use_start[nodes.end] as usize;
            let first = slots.classes.len();
            for user in &network.users[users] {
                let place =
                    rows.place(Node { form: user.form, country: user.country }).for_end_use(user.end_use);
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
        for (p, producer) in network.producers.iter().enumerate() {
            slots.producers.push(producer_slots(system, network, &capacity, (p, *producer), rows, inputs));
        }
        slots.strategic = strategic(system, network, rows, inputs);
        slots
    }

    /// Weighs the classes of users by what they take outside restrictions; by all they take of forms without any.
    pub(super) fn weigh(&mut self, network: &Network, imports_under: &[u64]) {
        self.class_use = vec![0.0; self.classes.len()];
        for (_, nodes) in &network.forms {
            let bound = nodes.clone().any(|n| imports_under[n] != 0);
            for n in nodes.clone().filter(|&n| !bound || imports_under[n] != 0) {
                for u in network.users_at(n) {
                    self.class_use[self.class_of[u] as usize] += network.use_mass[u];
                }
            }
        }
    }

    /// Entries of strategic stocks that lie at some nodes.
    pub(super) fn holders(&self, nodes: &[Range<usize>]) -> Vec<usize> {
        let here = |s: &StrategicSlots| nodes.iter().any(|range| range.contains(&(s.node as usize)));
        (0..self.strategic.len()).filter(|&entry| here(&self.strategic[entry])).collect()
    }

    /// Activity that each user loses when the form is missing altogether.
    pub(super) fn criticality(&self, values: &[f64]) -> Vec<f64> {
        self.users.iter().map(|s| values[s.criticality as usize]).collect()
    }

    /// Price over that of the baseline above which there is no trade, by node.
    pub(super) fn ceilings(&self, network: &Network, values: &[f64], ceilings: &mut Vec<f64>) {
        refill(ceilings, network.form_of.iter().map(|&form| values[self.forms[form as usize].cap as usize]));
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
        let smooth = |days: f64| if days > 0.0 { -libm::expm1(-step / days) } else { 1.0 };
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
        refill(&mut setting.periods_under_way, self.nodes.iter().map(|s| (value(s.transit) / step).max(1.0)));
        setting.lag.clear();
        setting.lag.extend(setting.periods_under_way.iter().map(|t| (*t as u32, t - t.floor())));
        refill(
            &mut setting.recycling,
            self.nodes.iter().zip(&network.used).map(|(s, used)| value(s.recycling) * used),
        );
        refill(&mut setting.recycling_pace, self.nodes.iter().map(|s| pace(value(s.recycling_time))));
        setting.trigger.clear();
        setting
            .trigger
            .extend(self.nodes.iter().zip(&setting.target).map(|(s, target)| value(s.trigger) * target));
        refill(&mut setting.substitution, self.users.iter().map(|s| value(s.ceiling)));
        refill(&mut setting.substitution_pace, self.users.iter().map(|s| pace(value(s.time))));
        refill(
            &mut setting.capacity,
            self.producers.iter().map(|s| match s.capacity {
                Capacity::Ratio(ratio) => ratio,
                Capacity::Spare(slot) => 1.0 + value(slot),
            }),
        );
        refill(
            &mut setting.free_of_host,
            self.producers.iter().map(|s| 1.0 - s.dependence.map_or(0.0, value)),
        );
        refill(&mut setting.surge, self.producers.iter().map(|s| value(s.surge)));
        refill(&mut setting.surge_time, self.producers.iter().map(|s| value(s.surge_time)));
        refill(
            &mut setting.market,
            self.forms.iter().map(|s| Yield {
                exponent: value(s.exponent),
                readiness: Yield::readiness(value(s.exponent), value(s.elasticity)),
                cap: libm::log(value(s.cap)),
                depth: value(s.depth),
                slope: value(s.slope),
                working: value(s.working),
                pace: smooth(value(s.price_time)),
                drift: value(s.drift),
            }),
        );
        setting.paid_pace = smooth(CONTRACT_DAYS);
        setting.readiness.clear();
        for (classes, market) in self.class_start.windows(2).zip(&setting.market) {
            let classes = classes[0] as usize..classes[1] as usize;
            // The elasticity of a mineral is that of all its users together.
            let uses = self.classes[classes.clone()].iter().zip(&self.class_use[classes.clone()]);
            let [sum, scaled] =
                uses.fold([0.0; 2], |[sum, scaled], (c, mass)| [sum + mass, scaled + mass * value(c.1)]);
            let norm = if scaled > 0.0 { sum / scaled } else { 1.0 };
            let readiness = |&(elasticity, scale): &(Slot, Slot)| {
                Yield::readiness(market.exponent, value(elasticity) * value(scale) * norm)
            };
            setting.readiness.extend(self.classes[classes].iter().map(readiness));
        }
        refill(
            &mut setting.strategic,
            self.strategic.iter().map(|s| {
                let mass = value(s.mass) * value(s.accessible);
                (s.node, mass, value(s.delay) / step, mass * value(s.rate) * step / DAYS_PER_WEEK)
            }),
        );
    }
}

/// Time constant with which prices paid follow the spot price: unit values of imports lag quotes by two to three quarters.
const CONTRACT_DAYS: f64 = 225.0;

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

fn producer_slots(
    system: &System,
    network: &Network,
    capacity: &BTreeMap<(FormId, CountryId), f64>,
    (p, producer): (usize, Producer),
    rows: &mut Rows<'_>,
    inputs: &mut Inputs,
) -> ProducerSlots {
    let outputs = network.outputs_of(p);
    // A producer is described by its first output; every recipe has one.
    let first = outputs.first().map_or(0, |o| o.0 as usize);
    let Node { country, .. } = network.nodes[first];
    let place = rows.place(network.nodes[first]);
    let reported = outputs.iter().find_map(|&(n, _)| {
        let n = n as usize;
        let mass = capacity.get(&(network.nodes[n].form, country))?;
        (network.made[n] > 0.0).then(|| (mass / network.per_year / network.made[n]).max(1.0))
    });
    let mut get = |parameter| rows.slot(inputs, parameter, &place);
    let capacity = reported.map_or_else(|| Capacity::Spare(get(Parameter::SpareCapacity)), Capacity::Ratio);
    let (surge, surge_time) = (get(Parameter::Surge), get(Parameter::SurgeTime));
    let hosts = system.by_products.iter().filter(|b| {
        b.country.is_none_or(|c| c == producer.country)
            && outputs.iter().any(|&(n, _)| network.nodes[n as usize].form == b.form)
    });
    let host = hosts.max_by_key(|b| b.country.is_some());
    let dependence = host.map(|b| rows.datum(inputs, "dependence on host", &b.dependence));
    ProducerSlots { capacity, surge, surge_time, dependence }
}

fn strategic(
    system: &System,
    network: &Network,
    rows: &mut Rows<'_>,
    inputs: &mut Inputs,
) -> Vec<StrategicSlots> {
    let held = system.stocks.iter().filter(|s| s.kind == StockKind::Strategic);
    held.filter_map(|stock| {
        let held = Node { form: stock.form, country: stock.country };
        let (node, place) = (network.node(held)?, rows.place(held));
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
