//! Names that a request gives, checked against the dataset.

use crate::error::Error;
use monazite::assess::Metric;
use monazite::disruption;
use monazite::id::{CountryId, EndUseId, FormId, MineralId};
use monazite::system::{Depth, Mineral, Stage, System};

/// The keys of two parties, each a country, a coalition or several added up, as a user writes them; who joins is added to
/// those who depend.
pub(crate) fn parties(
    system: &System,
    (for_, with): (&str, &[String]),
    from: &str,
) -> Result<[String; 2], Error> {
    let mut joined = system.party(for_)?;
    for who in with {
        joined = system.party(&format!("{joined},{}", system.party(who)?))?;
    }
    Ok([joined, system.party(from)?])
}

/// The mineral of a key or a name in any case, or an error that lists the keys.
pub(crate) fn mineral(system: &System, key: &str) -> Result<MineralId, Error> {
    let plain = |text: &str| text.trim().to_lowercase().replace([' ', '-'], "_");
    let is = |(id, mineral): &(MineralId, &Mineral)| {
        [system.minerals.key(*id), &mineral.name].into_iter().any(|known| plain(known) == plain(key))
    };
    let found = system.minerals.iter().find(is).map(|(id, _)| id);
    found.ok_or_else(|| unknown("mineral", key, system.minerals.keys().iter().map(String::as_str)))
}

/// The key of a mineral, where one is asked for.
pub(crate) fn mineral_key(system: &System, asked: Option<&str>) -> Result<Option<String>, Error> {
    let key = |asked| Ok(system.minerals.key(mineral(system, asked)?).to_owned());
    asked.map(key).transpose()
}

/// A mineral whose chain is traced, or an error that says why nothing can be computed for it.
pub(crate) fn traced(system: &System, key: &str) -> Result<MineralId, Error> {
    let id = mineral(system, key)?;
    let mineral = &system.minerals[id];
    if mineral.depth == Depth::Deep {
        return Ok(id);
    }
    let deep = system.minerals.iter().filter(|(_, m)| m.depth == Depth::Deep);
    let deep: Vec<&str> = deep.map(|(id, _)| system.minerals.key(id)).collect();
    let message = format!(
        "{}: only its world production is known, no trade and no uses, so that nothing can be traced or lost; `monazite \
         assess --mineral {}` shows what is known. Minerals with a chain: {}",
        mineral.name,
        system.minerals.key(id),
        deep.join(", ")
    );
    Err(Error::request("mineral", message))
}

/// The form of a key, or an error that names the nearest.
pub(crate) fn form(system: &System, key: &str) -> Result<FormId, Error> {
    system.forms.id(key).ok_or_else(|| unknown_near("form", key, system.forms.keys()))
}

/// The country of a code, or an error that names the nearest.
pub(crate) fn country(system: &System, key: &str) -> Result<CountryId, Error> {
    system.countries.id(key).ok_or_else(|| unknown_near("country", key, system.countries.keys()))
}

/// The end use of a key, or an error that lists the keys.
pub(crate) fn end_use(system: &System, key: &str) -> Result<EndUseId, Error> {
    let keys = || system.end_uses.keys().iter().map(String::as_str);
    system.end_uses.id(key).ok_or_else(|| unknown("end use", key, keys()))
}

/// The metric of a disruption, or an error that lists the words.
pub(crate) fn disruption_metric(word: &str) -> Result<disruption::Metric, Error> {
    disruption::Metric::from_word(word)
        .ok_or_else(|| unknown("metric", word, disruption::Metric::ALL.map(disruption::Metric::word)))
}

/// The demand path of a word in any case, or an error that lists those of the dataset.
pub(crate) fn demand(system: &System, word: &str) -> Result<String, Error> {
    let known = system.demand_scenarios();
    let found = known.iter().find(|path| path.eq_ignore_ascii_case(word.trim()));
    found.map(|path| (*path).to_owned()).ok_or_else(|| unknown("demand path", word, known.iter().copied()))
}

/// An error that lists the scenarios of the library.
pub(crate) fn unknown_scenario<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    let known: Vec<&str> = known.into_iter().collect();
    let hint = format!("name a file that ends in .toml, or use one of: {}", known.join(", "));
    Error::Model(monazite::Error::Unknown { kind: "scenario", name: name.to_owned(), hint })
}

/// The stage of a word, or an error that lists the words.
pub(crate) fn stage(word: &str) -> Result<Stage, Error> {
    Stage::from_word(word).ok_or_else(|| unknown("stage", word, Stage::ALL.map(Stage::word)))
}

/// The metric of a word, or an error that lists the words.
pub(crate) fn metric(word: &str) -> Result<Metric, Error> {
    Metric::from_word(word).ok_or_else(|| unknown("metric", word, Metric::ALL.map(Metric::word)))
}

/// An error that names the figures most alike.
pub(crate) fn unknown_figure(id: &str, known: impl Iterator<Item = String>, command: &str) -> Error {
    let mut near: Vec<(usize, String)> = known.map(|k| (distance(id, &k), k)).collect();
    near.sort();
    near.dedup();
    let near: Vec<String> = near.into_iter().take(3).map(|(_, k)| k).collect();
    let hint =
        format!("the nearest are: {}; `monazite {command} --format csv` lists them all", near.join(", "));
    Error::Model(monazite::Error::Unknown { kind: "figure", name: id.to_owned(), hint })
}

/// Edits from each part of an id, between slashes or a week, to the part of a known one that is most alike, and a part
/// that the known one has beyond.
fn distance(id: &str, known: &str) -> usize {
    let [asked, has] = [id, known].map(|id| id.split(['/', '@']).collect::<Vec<&str>>());
    let edits = asked.iter().map(|a| has.iter().map(|b| strsim::levenshtein(a, b)).min().unwrap_or(a.len()));
    edits.sum::<usize>() + has.len().saturating_sub(asked.len())
}

/// An error that names the keys most alike: too many to list them all.
fn unknown_near(kind: &'static str, name: &str, known: &[String]) -> Error {
    let near = monazite_io::nearest(name, known.iter().map(String::as_str));
    let hint = near.map_or_else(
        || format!("`monazite assess --format csv` shows every {kind} in use"),
        |near| format!("did you mean `{near}`?"),
    );
    Error::Model(monazite::Error::Unknown { kind, name: name.to_owned(), hint })
}

fn unknown<'a>(kind: &'static str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    let known: Vec<&str> = known.into_iter().collect();
    let hint = format!("use one of: {}", known.join(", "));
    Error::Model(monazite::Error::Unknown { kind, name: name.to_owned(), hint })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_figure_is_told_its_nearest() {
        let known = [
            "origin_share/antimony/-/processing",
            "origin_share/rare_earths/-/processing",
            "hhi/cobalt/co_refined/processing",
        ];
        for (typed, meant) in [
            ("origin_share/rare_earth/-/processing", known[1]),
            ("orign_share/antimony/-/processing", known[0]),
            ("hhi/cobalt/co_refined", known[2]),
        ] {
            let error = unknown_figure(typed, known.map(String::from).into_iter(), "assess");
            let Error::Model(monazite::Error::Unknown { hint, .. }) = error else { panic!("another error") };
            assert!(hint.starts_with(&format!("the nearest are: {meant}")), "{hint}");
        }
    }
}
