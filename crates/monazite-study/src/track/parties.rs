//! Series and parties of a request.

use super::request::Track;
use crate::error::Error;
use crate::name;
use crate::study::Study;
use monazite_io::history::embedded;
use monazite_io::nearest;
use monazite_track::history::{History, Title};

/// Those who depend and the supplier, as codes of countries.
pub(super) struct Parties {
    /// Key of those who depend.
    pub(super) for_: String,
    /// Key of the supplier.
    pub(super) from: String,
    /// Members of those who depend.
    pub(super) buyers: Vec<String>,
    /// Members of the supplier.
    pub(super) sellers: Vec<String>,
}

/// The codes of a party.
pub(super) fn codes(study: &Study, key: &str) -> Result<Vec<String>, Error> {
    let system = study.system();
    Ok(system.members(key)?.into_iter().map(|id| system.countries.key(id).to_owned()).collect())
}

/// The parties of a request.
pub(super) fn parties(study: &Study, request: &Track) -> Result<Parties, Error> {
    let [for_, from] = name::parties(study.system(), (&request.for_, &request.with), &request.from)?;
    let (buyers, sellers) = (codes(study, &for_)?, codes(study, &from)?);
    Ok(Parties { for_, from, buyers, sellers })
}

/// Codes as texts.
pub(super) fn texts(codes: &[String]) -> Vec<&str> {
    codes.iter().map(String::as_str).collect()
}

/// The series of the mineral that a request names; all if it names none.
pub(super) fn history(request: &Track) -> Result<History, Error> {
    let mut history = embedded()?;
    let Some(asked) = &request.mineral else { return Ok(history) };
    let key = asked.trim().to_lowercase().replace([' ', '-'], "_");
    let is = |title: &Title| title.mineral == key || title.key == key;
    let titles = || history.production.iter().map(|s| &s.title).chain(history.trade.iter().map(|s| &s.title));
    if !titles().any(is) {
        let keys: Vec<&str> = titles().flat_map(|t| [t.mineral.as_str(), t.key.as_str()]).collect();
        let hint =
            nearest(&key, keys.iter().copied()).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
        return Err(Error::request("mineral", format!("no series of `{asked}`{hint}")));
    }
    history.production.retain(|series| is(&series.title));
    history.trade.retain(|series| is(&series.title));
    Ok(history)
}
