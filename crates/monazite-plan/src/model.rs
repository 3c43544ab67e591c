//! The whole programme as one model: unknowns, limits and objective of the minerals of a network.

use crate::constraint::{self, budget};
use crate::frame::Frame;
use crate::lp::{Item, Lp};
use crate::names::Names;
use crate::network::Network;
use crate::objective::{self, risk};
use crate::variable;
use crate::variable::columns::Variables;
use monazite::plan::Attitude;
use monazite::plan::Items;
use monazite::{Cancelled, Watch};
use monazite_highs::Solution;

/// The model of a network.
#[derive(Debug, Clone)]
pub(crate) struct Model<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) variables: Variables,
    pub(crate) lp: Lp,
}

impl<'a> Model<'a> {
    /// Builds the model of a network, until the watch is cancelled.
    pub(crate) fn of(network: &'a Network<'a>, watch: &Watch) -> Result<Self, Cancelled> {
        watch.go_on()?;
        let frame = Frame::of(network);
        let mut lp = Lp::default();
        let variables = variable::add(&frame, &mut lp);
        constraint::add(&frame, &variables, &mut lp, watch)?;
        watch.go_on()?;
        objective::add(&frame, &variables, &mut lp);
        budget::add(&frame, &mut lp);
        Ok(Self { frame, variables, lp })
    }

    pub(crate) const fn network(&self) -> &'a Network<'a> {
        self.frame.network
    }

    pub(crate) const fn names(&self) -> Names<'_, 'a> {
        Names(&self.frame)
    }

    /// What a point costs by item, discounted million USD.
    pub(crate) fn items(&self, point: &Solution) -> Items {
        let mut items = Items::default();
        for charge in &self.lp.charges {
            let cost = charge.cost * charge.weight * point.columns[charge.column.0];
            items.0[charge.item as usize] += cost;
        }
        items
    }

    /// The same with losses under threats by their probability whatever the attitude: the unknowns of conditional value
    /// at risk are money, so it is here that the worth of need enters.
    pub(crate) fn items_expected(&self, point: &Solution) -> Items {
        let mut items = self.items(point);
        let programme = self.network().programme;
        if programme.attitude != Attitude::Expected {
            let expected = self.network().branches().into_iter().map(|(s, y)| {
                let weight = self.frame.discount(y) * programme.threats[s].probability.get();
                let losses = risk::losses(&self.frame, &self.variables, s, y).into_iter();
                losses.map(|(c, cost)| weight * cost * point.columns[c.0]).sum::<f64>()
            });
            items.0[Item::Risk as usize] = expected.sum();
        }
        items
    }
}
