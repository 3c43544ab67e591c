//! A scenario of the library run on the baseline, read month by month.

use monazite::balance::Balance;
use monazite::quantity::Share;
use monazite::scenario::{Date, Scenario};
use monazite::simulate::{Outcome, simulate};
use monazite::system::System;
use monazite_io::scenario::{Entry, parse};

/// Activity may fall by this share before a user counts as short.
const TOLERANCE: Share = Share::new(0.05);

/// A run beside the same horizon without shocks.
pub(crate) struct Run<'a> {
    system: &'a System,
    scenario: Scenario,
    outcome: Outcome,
    quiet: Outcome,
}

impl<'a> Run<'a> {
    /// A scenario of the library.
    pub(crate) fn scenario(system: &System, key: &str) -> Scenario {
        let entry = Entry::of(key).unwrap();
        parse(&entry.file(), entry.text, system).unwrap()
    }

    pub(crate) fn of(system: &'a System, balance: &Balance, scenario: Scenario) -> Self {
        let quiet =
            Scenario { step: scenario.step, ..Scenario::quiet("quiet", scenario.start, scenario.horizon) };
        Self {
            outcome: simulate(system, balance, &scenario).unwrap(),
            quiet: simulate(system, balance, &quiet).unwrap(),
            system,
            scenario,
        }
    }

    /// Exports of forms by a country in months (`2025-07`), over those without shocks.
    pub(crate) fn exports(&self, forms: &[&str], country: &str, from: &str, to: &str) -> f64 {
        let country = self.system.countries.id(country).unwrap();
        let sum = |outcome: &Outcome| -> f64 {
            forms
                .iter()
                .map(|form| outcome.node(self.system.forms.id(form).unwrap(), country).unwrap())
                .map(|node| self.mean(from, to, |period| outcome.exported(node, period).get()))
                .sum()
        };
        sum(&self.outcome) / sum(&self.quiet)
    }

    /// Days from a date until a user of the forms outside some countries first falls short.
    pub(crate) fn first_shortage(&self, forms: &[&str], but: &[&str], from: &str) -> Option<f64> {
        let before = self.scenario.day(date(from));
        let outside = self.outcome.users.iter().enumerate().filter(|(_, user)| {
            forms.contains(&self.system.forms.key(user.form))
                && !but.contains(&self.system.countries.key(user.country))
        });
        let first = outside.filter_map(|(i, _)| self.outcome.time_to_survive(i, TOLERANCE));
        first.map(|days| days.get() - before).min_by(f64::total_cmp)
    }

    /// The least activity that any user of a mineral in a country has in any period.
    pub(crate) fn worst_activity(&self, mineral: &str, country: &str) -> f64 {
        let (mineral, country) =
            (self.system.minerals.id(mineral).unwrap(), self.system.countries.id(country).unwrap());
        let there =
            self.outcome.users.iter().enumerate().filter(|(_, user)| {
                user.country == country && self.system.forms[user.form].mineral == mineral
            });
        there
            .flat_map(|(i, _)| (0..self.outcome.periods).map(move |t| (i, t)))
            .map(|(i, t)| self.outcome.activity(i, t).get())
            .fold(1.0, f64::min)
    }

    /// Mean over the days of months; periods count with the days that they have in them.
    fn mean(&self, from: &str, to: &str, value: impl Fn(usize) -> f64) -> f64 {
        let first = date(&format!("{from}-01"));
        let last = date(&format!("{to}-01")).last_of_month();
        let (begin, end) = (self.scenario.day(first), self.scenario.day(last) + 1.0);
        let step = self.scenario.step.get();
        let (mut sum, mut days) = (0.0, 0.0);
        for period in 0..self.outcome.periods {
            let start = period as f64 * step;
            let overlap = (start + step).min(end) - start.max(begin);
            if overlap > 0.0 {
                sum += overlap * value(period);
                days += overlap;
            }
        }
        sum / days
    }
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}
