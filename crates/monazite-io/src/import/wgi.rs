//! Worldwide Governance Indicators: estimates by country and year, about -2.5 (weak) to 2.5 (strong).
//!
//! Four layouts: the data set of the World Bank as CSV (`code,countryname,year,indicator,estimate,...`),
//! a table with one column a year, whose indicator only its file name tells, those of DataBank
//! (the layouts of the DataBank), and a JSON object `{"wgi": {"AF": -1.845, ...}}` with the mean of the six indicators
//! of the latest year.
//! Percentile ranks, standard errors and numbers of sources are no estimates and are left out.
//! Source: World Bank, CC BY 4.0.

use super::cell::{Token, tidy};
use super::databank::{self, Figure};
use super::place::Place;
use super::report::{Imported, Report};
use super::resolver::Resolver;
use super::sheet::{Sheet, opened};
use super::tidy::{PLACE, Tidy, VALUE, integer, place, text, value};
use crate::results::{Cell, Header};
use crate::sniff::{Kind, kind};
use std::collections::BTreeMap;

const FORMAT: &str = "wgi";

/// Keys of the six indicators, as the World Bank abbreviates them and as file names spell them.
const INDICATORS: [(&str, &str); 6] = [
    ("va", "voice_and_accountability"),
    ("pv", "political_stability"),
    ("ge", "government_effectiveness"),
    ("rq", "regulatory_quality"),
    ("rl", "rule_of_law"),
    ("cc", "control_of_corruption"),
];

/// One estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// `political_stability`, ..., `mean_of_six`; blank if neither the file nor its name tells.
    pub indicator: String,
    /// The country.
    pub place: Place,
    /// Year; `None` for the latest of each country.
    pub year: Option<i32>,
    /// The estimate.
    pub estimate: Token,
    /// Line in the file; 0 in JSON.
    pub line: u32,
}

/// Beyond this no estimate lies.
const FARTHEST: f64 = 5.0;

/// Reads any of the four layouts; a missing estimate is no row.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    let mut report = Report::new(file);
    let rows = table(bytes, file, &mut report).map(|rows| estimates(rows, file, &mut report));
    report.imported(rows.unwrap_or_default())
}

fn table(bytes: &[u8], file: &str, report: &mut Report) -> Option<Vec<Row>> {
    let bytes = opened(bytes, true, report)?;
    if kind(&bytes) == Kind::Json {
        return means(&bytes, report);
    }
    let sheet = Sheet::below(&bytes, None, databank::HEADER, report)?;
    if sheet.optional(databank::HEADER).is_some() {
        return of_databank(&sheet, report);
    }
    if sheet.optional("indicator").is_some() { long(&sheet, report) } else { wide(&sheet, file, report) }
}

/// The indicator of a published key: `pv`, `PV.EST`, `GOV_WGI_PV.EST`, or its name; `None` if it is no estimate.
fn indicator(key: &str) -> Option<&'static str> {
    let lower = tidy(key).to_lowercase();
    let code = lower.strip_prefix("gov_wgi_").unwrap_or(&lower);
    let code = code.strip_suffix(".est").unwrap_or(code);
    let named = |name: &str| {
        let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let (seen, name) = (bare(&lower), bare(name));
        let rest = seen.strip_prefix(&name).map(|rest| rest.strip_suffix("estimate").unwrap_or(rest));
        matches!(rest, Some("" | "noviolence" | "andabsenceofviolence" | "andabsenceofviolenceterrorism"))
    };
    INDICATORS.iter().find(|(short, name)| code == *short || named(name)).map(|(_, name)| *name)
}

/// What an indicator is, or why its figure is left out.
fn known(key: &str, line: u32, report: &mut Report) -> Option<&'static str> {
    let found = indicator(key);
    if found.is_none() {
        let lower = key.to_lowercase();
        let other = ["rnk", "rank", "std", "error", "src", "source", "no.", "upper", "lower"];
        if other.into_iter().any(|part| lower.contains(part)) {
            report.skip("a rank, an error or a number of sources, not an estimate");
        } else {
            let problem = report.error("unknown indicator").at(line).cell("indicator", key);
            let problem = problem.allowed(INDICATORS.map(|(key, _)| key).join(", "));
            report.reject(
                problem
                    .hint("the row is left out; other indicators are read by `monazite import world-bank`"),
            );
        }
    }
    found
}

fn of_databank(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    databank::figures(sheet, FORMAT, report, |figure, report| {
        let Figure { series, place, year, cell, line } = figure;
        if let Some(indicator) = known(series, line, report) {
            push(&mut rows, indicator, place, Some(year), cell, line, report);
        }
    })?;
    Some(rows)
}

/// One row a country, indicator and year.
fn long(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [code, name, when, key, estimate] =
        sheet.columns(["code", "countryname", "year", "indicator", "estimate"], report)?;
    let mut places = Resolver::new(FORMAT);
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let Some(year) = cells.year(when, "year", report) else { continue };
        let Some(indicator) = known(cells.cell(key), cells.line, report) else { continue };
        let place =
            places.place([("code", cells.cell(code))], ("countryname", cells.cell(name)), cells.line, report);
        push(&mut rows, indicator, &place, Some(year), cells.cell(estimate), cells.line, report);
    }
    Some(rows)
}

/// One row a country, one column a year.
fn wide(sheet: &Sheet, file: &str, report: &mut Report) -> Option<Vec<Row>> {
    let [name, code] = sheet.columns(["Country/Territory", "Code"], report)?;
    let years = sheet.years(report)?;
    let indicator = INDICATORS.iter().map(|(_, name)| *name).find(|name| file.contains(name)).unwrap_or("");
    if indicator.is_empty() {
        let hint = INDICATORS.map(|(_, name)| name).join(", ");
        let problem = report.warning("the file does not tell its indicator, nor does its name").at(1);
        report.tell(problem.hint(format!("name the file after one of {hint}")));
    }
    let mut places = Resolver::new(FORMAT);
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let (code, name) = (("Code", cells.cell(code)), ("Country/Territory", cells.cell(name)));
        let place = places.place([code], name, cells.line, report);
        for &(column, year) in &years {
            push(&mut rows, indicator, &place, Some(year), cells.cell(column), cells.line, report);
        }
    }
    Some(rows)
}

/// The mean of the six indicators by alpha-2 code.
fn means(bytes: &[u8], report: &mut Report) -> Option<Vec<Row>> {
    let data: serde_json::Value = match serde_json::from_slice(bytes) {
        Ok(data) => data,
        Err(error) => {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
            report.tell(report.error(format!("not JSON: {error}")).at(line));
            return None;
        }
    };
    let Some(values) = data.get("wgi").and_then(serde_json::Value::as_object) else {
        report.tell(report.error("no object `wgi`").hint("{\"wgi\": {\"AF\": -1.845, ...}}"));
        return None;
    };
    let mut places = Resolver::new(FORMAT);
    let mut rows = Vec::new();
    for (code, estimate) in values {
        let place = places.place([("wgi", code)], ("", ""), 0, report);
        push(&mut rows, "mean_of_six", &place, None, &estimate.to_string(), 0, report);
    }
    Some(rows)
}

fn push(
    rows: &mut Vec<Row>,
    indicator: &str,
    place: &Place,
    year: Option<i32>,
    cell: &str,
    line: u32,
    report: &mut Report,
) {
    let estimate = Token::parse(cell);
    match estimate {
        Token::Blank | Token::NotAvailable => report.skip("no estimate"),
        Token::Number(_) => {
            rows.push(Row { indicator: indicator.to_owned(), place: place.clone(), year, estimate, line });
        }
        _ => {
            let problem = report.error("not an estimate").at(line).cell(indicator, &tidy(cell));
            report.reject(
                problem
                    .allowed("a number from about -2.5 to 2.5")
                    .hint("it is left out; ranks and scores are no estimates"),
            );
        }
    }
}

/// Leaves out what lies too far off for an estimate; all of an indicator if it shows ranks from 0 to 100.
fn estimates(rows: Vec<Row>, file: &str, report: &mut Report) -> Vec<Row> {
    let number = |row: &Row| row.estimate.number().unwrap_or(0.0);
    // By indicator: figures, those beyond an estimate, those below zero.
    let mut counts: BTreeMap<String, [u64; 3]> = BTreeMap::new();
    for row in &rows {
        let [all, far, negative] = counts.entry(row.indicator.clone()).or_default();
        *all += 1;
        *far += u64::from(number(row).abs() > FARTHEST);
        *negative += u64::from(number(row) < 0.0);
    }
    let by_name = ["rank", "pctile", "percentile"].into_iter().any(|word| file.to_lowercase().contains(word));
    let ranks = |indicator: &str| {
        let [all, far, negative] = counts.get(indicator).copied().unwrap_or_default();
        by_name || (far > 0 && negative == 0) || 2 * far > all
    };
    for (indicator, [all, ..]) in counts.iter().filter(|(indicator, _)| ranks(indicator)) {
        let problem = report.error("percentile ranks or scores, not estimates; none is read");
        let problem = problem.cell(indicator, &format!("{all} figures")).allowed("estimates, -2.5 to 2.5");
        report.tell(problem.hint("take the file of estimates (`estimate`, `PV.EST`)"));
        report.skip_many("not an estimate", *all);
    }
    rows.into_iter()
        .filter(|row| !ranks(&row.indicator))
        .filter(|row| {
            let near = number(row).abs() <= FARTHEST;
            if !near {
                let problem = report.error("not an estimate").at(row.line);
                let problem = problem.cell(&row.indicator, &number(row).to_string());
                report.reject(
                    problem
                        .allowed("a number from about -2.5 to 2.5")
                        .hint("it is left out; ranks and scores are no estimates"),
                );
            }
            near
        })
        .collect()
}

impl Tidy for Row {
    const COLUMNS: &'static [Header] = &[
        text("indicator"),
        PLACE[0],
        PLACE[1],
        PLACE[2],
        integer("year"),
        VALUE[0],
        VALUE[1],
        VALUE[2],
        VALUE[3],
    ];

    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![self.indicator.as_str().into()];
        cells.extend(place(&self.place));
        cells.push(self.year.map_or_else(|| Cell::from(""), |year| i64::from(year).into()));
        cells.extend(value(&self.estimate));
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_layouts() {
        let wide = read(
            b"Country/Territory,Code,2021,2022\nAruba,ABW,nan,1.5\nChad,TCD,x,-1\n",
            "political_stability.csv",
        );
        assert_eq!(wide.rows.len(), 2);
        assert_eq!((wide.rows[0].indicator.as_str(), wide.rows[0].year), ("political_stability", Some(2022)));
        assert_eq!((wide.skipped["no estimate"], wide.skipped["not an estimate"]), (1, 1));
        let long = read(b"code,countryname,year,indicator,estimate\nNAM,Namibia,2023,rl,0.3\n", "wgi.csv");
        assert_eq!(long.rows[0].indicator, "rule_of_law");
        let mean = read(br#"{"wgi": {"NA": 0.4, "ZZ": 1}}"#, "wgi.json");
        assert_eq!((mean.rows[0].place.iso3(), mean.diagnostics.warnings()), ("NAM", 1));
        assert_eq!(mean.rows[0].cells().len(), Row::COLUMNS.len());
        assert_eq!(read(b"{", "wgi.json").diagnostics.errors(), 1);
    }

    #[test]
    fn ranks_are_no_estimates() {
        let ranks =
            "Country/Territory,Code,2021,2022\nYemen,YEM,0.5,0.9\nSomalia,SOM,2.1,3.3\nChile,CHL,55,56\n";
        let read = |text: &str, file: &str| super::read(text.as_bytes(), file);
        for (text, file) in [
            (ranks, "political_stability.csv"),
            (&*ranks.replace("Chile,CHL,55,56\n", ""), "political_stability_rank.csv"),
        ] {
            let read = read(text, file);
            assert!(read.rows.is_empty() && read.diagnostics.errors() == 1, "{}", read.diagnostics);
        }
        let one =
            ranks.replace("0.5,0.9", "-2.5,-2.6").replace("55,56", "0.5,56").replace("2.1,3.3", "-2,-2");
        let read = read(&one, "political_stability.csv");
        assert_eq!((read.rows.len(), read.skipped["not an estimate"]), (5, 1));
    }

    #[test]
    fn every_key_of_an_indicator() {
        for (key, wanted) in [
            ("pv", "political_stability"),
            ("PV", "political_stability"),
            ("PV.EST", "political_stability"),
            ("GOV_WGI_PV.EST", "political_stability"),
            ("Political Stability and Absence of Violence/Terrorism: Estimate", "political_stability"),
            ("Political Stability No Violence", "political_stability"),
            ("GE.EST", "government_effectiveness"),
            ("Rule of Law", "rule_of_law"),
            ("Control of Corruption: Estimate", "control_of_corruption"),
        ] {
            assert_eq!(indicator(key), Some(wanted), "{key}");
        }
        for other in ["PV.PER.RNK", "PV.STD.ERR", "Rule of Law: Percentile Rank", "weather", ""] {
            assert_eq!(indicator(other), None, "{other}");
        }
        let text = "code,countryname,year,indicator,estimate\nCHL,Chile,2022,PV.EST,0.1\n\
            CHL,Chile,2022,PV.PER.RNK,55\nCHL,Chile,2022,weather,1\nCHL,Chile,2022.0,ge,..\n";
        let read = read(text.as_bytes(), "wgi.csv");
        assert_eq!((read.rows.len(), read.skipped_total(), read.diagnostics.errors()), (1, 3, 1));
    }

    #[test]
    fn databank() {
        let text = "Country Name,Country Code,Series Name,Series Code,2022 [YR2022],2023 [YR2023]\n\
            China,CHN,Political Stability: Estimate,PV.EST,-0.44,-0.51\nChile,CHL,Rank,PV.PER.RNK,55,56\n,,,,,\n\
            Data from database: Worldwide Governance Indicators,,,,,\n";
        let read = read(text.as_bytes(), "databank.csv");
        let seen: Vec<_> = read.rows.iter().map(|r| (r.indicator.as_str(), r.place.iso3(), r.year)).collect();
        assert_eq!(
            seen,
            [("political_stability", "CHN", Some(2022)), ("political_stability", "CHN", Some(2023))]
        );
        assert_eq!((read.skipped_total(), read.diagnostics.errors()), (4, 0));
    }
}
