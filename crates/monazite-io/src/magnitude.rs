//! Masses far above what the world makes of a form: a unit or a decimal point may be wrong.

use crate::diagnostic::{Diagnostic, Diagnostics};
use monazite::id::FormId;
use monazite::system::System;
use std::collections::BTreeMap;

/// A mass of this many times the world's output of its form cannot be right.
const IMPOSSIBLE: f64 = 100.0;
/// Beyond this multiple it is told.
const ODD: f64 = 3.0;

/// Tells every reported mass that is far above the output of the world.
pub(crate) fn check(system: &System, problems: &mut Diagnostics) {
    let world = world(system);
    let production = system.production.iter().filter(|row| row.forms.len() == 1);
    let masses = production
        .map(|row| (row.forms[0], &row.datum))
        .chain(system.flows.iter().map(|row| (row.form, &row.datum)))
        .chain(system.imports.iter().map(|row| (row.form, &row.datum)))
        .chain(system.demand.iter().map(|row| (row.form, &row.datum)));
    for (form, datum) in masses {
        let Some(&total) = world.get(&form).filter(|total| **total > 0.0) else { continue };
        let value: f64 = datum.value.into();
        let times = value / total;
        if times <= ODD {
            continue;
        }
        let row = datum.provenance.row;
        let make = if times > IMPOSSIBLE { Diagnostic::error } else { Diagnostic::warning };
        let message = format!("{times:.0} times what the world makes of `{}`", system.forms.key(form));
        problems.push(
            make(row.table, message)
                .at(row.line)
                .cell("value", &value.to_string())
                .allowed(format!("up to the world's {total:.4} t/y"))
                .hint("look at the unit and the decimal point; masses are contained tonnes"),
        );
    }
}

/// World output by form: the published total, else the sum of all reports, of which one that dwarfs the others counts
/// for no more than a hundredfold of them.
fn world(system: &System) -> BTreeMap<FormId, f64> {
    let mut world = BTreeMap::new();
    let mut reports: BTreeMap<FormId, Vec<f64>> = BTreeMap::new();
    for row in system.production.iter().filter(|row| row.forms.len() == 1) {
        reports.entry(row.forms[0]).or_default().push(row.datum.value.into());
    }
    for (form, mut masses) in reports {
        masses.sort_by(f64::total_cmp);
        let largest = masses.pop().unwrap_or(0.0);
        let rest: f64 = masses.iter().sum();
        let total = if rest > 0.0 { largest.min(IMPOSSIBLE * rest) + rest } else { largest };
        world.insert(form, total);
    }
    for row in system.world_production.iter().filter(|row| row.forms.len() == 1) {
        world.insert(row.forms[0], row.datum.value.into());
    }
    world
}
