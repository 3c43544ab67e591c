//! The chain: no form is cheaper than what it is made of.

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
        for p in 0..network.producers.len() {
            let outputs = network.outputs_of(p);
            let total: Option<f64> = outputs.iter().map(|&(n, b)| Some(worth(n)? * b)).sum();
            let Some(total) = total.filter(|total| *total > 0.0) else { continue };
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
}
