//! What new capacity, stocks, recycling and substitution cost, how long they take and where they end.

use crate::datum::Datum;
use crate::id::ProcessId;
use crate::quantity::Index;
use crate::system::behaviour::Scope;

/// What a row of `investment.csv` states. Tonnes are contained; of a process they are its activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parameter {
    /// Money to build capacity; a process without it cannot be built.
    CapitalCost,
    /// Running cost of a process, its feed apart.
    OperatingCost,
    /// Running cost above that of the incumbent supplier.
    CostDifference,
    /// Time from decision to first output.
    LeadTime,
    /// Time to first output of a mine from a known deposit.
    LeadDeposit,
    /// The same from a finished study.
    LeadFeasibility,
    /// The same from the decision to build.
    LeadConstruction,
    /// The same of a mine that stands still.
    LeadRestart,
    /// Time from first to full output.
    Ramp,
    /// Time over which the money is written off.
    Life,
    /// Real yearly return that the money must earn.
    CostOfCapital,
    /// Probability that a project under construction delivers.
    CompletionConstruction,
    /// Probability that a planned project delivers.
    CompletionPlanned,
    /// Probability that a paused project delivers.
    CompletionPaused,
    /// Typical capacity built in one piece.
    UnitSize,
    /// Largest output of a by-product that its hosts in a country can carry.
    HostLimit,
    /// Price paid above the market when a stock is bought.
    StockPremium,
    /// Yearly cost of holding a stock over its value.
    HoldingCost,
    /// Time for which a form keeps; a stock of it is turned over at least so often.
    ShelfLife,
    /// Cost of turning a stock over once, over its value.
    TurnoverCost,
    /// Part of the yearly supply outside the supplier that can be bought for stocks.
    PurchaseLimit,
    /// Cost of moving a form between countries over its value.
    TradeCost,
    /// Part of use that can be newly replaced in a year.
    SubstitutionRate,
    /// Part of use that can be replaced in the end.
    SubstitutionLimit,
    /// Cost of replacing a tonne over its price.
    SubstitutionCost,
    /// Part of what is discarded that reaches a recycler.
    Collection,
    /// Part of what a recycler takes in that becomes its form.
    Recovery,
    /// Yearly growth of use before the baseline year.
    PastGrowth,
}

impl Parameter {
    /// All, in the order of the reference page.
    pub const ALL: [Self; 28] = [
        Self::CapitalCost,
        Self::OperatingCost,
        Self::CostDifference,
        Self::LeadTime,
        Self::LeadDeposit,
        Self::LeadFeasibility,
        Self::LeadConstruction,
        Self::LeadRestart,
        Self::Ramp,
        Self::Life,
        Self::CostOfCapital,
        Self::CompletionConstruction,
        Self::CompletionPlanned,
        Self::CompletionPaused,
        Self::UnitSize,
        Self::HostLimit,
        Self::StockPremium,
        Self::HoldingCost,
        Self::ShelfLife,
        Self::TurnoverCost,
        Self::PurchaseLimit,
        Self::TradeCost,
        Self::SubstitutionRate,
        Self::SubstitutionLimit,
        Self::SubstitutionCost,
        Self::Collection,
        Self::Recovery,
        Self::PastGrowth,
    ];

    /// The word used in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::CapitalCost => "capital_cost",
            Self::OperatingCost => "operating_cost",
            Self::CostDifference => "cost_difference",
            Self::LeadTime => "lead_time",
            Self::LeadDeposit => "lead_deposit",
            Self::LeadFeasibility => "lead_feasibility",
            Self::LeadConstruction => "lead_construction",
            Self::LeadRestart => "lead_restart",
            Self::Ramp => "ramp",
            Self::Life => "life",
            Self::CostOfCapital => "cost_of_capital",
            Self::CompletionConstruction => "completion_construction",
            Self::CompletionPlanned => "completion_planned",
            Self::CompletionPaused => "completion_paused",
            Self::UnitSize => "unit_size",
            Self::HostLimit => "host_limit",
            Self::StockPremium => "stock_premium",
            Self::HoldingCost => "holding_cost",
            Self::ShelfLife => "shelf_life",
            Self::TurnoverCost => "turnover_cost",
            Self::PurchaseLimit => "purchase_limit",
            Self::TradeCost => "trade_cost",
            Self::SubstitutionRate => "substitution_rate",
            Self::SubstitutionLimit => "substitution_limit",
            Self::SubstitutionCost => "substitution_cost",
            Self::Collection => "collection",
            Self::Recovery => "recovery",
            Self::PastGrowth => "past_growth",
        }
    }

    /// From the word used in files.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.word() == word)
    }

    /// The unit in which it is stated.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::CapitalCost => "USD/(t/y)",
            Self::OperatingCost | Self::CostDifference => "USD/t",
            Self::LeadTime
            | Self::LeadDeposit
            | Self::LeadFeasibility
            | Self::LeadConstruction
            | Self::LeadRestart
            | Self::Ramp
            | Self::Life
            | Self::ShelfLife => "y",
            Self::UnitSize | Self::HostLimit => "t/y",
            Self::SubstitutionCost => "ratio",
            _ => "share",
        }
    }

    /// Smallest and largest value that make sense.
    #[must_use]
    pub const fn bounds(self) -> (f64, f64) {
        match self {
            Self::CapitalCost | Self::OperatingCost => (0.0, 1e10),
            Self::CostDifference => (-1e10, 1e10),
            Self::LeadTime
            | Self::LeadDeposit
            | Self::LeadFeasibility
            | Self::LeadConstruction
            | Self::LeadRestart
            | Self::Ramp => (0.0, 60.0),
            Self::ShelfLife => (0.0, 100.0),
            Self::Life => (1.0, 100.0),
            Self::UnitSize | Self::HostLimit => (0.0, 1e9),
            Self::SubstitutionCost => (0.0, 1000.0),
            Self::PastGrowth => (-0.5, 1.0),
            Self::StockPremium => (0.0, 5.0),
            _ => (0.0, 1.0),
        }
    }
}

/// One row: a parameter where it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Investment {
    /// What it states.
    pub parameter: Parameter,
    /// The process it speaks about; any if `None`.
    pub process: Option<ProcessId>,
    /// Where else it holds.
    pub scope: Scope,
    /// The number, in the unit of the parameter.
    pub datum: Datum<Index>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_and_every_bound_is_a_range() {
        for parameter in Parameter::ALL {
            assert_eq!(Parameter::from_word(parameter.word()), Some(parameter));
            assert!(parameter.bounds().0 < parameter.bounds().1);
        }
    }
}
