//! The period loop: one step a file, in the order in which things happen.

use super::model::Model;
use super::part::Part;
use super::state::{Given, Nodes, State};
use super::{arrive, draw, needs, price, produce, ration, react, release, settle, ship, spot};
use crate::watch::{Cancelled, Watch};

impl Model {
    /// Runs a scenario with the numbers of a draw, part by part, and shows the state of the part at the end of every
    /// period. Memory is taken from `state`, which any run may have used before; the loop allocates nothing.
    pub(super) fn follow(
        &self,
        values: &[f64],
        state: &mut State,
        watch: &Watch,
        mut see: impl FnMut(&Part, usize, &State),
    ) -> Result<(), Cancelled> {
        self.begin(values, state);
        for part in &self.parts {
            for period in 0..self.periods {
                watch.go_on()?;
                self.pass(part, period, state);
                see(part, period, state);
            }
        }
        Ok(())
    }

    /// Runs a scenario without looking on.
    pub fn run(&self, values: &[f64], state: &mut State) {
        self.begin(values, state);
        for part in &self.parts {
            for period in 0..self.periods {
                self.pass(part, period, state);
            }
        }
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
            state.given.period = period;
            self.step(part, state);
        }
    }

    /// One period.
    pub(super) fn step(&self, part: &Part, state: &mut State) {
        let (network, policy, groups, step) = (&self.network, &self.policy, &self.groups, self.step);
        self.enact(part, state);
        let State { given, nodes, users, producers, markets } = state;
        let given = &*given;
        spot::plan((network, part, policy, groups), given, nodes, markets);
        arrive::arrive((network, part), given, nodes);
        needs::needs((network, part), given, nodes, users, producers);
        price::price((network, part, &self.slots, policy, &self.chain), given, nodes, users, markets);
        release::sell((network, part, policy, step), given, nodes);
        ration::ration((network, part, self.ranks(given.period)), given, nodes, users);
        release::supply((network, part, policy, step), given, nodes, users);
        draw::draw((network, part), given, nodes, users);
        produce::produce((network, part, &self.value), given, nodes, producers);
        ship::ship((network, part), given, nodes);
        spot::deliver((network, part, groups), markets, nodes);
        settle::settle((network, part), given.period, nodes);
        react::react((network, part, step), given, nodes, users, producers);
    }

    /// Puts the policy of the period in force.
    fn enact(&self, part: &Part, state: &mut State) {
        let (Given { values, levels, period, .. }, Nodes { orders, world, .. }) =
            (&mut state.given, &mut state.nodes);
        self.policy.apply(&self.network, part.number, (*period, self.step), (values, orders), levels);
        self.policy.expect(&self.network, part.number, (*period, self.step), values, levels);
        for here in &part.nodes {
            let under = &self.policy.imports_under[here.clone()];
            for (world, under) in world[here.clone()].iter_mut().zip(under) {
                *world = u8::from(under & levels.known != 0);
            }
        }
    }
}
