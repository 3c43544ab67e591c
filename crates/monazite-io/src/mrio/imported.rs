//! A table as an importer returns it, and what every importer does last.

use super::check::check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use monazite::economy::complete::complete;
use monazite::economy::{Extensions, Mrio, leontief};

/// A table as imported.
#[derive(Debug, Clone)]
pub struct Import {
    /// Flows, final demand and labels.
    pub table: Mrio,
    /// Extensions, if the source has any.
    pub extensions: Option<Extensions>,
    /// Warnings of reading and of the check of accounts.
    pub warnings: Diagnostics,
}

impl Import {
    /// The table with an industry of zeros where a region lacks a sector, which is told: accounts need one for all
    /// that a region buys.
    ///
    /// # Errors
    /// The regions hardly share sectors.
    pub fn completed(self) -> Result<Self, Diagnostics> {
        let whole = complete(self.table, self.extensions).map_err(|error| from_model("Z", &error))?;
        let mut warnings = self.warnings;
        for label in &whole.added {
            let message =
                "a region lacks a sector; an industry of zeros is added, so that its purchases count";
            let hint =
                "nothing to do if the region has no such industry; else its row and column are missing";
            warnings.push(Diagnostic::warning("Z", message).cell(label, "").hint(hint));
        }
        Ok(Self { table: whole.table, extensions: whole.extensions, warnings })
    }
}

/// The table, checked, with its warnings; or all problems.
pub(super) fn finish(
    file: &str,
    table: Result<Mrio, monazite::Error>,
    extensions: Option<Extensions>,
    x: Option<&[f64]>,
    mut problems: Diagnostics,
) -> Result<Import, Diagnostics> {
    let table = match table {
        Ok(table) => table,
        Err(error) => {
            problems.push(from_model(file, &error));
            return Err(problems);
        }
    };
    for problem in check(file, &table, x).iter() {
        problems.push(problem.clone());
    }
    if let Some(extensions) = &extensions {
        tell_lost(&table, extensions, &mut problems);
    }
    if problems.errors() > 0 {
        return Err(problems);
    }
    Ok(Import { table, extensions, warnings: problems })
}

/// Tells extensions of industries without output: no account holds them, as nobody buys what they come with.
fn tell_lost(table: &Mrio, extensions: &Extensions, problems: &mut Diagnostics) {
    let x = leontief::x(table.z(), table.y());
    let idle: Vec<usize> = (0..table.len()).filter(|&i| x[i] == 0.0).collect();
    for (e, name) in extensions.names.iter().enumerate() {
        let of = |industries: &mut dyn Iterator<Item = usize>| -> f64 {
            industries.map(|i| extensions.f[(e, i)].abs()).sum()
        };
        let lost = of(&mut idle.iter().copied());
        if lost > 0.0 {
            let share = 100.0 * lost / of(&mut (0..table.len()));
            let message = format!(
                "industries without output have {share:.2} % of an extension: it is in no account of production or consumption"
            );
            let first = idle.iter().find(|&&i| extensions.f[(e, i)] != 0.0).map(|&i| table.label(i));
            problems.push(
                Diagnostic::warning("F", message)
                    .cell(name, &first.unwrap_or_default())
                    .hint("move it to an industry with output, or look for the output that is missing"),
            );
        }
    }
}

/// A model error as a diagnostic of a file.
#[must_use]
pub fn from_model(file: &str, error: &monazite::Error) -> Diagnostic {
    match error {
        monazite::Error::Economy { place, reason, hint } => {
            Diagnostic::error(file, format!("{place}: {reason}")).hint(hint.clone())
        }
        other => Diagnostic::error(file, other.to_string()),
    }
}
