//! What the brief says of whether it is happening.

use super::request::Track;
use super::{bite, history, pace};
use crate::error::Error;
use crate::study::Study;
use monazite_brief::Followed;
use monazite_io::ledger::{embedded, feeds};
use monazite_track::ledger::{Ask, Part, ends_within, held};
use std::collections::BTreeSet;

/// Days in the twelve months that the brief looks ahead.
const YEAR: u32 = 365;
/// The cap that the brief asks the pace of, in percent, and its year: that of the European Union.
const CAP: (u32, u32) = (65, 2030);
/// How many lines of each list the page shows.
const LINES: usize = 8;

/// The chapter's contents for a coalition and a supplier.
pub(crate) fn followed(study: &Study, for_: &str, from: &str) -> Result<Followed, Error> {
    let ledger = embedded()?;
    let on = ledger.as_of().unwrap_or_default();
    let rows = held(&ledger, Ask { on, known: on, reading: None });
    let sellers = super::parties::codes(study, from)?;
    let own: Vec<_> = rows.iter().filter(|(c, _)| c.issuer == from || sellers.contains(&c.issuer)).collect();
    let count = |part: Part| own.iter().filter(|(_, standing)| Part::of(standing) == part).count();
    let feeds = feeds();
    let open =
        own.iter().filter(|(_, standing)| Part::of(standing) == Part::Open).map(|(clause, standing)| {
            let until = standing.until.map(|until| format!(" until {until}")).unwrap_or_default();
            let readings: Vec<String> = standing
                .verdict
                .readings
                .iter()
                .map(|r| format!("{}: {}", r.name.replace('-', " "), r.status.said()))
                .collect();
            let fed: BTreeSet<&str> = feeds
                .iter()
                .filter(|feed| feed.clauses.contains(&clause.key))
                .map(|feed| feed.scenario)
                .collect();
            [
                clause.title.clone(),
                format!("{}{until}", standing.status.said()),
                readings.join("; "),
                fed.into_iter().collect::<Vec<_>>().join(", "),
            ]
        });
    let open: Vec<[String; 4]> = open.collect();
    let members = super::parties::codes(study, for_)?;
    let about = |issuer: &str| {
        issuer == from
            || issuer == for_
            || sellers.iter().chain(&members).any(|m| m == issuer)
            || issuer == "g7"
            || issuer == "eu27"
    };
    let mut ends: Vec<[String; 4]> = rows
        .iter()
        .filter(|(clause, standing)| about(&clause.issuer) && ends_within(standing, on, YEAR))
        .filter(|(_, standing)| Part::of(standing) != Part::Over)
        .flat_map(|(clause, standing)| {
            let own = standing
                .until
                .filter(|_| standing.verdict.readings.is_empty())
                .map(|until| (until, String::new()));
            let rival = standing
                .verdict
                .readings
                .iter()
                .filter_map(|r| Some((r.until?, format!(" by the reading {}", r.name))));
            own.into_iter()
                .chain(rival)
                .filter(|(until, _)| until.first() > on)
                .map(|(until, by)| {
                    [
                        until.to_string(),
                        clause.issuer.clone(),
                        format!("{}: {}", clause.title, standing.status.said()),
                        format!("{}{by}", standing.verdict.kind.said()),
                    ]
                })
                .collect::<Vec<_>>()
        })
        .collect();
    ends.sort();
    let asked = Track {
        for_: for_.to_owned(),
        from: from.to_owned(),
        at_most: Some(CAP.0),
        by: Some(CAP.1),
        ..Track::default()
    };
    Ok(Followed {
        on: on.to_string(),
        in_force: count(Part::InForce),
        suspended: count(Part::Suspended),
        open,
        ends,
        cap: format!("{} %", CAP.0),
        by: CAP.1,
        pace: first(pace::verdicts(study, &asked)?),
        league: first(history::reduced(study, &asked)?),
        bite: if sellers.iter().any(|s| s == "CHN") { first(bite::findings(&asked)?) } else { Vec::new() },
    })
}

/// As many lines as a list shows.
fn first(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().take(LINES).collect()
}
