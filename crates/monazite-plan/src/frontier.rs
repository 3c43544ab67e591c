//! The cost-security frontier: the least money for each residual loss.
//!
//! The programme is convex, so the optimum with losses under threats weighted by a multiplier is the optimum of the
//! epsilon-constraint at the loss it leaves. The multiplier is stepped; each point lies on the frontier, and what is
//! between two points is at most on the line between them. Targets are left out: the frontier says what they buy.

use crate::error::Error;
use crate::lp::Item;
use crate::solve::Session;
use monazite::plan::Items;

/// Weights of a dollar lost under threats against a dollar spent.
pub(crate) const MULTIPLIERS: [f64; 10] = [0.000_3, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0];

/// What each point costs by item, from the cheapest to the most secure.
pub(crate) fn frontier(session: &mut Session<'_, '_>) -> Result<Vec<Items>, Error> {
    let asked = session.asked();
    session.release(&asked)?;
    let mut points = Vec::new();
    for multiplier in MULTIPLIERS {
        session.weigh(|item| if item == Item::Risk { multiplier } else { 1.0 })?;
        let optimum = session.cheapest("a point of the frontier")?;
        points.push(session.model.items(&optimum));
    }
    session.restore_costs()?;
    Ok(points)
}
