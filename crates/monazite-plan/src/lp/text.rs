//! The programme as text in the LP format, for reading and for comparing: a golden file shows what changed in a model.

use super::Lp;
use std::fmt::{self, Display, Formatter};

/// Longest line before the terms go on in the next.
const WIDTH: usize = 100;

impl Display for Lp {
    /// Writes the LP format with every member taking part: names as given, columns and rows in their order.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let everybody = |_: usize| true;
        let costs = self.costs();
        writeln!(f, "minimise")?;
        let objective = costs.iter().enumerate().filter(|(_, c)| **c != 0.0);
        terms(f, " cost:", objective.map(|(i, &c)| (c, self.columns[i].name.as_str())))?;
        writeln!(f, "\nsubject to")?;
        for row in &self.rows {
            let named = row.terms.iter().map(|&(c, k)| (k, self.columns[c.0].name.as_str()));
            terms(f, &format!(" {}:", row.name), named)?;
            let (lower, upper) = (row.lower.of(&everybody), row.upper.of(&everybody));
            if lower == upper {
                writeln!(f, " = {}", rounded(upper))?;
            } else if upper.is_finite() {
                writeln!(f, " <= {}", rounded(upper))?;
            } else {
                writeln!(f, " >= {}", rounded(lower))?;
            }
        }
        writeln!(f, "bounds")?;
        for column in self.columns.iter().filter(|c| c.upper.is_finite()) {
            writeln!(f, " {} <= {} <= {}", rounded(column.lower), column.name, rounded(column.upper))?;
        }
        if self.columns.iter().any(|c| c.integer) {
            writeln!(f, "general")?;
            for column in self.columns.iter().filter(|c| c.integer) {
                writeln!(f, " {}", column.name)?;
            }
        }
        writeln!(f, "end")
    }
}

fn terms<'a>(f: &mut Formatter<'_>, label: &str, terms: impl Iterator<Item = (f64, &'a str)>) -> fmt::Result {
    let mut line = label.to_owned();
    for (k, name) in terms {
        let sign = if k < 0.0 { '-' } else { '+' };
        let term = format!(" {sign} {} {name}", rounded(k.abs()));
        if line.len() + term.len() > WIDTH {
            writeln!(f, "{line}")?;
            line = "  ".to_owned();
        }
        line.push_str(&term);
    }
    write!(f, "{line}")
}

/// Eight significant digits: more than a reader needs, fewer than differ between machines.
fn rounded(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    let digits = format!("{value:.7e}");
    digits.parse::<f64>().map_or(digits, |v| v.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::{Bound, Charge, Item, Lp};

    #[test]
    fn a_tiny_programme_reads_like_the_textbook() {
        let mut lp = Lp::default();
        let x = lp.column("x[a]".into(), 40.0, None);
        let y = lp.column("y[a]".into(), f64::INFINITY, None);
        for (column, cost) in [(x, 2.0), (y, 3.0)] {
            lp.charge(Charge { column, item: Item::Capital, year: 2030, cost, weight: 0.5 });
        }
        lp.at_least("need".into(), vec![(x, 1.0), (y, 1.0)], Bound::fixed(100.0));
        lp.equal("link".into(), vec![(x, 1.0), (y, -1.0 / 3.0)], Bound::fixed(0.0));
        lp.make_integer(x);
        let expected = "minimise\n cost: + 1 x[a] + 1.5 y[a]\nsubject to\n need: + 1 x[a] + 1 y[a] >= 100\n \
                        link: + 1 x[a] - 0.33333333 y[a] = 0\nbounds\n 0 <= x[a] <= 40\ngeneral\n x[a]\nend\n";
        assert_eq!(lp.to_string(), expected);
    }

    #[test]
    fn a_bound_counts_members_that_take_part_and_those_that_do_not() {
        let bound = Bound {
            always: 1.0,
            present: vec![(0, 10.0), (1, 20.0)],
            absent: vec![(1, 5.0)],
            parts: Vec::new(),
        };
        assert_eq!(bound.of(&|_| true), 31.0);
        assert_eq!(bound.of(&|m| m == 0), 16.0);
        assert_eq!(bound.of(&|_| false), 6.0);
    }
}
