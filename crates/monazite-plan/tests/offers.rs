//! Counter-offers: no listed package lets a member lose, and none that could be given is left out.

#![allow(clippy::unwrap_used)]

use monazite::estimate::Estimate;
use monazite::offer::{Ask, Lever};
use monazite_plan::offer::{Gains, left, offer, parts};
use proptest::prelude::*;

/// Whether six can bear a cost, found step by step: each pays what it can, richest first, until losers are whole and the
/// cost is paid.
fn bearable(gains: &[f64], cost: f64) -> bool {
    let mut purse: Vec<f64> = gains.to_vec();
    purse.sort_by(|a, b| b.total_cmp(a));
    let mut owed = cost + purse.iter().filter(|g| **g < 0.0).map(|g| -g).sum::<f64>();
    for gain in purse.into_iter().filter(|g| *g > 0.0) {
        owed -= gain.min(owed);
    }
    owed <= 1e-12
}

fn asks(costs: &[f64]) -> Vec<Ask> {
    let levers = [Lever::Offtake, Lever::TariffRelief, Lever::StockShare];
    levers.into_iter().zip(costs).map(|(lever, &cost)| Ask { lever, cost: Estimate::exact(cost) }).collect()
}

/// Gains 6, 3 and -1: eight can be given; half of an ask of 8 leaves 6 x (1 - 5/9) and 3 x (1 - 5/9).
#[test]
fn by_hand() {
    assert_eq!(left(&[6.0, 3.0, -1.0], 8.0), Some(vec![0.0, 0.0, 0.0]));
    assert_eq!(left(&[6.0, 3.0, -1.0], 8.1), None);
    let kept = left(&[6.0, 3.0, -1.0], 4.0).unwrap();
    assert!((kept[0] - 6.0 * 4.0 / 9.0).abs() < 1e-12 && (kept[1] - 3.0 * 4.0 / 9.0).abs() < 1e-12);
    let gains = Gains { members: vec![vec![6.0, 3.0, -1.0]], partner: vec![-3.0], stock: vec![0.0] };
    let members = ["A", "B", "C"].map(str::to_owned);
    let answer = offer("P", &members, &gains, &asks(&[8.0]));
    // A quarter is worth 2 to a partner that loses 3 by joining.
    let given: Vec<f64> = answer.packages.iter().map(|p| p.parts[0]).collect();
    assert_eq!(given, [1.0, 0.75, 0.5]);
    assert!(answer.packages[0].most && !answer.packages[1].most);
}

proptest! {
    /// Against brute force on six members: every package of quarters, each looked at on its own.
    #[test]
    fn six_members(
        gains in proptest::collection::vec(-2.0..5.0_f64, 6),
        costs in proptest::collection::vec(0.0..6.0_f64, 3),
        partner in -3.0..3.0_f64,
    ) {
        let members: Vec<String> = (0..6).map(|i| format!("M{i}")).collect();
        let of = Gains { members: vec![gains.clone()], partner: vec![partner], stock: vec![0.0] };
        let answer = offer("P", &members, &of, &asks(&costs));
        let mut found: Vec<Vec<f64>> = answer.packages.iter().map(|p| p.parts.clone()).collect();
        for package in &answer.packages {
            prop_assert!(package.members.iter().all(|left| left.value >= 0.0), "{package:?}");
            prop_assert!(package.partner.value > 0.0);
            let left: f64 = package.members.iter().map(|m| m.value).sum();
            prop_assert!((left + package.cost.value - gains.iter().sum::<f64>()).abs() < 1e-9);
        }
        let mut forced = Vec::new();
        for code in 1..125_u32 {
            let parts: Vec<f64> = [code % 5, code / 5 % 5, code / 25].iter().map(|&s| f64::from(s) / 4.0).collect();
            let cost: f64 = parts.iter().zip(&costs).map(|(p, c)| p * c).sum();
            if bearable(&gains, cost) && partner + cost > 0.0 {
                forced.push(parts);
            }
        }
        found.sort_by(|a, b| a.partial_cmp(b).unwrap());
        forced.sort_by(|a, b| a.partial_cmp(b).unwrap());
        prop_assert_eq!(found, forced);
        prop_assert!(parts(&costs, 0.0).iter().all(|p| p.iter().zip(&costs).all(|(p, c)| p * c == 0.0)));
    }
}
