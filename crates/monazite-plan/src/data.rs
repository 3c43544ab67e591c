//! Costs, times, growth and projects, looked up in the tables of the system.

use monazite::datum::Quality;
use monazite::estimate::Estimate;
use monazite::id::{CountryId, EndUseId, FormId, MineralId, ProcessId};
use monazite::quantity::UsDollarsPerTonne;
use monazite::system::investment::Parameter;
use monazite::system::project::Status;
use monazite::system::{Project, Role, Scope, Stage, System};
use std::collections::BTreeMap;

/// USD in a million.
pub(crate) const MILLION: f64 = 1e6;

/// Which end of its range a parameter is taken at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Low,
    Central,
    High,
}

/// Parameters of `investment.csv`; the most specific row holds. An absent row means that nothing is known to be
/// possible or to cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Costs<'a> {
    system: &'a System,
}

impl<'a> Costs<'a> {
    pub(crate) const fn new(system: &'a System) -> Self {
        Self { system }
    }

    /// A parameter of a process in a country, or anywhere.
    pub(crate) fn process(
        &self,
        parameter: Parameter,
        process: ProcessId,
        country: Option<CountryId>,
    ) -> Option<f64> {
        self.process_at(parameter, process, country, End::Central)
    }

    /// The same at an end of its range.
    pub(crate) fn process_at(
        &self,
        parameter: Parameter,
        process: ProcessId,
        country: Option<CountryId>,
        end: End,
    ) -> Option<f64> {
        let item = &self.system.processes[process];
        let place =
            Scope { mineral: Some(item.mineral), stage: Some(item.stage), country, ..Scope::default() };
        self.system.investment(parameter, Some(process), &place).map(|row| {
            let value = match end {
                End::Low => row.datum.low,
                End::Central => row.datum.value,
                End::High => row.datum.high,
            };
            value.get()
        })
    }

    /// A parameter of a form, of an end use where one is given; zero where there is none.
    pub(crate) fn form(&self, parameter: Parameter, form: FormId, end_use: Option<EndUseId>) -> f64 {
        let place = Scope { end_use, ..self.system.scope_of(form) };
        self.system.investment(parameter, None, &place).map_or(0.0, |row| row.datum.value.get())
    }

    /// Years for which a form keeps; `None` where it keeps for good.
    pub(crate) fn shelf_life(&self, form: FormId) -> Option<f64> {
        let place = self.system.scope_of(form);
        self.system.investment(Parameter::ShelfLife, None, &place).map(|row| row.datum.value.get())
    }

    /// What the hosts of a by-product in a country can carry, where a row names that country.
    pub(crate) fn host_limit(&self, process: ProcessId, country: CountryId) -> Option<f64> {
        let rows = self.system.investments.iter().filter(|r| r.parameter == Parameter::HostLimit);
        let row = rows.filter(|r| r.process == Some(process)).find(|r| r.scope.country == Some(country))?;
        Some(row.datum.value.get())
    }

    /// Probability that a project delivers.
    pub(crate) fn completion(&self, status: Status) -> f64 {
        let Some(parameter) = status.completion() else { return 1.0 };
        self.system.investment(parameter, None, &Scope::default()).map_or(0.0, |row| row.datum.value.get())
    }

    /// The price of a form ([`System::price`]); zero where there is none.
    pub(crate) fn price(&self, form: FormId) -> UsDollarsPerTonne {
        self.system.price(form).map_or(UsDollarsPerTonne::ZERO, |p| p.datum.value)
    }

    /// The same with its range, USD/t, and its quality.
    pub(crate) fn price_range(&self, form: FormId) -> (Estimate, Quality) {
        let price = self.system.price(form).map(|p| &p.datum);
        price.map_or((Estimate::default(), Quality::Assumed), |p| (Estimate::of(p), p.provenance.quality))
    }
}

/// Growth of need over the baseline, from a demand path by end use; the path of the mineral where the end use has none.
#[derive(Debug, Clone)]
pub(crate) struct Growth {
    baseline: i32,
    by_end_use: BTreeMap<EndUseId, BTreeMap<i32, f64>>,
    total: BTreeMap<i32, f64>,
}

impl Growth {
    pub(crate) fn of(system: &System, mineral: MineralId, scenario: &str) -> Self {
        let mut by_end_use: BTreeMap<EndUseId, BTreeMap<i32, f64>> = BTreeMap::new();
        let mut total: BTreeMap<i32, f64> = BTreeMap::new();
        let of_path = system.demand_paths.iter().filter(|p| p.mineral == mineral);
        for row in of_path.filter(|p| p.scenario == "base" || p.scenario == scenario) {
            let year = if row.scenario == "base" { system.year } else { row.datum.provenance.year };
            *by_end_use.entry(row.end_use).or_default().entry(year).or_default() += row.datum.value.get();
            *total.entry(year).or_default() += row.datum.value.get();
        }
        Self { baseline: system.year, by_end_use, total }
    }

    /// Need of a year over that of the baseline; 1 where no path says anything.
    pub(crate) fn over_baseline(&self, end_use: EndUseId, year: i32) -> f64 {
        let ratio = |path: &BTreeMap<i32, f64>| {
            let base = path.get(&self.baseline).copied().filter(|&b| b > 0.0)?;
            (path.len() > 1).then(|| interpolated(path, year) / base)
        };
        self.by_end_use.get(&end_use).and_then(ratio).or_else(|| ratio(&self.total)).unwrap_or(1.0)
    }
}

/// Straight lines between points, level outside them.
fn interpolated(path: &BTreeMap<i32, f64>, year: i32) -> f64 {
    let before = path.range(..=year).next_back();
    let after = path.range(year..).next();
    match (before, after) {
        (Some((&a, &x)), Some((&b, &y))) if b > a => x + (y - x) * f64::from(year - a) / f64::from(b - a),
        (Some((_, &x)), _) | (None, Some((_, &x))) => x,
        (None, None) => 0.0,
    }
}

/// A project with what the plan needs of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pipeline {
    pub(crate) name: String,
    pub(crate) form: FormId,
    pub(crate) process: ProcessId,
    pub(crate) country: CountryId,
    pub(crate) status: Status,
    /// First year of output, where one is announced.
    pub(crate) start: Option<i32>,
    /// The year in which it was looked at.
    pub(crate) seen: i32,
    /// Contained output at full capacity.
    pub(crate) capacity: f64,
    /// Activity of the process per tonne of the form.
    pub(crate) activity_per_output: f64,
}

impl Pipeline {
    /// First year of output: as announced, or as long after it was looked at as such a project takes from where it
    /// stands.
    pub(crate) fn first_output(&self, system: &System) -> i32 {
        let costs = Costs::new(system);
        let of = |parameter| costs.process(parameter, self.process, Some(self.country));
        let mine = system.processes[self.process].stage == Stage::Extraction;
        let stands = || self.status.lead().filter(|_| mine).and_then(of);
        let lead = || stands().or_else(|| of(Parameter::LeadTime)).unwrap_or(0.0);
        self.start.unwrap_or_else(|| self.seen + lead().ceil() as i32)
    }
}

/// Projects that run or are being built and were not in output in the baseline year.
pub(crate) fn sure_projects(system: &System, mineral: MineralId) -> Vec<Pipeline> {
    projects(system, mineral, |p| match p.status {
        Status::Operating => p.start.is_some_and(|year| year > system.year),
        Status::Construction => true,
        Status::Planned | Status::Paused | Status::Deposit => false,
    })
}

/// Projects that somebody would have to decide.
pub(crate) fn open_projects(system: &System, mineral: MineralId) -> Vec<Pipeline> {
    projects(system, mineral, |p| matches!(p.status, Status::Planned | Status::Paused | Status::Deposit))
}

fn projects(system: &System, mineral: MineralId, wanted: impl Fn(&Project) -> bool) -> Vec<Pipeline> {
    let of_mineral = system.projects.iter().filter(|p| p.mineral == mineral && wanted(p));
    of_mineral.filter_map(|p| pipeline(system, p)).collect()
}

/// A project without a form, a process or a capacity says too little to be planned with.
fn pipeline(system: &System, project: &Project) -> Option<Pipeline> {
    let form = project.form?;
    let makes = |process: ProcessId| {
        let recipe = &system.processes[process].recipe;
        recipe.iter().find(|t| t.role == Role::Output && t.form == form).map(|t| t.coefficient.value.get())
    };
    let process = project.process.or_else(|| system.processes.ids().find(|&p| makes(p).is_some()))?;
    let output = makes(process).filter(|&b| b > 0.0)?;
    Some(Pipeline {
        name: project.name.clone(),
        form,
        process,
        country: project.country,
        status: project.status,
        start: project.start,
        seen: project.provenance.year,
        capacity: project.capacity.as_ref()?.value.get(),
        activity_per_output: 1.0 / output,
    })
}

/// Part of what is built that is there, on average over the year that begins `since` years after the decision: output
/// rises in a straight line from zero at the lead time to full at lead time and ramp.
pub(crate) fn online(lead: f64, ramp: f64, since: i32) -> f64 {
    // Integral of the rise from its start up to a time.
    let area = |time: f64| {
        let t = (time - lead).max(0.0);
        if ramp > 0.0 && t < ramp {
            t * t / (2.0 * ramp)
        } else {
            t - ramp / 2.0 * f64::from(u8::from(t > 0.0))
        }
    };
    (area(f64::from(since) + 1.0) - area(f64::from(since))).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn need_goes_in_straight_lines_between_the_years_of_a_path() {
        let path = BTreeMap::from([(2024, 10.0), (2030, 22.0)]);
        assert_eq!(interpolated(&path, 2027), 16.0);
        assert_eq!(interpolated(&path, 2024), 10.0);
        assert_eq!(interpolated(&path, 2040), 22.0);
        assert_eq!(interpolated(&path, 2000), 10.0);
    }

    #[test]
    fn output_begins_after_the_lead_time_and_rises_over_the_ramp() {
        // The worked number of the methods page: lead time 2.2 years, ramp 1 year.
        assert_eq!(online(2.2, 1.0, 0), 0.0);
        assert_eq!(online(2.2, 1.0, 1), 0.0);
        assert!((online(2.2, 1.0, 2) - 0.32).abs() < 1e-12, "from 2.2 to 3.0: 0.8 * 0.8 / 2");
        assert!((online(2.2, 1.0, 3) - 0.98).abs() < 1e-12, "the rest of the rise, then full");
        assert_eq!(online(2.2, 1.0, 4), 1.0);
        assert_eq!(online(2.2, 1.0, -1), 0.0);
        assert!((online(1.0, 0.0, 1) - 1.0).abs() < 1e-12);
    }
}
