//! The share of each industry's output that stops, before anything spreads.

use super::answer::Answer;
use super::case::{Case, User};
use crate::economy::ces;
use crate::economy::loss::stopped as stopped_share;
use crate::economy::partial_equilibrium::{Industry, best_use};
use crate::economy::table::Mrio;
use std::collections::BTreeMap;

/// The share of output that stops, `[period][industry]`, by an answer that does not spread; `worth` is value added by
/// industry, of whoever's losses are to be least where the mineral goes where it makes most.
///
/// What an end use loses is one function for all commands: [`crate::economy::loss`]. An industry loses the sum over its
/// end uses, at most everything.
pub(super) fn stopped(table: &Mrio, case: &Case, x: &[f64], worth: &[f64], answer: Answer) -> Vec<f64> {
    let end_uses = 1 + case.links.iter().map(|l| l.end_use).max().unwrap_or(0);
    let (n, regions) = (table.len(), table.regions().len());
    let at = |end_use: usize, region: usize| end_use * regions + region;
    let goods = behind(table, case, x, end_uses);
    let value = behind(table, case, worth, end_uses);
    let mut cells: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (k, user) in case.users.iter().enumerate().filter(|(_, u)| u.end_use < end_uses) {
        cells.entry(at(user.end_use, user.region)).or_default().push(k);
    }
    let of_goods = |user: &User, of: &[f64]| of.get(at(user.end_use, user.region)).copied().unwrap_or(0.0);
    let costs: Vec<Option<f64>> =
        case.users.iter().map(|u| cost_share(case, u, of_goods(u, &goods))).collect();
    let hangs: Vec<f64> = case.users.iter().map(|u| u.exposed.value * u.part * of_goods(u, &value)).collect();
    let mut out = vec![0.0; case.periods * n];
    for (period, row) in out.chunks_exact_mut(n).enumerate() {
        let mut lacks: Vec<f64> = case.users.iter().map(|u| u.lacks[period].clamp(0.0, 1.0)).collect();
        if answer == Answer::BestUse {
            where_it_makes_least(&case.users, &hangs, &mut lacks);
        }
        let loses = |&k: &usize| {
            let user = &case.users[k];
            let share = match answer {
                Answer::Welfare => 1.0 - with_substitutes(user, costs[k], 1.0 - lacks[k]),
                _ => user.criticality.value * lacks[k],
            };
            (user.mineral, user.exposed.value * user.part * share)
        };
        let mut lost = vec![0.0_f64; end_uses * regions];
        for (&cell, users) in &cells {
            lost[cell] = stopped_share(users.iter().map(loses));
        }
        for (share, industry) in row.iter_mut().zip(table.industries()) {
            let of_sector = case.links.iter().filter(|l| l.sector == industry.sector);
            let sum: f64 = of_sector.map(|l| l.share.value * lost[at(l.end_use, industry.region)]).sum();
            *share = sum.min(1.0);
        }
    }
    out
}

/// What is given by industry, summed over the parts of industries that each end use is, `[end use][region]`.
fn behind(table: &Mrio, case: &Case, by_industry: &[f64], end_uses: usize) -> Vec<f64> {
    let regions = table.regions().len();
    let mut sums = vec![0.0; end_uses * regions];
    for link in &case.links {
        let of_sector = table.industries().iter().zip(by_industry).filter(|(i, _)| i.sector == link.sector);
        for (industry, value) in of_sector {
            sums[link.end_use * regions + industry.region] += link.share.value * value;
        }
    }
    sums
}

/// Lets the tonnes that are missing of a form be missing where they make least, among those whose output counts.
fn where_it_makes_least(users: &[User], hangs: &[f64], lacks: &mut [f64]) {
    let mut of_form: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (k, user) in users.iter().enumerate().filter(|(k, u)| hangs[*k] > 0.0 && u.need > 0.0) {
        of_form.entry(user.form).or_default().push(k);
    }
    for of_form in of_form.into_values() {
        let industries: Vec<Industry> = of_form
            .iter()
            .map(|&k| Industry { value_added: hangs[k], mineral: users[k].need, left: 1.0 - lacks[k] })
            .collect();
        for (k, lost) in of_form.into_iter().zip(best_use(&industries)) {
            lacks[k] = lost / hangs[k];
        }
    }
}

/// What the form costs over the goods that contain it; `None` where no price or no goods are known.
fn cost_share(case: &Case, user: &User, goods: f64) -> Option<f64> {
    let worth = goods * case.usd[user.region] * user.exposed.value * user.part;
    user.cost.filter(|_| worth > 0.0).map(|cost| (cost / worth).clamp(0.0, 1.0))
}

/// Output over base of the goods that contain the form, other inputs taking over.
fn with_substitutes(user: &User, share: Option<f64>, left: f64) -> f64 {
    // The case was checked: share, elasticity and what is left are in range.
    share.map_or(left, |share| ces::exact(share, user.elasticity.value, left).unwrap_or(left))
}
