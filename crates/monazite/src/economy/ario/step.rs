//! One step of ARIO in one pass over `Z`.
//!
//! For a buyer, the suppliers of one input lie side by side. While a column is in the cache the pass
//! sums deliveries (old split, rationing of this step), sums the new split, moves the inventory,
//! sets the order and adds it to what each supplier receives.
//! Columns are cut into chunks of fixed size whose partial sums are added in order:
//! the result does not depend on the number of threads.

use super::state::{Ario, State};
use rayon::prelude::*;

/// Buyers in a chunk.
const CHUNK: usize = 64;

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

/// Inventories and orders after a step, and whether all deliveries nearly equalled all use.
pub(super) struct Moved {
    pub(super) state: State,
    pub(super) at_rest: bool,
}

/// Moves inventories and orders by one step; `frozen` leaves the inventories as they are.
pub(super) fn advance(ario: &Ario, state: &State, levels: &Levels, frozen: bool) -> Moved {
    let (n, sectors) = (ario.len(), ario.sectors());
    // What reaches a buyer of an order of one: weight of the old split times the share met now.
    let reach: Vec<f64> = state.weight.iter().zip(&levels.met).map(|(w, m)| w * m).collect();
    let mut stock = vec![0.0; n * sectors];
    let mut orders = vec![0.0; n * sectors];
    let mut weighted = vec![0.0; n * sectors];
    let mut allowed = vec![0.0; n];
    let chunks: Vec<(Vec<f64>, bool)> = stock
        .par_chunks_mut(CHUNK * sectors)
        .zip(orders.par_chunks_mut(CHUNK * sectors))
        .zip(weighted.par_chunks_mut(CHUNK * sectors))
        .zip(allowed.par_chunks_mut(CHUNK))
        .enumerate()
        .map(|(chunk, (((stock, orders), weighted), allowed))| {
            let mut received = vec![0.0; n];
            let mut at_rest = true;
            for (local, allowed) in allowed.iter_mut().enumerate() {
                let buyer = chunk * CHUNK + local;
                let column = &ario.z[buyer * n..(buyer + 1) * n];
                let mut least = f64::INFINITY;
                for p in 0..sectors {
                    let k = buyer * sectors + p;
                    let at = local * sectors + p;
                    let input = ario.inputs[k];
                    if input == 0.0 {
                        continue;
                    }
                    let range = ario.segments[p]..ario.segments[p + 1];
                    let flows = &column[range.clone()];
                    let delivered =
                        state.orders[k] * share(dot(flows, &reach[range.clone()]), state.weighted[k]);
                    let used = input * levels.realised[buyer];
                    at_rest &= (delivered - used).abs() <= 1e-8 + 1e-5 * used.abs();
                    let held = if frozen { state.stock[k] } else { state.stock[k] + delivered - used };
                    let goal = ario.goal[k] * levels.optimal[buyer];
                    let missing = if goal.is_finite() { (goal - held).max(0.0) } else { 0.0 };
                    let order = missing / ario.inventory_tau[p] + used;
                    let split =
                        if ario.follows_supply() { dot(flows, &levels.weight[range.clone()]) } else { input };
                    add(&mut received[range], flows, share(order, split));
                    if ario.required[k] > 0.0 {
                        least = least.min(held / ario.required[k]);
                    }
                    (stock[at], orders[at], weighted[at]) = (held, order, split);
                }
                *allowed = least;
            }
            (received, at_rest)
        })
        .collect();
    let received = total(chunks.iter().map(|(r, _)| r.as_slice()), &levels.weight);
    Moved {
        at_rest: chunks.iter().all(|(_, rest)| *rest),
        state: State {
            stock,
            orders,
            weighted,
            weight: levels.weight.clone(),
            allowed,
            received,
            alpha: state.alpha.clone(),
        },
    }
}

/// Orders received by each supplier for orders of one per unit of weighted flow, as a step sums them.
pub(super) fn received(ario: &Ario, orders: &[f64], weight: &[f64]) -> Vec<f64> {
    let (n, sectors) = (ario.len(), ario.sectors());
    let buyers: Vec<usize> = (0..n).collect();
    let chunks: Vec<Vec<f64>> = buyers
        .par_chunks(CHUNK)
        .map(|buyers| {
            let mut received = vec![0.0; n];
            for &buyer in buyers {
                for p in 0..sectors {
                    let range = ario.segments[p]..ario.segments[p + 1];
                    let flows = &ario.z[buyer * n + range.start..buyer * n + range.end];
                    add(&mut received[range], flows, orders[buyer * sectors + p]);
                }
            }
            received
        })
        .collect();
    total(chunks.iter().map(Vec::as_slice), weight)
}

/// The largest production, over base output, that the inventories of a buyer allow.
pub(super) fn allowed(ario: &Ario, stock: &[f64], buyer: usize) -> f64 {
    let range = buyer * ario.sectors()..(buyer + 1) * ario.sectors();
    let pairs = stock[range.clone()].iter().zip(&ario.required[range]);
    pairs.filter(|(_, r)| **r > 0.0).map(|(s, r)| s / r).fold(f64::INFINITY, f64::min)
}

/// Partial sums added in order, times the weight of the supplier.
fn total<'a>(chunks: impl Iterator<Item = &'a [f64]>, weight: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; weight.len()];
    for chunk in chunks {
        for (sum, v) in out.iter_mut().zip(chunk) {
            *sum += v;
        }
    }
    for (sum, w) in out.iter_mut().zip(weight) {
        *sum *= w;
    }
    out
}

/// A quotient that is zero where nothing is ordered or made.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Sums in four lanes, so that the compiler can use vector instructions. The order is fixed.
const LANES: usize = 4;

/// The sum of a slice, as [`dot`] with ones sums it.
pub(super) fn sum(a: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    let chunks = a.chunks_exact(LANES);
    let rest: f64 = chunks.remainder().iter().sum();
    for c in chunks {
        for (lane, v) in lanes.iter_mut().zip(c) {
            *lane += v;
        }
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]) + rest
}

/// The inner product of two slices of one length.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    let (ca, cb) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest: f64 = ca.remainder().iter().zip(cb.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in ca.zip(cb) {
        for (lane, (x, y)) in lanes.iter_mut().zip(x.iter().zip(y)) {
            *lane += x * y;
        }
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]) + rest
}

/// `to += scale * from`.
fn add(to: &mut [f64], from: &[f64], scale: f64) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += scale * from;
    }
}
