//! Reactions: what buyers, users and producers change for the next period.

use super::needs::full_surge;
use super::network::Network;
use super::part::Part;
use super::state::{Given, Nodes, Producers, Users};
use super::wide::wide;
use crate::quantity::Days;
use std::ops::Range;

/// Sets orders, and moves what ramps.
pub(super) fn react(
    (network, part, step): (&Network, &Part, Days),
    given: &Given,
    nodes: &mut Nodes,
    users: &mut Users,
    producers: &mut Producers,
) {
    for here in &part.nodes {
        wide(
            #[inline(always)]
            || order(network, here.clone(), given, nodes),
        );
    }
    count(part, given, nodes);
    substitute((network, part), given, nodes, users);
    surge(part, step, given, producers);
}

/// Parts of a node's supply smaller than this are rounding.
const DUST: f64 = 1e-9;

/// Orders of every node: expected use at the usual price, and the distance of its stock from the target at the pace of
/// orders. What is under way beyond what expected use keeps under way counts as stock (Sterman 1989), or orders would
/// swing. Of what is about to be lost buyers want more in stock than usual. What buyers abroad order for their stock is
/// ordered on, as far as a surplus does not cover it.
///
/// A node with less need orders less only below what its suppliers deliver of the usual orders: nobody orders less of
/// those who deliver while others do not. What is missing is sought on the spot market, as far as users can switch and
/// as fast as new suppliers are qualified. Both look at what suppliers can deliver and not at what was ordered before,
/// or orders cut while suppliers fail would stay cut when they recover.
#[inline(always)]
fn order(network: &Network, here: Range<usize>, given: &Given, nodes: &mut Nodes) {
    let (supply, claims) = (&network.supply[here.clone()], &network.claims[here.clone()]);
    let (imported, makes) = (&network.imported[here.clone()], &network.made[here.clone()]);
    let (made, would_make) = (&nodes.made_all[here.clone()], &nodes.would_make[here.clone()]);
    let filled = &nodes.filled[here.clone()];
    let (fed, wished) = (&nodes.fed[here.clone()], &nodes.wished[here.clone()]);
    let (export_use, export_stock) = (&nodes.export_use[here.clone()], &nodes.export_stock[here.clone()]);
    let stock = &nodes.stock_all[here.clone()];
    let (under_way, target) = (&nodes.under_way[here.clone()], &given.setting.target[here.clone()]);
    let (lag, pace) =
        (&given.setting.periods_under_way[here.clone()], &given.setting.order_pace[here.clone()]);
    let ahead = &given.levels.ahead[here.clone()];
    let (switchable, switch_pace) =
        (&given.setting.switchable[here.clone()], &given.setting.switch_pace[here.clone()]);
    let (orders, placed) = (&mut nodes.orders[here.clone()], &mut nodes.placed[here.clone()]);
    let (spared, missing) = (&mut nodes.spared[here.clone()], &mut nodes.missing[here.clone()]);
    let qualified = &mut nodes.qualified[here];
    // Three loops, each with few enough lists for vector instructions.
    placed.copy_from_slice(orders);
    for i in 0..supply.len() {
        let size = if placed[i][0] > 1.0 { placed[i][0] } else { 1.0 };
        let failed = (makes[i] * size - would_make[i]) + size * (imported[i] - filled[i]);
        missing[i] = above_zero(failed) / size;
    }
    for i in 0..supply.len() {
        let supplied = supply[i] > 0.0;
        // Divided everywhere and used where it is a number, so that the loop has no branch.
        let per_supply = 1.0 / supply[i];
        let per_supply = if supplied { per_supply } else { 0.0 };
        let failed = missing[i];
        let delivered = supply[i] - failed;
        let grown = fed[i] + wished[i] + export_use[i] - claims[i];
        let usual = grown * per_supply * (imported[i] * lag[i] + makes[i]);
        let empty = (target[i] + ahead[i]) - stock[i];
        let room = empty - (under_way[i] + made[i] - usual);
        let surplus = above_zero(-room * pace[i] - export_stock[i]);
        let more = grown - surplus;
        let wanted = above_zero(supply[i] + more);
        // What the suppliers who deliver would deliver beyond that.
        let excess = above_zero(delivered - wanted);
        spared[i] = least(surplus, excess);
        let part = wanted / delivered;
        let fewer = if excess > 0.0 { part } else { 1.0 };
        let larger = 1.0 + more * per_supply;
        let for_use = if more < 0.0 { fewer } else { larger };
        let for_stock = above_zero(least(room, empty) * pace[i] + export_stock[i]) * per_supply;
        orders[i][0] = if supplied { for_use } else { 1.0 };
        orders[i][1] = for_stock;
        let (lacking, growing) = (above_zero(wanted - delivered), failed * larger);
        let sought = if more < 0.0 { lacking } else { growing };
        missing[i] = if sought > DUST * supply[i] { sought } else { 0.0 };
    }
    for i in 0..supply.len() {
        let wanted = least(missing[i], switchable[i] * supply[i]);
        let able = qualified[i] + switch_pace[i] * (wanted - qualified[i]);
        let dust = (wanted == 0.0) & (able < DUST * supply[i]);
        qualified[i] = if dust { 0.0 } else { able };
    }
}

/// The smaller of two numbers that are numbers; one instruction.
#[inline(always)]
fn least(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

#[inline(always)]
fn above_zero(a: f64) -> f64 {
    if a > 0.0 { a } else { 0.0 }
}

/// Counts the periods since a holder of a strategic stock first fell short.
fn count(part: &Part, given: &Given, nodes: &mut Nodes) {
    for &entry in &part.holders {
        let n = given.setting.strategic[entry].0 as usize;
        if nodes.short_for[entry] > 0.0 || nodes.missing[n] > 0.0 {
            nodes.short_for[entry] += 1.0;
        }
    }
}

/// Substitution and emergency recycling grow while cover is below its trigger or users are short, and fade before and
/// after: by the part of the period in which it is, for a stock that moves evenly from its beginning to its end.
fn substitute((network, part): (&Network, &Part), given: &Given, nodes: &mut Nodes, users: &mut Users) {
    let setting = &given.setting;
    let (fill_home, stock_before, stock_all) =
        (&nodes.fill_home[..], &nodes.stock_before[..], &nodes.stock_all[..]);
    let (eased, recycling) = (&mut nodes.eased[..], &mut nodes.recycling[..]);
    let substitution = &mut users.substitution[..];
    let (fed, used, served) = (&nodes.fed[..], &nodes.used[..], &nodes.served[..]);
    part.nodes().filter(|&n| network.used[n] > 0.0).for_each(|n| {
        let (before, after) = (stock_before[n], stock_all[n]);
        // A stock that runs out serves its users for the part of the period that it lasts.
        let unmet = fed[n] * (1.0 - fill_home[n]) + (used[n] - served[n]);
        let short = if unmet > DUST * network.used[n] { unmet / (before + unmet) } else { 0.0 };
        let low = below(before, after, setting.trigger[n]).max(short);
        if low <= 0.0 && !eased[n] {
            return;
        }
        let falls = after <= before;
        recycling[n] = ramp(recycling[n], low, falls, setting.recycling_pace[n]);
        eased[n] = recycling[n] > 0.0;
        let users = network.users_at(n);
        let paces = &setting.substitution_pace[users.clone()];
        for (level, pace) in substitution[users].iter_mut().zip(paces) {
            *level = ramp(*level, low, falls, *pace);
            eased[n] |= *level > 0.0;
        }
    });
}

/// The part of the way from one number to another that lies below a third.
fn below(from: f64, to: f64, limit: f64) -> f64 {
    let (low, high) = (from.min(to), from.max(to));
    if high < limit {
        1.0
    } else if low < limit {
        (limit - low) / (high - low)
    } else {
        0.0
    }
}

/// A level that rises in a part of the period, the last one where stock falls, else the first, and sinks in the rest.
fn ramp(level: f64, rising: f64, last: bool, pace: f64) -> f64 {
    let rise = |level: f64| (level + rising * pace).min(1.0);
    let sink = |level: f64| (level - (1.0 - rising) * pace).max(0.0);
    if last { rise(sink(level)) } else { sink(rise(level)) }
}

/// Producers of whom more is sought than they can make learn to go beyond their limit as far as it takes, and forget when
/// less is.
fn surge(part: &Part, step: Days, given: &Given, producers: &mut Producers) {
    part.producers().for_each(|p| {
        let (level, pressed) = (producers.surge[p], producers.pressed[p]);
        if given.setting.surge[p] <= 0.0 || (pressed <= 0.0 && level == 0.0) {
            return;
        }
        let days = given.setting.surge_time[p] * given.levels.surge_time[p];
        let pace = if days > step.get() { step.get() / days } else { 1.0 };
        let full = full_surge(given, p);
        // An outage or a host may leave nothing to gain: then it is all or nothing.
        let change = if full > 0.0 { pressed / full } else { pressed.signum() };
        producers.surge[p] = (level + change.clamp(-pace, pace)).clamp(0.0, 1.0);
    });
}
