//! A linear or mixed-integer problem in the form that the solver takes.

use crate::error::Error;

/// Minimise `cost x + offset` over `lower <= x <= upper`, `row lower <= A x <= row upper`.
/// Use infinities where there is no bound.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problem {
    /// Constant of the objective.
    pub offset: f64,
    /// Cost of each column.
    pub costs: Vec<f64>,
    /// Lower bound of each column.
    pub lower: Vec<f64>,
    /// Upper bound of each column.
    pub upper: Vec<f64>,
    /// Whether a column takes whole numbers only.
    pub integer: Vec<bool>,
    /// Rows in order.
    pub rows: Vec<Row>,
}

/// `lower <= sum terms <= upper`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Lower bound.
    pub lower: f64,
    /// Upper bound.
    pub upper: f64,
    /// Columns with their coefficients, each column once.
    pub terms: Vec<(usize, f64)>,
}

impl Problem {
    /// Adds a continuous column and returns its number.
    pub fn column(&mut self, cost: f64, lower: f64, upper: f64) -> usize {
        self.costs.push(cost);
        self.lower.push(lower);
        self.upper.push(upper);
        self.integer.push(false);
        self.costs.len() - 1
    }

    /// Adds a row and returns its number.
    pub fn row(&mut self, lower: f64, upper: f64, terms: Vec<(usize, f64)>) -> usize {
        self.rows.push(Row { lower, upper, terms });
        self.rows.len() - 1
    }

    /// The solver trusts lengths and numbers; they are looked at before it sees them.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let columns = self.costs.len();
        let shape = |reason: String| Err(Error::Shape { reason });
        if [self.lower.len(), self.upper.len(), self.integer.len()] != [columns; 3] {
            return shape(format!(
                "costs, bounds and integrality name different numbers of columns than {columns}"
            ));
        }
        if let Some(cost) = self.costs.iter().find(|c| !c.is_finite()) {
            return shape(format!("a cost is {cost}"));
        }
        for (number, row) in self.rows.iter().enumerate() {
            if let Some(&(column, k)) = row.terms.iter().find(|&&(c, k)| c >= columns || !k.is_finite()) {
                return shape(format!("row {number} has coefficient {k} in column {column} of {columns}"));
            }
        }
        Ok(())
    }
}
