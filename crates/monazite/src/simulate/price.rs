//! Price: in two markets, behind a restriction and outside it, the level at which needs yield to what comes.
//!
//! In each market the price ratio P >= 1 solves
//!
//! ```text
//! sum_u N_u P^e_u + F P^e_f = N + F - excess + K (P^z - 1)
//! ```
//!
//! with N_u the needs of end uses, F those of plants, excess the claims that the inflow of the period does not meet, K
//! what holders would sell of their stock in a period and z how much more they sell as the price rises. Above the choke
//! price nobody yields further and what is left is rationed.

use super::network::Network;
use super::parameters::Slots;
use super::policy::Policy;
use super::state::State;

/// What a market is made of in a period.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Market {
    excess: f64,
    fed: f64,
    asked: f64,
    stock: f64,
}

/// Excess over all that is asked for below which it is rounding.
const DUST: f64 = 1e-9;

impl Market {
    /// Whether nobody has to yield.
    fn is_calm(&self) -> bool {
        self.excess <= DUST * self.asked || self.asked <= 0.0
    }
}

/// Sets prices, and lets users yield to them.
pub(super) fn price(network: &Network, slots: &Slots, policy: &Policy, state: &mut State) {
    markets(network, state);
    for (f, (_, nodes)) in network.forms.iter().enumerate() {
        let classes = slots.class_start[f] as usize..slots.class_start[f + 1] as usize;
        if state.market[f].iter().all(Market::is_calm) {
            if state.price[f] != [0.0; 2] {
                state.price[f] = [0.0; 2];
                state.restraint[classes].fill([1.0; 2]);
            }
        } else {
            state.class_need[classes.clone()].fill([0.0; 2]);
            for n in nodes.clone() {
                let world = usize::from(state.world[n]);
                let users = network.users_at(n);
                for (want, &class) in state.want[users.clone()].iter().zip(&slots.class_of[users]) {
                    state.class_need[class as usize][world] += want;
                }
            }
            for world in 0..2 {
                let level = solve(state, f, classes.clone(), world);
                state.price[f][world] = level;
                for class in classes.clone() {
                    state.restraint[class][world] = libm::exp(state.setting.elasticity[class] * level);
                }
            }
            for n in nodes.clone() {
                restrain(network, slots, state, n);
            }
        }
    }
    taxed(network, slots, policy, state);
}

/// Sums up each market: what is used beyond the baseline, and sent out, less what is made and sent in. Traders look at
/// what was shipped and made, not at what has arrived.
fn markets(network: &Network, state: &mut State) {
    let count = network.nodes.len();
    let (made, received, spared) =
        (&state.made_all[..count], &state.received_all[..count], &state.spared[..count]);
    let (fed, used, world) = (&state.fed[..count], &state.used[..count], &state.world[..count]);
    let (shipped, spot_sold) = (&state.shipped[..count], &state.spot_sold[..count]);
    let (pace, stock) = (&state.setting.order_pace[..count], &state.stock_all[..count]);
    let (usual_fed, usual_used) = (&network.fed[..count], &network.used[..count]);
    let exported = &network.exported[..count];
    for ((_, nodes), markets) in network.forms.iter().zip(&mut state.market) {
        *markets = Default::default();
        for n in nodes.start..nodes.end.min(count) {
            // A holder that draws down a surplus is not short.
            let coming = made[n] + received[n] + spared[n];
            let asked = fed[n] + used[n];
            let sent = shipped[n] + spot_sold[n];
            let market = &mut markets[usize::from(world[n] != 0)];
            market.excess += (asked - (usual_fed[n] + usual_used[n])) + ((sent - exported[n]) - coming);
            market.fed += fed[n];
            market.asked += asked + sent;
            market.stock += pace[n] * stock[n];
        }
    }
}

/// Newton steps that are enough from the price of the last period.
const STEPS: usize = 30;

/// The logarithm of the price of a market. What is left of excess falls and is convex in it, so Newton's method climbs to the root.
fn solve(state: &State, form: usize, classes: std::ops::Range<usize>, world: usize) -> f64 {
    let Market { excess, fed, stock, .. } = state.market[form][world];
    let (elasticity, choke, release) = state.setting.market[form];
    if state.market[form][world].is_calm() {
        return 0.0;
    }
    let needs = &state.class_need[classes.clone()];
    let elasticities = &state.setting.elasticity[classes];
    // What is left of the excess, and its slope.
    let left = |x: f64| {
        let (mut value, mut slope) = (excess, 0.0);
        let mut add = |mass: f64, e: f64| {
            let yielded = libm::exp(e * x);
            value += mass * (yielded - 1.0);
            slope += mass * e * yielded;
        };
        needs.iter().zip(elasticities).for_each(|(need, &e)| add(need[world], e));
        add(fed, elasticity);
        add(-stock, release);
        (value, slope)
    };
    if left(choke).0 >= 0.0 {
        return choke;
    }
    let mut x = state.price[form][world].clamp(0.0, choke);
    for _ in 0..STEPS {
        let (value, slope) = left(x);
        if slope >= 0.0 {
            return choke;
        }
        let next = (x - value / slope).clamp(0.0, choke);
        if (next - x).abs() <= 1e-12 * (1.0 + x) {
            return next;
        }
        x = next;
    }
    x
}

/// Users of a node yield to the price of its market.
fn restrain(network: &Network, slots: &Slots, state: &mut State, n: usize) {
    let world = usize::from(state.world[n]);
    let mut used = 0.0;
    let users = network.users_at(n);
    for (want, &class) in state.want[users.clone()].iter_mut().zip(&slots.class_of[users]) {
        *want *= state.restraint[class as usize][world];
        used += *want;
    }
    state.used[n] = used;
}

/// Users behind a tax yield to it too.
fn taxed(network: &Network, slots: &Slots, policy: &Policy, state: &mut State) {
    for n in policy.taxed_nodes().iter().map(|&n| n as usize) {
        if state.levels.markup[n] > 0.0 {
            let markup = libm::log1p(state.levels.markup[n]);
            let mut used = 0.0;
            for u in network.users_at(n) {
                state.want[u] *= libm::exp(state.setting.elasticity[slots.class_of[u] as usize] * markup);
                used += state.want[u];
            }
            state.used[n] = used;
        }
    }
}
