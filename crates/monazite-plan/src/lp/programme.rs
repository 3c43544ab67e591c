//! Columns, rows and charges of a programme.

use super::bound::Bound;
use super::item::Item;
use super::tag::Tag;
use monazite_highs::{Problem, Row as Terms};
use std::collections::BTreeMap;

/// A column of an [`Lp`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Column(pub(crate) usize);

/// A cost of a column, by item, year and member.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Charge {
    /// The column.
    pub(crate) column: Column,
    /// What for.
    pub(crate) item: Item,
    /// In which year.
    pub(crate) year: i32,
    /// Million USD of that year per unit of the column, not discounted.
    pub(crate) cost: f64,
    /// What the objective counts it with: discount factor, probability.
    pub(crate) weight: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ColumnData {
    pub(crate) tag: Tag,
    pub(crate) lower: f64,
    pub(crate) upper: f64,
    pub(crate) integer: bool,
    /// Without whom it is zero.
    pub(crate) member: Option<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RowData {
    pub(crate) tag: Tag,
    pub(crate) terms: Vec<(Column, f64)>,
    pub(crate) lower: Bound,
    pub(crate) upper: Bound,
}

/// A linear or mixed-integer programme. Costs are kept as charges, so that a result can be itemised.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Lp {
    pub(crate) columns: Vec<ColumnData>,
    pub(crate) rows: Vec<RowData>,
    pub(crate) charges: Vec<Charge>,
}

impl Lp {
    /// Adds a column with bounds from zero to `upper`.
    pub(crate) fn column(&mut self, tag: Tag, upper: f64, member: Option<usize>) -> Column {
        self.columns.push(ColumnData { tag, lower: 0.0, upper, integer: false, member });
        Column(self.columns.len() - 1)
    }

    /// Makes a column take whole numbers only.
    pub(crate) fn make_integer(&mut self, column: Column) {
        self.columns[column.0].integer = true;
    }

    /// `sum terms <= upper`.
    pub(crate) fn at_most(&mut self, tag: Tag, terms: Vec<(Column, f64)>, upper: Bound) {
        self.add(tag, terms, Bound::fixed(f64::NEG_INFINITY), upper);
    }

    /// `sum terms >= lower`.
    pub(crate) fn at_least(&mut self, tag: Tag, terms: Vec<(Column, f64)>, lower: Bound) {
        self.add(tag, terms, lower, Bound::fixed(f64::INFINITY));
    }

    /// `sum terms = value`.
    pub(crate) fn equal(&mut self, tag: Tag, terms: Vec<(Column, f64)>, value: Bound) {
        self.add(tag, terms, value.clone(), value);
    }

    /// `lower <= sum terms <= upper`.
    pub(crate) fn between(&mut self, tag: Tag, terms: Vec<(Column, f64)>, lower: Bound, upper: Bound) {
        self.add(tag, terms, lower, upper);
    }

    fn add(&mut self, tag: Tag, terms: Vec<(Column, f64)>, lower: Bound, upper: Bound) {
        let mut sum: BTreeMap<Column, f64> = BTreeMap::new();
        for (column, k) in terms {
            *sum.entry(column).or_default() += k;
        }
        let terms = sum.into_iter().filter(|(_, k)| *k != 0.0).collect();
        self.rows.push(RowData { tag, terms, lower, upper });
    }

    /// Adds a cost to a column.
    pub(crate) fn charge(&mut self, charge: Charge) {
        if charge.cost != 0.0 {
            self.charges.push(charge);
        }
    }

    /// The objective: discounted million USD per unit of each column.
    pub(crate) fn costs(&self) -> Vec<f64> {
        let mut costs = vec![0.0; self.columns.len()];
        for charge in &self.charges {
            costs[charge.column.0] += charge.cost * charge.weight;
        }
        costs
    }

    /// Number of columns.
    pub(crate) fn column_count(&self) -> usize {
        self.columns.len()
    }

    /// In the form of the solver, for a set of members.
    pub(crate) fn problem(&self, costs: &[f64], takes_part: &dyn Fn(usize) -> bool) -> Problem {
        Problem {
            offset: 0.0,
            costs: costs.to_vec(),
            lower: self.columns.iter().map(|c| c.lower).collect(),
            upper: self.columns.iter().map(|c| c.upper_for(takes_part)).collect(),
            integer: self.columns.iter().map(|c| c.integer).collect(),
            rows: self
                .rows
                .iter()
                .map(|r| Terms {
                    lower: r.lower.of(takes_part),
                    upper: r.upper.of(takes_part),
                    terms: r.terms.iter().map(|&(c, k)| (c.0, k)).collect(),
                })
                .collect(),
        }
    }

    /// Bounds of the columns that depend on who takes part: column, lower, upper.
    pub(crate) fn column_bounds(&self, takes_part: &dyn Fn(usize) -> bool) -> Vec<(usize, f64, f64)> {
        let owned = self.columns.iter().enumerate().filter(|(_, c)| c.member.is_some());
        owned.map(|(i, c)| (i, c.lower, c.upper_for(takes_part))).collect()
    }

    /// Bounds of the rows that depend on who takes part: row, lower, upper.
    pub(crate) fn row_bounds(&self, takes_part: &dyn Fn(usize) -> bool) -> Vec<(usize, f64, f64)> {
        let varies = |b: &Bound| !b.present.is_empty() || !b.absent.is_empty() || !b.parts.is_empty();
        let varying = self.rows.iter().enumerate().filter(|(_, r)| varies(&r.lower) || varies(&r.upper));
        varying.map(|(i, r)| (i, r.lower.of(takes_part), r.upper.of(takes_part))).collect()
    }
}

impl ColumnData {
    fn upper_for(&self, takes_part: &dyn Fn(usize) -> bool) -> f64 {
        if self.member.is_some_and(|m| !takes_part(m)) { 0.0 } else { self.upper }
    }
}
