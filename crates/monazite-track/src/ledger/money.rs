//! What may be added up of money: one currency, one kind, one instrument, one issuer, and nothing twice.

use super::clause::{Clause, Instrument};
use std::collections::BTreeMap;

/// A sum of like rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// Who.
    pub issuer: String,
    /// What is done.
    pub instrument: Instrument,
    /// What the money is.
    pub kind: String,
    /// ISO 4217.
    pub currency: String,
    /// The sum.
    pub amount: f64,
    /// How many rows it adds up.
    pub rows: usize,
}

/// Money by issuer, instrument, kind and currency. What is part of another clause is in it already and left out.
#[must_use]
pub fn totals<'a>(clauses: impl IntoIterator<Item = &'a Clause>) -> Vec<Total> {
    let mut sums: BTreeMap<(&str, Instrument, &str, &str), (f64, usize)> = BTreeMap::new();
    for clause in clauses {
        let Some(money) = clause.money.as_ref().filter(|_| clause.part_of.is_none()) else { continue };
        let sum =
            sums.entry((&clause.issuer, clause.instrument, &money.kind, &money.currency)).or_insert((0.0, 0));
        *sum = (sum.0 + money.amount, sum.1 + 1);
    }
    sums.into_iter()
        .map(|((issuer, instrument, kind, currency), (amount, rows))| Total {
            issuer: issuer.to_owned(),
            instrument,
            kind: kind.to_owned(),
            currency: currency.to_owned(),
            amount,
            rows,
        })
        .collect()
}
