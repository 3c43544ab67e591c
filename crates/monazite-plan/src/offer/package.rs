//! Packages: parts of what is asked that the members can pay for out of what the partner's joining brings them.
//!
//! Members share a cost by what they gain; who loses by the partner's joining is made whole first. So a package is
//! possible if its cost is at most what all gain together, and then nobody loses.

use super::gain::Gains;
use crate::ranges::estimate;
use monazite::estimate::Estimate;
use monazite::offer::{Ask, CounterOffer, Package};

/// Steps of each part: quarters.
const STEPS: u32 = 4;

/// What is left to each member of its gain when a cost is shared; `None` if somebody would lose.
#[must_use]
pub fn left(gains: &[f64], cost: f64) -> Option<Vec<f64>> {
    let won: f64 = gains.iter().filter(|gain| **gain > 0.0).sum();
    let lost: f64 = gains.iter().filter(|gain| **gain < 0.0).map(|gain| -gain).sum();
    let paid = cost + lost;
    (paid <= won).then(|| {
        let kept = if won > 0.0 { 1.0 - paid / won } else { 0.0 };
        gains.iter().map(|gain| gain.max(0.0) * kept).collect()
    })
}

/// The parts of asks, in quarters, that cost no more than there is, nothing at all left out. What goes beyond is not
/// looked at further: costs are not negative.
#[must_use]
pub fn parts(costs: &[f64], most: f64) -> Vec<Vec<f64>> {
    let mut found = Vec::new();
    let mut begun: Vec<Vec<f64>> = vec![Vec::new()];
    while let Some(package) = begun.pop() {
        if package.len() == costs.len() {
            if package.iter().any(|part| *part > 0.0) {
                found.push(package);
            }
            continue;
        }
        for step in 0..=STEPS {
            let mut longer = package.clone();
            longer.push(f64::from(step) / f64::from(STEPS));
            let cost: f64 = longer.iter().zip(costs).map(|(part, cost)| part * cost).sum();
            if cost > most {
                break;
            }
            begun.push(longer);
        }
    }
    found
}

/// Everything that can be given so that no member loses and the partner gains, what is worth most to it first.
#[must_use]
pub fn offer(partner: &str, members: &[String], gains: &Gains, asks: &[Ask]) -> CounterOffer {
    let Some((centre, drawn)) = gains.members.split_first() else {
        return blank(partner, members, gains, asks);
    };
    let costs: Vec<f64> = asks.iter().map(|ask| ask.cost.value).collect();
    let mut packages = Vec::new();
    for parts in parts(&costs, centre.iter().sum()) {
        let given: Estimate =
            (parts.iter().zip(asks)).fold(Estimate::default(), |sum, (part, ask)| sum + ask.cost * *part);
        let Some(kept) = left(centre, given.value) else { continue };
        let partner = estimate(gains.partner.iter().map(|gain| gain + given.value));
        if partner.value <= 0.0 {
            continue;
        }
        let in_draw = |draw: &Vec<f64>| left(draw, given.value);
        let holds = drawn.iter().filter(|draw| in_draw(draw).is_some()).count();
        // Where a draw leaves somebody with a loss, all lose in proportion to what they gain at the centre.
        let of_draw = |draw: &Vec<f64>, i: usize| {
            in_draw(draw).map_or_else(|| short(draw, given.value, centre)[i], |kept| kept[i])
        };
        let of_member =
            |i: usize| estimate(std::iter::once(kept[i]).chain(drawn.iter().map(|d| of_draw(d, i))));
        packages.push(Package {
            members: (0..members.len()).map(of_member).collect(),
            cost: given,
            partner,
            holds: if drawn.is_empty() { 1.0 } else { holds as f64 / drawn.len() as f64 },
            most: false,
            parts,
        });
    }
    let all: Vec<Vec<f64>> = packages.iter().map(|package| package.parts.clone()).collect();
    for package in &mut packages {
        let more = |other: &Vec<f64>| {
            other != &package.parts && other.iter().zip(&package.parts).all(|(more, part)| more >= part)
        };
        package.most = !all.iter().any(more);
    }
    packages.sort_by(|a, b| {
        let parts = || a.parts.iter().zip(&b.parts).map(|(a, b)| b.total_cmp(a)).find(|o| o.is_ne());
        b.partner.value.total_cmp(&a.partner.value).then_with(|| parts().unwrap_or(std::cmp::Ordering::Equal))
    });
    CounterOffer { packages, ..blank(partner, members, gains, asks) }
}

/// What each member loses where there is too little to pay a cost from.
fn short(draw: &[f64], cost: f64, centre: &[f64]) -> Vec<f64> {
    let lack = draw.iter().sum::<f64>() - cost;
    let won: f64 = centre.iter().map(|gain| gain.max(0.0)).sum();
    centre.iter().map(|gain| if won > 0.0 { lack * gain.max(0.0) / won } else { 0.0 }).collect()
}

fn blank(partner: &str, members: &[String], gains: &Gains, asks: &[Ask]) -> CounterOffer {
    let of_member = |i: usize| estimate(gains.members.iter().map(|draw| draw[i]));
    CounterOffer {
        partner: partner.to_owned(),
        members: members.to_vec(),
        gains: (0..members.len()).map(of_member).collect(),
        partner_gain: estimate(gains.partner.iter().copied()),
        asks: asks.to_vec(),
        packages: Vec::new(),
    }
}
