//! What members' end uses take of every form along the chain: what they need of it, and what went into what they need.
//! By it what is for sale is parted among clubs, so that nobody holds a part of what its needs do not rest on.

use crate::chain::Zone;
use monazite::balance::MineralBalance;
use monazite::id::{EndUseId, FormId};
use monazite::system::{Role, System};
use std::collections::BTreeMap;

/// Tonnes a year of each form behind the needs of each zone, by year: `e = d + A e` with the world's mean input of a form
/// per tonne of another as `A`, solved step by step up the chain.
pub(crate) fn embodied(
    system: &System,
    forms: &[FormId],
    need: &BTreeMap<(FormId, EndUseId, Zone), Vec<f64>>,
    balance: &MineralBalance,
) -> BTreeMap<FormId, BTreeMap<Zone, Vec<f64>>> {
    let mut direct: BTreeMap<FormId, BTreeMap<Zone, Vec<f64>>> = BTreeMap::new();
    for (&(form, _, zone), by_year) in need {
        add(direct.entry(form).or_default(), zone, by_year, 1.0);
    }
    let inputs = inputs(system, balance);
    let mut all = direct.clone();
    for _ in forms {
        let mut next = direct.clone();
        for (&(form, into), &per_tonne) in &inputs {
            for (&zone, by_year) in all.get(&into).into_iter().flatten() {
                add(next.entry(form).or_default(), zone, by_year, per_tonne);
            }
        }
        if next == all {
            break;
        }
        all = next;
    }
    all
}

fn add(by_zone: &mut BTreeMap<Zone, Vec<f64>>, zone: Zone, by_year: &[f64], times: f64) {
    let sum = by_zone.entry(zone).or_insert_with(|| vec![0.0; by_year.len()]);
    for (sum, mass) in sum.iter_mut().zip(by_year) {
        *sum += times * mass;
    }
}

/// Tonnes of a form that go into a tonne of another, mean of the world: by mass where a process makes several.
fn inputs(system: &System, balance: &MineralBalance) -> BTreeMap<(FormId, FormId), f64> {
    let mut into: BTreeMap<(FormId, FormId), f64> = BTreeMap::new();
    let mut made: BTreeMap<FormId, f64> = BTreeMap::new();
    for scrap in &balance.scrap {
        *made.entry(scrap.form).or_default() += scrap.mass.get();
    }
    for activity in &balance.activity {
        let recipe = &system.processes[activity.process].recipe;
        let of = |role| {
            let terms = recipe.iter().filter(move |t| t.role == role);
            terms.map(|t| (t.form, activity.mass.get() * t.coefficient.value.get()))
        };
        let whole: f64 = of(Role::Output).map(|(_, mass)| mass).sum();
        for (output, mass) in of(Role::Output).filter(|(_, mass)| *mass > 0.0) {
            *made.entry(output).or_default() += mass;
            for (input, taken) in of(Role::Input) {
                *into.entry((input, output)).or_default() += taken * mass / whole;
            }
        }
    }
    into.into_iter().map(|((input, output), taken)| ((input, output), taken / made[&output])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use monazite::balance::Activity;
    use monazite::datum::Quality;
    use monazite::quantity::TonnesPerYear;
    use monazite::system::Stage;
    use monazite::system::testing::Builder;

    /// Two tonnes of ore make one of metal: 3 t of metal rest on 6 t of ore, ore that is needed as such on no metal.
    #[test]
    fn what_is_needed_rests_on_what_went_into_it() {
        let system = Builder::new()
            .mineral("tin")
            .form("ore", "tin", Stage::Extraction)
            .form("metal", "tin", Stage::Processing)
            .process("smelt", Stage::Processing, &[("ore", 2.0)], &[("metal", 1.0)])
            .demand("metal", "AAA", "other", 3.0, 1.0)
            .build();
        let form = |key: &str| system.forms.id(key).unwrap();
        let (ore, metal) = (form("ore"), form("metal"));
        let smelt = Activity {
            process: system.processes.id("smelt").unwrap(),
            country: system.countries.id("AAA").unwrap(),
            mass: TonnesPerYear::new(100.0),
            quality: Quality::Observed,
        };
        let balance = MineralBalance { activity: vec![smelt], ..MineralBalance::default() };
        let other = system.end_uses.id("other").unwrap();
        let need = BTreeMap::from([((metal, other, 0), vec![3.0, 6.0]), ((ore, other, 1), vec![1.0, 1.0])]);
        let found = embodied(&system, &[ore, metal], &need, &balance);
        assert_eq!(found[&metal], BTreeMap::from([(0, vec![3.0, 6.0])]));
        assert_eq!(found[&ore], BTreeMap::from([(0, vec![6.0, 12.0]), (1, vec![1.0, 1.0])]));
    }
}
