//! A run: events on the undisturbed economy, step by step, with what is recorded.

use super::event::{Event, Impact};
use super::parameters::{Compatibility, unknown_industry};
use super::rebuild::Rebuilding;
use super::state::{Ario, State};
use super::step::{Levels, advance};
use crate::economy::table::{Industry, Mrio};
use crate::error::Error;
use crate::watch::Watch;
use std::collections::BTreeMap;

/// What a run records for each step and industry; money per step unless said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variable {
    /// Production.
    ProductionRealised,
    /// Production capacity: what could be made with enough inputs.
    ProductionCapacity,
    /// Final demand addressed to the industry.
    FinalDemand,
    /// Orders of other industries addressed to the industry.
    IntermediateDemand,
    /// Final demand not met, by consuming region and sector of the good.
    FinalDemandUnmet,
    /// Final demand not met, by the industry that was asked.
    FinalDemandUndist,
    /// Rebuilding demand addressed to the industry.
    RebuildDemand,
    /// Production that went to rebuilding.
    RebuildProd,
    /// Capital of the industry that is not yet recovered or rebuilt, money.
    ProductiveCapitalToRecover,
    /// Overproduction, share of base capacity.
    Overproduction,
}

impl Variable {
    /// All variables.
    pub const ALL: [Self; 10] = [
        Self::ProductionRealised,
        Self::ProductionCapacity,
        Self::FinalDemand,
        Self::IntermediateDemand,
        Self::FinalDemandUnmet,
        Self::FinalDemandUndist,
        Self::RebuildDemand,
        Self::RebuildProd,
        Self::ProductiveCapitalToRecover,
        Self::Overproduction,
    ];

    /// The name in files and cases.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ProductionRealised => "production_realised",
            Self::ProductionCapacity => "production_capacity",
            Self::FinalDemand => "final_demand",
            Self::IntermediateDemand => "intermediate_demand",
            Self::FinalDemandUnmet => "final_demand_unmet",
            Self::FinalDemandUndist => "final_demand_undist",
            Self::RebuildDemand => "rebuild_demand",
            Self::RebuildProd => "rebuild_prod",
            Self::ProductiveCapitalToRecover => "productive_capital_to_recover",
            Self::Overproduction => "overproduction",
        }
    }
}

/// What a run recorded.
#[derive(Debug, Clone)]
pub struct Trajectory {
    /// Number of steps; step 0 is the undisturbed economy.
    pub steps: usize,
    /// One label `region|sector` a column of the series, in the order of regions and sectors of the table.
    pub labels: Vec<String>,
    /// Recorded variables, `[step][column]`.
    pub series: BTreeMap<Variable, Vec<f64>>,
    /// Whether an inventory ever limited production.
    pub had_shortage: bool,
}

impl Trajectory {
    /// A variable at a step, one value a label; `None` if it was not recorded or the step is past the end.
    #[must_use]
    pub fn at(&self, variable: Variable, step: usize) -> Option<&[f64]> {
        self.series.get(&variable)?.chunks_exact(self.labels.len()).nth(step)
    }

    /// A variable in the order of the table, `[step][industry]`; empty if it was not recorded.
    #[must_use]
    pub fn in_table_order(&self, table: &Mrio, variable: Variable) -> Vec<f64> {
        let column: BTreeMap<&str, usize> =
            self.labels.iter().enumerate().map(|(at, label)| (label.as_str(), at)).collect();
        let order: Vec<usize> = (0..table.len()).map(|i| column[table.label(i).as_str()]).collect();
        let rows = self.series.get(&variable).map_or(&[][..], Vec::as_slice).chunks_exact(self.labels.len());
        rows.flat_map(|row| order.iter().map(|&at| row[at])).collect()
    }

    /// The sum over all columns, for each step.
    #[must_use]
    pub fn total(&self, variable: Variable) -> Option<Vec<f64>> {
        Some(
            self.series.get(&variable)?.chunks_exact(self.labels.len()).map(|row| row.iter().sum()).collect(),
        )
    }
}

/// Runs events for a number of steps and records variables.
///
/// # Errors
/// All problems of the events; [`Error::Cancelled`] by the watch.
pub fn run(
    ario: &Ario,
    table: &Mrio,
    events: &[Event],
    steps: usize,
    record: &[Variable],
    watch: &Watch,
) -> Result<Trajectory, Vec<Error>> {
    check(ario, table, events, steps)?;
    let mut numbered = vec![0; ario.len()];
    for (k, &e) in ario.external.iter().enumerate() {
        numbered[e] = k;
    }
    let mut recorder = Recorder::new(ario, table, steps, record);
    let mut rebuildings: Vec<Rebuilding<'_>> =
        events.iter().filter_map(|e| Rebuilding::new(ario, table, e, &numbered)).collect();
    let mut state = State::start(ario);
    let mut next = state.clone();
    let mut last: Option<Outcome> = None;
    for step in 0..steps {
        watch.go_on().map_err(|cancelled| vec![cancelled.into()])?;
        watch.tell("steps", step as u64, steps as u64);
        let day = step * ario.parameters.days_per_step;
        let load = Load::of(ario, &state, events, &numbered, &rebuildings, day);
        if let Some(last) = &last {
            overproduce(ario, &mut state.alpha, last, &load, day);
        }
        let outcome = Outcome::of(ario, &state, load);
        recorder.record(ario, &state, &outcome);
        let levels = outcome.levels(ario);
        advance(ario, &state, &levels, &mut next);
        std::mem::swap(&mut state, &mut next);
        for rebuilding in &mut rebuildings {
            rebuilding.deliver(ario, day, days_per_step(ario), &levels.met);
        }
        last = Some(outcome);
    }
    Ok(recorder.trajectory)
}

fn check(ario: &Ario, table: &Mrio, events: &[Event], steps: usize) -> Result<(), Vec<Error>> {
    let mut problems = Vec::new();
    if steps == 0 {
        problems.push(Error::economy("steps", "0 is not at least 1", "give the number of days to run"));
    }
    if table.len() != ario.len() {
        problems.push(Error::economy("table", "it is not the table that was prepared", "prepare it again"));
        return Err(problems);
    }
    let capital = ario.capital();
    for event in events {
        if let Some(&i) = event.losses.keys().find(|&&i| i >= table.len()) {
            problems.push(unknown_industry(&format!("event `{}`, industry {i}", event.name), table));
        } else {
            problems.extend(event.problems(table, &capital));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

#[expect(clippy::cast_precision_loss, reason = "a few days")]
fn days_per_step(ario: &Ario) -> f64 {
    ario.parameters.days_per_step as f64
}

/// Overproduction grows with the scarcity of the step before and relaxes without.
/// The reference tool compares the production of the step before with the demand of this step
/// (so that scarcity can be negative), lets overproduction move from the third day on, and never under one.
fn overproduce(ario: &Ario, alpha: &mut [f64], last: &Outcome, load: &Load, day: usize) {
    let p = &ario.parameters;
    let boario = p.compatibility == Compatibility::Boario07;
    if boario && day < 2 {
        return;
    }
    let demand = if boario { &load.demand } else { &last.load.demand };
    let speed = days_per_step(ario) / p.alpha_tau;
    for (i, alpha) in alpha.iter_mut().enumerate() {
        let (demand, made) = (demand[i], last.made[i]);
        let scarcity = if demand > 0.0 { (demand - made) / demand } else { 0.0 };
        let grows = if boario { scarcity != 0.0 } else { scarcity > 0.0 };
        *alpha += speed * if grows { (p.alpha_max - *alpha) * scarcity } else { p.alpha_base - *alpha };
        if boario {
            *alpha = alpha.max(1.0);
        }
    }
}

/// What a step starts with, by industry as numbered by [`Ario`].
struct Load {
    /// Capital not yet recovered, money.
    capital_lost: Vec<f64>,
    /// Share of capacity lost.
    delta: Vec<f64>,
    rebuild: Vec<f64>,
    /// Total demand.
    demand: Vec<f64>,
}

impl Load {
    fn of(
        ario: &Ario,
        state: &State,
        events: &[Event],
        numbered: &[usize],
        rebuildings: &[Rebuilding<'_>],
        day: usize,
    ) -> Self {
        let (capital_lost, delta) = lost(ario, events, numbered, rebuildings, day);
        let mut rebuild = vec![0.0; ario.len()];
        for rebuilding in rebuildings {
            rebuilding.demand(day, days_per_step(ario), &mut rebuild);
        }
        let demand = (0..ario.len()).map(|i| state.received[i] + ario.final_demand[i] + rebuild[i]).collect();
        Self { capital_lost, delta, rebuild, demand }
    }
}

/// What a step ends with, by industry as numbered by [`Ario`].
struct Outcome {
    load: Load,
    capacity: Vec<f64>,
    /// Production that demand and capacity allow.
    optimal: Vec<f64>,
    /// Realised production.
    made: Vec<f64>,
}

impl Outcome {
    fn of(ario: &Ario, state: &State, load: Load) -> Self {
        let n = ario.len();
        let capacity: Vec<f64> =
            (0..n).map(|i| state.alpha[i] * (1.0 - load.delta[i]) * ario.x0[i]).collect();
        let optimal: Vec<f64> = load.demand.iter().zip(&capacity).map(|(d, c)| d.min(*c).max(0.0)).collect();
        let made = (0..n)
            .map(|i| {
                let limit = state.allowed[i] * ario.x0[i];
                if limit < optimal[i] { optimal[i] * (limit / optimal[i]) } else { optimal[i] }
            })
            .collect();
        Self { load, capacity, optimal, made }
    }

    /// The share of its demand that an industry meets.
    fn met(&self, i: usize) -> f64 {
        if self.load.demand[i] > 0.0 { self.made[i] / self.load.demand[i] } else { 1.0 }
    }

    fn levels(&self, ario: &Ario) -> Levels {
        let over = |values: &[f64]| -> Vec<f64> {
            values.iter().zip(&ario.x0).map(|(v, x)| if *x > 0.0 { v / x } else { 0.0 }).collect()
        };
        let met = (0..ario.len()).map(|i| self.met(i)).collect();
        let realised = over(&self.made);
        let weight = match (ario.follows_supply(), ario.parameters.compatibility) {
            (false, _) => vec![1.0; ario.len()],
            (true, Compatibility::Published) => realised.clone(),
            (true, Compatibility::Boario07) => over(&self.capacity),
        };
        Levels { optimal: over(&self.aimed_at(ario)), realised, met, weight }
    }

    /// Production that inventory goals are set for: what demand and capacity allow.
    /// The reference tool leaves out the rebuilding demand that was met in this step.
    fn aimed_at(&self, ario: &Ario) -> Vec<f64> {
        if ario.parameters.compatibility == Compatibility::Published {
            return self.optimal.clone();
        }
        let left = |i: usize| self.load.demand[i] - self.load.rebuild[i] * self.met(i);
        (0..ario.len()).map(|i| left(i).min(self.capacity[i]).max(0.0)).collect()
    }
}

/// Capital lost (money) and capacity lost (share): of capacity events on one industry the largest counts,
/// losses of capital add up, and the two add up to at most a full stop.
fn lost(
    ario: &Ario,
    events: &[Event],
    numbered: &[usize],
    rebuildings: &[Rebuilding<'_>],
    day: usize,
) -> (Vec<f64>, Vec<f64>) {
    let mut capital = vec![0.0; ario.len()];
    let mut direct = vec![0.0_f64; ario.len()];
    for event in events {
        for (&i, &loss) in &event.losses {
            let i = numbered[i];
            let left = event.left(loss, day, ario.parameters.days_per_step, ario.parameters.compatibility);
            match event.impact {
                Impact::Capacity { .. } | Impact::Path { .. } => direct[i] = direct[i].max(left),
                Impact::Recover { .. } => capital[i] += left,
                Impact::Rebuild { .. } => {}
            }
        }
    }
    for (rebuilding, event) in
        rebuildings.iter().zip(events.iter().filter(|e| matches!(e.impact, Impact::Rebuild { .. })))
    {
        if day >= event.occurrence {
            rebuilding.capital_lost(&mut capital);
        }
    }
    let share = |i: usize| if ario.capital[i] > 0.0 { capital[i] / ario.capital[i] } else { 0.0 };
    let delta = (0..ario.len()).map(|i| (direct[i] + share(i)).min(1.0)).collect();
    (capital, delta)
}

/// Writes down the recorded variables, in the order of regions and sectors.
struct Recorder {
    trajectory: Trajectory,
    /// Column of each industry as numbered by [`Ario`].
    column: Vec<usize>,
    /// Column of each (region, sector).
    cell: Vec<usize>,
    sector: Vec<usize>,
    step: usize,
}

impl Recorder {
    fn new(ario: &Ario, table: &Mrio, steps: usize, record: &[Variable]) -> Self {
        let (regions, sectors) = (table.regions(), table.sectors());
        let mut labels: Vec<(usize, usize)> =
            (0..regions.len()).flat_map(|r| (0..sectors.len()).map(move |s| (r, s))).collect();
        labels.sort_by_key(|&(r, s)| (&regions[r], &sectors[s]));
        let mut cell = vec![0; labels.len()];
        for (column, &(r, s)) in labels.iter().enumerate() {
            cell[r * sectors.len() + s] = column;
        }
        let industries = table.industries();
        let at = |&e: &usize| {
            let Industry { region, sector } = industries[e];
            cell[region * sectors.len() + sector]
        };
        Self {
            column: ario.external.iter().map(at).collect(),
            sector: ario.external.iter().map(|&e| industries[e].sector).collect(),
            trajectory: Trajectory {
                steps,
                series: record.iter().map(|&v| (v, vec![0.0; steps * labels.len()])).collect(),
                labels: labels.iter().map(|&(r, s)| format!("{}|{}", regions[r], sectors[s])).collect(),
                had_shortage: false,
            },
            cell,
            step: 0,
        }
    }

    fn record(&mut self, ario: &Ario, state: &State, outcome: &Outcome) {
        self.trajectory.had_shortage |= outcome.made.iter().zip(&outcome.optimal).any(|(m, o)| m < o);
        let width = self.trajectory.labels.len();
        let step = self.step;
        self.step += 1;
        let met = |i: usize| outcome.met(i);
        for (variable, series) in &mut self.trajectory.series {
            let row = &mut series[step * width..(step + 1) * width];
            for (i, &column) in self.column.iter().enumerate() {
                row[column] += match variable {
                    Variable::ProductionRealised => outcome.made[i],
                    Variable::ProductionCapacity => outcome.capacity[i],
                    Variable::FinalDemand => ario.final_demand[i],
                    Variable::IntermediateDemand => state.received[i],
                    Variable::FinalDemandUndist => ario.final_demand[i] * (1.0 - met(i)),
                    Variable::RebuildDemand => outcome.load.rebuild[i],
                    Variable::RebuildProd => outcome.load.rebuild[i] * met(i),
                    Variable::ProductiveCapitalToRecover => outcome.load.capital_lost[i],
                    Variable::Overproduction => state.alpha[i],
                    Variable::FinalDemandUnmet => {
                        let sectors = ario.sectors();
                        for r in 0..ario.regions {
                            let unmet = ario.final_by_region[i * ario.regions + r] * (1.0 - met(i));
                            row[self.cell[r * sectors + self.sector[i]]] += unmet;
                        }
                        0.0
                    }
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::event::Recovery;
    use super::super::parameters::{BySector, Model, Orders, Parameters};
    use super::*;
    use crate::economy::table::tests::table;
    use proptest::prelude::*;

    /// Miller & Blair, table 2.3, in a year of 100 days: daily output 10 and 20.
    fn two_sectors() -> Mrio {
        table(["A|1", "A|2"], ["A|y"], [[150.0, 500.0], [200.0, 100.0]], [[350.0], [1700.0]]).unwrap()
    }

    fn two_regions() -> Mrio {
        table(
            ["A|1", "A|2", "B|1", "B|2"],
            ["A|y", "B|y"],
            [[5.0, 9.0, 2.0, 1.0], [1.0, 4.0, 0.0, 3.0], [2.0, 7.0, 6.0, 9.0], [0.0, 1.0, 2.0, 8.0]],
            [[9.0, 3.0], [30.0, 1.0], [4.0, 12.0], [1.0, 40.0]],
        )
        .unwrap()
    }

    fn cut(industry: usize, share: f64, duration: usize) -> Event {
        Event {
            name: "cut".to_owned(),
            occurrence: 1,
            duration,
            losses: BTreeMap::from([(industry, share)]),
            monetary_factor: 1e6,
            impact: Impact::Capacity { recovery: Recovery::Linear, tau: 10.0 },
        }
    }

    fn go(table: &Mrio, parameters: &Parameters, events: &[Event], steps: usize) -> Trajectory {
        let ario = Ario::new(table, parameters).unwrap();
        run(&ario, table, events, steps, &Variable::ALL, &Watch::default()).unwrap()
    }

    /// The worked number of `docs/methods/ario.md`.
    #[test]
    fn half_of_the_capacity_of_sector_two_stops() {
        let t = two_sectors();
        let p = Parameters { days_per_year: 100.0, ..Parameters::default() };
        let out = go(&t, &p, &[cut(1, 0.5, 10)], 3);
        let near = |variable, step, wanted: [f64; 2]| {
            let row = out.at(variable, step).unwrap();
            assert!(
                (0..2).all(|i| (row[i] - wanted[i]).abs() < 1e-12),
                "{variable:?} {row:?} for {wanted:?}"
            );
        };
        near(Variable::ProductionRealised, 0, [10.0, 20.0]);
        near(Variable::ProductionRealised, 1, [10.0, 10.0]);
        near(Variable::FinalDemandUndist, 1, [0.0, 8.5]);
        near(Variable::IntermediateDemand, 2, [1.5 + 2.5, 2.0 + 1.0 / 60.0 + 0.5]);
        let capacity = 10.0 * (1.0 + 0.25 * 0.5 / 365.0);
        near(Variable::ProductionRealised, 2, [7.5, capacity]);
    }

    #[test]
    fn no_shock_gives_the_baseline_exactly() {
        for model in [Model::Psi, Model::Base] {
            for orders in [Orders::Alternative, Orders::Fixed] {
                for compatibility in [Compatibility::Published, Compatibility::Boario07] {
                    let p = Parameters { model, orders, compatibility, ..Parameters::default() };
                    let out = go(&two_regions(), &p, &[], 40);
                    let first = out.at(Variable::ProductionRealised, 0).unwrap().to_vec();
                    assert!((0..40).all(|t| out.at(Variable::ProductionRealised, t).unwrap() == first));
                    assert!(out.total(Variable::FinalDemandUnmet).unwrap().iter().all(|u| *u == 0.0));
                }
            }
        }
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let t = two_regions();
        let p = Parameters { inventory: BySector::uniform(3.0), ..Parameters::default() };
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| go(&t, &p, &[cut(2, 0.9, 20)], 60).series)
        };
        assert_eq!(with(1), with(3));
    }

    #[test]
    fn rebuilding_gives_back_the_capital_that_was_lost() {
        let t = two_regions();
        let event = Event {
            name: "flood".to_owned(),
            occurrence: 1,
            duration: 5,
            losses: BTreeMap::from([(1, 10.0)]),
            monetary_factor: 1e6,
            impact: Impact::Rebuild {
                tau: 20.0,
                sectors: BTreeMap::from([("2".to_owned(), 1.0)]),
                factor: 0.5,
                households: BTreeMap::new(),
            },
        };
        let out = go(&t, &Parameters::default(), &[event], 400);
        let left = out.total(Variable::ProductiveCapitalToRecover).unwrap();
        assert_eq!(left[5], 10.0);
        assert!(left[399] < 1e-6 && left.windows(2).skip(5).all(|w| w[1] <= w[0]));
        let rebuilt: f64 = out.total(Variable::RebuildProd).unwrap().iter().sum();
        assert!((rebuilt - 5.0).abs() < 1e-6, "half of the loss is ordered: {rebuilt}");
    }

    #[test]
    fn all_problems_of_parameters_and_events_are_listed() {
        let t = two_regions();
        let p = Parameters {
            psi: 2.0,
            inventory: BySector { default: 90.0, sectors: BTreeMap::from([("1".to_owned(), -3.0)]) },
            ..Parameters::default()
        };
        let text: Vec<String> = Ario::new(&t, &p).unwrap_err().iter().map(ToString::to_string).collect();
        assert!(text[0].starts_with("psi: 2 is not above 0 and at most 1"), "{text:?}");
        assert!(text[1].starts_with("inventory.1: -3 is not at least one step"), "{text:?}");
        let ario = Ario::new(&t, &Parameters::default()).unwrap();
        let bad = Event { occurrence: 0, ..cut(0, 1.5, 1) };
        assert_eq!(run(&ario, &t, &[bad], 0, &[], &Watch::default()).unwrap_err().len(), 3);
    }

    proptest! {
        /// With one region and fixed suppliers a larger cut never yields more output.
        #[test]
        fn a_larger_cut_loses_more(a in 0.0..1.0_f64, b in 0.0..1.0_f64) {
            let p = Parameters { orders: Orders::Fixed, days_per_year: 100.0, ..Parameters::default() };
            let lost = |share| -> f64 {
                let out = go(&two_sectors(), &p, &[cut(1, share, 10)], 11);
                out.total(Variable::FinalDemandUndist).unwrap().iter().sum()
            };
            prop_assert!(lost(a.min(b)) <= lost(a.max(b)) + 1e-9);
        }

        /// Nothing is made out of nothing: what is delivered is what is produced.
        #[test]
        fn production_is_delivered(share in 0.0..1.0_f64, days in 1.0..30.0_f64) {
            let p = Parameters { inventory: BySector::uniform(days), ..Parameters::default() };
            let out = go(&two_regions(), &p, &[cut(2, share, 15)], 40);
            for t in 0..40 {
                let sum = |v| out.at(v, t).unwrap().iter().sum::<f64>();
                let unmet = (sum(Variable::FinalDemandUnmet) - sum(Variable::FinalDemandUndist)).abs();
                prop_assert!(unmet < 1e-12);
                prop_assert!(out.at(Variable::ProductionRealised, t).unwrap().iter().all(|x| *x >= 0.0));
            }
        }
    }
}
