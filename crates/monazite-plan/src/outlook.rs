//! What remains without the largest supplier in a year to come, from the baseline, the projects and a demand path.
//!
//! `coverage = (S - S_top + P) / ((D - D_top) G)`: net output of a group of forms outside its largest maker and expected
//! output of projects there, over what is taken of the group outside that country, grown with the demand path. Processes
//! that turn forms of the group into each other count with what they make beyond what they take.

use crate::data::{Costs, Growth, open_projects, sure_projects};
use monazite::balance::Balance;
use monazite::id::{CountryId, FormId, MineralId};
use monazite::system::{Role, System};
use std::collections::{BTreeMap, BTreeSet};

/// The largest maker of some forms of a mineral and the coverage of the remaining demand by the remaining supply in a
/// year; `None` where nobody else takes any.
#[must_use]
pub fn n_minus_1(
    system: &System,
    balance: &Balance,
    (mineral, forms): (MineralId, &BTreeSet<FormId>),
    year: i32,
    demand: &str,
) -> Option<(CountryId, f64)> {
    let of = balance.minerals.get(&mineral)?;
    let (mut made, mut taken): (BTreeMap<CountryId, f64>, BTreeMap<CountryId, f64>) = Default::default();
    for activity in &of.activity {
        let recipe = &system.processes[activity.process].recipe;
        let inside = recipe.iter().any(|t| t.role == Role::Output && forms.contains(&t.form));
        for term in recipe.iter().filter(|t| forms.contains(&t.form)) {
            let mass = activity.mass.get() * term.coefficient.value.get();
            match (term.role, inside) {
                (Role::Output, _) => *made.entry(activity.country).or_default() += mass,
                (Role::Input, true) => *made.entry(activity.country).or_default() -= mass,
                (Role::Input, false) => *taken.entry(activity.country).or_default() += mass,
            }
        }
    }
    for scrap in of.scrap.iter().filter(|s| forms.contains(&s.form)) {
        *made.entry(scrap.country).or_default() += scrap.mass.get();
    }
    let growth = Growth::of(system, mineral, demand);
    let (mut today, mut then) = (0.0, 0.0);
    for used in &of.uses {
        today += used.mass.get();
        then += used.mass.get() * growth.over_baseline(used.end_use, year);
        if forms.contains(&used.form) {
            *taken.entry(used.country).or_default() += used.mass.get();
        }
    }
    let (&largest, _) = made.iter().max_by(|a, b| a.1.total_cmp(b.1))?;
    let rest = |of: &BTreeMap<CountryId, f64>| {
        of.iter().filter(|(c, _)| **c != largest).map(|(_, m)| m).sum::<f64>()
    };
    let costs = Costs::new(system);
    let projects = sure_projects(system, mineral).into_iter().chain(open_projects(system, mineral));
    let coming = projects
        .filter(|p| p.country != largest && forms.contains(&p.form) && p.first_output(system) <= year);
    let coming: f64 = coming.map(|p| p.capacity * costs.completion(p.status)).sum();
    let asked = rest(&taken) * then / today;
    (asked > 0.0).then(|| (largest, (rest(&made) + coming) / asked))
}

/// Output outside a country in a year to come: of today, and of announced projects at full and at expected size.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Elsewhere {
    /// Output of today, tonnes a year.
    pub today: f64,
    /// Capacity of all projects that are announced to run by then, tonnes a year.
    pub announced: f64,
    /// The same, each by its probability of completion.
    pub expected: f64,
}

/// Output of some forms outside a country, each form with the part of a tonne that counts.
#[must_use]
pub fn output_elsewhere(
    system: &System,
    balance: &Balance,
    (mineral, forms): (MineralId, &BTreeMap<FormId, f64>),
    outside: CountryId,
    year: i32,
) -> Elsewhere {
    let counts = |form: FormId| forms.get(&form).copied().unwrap_or(0.0);
    let mut output = Elsewhere::default();
    for activity in balance.minerals.get(&mineral).into_iter().flat_map(|of| &of.activity) {
        if activity.country != outside {
            let made = system.processes[activity.process].recipe.iter().filter(|t| t.role == Role::Output);
            let made: f64 = made.map(|t| t.coefficient.value.get() * counts(t.form)).sum();
            output.today += activity.mass.get() * made;
        }
    }
    let costs = Costs::new(system);
    let projects = sure_projects(system, mineral).into_iter().chain(open_projects(system, mineral));
    for project in projects.filter(|p| p.country != outside && p.first_output(system) <= year) {
        let capacity = project.capacity * counts(project.form);
        output.announced += capacity;
        output.expected += capacity * costs.completion(project.status);
    }
    output
}

/// Use of some forms outside a country in a year to come, grown with a demand path, tonnes a year.
#[must_use]
pub fn used_elsewhere(
    system: &System,
    balance: &Balance,
    (mineral, forms): (MineralId, &BTreeSet<FormId>),
    outside: CountryId,
    (year, demand): (i32, &str),
) -> f64 {
    let growth = Growth::of(system, mineral, demand);
    let uses = balance.minerals.get(&mineral).into_iter().flat_map(|of| &of.uses);
    let counted = uses.filter(|u| u.country != outside && forms.contains(&u.form));
    counted.map(|u| u.mass.get() * growth.over_baseline(u.end_use, year)).sum()
}
