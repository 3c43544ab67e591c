//! Output by country: as reported, or after the balance.
//!
//! Methods page: `docs/methods/concentration.md`.

use crate::balance::MineralBalance;
use crate::id::{CountryId, FormId, ProcessId};
use crate::metric::concentration::hhi_of_total;
use crate::quantity::{Index, Share, TonnesPerYear};
use crate::system::{Role, System};
use std::collections::{BTreeMap, BTreeSet};

/// What the world makes of some forms in a year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Output {
    /// By country.
    pub by_country: BTreeMap<CountryId, TonnesPerYear>,
    /// The whole: the published world total, or the sum of the countries where that is larger.
    pub whole: TonnesPerYear,
}

impl Output {
    /// A country's share of the whole; `None` if nothing is made.
    #[must_use]
    pub fn share(&self, country: CountryId) -> Option<Share> {
        let mass = self.by_country.get(&country).map_or(0.0, |m| m.get());
        (self.whole.get() > 0.0).then(|| Share::new(mass / self.whole.get()))
    }

    /// Share of the `n` largest countries together; what no report names is not among them.
    #[must_use]
    pub fn top(&self, n: usize) -> Option<Share> {
        let mut masses: Vec<f64> = self.by_country.values().map(|m| m.get()).collect();
        masses.sort_by(|a, b| b.total_cmp(a));
        let top: f64 = masses.into_iter().take(n).sum();
        (self.whole.get() > 0.0).then(|| Share::new(top / self.whole.get()))
    }

    /// The largest country; `None` where no report names as much again, so that another may be larger.
    #[must_use]
    pub fn leader(&self) -> Option<CountryId> {
        let best = self.by_country.iter().fold(None, |best: Option<(CountryId, f64)>, (&country, mass)| {
            if best.is_some_and(|(_, most)| most >= mass.get()) { best } else { Some((country, mass.get())) }
        });
        let named: TonnesPerYear = self.by_country.values().copied().sum();
        let unnamed = (self.whole - named).get();
        best.filter(|&(_, most)| most > unnamed).map(|(country, _)| country)
    }

    /// Concentration over the whole; what no report names counts as many small countries.
    #[must_use]
    pub fn hhi(&self) -> Option<Index> {
        let masses: Vec<TonnesPerYear> = self.by_country.values().copied().collect();
        hhi_of_total(&masses, self.whole.get())
    }
}

/// Output as reported for a year: the mean of the reports on the same thing, the sum over different things.
///
/// A report on several forms together stands for them; reports on some of these alone are not added to it.
#[must_use]
pub fn reported(system: &System, forms: &BTreeSet<FormId>, year: i32) -> Output {
    let mut reports: BTreeMap<CountryId, Reports> = BTreeMap::new();
    for report in system.production.iter().filter(|p| p.datum.provenance.year == year) {
        let of_country = reports.entry(report.country).or_default();
        of_country.add(forms, &report.forms, report.process, report.datum.value);
    }
    let mut totals = Reports::default();
    for total in system.world_production.iter().filter(|w| w.datum.provenance.year == year) {
        totals.add(forms, &total.forms, None, total.datum.value);
    }
    let mut output = Output::default();
    for (country, reports) in reports {
        if let Some(mass) = reports.sum() {
            output.by_country.insert(country, mass);
            output.whole += mass;
        }
    }
    if let Some(published) = totals.sum()
        && published > output.whole
    {
        output.whole = published;
    }
    output
}

/// Reports of one country by what they are about.
#[derive(Debug, Default)]
struct Reports(BTreeMap<(BTreeSet<FormId>, Option<ProcessId>), Vec<f64>>);

impl Reports {
    /// Adds a report if it is about nothing but the wanted forms.
    fn add(
        &mut self,
        wanted: &BTreeSet<FormId>,
        of: &[FormId],
        process: Option<ProcessId>,
        mass: TonnesPerYear,
    ) {
        let of: BTreeSet<FormId> = of.iter().copied().collect();
        if of.is_subset(wanted) {
            self.0.entry((of, process)).or_default().push(mass.get());
        }
    }

    /// The sum, from the widest report to the narrowest, each form counted once; processes of one form add up.
    fn sum(&self) -> Option<TonnesPerYear> {
        let mut things: Vec<_> = self.0.iter().collect();
        things.sort_by_key(|((forms, process), _)| (std::cmp::Reverse(forms.len()), process.is_some()));
        let mut counted: BTreeMap<FormId, (&BTreeSet<FormId>, bool)> = BTreeMap::new();
        let mut sum = None;
        for ((forms, process), masses) in things {
            let clash = |form: &FormId| {
                let before = counted.get(form);
                before.is_some_and(|(set, by_process)| *set != forms || !by_process || process.is_none())
            };
            if forms.iter().any(clash) {
                continue;
            }
            counted.extend(forms.iter().map(|&f| (f, (forms, process.is_some()))));
            let mean = masses.iter().sum::<f64>() / masses.len() as f64;
            sum = Some(sum.unwrap_or(TonnesPerYear::ZERO) + TonnesPerYear::new(mean));
        }
        sum
    }
}

/// Output after the balance: nothing is made that the balance does not name.
#[must_use]
pub fn balanced(system: &System, balance: &MineralBalance, forms: &BTreeSet<FormId>) -> Output {
    let mut output = Output::default();
    for activity in &balance.activity {
        for term in &system.processes[activity.process].recipe {
            if term.role == Role::Output && forms.contains(&term.form) {
                let mass = TonnesPerYear::new(activity.mass.get() * term.coefficient.value.get());
                *output.by_country.entry(activity.country).or_default() += mass;
                output.whole += mass;
            }
        }
    }
    output
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;

    fn t(mass: f64) -> TonnesPerYear {
        TonnesPerYear::new(mass)
    }

    #[test]
    fn a_wide_report_stands_for_its_forms_and_two_reports_are_averaged() {
        let [a, b, c] = [0, 1, 2].map(FormId::from_index);
        let [one, two] = [0, 1].map(ProcessId::from_index);
        let wanted = BTreeSet::from([a, b, c]);
        let mut reports = Reports::default();
        reports.add(&wanted, &[a, b], None, t(100.0));
        reports.add(&wanted, &[a, b], None, t(120.0));
        reports.add(&wanted, &[a], None, t(70.0));
        reports.add(&wanted, &[c], Some(one), t(5.0));
        reports.add(&wanted, &[c], Some(two), t(6.0));
        assert_eq!(reports.sum(), Some(t(121.0)));
        reports.add(&wanted, &[c], None, t(12.0));
        assert_eq!(reports.sum(), Some(t(122.0)));
        reports.add(&BTreeSet::from([a]), &[a, b], None, t(1e9));
        assert_eq!(reports.sum(), Some(t(122.0)));
    }

    #[test]
    fn one_named_country_of_a_large_whole_does_not_lead() {
        let x = CountryId::from_index(0);
        let output = Output { by_country: BTreeMap::from([(x, t(1.0))]), whole: t(100.0) };
        assert_eq!(output.leader(), None);
        assert_eq!(output.share(x), Some(Share::new(0.01)));
    }

    #[test]
    fn what_no_report_names_dilutes_shares() {
        let [x, y] = [0, 1].map(CountryId::from_index);
        let output = Output { by_country: BTreeMap::from([(x, t(60.0)), (y, t(20.0))]), whole: t(100.0) };
        assert_eq!(output.leader(), Some(x));
        assert_eq!(output.share(x), Some(Share::new(0.6)));
        assert_eq!(output.top(3), Some(Share::new(0.8)));
        assert!((output.hhi().unwrap().get() - 0.40).abs() < 1e-12);
    }
}
