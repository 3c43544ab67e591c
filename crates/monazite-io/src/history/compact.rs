//! The compact tables: one line an importer and exporter, or a country; years apart by `;`, numbers of three digits.
//!
//! `trade.csv.gz`: series, importer, exporter, `year tonnes kusd;...`; a blank mass is one that is not known.
//! `production.csv.gz`: series, country, `year tonnes;...`.

use super::titles;
use crate::diagnostic::{Diagnostic, Diagnostics};
use flate2::read::GzDecoder;
use monazite_data::HISTORY;
use monazite_track::history::{Flow, History, Production, Trade};
use std::collections::BTreeMap;
use std::io::Read as _;

/// The history that is embedded in the build.
///
/// # Errors
/// What is wrong with its tables; nothing in a released build.
pub fn embedded() -> Result<History, Diagnostics> {
    let file = |name: &str| HISTORY.iter().find(|(key, _)| *key == name).map_or(&[][..], |(_, bytes)| bytes);
    parse(file("production.csv.gz"), file("trade.csv.gz"))
}

/// A history from its two compact tables.
///
/// # Errors
/// Every line that is not one of its table.
pub fn parse(production: &[u8], trade: &[u8]) -> Result<History, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut made: BTreeMap<String, Production> = titles::production()
        .into_iter()
        .map(|(key, title)| (key, Production { title, ..Production::default() }))
        .collect();
    let mut traded: BTreeMap<String, Trade> = titles::trade_by_key()
        .into_iter()
        .map(|(key, title)| (key, Trade { title, ..Trade::default() }))
        .collect();
    lines("production.csv.gz", production, &mut problems, |line| {
        let mut cells = line.splitn(3, ',');
        let (key, country, years) = (cells.next()?, cells.next()?, cells.next()?);
        let series = made.get_mut(key)?;
        let mut by_year = BTreeMap::new();
        for year in years.split(';') {
            let (year, tonnes) = year.split_once(' ')?;
            by_year.insert(year.parse().ok()?, tonnes.parse().ok()?);
        }
        series.makers.insert(country.to_owned(), by_year);
        Some(())
    });
    lines("trade.csv.gz", trade, &mut problems, |line| {
        let mut cells = line.splitn(4, ',');
        let (key, importer, exporter, years) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let series = traded.get_mut(key)?;
        let mut by_year = BTreeMap::new();
        for year in years.split(';') {
            let mut numbers = year.split(' ');
            let (year, tonnes, kusd) = (numbers.next()?, numbers.next()?, numbers.next()?);
            let tonnes = if tonnes.is_empty() { None } else { Some(tonnes.parse().ok()?) };
            by_year.insert(year.parse().ok()?, Flow { tonnes, kusd: kusd.parse().ok()? });
        }
        series.flows.entry(importer.to_owned()).or_default().insert(exporter.to_owned(), by_year);
        Some(())
    });
    if problems.errors() > 0 {
        return Err(problems);
    }
    let production = made.into_values().filter(|series| !series.makers.is_empty()).collect();
    let trade = traded.into_values().filter(|series| !series.flows.is_empty()).collect();
    Ok(History { production, trade })
}

/// The largest unpacked table that is read: four times what is embedded.
const LARGEST: u64 = 32 << 20;

fn lines(file: &str, packed: &[u8], problems: &mut Diagnostics, mut each: impl FnMut(&str) -> Option<()>) {
    if packed.is_empty() {
        return;
    }
    let mut text = String::new();
    if let Err(error) = GzDecoder::new(packed).take(LARGEST).read_to_string(&mut text) {
        problems.push(Diagnostic::error(file, format!("the table cannot be unpacked: {error}")));
        return;
    }
    for (number, line) in text.lines().enumerate().skip(1) {
        if each(line).is_none() {
            let at = u32::try_from(number + 1).unwrap_or(u32::MAX);
            let hint = "build it again: monazite import history RAW --out DIR";
            problems.push(
                Diagnostic::error(file, "the line is none of this table").at(at).cell("", line).hint(hint),
            );
        }
    }
}
