//! EU study on critical raw materials 2023: supply shares, supply risk over time, uses.
//!
//! Three layouts (Windows-1252), told apart by their header; the two files of supply shares only by their name
//! (`EU` or `Global`). Shares stand as text: `63%`, `<0.1%`, once `6`.
//! Source: European Commission, CC BY 4.0.

use super::cell::{Token, tidy};
use super::place::Place;
use super::report::{Imported, Report};
use super::resolver::Resolver;
use super::sheet::{Sheet, imported};
use super::tidy::{PLACE, Tidy, VALUE, integer, number, place, text, value};
use crate::results::{Cell, Header};
use encoding_rs::WINDOWS_1252;

const FORMAT: &str = "eu_crm";

/// One figure of the study.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The material as published, on one line.
    pub material: String,
    /// What the figure is.
    pub figure: Figure,
    /// The figure as published; shares in percent.
    pub value: Token,
    /// Line in the file.
    pub line: u32,
}

/// What a figure of the study is.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A country's share of the world's or of the EU's supply.
    SupplyShare {
        /// `global` or `eu`.
        scope: &'static str,
        /// `E` extraction, `P` processing.
        stage: String,
        /// The supplying country.
        place: Place,
        /// The trade parameter `t`.
        trade_parameter: Token,
    },
    /// Supply risk (`SR`) or economic importance (`EI`) in a study.
    Criticality {
        /// `SR` or `EI`.
        index: &'static str,
        /// Year of the study.
        year: i32,
    },
    /// A use's share of the EU's demand.
    Use {
        /// The use.
        application: String,
        /// NACE division, `C23 - Manufacture of ...`.
        sector: String,
        /// Value added of the sector, million EUR.
        value_added: Token,
    },
}

/// Reads a file of the study.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    imported(bytes, Some(WINDOWS_1252), file, |sheet, report| {
        if sheet.optional("Application").is_some() {
            uses(sheet, report)
        } else if sheet.optional("SR").is_some() {
            criticality(sheet, report)
        } else {
            supply(sheet, file, report)
        }
    })
}

fn supply(sheet: &Sheet, file: &str, report: &mut Report) -> Option<Vec<Row>> {
    let [material, stage, country, share, t] =
        sheet.columns(["Material", "Stage", "Country", "Share", "t"], report)?;
    let scope = if file.contains("Global") { "global" } else { "eu" };
    if !file.contains("Global") && !file.contains("EU") {
        let problem = report.warning("the file does not tell whose supply it is about, nor does its name");
        report.tell(problem.at(1).hint("read as the EU's; a file about the world is named `..Global..`"));
    }
    let mut places = Resolver::new(FORMAT);
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        rows.push(Row {
            material: tidy(cells.cell(material)),
            figure: Figure::SupplyShare {
                scope,
                stage: tidy(cells.cell(stage)),
                place: places.named(("Country", cells.cell(country)), cells.line, report),
                trade_parameter: cells.figure(t, "t", report),
            },
            value: cells.figure(share, "Share", report),
            line: cells.line,
        });
    }
    Some(rows)
}

fn criticality(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [material, when, sr, ei] = sheet.columns(["Material", "Year", "SR", "EI"], report)?;
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let Some(year) = cells.year(when, "Year", report) else { continue };
        for (index, column) in [("SR", sr), ("EI", ei)] {
            rows.push(Row {
                material: tidy(cells.cell(material)),
                figure: Figure::Criticality { index, year },
                // A dash is a material that the study of that year did not look at.
                value: match Token::parse(cells.cell(column)) {
                    Token::Nil => Token::NotAvailable,
                    token => token,
                },
                line: cells.line,
            });
        }
    }
    Some(rows)
}

fn uses(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [material, application, share, sector] =
        sheet.columns(["Material", "Application", "Share", "NACE sector"], report)?;
    // The euro sign in the header is damaged in some copies.
    let added = sheet.header().find(|(_, name)| name.starts_with("VA")).map(|(column, _)| column);
    let row = |cells: super::sheet::Row<'_>| Row {
        material: tidy(cells.cell(material)),
        figure: Figure::Use {
            application: tidy(cells.cell(application)),
            sector: tidy(cells.cell(sector)),
            value_added: Token::parse(cells.optional(added)),
        },
        value: Token::parse(cells.cell(share)),
        line: cells.line,
    };
    Some(sheet.rows().map(row).collect())
}

impl Tidy for Row {
    const COLUMNS: &'static [Header] = &[
        text("material"),
        text("figure"),
        text("scope"),
        text("stage"),
        PLACE[0],
        PLACE[1],
        PLACE[2],
        text("application"),
        text("sector"),
        integer("year"),
        VALUE[0],
        VALUE[1],
        VALUE[2],
        VALUE[3],
        text("unit"),
        number("trade_parameter"),
        number("value_added_million_eur"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let blank = || Cell::from("");
        let or_nan = |token: &Token| Cell::from(token.number().unwrap_or(f64::NAN));
        let (head, tail): (Vec<Cell>, [Cell; 3]) = match &self.figure {
            Figure::SupplyShare { scope, stage, place: of, trade_parameter } => {
                let mut head = vec!["supply_share".into(), (*scope).into(), stage.as_str().into()];
                head.extend(place(of));
                head.extend([blank(), blank(), blank()]);
                (head, ["percent".into(), or_nan(trade_parameter), f64::NAN.into()])
            }
            Figure::Criticality { index, year } => {
                let mut head =
                    vec![if *index == "SR" { "supply_risk" } else { "economic_importance" }.into()];
                head.extend((0..7).map(|_| blank()));
                head.push(i64::from(*year).into());
                (head, ["index".into(), f64::NAN.into(), f64::NAN.into()])
            }
            Figure::Use { application, sector, value_added } => {
                let mut head = vec!["use_share".into()];
                head.extend((0..5).map(|_| blank()));
                head.extend([application.as_str().into(), sector.as_str().into(), blank()]);
                (head, ["percent".into(), f64::NAN.into(), or_nan(value_added)])
            }
        };
        let mut cells = vec![self.material.as_str().into()];
        cells.extend(head);
        cells.extend(value(&self.value));
        cells.extend(tail);
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_indices_and_uses() {
        let shares = read(
            b"Material,Stage,Country,Share,t\nCobalt,E,Congo D.R.,63%,1.1\nCobalt,P,Finland,<0.1%,0.8\n",
            "GlobalSupply.csv",
        );
        assert_eq!(shares.rows[0].value, Token::Number(63.0));
        assert_eq!(shares.rows[1].value, Token::Below(0.1));
        let time = read(b"Material,Year,SR,EI\nAggregates,2011,-,0.2\n", "time.csv");
        assert_eq!(time.rows[0].value, Token::NotAvailable);
        assert_eq!(time.rows[1].figure, Figure::Criticality { index: "EI", year: 2011 });
        let uses = read(
            b"Material,Application,Share,NACE sector,VA in million \x80\nZinc,Roofs,7%,C25 - x,100\n",
            "uses.csv",
        );
        for row in shares.rows.iter().chain(&time.rows).chain(&uses.rows) {
            assert_eq!(row.cells().len(), Row::COLUMNS.len());
        }
    }
}
