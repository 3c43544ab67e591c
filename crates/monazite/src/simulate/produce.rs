//! Production: producers make what was ordered, as far as inputs were to be had.

use super::binding::Binding;
use super::network::Network;
use super::part::Part;
use super::state::State;

/// Sets the activity of producers, what they take and what they make.
pub(super) fn produce(network: &Network, part: &Part, value: &[f64], state: &mut State) {
    for nodes in &part.nodes {
        state.taken[nodes.clone()].fill(0.0);
        state.spare[nodes.clone()].fill(0.0);
        state.made_for_use[nodes.clone()].fill(0.0);
        state.would_make[nodes.clone()].fill(0.0);
        state.made_now.iter_mut().for_each(|lot| lot[nodes.clone()].fill(0.0));
    }
    let State {
        setting,
        levels,
        fill_home,
        ordered,
        for_use,
        at_usual,
        pressed,
        idle,
        activity,
        limited_by,
        spare,
        made_for_use,
        would_make,
        ..
    } = &mut *state;
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
    if state.out.len() == 1 {
        free(network, part, state);
    } else {
        part.producers().for_each(|p| {
            consume(network, state, p);
            make(network, value[p], state, p);
        });
    }
}

/// Part of the activity of the baseline that is rounding.
const DUST: f64 = 1e-9;

/// What producers take and make where all mass is free.
fn free(network: &Network, part: &Part, state: &mut State) {
    let (activity, taken) = (&state.activity[..], &mut state.taken[..]);
    let made = &mut state.made_now[0][..];
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

fn consume(network: &Network, state: &mut State, p: usize) {
    for &(n, a) in network.inputs_of(p) {
        let n = n as usize;
        let mass = a * state.activity[p];
        state.taken[n] += mass;
        if state.mixed[n] {
            for class in 0..state.out.len() {
                state.out[class][n] += mass * state.share[class][n];
            }
        }
    }
}

/// What a producer makes is free only as far as all of its inputs are; and all of it is where they are a smaller part of
/// its value than the terms reach.
fn make(network: &Network, value: f64, state: &mut State, p: usize) {
    let x = state.activity[p];
    let inputs = network.inputs_of(p);
    if !inputs.iter().any(|&(n, _)| state.mixed[n as usize]) {
        for &(n, b) in network.outputs_of(p) {
            state.made_now[0][n as usize] += b * x;
        }
        return;
    }
    let classes = state.share.len();
    let largest = |class: usize| {
        let parts =
            inputs.iter().filter(|i| state.mixed[i.0 as usize]).map(|i| state.share[class][i.0 as usize]);
        parts.fold(0.0, f64::max)
    };
    let reached = |class: usize| if value < state.reach[class] { 0.0 } else { largest(class) };
    // All inputs are free as far as the least free of them is.
    let bound: f64 = (1..classes).map(reached).sum();
    let exempt: f64 = (1..classes).map(largest).sum::<f64>() - bound;
    let mixed = inputs.iter().filter(|i| state.mixed[i.0 as usize]);
    let least = mixed.map(|i| state.share[0][i.0 as usize]).fold(1.0, f64::min);
    let free = if bound > 0.0 { (least + exempt).min(1.0) } else { 1.0 };
    for &(n, b) in network.outputs_of(p) {
        state.made_now[0][n as usize] += b * x * free;
    }
    for class in (1..classes).filter(|_| bound > 0.0) {
        let share = (1.0 - free) * reached(class) / bound;
        for &(n, b) in network.outputs_of(p) {
            state.made_now[class][n as usize] += b * x * share;
        }
    }
}
