//! Loops over nodes with the widest vector instructions of the processor.

use pulp::Arch;

/// Runs a loop compiled for the vector instructions at hand: the same operations on each number with all of them, so
/// the same bits. What it calls must be inlined.
#[inline]
pub(super) fn wide<R>(run: impl FnOnce() -> R) -> R {
    Arch::new().dispatch(run)
}
