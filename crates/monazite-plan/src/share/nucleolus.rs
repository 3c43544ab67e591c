//! Least core and nucleolus: shares under which the worst-off clubs object as little as can be.
//!
//! Maschler, Peleg and Shapley (1979) for the least core, Schmeidler (1969) for the nucleolus; the sequence of linear
//! programmes is Kopelowitz's (1967). Of the many clubs only those that object most are rows of a programme: the others
//! are looked at after each solve, and taken in where they object more. Methods page: `docs/methods/share.md`.

use super::club::Club;
use super::game::Game;
use super::game::GameError;
use super::objection::total;
use crate::solve::run;
use monazite::Watch;
use monazite_highs::{Highs, Problem, Row, Setting, Status};

/// The least that some club must object, and shares under which none objects more.
#[derive(Debug, Clone, PartialEq)]
pub struct LeastCore {
    /// Largest objection left: at most nothing if the core is not empty.
    pub objection: f64,
    /// Shares that attain it.
    pub shares: Vec<f64>,
}

/// Smallest rate at which a constraint's dual counts as binding; the duals of a level sum to one.
const BINDING: f64 = 1e-6;
/// Smallest part of an indicator outside the span of the fixed clubs that counts.
const INDEPENDENT: f64 = 1e-6;
/// Part of the game's scale by which a club that is no row may object more than the rows.
const UNSEEN: f64 = 1e-10;
/// Clubs taken in after a solve: those that object most.
const TAKEN_IN: usize = 32;

/// The least core: `min e` such that every club S but all has `x(S) >= v(S) - e`, and all have `x(N) = v(N)`.
///
/// # Errors
/// [`GameError`] if the linear programme was not solved, or the watch was cancelled.
pub fn least_core(game: &Game, watch: &Watch) -> Result<LeastCore, GameError> {
    let n = game.players();
    if n == 1 {
        return Ok(LeastCore { objection: 0.0, shares: vec![game.value(game.grand())] });
    }
    let fixed = Fixed::new(game);
    let open: Vec<Club> = game.proper_clubs().collect();
    let Level { objection, shares, .. } = level(game, &open, starters(n), &fixed, ("the least core", watch))?;
    let scale = game.scale();
    Ok(LeastCore { objection: objection * scale, shares: shares.into_iter().map(|x| x * scale).collect() })
}

/// The nucleolus: of the least core, the shares with the smallest second objection, and so on until one point is left.
///
/// It always exists, is unique, and lies in the core where that is not empty. Shares below what a player has alone are
/// not ruled out (it is the prenucleolus); where clubs are worth at least the sum of their parts they do not occur.
///
/// # Errors
/// [`GameError`] if a linear programme was not solved, or the watch was cancelled.
pub fn nucleolus(game: &Game, watch: &Watch) -> Result<Vec<f64>, GameError> {
    let n = game.players();
    let mut fixed = Fixed::new(game);
    let mut rows = starters(n);
    while fixed.rows.len() < n {
        let open: Vec<Club> = game.proper_clubs().filter(|&club| fixed.is_free(club)).collect();
        rows.retain(|&club| fixed.is_free(club));
        let level = level(game, &open, rows, &fixed, ("the nucleolus", watch))?;
        // A positive dual means that the club objects this much in every optimal point of the level.
        let before = fixed.rows.len();
        for (&club, dual) in level.rows.iter().zip(&level.duals) {
            if dual.abs() > BINDING {
                fixed.fix(club, game.value(club) / game.scale() - level.objection);
            }
        }
        if fixed.rows.len() == before {
            return Err(GameError::NotOptimal { what: "the nucleolus", status: Status::Other(0) });
        }
        rows = level.rows;
    }
    Ok(fixed.point().into_iter().map(|x| x * game.scale()).collect())
}

/// The clubs that a programme starts with: each player alone, and all the others.
fn starters(players: usize) -> Vec<Club> {
    let alone = (0..players).map(Club::alone);
    let others = (0..players).map(|player| Club::all(players).without(player));
    if players == 2 { alone.collect() } else { alone.chain(others).collect() }
}

/// The optimum of a level, in parts of the game's scale.
struct Level {
    objection: f64,
    shares: Vec<f64>,
    /// The open clubs that had to be looked at, with their duals.
    rows: Vec<Club>,
    duals: Vec<f64>,
}

/// One level: the least objection of the open clubs, given what the fixed ones have. Starts with `rows` of them.
fn level(
    game: &Game,
    open: &[Club],
    mut rows: Vec<Club>,
    fixed: &Fixed,
    (what, watch): (&'static str, &Watch),
) -> Result<Level, GameError> {
    let (n, scale) = (game.players(), game.scale());
    let mut problem = Problem::default();
    for _ in 0..n {
        problem.column(0.0, f64::NEG_INFINITY, f64::INFINITY);
    }
    problem.column(1.0, f64::NEG_INFINITY, f64::INFINITY);
    for row in &fixed.rows {
        let terms = row.weights.iter().copied().enumerate().filter(|(_, w)| *w != 0.0).collect();
        problem.row(row.total, row.total, terms);
    }
    let objects = |club: Club| Row {
        lower: game.value(club) / scale,
        upper: f64::INFINITY,
        terms: club.players().chain([n]).map(|column| (column, 1.0)).collect(),
    };
    problem.rows.extend(rows.iter().map(|&club| objects(club)));
    let mut highs = Highs::new(&problem)?;
    for tolerance in ["primal_feasibility_tolerance", "dual_feasibility_tolerance"] {
        highs.set(tolerance, Setting::Double(1e-10))?;
    }
    loop {
        let status = run::<GameError>(&mut highs, watch)?;
        if status != Status::Optimal {
            return Err(GameError::NotOptimal { what, status });
        }
        let solution = highs.solution()?;
        let (shares, objection) = (&solution.columns[..n], solution.columns[n]);
        let more = |club: Club| game.value(club) / scale - total(shares, club) - objection;
        let mut unseen: Vec<(f64, Club)> =
            open.iter().map(|&club| (more(club), club)).filter(|(more, _)| *more > UNSEEN).collect();
        unseen.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        unseen.retain(|(_, club)| !rows.contains(club));
        if unseen.is_empty() {
            let duals = solution.row_duals[fixed.rows.len()..].to_vec();
            return Ok(Level { objection, shares: shares.to_vec(), rows, duals });
        }
        for (_, club) in unseen.into_iter().take(TAKEN_IN) {
            highs.add_row(&objects(club))?;
            rows.push(club);
        }
    }
}

/// What is known for sure about the shares: equations in reduced form, one a pivot.
struct Fixed {
    players: usize,
    rows: Vec<Equation>,
}

/// `weights x = total`, with weight one at the pivot and none at the pivots of the others.
struct Equation {
    pivot: usize,
    weights: Vec<f64>,
    total: f64,
}

impl Fixed {
    /// All players together have the whole.
    fn new(game: &Game) -> Self {
        let mut fixed = Self { players: game.players(), rows: Vec::new() };
        fixed.fix(game.grand(), game.value(game.grand()) / game.scale());
        fixed
    }

    /// A club's total less what the equations say about it already.
    fn reduced(&self, club: Club, total: f64) -> (Vec<f64>, f64) {
        let mut weights: Vec<f64> =
            (0..self.players).map(|player| f64::from(u8::from(club.contains(player)))).collect();
        let mut total = total;
        for row in &self.rows {
            let factor = weights[row.pivot];
            if factor != 0.0 {
                for (weight, known) in weights.iter_mut().zip(&row.weights) {
                    *weight -= factor * known;
                }
                total -= factor * row.total;
            }
        }
        (weights, total)
    }

    /// Whether a club's total is still open.
    fn is_free(&self, club: Club) -> bool {
        self.reduced(club, 0.0).0.iter().any(|w| w.abs() > INDEPENDENT)
    }

    /// Fixes a club's total, if the equations do not say it already.
    fn fix(&mut self, club: Club, total: f64) {
        let (mut weights, mut total) = self.reduced(club, total);
        let largest = (0..self.players).max_by(|&a, &b| weights[a].abs().total_cmp(&weights[b].abs()));
        let Some(pivot) = largest.filter(|&p| weights[p].abs() > INDEPENDENT) else { return };
        let by = weights[pivot];
        weights.iter_mut().for_each(|w| *w /= by);
        total /= by;
        for row in &mut self.rows {
            let factor = row.weights[pivot];
            for (weight, new) in row.weights.iter_mut().zip(&weights) {
                *weight -= factor * new;
            }
            row.total -= factor * total;
        }
        self.rows.push(Equation { pivot, weights, total });
    }

    /// The one point that is left when every player is a pivot.
    fn point(&self) -> Vec<f64> {
        let mut shares = vec![0.0; self.players];
        for row in &self.rows {
            shares[row.pivot] = row.total;
        }
        shares
    }
}
