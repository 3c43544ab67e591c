//! Price: in two markets, behind a restriction and outside it, where the market clears over the time that the loss is
//! expected to last; quotes move there by and by. Methods page: `docs/methods/price.md`.

mod chain;
mod clear;

pub(super) use chain::Chain;

use self::clear::Clearing;
use super::market::Market;
use super::network::Network;
use super::parameters::Slots;
use super::part::Part;
use super::policy::Policy;
use super::state::{Given, Markets, Nodes, Users};
use super::wide::SIDES;
use std::ops::Range;

/// Logarithm of a price ratio that is rounding.
const DUST: f64 = 1e-6;

/// Sets prices, and lets users yield to them.
pub(super) fn price(
    (network, part, slots, policy, chain): (&Network, &Part, &Slots, &Policy, &Chain),
    given: &Given,
    nodes: &mut Nodes,
    users: &mut Users,
    markets: &mut Markets,
) {
    for form in part.forms() {
        let here = network.forms[form].1.clone();
        let classes = slots.class_start[form] as usize..slots.class_start[form + 1] as usize;
        markets.market[form] = both(network, here.clone(), given, nodes);
        let floor = if Chain::is_dear(part, markets) {
            let floor = chain.floor(network, &nodes.world, markets, form);
            let pull = chain.pull(network, &nodes.world, markets, form);
            [0, 1].map(|side| floor[side].max(pull[side]))
        } else {
            [0.0; 2]
        };
        if is_quiet(markets, given, form, floor) {
            markets.cleared[form] = [0.0; 2];
            continue;
        }
        needs_by_class((network, slots), here.clone(), classes.clone(), (nodes, users), markets);
        for (world, floor) in floor.into_iter().enumerate() {
            let cleared = level(given, markets, form, classes.clone(), world);
            markets.cleared[form][world] = cleared;
            let level = cleared.max(floor.min(given.setting.market[form].cap));
            quote(given, markets, form, classes.clone(), (world, level));
        }
        restrain((network, slots), here, markets, nodes, users);
    }
    taxed((network, slots), policy.taxed_nodes(part.number), given, nodes, users);
    for form in part.forms() {
        let (paid, spot) = (&mut markets.paid[form], &markets.price[form]);
        paid.iter_mut().zip(spot).for_each(|(paid, spot)| *paid += given.setting.paid_pace * (spot - *paid));
    }
}

/// Whether nothing has happened to a form, or all of it is over.
fn is_quiet(markets: &Markets, given: &Given, form: usize, floor: [f64; 2]) -> bool {
    let quiet =
        |(market, threat): (&Market, &f64)| market.is_dust(market.excess + threat + market.gap.max(0.0));
    markets.market[form].iter().zip(&given.levels.threat[form]).all(quiet)
        && floor == [0.0; 2]
        && markets.price[form] == [0.0; 2]
}

/// The logarithm of the price at which a market clears.
fn level(given: &Given, markets: &mut Markets, form: usize, classes: Range<usize>, world: usize) -> f64 {
    markets.needs.clear();
    let needs = markets.class_need[classes.clone()].iter().map(|need| need[world]);
    markets.needs.extend(needs.zip(given.setting.readiness[classes].iter().copied()));
    let clearing = Clearing {
        market: &markets.market[form][world],
        needs: &markets.needs,
        terms: &given.setting.market[form],
        horizon: given.levels.horizon,
        threat: given.levels.threat[form][world],
    };
    clearing.level(markets.price[form][world])
}

/// Moves a quote toward the price that clears, and sets what it leaves of needs.
fn quote(
    given: &Given,
    markets: &mut Markets,
    form: usize,
    classes: Range<usize>,
    (world, level): (usize, f64),
) {
    let terms = &given.setting.market[form];
    let price = &mut markets.price[form][world];
    *price += terms.pace * (level - *price);
    if level == 0.0 && *price < DUST {
        *price = 0.0;
    }
    let yields = *price * terms.depth;
    for class in classes {
        markets.restraint[class][world] = terms.left(given.setting.readiness[class], yields).0;
    }
}

/// Sums up both markets of a form: what is used beyond the baseline, and sent out, less what is made and sent in. Traders
/// look at what was shipped and made, not at what has arrived, and what fills a stock is not on the market.
fn both(network: &Network, here: Range<usize>, given: &Given, nodes: &Nodes) -> [Market; 2] {
    let (made, makes) = (&nodes.made_for_use[here.clone()], &network.made[here.clone()]);
    let (received, refill) = (&nodes.received_all[here.clone()], &nodes.received_for_stock[here.clone()]);
    let (spared, refilled) = (&nodes.spared[here.clone()], &nodes.shipped_for_stock[here.clone()]);
    let (fed, used) = (&nodes.fed[here.clone()], &nodes.used[here.clone()]);
    let (shipped, spot_sold) = (&nodes.shipped[here.clone()], &nodes.spot_sold[here.clone()]);
    let (target, stock) = (&given.setting.target[here.clone()], &nodes.stock_all[here.clone()]);
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
                held: target[i],
                gap: target[i] - stock[i],
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
            let terms = &given.setting.market[network.form_of[n] as usize];
            let markup = libm::log1p(given.levels.markup[n]);
            let mut used = 0.0;
            for u in network.users_at(n) {
                let readiness = given.setting.readiness[slots.class_of[u] as usize];
                users.want[u] *= terms.left(readiness, markup * terms.depth).0;
                used += users.want[u];
            }
            nodes.used[n] = used;
        }
    }
}
