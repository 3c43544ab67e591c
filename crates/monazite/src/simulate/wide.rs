//! Loops with the widest vector instructions of the processor, and sums that do not wait for themselves.

use pulp::Arch;

/// Runs a loop compiled for the vector instructions at hand: the same operations on each number with all of them, so
/// the same bits. What it calls must be inlined.
#[inline]
pub(super) fn wide<R>(run: impl FnOnce() -> R) -> R {
    Arch::new().dispatch(run)
}

/// Sums of a list that are kept side by side, so that one addition does not wait for the one before.
const LANES: usize = 8;

/// Sum of a list, in the same order on every processor.
#[inline]
pub(super) fn sum(list: &[f64]) -> f64 {
    wide(
        #[inline(always)]
        || {
            let (rows, rest) = list.as_chunks::<LANES>();
            let mut sums = [0.0; LANES];
            for row in rows {
                for (sum, x) in sums.iter_mut().zip(row) {
                    *sum += x;
                }
            }
            for (sum, x) in sums.iter_mut().zip(rest) {
                *sum += x;
            }
            sums.iter().sum()
        },
    )
}

/// Sums of pairs and records that are kept side by side.
pub(super) const SIDES: usize = 4;

/// Sums of a pair of numbers over some positions, kept side by side.
#[inline(always)]
pub(super) fn pairs(positions: &[u32], pair: impl Fn(usize, u32) -> [f64; 2]) -> [f64; 2] {
    let (rows, rest) = positions.as_chunks::<SIDES>();
    let mut sums = [[0.0; 2]; SIDES];
    let mut add = |at: usize, side: usize, position: u32| {
        let pair = pair(at, position);
        sums[side] = [sums[side][0] + pair[0], sums[side][1] + pair[1]];
    };
    for (row, positions) in rows.iter().enumerate() {
        for (side, &position) in positions.iter().enumerate() {
            add(row * SIDES + side, side, position);
        }
    }
    for (side, &position) in rest.iter().enumerate() {
        add(rows.len() * SIDES + side, side, position);
    }
    sums.iter().fold([0.0; 2], |all, sum| [all[0] + sum[0], all[1] + sum[1]])
}
