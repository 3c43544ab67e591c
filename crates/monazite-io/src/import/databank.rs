//! The layouts in which the World Bank publishes any of its indicators.
//!
//! - tidy: `Country Name,Country Code,Year,Value`, without the indicator;
//! - the download of the web site: one column a year below some lines about the file;
//! - DataBank: `Series Code` and columns `2022 [YR2022]`, a note below the table; or `Time` and one column a series.

use super::cell::tidy;
use super::place::Place;
use super::report::Report;
use super::resolver::Resolver;
use super::sheet::{Column, Row as Cells, Sheet};

/// The column by which a header is known.
pub(super) const HEADER: &str = "Country Name";

/// One cell of a table of the World Bank.
pub(super) struct Figure<'a> {
    /// Code of the indicator; its name where there is no code; blank in the tidy layout.
    pub(super) series: &'a str,
    /// The country or the group.
    pub(super) place: &'a Place,
    /// Year.
    pub(super) year: i32,
    /// The cell as published.
    pub(super) cell: &'a str,
    /// Line in the file.
    pub(super) line: u32,
}

/// Hands on every cell of a table; `None`, and told, if the layout is none of the three.
pub(super) fn figures(
    sheet: &Sheet,
    format: &'static str,
    report: &mut Report,
    mut each: impl FnMut(Figure<'_>, &mut Report),
) -> Option<()> {
    let [name, code] = sheet.columns([HEADER, "Country Code"], report)?;
    let mut places = Resolver::new(format);
    let mut place = |cells: &Cells<'_>, report: &mut Report| {
        let code = ("Country Code", cells.cell(code));
        places.place([code], (HEADER, cells.cell(name)), cells.line, report)
    };
    let coded = ["Indicator Code", "Series Code"].into_iter().find_map(|name| sheet.optional(name));
    let named = ["Indicator Name", "Series Name"].into_iter().find_map(|name| sheet.optional(name));
    if coded.is_none() && named.is_some() {
        let problem = report.warning("no column of codes; indicators go by their names").at(1);
        report
            .tell(problem.hint("keep the column `Series Code`: names of indicators change between releases"));
    }
    let series = coded.or(named);
    let when = sheet.first(&["Year", "Time"]);
    if let Some((when, when_name)) = when {
        let columns = of_series(sheet, report)?;
        for cells in sheet.rows() {
            let Some(year) = cells.year(when, when_name, report) else { continue };
            let place = place(&cells, report);
            for (column, code) in &columns {
                let series = if code.is_empty() { cells.optional(series).trim() } else { code };
                let (cell, line) = (cells.cell(*column), cells.line);
                each(Figure { series, place: &place, year, cell, line }, report);
            }
        }
        return Some(());
    }
    let years = sheet.years(report)?;
    for cells in sheet.rows() {
        let place = place(&cells, report);
        let series = tidy(cells.optional(series));
        for &(column, year) in &years {
            let (cell, line) = (cells.cell(column), cells.line);
            each(Figure { series: &series, place: &place, year, cell, line }, report);
        }
    }
    Some(())
}

/// The column of values, or one column a series with its code in brackets; told if there is neither.
fn of_series(sheet: &Sheet, report: &mut Report) -> Option<Vec<(Column, String)>> {
    if let Some(column) = sheet.optional("Value") {
        return Some(vec![(column, String::new())]);
    }
    let coded = |(column, name): (Column, &str)| {
        let (_, code) = name.strip_suffix(']')?.rsplit_once('[')?;
        Some((column, code.to_owned()))
    };
    let columns: Vec<_> = sheet.header().filter_map(coded).collect();
    if columns.is_empty() {
        sheet.column("Value", report)?;
    }
    Some(columns)
}
