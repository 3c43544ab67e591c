//! What is built runs, and what it makes is used.
//!
//! `C[p,z,t] <= X[p,z,t]`, and for every form that new works make by itself
//! `sum_p b C[p,t] <= sum_p a X + sum_u (D - Q - U) + B + A`, A being what is sold to the rest of the world. Without these rows a target that is asked for while
//! works still ramp up is met by building several times what can ever be fed or sold, for the sake of the first months of
//! the ramp. With them, installed capacity ends where its hosts, scrap, ore, feed or users end. A separation makes several
//! forms at once, of which some have no user: it is limited by its feed. Of whole works the last one may stand partly idle.

use crate::lp::{Bound, Column};
use crate::model::Model;
use crate::network::{Chain, Zone};
use monazite::id::{FormId, ProcessId};
use monazite::system::Role;

pub(crate) fn add(model: &mut Model<'_>) {
    let running: Vec<_> = model.variables.activity.iter().map(|(&k, &c)| (k, c)).collect();
    for ((process, zone, t), activity) in running {
        let Some(&installed) = model.variables.installed.get(&(process, zone, t)) else { continue };
        let idle = Bound::fixed(idle(model, process, Some(zone)));
        let place = model.names.place(process, zone, model.network.years[t]);
        model.lp.at_most(format!("in_use[{place}]"), vec![(installed, 1.0), (activity, -1.0)], idle);
    }
    for chain in &model.network.minerals {
        for &form in &chain.forms {
            for t in 0..model.network.years.len() {
                has_users(model, chain, form, t);
            }
        }
    }
}

/// New works that make a form and nothing else make no more than is used of it.
fn has_users(model: &mut Model<'_>, chain: &Chain, form: FormId, t: usize) {
    let network = model.network;
    let v = &model.variables;
    let mut terms: Vec<(Column, f64)> = Vec::new();
    let mut bound = Bound::default();
    for &process in &chain.processes {
        if let Some(b) = only_output(model, process, form) {
            terms.extend(v.installed_anywhere.get(&(process, t)).map(|&column| (column, b)));
            bound.always += b * idle(model, process, None);
        }
    }
    if terms.is_empty() {
        return;
    }
    for &process in &chain.processes {
        let taken = network.system.processes[process].recipe.iter();
        let taken = taken.filter(|term| term.form == form && term.role == Role::Input);
        let a: f64 = taken.map(|term| term.coefficient.value.get()).sum();
        let running = (0..network.zones.len()).filter_map(|z| v.activity.get(&(process, z, t)));
        terms.extend(running.filter(|_| a > 0.0).map(|&x| (x, -a)));
    }
    for (&(f, u, zone), by_year) in chain.need.iter().filter(|((f, _, _), _)| *f == form) {
        terms.push((v.substituted[&(f, u, zone, t)], 1.0));
        terms.push((v.unmet[&(f, u, zone, t)], 1.0));
        bound.present.push((zone, by_year[t] / chain.unit));
    }
    terms.extend(network.members().map(|zone| (v.bought[&(form, zone, t)], -1.0)));
    terms.push((v.sale[&(form, t)], -1.0));
    let name = format!("has_users[{},{}]", model.names.form(form), network.years[t]);
    model.lp.at_most(name, terms, bound);
}

/// Tonnes that a unit of activity makes of a form; `None` for a process that makes others too, or none of it.
fn only_output(model: &Model<'_>, process: ProcessId, form: FormId) -> Option<f64> {
    let recipe = &model.network.system.processes[process].recipe;
    let mut outputs = recipe.iter().filter(|term| term.role == Role::Output);
    let output = outputs.next().filter(|term| term.form == form)?;
    outputs.next().is_none().then(|| output.coefficient.value.get())
}

/// Capacity of the largest single works, where they are whole.
fn idle(model: &Model<'_>, process: ProcessId, zone: Option<Zone>) -> f64 {
    let here = model.choices.iter().enumerate();
    let here = here.filter(|(_, (_, c))| c.process == process && zone.is_none_or(|z| z == c.zone));
    here.filter_map(|(k, _)| model.works(k)).fold(0.0, f64::max)
}
