//! A small description of a linear or mixed-integer programme: every column and row has a name and says whose it is.

mod text;

use monazite_highs::{Problem, Row as Terms};
use std::collections::BTreeMap;

/// A column of an [`Lp`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column(pub(crate) usize);

/// A row of an [`Lp`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row(pub(crate) usize);

/// The part of the objective that a cost belongs to, one a file of `objective/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// Annuities of capacity.
    Capital,
    /// Running cost above that of the incumbent.
    Operating,
    /// Moving forms between members, from the rest of the world and from the supplier.
    Trade,
    /// Buying stocks above the market price, and holding them.
    Stock,
    /// Running cost of recycling above that of the incumbent.
    Recycling,
    /// Doing without.
    Substitution,
    /// Value lost by need that is unmet in a normal year.
    Unmet,
    /// Value lost under the threats, weighted by their probability.
    Risk,
}

impl Item {
    /// All, in the order of results.
    pub const ALL: [Self; 8] = [
        Self::Capital,
        Self::Operating,
        Self::Trade,
        Self::Stock,
        Self::Recycling,
        Self::Substitution,
        Self::Unmet,
        Self::Risk,
    ];

    /// The word used in results.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Capital => "capital",
            Self::Operating => "operating",
            Self::Trade => "trade",
            Self::Stock => "stock",
            Self::Recycling => "recycling",
            Self::Substitution => "substitution",
            Self::Unmet => "unmet",
            Self::Risk => "risk",
        }
    }

    /// Whether it is money that the programme spends, rather than a loss that it avoids.
    #[must_use]
    pub const fn is_spent(self) -> bool {
        !matches!(self, Self::Unmet | Self::Risk)
    }
}

/// A cost of a column, by item, year and member.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Charge {
    /// The column.
    pub column: Column,
    /// What for.
    pub item: Item,
    /// In which year.
    pub year: i32,
    /// Million USD of that year per unit of the column, not discounted.
    pub cost: f64,
    /// What the objective counts it with: discount factor, probability.
    pub weight: f64,
}

/// A bound that depends on who takes part: a constant, plus what each member that takes part adds, plus what each
/// member that does not adds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bound {
    /// Whoever takes part.
    pub always: f64,
    /// Added by member, where it takes part.
    pub present: Vec<(usize, f64)>,
    /// Added by member, where it does not.
    pub absent: Vec<(usize, f64)>,
    /// The part of the whole that each member brings by taking part; all is there for whoever takes part where empty.
    pub parts: Vec<(usize, f64)>,
}

impl Bound {
    /// The same whoever takes part.
    #[must_use]
    pub const fn fixed(value: f64) -> Self {
        Self { always: value, present: Vec::new(), absent: Vec::new(), parts: Vec::new() }
    }

    /// The bound for a set of members.
    #[must_use]
    pub fn of(&self, takes_part: &dyn Fn(usize) -> bool) -> f64 {
        let sum = |parts: &[(usize, f64)], wanted: bool| -> f64 {
            parts.iter().filter(|(m, _)| takes_part(*m) == wanted).map(|(_, v)| v).sum()
        };
        let part = if self.parts.is_empty() { 1.0 } else { sum(&self.parts, true) };
        part * (self.always + sum(&self.present, true) + sum(&self.absent, false))
    }

    /// The part of the whole that a member brings.
    #[must_use]
    pub fn part(&self, member: usize) -> f64 {
        self.parts.iter().filter(|(m, _)| *m == member).map(|(_, part)| part).sum()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ColumnData {
    pub(crate) name: String,
    pub(crate) lower: f64,
    pub(crate) upper: f64,
    pub(crate) integer: bool,
    /// Without whom it is zero.
    pub(crate) member: Option<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RowData {
    pub(crate) name: String,
    pub(crate) terms: Vec<(Column, f64)>,
    pub(crate) lower: Bound,
    pub(crate) upper: Bound,
}

/// A linear or mixed-integer programme with names. Costs are kept as charges, so that a result can be itemised.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lp {
    pub(crate) columns: Vec<ColumnData>,
    pub(crate) rows: Vec<RowData>,
    pub(crate) charges: Vec<Charge>,
}

impl Lp {
    /// Adds a column with bounds from zero to `upper`.
    pub fn column(&mut self, name: String, upper: f64, member: Option<usize>) -> Column {
        self.columns.push(ColumnData { name, lower: 0.0, upper, integer: false, member });
        Column(self.columns.len() - 1)
    }

    /// Makes a column take whole numbers only.
    pub fn make_integer(&mut self, column: Column) {
        self.columns[column.0].integer = true;
    }

    /// `sum terms <= upper`.
    pub fn at_most(&mut self, name: String, terms: Vec<(Column, f64)>, upper: Bound) -> Row {
        self.add(name, terms, Bound::fixed(f64::NEG_INFINITY), upper)
    }

    /// `sum terms >= lower`.
    pub fn at_least(&mut self, name: String, terms: Vec<(Column, f64)>, lower: Bound) -> Row {
        self.add(name, terms, lower, Bound::fixed(f64::INFINITY))
    }

    /// `sum terms = value`.
    pub fn equal(&mut self, name: String, terms: Vec<(Column, f64)>, value: Bound) -> Row {
        self.add(name, terms, value.clone(), value)
    }

    fn add(&mut self, name: String, terms: Vec<(Column, f64)>, lower: Bound, upper: Bound) -> Row {
        let mut sum: BTreeMap<Column, f64> = BTreeMap::new();
        for (column, k) in terms {
            *sum.entry(column).or_default() += k;
        }
        let terms = sum.into_iter().filter(|(_, k)| *k != 0.0).collect();
        self.rows.push(RowData { name, terms, lower, upper });
        Row(self.rows.len() - 1)
    }

    /// Adds a cost to a column.
    pub fn charge(&mut self, charge: Charge) {
        if charge.cost != 0.0 {
            self.charges.push(charge);
        }
    }

    /// The objective: discounted million USD per unit of each column.
    #[must_use]
    pub fn costs(&self) -> Vec<f64> {
        let mut costs = vec![0.0; self.columns.len()];
        for charge in &self.charges {
            costs[charge.column.0] += charge.cost * charge.weight;
        }
        costs
    }

    /// Name of a column.
    #[must_use]
    pub fn column_name(&self, column: Column) -> &str {
        &self.columns[column.0].name
    }

    /// Name of a row.
    #[must_use]
    pub fn row_name(&self, row: Row) -> &str {
        &self.rows[row.0].name
    }

    /// Number of columns.
    #[must_use]
    pub fn column_count(&self) -> usize {
        self.columns.len()
    }

    /// Number of rows.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// In the form of the solver, for a set of members.
    #[must_use]
    pub fn problem(&self, costs: &[f64], takes_part: &dyn Fn(usize) -> bool) -> Problem {
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
    #[must_use]
    pub fn column_bounds(&self, takes_part: &dyn Fn(usize) -> bool) -> Vec<(usize, f64, f64)> {
        let owned = self.columns.iter().enumerate().filter(|(_, c)| c.member.is_some());
        owned.map(|(i, c)| (i, c.lower, c.upper_for(takes_part))).collect()
    }

    /// Bounds of the rows that depend on who takes part: row, lower, upper.
    #[must_use]
    pub fn row_bounds(&self, takes_part: &dyn Fn(usize) -> bool) -> Vec<(usize, f64, f64)> {
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
