//! Extensions of a table as they come: `F` by industry, `F_Y` by final demand, brought into one order by their labels.

use super::labels;
use super::matrix::Labelled;
use crate::diagnostic::{Diagnostic, Diagnostics};
use faer::Mat;
use monazite::economy::Extensions;
use std::collections::{BTreeMap, BTreeSet};

/// One account folder, or the one pair of files of a plain table.
pub(super) struct Account {
    /// What tells its extensions from those of another folder; blank where there is one only.
    pub(super) name: String,
    /// Extensions by industry.
    pub(super) f: Labelled,
    /// Extensions by column of final demand.
    pub(super) f_y: Option<Labelled>,
    /// Units by extension.
    pub(super) units: BTreeMap<String, String>,
}

/// All accounts one below the other, columns in the order of `Z` and `Y`; whatever does not fit is told.
///
/// Rows and columns may stand in any order. Extensions without a row in `F_Y` have nothing there, which is told;
/// a row of `F_Y` that `F` does not have is an error: it would be lost.
pub(super) fn stacked(
    accounts: Vec<Account>,
    industries: &[String],
    demand: &[String],
    problems: &mut Diagnostics,
) -> Option<Extensions> {
    let rows: usize = accounts.iter().map(|account| account.f.rows.len()).sum();
    let (mut names, mut units) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    let (mut f, mut f_y) = (Mat::zeros(rows, industries.len()), Mat::zeros(rows, demand.len()));
    let repeated = repeated(&accounts);
    for account in &accounts {
        let file = |name: &str| {
            if account.name.is_empty() { name.to_owned() } else { format!("{}/{name}", account.name) }
        };
        let above = names.len();
        let columns = labels::order("column", &file("F"), &account.f.columns, industries, "Z", problems)?;
        for (to, from) in columns.into_iter().enumerate() {
            for row in 0..account.f.rows.len() {
                f[(above + row, to)] = account.f.values[(row, from)];
            }
        }
        if let Some(of_demand) = &account.f_y {
            let file = file("F_Y");
            let columns = labels::order("column", &file, &of_demand.columns, demand, "Y", problems)?;
            let rows = rows_of(&file, of_demand, &account.f.rows, problems)?;
            for (to, from) in columns.into_iter().enumerate() {
                for (row, from_row) in rows.iter().enumerate() {
                    f_y[(above + row, to)] = from_row.map_or(0.0, |row| of_demand.values[(row, from)]);
                }
            }
        }
        for name in &account.f.rows {
            let twice = repeated.contains(name.as_str());
            names.push(if twice { format!("{}: {name}", account.name) } else { name.clone() });
            units.push(account.units.get(name).cloned().unwrap_or_default());
        }
    }
    Some(Extensions { names, units, f, f_y })
}

/// Names that more than one account has.
fn repeated(accounts: &[Account]) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    accounts
        .iter()
        .flat_map(|account| &account.f.rows)
        .filter(|name| !seen.insert(name.as_str()))
        .map(String::as_str)
        .collect()
}

/// Where each extension of `F` stands in `F_Y`.
fn rows_of(
    file: &str,
    of_demand: &Labelled,
    wanted: &[String],
    problems: &mut Diagnostics,
) -> Option<Vec<Option<usize>>> {
    let mut at = BTreeMap::new();
    let mut sound = true;
    for (row, name) in of_demand.rows.iter().enumerate() {
        let twice = at.insert(name.as_str(), row).is_some();
        if twice || !wanted.contains(name) {
            sound = false;
            let message =
                if twice { "an extension stands twice" } else { "an extension that F does not have" };
            problems.push(
                Diagnostic::error(file, message)
                    .cell("", name)
                    .allowed("the extensions of F, each once")
                    .hint("name it as in F, or add its row to F"),
            );
        }
    }
    let lacking: Vec<&str> =
        wanted.iter().map(String::as_str).filter(|name| !at.contains_key(name)).collect();
    if sound && !lacking.is_empty() {
        let message =
            format!("{} extensions of F have no row here; final demand has nothing of them", lacking.len());
        let shown = lacking.iter().take(5).copied().collect::<Vec<_>>().join(", ");
        let hint = "right where households have none of them; else add the rows, named as in F";
        problems.push(Diagnostic::warning(file, message).cell("", &shown).hint(hint));
    }
    sound.then(|| wanted.iter().map(|name| at.get(name.as_str()).copied()).collect())
}
