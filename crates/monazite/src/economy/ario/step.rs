//! One step of ARIO in one pass over `Z`.
//!
//! For a buyer, the suppliers of one input lie side by side. While a column is in the cache the pass
//! sums deliveries (old split, rationing of this step), sums the new split, moves the inventory,
//! sets the order and adds it to what each supplier receives.
//! Columns are cut into chunks of fixed size whose partial sums are added in order:
//! the result does not depend on the number of threads.

use super::kernel::{add, dot, dot2, share, total};
use super::parameters::Compatibility;
use super::state::{Ario, BLOCK, CHUNK, State};
use pulp::Arch;
use rayon::prelude::*;

/// The levels of production that the pass needs.
pub(super) struct Levels {
    /// Realised production over base output, by industry.
    pub(super) realised: Vec<f64>,
    /// Production that demand and capacity allow, over base output, by industry.
    pub(super) optimal: Vec<f64>,
    /// Production over demand, by industry: the share of each order that is met.
    pub(super) met: Vec<f64>,
    /// Weight of each supplier in the split of the new orders.
    pub(super) weight: Vec<f64>,
}

/// Two numbers that the reference tool takes as equal.
fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-8 + 1e-5 * b.abs()
}

/// Moves inventories and orders by one step, from `state` into `next`.
///
/// The reference tool leaves all inventories as they are if all deliveries are close to all use,
/// and orders nothing to refill them if all are close to their goals.
/// Whether that is so is known after the pass, which is then taken again.
pub(super) fn advance(ario: &Ario, state: &State, levels: &Levels, next: &mut State) {
    let mut rest = pass(ario, state, levels, Rest::default(), next);
    if ario.parameters.compatibility == Compatibility::Published {
        return;
    }
    let frozen = rest.use_met;
    if frozen {
        rest = pass(ario, state, levels, Rest { use_met: true, goals_met: false }, next);
    }
    if rest.goals_met {
        pass(ario, state, levels, Rest { use_met: frozen, goals_met: true }, next);
    }
}

/// Where an economy is at rest.
#[derive(Debug, Clone, Copy, Default)]
struct Rest {
    /// All deliveries nearly equal all use.
    use_met: bool,
    /// All inventories nearly equal their goals.
    goals_met: bool,
}

/// The part of the next state that belongs to a chunk of buyers.
struct Part<'a> {
    stock: &'a mut [f64],
    orders: &'a mut [f64],
    weighted: &'a mut [f64],
    allowed: &'a mut [f64],
}

/// One pass over `Z`; `assumed` leaves inventories as they are, or takes them as full. Returns what was found.
fn pass(ario: &Ario, state: &State, levels: &Levels, assumed: Rest, next: &mut State) -> Rest {
    let (n, sectors) = (ario.len(), ario.sectors());
    // What reaches a buyer of an order of one: weight of the old split times the share met now.
    let reach: Vec<f64> = state.weight.iter().zip(&levels.met).map(|(w, m)| w * m).collect();
    let vector = Arch::new();
    let chunks: Vec<(Vec<f64>, Rest)> = next
        .stock
        .par_chunks_mut(CHUNK * sectors)
        .zip(next.orders.par_chunks_mut(CHUNK * sectors))
        .zip(next.weighted.par_chunks_mut(CHUNK * sectors))
        .zip(next.allowed.par_chunks_mut(CHUNK))
        .enumerate()
        .map(|(chunk, (((stock, orders), weighted), allowed))| {
            let mut received = vec![0.0; n];
            let mut part = Part { stock, orders, weighted, allowed };
            // The same additions in the same order with every set of vector instructions.
            let rest = vector.dispatch(
                #[inline(always)]
                || buyers(ario, state, levels, &reach, assumed, chunk * CHUNK, &mut part, &mut received),
            );
            (received, rest)
        })
        .collect();
    next.received = total(chunks.iter().map(|(r, _)| r.as_slice()), &levels.weight);
    next.weight.copy_from_slice(&levels.weight);
    next.alpha.copy_from_slice(&state.alpha);
    Rest {
        use_met: chunks.iter().all(|(_, r)| r.use_met),
        goals_met: chunks.iter().all(|(_, r)| r.goals_met),
    }
}

/// The pass for the buyers of a chunk, block by block, input by input.
#[expect(clippy::too_many_arguments, reason = "one loop, called once")]
#[expect(clippy::inline_always, reason = "compiled for the vector instructions of the caller")]
#[inline(always)]
fn buyers(
    ario: &Ario,
    state: &State,
    levels: &Levels,
    reach: &[f64],
    assumed: Rest,
    first: usize,
    part: &mut Part<'_>,
    received: &mut [f64],
) -> Rest {
    let sectors = ario.sectors();
    let last = first + part.allowed.len();
    let follows_supply = ario.follows_supply();
    let mut rest = Rest { use_met: true, goals_met: true };
    part.allowed.fill(f64::INFINITY);
    for block in (first..last).step_by(BLOCK) {
        for p in 0..sectors {
            let range = ario.segments[p]..ario.segments[p + 1];
            let (reach, weight) = (&reach[range.clone()], &levels.weight[range.clone()]);
            let received = &mut received[range];
            for buyer in block..last.min(block + BLOCK) {
                let k = buyer * sectors + p;
                let at = (buyer - first) * sectors + p;
                let input = ario.inputs[k];
                if input == 0.0 {
                    (part.stock[at], part.orders[at], part.weighted[at]) = (0.0, 0.0, 0.0);
                    continue;
                }
                let flows = ario.flows(buyer, p);
                let (reached, split) =
                    if follows_supply { dot2(flows, reach, weight) } else { (dot(flows, reach), input) };
                let delivered = state.orders[k] * share(reached, state.weighted[k]);
                let used = input * levels.realised[buyer];
                rest.use_met &= close(delivered, used);
                let held = if assumed.use_met { state.stock[k] } else { state.stock[k] + delivered - used };
                let goal = ario.goal[k] * levels.optimal[buyer];
                let bounded = goal.is_finite();
                rest.goals_met &= !bounded || close(held, goal);
                let missing = if bounded && !assumed.goals_met { (goal - held).max(0.0) } else { 0.0 };
                let order = missing / ario.inventory_tau[p] + used;
                add(received, flows, share(order, split));
                if ario.required[k] > 0.0 {
                    let allowed = &mut part.allowed[buyer - first];
                    *allowed = allowed.min(held / ario.required[k]);
                }
                (part.stock[at], part.orders[at], part.weighted[at]) = (held, order, split);
            }
        }
    }
    rest
}
