//! Episodes: past shocks with their scenario.

use super::observation::{Observation, observations};
use crate::scenario::Entry;
use monazite::scenario::Date;
use monazite_data::EPISODES;

/// A past shock.
#[derive(Debug, Clone, PartialEq)]
pub struct Episode {
    /// Key.
    pub key: String,
    /// As shown.
    pub title: String,
    /// Key of its scenario.
    pub scenario: String,
    /// Day on which it became known.
    pub announced: Date,
    /// What was seen.
    pub observations: Vec<Observation>,
}

const TABLE: &str = monazite_data::text(monazite_data::BACKTESTS, "episodes");

/// All episodes, in the order of the table.
///
/// # Errors
/// The line and what is wrong with it.
pub(super) fn episodes() -> Result<Vec<Episode>, String> {
    let all = observations()?;
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let mut episodes = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| e.to_string())?;
        let text = |i: usize| record.get(i).unwrap_or_default().to_owned();
        let observations = all.iter().filter(|o| o.episode == text(0)).cloned().collect();
        let announced = text(3).parse().map_err(|e| format!("episodes.csv: {record:?}: {e}"))?;
        episodes.push(Episode { key: text(0), title: text(1), scenario: text(2), announced, observations });
    }
    Ok(episodes)
}

/// The file of a scenario: of the library, or of the episodes.
pub(super) fn file(key: &str) -> Option<(String, &'static str)> {
    let own = EPISODES.iter().find(|(name, _)| *name == key).map(|(_, text)| *text);
    let text = own.or_else(|| Entry::of(key).map(|entry| entry.text))?;
    Some((format!("{key}.toml"), text))
}
