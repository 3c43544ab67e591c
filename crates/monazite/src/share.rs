//! Who gains, pays and stays: the answer about the members of a programme.
//!
//! What computes it is the crate `monazite-plan`, so that whoever reads or shows it needs no solver.
//! Money is discounted to the first year of the programme.

use crate::quantity::UsDollars;

/// How players outside a club are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outsiders {
    /// Each keeps its own best programme (gamma).
    Alone,
    /// All of them form a club of their own (delta).
    Together,
}

impl Outsiders {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Alone, Self::Together];

    /// The word used in results.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Together => "together",
        }
    }
}

/// What each member gains and pays, whether it stays, and which clubs hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sharing {
    /// Key of the programme.
    pub programme: String,
    /// Players, in the order of the programme's members.
    pub players: Vec<String>,
    /// What all gain together over each acting alone.
    pub value: UsDollars,
    /// Largest objection of a club that no sharing avoids: at most nothing if the core is not empty.
    pub least_objection: UsDollars,
    /// Two clubs apart that are worth more than together, if there are any, and by how much.
    pub not_superadditive: Option<(Vec<usize>, Vec<usize>, UsDollars)>,
    /// One row a player.
    pub members: Vec<MemberShare>,
    /// One row a rule of cost sharing.
    pub rules: Vec<RuleShare>,
    /// Every club with its value and whether it holds, under each reading of outsiders.
    pub clubs: Vec<ClubValue>,
    /// The smallest club worth starting, under each reading.
    pub smallest: Vec<(Outsiders, Option<Vec<usize>>)>,
    /// The order of joining, from the smallest club or, if there is none, from the player with most to lose.
    pub joining: Vec<Joined>,
}

/// A player.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberShare {
    /// Place in the list of players.
    pub player: usize,
    /// What its own best programme gains it over doing nothing.
    pub alone: UsDollars,
    /// What the joint programme gains it over its own, before it pays for anything of the joint programme.
    pub benefit: UsDollars,
    /// What it spends in the joint programme above its own, where each pays for what it builds and buys.
    pub spends: UsDollars,
    /// Its share by the Shapley value.
    pub shapley: UsDollars,
    /// Its share by the nucleolus.
    pub nucleolus: UsDollars,
    /// What it would gain if the others went on without it: the pull to ride free.
    pub outside: UsDollars,
}

/// What a rule leaves each player, and who walks away.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleShare {
    /// The rule: `as_incurred`, `shapley`, `nucleolus`, `gdp`, `consumption`, `equal`.
    pub rule: String,
    /// What each gains over acting alone.
    pub gains: Vec<UsDollars>,
    /// What each pays to the others; the sum is nothing.
    pub pays: Vec<UsDollars>,
    /// Players that gain more outside while the others go on.
    pub leave: Vec<usize>,
    /// The club with the largest gain from leaving together, and that gain.
    pub objection: Option<(Vec<usize>, UsDollars)>,
}

/// A club.
#[derive(Debug, Clone, PartialEq)]
pub struct ClubValue {
    /// Its members.
    pub members: Vec<usize>,
    /// What they gain together over each acting alone.
    pub value: UsDollars,
    /// How outsiders are read in what follows.
    pub outsiders: Outsiders,
    /// Whether nobody gains by leaving, each paying for what it builds and buys.
    pub internal: bool,
    /// Whether nobody outside gains by joining.
    pub external: bool,
    /// What is left when every member has been given what it would get by leaving; potentially stable if not negative.
    pub surplus: UsDollars,
}

/// A player joins.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// Who.
    pub player: usize,
    /// Whom it joins.
    pub joins: Vec<usize>,
    /// What the club is worth more with it.
    pub brings: UsDollars,
    /// Its Shapley share in the larger club less what it gets by staying out.
    pub gains: UsDollars,
    /// What it pays the others; negative if they pay it.
    pub pays: UsDollars,
}

/// What one club's joint best programme costs its members, and leaves for the others. Million USD, discounted.
#[derive(Debug, Clone, PartialEq)]
pub struct Valued {
    /// Who: bit i is player i.
    pub club: u32,
    /// Money spent, by player; nothing for outsiders.
    pub spent: Vec<f64>,
    /// Losses expected, by player; nothing for outsiders.
    pub lost: Vec<f64>,
    /// What each outsider gains because the club formed while it keeps its own programme; nothing for members.
    pub spill: Vec<f64>,
}

/// A block of clubs solved for one group of minerals: what is written down as it comes, so that a run can be resumed.
#[derive(Debug, Clone, PartialEq)]
pub struct SolvedBlock {
    /// Which group of minerals.
    pub group: usize,
    /// Which block of clubs.
    pub block: u32,
    /// Its clubs.
    pub valued: Vec<Valued>,
}
