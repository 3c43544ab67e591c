//! Laws and hand-worked numbers of the coupling.

use super::answer::{Answer, Level};
use super::case::{Case, Link, User};
use super::couple::{couple, worth};
use super::draws::{Cases, Draws};
use crate::economy::leontief;
use crate::economy::table::Mrio;
use crate::economy::table::tests::table;
use crate::estimate::Estimate;
use crate::watch::Watch;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Two regions with two sectors each; value added by industry is 70, 60, 75, 55.
fn economy() -> Mrio {
    table(
        ["A|c14", "A|c15", "B|c14", "B|c15"],
        ["A|households", "B|households"],
        [[10.0, 20.0, 5.0, 10.0], [10.0, 10.0, 5.0, 5.0], [5.0, 10.0, 10.0, 20.0], [5.0, 5.0, 10.0, 10.0]],
        [[45.0, 10.0], [60.0, 15.0], [10.0, 50.0], [10.0, 60.0]],
    )
    .unwrap()
}

/// What is left of the wafers in each period.
fn case(left: &[f64]) -> Case {
    Case {
        links: vec![
            Link { end_use: 0, sector: 0, share: Estimate { low: 0.1, value: 0.2, high: 0.3 } },
            Link { end_use: 0, sector: 1, share: Estimate::exact(0.1) },
        ],
        users: vec![User {
            name: "wafers for chips in A".to_owned(),
            form: 0,
            mineral: 0,
            end_use: 0,
            region: 0,
            exposed: Estimate { low: 0.4, value: 0.5, high: 0.6 },
            part: 1.0,
            criticality: Estimate { low: 0.5, value: 1.0, high: 1.0 },
            cost: Some(0.06),
            elasticity: Estimate { low: 0.05, value: 0.1, high: 0.5 },
            need: 2.0,
            lacks: left.iter().map(|left| 1.0 - left).collect(),
        }],
        periods: left.len(),
        days_per_period: 7.0,
        days_per_year: 365.0,
        usd: vec![1.0, 1.0],
        households: BTreeSet::from(["households".to_owned()]),
    }
}

const ALL: [usize; 4] = [0, 1, 2, 3];

#[test]
fn no_shortfall_loses_exactly_nothing() {
    let losses = couple(&economy(), &Cases::exact(case(&[1.0; 10])), &Watch::default()).unwrap();
    for level in Level::ALL {
        for answer in Answer::ALL {
            assert_eq!(losses.value_added(answer, level, 0..10, &ALL).get(), 0.0, "{answer:?} {level:?}");
        }
    }
}

/// The worked number of `docs/methods/coupling.md`.
#[test]
fn half_of_the_wafers_are_missing_for_a_week() {
    let t = economy();
    let x = leontief::x(t.z(), t.y());
    assert_eq!(x, [100.0, 105.0, 105.0, 100.0]);
    let losses = couple(&t, &Cases::exact(case(&[0.5])), &Watch::default()).unwrap();
    // Half of the half that needs the form: a quarter of the end use, a fifth of c14 and a tenth of c15.
    let direct = losses.value_added(Answer::Direct, Level::Central, 0..1, &ALL).get();
    let year = 7.0 / 365.0;
    assert!((direct - year * 0.25 * (0.2 * 70.0 + 0.1 * 60.0)).abs() < 1e-12, "{direct}");
    // Goods worth (20 + 10.5) / 2 = 15.25 contain the form at a cost of 0.06.
    let left = crate::economy::ces::exact(0.06 / 15.25, 0.1, 0.5).unwrap();
    let ces = losses.value_added(Answer::Welfare, Level::Central, 0..1, &ALL).get();
    assert!((ces - year * 0.5 * (1.0 - left) * (0.2 * 70.0 + 0.1 * 60.0)).abs() < 1e-12, "{ces}");
    let all = losses.range(0..1, &ALL);
    assert!(all.low <= all.value && all.value <= all.high);
}

#[test]
fn a_case_that_cannot_be_is_named() {
    let mut bad = case(&[-0.5]);
    bad.users[0].exposed = Estimate::exact(2.0);
    bad.usd = vec![1.0];
    let text: Vec<String> = couple(&economy(), &Cases::exact(bad), &Watch::default())
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(text.len(), 3, "{text:?}");
    assert!(text.iter().any(|t| t.contains("wafers for chips in A, lacks")), "{text:?}");
}

/// Forms of a mineral have each their part of what hangs on it and add; of two minerals the larger loss counts.
#[test]
fn no_output_is_lost_twice() {
    let direct = |users: Vec<User>| {
        let case = Case { users, ..case(&[0.5]) };
        couple(&economy(), &Cases::exact(case), &Watch::default()).unwrap().range(0..1, &ALL).value
    };
    let wafers = case(&[0.5]).users.remove(0);
    let alone = direct(vec![wafers.clone()]);
    let part = |form: usize, part: f64| User { form, part, ..wafers.clone() };
    assert!((direct(vec![part(0, 0.3), part(1, 0.7)]) - alone).abs() < 1e-12);
    let other = User { form: 2, mineral: 1, lacks: vec![0.25], ..wafers.clone() };
    assert_eq!(direct(vec![wafers.clone(), other.clone()]), alone);
    assert!((direct(vec![other]) - 0.5 * alone).abs() < 1e-12);
}

/// The tonnes that are missing can be missing where they make least: in B, where a tonne makes a quarter.
#[test]
fn the_low_end_lets_the_mineral_go_where_it_makes_most() {
    let mut two = case(&[0.5]);
    let of_b = User { region: 1, need: 8.0, ..two.users[0].clone() };
    two.users.push(of_b);
    let losses = couple(&economy(), &Cases::exact(two), &Watch::default()).unwrap();
    let at = |answer| losses.value_added(answer, Level::Central, 0..1, &ALL).get();
    let year = 7.0 / 365.0;
    let (a, b) = (0.2 * 70.0 + 0.1 * 60.0, 0.2 * 75.0 + 0.1 * 55.0);
    assert!((at(Answer::Direct) - year * 0.25 * (a + b)).abs() < 1e-12);
    // One of 2 t and four of 8 t are missing: five of the eight of B.
    assert!((at(Answer::BestUse) - year * 0.5 * b * 5.0 / 8.0).abs() < 1e-12);
    assert_eq!(losses.range(0..1, &ALL).low, at(Answer::BestUse));
}

/// Nine draws in ten of what stops lie between the ends, which lie inside what the ends of all ranges together give.
#[test]
fn ranges_are_those_of_draws() {
    let t = economy();
    let x = leontief::x(t.z(), t.y());
    let value_added = leontief::value_added(t.z(), &x);
    let central = case(&[0.5]);
    let worth = worth(&t, &central, &value_added);
    let drawn = |count| {
        let of = |_| Ok(case(&[0.5]));
        let cases =
            Cases::drawn(central.clone(), &t, &x, &worth, Draws { count, seed: 7 }, &Watch::default(), of)
                .unwrap();
        couple(&t, &cases, &Watch::default()).unwrap()
    };
    let losses = drawn(400);
    let local = |level| losses.value_added(Answer::Direct, level, 0..1, &ALL).get();
    let year = 7.0 / 365.0;
    let together = |link: f64, exposed: f64| year * 0.5 * exposed * (link * 70.0 + 0.1 * 60.0);
    // At the low ends half of what the form carries is lost without it.
    assert!(local(Level::Low) > 0.5 * together(0.1, 0.4) && local(Level::High) < together(0.3, 0.6));
    assert!(local(Level::Low) < 0.85 * local(Level::Central), "the range is not narrow");
    assert!(local(Level::High) > 1.15 * local(Level::Central));
    assert_eq!(drawn(400), losses, "the same seed gives the same draws");
    let none = drawn(0).range(0..1, &ALL);
    assert!(none.low <= none.value && none.value <= none.high);
}

#[test]
fn a_long_stop_spreads_to_clients_and_suppliers() {
    let mut stop = case(&[0.0; 40]);
    stop.users[0].exposed = Estimate::exact(1.0);
    let losses = couple(&economy(), &Cases::exact(stop), &Watch::default()).unwrap();
    let of = |answer, who: &[usize]| losses.value_added(answer, Level::High, 0..40, who).get();
    assert_eq!(of(Answer::Direct, &[2, 3]), 0.0);
    assert!(of(Answer::PartiallyBinding, &[2, 3]) > 0.0, "B sells less to A and gets less from it");
    assert!(of(Answer::Ario, &[2, 3]) < 0.0, "orders go to B where it can take over");
}

proptest! {
    /// Less left never loses less by an answer that does not spread, and CES never loses more than direct.
    #[test]
    fn a_larger_shortfall_loses_more(a in 0.0..1.0_f64, b in 0.0..1.0_f64) {
        let of = |activity: f64, answer| {
            couple(&economy(), &Cases::exact(case(&[activity])), &Watch::default()).unwrap().value_added(answer, Level::Central, 0..1, &ALL).get()
        };
        for answer in [Answer::Direct, Answer::BestUse, Answer::Welfare, Answer::PartiallyBinding] {
            prop_assert!(of(a.min(b), answer) >= of(a.max(b), answer) - 1e-12);
        }
        prop_assert!(of(a, Answer::Welfare) <= of(a, Answer::Direct) + 1e-12);
    }
}
