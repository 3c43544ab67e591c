//! Worldwide Governance Indicators: estimates by country and year, about -2.5 (weak) to 2.5 (strong).
//!
//! Three layouts: the data set of the World Bank as CSV (`code,countryname,year,indicator,estimate,...`),
//! a table with one column a year, whose indicator only its file name tells, and a JSON object
//! `{"wgi": {"AF": -1.845, ...}}` with the mean of the six indicators of the latest year.
//! Source: World Bank, CC BY 4.0.

use super::cell::{Token, tidy};
use super::place::{Place, coded};
use super::report::{Imported, Report};
use super::sheet::Sheet;
use super::tidy::{PLACE, Tidy, VALUE, integer, place, text, value};
use super::wmd::years;
use crate::results::{Cell, Header};

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

/// Reads any of the three layouts; a missing estimate is no row.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    let mut report = Report::new(file);
    let rows = if bytes.trim_ascii_start().starts_with(b"{") {
        means(bytes, &mut report)
    } else {
        Sheet::read(bytes, None, &mut report).and_then(|sheet| {
            if sheet.optional("indicator").is_some() {
                long(&sheet, &mut report)
            } else {
                wide(&sheet, file, &mut report)
            }
        })
    };
    report.imported(rows.unwrap_or_default())
}

/// One row a country, indicator and year.
fn long(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [code, name, when, indicator, estimate] =
        sheet.columns(["code", "countryname", "year", "indicator", "estimate"], report)?;
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let Some(year) = cells.year(when, "year", report) else { continue };
        let short = cells.cell(indicator).trim();
        let known = INDICATORS.iter().find(|(key, _)| *key == short).map(|(_, name)| *name);
        let place = coded(cells.cell(code), cells.cell(name), cells.line, "code", report);
        push(&mut rows, known.unwrap_or(short), &place, Some(year), cells.cell(estimate), cells.line, report);
    }
    Some(rows)
}

/// One row a country, one column a year.
fn wide(sheet: &Sheet, file: &str, report: &mut Report) -> Option<Vec<Row>> {
    let [name, code] = sheet.columns(["Country/Territory", "Code"], report)?;
    let years = years(sheet, report)?;
    let indicator = INDICATORS.iter().map(|(_, name)| *name).find(|name| file.contains(name)).unwrap_or("");
    if indicator.is_empty() {
        let hint = INDICATORS.map(|(_, name)| name).join(", ");
        let problem = report.warning("the file does not tell its indicator, nor does its name").at(1);
        report.tell(problem.hint(format!("name the file after one of {hint}")));
    }
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let place = coded(cells.cell(code), cells.cell(name), cells.line, "Code", report);
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
    let mut rows = Vec::new();
    for (code, estimate) in values {
        let place = coded(code, code, 0, "wgi", report);
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
    if matches!(estimate, Token::Blank | Token::NotAvailable) {
        report.skip("no estimate");
        return;
    }
    if estimate.number().is_none_or(|value| value.abs() > 5.0) {
        let problem = report.error("not an estimate").at(line).cell(indicator, &tidy(cell));
        report.reject(problem.allowed("a number from about -2.5 to 2.5"));
        return;
    }
    rows.push(Row { indicator: indicator.to_owned(), place: place.clone(), year, estimate, line });
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
}
