//! Loops over nodes with the widest vector instructions of the processor.

use pulp::Arch;

/// Runs a loop compiled for the vector instructions at hand: the same operations on each number with all of them, so
/// the same bits. What it calls must be inlined.
#[inline]
pub(super) fn wide<R>(run: impl FnOnce() -> R) -> R {
    Arch::new().dispatch(run)
}

/// Sums kept side by side, so that one addition does not wait for the one before.
pub(super) const LANES: usize = 8;

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
