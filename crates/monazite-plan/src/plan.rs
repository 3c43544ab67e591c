//! From a programme to a plan.

use crate::alternatives::alternatives;
use crate::chain::Chain;
use crate::conflict::conflicts;
use crate::data::MILLION;
use crate::earliest::earliest;
use crate::error::Error;
use crate::explain::binding;
use crate::frontier::{MULTIPLIERS, frontier};
use crate::lp::{Column, Family, Item};
use crate::model::Model;
use crate::network::Network;
use crate::price_floor::floors;
use crate::ranges::{self, Draws, estimate};
use crate::reading::Reading;
use crate::replay::replay;
use crate::solve::Session;
use crate::waiting::{DELAYS, waiting};
use crate::worth;
use monazite::Watch;
use monazite::balance::{Balance, Ensemble};
use monazite::estimate::Estimate;
use monazite::plan::{
    Attitude, FrontierPoint, Items, Ledger, NotReplayed, Plan, Programme, ProjectWorth, SolvedGroup,
    TargetGroup, TargetWorth, Wait, Yearly,
};
use monazite::quantity::UsDollars;
use monazite::system::System;
use monazite_highs::{Highs, Solution};
use rayon::prelude::*;
use std::collections::BTreeSet;

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
    /// What each kind of target costs and buys, and what each announced project is worth.
    pub worth: bool,
    /// What the plan lacks under each threat by the simulator.
    pub replay: bool,
}

impl Questions {
    /// Everything.
    pub const ALL: Self =
        Self { frontier: true, waiting: true, alternatives: true, earliest: true, worth: true, replay: true };
}

/// Plans a programme, at central values only.
///
/// # Errors
/// As [`Groups::of`] and [`Groups::solve`].
pub fn plan(
    system: &System,
    balance: &Balance,
    programme: &Programme,
    questions: Questions,
) -> Result<Plan, Error> {
    let ensemble = Ensemble { central: balance.clone(), draws: Vec::new() };
    Groups::of(system, &ensemble, programme)?.solve(questions, 0, Vec::new(), &|_| ())
}

/// A programme in the groups of minerals that are planned together.
#[derive(Debug)]
pub struct Groups<'a> {
    network: Network<'a>,
    groups: Vec<Network<'a>>,
    /// Draws of the balance.
    draws: &'a [Balance],
    watch: Watch,
}

impl<'a> Groups<'a> {
    /// Gathers the network of a programme. Ranges are those of as many draws as there are balances drawn.
    ///
    /// # Errors
    /// [`Error::Empty`] if no mineral of the programme has need in the coalition.
    pub fn of(system: &'a System, ensemble: &'a Ensemble, programme: &'a Programme) -> Result<Self, Error> {
        let network = Network::of(system, &ensemble.central, programme);
        if network.minerals.is_empty() || programme.years == 0 {
            return Err(Error::Empty {
                programme: programme.key.clone(),
                reason: "no mineral of it is needed by its members in the balance, or it has no years"
                    .to_owned(),
                hint: "name deep minerals, members that use them, and at least one year".to_owned(),
            });
        }
        let groups = groups(&network).iter().map(|chains| network.only(chains)).collect();
        Ok(Self { network, groups, draws: &ensemble.draws, watch: Watch::default() })
    }

    /// Under a watch that every solve hears.
    #[must_use]
    pub fn under(self, watch: &Watch) -> Self {
        Self { watch: watch.clone(), ..self }
    }

    /// How many groups there are to solve.
    #[must_use]
    pub fn count(&self) -> usize {
        self.groups.len()
    }

    /// Plans every group that is not known already; `done` is told of each as it is solved, from any thread.
    ///
    /// Groups are solved in parallel, the largest first; the result does not depend on the number of threads, nor on
    /// which groups were known. Costs and threats are drawn from a seed, jointly over the groups.
    ///
    /// # Errors
    /// [`Error::NotOptimal`] if a solve did not end optimal; [`Error::Solver`] if the solver refused a model;
    /// [`Error::Cancelled`] by the watch.
    pub fn solve(
        &self,
        questions: Questions,
        seed: u64,
        known: Vec<SolvedGroup>,
        done: &(dyn Fn(&SolvedGroup) + Sync),
    ) -> Result<Plan, Error> {
        let watch = &self.watch;
        let redrawn = |balance| watch.go_on().map(|()| self.network.redrawn(balance));
        let drawn: Vec<Vec<Chain>> = self.draws.par_iter().map(redrawn).collect::<Result<_, _>>()?;
        let mut solved: Vec<SolvedGroup> = known.into_iter().filter(|k| k.group < self.count()).collect();
        let mut open: Vec<usize> =
            (0..self.count()).filter(|g| solved.iter().all(|k| k.group != *g)).collect();
        open.sort_by_key(|&g| std::cmp::Reverse(self.groups[g].size()));
        // A bridge hands groups out one by one, so that the largest do not wait behind one another.
        let fresh: Vec<SolvedGroup> = open
            .into_iter()
            .par_bridge()
            .map(|group| {
                let (plan, ledger) = of_group(&self.groups[group], &drawn, questions, watch)?;
                let group = SolvedGroup { group, plan, ledger };
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
        let draws = Draws { count: drawn.len(), seed };
        value(&mut solved, draws);
        let ledgers: Vec<Ledger> = solved.iter().map(|s| s.ledger.clone()).collect();
        for part in solved {
            merge(&mut plan, part.plan);
        }
        total(&mut plan, &ledgers, draws);
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

fn of_group(
    network: &Network<'_>,
    drawn: &[Vec<Chain>],
    questions: Questions,
    watch: &Watch,
) -> Result<(Plan, Ledger), Error> {
    let network = &network.with_weeks(watch)?;
    let model = Model::of(network, watch)?;
    let mut session = Session::new(&model, watch)?;
    let idle = without(&mut session)?;
    let needs = met_first(&model, &idle);
    session.limit(&needs)?;
    let lacking = session.come_nearest()?;
    let best = session.cheapest("the plan")?;
    let (best, duals, gap) = with_duals(&mut session, best, &needs)?;
    let reading = Reading { model: &model, point: &best };
    let with = model.items(&best);
    let (mut residual, mut met) = (reading.residual(), reading.met());
    let replayed =
        if questions.replay { replay(&model, &best, (&mut residual, &mut met), watch) } else { Ok(()) };
    let replayed = match replayed {
        Err(monazite::Error::Cancelled(cancelled)) => return Err(cancelled.into()),
        other => other,
    };
    let (built, month_sooner) = reading.built(&duals).into_iter().unzip();
    let (binding, prices) = binding(&model, &best, &duals).into_iter().unzip();
    let events = Reading { model: &model, point: &idle }.events();
    let factors = ranges::factors(network, model.items_expected(&best), &|m| m.items_expected(&best), watch)?;
    let mut ledger = Ledger {
        factors: ranges::reaching(factors, &model.items_expected(&best), &events),
        without: model.items(&idle),
        with,
        month_sooner,
        binding: prices,
        ..Ledger::default()
    };
    let mut plan = Plan {
        objective: UsDollars::new((with.spent() + with.lost()) * MILLION),
        gap,
        built,
        stocks: reading.stocks(),
        costs: reading.costs(),
        dependence: reading.dependence(&Reading { model: &model, point: &idle }, drawn),
        events,
        yearly: reading.yearly(&idle),
        met,
        binding,
        floors: floors(&model, &best),
        residual,
        not_replayed: replayed.err().map_or_else(Vec::new, |error| not_replayed(network, &error)),
        ..Plan::default()
    };
    plan.conflicts = conflicts(&mut session, &lacking)?;
    ledger.untargeted = worth::untargeted(&mut session)?;
    if questions.frontier {
        ledger.frontier = frontier(&mut session)?;
    }
    if questions.worth {
        ledger.targets = worth::targets(&mut session, &lacking)?;
        let lack: f64 = lacking.iter().map(|(_, lack)| lack).sum();
        for k in worth::projects(&session, &best) {
            let (items, missed) = worth::without_project(&mut session, k)?;
            ledger.projects.push(items);
            plan.projects.push(ProjectWorth {
                mineral: model.frame.of_choice(k).mineral,
                project: model.frame.choices[k].1.project.clone(),
                worth: Estimate::default(),
                missed: (missed - lack).max(0.0),
            });
        }
    }
    if questions.earliest {
        plan.earliest = earliest(&mut session)?;
    }
    if questions.waiting {
        for (items, missed) in waiting(&mut session)? {
            ledger.waiting.push(items);
            plan.waiting.push(Wait { missed, ..Wait::default() });
        }
    }
    if questions.alternatives {
        session.hold(&lacking)?;
        plan.alternatives = alternatives(&mut session, &best)?;
    }
    Ok((plan, ledger))
}

/// A replay that fails costs its own numbers, not the plan.
fn not_replayed(network: &Network<'_>, error: &monazite::Error) -> Vec<NotReplayed> {
    let of = |chain: &Chain| NotReplayed { mineral: chain.mineral, reason: error.to_string() };
    network.minerals.iter().map(of).collect()
}

/// A mixed-integer optimum has no duals: those of the linear programme with its whole numbers held are taken. Duals come
/// in all, and by item: what each limit would save of each item.
fn with_duals(
    session: &mut Session<'_, '_>,
    best: Solution,
    needs: &[(Column, f64)],
) -> Result<(Solution, Vec<Vec<f64>>, f64), Error> {
    let model = session.model;
    if !model.network().programme.lumpy {
        let duals = session.duals_by_item()?;
        return Ok((best, duals, 0.0));
    }
    let mut problem = model.lp.problem(&model.lp.costs(), &|_| true);
    for &(column, most) in needs {
        problem.upper[column.0] = most;
    }
    for column in model.variables.slack.values().chain(model.variables.build.values()) {
        let value = best.columns[column.0].max(0.0);
        let integer = std::mem::replace(&mut problem.integer[column.0], false);
        if integer {
            (problem.lower[column.0], problem.upper[column.0]) = (value.round(), value.round());
        } else if model.lp.columns[column.0].tag.family == Family::Lacking {
            problem.upper[column.0] = value + 1e-6;
        }
    }
    let mut held = session.holding(Highs::new(&problem)?);
    let gap = best.gap;
    let best = held.optimum("the duals of the plan")?;
    Ok((best, held.duals_by_item()?, gap))
}

/// The years where nothing is decided and no target is asked.
pub(crate) fn without(session: &mut Session<'_, '_>) -> Result<Solution, Error> {
    let decisions: Vec<_> = session.model.variables.decisions().into_iter().map(|d| d.1).collect();
    session.limit(&decisions.iter().map(|&c| (c, 0.0)).collect::<Vec<_>>())?;
    let point = session.cheapest("the years without a programme")?;
    session.release(&decisions)?;
    Ok(point)
}

/// Needs go before targets: nobody goes without to meet a share or to come nearer to one, so what is unmet in a year or
/// under a threat is at most what is unmet in it without a programme.
fn met_first(model: &Model<'_>, without: &Solution) -> Vec<(Column, f64)> {
    let threatened = model.variables.recourse.values().flat_map(|recourse| recourse.unmet.values());
    let unmet = model.variables.unmet.values().chain(threatened);
    unmet.map(|&c| (c, without.columns[c.0].max(0.0))).collect()
}

/// Gives what each group costs its ranges: every draw values it at the same costs and threats as all others.
fn value(solved: &mut [SolvedGroup], draws: Draws) {
    let factors: Vec<_> = solved.iter().map(|s| s.ledger.factors).collect();
    let drawn = ranges::draws(&factors, draws);
    for (g, SolvedGroup { plan, ledger, .. }) in solved.iter_mut().enumerate() {
        let of = |items: &Items| estimate(drawn.iter().map(|f| MILLION * items.times(&f[g]).sum()));
        for cost in &mut plan.costs {
            let item = Item::ALL.iter().position(|item| item.word() == cost.item).unwrap_or_default();
            let value = cost.cost.value;
            cost.cost = estimate(drawn.iter().map(|f| value * f[g].0[item]));
        }
        for event in &mut plan.events {
            event.loss = ranges::of_loss(event.loss);
        }
        for (built, items) in plan.built.iter_mut().zip(&ledger.month_sooner) {
            built.month_sooner = of(items);
        }
        for (project, items) in plan.projects.iter_mut().zip(&ledger.projects) {
            project.worth = of(&items.minus(&ledger.with));
        }
        for (binding, items) in plan.binding.iter_mut().zip(&ledger.binding) {
            binding.shadow_price = of(items);
        }
    }
}

/// Sums the money of all groups, draw by draw.
fn total(plan: &mut Plan, ledgers: &[Ledger], asked: Draws) {
    let factors: Vec<_> = ledgers.iter().map(|l| l.factors).collect();
    let drawn = ranges::draws(&factors, asked);
    let sum = |of: &dyn Fn(&Ledger, &Items) -> f64| -> Estimate {
        estimate(drawn.iter().map(|f| MILLION * ledgers.iter().zip(f).map(|(l, f)| of(l, f)).sum::<f64>()))
    };
    plan.draws = asked.count;
    plan.spent = sum(&|l, f| l.with.times(f).spent() - l.without.times(f).spent());
    plan.loss_without = sum(&|l, f| l.without.times(f).lost());
    plan.loss_with = sum(&|l, f| l.with.times(f).lost());
    plan.spent_untargeted = sum(&|l, f| l.untargeted.times(f).spent() - l.without.times(f).spent());
    plan.loss_untargeted = sum(&|l, f| l.untargeted.times(f).lost());
    let groups: BTreeSet<TargetGroup> =
        ledgers.iter().flat_map(|l| &l.targets).map(|(group, _)| *group).collect();
    let of_group = |target: TargetGroup| {
        let left_out = move |l: &Ledger| {
            l.targets.iter().find(|(group, _)| *group == target).map_or(l.with, |(_, items)| *items)
        };
        TargetWorth {
            target,
            spent: sum(&|l, f| l.with.times(f).spent() - left_out(l).times(f).spent()),
            avoided: sum(&|l, f| left_out(l).times(f).lost() - l.with.times(f).lost()),
        }
    };
    plan.targets = groups.into_iter().map(of_group).collect();
    let [first, ..] = ledgers else { return };
    let point = |(i, &marginal): (usize, &f64)| FrontierPoint {
        spent: sum(&|l, f| l.frontier[i].times(f).spent() - l.without.times(f).spent()),
        loss: sum(&|l, f| l.frontier[i].times(f).lost()),
        marginal,
    };
    plan.frontier = MULTIPLIERS.iter().enumerate().take(first.frontier.len()).map(point).collect();
    let at_once = plan.waiting.first().map_or(0.0, |w| w.missed);
    for (i, (wait, years)) in plan.waiting.iter_mut().zip(DELAYS).enumerate() {
        let more =
            |of: fn(&Items) -> f64| sum(&move |l, f| of(&l.waiting[i].times(f)) - of(&l.waiting[0].times(f)));
        *wait = Wait {
            years,
            spent: more(Items::spent),
            loss: more(Items::lost),
            cost: more(Items::sum),
            missed: (wait.missed - at_once).max(0.0),
        };
    }
}

/// Adds the plan of a group of minerals.
fn merge(plan: &mut Plan, part: Plan) {
    plan.objective += part.objective;
    plan.gap = plan.gap.max(part.gap);
    plan.built.extend(part.built);
    plan.events.extend(part.events);
    plan.stocks.extend(part.stocks);
    plan.costs.extend(part.costs);
    plan.dependence.extend(part.dependence);
    plan.met.extend(part.met);
    plan.conflicts.extend(part.conflicts);
    plan.binding.extend(part.binding);
    plan.floors.extend(part.floors);
    plan.residual.extend(part.residual);
    plan.projects.extend(part.projects);
    add_years(&mut plan.yearly, part.yearly);
    plan.not_replayed.extend(part.not_replayed);
    plan.earliest.extend(part.earliest);
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

fn add_years(sum: &mut Vec<Yearly>, years: Vec<Yearly>) {
    if sum.is_empty() {
        *sum = years;
        return;
    }
    for (sum, year) in sum.iter_mut().zip(years) {
        sum.spent += year.spent;
        sum.loss_without += year.loss_without;
        sum.loss_with += year.loss_with;
    }
}

fn add_waits(sum: &mut Vec<Wait>, waits: Vec<Wait>) {
    if sum.is_empty() {
        *sum = waits;
        return;
    }
    for (sum, wait) in sum.iter_mut().zip(waits) {
        sum.missed += wait.missed;
    }
}
