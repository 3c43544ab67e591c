//! What else moves prices than the shock: an error of the logarithm of a price that grows with the time since the news.
//!
//! Its standard deviation is `year * sqrt((t + lead) / 1 year)`: a random walk (Deaton and Laroque 1992 find prices of
//! commodities near it within a year) that has a lead, as thin quotes jump with the news itself. Both numbers are those of
//! least mean CRPS over left-out lines; each episode is judged with those that the others give.

use super::score::Line;

/// Middles of slices of equal probability of a standard normal variable.
pub(super) const NORMAL: [f64; 7] = [-1.465, -0.792, -0.366, 0.0, 0.366, 0.792, 1.465];
/// Standard deviations in a year that are tried.
const YEARS: [f64; 5] = [0.4, 0.5, 0.6, 0.7, 0.8];
/// Leads that are tried, months.
const LEADS: [f64; 5] = [0.0, 1.0, 2.0, 4.0, 6.0];

/// The error term.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// Standard deviation a year after the news, without the lead.
    pub year: f64,
    /// Months that count as gone by on the day of the news.
    pub lead: f64,
}

impl Term {
    /// Standard deviation of the logarithm of the price so many months after the news; nothing before it.
    #[must_use]
    pub fn deviation(self, months: f64) -> f64 {
        if months > 0.0 { self.year * ((months + self.lead) / 12.0).sqrt() } else { 0.0 }
    }

    /// A line with this error.
    #[must_use]
    pub fn on(self, line: &Line) -> Line {
        let deviation = self.deviation(line.months);
        let each = |&(value, weight): &(f64, f64)| NORMAL.map(|z| (value + deviation * z, weight));
        let sample = line.sample.iter().flat_map(each).collect();
        Line::of(&line.episode, line.months, line.observed, sample)
    }

    /// The term of least mean CRPS over some lines without one.
    #[must_use]
    pub fn of(lines: &[&Line]) -> Self {
        let mut best = (f64::INFINITY, Self { year: YEARS[0], lead: LEADS[0] });
        for year in YEARS {
            for lead in LEADS {
                let term = Self { year, lead };
                let crps: f64 = lines.iter().map(|line| term.on(line).crps()).sum();
                if crps < best.0 {
                    best = (crps, term);
                }
            }
        }
        best.1
    }
}

/// Lines without an error term, each given that of all other episodes; lines that do not count tell nothing.
#[must_use]
pub fn crossed(lines: &[Line], counts: &[bool]) -> Vec<Line> {
    let mut terms: Vec<(&str, Term)> = Vec::new();
    for line in lines {
        if terms.iter().all(|(episode, _)| *episode != line.episode) {
            let others: Vec<&Line> = lines
                .iter()
                .zip(counts)
                .filter(|(other, counts)| **counts && other.within() && other.episode != line.episode)
                .map(|(other, _)| other)
                .collect();
            terms.push((&line.episode, Term::of(&others)));
        }
    }
    let term =
        |line: &Line| terms.iter().find(|(episode, _)| *episode == line.episode).map(|(_, term)| *term);
    lines.iter().map(|line| term(line).map_or_else(|| line.clone(), |term| term.on(line))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Errors of one size at every horizon ask for a lead; an episode is judged by the others.
    #[test]
    fn the_term_is_what_the_other_episodes_say() {
        let line =
            |episode: &str, months: f64, observed: f64| Line::of(episode, months, observed, vec![(0.0, 1.0)]);
        let mut lines = Vec::new();
        for (i, months) in [1.0, 3.0, 6.0, 12.0].into_iter().enumerate() {
            let sign = if i % 2 == 0 { 1.0 } else { -1.0 };
            lines.push(line("a", months, 0.4 * sign));
            lines.push(line("b", months, -0.4 * sign));
        }
        lines.push(line("c", 6.0, 9.0));
        let all: Vec<&Line> = lines[..8].iter().collect();
        assert!(Term::of(&all).lead > 0.0);
        let crossed = crossed(&lines, &[true; 9]);
        // The far line widens the others, not itself.
        let width = |line: &Line| line.quantile(0.95) - line.quantile(0.05);
        assert!(width(&crossed[4]) > width(&crossed[8]), "{} {}", width(&crossed[4]), width(&crossed[8]));
        assert_eq!(Term { year: 0.5, lead: 2.0 }.deviation(0.0), 0.0);
    }
}
