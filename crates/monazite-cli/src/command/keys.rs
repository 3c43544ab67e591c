//! Names that a user gives, checked against the dataset.

use crate::failure::Failure;
use monazite::Error;
use monazite::assess::Metric;
use monazite::id::MineralId;
use monazite::system::{Stage, System};

/// The mineral of a key, or a failure that lists the keys.
pub(crate) fn mineral(system: &System, key: &str) -> Result<MineralId, Failure> {
    system
        .minerals
        .id(key)
        .ok_or_else(|| unknown("mineral", key, system.minerals.keys().iter().map(String::as_str)))
}

/// The stage of a word, or a failure that lists the words.
pub(crate) fn stage(word: &str) -> Result<Stage, Failure> {
    Stage::from_word(word).ok_or_else(|| unknown("stage", word, Stage::ALL.map(Stage::word)))
}

/// The metric of a word, or a failure that lists the words.
pub(crate) fn metric(word: &str) -> Result<Metric, Failure> {
    Metric::from_word(word).ok_or_else(|| unknown("metric", word, Metric::ALL.map(Metric::word)))
}

/// A failure that names the figures most alike.
pub(crate) fn unknown_figure(id: &str, known: impl Iterator<Item = String>) -> Failure {
    let mut near: Vec<(usize, String)> = known.map(|k| (distance(id, &k), k)).collect();
    near.sort();
    near.dedup();
    let near: Vec<String> = near.into_iter().take(3).map(|(_, k)| k).collect();
    let hint = format!("the nearest are: {}; `monazite assess` lists them all", near.join(", "));
    Failure::Model(Error::Unknown { kind: "figure", name: id.to_owned(), hint })
}

/// Parts between slashes that two ids do not share.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split('/').collect(), b.split('/').collect());
    let only = |x: &[&str], y: &[&str]| x.iter().filter(|part| !y.contains(part)).count();
    only(&a, &b) + only(&b, &a)
}

fn unknown<'a>(kind: &'static str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Failure {
    let known: Vec<&str> = known.into_iter().collect();
    let hint = format!("use one of: {}", known.join(", "));
    Failure::Model(Error::Unknown { kind, name: name.to_owned(), hint })
}
