//! Sets of players.

/// A set of players of a game, one bit each: the club that they would form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Club(u64);

impl Club {
    /// Most players that a club can tell apart.
    pub const MOST_PLAYERS: usize = 63;

    /// Nobody.
    pub const EMPTY: Self = Self(0);

    /// The first `players` players, of at most [`Club::MOST_PLAYERS`].
    #[must_use]
    pub const fn all(players: usize) -> Self {
        Self((1_u64 << players) - 1)
    }

    /// One player alone.
    #[must_use]
    pub const fn alone(player: usize) -> Self {
        Self(1 << player)
    }

    /// From the bits of its number.
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// Its number: bit i is player i.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Whether a player belongs to it.
    #[must_use]
    pub const fn contains(self, player: usize) -> bool {
        self.0 >> player & 1 == 1
    }

    /// With a player.
    #[must_use]
    pub const fn with(self, player: usize) -> Self {
        Self(self.0 | 1 << player)
    }

    /// Without a player.
    #[must_use]
    pub const fn without(self, player: usize) -> Self {
        Self(self.0 & !(1 << player))
    }

    /// Those who are in either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those who are not in another.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// How many players.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether it is nobody.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its players in order.
    pub fn players(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |&player| self.contains(player))
    }

    /// Those of the first `players` players that are not in it.
    pub fn outsiders(self, players: usize) -> impl Iterator<Item = usize> {
        (0..players).filter(move |&player| !self.contains(player))
    }
}
