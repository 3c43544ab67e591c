//! What holders of stock take a shock for: it tells them how long to expect it to last.

/// Kinds of interruption that past markets told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Instrument {
    /// A power cut, a strike, a flood: over when it is over.
    Interruption,
    /// Exports case by case.
    Licence,
    /// At most so much.
    Quota,
    /// Nothing, without an end.
    Ban,
}

impl Instrument {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Interruption, Self::Licence, Self::Quota, Self::Ban];

    /// The word used in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Interruption => "interruption",
            Self::Licence => "licence",
            Self::Quota => "quota",
            Self::Ban => "ban",
        }
    }

    /// The instrument of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|i| i.word() == word)
    }
}
