//! The share of each industry's output that stops, before anything spreads.

use super::answer::{Answer, Level};
use super::case::{Case, User};
use crate::economy::ces;
use crate::economy::table::Mrio;

/// The share of output that stops, `[period][industry]`, by an answer that does not spread.
///
/// An end use loses what its shortest form costs it: goods that need several forms are the same goods.
/// An industry loses the sum over its end uses, at most everything.
pub(super) fn stopped(table: &Mrio, case: &Case, x: &[f64], answer: Answer) -> Vec<f64> {
    let end_uses = 1 + case.links.iter().map(|l| l.end_use).max().unwrap_or(0);
    let (n, regions) = (table.len(), table.regions().len());
    let at = |end_use: usize, region: usize| end_use * regions + region;
    let goods = goods(table, case, x, end_uses);
    let users: Vec<(&User, Option<f64>)> = case
        .users
        .iter()
        .filter(|u| u.end_use < end_uses)
        .map(|u| (u, cost_share(case, u, goods[at(u.end_use, u.region)])))
        .collect();
    let mut out = vec![0.0; case.periods * n];
    for (period, row) in out.chunks_exact_mut(n).enumerate() {
        let mut lost = vec![0.0_f64; end_uses * regions];
        for &(user, share) in &users {
            let activity = user.activity[period].clamp(0.0, 1.0);
            let loses = match answer {
                Answer::PartiallyBinding => user.criticality.value * (1.0 - activity),
                Answer::Local | Answer::Ario => 1.0 - activity,
                Answer::Ces(of) => 1.0 - with_substitutes(user, share, of, activity),
            };
            let cell = &mut lost[at(user.end_use, user.region)];
            *cell = cell.max(user.exposed.value * loses);
        }
        for (share, industry) in row.iter_mut().zip(table.industries()) {
            let of_sector = case.links.iter().filter(|l| l.sector == industry.sector);
            let sum: f64 = of_sector.map(|l| l.share.value * lost[at(l.end_use, industry.region)]).sum();
            *share = sum.min(1.0);
        }
    }
    out
}

/// Output of the industries that each end use is, in the table's money, `[end use][region]`.
fn goods(table: &Mrio, case: &Case, x: &[f64], end_uses: usize) -> Vec<f64> {
    let regions = table.regions().len();
    let mut goods = vec![0.0; end_uses * regions];
    for link in &case.links {
        for (industry, x) in table.industries().iter().zip(x).filter(|(i, _)| i.sector == link.sector) {
            goods[link.end_use * regions + industry.region] += link.share.value * x;
        }
    }
    goods
}

/// What the form costs over the goods that contain it; `None` where no price or no goods are known.
fn cost_share(case: &Case, user: &User, goods: f64) -> Option<f64> {
    let worth = goods * case.usd[user.region] * user.exposed.value;
    user.cost.filter(|_| worth > 0.0).map(|cost| (cost / worth).clamp(0.0, 1.0))
}

/// Output over base of the goods that contain the form, other inputs taking over.
fn with_substitutes(user: &User, share: Option<f64>, elasticity: Level, activity: f64) -> f64 {
    let sigma = match elasticity {
        Level::Low => user.elasticity.high,
        Level::Central => user.elasticity.value,
        Level::High => user.elasticity.low,
    };
    // The case was checked: share, elasticity and activity are in range.
    share.map_or(activity, |share| ces::exact(share, sigma, activity).unwrap_or(activity))
}
