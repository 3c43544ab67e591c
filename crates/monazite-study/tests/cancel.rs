//! Cancelling ends every long call within 200 ms of wall time.

#![allow(clippy::unwrap_used)]

use monazite_study::{Assess, Balance, Brief, Error, Explain, OneYear, Plan, Share, Simulate, Study, Watch};
use std::thread;
use std::time::{Duration, Instant};

/// Cancel is heard within this time.
const WITHIN: Duration = Duration::from_millis(200);
/// A machine that does something else for a moment is no fault; three times in a row it is.
const TRIES: usize = 3;

/// Cancels a call on a study that knows nothing yet after some times of work, and measures how long it goes on.
fn ends_soon<T>(verb: &str, ask: impl Fn(&Study, &Watch) -> Result<T, Error> + Sync) {
    let dataset = monazite_io::baseline().unwrap();
    // Times that fall into different parts of the work, on machines fast and slow.
    for after in [30, 300, 900, 2_000, 4_500].map(Duration::from_millis) {
        let took: Vec<Duration> = (0..TRIES)
            .map(|_| {
                let (study, watch) = (Study::of(dataset.clone()), Watch::default());
                thread::scope(|scope| {
                    let call = scope.spawn(|| (ask(&study, &watch).err(), Instant::now()));
                    thread::sleep(after);
                    let cancelled = Instant::now();
                    watch.cancel();
                    let (error, ended) = call.join().unwrap();
                    // Work that was done before is not cancelled.
                    let cut = matches!(error, Some(Error::Cancelled(_)));
                    assert!(cut || ended <= cancelled || error.is_none(), "{verb}: {error:?}");
                    ended.saturating_duration_since(cancelled)
                })
            })
            .scan(false, |soon, took| {
                let go_on = !*soon;
                *soon = took <= WITHIN;
                go_on.then_some(took)
            })
            .collect();
        assert!(took.iter().any(|took| *took <= WITHIN), "{verb} after {after:?}: {took:?}");
    }
}

#[test]
fn balance() {
    ends_soon("balance", |study, watch| study.balance(&Balance::default(), watch));
}

#[test]
fn assess() {
    ends_soon("assess", |study, watch| study.assess(&Assess::default(), watch));
}

#[test]
fn simulate() {
    let request = Simulate { economy: true, ..Simulate::default() };
    ends_soon("simulate", |study, watch| study.simulate(&request, watch));
}

#[test]
fn explain() {
    let request = Explain { figure: "shortfall/rare_earths@26".into(), ..Explain::default() };
    ends_soon("explain", |study, watch| study.explain(&request, watch));
}

#[test]
fn one_year() {
    ends_soon("one-year", |study, watch| study.one_year(&OneYear::default(), watch));
}

#[test]
fn plan() {
    ends_soon("plan", |study, watch| study.plan(&Plan::default(), watch));
}

#[test]
fn share() {
    ends_soon("share", |study, watch| study.share(&Share::default(), watch));
}

#[test]
fn brief() {
    ends_soon("brief", |study, watch| study.brief(&Brief::default(), watch));
}
