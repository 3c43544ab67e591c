//! The chain: no form is cheaper than what it is made of, nor than what its makers can pay for it.

use super::super::network::Network;
use super::super::part::Part;
use super::super::state::Markets;
use std::ops::Range;

/// The part of each form's price that is the price of what it is made of.
#[derive(Debug, Clone, Default)]
pub(in crate::simulate) struct Chain {
    /// Producers of each form, in order of form: their node, the node of an input, and the part of the worth of their
    /// output that it stands for, times their output.
    costs: Vec<Cost>,
    of_form: Vec<Range<usize>>,
    /// Bids of producers for each form that they take, in order of form.
    bids: Vec<Bid>,
    bids_for: Vec<Range<usize>>,
}

/// A producer that takes a form: what it makes of it, and the part of the worth of that which the form stands for.
#[derive(Debug, Clone, Copy)]
struct Bid {
    at: u32,
    output: u32,
    part: f64,
    /// What it takes in the baseline.
    mass: f64,
}

#[derive(Debug, Clone, Copy)]
struct Cost {
    at: u32,
    input: u32,
    /// Output times the part of its worth that the input stands for.
    worth: f64,
    /// The output, at the first input of a producer.
    made: f64,
}

impl Chain {
    /// From the worth of a tonne at each node, where it is known.
    pub(in crate::simulate) fn of(network: &Network, worth: impl Fn(u32) -> Option<f64>) -> Self {
        let mut chain = Self::default();
        let mut by_form: Vec<Vec<Cost>> = vec![Vec::new(); network.forms.len()];
        let mut bids: Vec<Vec<Bid>> = vec![Vec::new(); network.forms.len()];
        for p in 0..network.producers.len() {
            let outputs = network.outputs_of(p);
            let total: Option<f64> = outputs.iter().map(|&(n, b)| Some(worth(n)? * b)).sum();
            let Some(total) = total.filter(|total| *total > 0.0) else { continue };
            // The first of several outputs is what a recipe is for.
            let output = outputs[0].0;
            for &(at, a) in network.inputs_of(p) {
                let Some(part) = worth(at).map(|w| (w * a / total).min(1.0)) else { continue };
                let mass = a * network.producer_mass[p];
                bids[network.form_of[at as usize] as usize].push(Bid { at, output, part, mass });
            }
            for &(at, b) in outputs {
                let made = b * network.producer_mass[p];
                let inputs = network.inputs_of(p).iter().enumerate();
                by_form[network.form_of[at as usize] as usize].extend(inputs.filter_map(
                    |(i, &(input, a))| {
                        let part = (worth(input)? * a / total).min(1.0);
                        Some(Cost { at, input, worth: made * part, made: if i == 0 { made } else { 0.0 } })
                    },
                ));
            }
        }
        for costs in by_form {
            let first = chain.costs.len();
            chain.costs.extend(costs);
            chain.of_form.push(first..chain.costs.len());
        }
        for bids in bids {
            let first = chain.bids.len();
            chain.bids.extend(bids);
            chain.bids_for.push(first..chain.bids.len());
        }
        chain
    }

    /// Whether anything that the forms of a part are made of is dearer than usual.
    pub(super) fn is_dear(part: &Part, markets: &Markets) -> bool {
        part.forms().any(|form| markets.price[form] != [0.0; 2])
    }

    /// The least logarithm of the price of a form on each side.
    pub(super) fn floor(&self, network: &Network, world: &[u8], markets: &Markets, form: usize) -> [f64; 2] {
        let (mut rise, mut made) = ([0.0; 2], [0.0; 2]);
        for cost in &self.costs[self.of_form[form].clone()] {
            let side = usize::from(world[cost.at as usize] != 0);
            let input = cost.input as usize;
            let from = markets.price[network.form_of[input] as usize];
            rise[side] += cost.worth * libm::expm1(from[usize::from(world[input] != 0)]);
            made[side] += cost.made;
        }
        [0, 1].map(|side| if made[side] > 0.0 { libm::log1p(rise[side] / made[side]) } else { 0.0 })
    }

    /// The logarithm of the price of a form on each side that its makers can pay: where what they make is dear because
    /// there is too little of it, and not because its inputs are, they hand on the part of its worth that the form stands
    /// for, on average over what they take.
    pub(super) fn pull(&self, network: &Network, world: &[u8], markets: &Markets, form: usize) -> [f64; 2] {
        let (mut rise, mut taken) = ([0.0; 2], [0.0; 2]);
        for bid in &self.bids[self.bids_for[form].clone()] {
            let side = usize::from(world[bid.at as usize] != 0);
            let output = bid.output as usize;
            let cleared = markets.cleared[network.form_of[output] as usize];
            rise[side] += bid.mass * bid.part * libm::expm1(cleared[usize::from(world[output] != 0)]);
            taken[side] += bid.mass;
        }
        [0, 1].map(|side| if taken[side] > 0.0 { libm::log1p(rise[side] / taken[side]) } else { 0.0 })
    }
}
