//! A plan: the answer to a programme.

use crate::datum::Quality;
use crate::estimate::Estimate;
use crate::id::{FormId, MineralId, ProcessId};
use crate::plan::item::Items;
use crate::quantity::{Share, Tonnes, TonnesPerYear, UsDollars};
use crate::system::Stage;
use serde::{Deserialize, Serialize};

/// The quality of what a programme says: probabilities of threats, demand paths and the worth of lost need, which matter
/// most, are assumed.
pub const QUALITY: Quality = Quality::Assumed;

/// What to build, buy and replace, what it costs, what it reaches, and what it still lacks.
///
/// Money is USD, with the range of [`Plan::draws`] draws of costs and threats; what is decided has no range.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Key of the programme.
    pub programme: String,
    /// First year.
    pub start: i32,
    /// Number of years.
    pub years: u32,
    /// Names of the members, and of the hosts last where there are any.
    pub members: Vec<String>,
    /// Draws behind the ranges.
    pub draws: usize,
    /// Discounted value of the objective: money spent and losses expected.
    pub objective: UsDollars,
    /// Discounted money spent beyond what the same years cost without the programme.
    pub spent: Estimate,
    /// Discounted losses expected without the programme.
    pub loss_without: Estimate,
    /// Discounted losses expected with it.
    pub loss_with: Estimate,
    /// Discounted money spent, beyond the same years without it, by the best programme that no target binds.
    pub spent_untargeted: Estimate,
    /// Discounted losses expected with that one.
    pub loss_untargeted: Estimate,
    /// What each threat costs by itself, when it comes in its first year, without the programme.
    pub events: Vec<Event>,
    /// Money and losses by year.
    pub yearly: Vec<Yearly>,
    /// What each kind of target costs and buys.
    pub targets: Vec<TargetWorth>,
    /// What each announced project that the plan builds is worth to it.
    pub projects: Vec<ProjectWorth>,
    /// Proven relative distance of the objective from the optimum.
    pub gap: f64,
    /// Capacity built, by decision.
    pub built: Vec<Built>,
    /// Strategic stocks held at the end of a year.
    pub stocks: Vec<StockHeld>,
    /// Cost by item, year, mineral and member.
    pub costs: Vec<Cost>,
    /// What the coalition depends on, by year.
    pub dependence: Vec<Dependence>,
    /// When each target is met.
    pub met: Vec<Met>,
    /// What stands in the way of targets that are not met in time.
    pub conflicts: Vec<Conflict>,
    /// What binds, with its shadow price.
    pub binding: Vec<Binding>,
    /// The price that each kind of new capacity needs.
    pub floors: Vec<FloorPrice>,
    /// Shortfall under each threat, the plan's own and the simulator's.
    pub residual: Vec<Residual>,
    /// Minerals that the simulator could not replay.
    pub not_replayed: Vec<NotReplayed>,
    /// Cost against security.
    pub frontier: Vec<FrontierPoint>,
    /// What waiting costs.
    pub waiting: Vec<Wait>,
    /// Other plans that cost nearly the same.
    pub alternatives: Vec<Alternative>,
    /// Earliest year in which a target can be met whatever the cost.
    pub earliest: Vec<Earliest>,
}

/// What a threat costs when it comes, without the programme: not by its probability, and not discounted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Key of the threat.
    pub threat: String,
    /// The mineral.
    pub mineral: MineralId,
    /// The first year in which it may begin.
    pub year: i32,
    /// Value added that stops.
    pub loss: Estimate,
}

/// The plan of one group of minerals, as it is solved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SolvedGroup {
    /// Place among the groups of the programme.
    pub group: usize,
    /// Its plan; what the ledger says of its money is not in it.
    pub plan: Plan,
    /// What it costs.
    pub ledger: Ledger,
}

/// What the programme of a group of minerals costs by item, and how far items reach: enough to value it at other costs.
/// Million USD, discounted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// How far each item reaches.
    pub factors: Factors,
    /// The years without a programme.
    pub without: Items,
    /// The programme.
    pub with: Items,
    /// The best programme that no target binds.
    pub untargeted: Items,
    /// The programme without each kind of target.
    pub targets: Vec<(TargetGroup, Items)>,
    /// The programme without each announced project that it builds.
    pub projects: Vec<Items>,
    /// Points of the frontier.
    pub frontier: Vec<Items>,
    /// Starts, the one at once first.
    pub waiting: Vec<Items>,
    /// Shadow price of each limit in [`Plan::binding`], by the item that is spared.
    pub binding: Vec<Items>,
    /// What a month sooner saves of each decision in [`Plan::built`].
    pub month_sooner: Vec<Items>,
}

/// What the items of a programme cost at the low and at the high end of every drawn parameter, over what they cost at
/// the centre.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Factors {
    /// At the low end.
    pub low: Items,
    /// At the high end.
    pub high: Items,
}

impl Default for Factors {
    fn default() -> Self {
        Self { low: Items::ONES, high: Items::ONES }
    }
}

/// Capacity decided in a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Built {
    /// The mineral.
    pub mineral: MineralId,
    /// The process.
    pub process: ProcessId,
    /// Place in the list of members.
    pub member: usize,
    /// Name of the project; blank for generic capacity.
    pub project: String,
    /// Year of the decision.
    pub decided: i32,
    /// Time of first output, in years of the calendar: 2029.5 is mid-2029.
    pub first_output: f64,
    /// Time of full output.
    pub full_output: f64,
    /// Capacity.
    pub capacity: TonnesPerYear,
    /// Capital cost, not discounted, at the ends of the cost of its process.
    pub capital: Estimate,
    /// What one month sooner would save in the objective.
    pub month_sooner: Estimate,
    /// Form that it makes for sale: the output that earns most.
    pub form: Option<FormId>,
    /// Lowest price of that form at which it pays for itself, USD/t; `None` where a cost is not known.
    pub floor: Option<Estimate>,
    /// Its part of all that members and hosts make and buy of that form in the last year.
    pub share: Share,
}

/// A strategic stock at the end of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StockHeld {
    /// The form.
    pub form: FormId,
    /// Place in the list of members.
    pub member: usize,
    /// Year.
    pub year: i32,
    /// Mass held.
    pub held: Tonnes,
    /// Bought in the year.
    pub bought: Tonnes,
}

/// A cost of a year, not discounted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// Item: `capital`, `operating`, `trade`, `stock`, `recycling`, `substitution`, `unmet`, `risk`.
    pub item: String,
    /// The mineral.
    pub mineral: MineralId,
    /// Place in the list of members; `None` for what is borne together.
    pub member: Option<usize>,
    /// Year.
    pub year: i32,
    /// Money of the year.
    pub cost: Estimate,
}

/// Share of the supplier in what the coalition has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dependence {
    /// The mineral.
    pub mineral: MineralId,
    /// Stage that makes it.
    pub stage: Stage,
    /// Year.
    pub year: i32,
    /// Share, with the range of drawn balances.
    pub share: Estimate,
    /// The same without a programme.
    pub without: Estimate,
}

/// Money and losses of a year, not discounted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Yearly {
    /// Year.
    pub year: i32,
    /// Money spent beyond that of the same year without the programme.
    pub spent: UsDollars,
    /// Losses expected without the programme.
    pub loss_without: UsDollars,
    /// Losses expected with it.
    pub loss_with: UsDollars,
}

/// Targets of one kind, whatever the threat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TargetGroup {
    /// Largest share of the supplier at a stage.
    SingleSupplier(Stage),
    /// Own extraction.
    Extraction,
    /// Own processing.
    Processing,
    /// Own recycling.
    Recycling,
    /// Survival in defence.
    SurviveDefence,
    /// Survival elsewhere.
    SurviveElsewhere,
}

impl TargetGroup {
    /// The word used in results.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::SingleSupplier(stage) => format!("single_supplier_{}", stage.word()),
            Self::Extraction => "own_extraction".to_owned(),
            Self::Processing => "own_processing".to_owned(),
            Self::Recycling => "own_recycling".to_owned(),
            Self::SurviveDefence => "survive_defence".to_owned(),
            Self::SurviveElsewhere => "survive_elsewhere".to_owned(),
        }
    }
}

/// What a kind of target costs and buys: the programme against the best one without it, all others held.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TargetWorth {
    /// The kind.
    pub target: TargetGroup,
    /// Discounted money spent for it.
    pub spent: Estimate,
    /// Discounted losses that it avoids; less than nothing where it adds to them.
    pub avoided: Estimate,
}

/// What an announced project is worth: how much dearer the programme is without it, targets that lack for it apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectWorth {
    /// The mineral.
    pub mineral: MineralId,
    /// Its name.
    pub project: String,
    /// Discounted money and losses together.
    pub worth: Estimate,
    /// Target-years that lack without it, each counted by the part of its share that lacks.
    pub missed: f64,
}

/// What a target is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TargetKind {
    /// Largest share of the supplier at a stage.
    SingleSupplier(Stage),
    /// Own extraction.
    Extraction,
    /// Own processing.
    Processing,
    /// Own recycling.
    Recycling,
    /// Survival of a threat in defence.
    SurviveDefence(String),
    /// Survival of a threat elsewhere.
    SurviveElsewhere(String),
}

impl TargetKind {
    /// The word used in results.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::SingleSupplier(stage) => format!("single_supplier_{}", stage.word()),
            Self::Extraction => "own_extraction".to_owned(),
            Self::Processing => "own_processing".to_owned(),
            Self::Recycling => "own_recycling".to_owned(),
            Self::SurviveDefence(threat) => format!("survive_defence:{threat}"),
            Self::SurviveElsewhere(threat) => format!("survive_elsewhere:{threat}"),
        }
    }
}

impl TargetKind {
    /// The kind, whatever the threat.
    #[must_use]
    pub const fn group(&self) -> TargetGroup {
        match self {
            Self::SingleSupplier(stage) => TargetGroup::SingleSupplier(*stage),
            Self::Extraction => TargetGroup::Extraction,
            Self::Processing => TargetGroup::Processing,
            Self::Recycling => TargetGroup::Recycling,
            Self::SurviveDefence(_) => TargetGroup::SurviveDefence,
            Self::SurviveElsewhere(_) => TargetGroup::SurviveElsewhere,
        }
    }

    /// Whether it says how much at most, rather than how much at least.
    #[must_use]
    pub const fn is_ceiling(&self) -> bool {
        !matches!(self, Self::Extraction | Self::Processing | Self::Recycling)
    }
}

impl std::fmt::Display for TargetKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SingleSupplier(stage) => write!(f, "cap on the supplier, {}", stage.word()),
            Self::Extraction => f.write_str("own extraction"),
            Self::Processing => f.write_str("own processing"),
            Self::Recycling => f.write_str("own recycling"),
            Self::SurviveDefence(threat) => write!(f, "survival of {threat}, defence"),
            Self::SurviveElsewhere(threat) => write!(f, "survival of {threat}, elsewhere"),
        }
    }
}

/// When a target is met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Met {
    /// The mineral.
    pub mineral: MineralId,
    /// The target.
    pub target: TargetKind,
    /// Year in which it was asked for.
    pub asked: i32,
    /// First year from which it holds to the end; `None` if it does not by then.
    pub met: Option<i32>,
    /// The share asked for.
    pub share: Share,
    /// The nearest share that can be met in the year asked.
    pub nearest: Share,
    /// Part of members' need of the mineral that is done without, or not met, in the year asked: what users bear for it.
    pub done_without: Share,
    /// The share that the simulator finds, the largest of the years replayed; `None` where it says nothing.
    pub simulated: Option<Share>,
}

impl Met {
    /// Whether the plan meets the target in time.
    #[must_use]
    pub fn in_time(&self) -> bool {
        self.met.is_some_and(|year| year <= self.asked)
    }

    /// Whether the target holds in the replay too; `None` where the simulator says nothing.
    #[must_use]
    pub fn in_replay(&self) -> Option<bool> {
        self.simulated.map(|share| share.get() <= self.share.get() + REPLAYED)
    }
}

/// The simulator counts weeks: a share above its ceiling by less than this is met.
const REPLAYED: f64 = 0.005;

/// Why a target cannot be met in time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The mineral.
    pub mineral: MineralId,
    /// The targets that cannot hold together: one alone, or the smallest set.
    pub targets: Vec<TargetKind>,
    /// The limits that stand against them, by name of constraint.
    pub limits: Vec<String>,
}

/// A constraint that binds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Binding {
    /// The mineral.
    pub mineral: MineralId,
    /// Family and place: `capacity[re_magnet,USA,2031]`.
    pub constraint: String,
    /// Fall of the objective if the limit were one tonne (a year), or one part in a hundred of a share, looser.
    pub shadow_price: Estimate,
    /// What the price is per.
    pub per: String,
}

/// What a kind of new capacity needs to earn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FloorPrice {
    /// The process.
    pub process: ProcessId,
    /// Place in the list of members.
    pub member: usize,
    /// Form whose price it is.
    pub form: FormId,
    /// Lowest sale price at which the discounted cash flow is zero, at the ends of its costs, USD/t.
    pub floor: Estimate,
    /// Market price today, USD/t.
    pub market: Estimate,
    /// Quality of that price.
    pub market_quality: Quality,
    /// What a contract for difference at the floor, or at the floor that the programme promises, pays a year at full
    /// output: from the low floor at the high price to the high floor at the low price.
    pub payment: Estimate,
}

/// Need unmet under a threat that begins in a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Residual {
    /// The threat.
    pub threat: String,
    /// The mineral.
    pub mineral: MineralId,
    /// Year in which it begins.
    pub year: i32,
    /// Share of need unmet in defence, the plan's number.
    pub defence: Share,
    /// Share of need unmet elsewhere, the plan's number.
    pub elsewhere: Share,
    /// Share of need unmet in defence and elsewhere, the simulator's numbers; `None` where it was not replayed.
    pub simulated: Option<(Share, Share)>,
}

/// A mineral whose plan the simulator refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotReplayed {
    /// The mineral.
    pub mineral: MineralId,
    /// What the simulator says.
    pub reason: String,
}

/// A point of the cost-security frontier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrontierPoint {
    /// Discounted money spent beyond that of the first point, which is no programme.
    pub spent: Estimate,
    /// Discounted loss expected under the threats.
    pub loss: Estimate,
    /// What one more dollar of avoided loss costs here.
    pub marginal: f64,
}

/// The cost of deciding later: over a start at once, both held to the targets as far as the latest start can meet them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Wait {
    /// Years of delay.
    pub years: u32,
    /// Discounted money spent more; less than nothing where later is spent less.
    pub spent: Estimate,
    /// Discounted losses expected more.
    pub loss: Estimate,
    /// Both together: what waiting costs, never less for a longer wait.
    pub cost: Estimate,
    /// Target-years missed beyond those of a start at once, where each comes as near to the targets as it can; each
    /// counts by the part of its share that lacks.
    pub missed: f64,
}

/// A plan that costs nearly the same and differs as much as it can.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// Number, from 1.
    pub number: u32,
    /// Discounted objective.
    pub objective: UsDollars,
    /// Capacity by process and member, all decisions together.
    pub built: Vec<(ProcessId, usize, TonnesPerYear)>,
}

/// The earliest year of a target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Earliest {
    /// The mineral.
    pub mineral: MineralId,
    /// The target.
    pub target: TargetKind,
    /// First year from which it can hold to the end whatever the cost; `None` if not by the end.
    pub year: Option<i32>,
}
