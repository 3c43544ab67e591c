//! Balance of every form in every zone: what is made, bought and taken covers what is used, given and stored.
//!
//! `sum_p b X + W + I + G >= sum_p a X + sum_u (D - Q - U) + E + B`. The outputs of a separation are tied to its feed by
//! the basket of the deposit, so dysprosium comes only with what surrounds it; what nobody needs is left over.
//! The pool of members, hosts and the rest of the world gives what it gets: `sum_z G + A <= sum_z E + R`,
//! and sells to the rest of the world only what members and hosts gave: `A <= sum_z E`.

use crate::chain::{Chain, Year, Zone};
use crate::frame::Frame;
use crate::lp::{About, Bound, Column, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::id::{FormId, ProcessId};
use monazite::system::{Role, System};

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    let network = frame.network;
    for chain in &network.minerals {
        for &form in &chain.forms {
            for y in 0..network.years.len() {
                for zone in 0..network.zones.len() {
                    of_zone(frame, v, lp, (chain, form, zone, y)); // form, zone, y);
                }
                made(frame, v, lp, (chain, form, y));
                let zones = 0..network.zones.len();
                let mut sold: Vec<(Column, f64)> = vec![(v.sale[&(form, y)], -1.0)];
                sold.extend(zones.clone().map(|zone| (v.given[&(form, zone, y)], 1.0)));
                let mut terms = sold.clone();
                terms.push((v.elsewhere[&(form, y)], 1.0));
                terms.extend(zones.map(|zone| (v.taken[&(form, zone, y)], -1.0)));
                let tag = |family| Tag::new(family, About::Form(form)).in_year(network.years[y]);
                lp.at_least(tag(Family::Pool), terms, Bound::default());
                lp.at_least(tag(Family::Sold), sold, Bound::default());
            }
        }
    }
}

/// What all zones make of a form: `O[f,y] = sum_p sum_z b X[p,z,y]`.
fn made(frame: &Frame<'_>, v: &Variables, lp: &mut Lp, (chain, form, y): (&Chain, FormId, Year)) {
    let network = frame.network;
    let mut terms = vec![(v.made[&(form, y)], 1.0)];
    for &process in &chain.processes {
        let output = output(network.system, process, form);
        let zones = (0..network.zones.len()).filter_map(|z| v.activity.get(&(process, z, y)));
        terms.extend(zones.map(|&x| (x, -output)));
    }
    let tag = Tag::new(Family::Made, About::Form(form)).in_year(network.years[y]);
    lp.equal(tag, terms, Bound::default());
}

fn of_zone(
    frame: &Frame<'_>,
    v: &Variables,
    lp: &mut Lp,
    (chain, form, zone, y): (&Chain, FormId, Zone, Year),
) {
    let network = frame.network;
    let mut terms: Vec<(Column, f64)> = Vec::new();
    for &process in &chain.processes {
        if let Some(&x) = v.activity.get(&(process, zone, y)) {
            terms.push((x, net(network.system, process, form)));
        }
    }
    terms.push((v.import[&(form, zone, y)], 1.0));
    terms.push((v.taken[&(form, zone, y)], 1.0));
    terms.push((v.given[&(form, zone, y)], -1.0));
    terms.extend(v.bought.get(&(form, zone, y)).map(|&b| (b, -1.0)));
    let scrap = chain.direct_scrap.get(&(form, zone)).copied().unwrap_or(0.0);
    let mut need = 0.0;
    for (&(f, u, z), by_year) in chain.need.iter().filter(|((f, _, z), _)| *f == form && *z == zone) {
        need += by_year[y];
        terms.push((v.substituted[&(f, u, z, y)], 1.0));
        terms.push((v.unmet[&(f, u, z, y)], 1.0));
    }
    let mut bound = Bound::default();
    if network.is_member(zone) {
        bound.present.push((zone, (need - scrap) / chain.unit));
    }
    let tag = Tag::new(Family::Balance, About::FormIn(form, zone)).in_year(network.years[y]);
    lp.at_least(tag, terms, bound);
}

/// Tonnes of a form that a unit of activity makes.
pub(crate) fn output(system: &System, process: ProcessId, form: FormId) -> f64 {
    let outputs =
        system.processes[process].recipe.iter().filter(|t| t.role == Role::Output && t.form == form);
    outputs.map(|t| t.coefficient.value.get()).sum()
}

/// Tonnes of a form that a unit of activity takes.
pub(crate) fn input(system: &System, process: ProcessId, form: FormId) -> f64 {
    let inputs = system.processes[process].recipe.iter().filter(|t| t.role == Role::Input && t.form == form);
    inputs.map(|t| t.coefficient.value.get()).sum()
}

/// Tonnes of a form that a unit of activity makes, less what it takes.
pub(crate) fn net(system: &System, process: ProcessId, form: FormId) -> f64 {
    let recipe = &system.processes[process].recipe;
    let of_form = recipe.iter().filter(|t| t.form == form);
    of_form.map(|t| t.coefficient.value.get() * if t.role == Role::Output { 1.0 } else { -1.0 }).sum()
}
