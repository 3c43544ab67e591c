//! What is built runs, and what is made and bought is used.
//!
//! `C[p,z,t] <= X[p,z,t]`, and for every form, of what processes make that make nothing else, and of what is bought,
//! `sum_p b X + I + R <= sum_p a X + sum_u (D - Q - U) + B + A`, A being what is sold to the rest of the world. Without
//! these rows a target that is asked for while works still ramp up is met by building several times what can ever be fed
//! or sold, for the sake of the first months of the ramp; and what others sell is bought to be thrown away, for the sake
//! of the part of it that still comes under a threat. With them, installed capacity ends where its hosts, scrap, ore, feed
//! or users end. A separation makes several forms at once, of which some have no user: it is limited by its feed. Of whole
//! works the last one may stand partly idle.

use crate::chain::{Chain, Year, Zone};
use crate::constraint::balance;
use crate::frame::Frame;
use crate::lp::{About, Bound, Column, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::id::{FormId, ProcessId};
use monazite::system::Role;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (&(process, zone, t), &activity) in &v.activity {
        let Some(&installed) = v.installed.get(&(process, zone, t)) else { continue };
        let idle = Bound::fixed(idle(frame, process, zone));
        let tag = Tag::new(Family::InUse, About::ProcessIn(process, zone)).in_year(frame.network.years[t]);
        lp.at_most(tag, vec![(installed, 1.0), (activity, -1.0)], idle);
    }
    for chain in &frame.network.minerals {
        for &form in &chain.forms {
            for t in 0..frame.network.years.len() {
                has_users(frame, v, lp, (chain, form, t));
            }
        }
    }
}

/// No more of a form is bought, and made by processes that make nothing else, than is used of it.
fn has_users(frame: &Frame<'_>, v: &Variables, lp: &mut Lp, (chain, form, t): (&Chain, FormId, Year)) {
    let network = frame.network;
    let mut terms: Vec<(Column, f64)> =
        vec![(v.made[&(form, t)], 1.0), (v.imported[&(form, t)], 1.0), (v.elsewhere[&(form, t)], 1.0)];
    let mut bound = Bound::default();
    for &process in chain.processes.iter().filter(|p| makes_others(frame, **p, form)) {
        let output = balance::output(network.system, process, form);
        let running = (0..network.zones.len()).filter_map(|z| v.activity.get(&(process, z, t)));
        terms.extend(running.map(|&x| (x, -output)));
    }
    for &process in &chain.processes {
        let a = balance::input(network.system, process, form);
        let running = (0..network.zones.len()).filter_map(|z| v.activity.get(&(process, z, t)));
        terms.extend(running.filter(|_| a > 0.0).map(|&x| (x, -a)));
    }
    for (&(f, u, zone), by_year) in chain.need.iter().filter(|((f, _, _), _)| *f == form) {
        terms.push((v.substituted[&(f, u, zone, t)], 1.0));
        terms.push((v.unmet[&(f, u, zone, t)], 1.0));
        bound.present.push((zone, by_year[t] / chain.unit));
    }
    let stored = network.members().filter_map(|zone| v.bought.get(&(form, zone, t)));
    terms.extend(stored.map(|&bought| (bought, -1.0)));
    terms.push((v.sale[&(form, t)], -1.0));
    let tag = Tag::new(Family::HasUsers, About::Form(form)).in_year(network.years[t]);
    lp.at_most(tag, terms, bound);
}

/// Whether a process makes other forms beside one.
fn makes_others(frame: &Frame<'_>, process: ProcessId, form: FormId) -> bool {
    let recipe = &frame.network.system.processes[process].recipe;
    recipe.iter().any(|term| term.role == Role::Output && term.form != form)
}

/// Capacity of the largest single works, where they are whole.
fn idle(frame: &Frame<'_>, process: ProcessId, zone: Zone) -> f64 {
    let here = frame.choices.iter().enumerate();
    let here = here.filter(|(_, (_, c))| c.process == process && c.zone == zone);
    here.filter_map(|(k, _)| frame.works(k)).fold(0.0, f64::max)
}
