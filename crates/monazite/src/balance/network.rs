//! The unknowns of a mineral, and the equations that hold exactly between them.
//!
//! For every form f in country c
//!
//! ```text
//! sum_p b[p,f] X[p,c] + sum_i T[f,i,c] + W[f,c] = sum_p a[p,f] X[p,c] + U[f,c] + sum_j T[f,c,j] + B[f,c]
//! ```
//!
//! with X, T, U, W >= 0, and where a capacity is reported `sum_p b[p,f] X[p,c] + spare = capacity`, spare >= 0.
//! All zeros satisfy every equation, so a balance always exists.

use super::candidate::{Priors, candidates, from_shares};
use super::ledger::{Activities, Ledger, ledger};
use super::observed::{Arc, Node, Observed};
use super::settings::Settings;
use super::{activity, scrap};
use crate::id::{CountryId, ProcessId};
use crate::system::Role;
use std::collections::{BTreeMap, BTreeSet};

/// One unknown. Masses are in units of the mineral's world supply; `Content` is a relative error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Variable {
    /// X: activity of a process in a country.
    Activity(ProcessId, CountryId),
    /// T: a flow.
    Flow(Arc),
    /// U: use of a form over all end uses.
    Use(Node),
    /// B: addition to stock; negative for a draw.
    Stock(Node),
    /// W: scrap.
    Scrap(Node),
    /// e: content error of a code and exporter group, by its number.
    Content(usize),
    /// Unused part of a capacity.
    Spare(Node),
    /// Part of a flow under codes of its form that no report covers.
    Rest(Arc),
}

impl Variable {
    /// Whether it may not be negative.
    pub(super) fn is_mass(self) -> bool {
        !matches!(self, Self::Stock(_) | Self::Content(_))
    }
}

/// Coefficients of unknowns, by their number.
pub(super) type Terms = Vec<(usize, f64)>;

/// `sum terms = right`, exactly.
#[derive(Debug, Clone)]
pub(super) struct Equation {
    pub(super) terms: Terms,
    pub(super) right: f64,
}

/// The unknowns of a mineral with what the data say about them beforehand.
#[derive(Debug)]
pub(super) struct Network<'a> {
    pub(super) observed: Observed<'a>,
    pub(super) activities: Activities,
    pub(super) ledger: Ledger,
    /// Priors of flows without a report.
    pub(super) priors: Priors,
    /// Priors of use without a demand datum.
    pub(super) uses: BTreeMap<Node, f64>,
    /// Scrap expected at a node, with its standard error.
    pub(super) scrap: BTreeMap<Node, scrap::Expected>,
    /// World supply in tonnes a year: source output and expected scrap. Every mass is divided by it.
    pub(super) scale: f64,
    pub(super) variables: Vec<Variable>,
    pub(super) number: BTreeMap<Variable, usize>,
    /// Content errors: code and group, and the mass in tonnes that they scale.
    pub(super) contents: Vec<(String, f64)>,
}

/// A capacity above this many times world supply binds nothing, and its size would spoil the scaling.
const LOOSE: f64 = 1e3;

impl<'a> Network<'a> {
    /// Finds the unknowns of a mineral. `None` where there is no positive mass at all.
    pub(super) fn of(observed: Observed<'a>, settings: &Settings) -> Option<Self> {
        let activities = activity::activities(&observed);
        let ledger = ledger(&observed, &activities);
        let scrap = scrap::expected(&observed, &ledger, settings);
        let shares = from_shares(&observed, &ledger);
        let mut priors = candidates(&observed, &ledger, &shares, settings);
        priors.extend(shares);
        let uses = unreported_uses(&observed, &ledger);
        let scale = world_supply(&observed, &activities, &ledger, &scrap);
        if scale <= 0.0 {
            return None;
        }
        let mut network = Self {
            observed,
            activities,
            ledger,
            priors,
            uses,
            scrap,
            scale,
            variables: Vec::new(),
            number: BTreeMap::new(),
            contents: Vec::new(),
        };
        network.collect(settings);
        Some(network)
    }

    /// The number of an unknown, where there is one.
    pub(super) fn get(&self, variable: Variable) -> Option<usize> {
        self.number.get(&variable).copied()
    }

    /// Adds a content error of a code and exporter group that scales `mass` tonnes.
    pub(super) fn add_content(&mut self, name: String, mass: f64) -> usize {
        let variable = Variable::Content(self.contents.len());
        self.contents.push((name, mass));
        self.add(variable)
    }

    fn add(&mut self, variable: Variable) -> usize {
        let next = self.variables.len();
        let number = *self.number.entry(variable).or_insert(next);
        if number == next {
            self.variables.push(variable);
        }
        number
    }

    fn collect(&mut self, settings: &Settings) {
        let arcs: BTreeSet<Arc> = self.observed.flows.keys().chain(self.priors.keys()).copied().collect();
        let uses: BTreeSet<Node> = self.observed.demand.keys().chain(self.uses.keys()).copied().collect();
        let ends = arcs.iter().flat_map(|&(f, i, j)| [(f, i), (f, j)]);
        let nodes: BTreeSet<Node> = self.ledger.keys().copied().chain(ends).collect();
        let mut variables: Vec<Variable> =
            self.activities.keys().map(|&(p, c)| Variable::Activity(p, c)).collect();
        variables.extend(arcs.into_iter().map(Variable::Flow));
        variables.extend(uses.into_iter().map(Variable::Use));
        variables.extend(self.scrap.keys().copied().map(Variable::Scrap));
        if settings.stock_sigma > 0.0 {
            variables.extend(nodes.into_iter().map(Variable::Stock));
        }
        for variable in variables {
            self.add(variable);
        }
        let partial =
            self.observed.flows.iter().filter(|(arc, codes)| self.observed.is_partial(**arc, codes));
        for arc in partial.map(|(&arc, _)| arc).collect::<Vec<_>>() {
            self.add(Variable::Rest(arc));
        }
        let limited: Vec<Node> = self.observed.capacity.keys().copied().collect();
        for node in limited {
            if !self.output(node).is_empty() {
                self.add(Variable::Spare(node));
            }
        }
    }

    /// The output of a node as terms over activities.
    pub(super) fn output(&self, (form, country): Node) -> Terms {
        self.activities
            .keys()
            .filter(|(_, c)| *c == country)
            .filter_map(|&(p, c)| {
                let b = activity::output_of(&self.observed, p, &[form]);
                (b > 0.0).then(|| (self.number[&Variable::Activity(p, c)], b))
            })
            .collect()
    }

    /// The balance of every node, in node order.
    pub(super) fn balances(&self) -> BTreeMap<Node, Terms> {
        let mut balances: BTreeMap<Node, Terms> = BTreeMap::new();
        for (number, &variable) in self.variables.iter().enumerate() {
            let mut enter = |node: Node, k: f64| balances.entry(node).or_default().push((number, k));
            match variable {
                Variable::Activity(process, country) => {
                    for term in &self.observed.system.processes[process].recipe {
                        let k = term.coefficient.value.get();
                        let sign = if term.role == Role::Output { 1.0 } else { -1.0 };
                        enter((term.form, country), sign * k);
                    }
                }
                Variable::Flow((form, exporter, importer)) => {
                    enter((form, exporter), -1.0);
                    enter((form, importer), 1.0);
                }
                Variable::Use(node) | Variable::Stock(node) => enter(node, -1.0),
                Variable::Scrap(node) => enter(node, 1.0),
                Variable::Content(_) | Variable::Spare(_) | Variable::Rest(_) => {}
            }
        }
        balances
    }

    /// Balances of all nodes, then capacities, as equations in units of world supply.
    pub(super) fn equations(&self, settings: &Settings) -> Vec<Equation> {
        let mut equations: Vec<Equation> =
            self.balances().into_values().map(|terms| Equation { terms, right: 0.0 }).collect();
        for (&node, rows) in &self.observed.capacity {
            let Some(spare) = self.get(Variable::Spare(node)) else { continue };
            let high = rows.iter().map(|c| c.datum.high.get()).fold(0.0, f64::max) * settings.capacity_slack;
            let made = self.ledger.get(&node).map_or(0.0, |t| t.made);
            let mut terms = self.output(node);
            terms.push((spare, 1.0));
            equations.push(Equation { terms, right: (high.max(made) / self.scale).min(LOOSE) });
        }
        equations
    }
}

/// Use where nobody reports a demand: apparent use of a final form, or of imports that no process takes.
fn unreported_uses(observed: &Observed<'_>, ledger: &Ledger) -> BTreeMap<Node, f64> {
    if observed.system.end_uses.is_empty() {
        return BTreeMap::new();
    }
    ledger
        .iter()
        .filter(|(node, _)| !observed.demand.contains_key(node))
        .filter_map(|(&node, tally)| {
            let apparent = tally.feed() - tally.need();
            let most = if observed.is_final(node.0) { tally.feed() } else { tally.imported };
            let prior = apparent.min(most);
            (prior > 1e-9 * tally.feed()).then_some((node, prior))
        })
        .collect()
}

/// Output of source processes and expected scrap; for a network without sources the largest total of any form.
fn world_supply(
    observed: &Observed<'_>,
    activities: &Activities,
    ledger: &Ledger,
    scrap: &BTreeMap<Node, scrap::Expected>,
) -> f64 {
    let sources: f64 = activities
        .iter()
        .map(|(&(process, _), activity)| {
            let recipe = &observed.system.processes[process].recipe;
            let is_source = recipe.iter().all(|t| t.role == Role::Output);
            let output: f64 = recipe.iter().map(|t| t.coefficient.value.get()).sum();
            if is_source { activity * output } else { 0.0 }
        })
        .sum();
    let supply = sources + scrap.values().map(|s| s.mass).sum::<f64>();
    if supply > 0.0 {
        return supply;
    }
    let mut totals: BTreeMap<_, f64> = BTreeMap::new();
    for ((form, _), tally) in ledger {
        *totals.entry(*form).or_default() += tally.throughput();
    }
    totals.into_values().fold(0.0, f64::max)
}
