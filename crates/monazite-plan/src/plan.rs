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
use crate::waiting::waiting;
use monazite::balance::Balance;
use monazite::plan::{Attitude, FrontierPoint, NotReplayed, Plan, Programme, Wait};
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
/// Minerals are planned in parallel; the result does not depend on the number of threads.
///
/// # Errors
/// [`Error::Empty`] if no mineral of the programme has need in the coalition; [`Error::NotOptimal`] if a solve did not
/// end optimal; [`Error::Solver`] if the solver refused a model.
pub fn plan(
    system: &System,
    balance: &Balance,
    programme: &Programme,
    questions: Questions,
) -> Result<Plan, Error> {
    let network = Network::of(system, balance, programme);
    if network.minerals.is_empty() || programme.years == 0 {
        return Err(Error::Empty {
            programme: programme.key.clone(),
            reason: "no mineral of it is needed by its members in the balance, or it has no years".to_owned(),
            hint: "name deep minerals, members that use them, and at least one year".to_owned(),
        });
    }
    let parts: Vec<Plan> = groups(&network)
        .par_iter()
        .map(|chains| of_group(&network.only(chains), questions))
        .collect::<Result<_, _>>()?;
    let mut plan = Plan {
        programme: programme.key.clone(),
        start: programme.start,
        years: programme.years,
        members: network.zones.iter().map(|z| z.name.clone()).collect(),
        ..Plan::default()
    };
    for part in parts {
        merge(&mut plan, part);
    }
    Ok(plan)
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
    let best = session.optimum("the plan")?;
    let (best, gap) = with_duals(&model, &session, best)?;
    let reading = Reading { model: &model, point: &best };
    let (spent, loss) = session.spent_and_lost(&best);
    let mut residual = reading.residual();
    let replayed = if questions.replay { replay(&model, &best, &mut residual) } else { Ok(()) };
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
        met: reading.met(),
        binding: binding(&model, &best),
        floors: floors(&model, &best),
        residual,
        not_replayed: replayed.err().map_or_else(Vec::new, |error| not_replayed(network, &error)),
        ..Plan::default()
    };
    plan.conflicts = conflicts(&mut session, &lacking)?;
    if questions.frontier {
        plan.frontier = frontier(&mut session)?;
    }
    if questions.earliest {
        plan.earliest = earliest(&mut session)?;
    }
    if questions.waiting {
        plan.waiting = waiting(&mut session, spent_without)?;
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

/// Money spent and losses where nothing is built or bought for stock and no target is asked.
fn without(session: &mut Session<'_, '_>) -> Result<(f64, f64), Error> {
    let v = &session.model.variables;
    let decisions: Vec<_> = v.build.values().chain(v.bought.values()).copied().collect();
    let asked = session.asked();
    session.release(&asked)?;
    session.limit(&decisions.iter().map(|&c| (c, 0.0)).collect::<Vec<_>>())?;
    let point = session.optimum("the years without a programme")?;
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
