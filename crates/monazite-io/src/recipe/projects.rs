//! Projects in the pipeline: our own list of named projects, and lithium deposits with their expected output.

use super::error::Error;
use super::output::{Fact, Sheet};
use super::own::own;
use super::places::Places;
use super::table::{Line, Table};
use std::path::Path;

/// Deposits with costs, delays and expected output, kt Li a year.
const DEPOSITS: &str = "projects/lithium_deposits.csv";
/// Year that the deposits describe; delays count from here.
const DEPOSITS_YEAR: i32 = 2022;

/// `projects.csv`.
pub(super) fn projects(raw: &Path, places: &Places) -> Result<Sheet, Error> {
    let table = own("projects")?;
    let header = table.header().into_iter().map(str::to_owned).collect();
    let mut rows: Vec<Vec<String>> = table.lines().map(Line::cells).collect();
    let deposits = Table::read(raw, DEPOSITS)?;
    for line in deposits.lines() {
        rows.extend(deposit(line, places));
    }
    Ok(Sheet { file: "projects.csv", header, rows })
}

/// What a deposit adds to output between 2023 and 2030, if anything.
fn deposit(line: Line<'_>, places: &Places) -> Option<Vec<String>> {
    let name = line.text("Deposit_Name");
    let output = |column: &str| line.number(column).unwrap_or(0.0);
    let added = output("prod_rate2030") - output("prod_rate2023");
    let status = match line.text("Status") {
        "Producing" | "Construction" => "construction",
        _ => "planned",
    };
    let country = places.named(line.text("Country"))?;
    let (form, process) = match line.text("Resource_Type") {
        "Brine" => ("li_brine", "li_pump"),
        _ => ("li_mineral", "li_mine"),
    };
    if added < 0.05 {
        return None;
    }
    let year = DEPOSITS_YEAR + line.text("delay_years").parse::<i32>().ok()?;
    let start = year.to_string();
    let fact = Fact::new(
        added * 1000.0,
        "t/y",
        "estimated",
        "busch_deposits",
        "output expected for 2030 less that of 2023",
    )
    .published(&format!("{added:.3}"), "kt Li/y")
    .in_year(DEPOSITS_YEAR);
    Some(fact.row(&[name, "lithium", form, process, country, "extraction", status, &start]))
}
