//! From the solution of the programme to a balance, and how far the data moved.

use super::network::Variable;
use super::observed::{Node, Observed, mean};
use super::problem::{Problem, residual};
use super::reconciled::{Activity, BalancedFlow, MineralBalance, Move, NodeMass, Report, Use};
use crate::datum::Quality;
use crate::id::{CountryId, EndUseId, FormId};
use crate::quantity::TonnesPerYear;
use crate::system::{Role, System};
use std::collections::BTreeMap;

/// Masses below this part of world supply are nothing.
const DUST: f64 = 1e-13;

/// The balance at a solution, without its moves.
pub(super) fn mineral_balance(problem: &Problem<'_>, x: &[f64]) -> MineralBalance {
    let network = &problem.network;
    let qualities = qualities(problem, x);
    let splits = Splits::of(&network.observed);
    let mut balance = MineralBalance::default();
    for (number, &variable) in network.variables.iter().enumerate() {
        if x[number].abs() <= DUST {
            continue;
        }
        let mass = TonnesPerYear::new(x[number] * network.scale);
        let quality = qualities.get(&number).copied().unwrap_or(Quality::Estimated);
        match variable {
            Variable::Activity(process, country) => {
                balance.activity.push(Activity { process, country, mass, quality });
            }
            Variable::Flow((form, exporter, importer)) => {
                balance.flows.push(BalancedFlow { form, exporter, importer, mass, quality });
            }
            Variable::Use(node @ (form, country)) => {
                for (end_use, share) in splits.at(node) {
                    balance.uses.push(Use { form, country, end_use, mass: mass * share });
                }
            }
            Variable::Stock((form, country)) => {
                balance.stock_changes.push(NodeMass { form, country, mass });
            }
            Variable::Scrap((form, country)) => balance.scrap.push(NodeMass { form, country, mass }),
            Variable::Content(_) | Variable::Spare(_) | Variable::Rest(_) => {}
        }
    }
    balance.world_supply = world_supply(network.observed.system, &balance);
    let residual = largest_residual(network.observed.system, &balance);
    let size = size(&balance, network.scale);
    balance.report = Report {
        chi_square: problem.chi_square(x),
        data: problem.rows.len(),
        residual: if size > 0.0 { residual / size } else { 0.0 },
        moves: Vec::new(),
    };
    balance
}

/// How far every datum moved, largest standardised move first.
pub(super) fn moves(problem: &Problem<'_>, x: &[f64]) -> Vec<Move> {
    let scale = problem.network.scale;
    let tonnes = |v: f64| TonnesPerYear::new(v * scale);
    let mut moves: Vec<Move> = problem
        .rows
        .iter()
        .map(|row| {
            let z = residual(row, x);
            let balanced = row.subject.iter().map(|&(j, k)| k * x[j]).sum::<f64>() + row.offset;
            let observed = if row.relative { balanced - z * row.sigma } else { row.observed + row.offset };
            let of_content = row.offset > 0.0;
            let sigma = if of_content { row.sigma * row.offset } else { row.sigma };
            Move {
                row: row.row,
                what: row.what.clone(),
                observed: tonnes(observed),
                balanced: tonnes(balanced),
                sigma: tonnes(sigma),
                z,
                quality: row.quality,
            }
        })
        .collect();
    moves.sort_by(|a, b| b.z.abs().total_cmp(&a.z.abs()).then_with(|| a.what.cmp(&b.what)));
    moves
}

/// Source output and scrap, tonnes a year.
fn world_supply(system: &System, balance: &MineralBalance) -> TonnesPerYear {
    let sources: TonnesPerYear = balance
        .activity
        .iter()
        .filter(|a| system.processes[a.process].recipe.iter().all(|t| t.role == Role::Output))
        .map(|a| {
            let output: f64 =
                system.processes[a.process].recipe.iter().map(|t| t.coefficient.value.get()).sum();
            a.mass * output
        })
        .sum();
    sources + balance.scrap.iter().map(|s| s.mass).sum()
}

/// What a violation is measured by: world supply; the supply of the data, or the largest flow or use, where that is
/// larger because next to nothing of the reported supply can be made.
fn size(balance: &MineralBalance, reported: f64) -> f64 {
    let masses = balance.flows.iter().map(|f| f.mass).chain(balance.uses.iter().map(|u| u.mass));
    masses.map(TonnesPerYear::get).fold(reported.max(balance.world_supply.get()), f64::max)
}

/// What enters less what leaves every node of a balance, tonnes a year.
#[must_use]
pub fn residuals(system: &System, balance: &MineralBalance) -> BTreeMap<(FormId, CountryId), f64> {
    let mut rest: BTreeMap<Node, f64> = BTreeMap::new();
    let mut enter = |node: Node, mass: f64| *rest.entry(node).or_default() += mass;
    for a in &balance.activity {
        for t in &system.processes[a.process].recipe {
            let mass = a.mass.get() * t.coefficient.value.get();
            enter((t.form, a.country), if t.role == Role::Output { mass } else { -mass });
        }
    }
    for f in &balance.flows {
        enter((f.form, f.exporter), -f.mass.get());
        enter((f.form, f.importer), f.mass.get());
    }
    balance.uses.iter().for_each(|u| enter((u.form, u.country), -u.mass.get()));
    balance.stock_changes.iter().for_each(|b| enter((b.form, b.country), -b.mass.get()));
    balance.scrap.iter().for_each(|w| enter((w.form, w.country), w.mass.get()));
    rest
}

fn largest_residual(system: &System, balance: &MineralBalance) -> f64 {
    residuals(system, balance).into_values().map(f64::abs).fold(0.0, f64::max)
}

/// A result that is further from a datum than this many standard errors is not that datum.
const OVERRULED: f64 = 3.0;

/// Quality of each unknown: the best of the data that are about it alone, else the worst of those that share it. A
/// datum that the balance overrules makes its unknown estimated at best.
fn qualities(problem: &Problem<'_>, x: &[f64]) -> BTreeMap<usize, Quality> {
    let mut alone: BTreeMap<usize, Quality> = BTreeMap::new();
    let mut shared: BTreeMap<usize, Quality> = BTreeMap::new();
    for row in problem.rows.iter().filter(|r| r.row.is_some() && !r.relative) {
        let overruled = residual(row, x).abs() > OVERRULED;
        let quality = if overruled { row.quality.max(Quality::Estimated) } else { row.quality };
        if let [(number, _)] = row.subject[..] {
            let best = alone.entry(number).or_insert(quality);
            *best = (*best).min(quality);
        } else if row.what.starts_with("output") {
            for &(number, _) in &row.subject {
                let worst = shared.entry(number).or_insert(Quality::Estimated);
                *worst = (*worst).max(quality);
            }
        }
    }
    shared.extend(alone);
    shared
}

/// How the use of a form is split over end uses.
struct Splits<'o, 'a> {
    observed: &'o Observed<'a>,
    by_form: BTreeMap<FormId, BTreeMap<EndUseId, f64>>,
    fallback: Option<EndUseId>,
}

impl<'o, 'a> Splits<'o, 'a> {
    fn of(observed: &'o Observed<'a>) -> Self {
        let mut by_form: BTreeMap<FormId, BTreeMap<EndUseId, f64>> = BTreeMap::new();
        for (&(form, _), uses) in &observed.demand {
            for (&end_use, data) in uses {
                let mass = mean(data.iter().map(|d| d.datum.value.get()));
                *by_form.entry(form).or_default().entry(end_use).or_default() += mass;
            }
        }
        let system = observed.system;
        let fallback = system.end_uses.id("other").or_else(|| system.end_uses.ids().next());
        Self { observed, by_form, fallback }
    }

    /// Shares of end uses at a node: of its demand data; else of the world's demand for the form; else all `other`.
    fn at(&self, node: Node) -> Vec<(EndUseId, f64)> {
        let own = self.observed.demand.get(&node).map(|uses| {
            uses.iter()
                .map(|(&u, data)| (u, mean(data.iter().map(|d| d.datum.value.get()))))
                .collect::<BTreeMap<_, _>>()
        });
        let world = || self.by_form.get(&node.0).cloned();
        let positive = |split: &BTreeMap<EndUseId, f64>| split.values().sum::<f64>() > 0.0;
        match own.filter(positive).or_else(world).filter(positive) {
            Some(split) => {
                let total: f64 = split.values().sum();
                split.into_iter().filter(|s| s.1 > 0.0).map(|(u, m)| (u, m / total)).collect()
            }
            None => self.fallback.into_iter().map(|u| (u, 1.0)).collect(),
        }
    }
}

impl Report {
    /// The moves that a reader should look at: beyond three standard errors, or an observed flow of more than one
    /// per cent of world supply that moved by more than ten per cent. Usually a unit, a stage or a code is wrong.
    pub fn flagged(&self, world_supply: TonnesPerYear) -> impl Iterator<Item = &Move> {
        self.moves.iter().filter(move |m| {
            let large = m.what.contains(" > ") && m.observed.get() > 0.01 * world_supply.get();
            let far = (m.balanced - m.observed).get().abs() > 0.1 * m.observed.get();
            m.z.abs() > 3.0 || (large && far && m.quality == Quality::Observed && m.row.is_some())
        })
    }
}
