//! Games with a value for every club.

use super::club::Club;
use monazite::{Cancelled, Watch};

/// Most players of an exact game: 65,536 clubs.
pub const MOST_PLAYERS: usize = 16;

/// A characteristic function: what each club can secure for itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Game {
    players: usize,
    values: Vec<f64>,
}

/// Why a game cannot be analysed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum GameError {
    /// Too many players for an exact game, or none.
    #[error("{players} players; an exact game has 1 to {MOST_PLAYERS}")]
    Players {
        /// How many were given.
        players: usize,
    },
    /// No mineral has clubs to be valued.
    #[error("no mineral of the programme has anything to share; name minerals that its members need")]
    Nothing,
    /// A value is not a number, or nobody has a value.
    #[error("the value of club {club:#b} is {value}")]
    Value {
        /// Bits of the club.
        club: u64,
        /// The value given.
        value: f64,
    },
    /// The linear programme behind a solution was not solved.
    #[error(transparent)]
    Solver(#[from] monazite_highs::Error),
    /// The linear programme behind a solution ended without an optimum.
    #[error("the linear programme of {what} ended {status}")]
    NotOptimal {
        /// Which solution.
        what: &'static str,
        /// How it ended.
        status: monazite_highs::Status,
    },
    /// The work was cancelled.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl Game {
    /// A game from the value of every club; nobody is worth nothing.
    ///
    /// # Errors
    /// [`GameError::Players`] for none or more than [`MOST_PLAYERS`], [`GameError::Value`] for a value that is not finite.
    pub fn new(players: usize, value: impl Fn(Club) -> f64) -> Result<Self, GameError> {
        if !(1..=MOST_PLAYERS).contains(&players) {
            return Err(GameError::Players { players });
        }
        let values: Vec<f64> = (0..=Club::all(players).bits())
            .map(|bits| if bits == 0 { 0.0 } else { value(Club::from_bits(bits)) })
            .collect();
        match values.iter().zip(0_u64..).find(|(value, _)| !value.is_finite()) {
            Some((&value, club)) => Err(GameError::Value { club, value }),
            None => Ok(Self { players, values }),
        }
    }

    /// How many players.
    #[must_use]
    pub const fn players(&self) -> usize {
        self.players
    }

    /// What a club is worth.
    #[must_use]
    pub fn value(&self, club: Club) -> f64 {
        self.values[club.bits() as usize]
    }

    /// All players together.
    #[must_use]
    pub const fn grand(&self) -> Club {
        Club::all(self.players)
    }

    /// Every club but nobody and all, in order of number.
    pub fn proper_clubs(&self) -> impl Iterator<Item = Club> + use<> {
        (1..self.grand().bits()).map(Club::from_bits)
    }

    /// What a player adds to a club that it is not in.
    #[must_use]
    pub fn marginal(&self, club: Club, player: usize) -> f64 {
        self.value(club.with(player)) - self.value(club)
    }

    /// The game that a club's members play among themselves; player k of it is the k-th member.
    ///
    /// # Errors
    /// [`GameError::Players`] for an empty club.
    pub fn among(&self, club: Club) -> Result<Self, GameError> {
        let members: Vec<usize> = club.players().collect();
        Self::new(members.len(), |part| {
            self.value(part.players().fold(Club::EMPTY, |whole, player| whole.with(members[player])))
        })
    }

    /// Two clubs apart that are worth less together than on their own, and by how much: the worst such pair.
    ///
    /// # Errors
    /// [`Cancelled`] by the watch: there are three to the power of the players to look at.
    pub fn worst_union(&self, watch: &Watch) -> Result<Option<(Club, Club, f64)>, Cancelled> {
        let mut worst: Option<(Club, Club, f64)> = None;
        for whole in (1..=self.grand().bits()).map(Club::from_bits) {
            watch.go_on()?;
            let mut bits = (whole.bits() - 1) & whole.bits();
            while bits > 0 {
                let part = Club::from_bits(bits);
                let rest = whole.minus(part);
                let lost = self.value(part) + self.value(rest) - self.value(whole);
                if part > rest && lost > worst.map_or(0.0, |w| w.2) {
                    worst = Some((part, rest, lost));
                }
                bits = (bits - 1) & whole.bits();
            }
        }
        Ok(worst)
    }

    /// Largest absolute value: the scale of the game, at least a tiny number.
    pub(super) fn scale(&self) -> f64 {
        scale(self.values.iter().copied())
    }
}

/// Largest absolute value, at least a tiny number.
pub(super) fn scale(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(f64::MIN_POSITIVE, |scale, v| scale.max(v.abs()))
}
