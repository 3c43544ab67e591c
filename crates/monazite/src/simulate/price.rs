//! Price: in two markets, behind a restriction and outside it, the level at which needs yield to what comes.
//!
//! In each market the price ratio P >= 1 solves
//!
//! ```text
//! sum_u N_u P^e_u + F P^e_f = N + F - excess + K (P^z - 1)
//! ```
//!
//! with N_u the needs of end uses, F those of producers, excess the claims that the inflow of the period does not meet, K
//! what holders would sell of their stock in a period and z how much more they sell as the price rises. Above the choke
//! price nobody yields further and what is left is rationed.

use super::market::Market;
use super::network::Network;
use super::parameters::Slots;
use super::part::Part;
use super::policy::Policy;
use super::state::{Given, Markets, Nodes, Users};
use super::wide::SIDES;
use std::ops::Range;

/// Sets prices, and lets users yield to them.
pub(super) fn price(
    (network, part, slots, policy): (&Network, &Part, &Slots, &Policy),
    given: &Given,
    nodes: &mut Nodes,
    users: &mut Users,
    markets: &mut Markets,
) {
    for form in part.forms() {
        let here = network.forms[form].1.clone();
        let classes = slots.class_start[form] as usize..slots.class_start[form + 1] as usize;
        markets.market[form] = both(network, here.clone(), given, nodes);
        if markets.market[form].iter().all(Market::is_calm) {
            if markets.price[form] != [0.0; 2] {
                markets.price[form] = [0.0; 2];
                markets.restraint[classes].fill([1.0; 2]);
            }
        } else {
            needs_by_class((network, slots), here.clone(), classes.clone(), (nodes, users), markets);
            for world in 0..2 {
                let level = solve(given, markets, form, classes.clone(), world);
                markets.price[form][world] = level;
                for class in classes.clone() {
                    markets.restraint[class][world] = libm::exp(given.setting.elasticity[class] * level);
                }
            }
            restrain((network, slots), here, markets, nodes, users);
        }
    }
    taxed((network, slots), policy.taxed_nodes(part.number), given, nodes, users);
}

/// Sums up both markets of a form: what is used beyond the baseline, and sent out, less what is made and sent in. Traders
/// look at what was shipped and made, not at what has arrived, and what fills a stock is not on the market.
fn both(network: &Network, here: Range<usize>, given: &Given, nodes: &Nodes) -> [Market; 2] {
    let (made, makes) = (&nodes.made_for_use[here.clone()], &network.made[here.clone()]);
    let (received, refill) = (&nodes.received_all[here.clone()], &nodes.received_for_stock[here.clone()]);
    let (spared, refilled) = (&nodes.spared[here.clone()], &nodes.shipped_for_stock[here.clone()]);
    let (fed, used) = (&nodes.fed[here.clone()], &nodes.used[here.clone()]);
    let (shipped, spot_sold) = (&nodes.shipped[here.clone()], &nodes.spot_sold[here.clone()]);
    let (pace, stock) = (&given.setting.order_pace[here.clone()], &nodes.stock_all[here.clone()]);
    let (usual_fed, usual_used) = (&network.fed[here.clone()], &network.used[here.clone()]);
    let (exported, world) = (&network.exported[here.clone()], &nodes.world[here]);
    let mut sums = [[Market::default(); SIDES]; 2];
    for first in (0..made.len()).step_by(SIDES) {
        for (side, i) in (first..made.len()).take(SIDES).enumerate() {
            // A holder that draws down a surplus is not short.
            let coming = (made[i] - makes[i]) + (received[i] - refill[i]) + spared[i];
            let asked = fed[i] + used[i];
            let sent = (shipped[i] - refilled[i]) + spot_sold[i];
            let node = Market {
                excess: (asked - (usual_fed[i] + usual_used[i])) + ((sent - exported[i]) - coming),
                fed: fed[i],
                asked: asked + sent,
                stock: pace[i] * stock[i],
            };
            sums[0][side].add(&node, world[i] == 0);
            sums[1][side].add(&node, world[i] != 0);
        }
    }
    sums.map(|sides| {
        let mut all = Market::default();
        sides.iter().for_each(|side| all.add(side, true));
        all
    })
}

/// Sums up what users ask for in each market, by class.
fn needs_by_class(
    (network, slots): (&Network, &Slots),
    here: Range<usize>,
    classes: Range<usize>,
    (nodes, users): (&Nodes, &Users),
    markets: &mut Markets,
) {
    let Markets { class_need, class_sums, .. } = markets;
    let sums = &mut class_sums[classes.clone()];
    sums.fill([[0.0; 2]; SIDES]);
    let (want, class_of) = (&users.want[..], &slots.class_of[..]);
    for n in here {
        let world = usize::from(nodes.world[n] != 0);
        for u in network.users_at(n) {
            sums[class_of[u] as usize - classes.start][u % SIDES][world] += want[u];
        }
    }
    for (need, sides) in class_need[classes].iter_mut().zip(sums) {
        *need = sides.iter().fold([0.0; 2], |sum, side| [sum[0] + side[0], sum[1] + side[1]]);
    }
}

/// Newton steps that are enough from the price of the last period.
const STEPS: usize = 30;

/// The logarithm of the price of a market. What is left of excess falls in it, so Newton's method climbs to the root.
fn solve(given: &Given, markets: &Markets, form: usize, classes: Range<usize>, world: usize) -> f64 {
    let market = &markets.market[form][world];
    if market.is_calm() {
        return 0.0;
    }
    let setting = &given.setting;
    let terms = &setting.market[form];
    let needs = || markets.class_need[classes.clone()].iter().map(|need| need[world]);
    let at_choke = needs().zip(&setting.left_at_choke[classes.clone()]);
    let yielded: f64 = at_choke.map(|(need, left)| need * (1.0 - left)).sum();
    let released = market.stock * (terms.released_at_choke - 1.0);
    if market.excess >= yielded + market.fed * (1.0 - terms.left_at_choke) + released {
        return terms.choke;
    }
    // What is left of the excess, and its slope.
    let left = |x: f64| {
        let (mut value, mut slope) = (market.excess, 0.0);
        let mut add = |mass: f64, e: f64| {
            let yielded = libm::exp(e * x);
            value += mass * (yielded - 1.0);
            slope += mass * e * yielded;
        };
        needs().zip(&setting.elasticity[classes.clone()]).for_each(|(need, &e)| add(need, e));
        add(market.fed, terms.elasticity);
        add(-market.stock, terms.release);
        (value, slope)
    };
    let mut x = markets.price[form][world].clamp(0.0, terms.choke);
    for _ in 0..STEPS {
        let (value, slope) = left(x);
        if slope >= 0.0 {
            return terms.choke;
        }
        let next = (x - value / slope).clamp(0.0, terms.choke);
        // The error of a step is the square of the one before.
        if (next - x).abs() <= 1e-8 * (1.0 + x) {
            return next;
        }
        x = next;
    }
    x
}

/// Users yield to the price of their market.
fn restrain(
    (network, slots): (&Network, &Slots),
    here: Range<usize>,
    markets: &Markets,
    nodes: &mut Nodes,
    users: &mut Users,
) {
    let (want, restraint) = (&mut users.want[..], &markets.restraint[..]);
    for n in here {
        let world = usize::from(nodes.world[n] != 0);
        let users = network.users_at(n);
        let mut left = 0.0;
        for (want, &class) in want[users.clone()].iter_mut().zip(&slots.class_of[users]) {
            *want *= restraint[class as usize][world];
            left += *want;
        }
        nodes.used[n] = left;
    }
}

/// Users behind a tax yield to it too.
fn taxed(
    (network, slots): (&Network, &Slots),
    taxed: &[u32],
    given: &Given,
    nodes: &mut Nodes,
    users: &mut Users,
) {
    for n in taxed.iter().map(|&n| n as usize) {
        if given.levels.markup[n] > 0.0 {
            let markup = libm::log1p(given.levels.markup[n]);
            let mut used = 0.0;
            for u in network.users_at(n) {
                users.want[u] *= libm::exp(given.setting.elasticity[slots.class_of[u] as usize] * markup);
                used += users.want[u];
            }
            nodes.used[n] = used;
        }
    }
}
