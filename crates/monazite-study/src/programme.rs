//! The programme that a request names.

use crate::error::Error;
use crate::name;
use crate::request::{Document, Text};
use monazite::id::{CountryId, MineralId};
use monazite::plan::Programme;
use monazite::system::System;
use monazite_io::programme::{Asked, DEFAULT, parse};
use monazite_plan::share::Club;

/// Key of the programme that is planned where none is named.
const KEY: &str = "default";

/// One of one's own, or the default one of those who ask against the supplier.
pub(crate) fn of(
    document: Option<&Document>,
    system: &System,
    asked: &Asked<'_>,
) -> Result<Programme, Error> {
    let [for_, from] = &name::parties(system, (asked.for_, &[]), asked.from)?;
    let with: Vec<String> = asked.with.iter().map(|who| system.party(who)).collect::<Result<_, _>>()?;
    let demand = asked.demand.map(|path| name::demand(system, path)).transpose()?;
    let asked = &Asked { for_, with: &with, from, demand: demand.as_deref() };
    match document {
        Some(Document::Own(Text { name, text })) => Ok(parse(name, text, system, asked)?),
        Some(Document::Key(key)) if key != KEY => Err(Error::request(
            "programme",
            format!("unknown programme `{key}`; name a file that ends in .toml, or use: {KEY}"),
        )),
        _ => Ok(parse("default.toml", DEFAULT, system, asked)?),
    }
}

/// What of the programme's minerals its demand path does not tell; `None` where it tells all.
pub(crate) fn unpublished(system: &System, programme: &Programme) -> Option<String> {
    let told = |mineral: MineralId| {
        system.demand_paths.iter().any(|row| row.mineral == mineral && row.scenario == programme.demand)
    };
    let untold = programme.minerals.iter().filter(|&&mineral| !told(mineral));
    let untold: Vec<&str> = untold.map(|&mineral| system.minerals[mineral].name.as_str()).collect();
    (!untold.is_empty()).then(|| {
        format!("{} says nothing of {}: need stays at that of today", programme.demand, untold.join(", "))
    })
}

/// The programme with some countries as players of their own: each must be in a member, once, and the game neither too
/// small nor too large.
pub(crate) fn apart(system: &System, programme: Programme, keys: &[String]) -> Result<Programme, Error> {
    let refused = |key: &str, why: String| Error::request("apart", format!("--apart {key}: {why}"));
    let mut countries: Vec<CountryId> = Vec::new();
    for key in keys {
        let of_key = system.members(key).map_err(|error| refused(key, error.to_string()))?;
        if let Some(&outside) = of_key.iter().find(|c| !programme.countries().contains(c)) {
            let members: Vec<&str> = programme.members.iter().map(|m| m.key.as_str()).collect();
            let outside = system.countries.key(outside);
            let members = members.join(", ");
            let why = format!("{outside} is in no member of the programme; members are {members}");
            return Err(refused(key, why));
        }
        if let Some(&twice) = of_key.iter().find(|c| countries.contains(c)) {
            return Err(refused(
                key,
                format!("{} is named twice; leave one out", system.countries.key(twice)),
            ));
        }
        countries.extend(of_key);
    }
    let programme = programme.apart(system, &countries);
    let message = match programme.members.len() {
        0 | 1 => format!(
            "{} alone has nobody to share with: name a coalition with --for, or two members in the programme",
            programme.members.first().map_or("the programme", |m| m.key.as_str())
        ),
        players if players > Club::MOST_PLAYERS => format!(
            "{players} players are more than can be told apart: set fewer countries apart, at most {} players in all",
            Club::MOST_PLAYERS
        ),
        _ => return Ok(programme),
    };
    Err(Error::request("apart", message))
}
