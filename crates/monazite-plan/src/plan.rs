//! From a programme to a plan.

use crate::Error;
use crate::alternatives::alternatives;
use crate::conflict::conflicts;
use crate::earliest::earliest;
use crate::explain::binding;
use crate::frontier::frontier;
use crate::model::Model;
use crate::network::{Chain, Network};
use crate::price_floor::floors;
use crate::reading::Reading;
use crate::replay::replay;
use crate::solve::Session;
use crate::waiting::{At, waiting};
use monazite::balance::Balance;
use monazite::plan::{Attitude, FrontierPoint, NotReplayed, Plan, Programme, SolvedGroup, Wait};
use monazite::quantity::UsDollars;
use monazite::system::System;
use monazite_highs::{Highs, Solution};
use rayon::prelude::*;

/// What is asked besides the plan itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Questions {
    /// Cost against security.
    pub frontier: bool,
    /// What waiting costs.
    pub waiting: bool,
    /// Other plans that cost nearly the same.
    pub alternatives: bool,
    /// Earliest year of each target.
    pub earliest: bool,
    /// What the plan lacks under each threat by the simulator.
    pub replay: bool,
}

impl Questions {
    /// Everything.
    pub const ALL: Self =
        Self { frontier: true, waiting: true, alternatives: true, earliest: true, replay: true };
}

/// Plans a programme.
///
/// # Errors
/// As [`Groups::of`] and [`Groups::solve`].
pub fn plan(
    system: &System,
    balance: &Balance,
    programme: &Programme,
    questions: Questions,
) -> Result<Plan, Error> {
    Groups::of(system, balance, programme)?.solve(questions, Vec::new(), &|_| ())
}

/// A programme in the groups of minerals that are planned together.
#[derive(Debug)]
pub struct Groups<'a> {
    network: Network<'a>,
    groups: Vec<Network<'a>>,
}

impl<'a> Groups<'a> {
    /// Gathers the network of a programme.
    ///
    /// # Errors
    /// [`Error::Empty`] if no mineral of the programme has need in the coalition.
    pub fn of(system: &'a System, balance: &Balance, programme: &'a Programme) -> Result<Self, Error> {
        let network = Network::of(system, balance, programme);
        if network.minerals.is_empty() || programme.years == 0 {
            return Err(Error::Empty {
                programme: programme.key.clone(),
                reason: "no mineral of it is needed by its members in the balance, or it has no years"
                    .to_owned(),
                hint: "name deep minerals, members that use them, and at least one year".to_owned(),
            });
        }
        let groups = groups(&network).iter().map(|chains| network.only(chains)).collect();
        Ok(Self { network, groups })
    }

    /// How many groups there are to solve.
    #[must_use]
    pub fn count(&self) -> usize {
        self.groups.len()
    }

    /// Plans every group that is not known already; `done` is told of each as it is solved, from any thread.
    ///
    /// Groups are solved in parallel, the largest first; the result does not depend on the number of threads, nor on
    /// which groups were known.
    ///
    /// # Errors
    /// [`Error::NotOptimal`] if a solve did not end optimal; [`Error::Solver`] if the solver refused a model.
    pub fn solve(
        &self,
        questions: Questions,
        known: Vec<SolvedGroup>,
        done: &(dyn Fn(&SolvedGroup) + Sync),
    ) -> Result<Plan, Error> {
        let mut solved: Vec<SolvedGroup> = known.into_iter().filter(|k| k.group < self.count()).collect();
        let mut open: Vec<usize> =
            (0..self.count()).filter(|g| solved.iter().all(|k| k.group != *g)).collect();
        open.sort_by_key(|&g| std::cmp::Reverse(self.groups[g].size()));
        // A bridge hands groups out one by one, so that the largest do not wait behind one another.
        let fresh: Vec<SolvedGroup> = open
            .into_iter()
            .par_bridge()
            .map(|group| {
                let group = SolvedGroup { group, plan: of_group(&self.groups[group], questions)? };
                done(&group);
                Ok::<_, Error>(group)
            })
            .collect::<Result<_, _>>()?;
        solved.extend(fresh);
        solved.sort_by_key(|s| s.group);
        let programme = self.network.programme;
        let mut plan = Plan {
            programme: programme.key.clone(),
            start: programme.start,
            years: programme.years,
            members: self.network.zones.iter().map(|z| z.name.clone()).collect(),
            ..Plan::default()
        };
        for part in solved {
            merge(&mut plan, part.plan);
        }
        Ok(plan)
    }
}

/// Minerals that must be planned together: all of them where a budget or a loss at risk joins them, else each alone.
pub(crate) fn groups(network: &Network<'_>) -> Vec<Vec<Chain>> {
    let programme = network.programme;
    if programme.budget.is_some() || !matches!(programme.attitude, Attitude::Expected) {
        return vec![network.minerals.clone()];
    }
    network.minerals.iter().map(|chain| vec![chain.clone()]).collect()
}

fn of_group(network: &Network<'_>, questions: Questions) -> Result<Plan, Error> {
    let model = Model::of(network);
    let mut session = Session::new(&model)?;
    let lacking = session.come_nearest()?;
    let best = session.cheapest("the plan")?;
    let (best, gap) = with_duals(&model, &session, best)?;
    let reading = Reading { model: &model, point: &best };
    let (spent, loss) = session.spent_and_lost(&best);
    let (mut residual, mut met) = (reading.residual(), reading.met());
    let replayed = if questions.replay { replay(&model, &best, &mut residual, &mut met) } else { Ok(()) };
    let (spent_without, loss_without) = without(&mut session)?;
    let dollars = |million: f64| UsDollars::new(million * 1e6);
    let mut plan = Plan {
        objective: dollars(spent + loss),
        spent: dollars(spent - spent_without),
        loss_without: dollars(loss_without),
        loss_with: dollars(loss),
        gap,
        built: reading.built(),
        stocks: reading.stocks(),
        costs: reading.costs(),
        dependence: reading.dependence(),
        met,
        binding: binding(&model, &best),
        floors: floors(&model, &best),
        residual,
        not_replayed: replayed.err().map_or_else(Vec::new, |error| not_replayed(network, &error)),
        ..Plan::default()
    };
    plan.conflicts = conflicts(&mut session, &lacking)?;
    if questions.frontier {
        plan.frontier = frontier(&mut session, spent_without)?;
    }
    if questions.earliest {
        plan.earliest = earliest(&mut session)?;
    }
    if questions.waiting {
        let missed = lacking.iter().map(|(_, lack)| lack).sum();
        plan.waiting = waiting(&mut session, spent_without, At { spent, loss, missed })?;
    }
    if questions.alternatives {
        session.come_nearest()?;
        plan.alternatives = alternatives(&mut session, &best)?;
    }
    Ok(plan)
}

/// A replay that fails costs its own numbers, not the plan.
fn not_replayed(network: &Network<'_>, error: &monazite::Error) -> Vec<NotReplayed> {
    let of = |chain: &Chain| NotReplayed { mineral: chain.mineral, reason: error.to_string() };
    network.minerals.iter().map(of).collect()
}

/// A mixed-integer optimum has no duals: those of the linear programme with its whole numbers held are taken.
fn with_duals(
    model: &Model<'_>,
    session: &Session<'_, '_>,
    best: Solution,
) -> Result<(Solution, f64), Error> {
    if !model.network.programme.lumpy {
        return Ok((best, 0.0));
    }
    let mut problem = model.lp.problem(&model.lp.costs(), &|_| true);
    for column in model.variables.slack.values().chain(model.variables.build.values()) {
        let value = best.columns[column.0].max(0.0);
        let integer = std::mem::replace(&mut problem.integer[column.0], false);
        if integer {
            (problem.lower[column.0], problem.upper[column.0]) = (value.round(), value.round());
        } else if model.lp.column_name(*column).starts_with("lacking") {
            problem.upper[column.0] = value + 1e-6;
        }
    }
    let mut held = Session::holding(session.model, Highs::new(&problem)?);
    let gap = best.gap;
    Ok((held.optimum("the duals of the plan")?, gap))
}

/// Money spent and losses where nothing is decided and no target is asked.
fn without(session: &mut Session<'_, '_>) -> Result<(f64, f64), Error> {
    let decisions: Vec<_> = session.model.variables.decisions().into_iter().map(|d| d.1).collect();
    let asked = session.asked();
    session.release(&asked)?;
    session.limit(&decisions.iter().map(|&c| (c, 0.0)).collect::<Vec<_>>())?;
    let point = session.cheapest("the years without a programme")?;
    session.release(&decisions)?;
    Ok(session.spent_and_lost(&point))
}

/// Adds the plan of a group of minerals.
fn merge(plan: &mut Plan, part: Plan) {
    plan.objective += part.objective;
    plan.spent += part.spent;
    plan.loss_without += part.loss_without;
    plan.loss_with += part.loss_with;
    plan.gap = plan.gap.max(part.gap);
    plan.built.extend(part.built);
    plan.stocks.extend(part.stocks);
    plan.costs.extend(part.costs);
    plan.dependence.extend(part.dependence);
    plan.met.extend(part.met);
    plan.conflicts.extend(part.conflicts);
    plan.binding.extend(part.binding);
    plan.floors.extend(part.floors);
    plan.residual.extend(part.residual);
    plan.not_replayed.extend(part.not_replayed);
    plan.earliest.extend(part.earliest);
    add_points(&mut plan.frontier, part.frontier);
    add_waits(&mut plan.waiting, part.waiting);
    for alternative in part.alternatives {
        match plan.alternatives.iter_mut().find(|a| a.number == alternative.number) {
            Some(sum) => {
                sum.objective += alternative.objective;
                sum.built.extend(alternative.built);
            }
            None => plan.alternatives.push(alternative),
        }
    }
}

/// At one multiplier the optima of separate minerals are the optimum of all.
fn add_points(sum: &mut Vec<FrontierPoint>, points: Vec<FrontierPoint>) {
    if sum.is_empty() {
        *sum = points;
        return;
    }
    for (sum, point) in sum.iter_mut().zip(points) {
        sum.spent += point.spent;
        sum.loss += point.loss;
    }
}

fn add_waits(sum: &mut Vec<Wait>, waits: Vec<Wait>) {
    if sum.is_empty() {
        *sum = waits;
        return;
    }
    for (sum, wait) in sum.iter_mut().zip(waits) {
        sum.spent += wait.spent;
        sum.loss += wait.loss;
        sum.missed += wait.missed;
    }
}
