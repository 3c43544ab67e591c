//! One model, many coalitions: built once, then solved for any set of members by changing bounds, each time from the
//! basis of the time before.
//!
//! Members that stay away keep what they have: their need drops out, and they sell to the others what they sell today.

use crate::Error;
use crate::model::Model;
use crate::network::Network;
use crate::plan::groups;
use crate::solve::Session;
use monazite::balance::Balance;
use monazite::plan::{Programme, Targets};
use monazite::quantity::UsDollars;
use monazite::system::System;
use monazite_highs::Highs;
use rayon::prelude::*;

/// What a coalition's best programme costs and what it still loses.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Value {
    /// Discounted money spent.
    pub spent: UsDollars,
    /// Discounted losses expected.
    pub loss: UsDollars,
}

/// The models of a programme, one a mineral, ready to be solved for many coalitions.
#[derive(Debug)]
pub struct Coalitions<'a> {
    groups: Vec<Network<'a>>,
    members: usize,
}

impl<'a> Coalitions<'a> {
    /// The models of a programme without its targets: a coalition is worth what it saves, and a target that a small
    /// coalition cannot meet would make it worth nothing.
    #[must_use]
    pub fn of(system: &'a System, balance: &Balance, programme: &'a Programme) -> Self {
        let network = Network::of(system, balance, programme);
        let groups = groups(&network).iter().map(|chains| network.only(chains)).collect();
        Self { groups, members: programme.members.len() }
    }

    /// Number of members.
    #[must_use]
    pub const fn members(&self) -> usize {
        self.members
    }

    /// The value of each coalition, given as a set of bits: bit m says whether member m takes part.
    ///
    /// `done` is told after each solve of each mineral; it may show progress. Results do not depend on the number of
    /// threads: every mineral is solved in the order given, on one thread.
    ///
    /// # Errors
    /// [`Error::NotOptimal`] if a solve did not end optimal.
    pub fn values(&self, coalitions: &[u32], done: &(dyn Fn() + Sync)) -> Result<Vec<Value>, Error> {
        let by_group: Vec<Vec<(f64, f64)>> = self
            .groups
            .par_iter()
            .map(|network| values_of(network, coalitions, done))
            .collect::<Result<_, _>>()?;
        let value = |i: usize| {
            let (spent, loss) = by_group.iter().fold((0.0, 0.0), |(s, l), v| (s + v[i].0, l + v[i].1));
            Value { spent: UsDollars::new(spent * 1e6), loss: UsDollars::new(loss * 1e6) }
        };
        Ok((0..coalitions.len()).map(value).collect())
    }
}

fn values_of(
    network: &Network<'_>,
    coalitions: &[u32],
    done: &(dyn Fn() + Sync),
) -> Result<Vec<(f64, f64)>, Error> {
    let programme = Programme { targets: Targets::default(), ..network.programme.clone() };
    let network = Network { programme: &programme, ..network.clone() };
    let model = Model::of(&network);
    let mut session = Session::new(&model)?;
    let mut values = Vec::with_capacity(coalitions.len());
    for &bits in coalitions {
        let takes_part = |member: usize| bits >> member & 1 == 1;
        let highs: &mut Highs = &mut session.highs;
        highs.change_column_bounds(&model.lp.column_bounds(&takes_part))?;
        highs.change_row_bounds(&model.lp.row_bounds(&takes_part))?;
        let point = session.optimum("a coalition")?;
        values.push(session.spent_and_lost(&point));
        done();
    }
    Ok(values)
}
