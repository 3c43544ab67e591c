//! Laws of shares on random games.

#![allow(clippy::unwrap_used)]

use monazite::Watch;
use monazite_plan::share::{Club, Game, is_in_core, least_core, nucleolus, objections, shapley};
use proptest::prelude::*;

const TOLERANCE: f64 = 1e-7;

fn game(players: usize, values: &[f64]) -> Game {
    Game::new(players, |club| values[club.bits() as usize]).unwrap()
}

fn games() -> impl Strategy<Value = Game> {
    (2_usize..=5).prop_flat_map(|n| {
        prop::collection::vec(-10.0..10.0_f64, 1 << n).prop_map(move |values| game(n, &values))
    })
}

/// The same club with two players exchanged.
fn exchanged(club: Club, a: usize, b: usize) -> Club {
    club.players().fold(Club::EMPTY, |whole, p| {
        whole.with(if p == a {
            b
        } else if p == b {
            a
        } else {
            p
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn shares_sum_to_the_whole(game in games()) {
        let whole = game.value(game.grand());
        prop_assert!((shapley(&game).iter().sum::<f64>() - whole).abs() < TOLERANCE);
        prop_assert!((nucleolus(&game, &Watch::default()).unwrap().iter().sum::<f64>() - whole).abs() < TOLERANCE);
        prop_assert!((least_core(&game, &Watch::default()).unwrap().shares.iter().sum::<f64>() - whole).abs() < TOLERANCE);
    }

    #[test]
    fn players_who_are_alike_get_alike(game in games()) {
        let (a, b) = (0, 1);
        let same = Game::new(game.players(), |c| game.value(c) + game.value(exchanged(c, a, b))).unwrap();
        for shares in [shapley(&same), nucleolus(&same, &Watch::default()).unwrap()] {
            prop_assert!((shares[a] - shares[b]).abs() < TOLERANCE);
        }
    }

    #[test]
    fn a_player_who_adds_only_its_own_gets_its_own(game in games(), own in -5.0..5.0_f64) {
        let n = game.players();
        let with_dummy = Game::new(n + 1, |c| {
            game.value(c.without(n)) + if c.contains(n) { own } else { 0.0 }
        }).unwrap();
        prop_assert!((shapley(&with_dummy)[n] - own).abs() < TOLERANCE);
    }

    #[test]
    fn shapley_of_a_sum_is_the_sum(a in games(), factor in -2.0..2.0_f64) {
        let b = Game::new(a.players(), |c| factor * (c.len() as f64).powi(2)).unwrap();
        let sum = Game::new(a.players(), |c| a.value(c) + b.value(c)).unwrap();
        for ((s, x), y) in shapley(&sum).iter().zip(shapley(&a)).zip(shapley(&b)) {
            prop_assert!((s - x - y).abs() < TOLERANCE);
        }
    }

    #[test]
    fn the_check_of_the_core_agrees_with_the_linear_programme(game in games()) {
        let least = least_core(&game, &Watch::default()).unwrap();
        let worst = |shares: &[f64]| objections(&game, shares, f64::NEG_INFINITY)[0].gain;
        prop_assert!((worst(&least.shares) - least.objection).abs() < TOLERANCE);
        let nucleolus = nucleolus(&game, &Watch::default()).unwrap();
        prop_assert!((worst(&nucleolus) - least.objection).abs() < TOLERANCE, "it lies in the least core");
        prop_assert_eq!(is_in_core(&game, &nucleolus, TOLERANCE), least.objection <= TOLERANCE);
    }

    /// No shares with the whole have a lexicographically smaller list of objections; tried along random directions.
    #[test]
    fn nothing_near_the_nucleolus_objects_less(game in games(), by in prop::collection::vec(-1.0..1.0_f64, 5)) {
        let shares = nucleolus(&game, &Watch::default()).unwrap();
        let n = shares.len();
        let mean = by[..n].iter().sum::<f64>() / n as f64;
        let moved: Vec<f64> = shares.iter().zip(&by).map(|(x, d)| x + 0.1 * (d - mean)).collect();
        let sorted = |x: &[f64]| objections(&game, x, f64::NEG_INFINITY).iter().map(|o| o.gain).collect::<Vec<_>>();
        let (here, there) = (sorted(&shares), sorted(&moved));
        let first = here.iter().zip(&there).find(|(a, b)| (*a - *b).abs() > TOLERANCE);
        prop_assert!(first.is_none_or(|(a, b)| a < b), "{here:?} {there:?}");
    }
}
