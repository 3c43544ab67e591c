//! The programme as text in the LP format, for reading and for comparing: a golden file shows what changed in a model.

use super::programme::Lp;
use super::tag::Tag;
use std::fmt::{Error, Write};

/// Longest line before the terms go on in the next.
const WIDTH: usize = 100;

/// The LP format with every member taking part, columns and rows in their order; names are derived from tags.
pub(crate) fn text(lp: &Lp, name: impl Fn(&Tag) -> String) -> Result<String, Error> {
    let mut text = String::new();
    let out = &mut text;
    let everybody = |_: usize| true;
    let columns: Vec<String> = lp.columns.iter().map(|c| name(&c.tag)).collect();
    let costs = lp.costs();
    writeln!(out, "minimise")?;
    let objective = costs.iter().enumerate().filter(|(_, c)| **c != 0.0);
    terms(out, " cost:", objective.map(|(i, &c)| (c, columns[i].as_str())))?;
    writeln!(out, "\nsubject to")?;
    for row in &lp.rows {
        let named = row.terms.iter().map(|&(c, k)| (k, columns[c.0].as_str()));
        terms(out, &format!(" {}:", name(&row.tag)), named)?;
        let (lower, upper) = (row.lower.of(&everybody), row.upper.of(&everybody));
        if lower == upper {
            writeln!(out, " = {}", rounded(upper))?;
        } else if upper.is_finite() {
            writeln!(out, " <= {}", rounded(upper))?;
        } else {
            writeln!(out, " >= {}", rounded(lower))?;
        }
    }
    writeln!(out, "bounds")?;
    let named = || lp.columns.iter().zip(&columns);
    for (column, name) in named().filter(|(c, _)| c.upper.is_finite()) {
        writeln!(out, " {} <= {name} <= {}", rounded(column.lower), rounded(column.upper))?;
    }
    if lp.columns.iter().any(|c| c.integer) {
        writeln!(out, "general")?;
        for (_, name) in named().filter(|(c, _)| c.integer) {
            writeln!(out, " {name}")?;
        }
    }
    writeln!(out, "end")?;
    Ok(text)
}

fn terms<'a>(
    out: &mut String,
    label: &str,
    terms: impl Iterator<Item = (f64, &'a str)>,
) -> Result<(), Error> {
    let mut line = label.to_owned();
    for (k, name) in terms {
        let sign = if k < 0.0 { '-' } else { '+' };
        let term = format!(" {sign} {} {name}", rounded(k.abs()));
        if line.len() + term.len() > WIDTH {
            writeln!(out, "{line}")?;
            line = "  ".to_owned();
        }
        line.push_str(&term);
    }
    write!(out, "{line}")
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
    use super::*;
    use crate::lp::bound::Bound;
    use crate::lp::item::Item;
    use crate::lp::programme::Charge;
    use crate::lp::tag::{About, Family};

    #[test]
    fn a_tiny_programme_reads_like_the_textbook() {
        let mut lp = Lp::default();
        let tag = |family, year| Tag { family, about: About::Whole, threat: None, year };
        let x = lp.column(tag(Family::Made, Some(1)), 40.0, None);
        let y = lp.column(tag(Family::Held, Some(1)), f64::INFINITY, None);
        for (column, cost) in [(x, 2.0), (y, 3.0)] {
            lp.charge(Charge { column, item: Item::Capital, year: 2030, cost, weight: 0.5 });
        }
        lp.at_least(tag(Family::Budget, None), vec![(x, 1.0), (y, 1.0)], Bound::fixed(100.0));
        lp.equal(tag(Family::Pool, None), vec![(x, 1.0), (y, -1.0 / 3.0)], Bound::fixed(0.0));
        lp.make_integer(x);
        let name = |tag: &Tag| match tag.year {
            Some(year) => format!("{}[{year}]", tag.family.word()),
            None => tag.family.word().to_owned(),
        };
        let expected = "minimise\n cost: + 1 made[1] + 1.5 held[1]\nsubject to\n budget: + 1 made[1] + 1 held[1] >= 100\n \
                        pool: + 1 made[1] - 0.33333333 held[1] = 0\nbounds\n 0 <= made[1] <= 40\ngeneral\n made[1]\nend\n";
        assert_eq!(text(&lp, name).unwrap(), expected);
    }
}
