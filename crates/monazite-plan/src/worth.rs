//! What each kind of target costs and buys, and what each announced project is worth: the programme without it.
//!
//! A kind of target is left out and all others are held as far as the plan meets them. A project is left out and the
//! targets are come near again: what lacks more without it is counted apart from what it costs.

use crate::error::Error;
use crate::lp::Column;
use crate::solve::Session;
use monazite::plan::Items;
use monazite::plan::TargetGroup;
use monazite_highs::Solution;
use std::collections::BTreeMap;

/// The best programme that no target binds.
pub(crate) fn untargeted(session: &mut Session<'_, '_>) -> Result<Items, Error> {
    let asked = session.asked();
    session.release(&asked)?;
    session.restore_costs()?;
    let free = session.cheapest("the plan without targets")?;
    Ok(session.model.items(&free))
}

/// The programme without each kind of target, the others held to what they lack.
pub(crate) fn targets(
    session: &mut Session<'_, '_>,
    lacking: &[(Column, f64)],
) -> Result<Vec<(TargetGroup, Items)>, Error> {
    let model = session.model;
    let mut of_group: BTreeMap<TargetGroup, Vec<Column>> = BTreeMap::new();
    for (&(t, y), &column) in &model.variables.slack {
        let target = &model.frame.targets[t];
        if model.network().years[y] >= target.asked {
            of_group.entry(target.kind.group()).or_default().push(column);
        }
    }
    let mut worth = Vec::new();
    for (group, columns) in of_group {
        session.hold(lacking)?;
        session.release(&columns)?;
        let point = session.optimum("the plan without a target")?;
        worth.push((group, model.items(&point)));
    }
    Ok(worth)
}

/// Announced projects that a plan builds, by place among the choices.
pub(crate) fn projects(session: &Session<'_, '_>, best: &Solution) -> Vec<usize> {
    let model = session.model;
    let named = |k: &usize| !model.frame.choices[*k].1.project.is_empty();
    let years = || 0..model.network().years.len();
    let built = |k: &usize| years().any(|y| best.columns[model.variables.build[&(*k, y)].0] > 1e-6);
    (0..model.frame.choices.len()).filter(named).filter(built).collect()
}

/// The programme without each of some projects, and what its targets then lack.
pub(crate) fn without_project(session: &mut Session<'_, '_>, k: usize) -> Result<(Items, f64), Error> {
    let model = session.model;
    let years = 0..model.network().years.len();
    let columns: Vec<Column> = years.map(|y| model.variables.build[&(k, y)]).collect();
    session.limit(&columns.iter().map(|&c| (c, 0.0)).collect::<Vec<_>>())?;
    let missed = session.come_nearest()?.iter().map(|(_, lack)| lack).sum();
    let items = model.items(&session.optimum("the plan without a project")?);
    session.release(&columns)?;
    Ok((items, missed))
}
