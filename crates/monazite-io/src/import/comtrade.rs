//! UN Comtrade: reported trade by partner, the CSV of its programming interface.
//!
//! A file mixes totals with parts (by customs procedure, transport, second partner) and the world with its countries;
//! [`Row::total`] tells the rows that may be summed over partners.
//! Rows may not be passed on in bulk: read your own copy.
//! Source: UN Comtrade.

use super::cell::{Token, tidy};
use super::place::{Place, coded};
use super::report::{Imported, Report};
use super::sheet::{Column, Row as Cells, Sheet, imported};
use super::tidy::{Tidy, integer, number, text};
use crate::results::{Cell, Header};

/// One reported flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Year.
    pub year: i32,
    /// Who reports.
    pub reporter: Place,
    /// `M` imports, `X` exports, `RX` re-exports, `RM` re-imports.
    pub flow: String,
    /// With whom; the world total included.
    pub partner: Place,
    /// Code of goods, leading zeros kept.
    pub code: String,
    /// Whether the row is a total over customs procedures, transport and second partners.
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

fn rows(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [when, reporter, flow, partner, code, weight, amount] = sheet.columns(
        ["refYear", "reporterISO", "flowCode", "partnerISO", "cmdCode", "netWgt", "primaryValue"],
        report,
    )?;
    let [reporter_name, partner_name, estimated] =
        ["reporterDesc", "partnerDesc", "isNetWgtEstimated"].map(|name| sheet.optional(name));
    let parts = ["partner2Code", "customsCode", "motCode"].map(|name| sheet.optional(name));
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let Some(year) = cells.year(when, "refYear", report) else { continue };
        let Some(value) = amount_of(&cells, "primaryValue", amount, report) else { continue };
        let net_weight = match Token::parse(cells.cell(weight)) {
            Token::Blank | Token::NotAvailable => None,
            _ => amount_of(&cells, "netWgt", weight, report).filter(|kilograms| *kilograms > 0.0),
        };
        rows.push(Row {
            year,
            reporter: coded(
                cells.cell(reporter),
                cells.optional(reporter_name),
                cells.line,
                "reporterISO",
                report,
            ),
            flow: tidy(cells.cell(flow)),
            partner: coded(
                cells.cell(partner),
                cells.optional(partner_name),
                cells.line,
                "partnerISO",
                report,
            ),
            code: tidy(cells.cell(code)),
            total: is_total(&cells, parts),
            net_weight,
            weight_estimated: cells.optional(estimated).trim().eq_ignore_ascii_case("true"),
            value,
            line: cells.line,
        });
    }
    Some(rows)
}

/// An amount that is not negative; the row is left out otherwise.
fn amount_of(cells: &Cells<'_>, name: &str, column: Column, report: &mut Report) -> Option<f64> {
    let amount = Token::parse(cells.cell(column)).number().filter(|amount| *amount >= 0.0);
    if amount.is_none() {
        let problem =
            report.error(format!("no amount in {name}")).at(cells.line).cell(name, cells.cell(column));
        report.reject(problem.allowed("a number that is not negative"));
    }
    amount
}

/// Second partner 0, all customs procedures (`C00`), all transport (0), or none of these columns.
fn is_total(cells: &Cells<'_>, parts: [Option<Column>; 3]) -> bool {
    parts.into_iter().zip(["0", "C00", "0"]).all(|(column, all)| {
        let cell = cells.optional(column).trim();
        cell.is_empty() || cell == all
    })
}

impl Tidy for Row {
    const COLUMNS: &'static [Header] = &[
        integer("year"),
        text("reporter"),
        text("reporter_country"),
        text("flow"),
        text("partner"),
        text("partner_country"),
        text("partner_area"),
        text("code"),
        text("total"),
        number("net_weight_kg"),
        text("weight_quality"),
        number("value_usd"),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            i64::from(self.year).into(),
            self.reporter.name.as_str().into(),
            self.reporter.iso3().into(),
            self.flow.as_str().into(),
            self.partner.name.as_str().into(),
            self.partner.iso3().into(),
            self.partner.area.word().into(),
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
}
