//! Blocks merge to the bytes of the work in one piece, whatever their number and order and the number of threads.

#![allow(clippy::unwrap_used)]

use monazite_io::results::{Format, bytes};
use monazite_study::sweep::{Block, Sweep};
use monazite_study::{Answer, Assess, Document, Error, Record, Share, Simulate, Study, Text, Watch};
use rayon::ThreadPoolBuilder;

/// All sheets of an answer, as they are written.
fn written<T>(answer: &Answer<T>) -> Vec<(&'static str, Vec<u8>)> {
    let sheets = answer.sheets.iter();
    let mut all: Vec<_> = sheets.map(|(name, sheet)| (*name, bytes(sheet, Format::Csv).unwrap())).collect();
    all.push(("record", serde_json::to_vec(&answer.record).unwrap()));
    all
}

/// A block as another machine would send it.
fn sent<P: serde::Serialize + serde::de::DeserializeOwned>(block: &Block<P>) -> Block<P> {
    serde_json::from_slice(&serde_json::to_vec(block).unwrap()).unwrap()
}

/// In 1, 2, 7 and 16 blocks, first to last, last to first and from the middle, at one and two threads, each time in a
/// study that knows nothing yet.
fn holds<R: Sweep + Send + Sync>(
    request: &R,
    whole: impl Fn(&Study) -> Vec<(&'static str, Vec<u8>)> + Send + Sync,
) where
    R::Part: Send,
{
    let watch = Watch::default();
    let dataset = monazite_io::baseline().unwrap();
    let fresh = || Study::of(dataset.clone());
    let whole = whole(&fresh());
    for threads in [1, 2] {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        for of in [1, 2, 7, 16] {
            let mut order: Vec<u32> = (0..of).collect();
            match threads {
                1 => order.reverse(),
                _ => order.rotate_left(of as usize / 2),
            }
            let merged = pool.install(|| {
                let study = fresh();
                let blocks =
                    order.iter().map(|&number| sent(&study.block(request, number, of, &watch).unwrap()));
                let blocks = blocks.collect();
                written(&fresh().merge(request, blocks, &watch).unwrap())
            });
            assert!(merged == whole, "{of} blocks at {threads} threads");
        }
    }
}

fn simulate() -> Simulate {
    let scenario = Some(Document::Key("china-stop-graphite".into()));
    Simulate { scenario, weeks: Some(10), runs: 37, seed: 3, ..Simulate::default() }
}

#[test]
fn draws_of_a_scenario() {
    let request = simulate();
    holds(&request, |study| written(&study.simulate(&request, &Watch::default()).unwrap()));
}

#[test]
fn draws_of_ranges() {
    let request = Assess { for_: "JPN".into(), draws: 5, seed: 3, ..Assess::default() };
    holds(&request, |study| written(&study.assess(&request, &Watch::default()).unwrap()));
}

#[test]
fn clubs() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../monazite-cli/tests/programmes/gallium.toml");
    let text = std::fs::read_to_string(path).unwrap().replace("KOR", "eu27");
    let programme = Some(Document::Own(Text { name: "gallium.toml".into(), text }));
    let apart = ["DEU", "ESP", "FRA", "ITA"].map(str::to_owned).to_vec();
    // Every club, and those along some orders: each order is a block of its own.
    let orders = Share { programme, apart, orders: Some(6), draws: 3, seed: 2, ..Share::default() };
    let all = Share { orders: None, ..orders.clone() };
    for request in [orders, all] {
        let steps = request.steps(&Study::baseline().unwrap(), &Watch::default()).unwrap();
        assert!(steps > 1, "there is something to compute apart");
        holds(&request, |study| written(&study.share(&request, &Watch::default()).unwrap()));
    }
}

#[test]
fn strangers_are_refused() {
    let (study, watch) = (Study::baseline().unwrap(), Watch::default());
    let request = Simulate { runs: 4, weeks: Some(4), ..simulate() };
    let other = Simulate { seed: 4, ..request.clone() };
    let block = |request: &Simulate, number| study.block(request, number, 2, &watch).unwrap();
    let refused = |blocks: Vec<_>, words: &str| {
        let message = study.merge(&request, blocks, &watch).unwrap_err().to_string();
        assert!(message.contains(words), "`{words}` is not in: {message}");
    };
    refused(vec![block(&request, 0), block(&other, 1)], "another request or dataset");
    refused(vec![block(&request, 1)], "not each of 0 to 1 once");
    refused(vec![block(&request, 1), block(&request, 1)], "not each of 0 to 1 once");
    let text = serde_json::to_string(&block(&request, 0)).unwrap();
    let build = Record::of(&request, None).unwrap().build;
    let theirs = serde_json::from_str(&text.replace(&build, "0123456789abcdef")).unwrap();
    refused(vec![theirs, block(&request, 1)], "another build of monazite");
    let ores =
        Study::open(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/ores")).unwrap();
    let assess = Assess { for_: "buyers".into(), draws: 2, ..Assess::default() };
    let here = ores.block(&assess, 0, 1, &watch).unwrap();
    let there = study.merge(&assess, vec![here], &watch).unwrap_err().to_string();
    assert!(there.contains("another request or dataset"), "{there}");
    assert!(matches!(study.block(&request, 2, 2, &watch), Err(Error::Request { .. })));
}
