//! What stands in the way of targets that cannot be met in time: the smallest set of targets that cannot hold together,
//! and the limits that prove it.

use crate::error::Error;
use crate::explain::is_structure;
use crate::lp::{About, Column, Family};
use crate::solve::{MET, Session};
use monazite::plan::Conflict;
use monazite_highs::Solution;
use std::collections::{BTreeMap, BTreeSet};

/// Limits listed in a conflict.
const LIMITS: usize = 6;

/// One conflict for each target that lacks something in a year in which it is asked for.
pub(crate) fn conflicts(
    session: &mut Session<'_, '_>,
    lacking: &[(Column, f64)],
) -> Result<Vec<Conflict>, Error> {
    let model = session.model;
    let lacks: BTreeSet<Column> = lacking.iter().filter(|(_, lack)| *lack > MET).map(|(c, _)| *c).collect();
    let of_target = |t: usize| -> Vec<Column> {
        let of = model.variables.slack.iter().filter(|((target, y), _)| {
            *target == t && model.network().years[*y] >= model.frame.targets[t].asked
        });
        of.map(|(_, &c)| c).collect()
    };
    let asked = session.asked();
    session.release(&asked)?;
    let mut conflicts = Vec::new();
    for t in 0..model.frame.targets.len() {
        if !of_target(t).iter().any(|c| lacks.contains(c)) {
            continue;
        }
        // Drop every other target whose absence leaves a conflict; what remains is a smallest set.
        let same = |other: &usize| model.frame.targets[*other].chain == model.frame.targets[t].chain;
        let mut set: Vec<usize> = vec![t];
        if least(session, &of_target(t))?.is_none() {
            set = (0..model.frame.targets.len()).filter(same).collect();
            for other in set.clone().into_iter().filter(|&o| o != t) {
                let without: Vec<usize> = set.iter().copied().filter(|&o| o != other).collect();
                let columns: Vec<Column> = without.iter().flat_map(|&o| of_target(o)).collect();
                if least(session, &columns)?.is_some() {
                    set = without;
                }
            }
        }
        let columns: Vec<Column> = set.iter().flat_map(|&o| of_target(o)).collect();
        let limits = least(session, &columns)?.map_or_else(Vec::new, |proof| limits(session, &proof));
        conflicts.push(Conflict {
            mineral: model.network().minerals[model.frame.targets[t].chain].mineral,
            targets: set.iter().map(|&o| model.frame.targets[o].kind.clone()).collect(),
            limits,
        });
    }
    session.restore_costs()?;
    Ok(conflicts)
}

/// The point at which some targets lack least; `None` if they lack nothing.
fn least(session: &mut Session<'_, '_>, columns: &[Column]) -> Result<Option<Solution>, Error> {
    session.minimise(&columns.iter().map(|&c| (c, 1.0)).collect::<Vec<_>>())?;
    let point = session.optimum("a conflict of targets")?;
    Ok(columns.iter().any(|c| point.columns[c.0] > MET).then_some(point))
}

/// Limits with a price in the proof, largest first, by family and what they are about, zones and years left out:
/// relaxing one of them would bring the targets nearer.
fn limits(session: &Session<'_, '_>, proof: &Solution) -> Vec<String> {
    let mut price: BTreeMap<(Family, About), f64> = BTreeMap::new();
    for (row, dual) in session.model.lp.rows.iter().zip(&proof.row_duals) {
        let family = row.tag.family;
        // How long it takes to build stands against a target, where elsewhere it is only a sum.
        let counts = match family {
            Family::Installed => true,
            Family::Target | Family::NewCapacity => false,
            family => !is_structure(family),
        };
        if dual.abs() > 1e-9 && counts {
            *price.entry((family, row.tag.about.subject())).or_default() += dual.abs();
        }
    }
    let names = session.model.names();
    let mut limits: Vec<(String, f64)> = price
        .into_iter()
        .map(|((family, subject), price)| (names.of_subject(family, subject), price))
        .collect();
    limits.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    limits.into_iter().take(LIMITS).map(|(name, _)| name).collect()
}
