//! Whether targets are met at the pace of today.

use super::ledger::Shown;
use super::parties::{codes, history, parties, texts};
use super::request::Track;
use crate::error::Error;
use crate::study::Study;
use monazite_io::history::targets;
use monazite_io::results::{Header, Kind, Sheet};
use monazite_track::history::{Basis, Line, Point, REST, Title, Trade, import_share};
use monazite_track::pace::{CRITICAL, HELD, Target, Verdict, calibrate, course};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const COLUMNS: &[Header] = &[
    ("target", Kind::Text),
    ("for", Kind::Text),
    ("from", Kind::Text),
    ("series", Kind::Text),
    ("mineral", Kind::Text),
    ("stage", Kind::Text),
    ("at_most", Kind::Number),
    ("by", Kind::Integer),
    ("last_year", Kind::Integer),
    ("last", Kind::Number),
    ("slope", Kind::Number),
    ("required", Kind::Number),
    ("then", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("met", Kind::Text),
    ("met_earliest", Kind::Text),
    ("met_latest", Kind::Text),
    ("verdict", Kind::Text),
    ("trend_since", Kind::Integer),
    ("coverage", Kind::Number),
    ("scored", Kind::Integer),
    ("break_year", Kind::Text),
    ("break_wald", Kind::Number),
    ("justified", Kind::Text),
    ("source", Kind::Text),
];

/// One target asked of one series.
struct Asked {
    target: Target,
    text: String,
    for_: String,
    buyers: Vec<String>,
    /// The seller; the largest of each series if `None`.
    sellers: Option<(String, Vec<String>)>,
    source: String,
}

/// Sheet `pace`, and the page.
pub(super) fn answer(study: &Study, request: &Track) -> Result<Shown, Error> {
    let history = history(request)?;
    let mut sheet = Sheet::new(COLUMNS);
    let mut text = String::new();
    for asked in asked(study, request)? {
        let (head, lines) = one(&history.trade, &asked, &mut sheet);
        text.push_str(&head);
        for line in lines {
            let Said { series, seller, verdict, broken, .. } = line;
            let _ = writeln!(text, "  {} from {seller}: {verdict}{broken}", series.key);
        }
    }
    let _ = writeln!(
        text,
        "\nRanges hold {:.0} in a hundred past values of other minerals one to five years ahead; a share is of imports by mass, not of use\n\
         Of 10 % extracted, 40 % processed and 25 % recycled in the European Union: cannot tell, no series of its use by year is embedded\n\
         Announced capacity is not counted here: `monazite plan` weighs projects by their probability",
        100.0 * HELD
    );
    Ok((vec![("pace", sheet)], text))
}

/// The verdict on each series of trade, a line each, for the target of the flags: those that miss it first.
pub(super) fn verdicts(study: &Study, request: &Track) -> Result<Vec<String>, Error> {
    let history = history(request)?;
    let mut sheet = Sheet::new(COLUMNS);
    let asked = asked(study, request)?;
    let mut lines: Vec<Said<'_>> =
        asked.iter().flat_map(|asked| one(&history.trade, asked, &mut sheet).1).collect();
    const WORST_FIRST: [Verdict; 5] =
        [Verdict::TooSlow, Verdict::Open, Verdict::CannotTell, Verdict::OnCourse, Verdict::Met];
    lines.sort_by_key(|line| WORST_FIRST.iter().position(|of| *of == line.stands));
    Ok(lines.into_iter().map(|line| format!("{}: {}", line.series.title, line.verdict)).collect())
}

/// The target of the flags, or those of the table.
fn asked(study: &Study, request: &Track) -> Result<Vec<Asked>, Error> {
    let who = parties(study, request)?;
    match (request.at_most, request.by) {
        (Some(percent), Some(year)) => Ok(vec![Asked {
            target: Target {
                key: "own".to_owned(),
                share: f64::from(percent) / 100.0,
                year: i32::try_from(year).unwrap_or(i32::MAX),
                justified: "chosen with --at-most and --by".to_owned(),
            },
            text: format!("at most {percent} % from {} by {year}", who.from),
            for_: who.for_,
            buyers: who.buyers,
            sellers: Some((who.from, who.sellers)),
            source: String::new(),
        }]),
        (None, None) => targets()
            .into_iter()
            .map(|of| {
                Ok(Asked {
                    buyers: codes(study, &of.party)?,
                    for_: of.party,
                    text: of.text,
                    target: of.target,
                    sellers: None,
                    source: of.source,
                })
            })
            .collect(),
        _ => Err(Error::request("by", "--at-most PERCENT and --by YEAR come together")),
    }
}

/// What is said of a series.
struct Said<'a> {
    series: &'a Title,
    seller: String,
    stands: Verdict,
    verdict: String,
    /// Where its course breaks; empty where it does not.
    broken: String,
}

/// What is said first, and what of each series.
fn one<'a>(trade: &'a [Trade], asked: &Asked, sheet: &mut Sheet) -> (String, Vec<Said<'a>>) {
    let buyers = texts(&asked.buyers);
    let mut lines: Vec<(&Title, String, Line)> = Vec::new();
    for series in trade {
        let Some((seller, codes)) = asked.sellers.clone().or_else(|| largest(series, &buyers)) else {
            continue;
        };
        let line = import_share(series, &buyers, &texts(&codes), Basis::Mass);
        if line.iter().any(|point| point.value > 0.0) {
            lines.push((&series.title, seller, line));
        }
    }
    let view: Vec<(&str, &str, &[Point])> = lines
        .iter()
        .map(|(title, _, line)| (title.key.as_str(), title.mineral.as_str(), line.as_slice()))
        .collect();
    let titles: BTreeMap<&str, &Title> =
        lines.iter().map(|(title, _, _)| (title.key.as_str(), *title)).collect();
    let first = |key: &str, end: i32| {
        titles[key].breaks.iter().map(|b| b.year).filter(|year| *year <= end).max().unwrap_or(i32::MIN)
    };
    let calibration = calibrate(&view, first);
    let mut said = Vec::new();
    let head = format!(
        "{}: {}\n  {}; intervals held {:.0} % of {} past values\n",
        asked.for_,
        asked.text,
        if asked.target.justified.is_empty() {
            "nobody has published why this number".to_owned()
        } else {
            asked.target.justified.clone()
        },
        100.0 * calibration.coverage,
        calibration.scored
    );
    for (title, seller, line) in &lines {
        let tested = calibration.by_series.get(&title.key);
        let last = line.last().map_or(0, |point| point.year);
        let found = course(line, first(&title.key, last), tested, &asked.target);
        let broken = found.rupture.filter(monazite_track::pace::Rupture::is_one);
        let year = |year: Option<i32>| year.map_or_else(|| "never".to_owned(), |year| year.to_string());
        let (low, then, high) = found.then.unwrap_or((f64::NAN, f64::NAN, f64::NAN));
        let trend = found.trend;
        sheet.push(vec![
            asked.target.key.as_str().into(),
            asked.for_.as_str().into(),
            seller.as_str().into(),
            title.key.as_str().into(),
            title.mineral.as_str().into(),
            title.stage.as_str().into(),
            asked.target.share.into(),
            i64::from(asked.target.year).into(),
            i64::from(last).into(),
            line.last().map_or(f64::NAN, |point| point.value).into(),
            trend.map_or(f64::NAN, |t| t.slope).into(),
            found.required.unwrap_or(f64::NAN).into(),
            then.into(),
            low.into(),
            high.into(),
            if found.then.is_some() { year(found.met) } else { String::new() }.into(),
            if found.then.is_some() { year(found.met_range.0) } else { String::new() }.into(),
            if found.then.is_some() { year(found.met_range.1) } else { String::new() }.into(),
            found.verdict.said().into(),
            i64::from(trend.map_or(last, |t| t.since)).into(),
            tested.map_or(f64::NAN, |t| t.coverage).into(),
            i64::try_from(tested.map_or(0, |t| t.scored)).unwrap_or(0).into(),
            broken.map_or_else(String::new, |b| b.year.to_string()).into(),
            found.rupture.map_or(f64::NAN, |b| b.wald).into(),
            asked.target.justified.as_str().into(),
            if asked.source.is_empty() { title.source.as_str() } else { asked.source.as_str() }.into(),
        ]);
        let broken = broken.map_or_else(String::new, |b| {
            format!("; it breaks in {} (sup-Wald {:.0}, {CRITICAL} at 5 %)", b.year, b.wald)
        });
        let verdict = found.line(&asked.target);
        said.push(Said { series: title, seller: seller.clone(), stands: found.verdict, verdict, broken });
    }
    (head, said)
}

/// The largest seller of a series from outside, in the last year.
fn largest(series: &Trade, buyers: &[&str]) -> Option<(String, Vec<String>)> {
    let sellers: BTreeSet<&str> = buyers
        .iter()
        .filter_map(|buyer| series.flows.get(*buyer))
        .flat_map(|by| by.keys().map(String::as_str))
        .filter(|seller| *seller != REST && !buyers.contains(seller))
        .collect();
    let last = sellers
        .iter()
        .filter_map(|seller| import_share(series, buyers, &[seller], Basis::Mass).last().map(|p| p.year))
        .max()?;
    let share = |seller: &str| {
        import_share(series, buyers, &[seller], Basis::Mass)
            .iter()
            .find(|p| p.year == last)
            .map_or(0.0, |p| p.value)
    };
    let best = sellers.into_iter().max_by(|a, b| share(a).total_cmp(&share(b)).then_with(|| b.cmp(a)))?;
    Some((best.to_owned(), vec![best.to_owned()]))
}
