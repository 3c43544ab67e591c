//! Why a user is short: the chain of links from the user's node to the one that binds.

use super::binding::Binding;
use super::limits::{self, Losses};
use super::model::Model;
use super::network::Network;
use super::node::Node;
use super::state::State;
use crate::quantity::Tonnes;

/// One link of an explanation: a form in a country that got less than it ordered, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The form and country.
    pub node: Node,
    /// What cost it most.
    pub binding: Binding,
    /// What it did not get in the period, by what limited it, largest first.
    pub lost: Vec<(Binding, Tonnes)>,
    /// Stock left at the end of the period.
    pub stock: Tonnes,
    /// What it sought from other suppliers.
    pub sought: Tonnes,
    /// What it was qualified to buy of them; where less than it sought, switching binds too.
    pub qualified: Tonnes,
    /// What it did buy.
    pub bought: Tonnes,
}

/// Longer chains do not exist: a mineral has fewer stages and borders between mine and use.
const LONGEST: usize = 16;

impl Model {
    /// The chain behind the supply of a user in a period, with the given numbers: the user's own form and country first,
    /// each next link the supplier or input that failed it most, the last one what binds.
    #[must_use]
    pub fn explain(&self, values: &[f64], user: usize, period: usize) -> Vec<Link> {
        let mut state = State::default();
        self.run_to(values, &mut state, period);
        let orders = &state.nodes.placed;
        let at = self.network.use_at[user] as usize;
        let part = self.parts.iter().find(|part| part.users().any(|u| u == user));
        let cuts =
            part.map(|part| limits::cuts(&self.network, &self.policy, part, &state)).unwrap_or_default();
        let mut next = Some(at);
        let mut chain: Vec<Link> = Vec::new();
        while let Some(n) = next.filter(|_| chain.len() < LONGEST) {
            let cut = cuts.get(&n).cloned().unwrap_or_default();
            let losses = limits::losses(&self.network, &state, orders, n, cut);
            let link = link(&self.network, &state, n, &losses);
            let binding = link.binding;
            chain.push(link);
            next = match binding {
                Binding::Supplier => failing_supplier(&self.network, &state, orders, n),
                Binding::Input => failing_input(&self.network, &state, n),
                _ => None,
            };
            next = next.filter(|&n| chain.iter().all(|l| l.node != self.network.nodes[n]));
        }
        chain
    }
}

fn link(network: &Network, state: &State, n: usize, losses: &Losses) -> Link {
    let mut lost: Vec<(Binding, Tonnes)> = losses.iter().map(|(b, mass)| (*b, Tonnes::new(*mass))).collect();
    lost.sort_by(|a, b| b.1.get().total_cmp(&a.1.get()).then(a.0.cmp(&b.0)));
    Link {
        node: network.nodes[n],
        binding: lost.first().map_or(Binding::None, |l| l.0),
        lost,
        stock: Tonnes::new(state.nodes.stock_all[n]),
        sought: Tonnes::new(state.nodes.missing[n]),
        qualified: Tonnes::new(state.nodes.qualified[n]),
        bought: Tonnes::new(state.nodes.spot_bought[n]),
    }
}

/// The exporter that sent least of what was ordered and permitted.
fn failing_supplier(network: &Network, state: &State, orders: &[[f64; 2]], n: usize) -> Option<usize> {
    let sellers = network.forms[network.form_of[n] as usize].1.clone();
    let lost = |seller: usize| -> f64 {
        let flows = network.flows_from(seller).filter(|&k| network.flow_to[k] as usize == n);
        flows
            .map(|k| {
                network.flow_mass[k]
                    * state.given.levels.permit[k]
                    * orders[n][0]
                    * (1.0 - state.nodes.fill_export[seller])
            })
            .sum()
    };
    sellers.map(|s| (s, lost(s))).filter(|s| s.1 > 0.0).max_by(|a, b| a.1.total_cmp(&b.1)).map(|s| s.0)
}

/// The input that the producers of a node lacked most.
fn failing_input(network: &Network, state: &State, n: usize) -> Option<usize> {
    let makers =
        (0..network.producers.len()).filter(|&p| network.outputs_of(p).iter().any(|o| o.0 as usize == n));
    let inputs = makers.flat_map(|p| network.inputs_of(p)).map(|i| i.0 as usize);
    inputs
        .filter(|&i| state.nodes.fill_home[i] < 1.0)
        .min_by(|&a, &b| state.nodes.fill_home[a].total_cmp(&state.nodes.fill_home[b]))
}
