//! The model that clubs are valued with: that of the plan, made smaller.
//!
//! Years are pooled into periods: what is done is the same in each year of a period, and a limit holds on average over
//! it. A row with one term becomes a bound of its column, which loses nothing. What the pooling costs in accuracy is in
//! `docs/methods/share.md`.

use super::club::Club;
use crate::lp::{Bound, Charge, Column, Lp, RowData, Tag};
use crate::model::Model;
use monazite_highs::{Problem, Solution};
use std::collections::BTreeMap;

/// Lengths of periods in years; the last is repeated to the end of the programme. Single years at first, while what is
/// decided at the start comes online.
const PERIODS: [usize; 7] = [1, 1, 1, 1, 1, 1, 2];

/// A model of fewer years and rows.
#[derive(Debug)]
pub(super) struct Small<'m, 'a> {
    pub(super) model: &'m Model<'a>,
    pub(super) lp: Lp,
    /// Limits of single columns.
    limits: Vec<Limit>,
    /// First year of the period of each year.
    periods: BTreeMap<i32, i32>,
    /// Column of each column of the model.
    places: Vec<Column>,
}

/// `k x <= upper` of the row.
#[derive(Debug)]
struct Limit {
    column: Column,
    k: f64,
    row: RowData,
}

/// New bounds: place, lower, upper.
pub(super) type Changes = Vec<(usize, f64, f64)>;

/// What limits a use that several clubs compete for.
#[derive(Debug, Clone, Copy)]
pub(super) struct ForSale<'s> {
    pub(super) bound: &'s Bound,
    pub(super) tag: Tag,
    at: At,
}

#[derive(Debug, Clone, Copy)]
enum At {
    Row(usize),
    Column(usize, f64),
}

impl ForSale<'_> {
    /// How much is taken, and what one unit more would save.
    pub(super) fn taken_and_worth(&self, point: &Solution) -> (f64, f64) {
        match self.at {
            At::Row(row) => (point.rows[row], -point.row_duals[row]),
            At::Column(column, k) => (k * point.columns[column], -point.column_duals[column] / k),
        }
    }
}

impl<'m, 'a> Small<'m, 'a> {
    pub(super) fn of(model: &'m Model<'a>) -> Self {
        let periods = periods(&model.network().years);
        let mut small = Self { model, lp: Lp::default(), limits: Vec::new(), periods, places: Vec::new() };
        small.pool_columns();
        small.pool_rows();
        for charge in &model.lp.charges {
            small.lp.charge(Charge { column: small.places[charge.column.0], ..*charge });
        }
        small
    }

    /// A column is what is done in each year of its period.
    fn pool_columns(&mut self) {
        let columns = &self.model.lp.columns;
        let groups = groups(columns.iter().map(|c| c.tag), &self.periods);
        let mut years: Vec<f64> = Vec::new();
        for (column, &group) in columns.iter().zip(&groups) {
            if group == years.len() {
                years.push(0.0);
                self.lp.column(column.tag, 0.0, column.member);
            }
            years[group] += 1.0;
            self.lp.columns[group].upper += column.upper;
        }
        for (column, years) in self.lp.columns.iter_mut().zip(years) {
            column.upper /= years;
        }
        self.places = groups.into_iter().map(Column).collect();
    }

    /// A row is the sum over the years of its period.
    fn pool_rows(&mut self) {
        let rows = &self.model.lp.rows;
        let groups = groups(rows.iter().map(|r| r.tag), &self.periods);
        let mut pooled: Vec<Vec<&RowData>> = Vec::new();
        for (row, &group) in rows.iter().zip(&groups) {
            if group == pooled.len() {
                pooled.push(Vec::new());
            }
            pooled[group].push(row);
        }
        for rows in pooled {
            let mut terms: BTreeMap<Column, f64> = BTreeMap::new();
            for (column, k) in rows.iter().flat_map(|r| &r.terms) {
                *terms.entry(self.places[column.0]).or_default() += k;
            }
            let row = RowData {
                tag: rows[0].tag,
                terms: terms.into_iter().filter(|(_, k)| *k != 0.0).collect(),
                lower: sum(rows.iter().map(|r| &r.lower)),
                upper: sum(rows.iter().map(|r| &r.upper)),
            };
            match row.terms[..] {
                [(column, k)] if k > 0.0 && row.lower.always == f64::NEG_INFINITY => {
                    self.limits.push(Limit { column, k, row });
                }
                _ => self.lp.rows.push(row),
            }
        }
    }

    /// The column of a column of the model.
    pub(super) fn place(&self, column: Column) -> usize {
        self.places[column.0].0
    }

    /// First year of the period of a year.
    pub(super) fn period(&self, year: i32) -> i32 {
        self.periods.get(&year).copied().unwrap_or(year)
    }

    /// Limits that several clubs would compete for, in order.
    pub(super) fn for_sale(&self) -> Vec<ForSale<'_>> {
        let rows = self.lp.rows.iter().enumerate().map(|(i, row)| (row, At::Row(i)));
        let limits = self.limits.iter().map(|l| (&l.row, At::Column(l.column.0, l.k)));
        rows.chain(limits)
            .filter(|(row, _)| !row.upper.parts.is_empty())
            .map(|(row, at)| ForSale { bound: &row.upper, tag: row.tag, at })
            .collect()
    }

    /// Bounds of the columns that depend on who takes part, or that a limit holds: column, lower, upper.
    pub(super) fn column_bounds(&self, club: Club) -> Changes {
        let takes_part = self.takes_part(club);
        let mut bounds: BTreeMap<usize, f64> =
            self.lp.column_bounds(&takes_part).into_iter().map(|(c, _, upper)| (c, upper)).collect();
        for limit in &self.limits {
            let column = &self.lp.columns[limit.column.0];
            let upper = bounds.entry(limit.column.0).or_insert(column.upper);
            *upper = upper.min(limit.row.upper.of(&takes_part) / limit.k);
        }
        bounds.into_iter().map(|(c, upper)| (c, 0.0, upper)).collect()
    }

    /// Bounds of the rows that depend on who takes part.
    pub(super) fn row_bounds(&self, club: Club) -> Changes {
        self.lp.row_bounds(&self.takes_part(club))
    }

    /// Bounds that give a club more of what is for sale than its part: changes of columns, and of rows.
    pub(super) fn with_more(&self, for_sale: &[ForSale<'_>], more: &[f64], club: Club) -> [Changes; 2] {
        let takes_part = self.takes_part(club);
        let (mut columns, mut rows) = (Vec::new(), Vec::new());
        for (item, &more) in for_sale.iter().zip(more).filter(|(_, more)| **more > 0.0) {
            let upper = item.bound.of(&takes_part) + more;
            match item.at {
                At::Row(row) => rows.push((row, f64::NEG_INFINITY, upper)),
                At::Column(column, k) => columns.push((column, 0.0, upper / k)),
            }
        }
        [columns, rows]
    }

    /// In the form of the solver, for a club.
    pub(super) fn problem(&self, costs: &[f64], club: Club) -> Problem {
        let mut problem = self.lp.problem(costs, &self.takes_part(club));
        for (column, _, upper) in self.column_bounds(club) {
            problem.upper[column] = upper;
        }
        problem
    }

    /// Who takes part in a club's programme: its members, and hosts whoever the members are.
    pub(super) fn takes_part(&self, club: Club) -> impl Fn(usize) -> bool + use<> {
        let players = self.model.network().programme.members.len();
        move |zone| zone >= players || club.contains(zone)
    }
}

/// First year of the period of each year.
fn periods(years: &[i32]) -> BTreeMap<i32, i32> {
    let last = PERIODS[PERIODS.len() - 1];
    let mut lengths = PERIODS.into_iter().chain(std::iter::repeat(last));
    let mut left = years;
    let mut periods = BTreeMap::new();
    while let [first, ..] = left {
        let (period, rest) = left.split_at(lengths.next().unwrap_or(last).min(left.len()));
        periods.extend(period.iter().map(|&year| (year, *first)));
        left = rest;
    }
    periods
}

/// The group of each tag, numbered by first appearance: tags that differ only in years of one period share one.
fn groups(tags: impl Iterator<Item = Tag>, periods: &BTreeMap<i32, i32>) -> Vec<usize> {
    let mut known: BTreeMap<Tag, usize> = BTreeMap::new();
    tags.map(|tag| {
        let period = tag.year.map(|year| periods.get(&year).copied().unwrap_or(year));
        let next = known.len();
        *known.entry(Tag { year: period, ..tag }).or_insert(next)
    })
    .collect()
}

/// The sum of bounds of a period's years; parts are those of an average year.
fn sum<'b>(bounds: impl Iterator<Item = &'b Bound> + Clone) -> Bound {
    let by_member = |of: fn(&Bound) -> &Vec<(usize, f64)>, over: f64| {
        let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
        for &(member, value) in bounds.clone().flat_map(of) {
            *sums.entry(member).or_default() += value / over;
        }
        sums.into_iter().collect()
    };
    Bound {
        always: bounds.clone().map(|b| b.always).sum(),
        present: by_member(|b| &b.present, 1.0),
        absent: by_member(|b| &b.absent, 1.0),
        parts: by_member(|b| &b.parts, bounds.clone().count() as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lp::{About, Family};

    #[test]
    fn years_are_single_at_first_and_pooled_later() {
        let years: Vec<i32> = (2026..=2040).collect();
        let of = periods(&years);
        assert_eq!(of[&2031], 2031);
        assert_eq!((of[&2032], of[&2033], of[&2034]), (2032, 2032, 2034));
        assert_eq!(of[&2040], 2040, "what is left at the end is a period of its own");
    }

    #[test]
    fn tags_of_one_period_share_a_group_and_tags_without_a_year_stay_alone() {
        let periods = BTreeMap::from([(2030, 2030), (2031, 2030), (2032, 2032)]);
        let held = |t, year| Tag::new(Family::Held, About::Target(t)).in_year(year);
        let tags = [
            held(0, 2030),
            held(0, 2031),
            Tag::new(Family::Reserve, About::Target(0)),
            held(0, 2032),
            held(1, 2031),
            held(0, 2031).under(0),
        ];
        assert_eq!(groups(tags.into_iter(), &periods), [0, 0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_sum_of_bounds_adds_masses_and_takes_the_mean_of_parts() {
        let bound = |always, part| Bound {
            always,
            present: vec![(0, 1.0)],
            absent: Vec::new(),
            parts: vec![(0, part), (1, 1.0 - part)],
        };
        let sum = sum([bound(10.0, 0.2), bound(20.0, 0.4)].iter());
        assert_eq!((sum.always, &sum.present[..]), (30.0, &[(0, 2.0)][..]));
        assert!((sum.part(0) - 0.3).abs() < 1e-12 && (sum.part(1) - 0.7).abs() < 1e-12);
    }
}
