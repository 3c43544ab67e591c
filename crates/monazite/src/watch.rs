//! A watch over long work: how far it is, and whether its result is still wanted.
//!
//! Whoever asks keeps a clone and may cancel from any thread; whoever works tells how far it is and asks often whether
//! to go on. The spinner of a command, the events of a server and the interrupt of a notebook are each one watch.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The work was cancelled, so there is no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// How far long work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: u64,
    /// Steps in all; 0 where that is not known.
    pub of: u64,
    /// What is being done: balancing, runs.
    pub message: &'static str,
}

/// Who is told of progress, from any thread.
type Told = Arc<dyn Fn(Progress) + Send + Sync>;

/// A watch over long work. Clones are one watch.
#[derive(Clone, Default)]
pub struct Watch {
    cancelled: Arc<AtomicBool>,
    told: Option<Told>,
}

impl Watch {
    /// A watch that hears of progress.
    pub fn telling(told: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self { told: Some(Arc::new(told)), ..Self::default() }
    }

    /// Ends the work soon, with [`Cancelled`].
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the result is no longer wanted. Cheap enough for an inner loop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Whether to go on.
    ///
    /// # Errors
    /// [`Cancelled`] once somebody has cancelled.
    pub fn go_on(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// Tells how far the work is.
    pub fn tell(&self, message: &'static str, done: u64, of: u64) {
        if let Some(told) = &self.told {
            told(Progress { done, of, message });
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("cancelled", &self.is_cancelled()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn clones_are_one_watch() {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&seen);
        let watch = Watch::telling(move |progress| heard.lock().unwrap().push(progress));
        let other = watch.clone();
        assert_eq!(other.go_on(), Ok(()));
        watch.tell("runs", 1, 2);
        other.cancel();
        assert_eq!(watch.go_on(), Err(Cancelled));
        assert_eq!(*seen.lock().unwrap(), [Progress { done: 1, of: 2, message: "runs" }]);
    }
}
