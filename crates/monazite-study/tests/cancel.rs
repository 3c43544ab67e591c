//! Cancelling ends every long call within 200 ms of wall time, whatever it is at.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use monazite_study::{
    Accounts, Ario, Assess, Balance, Brief, BuildBaseline, Error, Explain, ImportBaci, OneYear, Plan, Share,
    Simulate, Study, Watch,
};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Cancel is heard within this time.
const WITHIN: Duration = Duration::from_millis(200);
/// A machine that does something else for a moment is no fault; as many times in a row it is.
const TRIES: usize = 10;
/// Times that fall into different parts of the work, on machines fast and slow.
const AFTER: [Duration; 4] = [
    Duration::from_millis(40),
    Duration::from_millis(400),
    Duration::from_millis(1500),
    Duration::from_secs(4),
];

/// One call at a time: two would wait for each other's threads.
static ALONE: Mutex<()> = Mutex::new(());

/// Cancels a call on a study that knows nothing yet after some times of work, and measures how long it goes on.
fn ends_soon<T>(verb: &str, ask: impl Fn(&Study, &Watch) -> Result<T, Error> + Sync) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let dataset = monazite_io::baseline().unwrap();
    let mut cut_at_all = false;
    for after in AFTER {
        let mut took = Vec::new();
        let mut was_over = false;
        while took.len() < TRIES && took.last().is_none_or(|took| *took > WITHIN) {
            let (study, watch) = (Study::of(dataset.clone()), Watch::default());
            let (error, over) = thread::scope(|scope| {
                let call = scope.spawn(|| (ask(&study, &watch).err(), Instant::now()));
                thread::sleep(after);
                let cancelled = Instant::now();
                watch.cancel();
                let (error, ended) = call.join().unwrap();
                (error, ended.checked_duration_since(cancelled))
            });
            // Work that was done before is not cancelled.
            assert!(matches!(error, None | Some(Error::Cancelled(_))), "{verb}: {error:?}");
            cut_at_all |= error.is_some();
            was_over = error.is_none();
            took.push(over.unwrap_or_default());
        }
        println!("{verb} after {after:?}: {took:?}");
        assert!(took.last().is_some_and(|took| *took <= WITHIN), "{verb} after {after:?}: {took:?}");
        if was_over {
            break;
        }
    }
    assert!(cut_at_all, "{verb} ends before it can be cancelled: it is not long");
}

/// A file of the checkout.
fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// An input-output table of some industries in one region.
fn large_table(folder: &Path, industries: usize) {
    let labels: Vec<String> = (0..industries).map(|i| format!("A|{i}")).collect();
    let row = |i: usize| -> String { (0..industries).map(|j| format!(",{}", 1 + (i * j) % 7)).collect() };
    let mut z = format!(",{}\n", labels.join(","));
    labels.iter().enumerate().for_each(|(i, label)| writeln!(z, "{label}{}", row(i)).unwrap());
    let y: String = labels.iter().map(|label| format!("{label},5000\n")).collect();
    std::fs::write(folder.join("Z.csv"), z).unwrap();
    std::fs::write(folder.join("Y.csv"), format!(",A|households\n{y}")).unwrap();
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
    let request = Simulate { runs: 2_000, economy: true, ..Simulate::default() };
    ends_soon("simulate", |study, watch| study.simulate(&request, watch));
}

#[test]
fn what_a_scenario_costs() {
    let request = Simulate { runs: 0, economy: true, ..Simulate::default() };
    ends_soon("simulate --economy", |study, watch| study.simulate(&request, watch));
}

#[test]
fn explain() {
    let request = Explain { figure: "shortfall/rare_earths@26".into(), ..Explain::default() };
    ends_soon("explain", |study, watch| study.explain(&request, watch));
}

#[test]
fn explain_of_an_assessment() {
    let request = Explain { figure: "origin_share/gallium/-/processing".into(), ..Explain::default() };
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
fn quick_plan() {
    let request = Plan { quick: true, draws: 0, ..Plan::default() };
    ends_soon("plan --quick", |study, watch| study.plan(&request, watch));
}

#[test]
fn share() {
    let request = Share { apart: ["DEU", "FRA", "ITA"].map(str::to_owned).to_vec(), ..Share::default() };
    ends_soon("share", |study, watch| study.share(&request, watch));
}

#[test]
fn brief() {
    let request = Brief { plan: true, share: true, ..Brief::default() };
    ends_soon("brief", |study, watch| study.brief(&request, watch));
}

#[test]
fn ario() {
    let folder = tempfile::tempdir().unwrap();
    let from = here("crates/monazite-io/tests/boario/alt_concave");
    let text = std::fs::read_to_string(from.join("case.toml")).unwrap();
    let long = text.lines().map(|line| if line.starts_with("steps") { "steps = 100000" } else { line });
    std::fs::write(folder.path().join("case.toml"), long.collect::<Vec<_>>().join("\n")).unwrap();
    for entry in std::fs::read_dir(&from).unwrap().map(Result::unwrap) {
        let to = folder.path().join(entry.file_name());
        if !to.exists() && entry.path().is_file() {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
    let request = Ario { case: folder.path().join("case.toml") };
    ends_soon("economy ario", |_, watch| request.run(None, watch));
}

#[test]
fn accounts() {
    let folder = tempfile::tempdir().unwrap();
    large_table(folder.path(), 1_200);
    let request = Accounts { path: folder.path().to_owned(), square: true, ..Accounts::default() };
    let out = folder.path().join("out");
    ends_soon("economy accounts", |_, watch| request.run(Some(&out), watch));
}

#[test]
fn import() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("BACI_HS17_Y2022_V202401.csv");
    let mut text = "t,i,j,k,v,q\n".to_owned();
    for row in 0..1_500_000_u32 {
        writeln!(text, "2022,36,156,{},{}.5,3.25", 10_000 + row % 900_000, row).unwrap();
    }
    std::fs::write(&path, text).unwrap();
    let request = ImportBaci { files: vec![path], hs6: Vec::new() };
    ends_soon("import baci", |_, watch| {
        request.run(&mut Vec::<monazite_io::import::baci::Flow>::new(), &mut |_| (), watch)
    });
}

#[test]
fn recipe() {
    let raw = here("..").ancestors().map(|folder| folder.join("shared/data")).find(|path| path.exists());
    let Some(raw) = raw else {
        eprintln!("SKIPPED: ../shared/data is not there");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let request = BuildBaseline { raw };
    ends_soon("import baseline", |_, watch| request.run(folder.path(), watch));
}
