//! The chain behind a use: which countries made, at every step, what ends up with a set of users.
//!
//! The same mixing assumption as origin: what a country ships, uses up or processes is the mean of what reached it.

use crate::balance::MineralBalance;
use crate::id::{CountryId, FormId, ProcessId};
use crate::quantity::TonnesPerYear;
use crate::system::{Role, System};
use std::collections::{BTreeMap, BTreeSet};

/// A place in a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Made in a country in a form.
    Made(FormId, CountryId),
    /// Entered a form as scrap, or from stock, in a country.
    Drawn(FormId, CountryId),
    /// Used in a country.
    Used(CountryId),
}

/// The links of a chain: mass of what was made at the first place and taken at the second, through any third countries.
pub type Links = BTreeMap<(Place, Place), TonnesPerYear>;

/// Steps from a source: 0 for a form made from nothing, else one more than the deepest input. Bounded on a cyclic recipe.
#[must_use]
pub fn depth(system: &System) -> BTreeMap<FormId, usize> {
    let mut depth: BTreeMap<FormId, usize> = system.forms.ids().map(|f| (f, 0)).collect();
    for _ in 0..system.forms.len().min(32) {
        let before = depth.clone();
        for (_, process) in system.processes.iter() {
            let of_role = |role| process.recipe.iter().filter(move |t| t.role == role).map(|t| t.form);
            let Some(deepest) = of_role(Role::Input).map(|f| before[&f]).max() else { continue };
            for output in of_role(Role::Output) {
                depth.entry(output).and_modify(|d| *d = (*d).max(deepest + 1));
            }
        }
        if depth == before {
            break;
        }
    }
    depth
}

/// Traces what the members' end uses take of the given forms back through trade and processes, step by step.
///
/// A process with several outputs shares its inputs among them by contained mass.
#[must_use]
pub fn chain(
    system: &System,
    balance: &MineralBalance,
    members: &BTreeSet<CountryId>,
    ends: &BTreeSet<FormId>,
) -> Links {
    let depth = depth(system);
    let supply = Supply::of(system, balance);
    let mut needs: BTreeMap<FormId, BTreeMap<(Place, CountryId), f64>> = BTreeMap::new();
    for used in balance.uses.iter().filter(|u| members.contains(&u.country) && ends.contains(&u.form)) {
        let consumer = (Place::Used(used.country), used.country);
        *needs.entry(used.form).or_default().entry(consumer).or_default() += used.mass.get();
    }
    let mut order: Vec<FormId> = depth.keys().copied().collect();
    order.sort_by_key(|f| (std::cmp::Reverse(depth[f]), *f));
    let mut links = Links::new();
    for form in order {
        let Some(of_form) = needs.remove(&form) else { continue };
        let mut made: BTreeMap<CountryId, f64> = BTreeMap::new();
        for ((consumer, country), mass) in of_form {
            for (place, mass) in supply.sources(form, country, mass) {
                *links.entry((place, consumer)).or_default() += TonnesPerYear::new(mass);
                if let Place::Made(_, maker) = place {
                    *made.entry(maker).or_default() += mass;
                }
            }
        }
        for (maker, mass) in made {
            for (input, taken) in supply.inputs(form, maker, mass) {
                if depth[&input] < depth[&form] {
                    let consumer = (Place::Made(form, maker), maker);
                    *needs.entry(input).or_default().entry(consumer).or_default() += taken;
                }
            }
        }
    }
    links
}

/// What reaches each node of the balanced network, by way of entry.
struct Supply<'a> {
    system: &'a System,
    made: BTreeMap<(FormId, CountryId), Vec<(ProcessId, f64)>>,
    drawn: BTreeMap<(FormId, CountryId), f64>,
    imported: BTreeMap<(FormId, CountryId), Vec<(CountryId, f64)>>,
}

impl<'a> Supply<'a> {
    fn of(system: &'a System, balance: &MineralBalance) -> Self {
        let (mut made, mut drawn, mut imported) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for activity in &balance.activity {
            for term in system.processes[activity.process].recipe.iter().filter(|t| t.role == Role::Output) {
                let output = activity.mass.get() * term.coefficient.value.get();
                let at: &mut Vec<_> = made.entry((term.form, activity.country)).or_default();
                at.push((activity.process, output));
            }
        }
        for scrap in &balance.scrap {
            *drawn.entry((scrap.form, scrap.country)).or_default() += scrap.mass.get();
        }
        for draw in balance.stock_changes.iter().filter(|s| s.mass.get() < 0.0) {
            *drawn.entry((draw.form, draw.country)).or_default() -= draw.mass.get();
        }
        for flow in &balance.flows {
            let at: &mut Vec<_> = imported.entry((flow.form, flow.importer)).or_default();
            at.push((flow.exporter, flow.mass.get()));
        }
        Self { system, made, drawn, imported }
    }

    /// Where a mass of a form that a country takes was made or drawn. Re-exports are followed until a millionth is left.
    fn sources(&self, form: FormId, country: CountryId, mass: f64) -> BTreeMap<Place, f64> {
        let mut sources = BTreeMap::new();
        let mut waiting = BTreeMap::from([(country, mass)]);
        for _ in 0..200 {
            let mut next: BTreeMap<CountryId, f64> = BTreeMap::new();
            for (at, mass) in waiting {
                let node = (form, at);
                let made: f64 = self.made.get(&node).map_or(0.0, |m| m.iter().map(|p| p.1).sum());
                let drawn = self.drawn.get(&node).copied().unwrap_or(0.0);
                let imports = self.imported.get(&node).map_or(&[][..], Vec::as_slice);
                let total = made + drawn + imports.iter().map(|i| i.1).sum::<f64>();
                if total <= 0.0 {
                    continue;
                }
                let mut add = |place, part: f64| {
                    if part > 0.0 {
                        *sources.entry(place).or_default() += mass * part / total;
                    }
                };
                add(Place::Made(form, at), made);
                add(Place::Drawn(form, at), drawn);
                for (exporter, part) in imports {
                    *next.entry(*exporter).or_default() += mass * part / total;
                }
            }
            if next.values().sum::<f64>() <= 1e-6 * mass {
                break;
            }
            waiting = next;
        }
        sources
    }

    /// Inputs taken to make a mass of a form in a country.
    fn inputs(&self, form: FormId, country: CountryId, mass: f64) -> BTreeMap<FormId, f64> {
        let mut inputs = BTreeMap::new();
        let routes = self.made.get(&(form, country)).map_or(&[][..], Vec::as_slice);
        let total: f64 = routes.iter().map(|r| r.1).sum();
        for (process, output) in routes {
            let recipe = &self.system.processes[*process].recipe;
            let coefficients = |role| recipe.iter().filter(move |t| t.role == role);
            let outputs: f64 = coefficients(Role::Output).map(|t| t.coefficient.value.get()).sum();
            if outputs <= 0.0 || total <= 0.0 {
                continue;
            }
            for term in coefficients(Role::Input) {
                *inputs.entry(term.form).or_default() +=
                    mass * output / total * term.coefficient.value.get() / outputs;
            }
        }
        inputs
    }
}
