//! Production: producers make what was ordered, as far as inputs were to be had.

use super::binding::Binding;
use super::network::Network;
use super::part::Part;
use super::state::{Given, Nodes, Producers};

/// Sets the activity of producers, what they take and what they make.
pub(super) fn produce(
    (network, part, value): (&Network, &Part, &[f64]),
    given: &Given,
    nodes: &mut Nodes,
    producers: &mut Producers,
) {
    for here in &part.nodes {
        nodes.taken[here.clone()].fill(0.0);
        nodes.spare[here.clone()].fill(0.0);
        nodes.made_for_use[here.clone()].fill(0.0);
        nodes.would_make[here.clone()].fill(0.0);
        nodes.made_now.iter_mut().for_each(|lot| lot[here.clone()].fill(0.0));
    }
    let Given { setting, levels, .. } = given;
    let Nodes { fill_home, spare, made_for_use, would_make, .. } = &mut *nodes;
    let Producers { ordered, for_use, at_usual, pressed, idle, activity, limited_by, .. } = producers;
    let (fill_home, ordered) = (&fill_home[..], &ordered[..]);
    let (activity, limited_by, spare) = (&mut activity[..], &mut limited_by[..], &mut spare[..]);
    let (for_use, at_usual) = (&for_use[..], &at_usual[..]);
    let (made_for_use, would_make) = (&mut made_for_use[..], &mut would_make[..]);
    part.producers().for_each(|p| {
        let fill = network.inputs_of(p).iter().map(|&(n, _)| fill_home[n as usize]).fold(1.0, f64::min);
        activity[p] = ordered[p] * fill;
        limited_by[p] = if fill < 1.0 {
            Binding::Input
        } else if pressed[p] <= DUST {
            Binding::None
        } else if levels.capacity[p] == 1.0 && setting.free_of_host[p] < 0.5 {
            Binding::Host
        } else {
            Binding::Capacity
        };
        let free = network.producer_mass[p] * idle[p] * fill;
        let (for_use, at_usual) = (for_use[p] * fill, at_usual[p] * fill);
        for &(n, b) in network.outputs_of(p) {
            let n = n as usize;
            spare[n] += b * free;
            made_for_use[n] += b * for_use;
            would_make[n] += b * at_usual;
        }
    });
    if nodes.out.len() == 1 {
        free(network, part, activity, nodes);
    } else {
        part.producers().for_each(|p| {
            consume(network, (p, activity[p]), nodes);
            make(network, (p, activity[p], value[p]), given, nodes);
        });
    }
}

/// Part of the activity of the baseline that is rounding.
const DUST: f64 = 1e-9;

/// What producers take and make where all mass is free.
fn free(network: &Network, part: &Part, activity: &[f64], nodes: &mut Nodes) {
    let taken = &mut nodes.taken[..];
    let made = &mut nodes.made_now[0][..];
    part.producers().for_each(|p| {
        let x = activity[p];
        for &(n, a) in network.inputs_of(p) {
            taken[n as usize] += a * x;
        }
        for &(n, b) in network.outputs_of(p) {
            made[n as usize] += b * x;
        }
    });
}

fn consume(network: &Network, (p, x): (usize, f64), nodes: &mut Nodes) {
    for &(n, a) in network.inputs_of(p) {
        let n = n as usize;
        let mass = a * x;
        nodes.taken[n] += mass;
        if nodes.mixed[n] {
            for class in 0..nodes.out.len() {
                nodes.out[class][n] += mass * nodes.share[class][n];
            }
        }
    }
}

/// What a producer makes is free only as far as all of its inputs are; and all of it is where they are a smaller part of
/// its value than the terms reach.
fn make(network: &Network, (p, x, value): (usize, f64, f64), given: &Given, nodes: &mut Nodes) {
    let inputs = network.inputs_of(p);
    if !inputs.iter().any(|&(n, _)| nodes.mixed[n as usize]) {
        for &(n, b) in network.outputs_of(p) {
            nodes.made_now[0][n as usize] += b * x;
        }
        return;
    }
    let classes = nodes.share.len();
    let largest = |class: usize| {
        let parts =
            inputs.iter().filter(|i| nodes.mixed[i.0 as usize]).map(|i| nodes.share[class][i.0 as usize]);
        parts.fold(0.0, f64::max)
    };
    let reached = |class: usize| if value < given.reach[class] { 0.0 } else { largest(class) };
    // All inputs are free as far as the least free of them is.
    let bound: f64 = (1..classes).map(reached).sum();
    let exempt: f64 = (1..classes).map(largest).sum::<f64>() - bound;
    let mixed = inputs.iter().filter(|i| nodes.mixed[i.0 as usize]);
    let least = mixed.map(|i| nodes.share[0][i.0 as usize]).fold(1.0, f64::min);
    let free = if bound > 0.0 { (least + exempt).min(1.0) } else { 1.0 };
    for &(n, b) in network.outputs_of(p) {
        nodes.made_now[0][n as usize] += b * x * free;
    }
    for class in (1..classes).filter(|_| bound > 0.0) {
        let share = (1.0 - free) * reached(class) / bound;
        for &(n, b) in network.outputs_of(p) {
            nodes.made_now[class][n as usize] += b * x * share;
        }
    }
}
