//! A run that is broken off and asked again goes on, and ends in the bytes of one that was not.

#![allow(clippy::unwrap_used)]

use monazite_io::results::{Format, bytes};
use monazite_study::{Answer, Cancelled, Document, Error, Plan, Share, Simulate, Study, Text, Watch, resume};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

fn written<T>(answer: &Answer<T>) -> Vec<Vec<u8>> {
    answer.sheets.iter().map(|(_, sheet)| bytes(sheet, Format::Csv).unwrap()).collect()
}

/// A watch that cancels once something has been heard of some times.
fn cancelling(message: &'static str, times: u64) -> Watch {
    let heard = AtomicU64::new(0);
    let cell = std::sync::Arc::new(std::sync::OnceLock::<Watch>::new());
    let own = std::sync::Arc::clone(&cell);
    let watch = Watch::telling(move |progress| {
        if progress.message == message
            && heard.fetch_add(1, Ordering::Relaxed) + 1 >= times
            && let Some(watch) = own.get()
        {
            watch.cancel();
        }
    });
    cell.set(watch.clone()).unwrap();
    watch
}

/// Cancels a run in a folder, asks again, and holds the bytes to those of a run in one piece.
fn goes_on<T>(
    (message, times): (&'static str, u64),
    file: &str,
    ask: impl Fn(&Study, &Watch) -> Result<Answer<T>, Error>,
) {
    let study = Study::baseline().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let resuming = study.resuming_in(folder.path());
    let cut = ask(&resuming, &cancelling(message, times)).map(|_| ()).unwrap_err();
    assert!(matches!(cut, Error::Cancelled(Cancelled)), "{cut}");
    assert!(folder.path().join(file).exists());
    let answer = ask(&resuming, &Watch::default()).unwrap();
    assert!(answer.notes.iter().any(|note| note.contains(" of ")), "{:?}", answer.notes);
    assert!(written(&answer) == written(&ask(&study, &Watch::default()).unwrap()));
    resume::forget(folder.path(), &answer.record).unwrap();
    assert!(!folder.path().join(file).exists());
}

fn programme(name: &str) -> Option<Document> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../monazite-cli/tests/programmes").join(name);
    Some(Document::Own(Text { name: name.to_owned(), text: std::fs::read_to_string(path).unwrap() }))
}

#[test]
fn simulate_goes_on_after_the_runs_that_it_made() {
    let scenario = Some(Document::Key("china-stop-graphite".into()));
    let request = Simulate { scenario, weeks: Some(6), runs: 150, ..Simulate::default() };
    goes_on(("runs", 1), "runs.json", |study, watch| study.simulate(&request, watch));
}

#[test]
fn share_goes_on_after_the_clubs_that_it_valued() {
    let programme = programme("gallium.toml");
    let request = Share { programme, orders: Some(8), draws: 2, ..Share::default() };
    // The first is told before the first block is begun.
    goes_on(("blocks of clubs", 3), "clubs.partial.json", |study, watch| study.share(&request, watch));
}

#[test]
fn plan_goes_on_after_the_minerals_that_it_planned() {
    let request = Plan { programme: programme("antimony.toml"), quick: true, draws: 1, ..Plan::default() };
    let study = Study::baseline().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let answer = study.resuming_in(folder.path()).plan(&request, &Watch::default()).unwrap();
    assert!(folder.path().join("plan.partial.json").exists());
    // All that was planned is known to the next.
    let again = study.resuming_in(folder.path()).plan(&request, &Watch::default()).unwrap();
    assert!(
        again.notes.iter().any(|note| note == "1 of 1 minerals are planned already"),
        "{:?}",
        again.notes
    );
    assert!(written(&again) == written(&answer));
    resume::forget(folder.path(), &answer.record).unwrap();
    assert!(!folder.path().join("plan.partial.json").exists());
}
