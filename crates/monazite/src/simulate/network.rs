//! The balanced network as dense arrays: nodes, flows, users and producers of all minerals, masses per period.
//!
//! Nodes are in order of form, then country, so a form is a range of nodes; flows are in order of their exporter's node,
//! users in order of theirs. Every loop of a period runs over one of these arrays from front to back.

use super::node::{Node, Producer, User};
use super::wide::pairs;
use crate::balance::Balance;
use crate::id::FormId;
use crate::quantity::{DAYS_PER_YEAR, Days};
use crate::system::{Role, System};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What never changes in a run.
#[derive(Debug, Clone, Default)]
pub(super) struct Network {
    pub(super) nodes: Vec<Node>,
    /// Forms in use with their nodes.
    pub(super) forms: Vec<(FormId, Range<usize>)>,
    /// Position in `forms` of each node's form.
    pub(super) form_of: Vec<u32>,
    /// Flows that leave each node: positions from `out_start[n]` to `out_start[n + 1]`.
    pub(super) out_start: Vec<u32>,
    /// Node that each flow goes to.
    pub(super) flow_to: Vec<u32>,
    pub(super) flow_mass: Vec<f64>,
    pub(super) users: Vec<User>,
    /// Users of each node, as `out_start`.
    pub(super) use_start: Vec<u32>,
    /// Node of each user.
    pub(super) use_at: Vec<u32>,
    pub(super) use_mass: Vec<f64>,
    pub(super) producers: Vec<Producer>,
    pub(super) producer_mass: Vec<f64>,
    /// Inputs of each producer, as `out_start`: node and mass per unit of activity.
    pub(super) input_start: Vec<u32>,
    pub(super) inputs: Vec<(u32, f64)>,
    /// Outputs of each producer.
    pub(super) output_start: Vec<u32>,
    pub(super) outputs: Vec<(u32, f64)>,
    /// Output of the producers at each node.
    pub(super) made: Vec<f64>,
    /// Imports of each node.
    pub(super) imported: Vec<f64>,
    /// Exports of each node.
    pub(super) exported: Vec<f64>,
    /// What producers take at each node.
    pub(super) fed: Vec<f64>,
    /// What end uses take at each node.
    pub(super) used: Vec<f64>,
    /// All that is claimed from each node: by producers, end uses and importers.
    pub(super) claims: Vec<f64>,
    /// Output and imports of each node.
    pub(super) supply: Vec<f64>,
    /// Periods in a year.
    pub(super) per_year: f64,
}

impl Network {
    pub(super) fn of(system: &System, balance: &Balance, step: Days) -> Self {
        let years = step.get() / DAYS_PER_YEAR;
        let flows: BTreeMap<(Node, Node), f64> = balance
            .minerals
            .values()
            .flat_map(|m| &m.flows)
            .map(|f| {
                let node = |country| Node { form: f.form, country };
                ((node(f.exporter), node(f.importer)), f.mass.get() * years)
            })
            .collect();
        let users: BTreeMap<User, f64> = balance
            .minerals
            .values()
            .flat_map(|m| &m.uses)
            .map(|u| (User { form: u.form, country: u.country, end_use: u.end_use }, u.mass.get() * years))
            .collect();
        let producers: BTreeMap<Producer, f64> = balance
            .minerals
            .values()
            .flat_map(|m| &m.activity)
            .map(|a| (Producer { process: a.process, country: a.country }, a.mass.get() * years))
            .collect();
        let mut nodes: BTreeSet<Node> = flows.keys().flat_map(|&(from, to)| [from, to]).collect();
        nodes.extend(users.keys().map(|u| Node { form: u.form, country: u.country }));
        for producer in producers.keys() {
            let recipe = &system.processes[producer.process].recipe;
            nodes.extend(recipe.iter().map(|t| Node { form: t.form, country: producer.country }));
        }
        let mut network = Self {
            nodes: nodes.into_iter().collect(),
            users: users.keys().copied().collect(),
            use_mass: users.values().copied().collect(),
            producers: producers.keys().copied().collect(),
            producer_mass: producers.values().copied().collect(),
            flow_mass: flows.values().copied().collect(),
            per_year: 1.0 / years,
            ..Self::default()
        };
        network.link(system, &flows);
        network.total();
        network
    }

    /// Position of a node.
    pub(super) fn node(&self, node: Node) -> Option<usize> {
        self.nodes.binary_search(&node).ok()
    }

    /// Positions of a producer's inputs.
    pub(super) fn inputs_of(&self, producer: usize) -> &[(u32, f64)] {
        &self.inputs[self.input_start[producer] as usize..self.input_start[producer + 1] as usize]
    }

    /// Positions of a producer's outputs.
    pub(super) fn outputs_of(&self, producer: usize) -> &[(u32, f64)] {
        &self.outputs[self.output_start[producer] as usize..self.output_start[producer + 1] as usize]
    }

    /// Nodes that a producer takes from or makes at.
    pub(super) fn nodes_of(&self, producer: usize) -> impl Iterator<Item = usize> + '_ {
        self.inputs_of(producer).iter().chain(self.outputs_of(producer)).map(|term| term.0 as usize)
    }

    /// Flows that leave a node.
    pub(super) fn flows_from(&self, node: usize) -> Range<usize> {
        self.out_start[node] as usize..self.out_start[node + 1] as usize
    }

    /// Users at a node.
    pub(super) fn users_at(&self, node: usize) -> Range<usize> {
        self.use_start[node] as usize..self.use_start[node + 1] as usize
    }

    fn link(&mut self, system: &System, flows: &BTreeMap<(Node, Node), f64>) {
        let position: BTreeMap<Node, u32> = self.nodes.iter().copied().zip(0..).collect();
        for (n, node) in self.nodes.iter().enumerate() {
            match self.forms.last_mut() {
                Some((form, range)) if *form == node.form => range.end = n + 1,
                _ => self.forms.push((node.form, n..n + 1)),
            }
            self.form_of.push((self.forms.len() - 1) as u32);
        }
        self.flow_to = flows.keys().map(|(_, to)| position[to]).collect();
        self.out_start = starts(self.nodes.len(), flows.keys().map(|(from, _)| position[from]));
        let node_of = |u: &User| position[&Node { form: u.form, country: u.country }];
        self.use_at = self.users.iter().map(node_of).collect();
        self.use_start = starts(self.nodes.len(), self.use_at.iter().copied());
        for (list, start, role) in [
            (&mut self.inputs, &mut self.input_start, Role::Input),
            (&mut self.outputs, &mut self.output_start, Role::Output),
        ] {
            start.push(0);
            for producer in &self.producers {
                let recipe = system.processes[producer.process].recipe.iter().filter(|t| t.role == role);
                list.extend(recipe.map(|t| {
                    (position[&Node { form: t.form, country: producer.country }], t.coefficient.value.get())
                }));
                start.push(list.len() as u32);
            }
        }
    }

    /// Sums at each node, in the order in which a period adds them up: then nothing changes, to the last bit, where
    /// nothing happens.
    fn total(&mut self) {
        let zero = vec![0.0; self.nodes.len()];
        self.made = zero.clone();
        self.imported = zero.clone();
        self.exported = zero.clone();
        self.fed = zero.clone();
        self.used = zero;
        for p in 0..self.producers.len() {
            let x = self.producer_mass[p];
            for i in self.input_start[p] as usize..self.input_start[p + 1] as usize {
                let (n, a) = self.inputs[i];
                self.fed[n as usize] += a * x;
            }
            for o in self.output_start[p] as usize..self.output_start[p + 1] as usize {
                let (n, b) = self.outputs[o];
                self.made[n as usize] += b * x;
            }
        }
        for n in 0..self.nodes.len() {
            let flows = self.flows_from(n);
            let (to, mass) = (&self.flow_to[flows.clone()], &self.flow_mass[flows]);
            self.exported[n] = pairs(to, |k, _| [mass[k], 0.0])[0];
            to.iter().zip(mass).for_each(|(to, mass)| self.imported[*to as usize] += mass);
            for u in self.users_at(n) {
                self.used[n] += self.use_mass[u];
            }
        }
        let nodes = 0..self.nodes.len();
        self.claims = nodes.clone().map(|n| self.fed[n] + self.used[n] + self.exported[n]).collect();
        self.supply = nodes.map(|n| self.made[n] + self.imported[n]).collect();
    }
}

/// Where the entries of each owner start in a list that is in order of owner.
fn starts(owners: usize, of: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut start = vec![0; owners + 1];
    for owner in of {
        start[owner as usize + 1] += 1;
    }
    for n in 0..owners {
        start[n + 1] += start[n];
    }
    start
}
