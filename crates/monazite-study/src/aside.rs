//! Work that cannot be asked to stop, done aside: readers of published files, decompositions of large matrices.
//!
//! Who cancels does not wait for it: the call ends, and what the work gives in the end is dropped. So it may only read
//! and compute, never write.

use monazite::{Cancelled, Watch};
use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// Time between two looks at the watch.
const LOOK: Duration = Duration::from_millis(20);

/// Does work on a thread of its own, until it ends or the watch is cancelled.
///
/// # Errors
/// [`Cancelled`] by the watch.
pub(crate) fn aside<T: Send + 'static>(
    watch: &Watch,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Cancelled> {
    watch.go_on()?;
    let (give, take) = channel();
    let thread = thread::spawn(move || {
        // Nobody takes it where the call was cancelled.
        let _ = give.send(work());
    });
    loop {
        match take.recv_timeout(LOOK) {
            Ok(done) => return Ok(done),
            Err(RecvTimeoutError::Timeout) => watch.go_on()?,
            // The work panicked: so does the call.
            Err(RecvTimeoutError::Disconnected) => match thread.join() {
                Err(panic) => resume_unwind(panic),
                Ok(()) => return Err(Cancelled),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn who_cancels_does_not_wait() {
        assert_eq!(aside(&Watch::default(), || 2 + 2), Ok(4));
        let watch = Watch::default();
        let other = watch.clone();
        let began = Instant::now();
        let cancelled = aside(&watch, move || {
            other.cancel();
            thread::sleep(Duration::from_secs(5));
        });
        assert_eq!(cancelled, Err(Cancelled));
        assert!(began.elapsed() < Duration::from_secs(4));
    }
}
