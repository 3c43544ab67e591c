//! The ledger as a whole: the embedded one, one from tables, and one with what a user says holds.

use super::tables::rows;
use super::{clauses, entities, statuses};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::nearest::nearest;
use crate::row::{Memory, Row};
use monazite_data::LEDGER;
use monazite_track::ledger::Ledger;
use std::collections::{BTreeMap, BTreeSet};

/// The ledger that is embedded in the build.
///
/// # Errors
/// All problems of its tables; none in a released build.
pub fn embedded() -> Result<Ledger, Diagnostics> {
    let table = |name: &str| LEDGER.iter().find(|(key, _)| *key == name).map_or("", |(_, text)| text);
    parse(table("clauses").as_bytes(), table("statuses").as_bytes(), table("entities").as_bytes())
}

/// A ledger from its three tables; `entities` may be empty.
///
/// # Errors
/// All problems of the tables.
pub fn parse(clauses: &[u8], statuses: &[u8], entities: &[u8]) -> Result<Ledger, Diagnostics> {
    let mut memory = Memory::default();
    let mut ledger = Ledger::default();
    rows(&clauses::SPEC, clauses, &mut memory, |row| {
        ledger.clauses.push(clauses::read(row)?);
        Some(())
    });
    ledger.clauses.sort_by(|a, b| a.key.cmp(&b.key));
    let keys: BTreeSet<String> = ledger.clauses.iter().map(|clause| clause.key.clone()).collect();
    parts(&ledger, &mut memory.problems);
    let mut lives: BTreeSet<String> = BTreeSet::new();
    rows(&statuses::SPEC, statuses, &mut memory, |row| {
        lives.insert(row.text("clause").to_owned());
        known(row, &keys)?;
        ledger.statuses.push(statuses::read(row, false)?);
        Some(())
    });
    if !entities.is_empty() {
        rows(&entities::SPEC, entities, &mut memory, |row| {
            known(row, &keys)?;
            ledger.entities.push(entities::read(row)?);
            Some(())
        });
    }
    for clause in ledger.clauses.iter().filter(|clause| !lives.contains(&clause.key)) {
        memory.problems.push(
            Diagnostic::error(clauses::SPEC.file, "the clause has no status")
                .at(clause.line)
                .cell("clause", &clause.key)
                .hint("add a row to statuses.csv: when it was announced, and since when it holds"),
        );
    }
    ordered(&mut ledger);
    done(ledger, memory.problems)
}

/// The same ledger with what a user says holds, from the bytes of a file with the columns of a status history.
///
/// # Errors
/// All problems of the file.
pub fn with_own(mut ledger: Ledger, file: &str, bytes: &[u8]) -> Result<Ledger, Diagnostics> {
    let mut memory = Memory::default();
    let keys: BTreeSet<String> = ledger.clauses.iter().map(|clause| clause.key.clone()).collect();
    rows(&statuses::OWN, bytes, &mut memory, |row| {
        known(row, &keys)?;
        ledger.statuses.push(statuses::read(row, true)?);
        Some(())
    });
    ordered(&mut ledger);
    let mut problems = Diagnostics::default();
    for problem in memory.problems.iter() {
        problems.push(Diagnostic { file: file.to_owned(), ..problem.clone() });
    }
    done(ledger, problems)
}

fn done(ledger: Ledger, mut problems: Diagnostics) -> Result<Ledger, Diagnostics> {
    problems.sort();
    if problems.errors() > 0 { Err(problems) } else { Ok(ledger) }
}

/// Row order changes nothing.
fn ordered(ledger: &mut Ledger) {
    ledger.statuses.sort_by(|a, b| {
        (&a.clause, a.date, a.status, &a.reading, a.own)
            .cmp(&(&b.clause, b.date, b.status, &b.reading, b.own))
    });
    ledger.entities.sort_by(|a, b| (&a.clause, &a.name).cmp(&(&b.clause, &b.name)));
}

/// Whether the clause of a row is there.
fn known(row: &mut Row<'_>, keys: &BTreeSet<String>) -> Option<()> {
    let key = row.text("clause");
    if keys.contains(key) {
        return Some(());
    }
    let hint = nearest(key, keys.iter().map(String::as_str)).map_or_else(
        || "`monazite track --ledger` lists the keys".to_owned(),
        |n| format!("did you mean `{n}`?"),
    );
    row.problem("clause", "no clause of that key", "a key of clauses.csv", hint);
    None
}

/// What is part of something must be part of a clause with money, and not of itself.
fn parts(ledger: &Ledger, problems: &mut Diagnostics) {
    let parts: BTreeMap<&str, &str> = ledger
        .clauses
        .iter()
        .filter_map(|clause| Some((clause.key.as_str(), clause.part_of.as_deref()?)))
        .collect();
    for clause in &ledger.clauses {
        let Some(whole) = clause.part_of.as_deref() else { continue };
        let problem = |message: &str| {
            Diagnostic::error(clauses::SPEC.file, message).at(clause.line).cell("part_of", whole)
        };
        match ledger.clause(whole) {
            None => problems.push(problem("no clause of that key").allowed("a key of this table")),
            Some(of) if of.money.is_none() => problems.push(
                problem("the whole has no money")
                    .hint("give the amount of the whole, or leave part_of blank"),
            ),
            Some(_) => {
                let mut at = whole;
                let mut steps = 0;
                while let Some(next) = parts.get(at).filter(|_| steps <= parts.len()) {
                    at = next;
                    steps += 1;
                }
                if steps > parts.len() {
                    problems.push(problem("it is part of itself"));
                }
            }
        }
    }
}
