//! The cost-security frontier: the least money for each residual loss.
//!
//! The programme is convex, so the optimum with losses weighted by a multiplier is the optimum of the
//! epsilon-constraint at the loss it leaves. The multiplier is stepped; each point lies on the frontier, and what is
//! between two points is at most on the line between them. Targets are left out: the frontier says what they buy.

use crate::Error;
use crate::solve::Session;
use monazite::plan::FrontierPoint;
use monazite::quantity::UsDollars;

/// Weights of a dollar lost against a dollar spent.
const MULTIPLIERS: [f64; 9] = [0.0, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 100.0];

/// Points from no programme to the most secure.
pub(crate) fn frontier(session: &mut Session<'_, '_>) -> Result<Vec<FrontierPoint>, Error> {
    let asked = session.asked();
    session.release(&asked)?;
    let mut points = Vec::new();
    for multiplier in MULTIPLIERS {
        session.weigh(|item| if item.is_spent() { 1.0 } else { multiplier })?;
        let point = session.optimum("a point of the frontier")?;
        let (spent, loss) = session.spent_and_lost(&point);
        points.push(FrontierPoint {
            spent: UsDollars::new(spent * 1e6),
            loss: UsDollars::new(loss * 1e6),
            marginal: multiplier,
        });
    }
    session.restore_costs()?;
    let none = points.first().map_or(UsDollars::ZERO, |p: &FrontierPoint| p.spent);
    for point in &mut points {
        point.spent = point.spent - none;
    }
    Ok(points)
}
