//! Shares and stability on published games.

#![allow(clippy::unwrap_used)]

use monazite::Watch;
use monazite_plan::share::{
    Club, Game, Outcomes, by_weights, follow, is_in_core, joiners, joining, least_core, leavers, nucleolus,
    objections, orders, sampled, shapley, smallest_club, surplus,
};

fn close(ours: &[f64], published: &[f64]) {
    assert_eq!(ours.len(), published.len());
    for (a, b) in ours.iter().zip(published) {
        assert!((a - b).abs() < 1e-9, "{ours:?} is not {published:?}");
    }
}

/// Littlechild and Owen (1973): a runway for planes that need lengths 1, 2 and 3; who uses it pays for the longest.
fn airport() -> Game {
    Game::new(3, |club| -club.players().map(|p| (p + 1) as f64).fold(0.0, f64::max)).unwrap()
}

/// Two own a left glove, one a right glove; a pair is worth one.
fn glove() -> Game {
    Game::new(3, |club| f64::from(u8::from(club.contains(2) && club.len() > 1))).unwrap()
}

/// Two of three decide.
fn majority() -> Game {
    Game::new(3, |club| f64::from(u8::from(club.len() > 1))).unwrap()
}

/// The Talmud's estate of a man whose debts are 100, 200 and 300: a club is sure of what the others' claims leave.
fn estate(left: f64) -> Game {
    let claims = [100.0, 200.0, 300.0];
    Game::new(3, |club| (left - club.outsiders(3).map(|p| claims[p]).sum::<f64>()).max(0.0)).unwrap()
}

#[test]
fn airport_shapley_lets_each_piece_of_runway_be_paid_by_those_who_need_it() {
    close(&shapley(&airport()), &[-1.0 / 3.0, -5.0 / 6.0, -11.0 / 6.0]);
}

/// Littlechild (1974).
#[test]
fn airport_nucleolus() {
    close(&nucleolus(&airport(), &Watch::default()).unwrap(), &[-0.5, -0.75, -1.75]);
}

#[test]
fn glove_core_gives_all_to_the_scarce_side_and_shapley_does_not() {
    let game = glove();
    close(&shapley(&game), &[1.0 / 6.0, 1.0 / 6.0, 4.0 / 6.0]);
    close(&nucleolus(&game, &Watch::default()).unwrap(), &[0.0, 0.0, 1.0]);
    assert!(is_in_core(&game, &[0.0, 0.0, 1.0], 1e-9));
    let objection = objections(&game, &shapley(&game), 1e-9)[0];
    assert_eq!(objection.club.len(), 2);
    assert!((objection.gain - 1.0 / 6.0).abs() < 1e-12);
}

/// Aumann and Maschler (1985): the Talmud's three divisions are the nucleoli.
#[test]
fn bankruptcy_nucleolus_is_the_division_of_the_talmud() {
    let third = 100.0 / 3.0;
    close(&nucleolus(&estate(100.0), &Watch::default()).unwrap(), &[third, third, third]);
    close(&nucleolus(&estate(200.0), &Watch::default()).unwrap(), &[50.0, 75.0, 75.0]);
    close(&nucleolus(&estate(300.0), &Watch::default()).unwrap(), &[50.0, 100.0, 150.0]);
}

#[test]
fn three_person_majority_has_no_core() {
    let game = majority();
    let third = 1.0 / 3.0;
    let least = least_core(&game, &Watch::default()).unwrap();
    assert!((least.objection - third).abs() < 1e-9);
    close(&nucleolus(&game, &Watch::default()).unwrap(), &[third; 3]);
    assert!(!is_in_core(&game, &[third; 3], 1e-9));
    assert_eq!(objections(&game, &[0.5, 0.5, 0.0], 1e-9).len(), 2);
    assert_eq!(game.worst_union(&Watch::default()).unwrap(), None, "together is never worth less than apart");
}

/// Barrett (1994), linear benefit and quadratic cost: member of a club of k of n abates k, an outsider 1; payoff is
/// total abatement less half the square of the own. Clubs of three hold, larger ones do not, whatever n.
fn public_good(players: usize) -> Outcomes {
    Outcomes::new(players, |club| {
        let members = club.len() as f64;
        let total = members * members + (players as f64 - members);
        (0..players).map(|p| total - if club.contains(p) { 0.5 * members * members } else { 0.5 }).collect()
    })
}

#[test]
fn public_good_clubs_of_three_are_stable_and_larger_ones_are_not() {
    let outcomes = public_good(10);
    for size in 1..=10 {
        let club = Club::all(size);
        let members = size as f64;
        assert_eq!(leavers(&outcomes, club, 1e-9).is_empty(), size <= 3, "internal, {size}");
        assert_eq!(joiners(&outcomes, club, 1e-9).is_empty(), size >= 2, "external, {size}");
        let expected = -members * (members - 1.0) * (members - 3.0) / 2.0;
        assert!((surplus(&outcomes, club) - expected).abs() < 1e-9, "no payment helps among equals");
    }
    assert_eq!(smallest_club(&outcomes, 1e-9).map(Club::len), Some(2));
    assert!((outcomes.spill_over(Club::all(3), 9) - 6.0).abs() < 1e-12, "outsiders ride free on 9 - 3");
}

#[test]
fn players_join_by_what_they_bring() {
    // Worth of a club: the square of what its members own.
    let owned = [1.0, 3.0, 2.0];
    let worth = |club: Club| club.players().map(|p| owned[p]).sum::<f64>().powi(2);
    let alone = |club: Club| club.players().map(|p| owned[p] * owned[p]).sum::<f64>();
    let game = Game::new(3, |club| worth(club) - alone(club)).unwrap();
    // Without payments the first member of a club takes all that it is worth.
    let outcomes = Outcomes::new(3, |club| {
        let first = club.players().next();
        (0..3).map(|p| if first == Some(p) { worth(club) - alone(club) } else { 0.0 }).collect()
    });
    let order = joining(&game, Club::alone(0), &[0.0; 3]);
    let steps = follow(&game, &outcomes, Club::alone(0), &order, |club| shapley(&game.among(club).unwrap()));
    assert_eq!(steps.iter().map(|s| s.player).collect::<Vec<_>>(), [1, 2]);
    assert_eq!([steps[0].brings, steps[1].brings], [6.0, 16.0]);
    // Shapley of the square game: own times what the others own.
    assert!((steps[0].gains - 3.0).abs() < 1e-12 && (steps[1].gains - 8.0).abs() < 1e-12);
    assert!((steps[1].pays + 8.0).abs() < 1e-12, "it is paid its share by the one who takes all");
}

#[test]
fn a_cost_is_shared_by_weights_or_equally() {
    close(&by_weights(&[10.0, 10.0], 8.0, &[3.0, 1.0]), &[4.0, 8.0]);
    close(&by_weights(&[10.0, 10.0], 8.0, &[0.0, 0.0]), &[6.0, 6.0]);
}

#[test]
fn sampling_is_exact_where_players_do_not_interact_and_says_its_error_where_they_do() {
    let alone = sampled(&orders(20, 10, 1), |club| club.players().map(|p| p as f64).sum());
    assert!(alone.iter().enumerate().all(|(p, s)| (s.share - p as f64).abs() < 1e-9 && s.error < 1e-6));
    let exact = shapley(&glove());
    for (sampled, exact) in sampled(&orders(3, 4000, 7), |club| glove().value(club)).iter().zip(exact) {
        assert!(sampled.error > 0.0 && (sampled.share - exact).abs() < 5.0 * sampled.error, "{sampled:?}");
    }
}

#[test]
fn a_game_of_nobody_or_too_many_or_without_a_number_is_refused() {
    assert!(Game::new(0, |_| 0.0).is_err());
    assert!(Game::new(17, |_| 0.0).is_err());
    assert!(Game::new(2, |_| f64::NAN).unwrap_err().to_string().contains("NaN"));
    close(&nucleolus(&Game::new(1, |_| 5.0).unwrap(), &Watch::default()).unwrap(), &[5.0]);
}
