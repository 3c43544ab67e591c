//! Who gains, pays and stays: the answer about the members of a programme.
//!
//! What computes it is the crate `monazite-plan`, so that whoever reads or shows it needs no solver.
//! Money is discounted to the first year of the programme. Ranges are those of draws of costs and threats.

use crate::estimate::Estimate;
use crate::plan::Items;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// How players outside a club are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
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
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// What each member gains and pays, whether it stays, and which clubs hold. Numbers are USD where nothing else is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Sharing {
    /// Key of the programme.
    pub programme: String,
    /// Players, in the order of the programme's members.
    pub players: Vec<String>,
    /// Draws behind the ranges.
    pub draws: usize,
    /// Orders of joining that Shapley values are the mean of, where not every club was planned. What needs every club,
    /// nucleolus, core, smallest club and order of joining, is then left out.
    pub orders: Option<usize>,
    /// What all gain together over each acting alone.
    pub value: Estimate,
    /// The same by mineral, or by group of minerals that are planned together.
    pub by_mineral: Vec<(String, Estimate)>,
    /// Largest objection of a club that no sharing avoids: at most nothing if the core is not empty.
    pub least_objection: Option<Estimate>,
    /// Two clubs apart that are worth more than together, if there are any, and by how much.
    pub not_superadditive: Option<(Vec<usize>, Vec<usize>, Estimate)>,
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
    /// Discounted losses expected of today, all members trading as they do, if nobody does anything: its part of the
    /// `loss_without` of the plan.
    pub today: Estimate,
    /// What its own best programme gains it over doing nothing.
    pub alone: Estimate,
    /// What the joint programme gains it over its own, before it pays for anything of the joint programme.
    pub benefit: Estimate,
    /// What it spends in the joint programme above its own, where each pays for what it builds and buys.
    pub spends: Estimate,
    /// Its share by the Shapley value.
    pub shapley: Estimate,
    /// Standard error of that share from the orders sampled: nothing where every club was planned.
    pub shapley_error: Estimate,
    /// Its share by the nucleolus, where every club was planned.
    pub nucleolus: Option<Estimate>,
    /// What it would gain if the others went on without it: the pull to ride free.
    pub outside: Estimate,
}

/// What a rule leaves each player, and who walks away.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleShare {
    /// The rule: `as_incurred`, `shapley`, `nucleolus`, `gdp`, `consumption`, `equal`.
    pub rule: String,
    /// What each gains over acting alone.
    pub gains: Vec<Estimate>,
    /// What each pays to the others; the sum is nothing.
    pub pays: Vec<Estimate>,
    /// Players that gain more outside while the others go on.
    pub leave: Vec<usize>,
    /// The part of the draws in which each player leaves.
    pub leaving: Vec<f64>,
    /// The club with the largest gain from leaving together, and that gain.
    pub objection: Option<(Vec<usize>, Estimate)>,
}

/// A club.
#[derive(Debug, Clone, PartialEq)]
pub struct ClubValue {
    /// Its members.
    pub members: Vec<usize>,
    /// What they gain together over each acting alone.
    pub value: Estimate,
    /// How outsiders are read in what follows.
    pub outsiders: Outsiders,
    /// Whether nobody gains by leaving, each paying for what it builds and buys.
    pub internal: bool,
    /// Whether nobody outside gains by joining.
    pub external: bool,
    /// What is left when every member has been given what it would get by leaving; potentially stable if not negative.
    pub surplus: Estimate,
}

/// A player joins.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// Who.
    pub player: usize,
    /// Whom it joins.
    pub joins: Vec<usize>,
    /// What the club is worth more with it.
    pub brings: Estimate,
    /// Its Shapley share in the larger club less what it gets by staying out.
    pub gains: Estimate,
    /// What it pays the others; negative if they pay it.
    pub pays: Estimate,
}

/// What one club's joint best programme costs its members, and leaves for the others. Million USD, discounted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Valued {
    /// Who: bit i is player i.
    pub club: u64,
    /// What each player bears; nothing for outsiders.
    pub borne: Vec<Items>,
    /// What each outsider gains because the club formed while it keeps its own programme; nothing for members.
    pub spill: Vec<f64>,
}

/// A block of clubs solved for one group of minerals: what is written down as it comes, so that a run can be resumed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SolvedBlock {
    /// Which group of minerals.
    pub group: usize,
    /// Which block of clubs.
    pub block: usize,
    /// Its clubs.
    pub valued: Vec<Valued>,
}
