//! The period loop: one step a file, in the order in which things happen.

use super::model::Model;
use super::part::Part;
use super::state::State;
use super::{arrive, draw, needs, price, produce, ration, react, release, settle, ship, spot};

impl Model {
    /// Runs a scenario with the numbers of a draw, part by part, and shows the state of the part at the end of every
    /// period. Memory is taken from `state`, which any run may have used before; the loop allocates nothing.
    pub(super) fn follow(
        &self,
        values: &[f64],
        state: &mut State,
        mut see: impl FnMut(&Part, usize, &State),
    ) {
        self.begin(values, state);
        for part in &self.parts {
            for period in 0..self.periods {
                self.pass(part, period, state);
                see(part, period, state);
            }
        }
    }

    /// Runs a scenario without looking on.
    pub fn run(&self, values: &[f64], state: &mut State) {
        self.follow(values, state, |_, _, _| ());
    }

    /// Runs up to the end of a period.
    pub(super) fn run_to(&self, values: &[f64], state: &mut State, last: usize) {
        self.begin(values, state);
        for part in &self.parts {
            for period in 0..=last.min(self.periods.saturating_sub(1)) {
                self.pass(part, period, state);
            }
        }
    }

    /// One period of a part. Before its first shock every period is the first.
    fn pass(&self, part: &Part, period: usize, state: &mut State) {
        if period == 0 || period >= part.first {
            state.period = period;
            self.step(part, state);
        }
    }

    /// One period.
    pub(super) fn step(&self, part: &Part, state: &mut State) {
        let (network, policy) = (&self.network, &self.policy);
        self.enact(part, state);
        spot::plan(network, part, policy, &self.groups, state);
        arrive::arrive(network, part, state);
        needs::needs(network, part, state);
        price::price(network, part, &self.slots, policy, state);
        release::sell(network, part, policy, self.step, state);
        ration::ration(network, part, &self.ranks, state);
        release::supply(network, part, policy, self.step, state);
        draw::draw(network, part, state);
        produce::produce(network, part, &self.value, state);
        ship::ship(network, part, state);
        spot::deliver(network, part, &self.groups, state);
        settle::settle(network, part, state);
        react::react(network, part, self.step, state);
    }

    /// Puts the policy of the period in force.
    fn enact(&self, part: &Part, state: &mut State) {
        let State { values, levels, orders, world, period, .. } = state;
        self.policy.apply(&self.network, part.number, (*period, self.step), (values, orders), levels);
        for nodes in &part.nodes {
            let under = &self.policy.imports_under[nodes.clone()];
            for (world, under) in world[nodes.clone()].iter_mut().zip(under) {
                *world = u8::from(under & levels.in_force != 0);
            }
        }
    }
}
