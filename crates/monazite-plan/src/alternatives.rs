//! Near-optimal alternatives: plans within a few per cent of the least cost that differ from those found before.
//!
//! Modelling to generate alternatives (Brill, Chang and Hopkins 1982), in the form of Hop, Skip and Jump: the next plan
//! builds as little as it can of what the plans before it built.

use crate::error::Error;
use crate::lp::Column;
use crate::solve::Session;
use monazite::id::ProcessId;
use monazite::plan::Alternative;
use monazite::quantity::{TonnesPerYear, UsDollars};
use monazite_highs::{Row, Solution};
use std::collections::{BTreeMap, BTreeSet};

/// How much more than the optimum an alternative may cost.
const WITHIN: f64 = 0.05;
/// How many are looked for.
const COUNT: u32 = 3;

/// Leaves the session with a row more; nothing is solved with it afterwards.
pub(crate) fn alternatives(
    session: &mut Session<'_, '_>,
    best: &Solution,
) -> Result<Vec<Alternative>, Error> {
    let costs = session.model.lp.costs();
    let least: f64 = costs.iter().zip(&best.columns).map(|(c, x)| c * x).sum();
    let terms = costs.iter().copied().enumerate().filter(|(_, c)| *c != 0.0).collect();
    session.highs.add_row(&Row { lower: f64::NEG_INFINITY, upper: least * (1.0 + WITHIN), terms })?;
    let mut used: BTreeSet<Column> = used(session, best);
    let mut alternatives = Vec::new();
    for number in 1..=COUNT {
        session.minimise(&used.iter().map(|&c| (c, 1.0)).collect::<Vec<_>>())?;
        let point = session.cheapest("an alternative")?;
        let objective: f64 = costs.iter().zip(&point.columns).map(|(c, x)| c * x).sum();
        alternatives.push(Alternative {
            number,
            objective: UsDollars::new(objective * 1e6),
            built: built(session, &point),
        });
        used.extend(self::used(session, &point));
    }
    Ok(alternatives)
}

/// Build columns that a plan uses.
fn used(session: &Session<'_, '_>, point: &Solution) -> BTreeSet<Column> {
    session.model.variables.build.values().copied().filter(|c| point.columns[c.0] > 1e-6).collect()
}

/// Capacity by process and zone.
fn built(session: &Session<'_, '_>, point: &Solution) -> Vec<(ProcessId, usize, TonnesPerYear)> {
    let model = session.model;
    let mut sum: BTreeMap<(ProcessId, usize), f64> = BTreeMap::new();
    for (&(k, _), &column) in &model.variables.build {
        let (chain, choice) = &model.frame.choices[k];
        let tonnes = point.columns[column.0] * model.frame.size(k) * model.network().minerals[*chain].unit;
        *sum.entry((choice.process, choice.zone)).or_default() += tonnes;
    }
    sum.into_iter().filter(|(_, t)| *t > 1e-3).map(|((p, z), t)| (p, z, TonnesPerYear::new(t))).collect()
}
