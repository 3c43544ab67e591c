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
    let coming = projects.filter(|p| p.country != largest && forms.contains(&p.form) && p.start <= year);
    let coming: f64 = coming.map(|p| p.capacity * costs.completion(p.status)).sum();
    let asked = rest(&taken) * then / today;
    (asked > 0.0).then(|| (largest, (rest(&made) + coming) / asked))
}
