//! The period loop: one step a file, in the order in which things happen.

use super::model::Model;
use super::state::State;
use super::{arrive, draw, needs, price, produce, ration, react, release, settle, ship, spot};

impl Model {
    /// Runs a scenario with the numbers of a draw, and shows the state at the end of every period. Memory is taken from
    /// `state`, which any run may have used before; the loop allocates nothing.
    pub fn run(&self, values: &[f64], state: &mut State, mut observe: impl FnMut(usize, &State)) {
        self.begin(values, state);
        for period in 0..self.periods {
            state.period = period;
            self.step(state);
            observe(period, state);
        }
    }

    /// One period.
    pub(super) fn step(&self, state: &mut State) {
        let network = &self.network;
        self.enact(state);
        spot::plan(network, &self.policy, &self.groups, state);
        arrive::arrive(network, state);
        needs::needs(network, state);
        price::price(network, &self.slots, &self.policy, state);
        release::sell(network, &self.policy, self.step, state);
        ration::ration(network, &self.ranks, state);
        release::supply(network, &self.policy, self.step, state);
        draw::draw(network, state);
        produce::produce(network, &self.value, state);
        ship::ship(network, state);
        spot::deliver(network, &self.policy, &self.groups, state);
        settle::settle(network, state);
        react::react(network, self.step, state);
    }

    /// Puts the policy of the period in force.
    fn enact(&self, state: &mut State) {
        let State { values, levels, orders, world, period, .. } = state;
        self.policy.apply(&self.network, values, (*period, self.step), orders, levels);
        for (world, under) in world.iter_mut().zip(&self.policy.imports_under) {
            *world = u8::from(under & levels.in_force != 0);
        }
    }
}
