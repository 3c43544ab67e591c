//! Dependence by year, and who reduced it.

use super::ledger::Shown;
use super::parties::{Parties, codes, history, parties, texts};
use super::request::Track;
use crate::error::Error;
use crate::study::Study;
use monazite_io::results::{Cell, Header, Kind, Sheet};
use monazite_track::history::{
    Basis, Line, Point, Title, hhi_of_makers, hhi_of_origins, import_share, production_share,
};
use std::fmt::Write as _;

const COLUMNS: &[Header] = &[
    ("for", Kind::Text),
    ("from", Kind::Text),
    ("series", Kind::Text),
    ("mineral", Kind::Text),
    ("stage", Kind::Text),
    ("metric", Kind::Text),
    ("basis", Kind::Text),
    ("year", Kind::Integer),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("whole", Kind::Number),
    ("break", Kind::Text),
    ("quality", Kind::Text),
    ("source", Kind::Text),
    ("note", Kind::Text),
];

/// Numbers are kept to three digits, so that no share is known better than this.
const ROUNDED: f64 = 0.005;

/// Years that the page shows.
const SHOWN: [i32; 12] = [1975, 1985, 1995, 2000, 2005, 2008, 2010, 2012, 2015, 2018, 2020, 2024];

/// Sheets `history` and `league`, and the page.
pub(super) fn answer(study: &Study, request: &Track) -> Result<Shown, Error> {
    let who = parties(study, request)?;
    let history = history(request)?;
    let (buyers, sellers) = (texts(&who.buyers), texts(&who.sellers));
    let mut sheet = Sheet::new(COLUMNS);
    let mut text = format!(
        "Dependence of {} on {} by year, %; a bar marks a break of method, and nothing is joined across it\n",
        who.for_, who.from
    );
    for series in &history.production {
        let share = production_share(series, &sellers);
        if share.iter().all(|point| point.value == 0.0) {
            continue;
        }
        let keys = ["", &who.from];
        rows(&mut sheet, keys, &series.title, ["production_share", "mass", "share"], &share);
        rows(&mut sheet, keys, &series.title, ["hhi_of_makers", "mass", "index"], &hhi_of_makers(series));
        shown(&mut text, &series.title, "output", &share);
    }
    for series in &history.trade {
        let keys = [who.for_.as_str(), who.from.as_str()];
        for basis in [Basis::Mass, Basis::Value] {
            let share = import_share(series, &buyers, &sellers, basis);
            if share.iter().all(|point| point.value == 0.0) {
                continue;
            }
            rows(&mut sheet, keys, &series.title, ["import_share", basis.word(), "share"], &share);
            let hhi = hhi_of_origins(series, &buyers, basis);
            rows(&mut sheet, [keys[0], ""], &series.title, ["hhi_of_origins", basis.word(), "index"], &hhi);
            shown(&mut text, &series.title, &format!("imports, {}", basis.word()), &share);
        }
    }
    let found = league(study, &history.trade, &who)?;
    if !found.is_empty() {
        let _ = writeln!(
            text,
            "\nWho reduced its share of {} by mass, means of 2008 to 2010 and of 2022 to 2024, among those above {:.0} % then:",
            who.from,
            100.0 * DEPENDED
        );
    }
    let mut league = Sheet::new(LEAGUE);
    let n = found.len();
    for (i, (row, said, _)) in found.into_iter().enumerate() {
        league.push(row);
        if i < 12 || i + 4 >= n {
            let _ = writeln!(text, "  {said}");
        } else if i == 12 {
            let _ = writeln!(text, "  ... {} more in league.csv (--out DIR)", n.saturating_sub(16));
        }
    }
    Ok((vec![("history", sheet), ("league", league)], text))
}

/// Who reduced its share of the supplier of a request, a line each, the largest reduction first.
pub(super) fn reduced(study: &Study, request: &Track) -> Result<Vec<String>, Error> {
    let who = parties(study, request)?;
    let found = league(study, &history(request)?.trade, &who)?;
    Ok(found.into_iter().map(|(_, _, named)| named).collect())
}

fn rows(sheet: &mut Sheet, keys: [&str; 2], title: &Title, metric: [&str; 3], line: &Line) {
    let mut last = i32::MIN;
    for point in line {
        let breaks: Vec<&str> = match last {
            i32::MIN => Vec::new(),
            last => title.breaks_in(last, point.year).map(|b| b.what.as_str()).collect(),
        };
        last = point.year;
        let low = point.low.min(point.value * (1.0 - ROUNDED));
        let high = point.high.max((point.value * (1.0 + ROUNDED)).min(1.0));
        sheet.push(vec![
            keys[0].into(),
            keys[1].into(),
            title.key.as_str().into(),
            title.mineral.as_str().into(),
            title.stage.as_str().into(),
            metric[0].into(),
            metric[1].into(),
            i64::from(point.year).into(),
            point.value.into(),
            low.into(),
            high.into(),
            metric[2].into(),
            point.whole.into(),
            breaks.join("; ").into(),
            "observed".into(),
            title.source.as_str().into(),
            title.note.as_str().into(),
        ]);
    }
}

fn shown(text: &mut String, title: &Title, what: &str, line: &[Point]) {
    let mut last = None;
    let mut cells = String::new();
    let latest = line.last().map(|point| point.year);
    for point in line.iter().filter(|p| SHOWN.contains(&p.year) || Some(p.year) == latest) {
        if last.is_some_and(|last| title.breaks_in(last, point.year).next().is_some()) {
            cells.push_str(" |");
        }
        last = Some(point.year);
        let _ = write!(cells, " {}:{:.0}", point.year, 100.0 * point.value);
    }
    let _ = writeln!(text, "  {} ({}, {what}; {})\n   {cells}", title.title, title.stage, title.source);
    if !title.note.is_empty() {
        let _ = writeln!(text, "    {}", title.note);
    }
}

const LEAGUE: &[Header] = &[
    ("country", Kind::Text),
    ("from", Kind::Text),
    ("series", Kind::Text),
    ("mineral", Kind::Text),
    ("stage", Kind::Text),
    ("basis", Kind::Text),
    ("share_2008_2010", Kind::Number),
    ("low_2008_2010", Kind::Number),
    ("high_2008_2010", Kind::Number),
    ("share_2022_2024", Kind::Number),
    ("low_2022_2024", Kind::Number),
    ("high_2022_2024", Kind::Number),
    ("change", Kind::Number),
    ("peak_year", Kind::Integer),
    ("lowest_year", Kind::Integer),
    ("lowest", Kind::Number),
    ("quality", Kind::Text),
    ("source", Kind::Text),
];

/// Below this share of the first years a country did not depend on the supplier.
const DEPENDED: f64 = 0.3;

/// Who reduced dependence on a supplier, by how much, since when: means of three years, by mass. A row, the same in keys, and
/// the same in names.
fn league(
    study: &Study,
    trade: &[monazite_track::history::Trade],
    who: &Parties,
) -> Result<Vec<(Vec<Cell>, String, String)>, Error> {
    let (system, sellers, from) = (study.system(), &texts(&who.sellers)[..], who.from.as_str());
    // Beside those who ask the coalition of the baseline, which a dataset of one's own may not know.
    let mut countries = who.buyers.clone();
    if system.coalitions.iter().any(|coalition| coalition.key == "g7-plus") {
        countries.extend(codes(study, "g7-plus")?);
    }
    countries.extend(
        ["CHN", "TWN", "SGP"].map(str::to_owned).into_iter().filter(|c| system.countries.id(c).is_some()),
    );
    countries.sort();
    countries.dedup();
    let mut found: Vec<(f64, Vec<Cell>, String, String)> = Vec::new();
    for series in trade {
        for country in countries.iter().filter(|c| !sellers.contains(&c.as_str())) {
            let line = import_share(series, &[country], sellers, Basis::Mass);
            let mean = |first: i32, last: i32| {
                let within: Vec<f64> =
                    line.iter().filter(|p| p.year >= first && p.year <= last).map(|p| p.value).collect();
                (within.len() == 3).then(|| {
                    let low = within.iter().copied().fold(f64::INFINITY, f64::min);
                    let high = within.iter().copied().fold(0.0, f64::max);
                    (within.iter().sum::<f64>() / 3.0, low, high)
                })
            };
            let (Some(then), Some(now)) = (mean(2008, 2010), mean(2022, 2024)) else { continue };
            if then.0 < DEPENDED {
                continue;
            }
            let since_2008 = line.iter().filter(|p| p.year >= 2008);
            let Some(peak) =
                line.iter().filter(|p| p.year <= 2012).max_by(|a, b| a.value.total_cmp(&b.value))
            else {
                continue;
            };
            let Some(lowest) = since_2008.min_by(|a, b| a.value.total_cmp(&b.value)) else { continue };
            let change = now.0 - then.0;
            let title = &series.title;
            let said = |who: &str, what: &str| {
                format!(
                    "{who} {what}: {:.0} % to {:.0} % ({:+.0} points), lowest {:.0} % in {}",
                    100.0 * then.0,
                    100.0 * now.0,
                    100.0 * change,
                    100.0 * lowest.value,
                    lowest.year
                )
            };
            let name = system.countries.id(country).map_or("", |id| system.countries[id].name.as_str());
            let (said, named) = (said(country, &title.key), said(&format!("{name},"), &title.title));
            let row = vec![
                country.as_str().into(),
                from.into(),
                title.key.as_str().into(),
                title.mineral.as_str().into(),
                title.stage.as_str().into(),
                "mass".into(),
                then.0.into(),
                then.1.into(),
                then.2.into(),
                now.0.into(),
                now.1.into(),
                now.2.into(),
                change.into(),
                i64::from(peak.year).into(),
                i64::from(lowest.year).into(),
                lowest.value.into(),
                "observed".into(),
                title.source.as_str().into(),
            ];
            found.push((change, row, said, named));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.2.cmp(&b.2)));
    Ok(found.into_iter().map(|(_, row, said, named)| (row, said, named)).collect())
}
