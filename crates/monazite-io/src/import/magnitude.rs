//! Figures that are about a thousand times, or a thousandth of, the same figure of the year before: a unit may be wrong.

use super::report::Report;
use std::collections::BTreeMap;

/// The least and the largest factor between neighbouring years that looks like a wrong unit: a thousand, a million.
const FACTORS: [(f64, f64); 2] = [(600.0, 1700.0), (600_000.0, 1_700_000.0)];

/// Figures by series and year.
#[derive(Default)]
pub(super) struct Series {
    figures: BTreeMap<String, Vec<(i32, f64, u32)>>,
}

impl Series {
    /// Adds a figure of a series; what is no number or zero says nothing about magnitude.
    pub(super) fn add(&mut self, series: &str, year: i32, figure: Option<f64>, line: u32) {
        let Some(figure) = figure.filter(|figure| *figure != 0.0) else { return };
        match self.figures.get_mut(series) {
            Some(figures) => figures.push((year, figure, line)),
            None => {
                self.figures.insert(series.to_owned(), vec![(year, figure, line)]);
            }
        }
    }

    /// Warns of each figure that jumps by a thousand against the year before in its series.
    pub(super) fn tell(self, report: &mut Report) {
        for (series, mut figures) in self.figures {
            figures.sort_by_key(|&(year, _, line)| (year, line));
            for pair in figures.windows(2) {
                let [(before, old, _), (year, new, line)] = *pair else { continue };
                if before == year || !jumps(new / old) {
                    continue;
                }
                let problem =
                    report.warning("a figure jumps by about a thousand: is its unit right?").at(line);
                report.tell(
                    problem
                        .cell(&series, &format!("{before}: {old}, {year}: {new}"))
                        .hint("compare it with another release; the figure is read as it is printed"),
                );
            }
        }
    }
}

/// Whether a factor, or its inverse, is about a thousand or a million.
pub(super) fn jumps(factor: f64) -> bool {
    let factor = factor.abs();
    let factor = if factor < 1.0 { 1.0 / factor } else { factor };
    FACTORS.iter().any(|(least, most)| (*least..=*most).contains(&factor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_by_a_thousand_is_told_and_growth_is_not() {
        let told = |figures: &[f64]| {
            let mut series = Series::default();
            for (i, figure) in figures.iter().enumerate() {
                series.add("x", 2000 + i32::try_from(i).unwrap(), Some(*figure), 7);
            }
            let mut report = Report::new("x.csv");
            series.tell(&mut report);
            report.imported(Vec::<()>::new()).diagnostics.warnings()
        };
        assert_eq!(told(&[1.0, 2.0, 300.0, 0.0, 310.0]), 0);
        assert_eq!(told(&[12.0, 13_000.0, 13.0]), 2);
        assert_eq!(told(&[12.0, 0.0, 13_000.0]), 1);
    }
}
