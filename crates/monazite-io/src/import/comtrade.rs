//! UN Comtrade: reported trade by partner, the CSV of its programming interface or of the legacy web site.
//!
//! A file mixes totals with parts (by month, customs procedure, transport, second partner), revisions of the
//! classification, and the world with its countries; [`Row::total`] tells the rows that may be summed over partners
//! and codes: once a year, in one revision.
//! Rows may not be passed on in bulk: read your own copy.
//! Source: UN Comtrade.

use super::cell::{Token, without_fraction};
use super::place::{Area, Place};
use super::report::{Imported, Report};
use super::resolver::Resolver;
use super::sheet::{Column, Row as Cells, Sheet, imported};
use super::tidy::{Tidy, integer, number, text};
use crate::results::{Cell, Header};
use rustc_hash::FxHashMap;
use smol_str::{SmolStr, StrExt, format_smolstr};
use std::collections::BTreeSet;
use std::sync::Arc;

const FORMAT: &str = "comtrade";

/// One reported flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Year.
    pub year: i32,
    /// Month of the year, 1 to 12; `None` in a row about a whole year.
    pub month: Option<u8>,
    /// `A` annual, `M` monthly, as published.
    pub frequency: SmolStr,
    /// Who reports.
    pub reporter: Arc<Place>,
    /// `M` imports, `X` exports, `RX` re-exports, `RM` re-imports.
    pub flow: SmolStr,
    /// With whom; the world total included.
    pub partner: Arc<Place>,
    /// The classification of the code, as published: `H6`, `HS`, `S4`, ...
    pub classification: SmolStr,
    /// Code of goods, leading zeros kept.
    pub code: SmolStr,
    /// Whether the row is a total: of a year, over customs procedures, transport and second partners,
    /// in the revision that the reporter used, and the first of its kind.
    pub total: bool,
    /// Net weight in kilograms; `None` where not reported.
    pub net_weight: Option<f64>,
    /// Whether the weight is imputed by the publisher.
    pub weight_estimated: bool,
    /// Value in USD, as the reporter values this flow.
    pub value: f64,
    /// Line in the file.
    pub line: u32,
}

/// Reads a file; rows without year or value are left out.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    imported(bytes, None, file, rows)
}

/// Where the cells of a row stand.
struct Layout {
    year: Column,
    flow: Column,
    code: Column,
    value: Column,
    /// Names of columns as the file spells them, for messages.
    year_name: &'static str,
    value_name: &'static str,
    weight_name: &'static str,
    weight: Option<Column>,
    estimated: Option<Column>,
    flag: Option<Column>,
    month: Option<Column>,
    period: Option<Column>,
    frequency: Option<Column>,
    classification: Option<Column>,
    original: Option<Column>,
    reporter: Party,
    partner: Party,
    /// Second partner, customs procedure, transport, mode of supply: the column and its word for all.
    parts: [(Option<Column>, &'static [&'static str]); 4],
}

/// The columns of a reporter or a partner, with the name of the ISO code's column.
struct Party {
    code: Option<Column>,
    iso: Option<Column>,
    name: Option<Column>,
    columns: [&'static str; 3],
}

/// Spellings of the programming interface, of the legacy web site and of its programming interface.
mod spelled {
    pub(super) const YEAR: [&str; 3] = ["refYear", "Year", "yr"];
    pub(super) const FLOW: [&str; 6] =
        ["flowCode", "Trade Flow Code", "rgCode", "Trade Flow", "rgDesc", "flowDesc"];
    pub(super) const CODE: [&str; 2] = ["cmdCode", "Commodity Code"];
    pub(super) const VALUE: [&str; 3] = ["primaryValue", "Trade Value (US$)", "TradeValue"];
    pub(super) const WEIGHT: [&str; 3] = ["netWgt", "Netweight (kg)", "NetWeight"];
    pub(super) const CLASSIFICATION: [&str; 3] = ["classificationCode", "Classification", "pfCode"];
    pub(super) const REPORTER: [[&str; 3]; 3] = [
        ["reporterCode", "Reporter Code", "rtCode"],
        ["reporterISO", "Reporter ISO", "rt3ISO"],
        ["reporterDesc", "Reporter", "rtTitle"],
    ];
    pub(super) const PARTNER: [[&str; 3]; 3] = [
        ["partnerCode", "Partner Code", "ptCode"],
        ["partnerISO", "Partner ISO", "pt3ISO"],
        ["partnerDesc", "Partner", "ptTitle"],
    ];
    pub(super) const SECOND: [&str; 3] = ["partner2Code", "2nd Partner Code", "ptCode2"];
    pub(super) const CUSTOMS: [&str; 3] = ["customsCode", "Customs Proc. Code", "cstCode"];
    pub(super) const TRANSPORT: [&str; 3] = ["motCode", "Mode of Transport Code", "motCode"];
}

impl Layout {
    fn of(sheet: &Sheet, report: &mut Report) -> Option<Self> {
        let year = sheet.one_of(&spelled::YEAR, report);
        let flow = sheet.one_of(&spelled::FLOW, report);
        let code = sheet.one_of(&spelled::CODE, report);
        let value = sheet.one_of(&spelled::VALUE, report);
        let reporter = Party::of(sheet, &spelled::REPORTER, report);
        let partner = Party::of(sheet, &spelled::PARTNER, report);
        let weight = sheet.first(&spelled::WEIGHT);
        if weight.is_none() {
            let problem =
                report.warning("no column of net weight; weights are blank").at(1).cell("netWgt", "");
            report.tell(problem.hint("keep the column netWgt, in kilograms, under this name"));
        }
        let classification = sheet.first(&spelled::CLASSIFICATION).map(|(column, _)| column);
        let period = sheet.first(&["period", "Period"]).map(|(column, _)| column);
        let frequency = sheet.any_case("freqCode");
        if classification.is_none() {
            let problem =
                report.warning("no column of the classification: its revisions cannot be told apart");
            let problem = problem.at(1).cell(spelled::CLASSIFICATION[0], "");
            report.tell(
                problem
                    .hint("keep the column when the table is cut: one flow may stand in several revisions"),
            );
        }
        if period.is_none() && frequency.is_none() {
            let problem = report.warning("no column of the period: rows are taken for whole years").at(1);
            report.tell(
                problem
                    .cell("period", "")
                    .hint("keep the columns freqCode and period: months add up to years"),
            );
        }
        let ((year, year_name), (flow, _), (code, _), (value, value_name)) = (year?, flow?, code?, value?);
        Some(Self {
            year,
            flow,
            code,
            value,
            year_name,
            value_name,
            weight_name: weight.map_or("netWgt", |(_, name)| name),
            weight: weight.map(|(column, _)| column),
            estimated: sheet.any_case("isNetWgtEstimated"),
            flag: sheet.first(&["Flag", "estCode"]).map(|(column, _)| column),
            month: sheet.any_case("refMonth"),
            period,
            frequency,
            classification,
            original: sheet.any_case("isOriginalClassification"),
            reporter: reporter?,
            partner: partner?,
            parts: [
                (sheet.first(&spelled::SECOND).map(|(column, _)| column), &["0", "W00"]),
                (sheet.first(&spelled::CUSTOMS).map(|(column, _)| column), &["C00"]),
                (sheet.first(&spelled::TRANSPORT).map(|(column, _)| column), &["0"]),
                (sheet.any_case("mosCode"), &["0"]),
            ],
        })
    }
}

impl Party {
    /// Any of the three columns will do.
    fn of(sheet: &Sheet, names: &[[&'static str; 3]; 3], report: &mut Report) -> Option<Self> {
        let [code, iso, name] = [0, 1, 2].map(|i| sheet.first(&names[i]));
        if code.is_none() && iso.is_none() && name.is_none() {
            sheet.one_of(&names[1], report);
            return None;
        }
        let columns = [0, 1, 2].map(|i| [code, iso, name][i].map_or(names[i][0], |(_, name)| name));
        let [code, iso, name] = [code, iso, name].map(|found| found.map(|(column, _)| column));
        Some(Self { code, iso, name, columns })
    }

    fn find(&self, cells: &Cells<'_>, places: &mut Resolver, report: &mut Report) -> Arc<Place> {
        let [code, iso, name] = self.columns;
        let keys = [(iso, cells.optional(self.iso)), (code, cells.optional(self.code))];
        places.shared(keys, (name, cells.optional(self.name)), cells.line, report)
    }
}

fn rows(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let layout = Layout::of(sheet, report)?;
    let mut places = Resolver::new(FORMAT);
    let mut rows = Vec::new();
    let mut original = Vec::new();
    for cells in sheet.rows() {
        let Some(year) = cells.year(layout.year, layout.year_name, report) else { continue };
        let Some(value) = amount(cells.cell(layout.value)) else {
            let problem = report.error(format!("no amount in {}", layout.value_name)).at(cells.line);
            let problem = problem.cell(layout.value_name, cells.cell(layout.value));
            report.reject(
                problem
                    .allowed("a number that is not negative")
                    .hint("the row is left out; values are in USD"),
            );
            continue;
        };
        let period = without_fraction(cells.optional(layout.period).trim());
        let dated = matches!(period.len(), 4 | 6) && period.bytes().all(|b| b.is_ascii_digit());
        if !period.is_empty() && !dated {
            let problem =
                report.error("the period is no year and no month").at(cells.line).cell("period", period);
            report.reject(
                problem
                    .allowed("2024, 202401")
                    .hint("the row is left out; take years or months, not quarters"),
            );
            continue;
        }
        let (frequency, month) = when(&cells, &layout);
        let all = layout.parts.iter().all(|(column, words)| {
            let cell = without_fraction(cells.optional(*column).trim());
            cell.is_empty() || words.contains(&cell)
        });
        let classification = SmolStr::new(cells.optional(layout.classification).trim());
        original.push(cells.optional(layout.original).trim().eq_ignore_ascii_case("true"));
        rows.push(Row {
            year,
            month,
            reporter: layout.reporter.find(&cells, &mut places, report),
            flow: flow(cells.cell(layout.flow), cells.line, report),
            partner: layout.partner.find(&cells, &mut places, report),
            code: goods(cells.cell(layout.code), &classification, cells.line, report),
            classification,
            total: all && month.is_none() && matches!(frequency.as_str(), "" | "A"),
            frequency,
            net_weight: weight(&cells, &layout, report),
            weight_estimated: cells.optional(layout.estimated).trim().eq_ignore_ascii_case("true")
                || matches!(without_fraction(cells.optional(layout.flag).trim()), "4" | "6"),
            value,
            line: cells.line,
        });
    }
    one_revision(&mut rows, &original, report);
    once(&mut rows, report);
    levels(&rows, report);
    Some(rows)
}

/// An amount that is not negative.
fn amount(cell: &str) -> Option<f64> {
    Token::parse(cell).number().filter(|amount| *amount >= 0.0)
}

/// The weight; one that is none is told, and the row stays without it.
fn weight(cells: &Cells<'_>, layout: &Layout, report: &mut Report) -> Option<f64> {
    let cell = cells.optional(layout.weight);
    if matches!(Token::parse(cell), Token::Blank | Token::NotAvailable) {
        return None;
    }
    let kilograms = amount(cell);
    if kilograms.is_none() {
        let problem = report.error(format!("no amount in {}; the row stays without", layout.weight_name));
        let problem = problem.at(cells.line).cell(layout.weight_name, cell);
        report.tell(
            problem.allowed("a number that is not negative, or blank").hint("weights are in kilograms"),
        );
    }
    kilograms.filter(|kilograms| *kilograms > 0.0)
}

/// Frequency and month of a row. A period of six digits is a month; month 52 is the publisher's word for a year.
fn when(cells: &Cells<'_>, layout: &Layout) -> (SmolStr, Option<u8>) {
    let frequency = SmolStr::new(cells.optional(layout.frequency).trim()).to_uppercase_smolstr();
    let month = |text: &str| text.parse().ok().filter(|month| (1..=12).contains(month));
    let period = without_fraction(cells.optional(layout.period).trim());
    let of_period = period.get(4..).filter(|_| period.len() == 6).and_then(month);
    let monthly = of_period.is_some() || frequency == "M";
    let of_month = month(without_fraction(cells.optional(layout.month).trim())).filter(|_| frequency != "A");
    let month = of_period.or(of_month).filter(|_| monthly || frequency.is_empty());
    match (frequency.as_str(), month) {
        ("", Some(_)) => (SmolStr::new_static("M"), month),
        ("", None) if !period.is_empty() => (SmolStr::new_static("A"), None),
        _ => (frequency, month),
    }
}

/// Flows of UN Comtrade: imports, exports, re-exports, re-imports, domestic exports, foreign imports, and those of
/// processing.
const FLOWS: [&str; 10] = ["M", "X", "RX", "RM", "DX", "FM", "MIP", "MOP", "XIP", "XOP"];

/// The letter of a flow; the legacy web site has numbers and words. A word that is none is told, and stays.
fn flow(cell: &str, line: u32, report: &mut Report) -> SmolStr {
    let cell = cell.trim();
    if FLOWS.contains(&cell) {
        return SmolStr::new(cell);
    }
    SmolStr::new_static(match without_fraction(cell).to_ascii_lowercase().as_str() {
        "1" | "import" | "imports" => "M",
        "2" | "export" | "exports" => "X",
        "3" | "re-export" | "re-exports" => "RX",
        "4" | "re-import" | "re-imports" => "RM",
        "domestic export" | "domestic exports" => "DX",
        "foreign import" | "foreign imports" => "FM",
        _ => {
            let problem = report.warning("a flow that is not known; it stays as it is").at(line);
            report.tell(
                problem.cell("flowCode", cell).allowed(FLOWS.join(", ")).hint("choose rows by their flow"),
            );
            return SmolStr::new(cell);
        }
    })
}

/// The code of goods; a leading zero that a spreadsheet or data frame lost is put back, which is told.
fn goods(cell: &str, classification: &str, line: u32, report: &mut Report) -> SmolStr {
    let code = without_fraction(cell.trim());
    let harmonised = classification.is_empty() || classification.starts_with('H');
    if harmonised && matches!(code.len(), 1 | 3 | 5) && code.bytes().all(|b| b.is_ascii_digit()) {
        let whole = format_smolstr!("0{code}");
        let problem = report.warning("a code of goods lost its leading zero, which is put back").at(line);
        report.tell(problem.cell("cmdCode", code).hint("keep codes as text: in a number the zero is lost"));
        return whole;
    }
    SmolStr::new(code)
}

/// Leaves one revision of the classification a total for each reporter, year, flow and code:
/// the one that is reported as original, else the latest.
fn one_revision(rows: &mut [Row], original: &[bool], report: &mut Report) {
    let Some(first) = rows.first().map(|row| row.classification.clone()) else { return };
    if rows.iter().all(|row| row.classification == first) {
        return;
    }
    fn key(row: &Row) -> (i32, &Place, &str, &str) {
        (row.year, &row.reporter, &row.flow, &row.code)
    }
    let mut chosen: FxHashMap<_, (bool, &str)> = FxHashMap::default();
    for (row, &original) in rows.iter().zip(original).filter(|(row, _)| row.total) {
        let best = chosen.entry(key(row)).or_default();
        *best = (*best).max((original, row.classification.as_str()));
    }
    let is_other = |row: &Row| chosen.get(&key(row)).is_some_and(|(_, best)| *best != row.classification);
    let others: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].total && is_other(&rows[at])).collect();
    let parts = others.len();
    others.into_iter().for_each(|at| rows[at].total = false);
    if parts > 0 {
        let problem = report.warning(format!(
            "one flow in several revisions of the classification: {parts} rows are not marked as totals"
        ));
        report.tell(problem.hint("the revision that the reporter used is the total, else the latest"));
    }
}

/// Unmarks totals that repeat another: added up they would count twice.
fn once(rows: &mut [Row], report: &mut Report) {
    fn name(place: &Place) -> (Area, &str) {
        (place.area, if place.country().is_some() { "" } else { &place.name })
    }
    let mut seen = FxHashMap::with_capacity_and_hasher(rows.len(), rustc_hash::FxBuildHasher);
    let mut repeated = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.total) {
        let key = (row.year, row.code.as_str(), row.flow.as_str(), name(&row.reporter), name(&row.partner));
        let first = *seen.entry(key).or_insert(row.line);
        if first != row.line {
            repeated.push((at, first));
        }
    }
    for (at, first) in repeated {
        let row = &mut rows[at];
        row.total = false;
        let problem = report.warning("the row repeats another total and is not marked as one").at(row.line);
        report.tell(problem.hint(format!("the first is line {first}")));
    }
}

/// Tells codes of several levels, of which one holds the other: added up they would count twice.
fn levels(rows: &[Row], report: &mut Report) {
    let codes: BTreeSet<&str> = rows.iter().filter(|row| row.total).map(|row| row.code.as_str()).collect();
    let has_whole =
        |code: &str| (1..code.len()).any(|end| code.get(..end).is_some_and(|whole| codes.contains(whole)));
    let inside: Vec<&str> = codes.iter().copied().filter(|code| has_whole(code)).collect();
    if let Some(first) = inside.first() {
        let message = "codes of several levels: goods of one are part of the goods of another";
        let problem =
            report.warning(message).cell("cmdCode", &format!("{first} and {} more", inside.len() - 1));
        report.tell(problem.hint("sum over codes of one length: over all of them goods count twice"));
    } else if codes.len() > 1 && codes.contains("TOTAL") {
        let problem =
            report.warning("the total of all goods stands beside parts of it").cell("cmdCode", "TOTAL");
        report.tell(
            problem.hint("sum over codes of one length, without TOTAL: over all of them goods count twice"),
        );
    }
}

impl Tidy for Row {
    const COLUMNS: &'static [Header] = &[
        integer("year"),
        text("month"),
        text("frequency"),
        text("reporter"),
        text("reporter_country"),
        text("reporter_area"),
        text("flow"),
        text("partner"),
        text("partner_country"),
        text("partner_area"),
        text("classification"),
        text("code"),
        text("total"),
        number("net_weight_kg"),
        text("weight_quality"),
        number("value_usd"),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            i64::from(self.year).into(),
            self.month.map_or_else(|| Cell::from(""), |month| Cell::from(month.to_string())),
            self.frequency.as_str().into(),
            self.reporter.name.as_str().into(),
            self.reporter.iso3().into(),
            self.reporter.area.word().into(),
            self.flow.as_str().into(),
            self.partner.name.as_str().into(),
            self.partner.iso3().into(),
            self.partner.area.word().into(),
            self.classification.as_str().into(),
            self.code.as_str().into(),
            if self.total { "yes" } else { "no" }.into(),
            self.net_weight.unwrap_or(f64::NAN).into(),
            match self.net_weight {
                None => "",
                Some(_) if self.weight_estimated => "estimated",
                Some(_) => "observed",
            }
            .into(),
            self.value.into(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_and_parts_the_world_and_taiwan() {
        let text = "refYear,reporterISO,reporterDesc,flowCode,partnerCode,partnerISO,partnerDesc,partner2Code,cmdCode,customsCode,motCode,netWgt,isNetWgtEstimated,primaryValue\n\
            2024,NAM,Namibia,M,0,W00,World,0,010121,C00,0,7.5,False,10\n\
            2024,NAM,Namibia,M,490,S19,\"Other Asia, nes\",0,010121,C01,0,,True,3\n\
            2024,NAM,Namibia,M,156,CHN,China,0,010121,C00,0,1e308,False,-4\n";
        let read = read(text.as_bytes(), "comtrade.csv");
        assert_eq!(read.rows.len(), 2);
        assert_eq!((read.rows[0].code.as_str(), read.rows[0].total), ("010121", true));
        assert_eq!(read.rows[0].partner.area.word(), "world");
        assert_eq!((read.rows[1].partner.iso3(), read.rows[1].total), ("TWN", false));
        assert_eq!(read.skipped["no amount in primaryValue"], 1);
        assert_eq!(read.rows[0].cells().len(), Row::COLUMNS.len());
    }

    const COLUMNS: &str = "freqCode,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,\
        partnerCode,partnerISO,partnerDesc,partner2Code,classificationCode,cmdCode,customsCode,motCode,netWgt,primaryValue\n";

    #[test]
    fn a_total_is_one_year_in_one_revision() {
        let text = format!(
            "{COLUMNS}M,2022,1,202201,842,USA,USA,M,156,CHN,China,0,H6,811292,C00,0,10,100\n\
             M,2022,2,202202,842,USA,USA,M,156,CHN,China,0,H6,811292,C00,0,20,200\n\
             A,2022,52,2022,842,USA,USA,M,156,CHN,China,0,H6,811292,C00,0,30,300\n\
             A,2022,52,2022,842,USA,USA,M,156,CHN,China,0,H4,811292,C00,0,30,300\n\
             A,2022,52,2022,842,USA,USA,M,156,CHN,China,0,H6,811292,C00,0,30,300\n"
        );
        let read = read(text.as_bytes(), "comtrade.csv");
        let seen: Vec<_> = read.rows.iter().map(|r| (r.month, r.classification.as_str(), r.total)).collect();
        let year = |classification, total| (None, classification, total);
        let wanted = [(Some(1), "H6", false), (Some(2), "H6", false), year("H6", true), year("H4", false)];
        assert_eq!(seen[..4], wanted);
        assert_eq!(seen[4], year("H6", false), "the row stands twice");
        assert_eq!(read.diagnostics.warnings(), 2, "{}", read.diagnostics);
    }

    #[test]
    fn numbers_of_countries_are_enough() {
        let text = format!(
            "{COLUMNS}A,2023,,2023,842,,,M,156,,,0,H6,811292,C00,0,1500,900000\n\
             A,2023.0,,2023.0,392.0,,,M,490.0,,,0.0,H6,10121.0,C00,0.0,10,8000\n\
             A,2023,,2023,842,,,M,0,,,0,H6,811292,C00,0,4000,2100000\n"
        );
        let read = read(text.as_bytes(), "comtrade.csv");
        let seen: Vec<_> = read
            .rows
            .iter()
            .map(|r| (r.reporter.iso3(), r.partner.iso3(), r.partner.area.word(), r.code.as_str(), r.total))
            .collect();
        let wanted = [
            ("USA", "CHN", "country", "811292", true),
            ("JPN", "TWN", "country", "010121", true),
            ("USA", "", "world", "811292", true),
        ];
        assert_eq!(seen, wanted);
        assert_eq!(read.diagnostics.warnings(), 1, "the lost zero: {}", read.diagnostics);
    }

    #[test]
    fn the_legacy_web_site() {
        let text = "Classification,Year,Period,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Reporter ISO,\
            Partner Code,Partner,Partner ISO,2nd Partner Code,Commodity Code,Netweight (kg),Trade Value (US$),Flag\n\
            H5,2019,2019,1,Import,276,Germany,DEU,490,\"Other Asia, nes\",,,811292,12,340,4\n\
            H5,2019,201903,2,Export,276,Germany,DEU,0,World,WLD,,811292,,34,0\n";
        let read = read(text.as_bytes(), "comtrade.csv");
        let [import, export] = read.rows.as_slice() else { panic!("{}", read.diagnostics) };
        assert_eq!((import.flow.as_str(), import.partner.iso3(), import.total), ("M", "TWN", true));
        assert_eq!((import.net_weight, import.weight_estimated), (Some(12.0), true));
        assert_eq!((export.flow.as_str(), export.month, export.total), ("X", Some(3), false));
        assert!(read.diagnostics.is_empty(), "{}", read.diagnostics);
    }

    #[test]
    fn a_row_that_stays_is_not_left_out() {
        let text = format!("{COLUMNS}A,2022,,2022,842,USA,USA,M,156,CHN,China,0,H6,811292,C00,0,-1,300\n");
        let read = read(text.as_bytes(), "comtrade.csv");
        assert_eq!((read.rows.len(), read.skipped_total(), read.diagnostics.errors()), (1, 0, 1));
        assert_eq!(read.rows[0].net_weight, None);
    }
}
