//! The share of each industry's output that stops, before anything spreads.

use super::answer::{Answer, Level};
use super::case::{Case, User};
use crate::economy::{Mrio, ces};

/// The share of output that stops, `[period][industry]`, by an answer that does not spread.
///
/// An end use loses what its shortest form costs it: goods that need several forms are the same goods.
/// An industry loses the sum over its end uses, at most everything.
pub(super) fn stopped(table: &Mrio, case: &Case, x: &[f64], answer: Answer) -> Vec<f64> {
    let loses = |user: &User, activity: f64| match answer {
        Answer::PartiallyBinding => user.criticality.value * (1.0 - activity),
        Answer::Local | Answer::Ario => 1.0 - activity,
        Answer::Ces(of) => 1.0 - with_substitutes(table, case, x, user, of, activity),
    };
    let end_uses = 1 + case.links.iter().map(|l| l.end_use).max().unwrap_or(0);
    let (n, regions) = (table.len(), table.regions().len());
    let mut out = vec![0.0; case.periods * n];
    for (period, row) in out.chunks_exact_mut(n).enumerate() {
        let mut lost = vec![0.0_f64; end_uses * regions];
        for user in case.users.iter().filter(|u| u.end_use < end_uses) {
            let activity = user.activity[period].clamp(0.0, 1.0);
            let cell = &mut lost[user.end_use * regions + user.region];
            *cell = cell.max(user.exposed.value * loses(user, activity));
        }
        for (share, industry) in row.iter_mut().zip(table.industries()) {
            let of_sector = case.links.iter().filter(|l| l.sector == industry.sector);
            let sum: f64 =
                of_sector.map(|l| l.share.value * lost[l.end_use * regions + industry.region]).sum();
            *share = sum.min(1.0);
        }
    }
    out
}

/// Output over base of the goods that contain the form, other inputs taking over.
fn with_substitutes(
    table: &Mrio,
    case: &Case,
    x: &[f64],
    user: &User,
    elasticity: Level,
    activity: f64,
) -> f64 {
    let sigma = match elasticity {
        Level::Low => user.elasticity.high,
        Level::Central => user.elasticity.value,
        Level::High => user.elasticity.low,
    };
    let goods: f64 = table
        .industries()
        .iter()
        .zip(x)
        .filter(|(i, _)| i.region == user.region)
        .flat_map(|(i, x)| {
            case.links
                .iter()
                .filter(|l| l.end_use == user.end_use && l.sector == i.sector)
                .map(move |l| l.share.value * x)
        })
        .sum();
    let worth = goods * case.usd[user.region] * user.exposed.value;
    let Some(cost) = user.cost.filter(|_| worth > 0.0) else { return activity };
    // The case was checked: share, elasticity and activity are in range.
    ces::exact((cost / worth).clamp(0.0, 1.0), sigma, activity).unwrap_or(activity)
}
