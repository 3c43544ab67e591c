//! What new capacity, stocks, recycling and substitution cost, how long they take and where they end.

use crate::datum::Datum;
use crate::id::{CountryId, ProcessId};
use crate::quantity::Index;
use crate::system::{Scope, System};

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
    /// Value added lost in an end use over the part of its need that is unmet.
    UnmetValue,
}

impl Parameter {
    /// All, in the order of the reference page.
    pub const ALL: [Self; 23] = [
        Self::CapitalCost,
        Self::OperatingCost,
        Self::CostDifference,
        Self::LeadTime,
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
        Self::PurchaseLimit,
        Self::TradeCost,
        Self::SubstitutionRate,
        Self::SubstitutionLimit,
        Self::SubstitutionCost,
        Self::Collection,
        Self::Recovery,
        Self::PastGrowth,
        Self::UnmetValue,
    ];

    /// The word used in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::CapitalCost => "capital_cost",
            Self::OperatingCost => "operating_cost",
            Self::CostDifference => "cost_difference",
            Self::LeadTime => "lead_time",
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
            Self::PurchaseLimit => "purchase_limit",
            Self::TradeCost => "trade_cost",
            Self::SubstitutionRate => "substitution_rate",
            Self::SubstitutionLimit => "substitution_limit",
            Self::SubstitutionCost => "substitution_cost",
            Self::Collection => "collection",
            Self::Recovery => "recovery",
            Self::PastGrowth => "past_growth",
            Self::UnmetValue => "unmet_value",
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
            Self::LeadTime | Self::Ramp | Self::Life => "y",
            Self::UnitSize | Self::HostLimit => "t/y",
            Self::SubstitutionCost | Self::UnmetValue => "ratio",
            _ => "share",
        }
    }

    /// Smallest and largest value that make sense.
    #[must_use]
    pub const fn bounds(self) -> (f64, f64) {
        match self {
            Self::CapitalCost | Self::OperatingCost => (0.0, 1e10),
            Self::CostDifference => (-1e10, 1e10),
            Self::LeadTime | Self::Ramp => (0.0, 60.0),
            Self::Life => (1.0, 100.0),
            Self::UnitSize | Self::HostLimit => (0.0, 1e9),
            Self::SubstitutionCost | Self::UnmetValue => (0.0, 1000.0),
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

impl System {
    /// The most specific row of a parameter that covers a place; of two alike the first in the table.
    /// A process beats whatever the scope names.
    #[must_use]
    pub fn investment(
        &self,
        parameter: Parameter,
        process: Option<ProcessId>,
        place: &Scope,
    ) -> Option<&Investment> {
        self.investments
            .iter()
            .filter(|row| {
                row.parameter == parameter
                    && (row.process.is_none() || row.process == process)
                    && row.scope.covers(place)
            })
            .rev()
            .max_by_key(|row| (row.process.is_some(), row.scope.rank()))
    }

    /// The same for a process in a country, with the mineral and the stage that the process belongs to.
    #[must_use]
    pub fn investment_in(
        &self,
        parameter: Parameter,
        process: ProcessId,
        country: CountryId,
    ) -> Option<&Investment> {
        let item = &self.processes[process];
        let place = Scope {
            mineral: Some(item.mineral),
            stage: Some(item.stage),
            country: Some(country),
            ..Scope::default()
        };
        self.investment(parameter, Some(process), &place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datum::{Provenance, Quality, RowRef};
    use crate::id::{Id, SourceId};
    use crate::system::{Process, Stage};

    fn row(process: Option<ProcessId>, scope: Scope, value: f64) -> Investment {
        let provenance = Provenance {
            year: 2024,
            quality: Quality::Assumed,
            source: SourceId::from_index(0),
            row: RowRef { table: "investment.csv", line: 2 },
            note: String::new(),
        };
        let value = Index::new(value);
        let datum = Datum { value, low: value, high: value, provenance };
        Investment { parameter: Parameter::LeadTime, process, scope, datum }
    }

    #[test]
    fn a_process_beats_its_stage_and_a_country_beats_both_within_the_process() {
        let (any, here) = (Scope::default(), CountryId::from_index(1));
        let mut system = System::default();
        let process = |name: &str| Process {
            name: name.to_owned(),
            mineral: crate::id::MineralId::from_index(0),
            stage: Stage::Processing,
            recipe: Vec::new(),
        };
        let smelt = system.processes.insert("smelt", process("smelting")).unwrap();
        let refine = system.processes.insert("refine", process("refining")).unwrap();
        let in_country = Scope { country: Some(here), ..any };
        system.investments = vec![
            row(None, Scope { stage: Some(Stage::Processing), ..any }, 4.0),
            row(Some(smelt), any, 2.7),
            row(Some(smelt), in_country, 2.0),
            row(None, in_country, 9.0),
        ];
        let years = |p, c| system.investment_in(Parameter::LeadTime, p, c).unwrap().datum.value.get();
        assert_eq!(years(smelt, here), 2.0);
        assert_eq!(years(smelt, CountryId::from_index(2)), 2.7);
        assert_eq!(years(refine, here), 9.0, "a country beats a stage, as in behaviour.csv");
        assert_eq!(years(refine, CountryId::from_index(2)), 4.0);
        assert!(system.investment_in(Parameter::Ramp, smelt, here).is_none());
    }

    #[test]
    fn words_come_back_and_every_bound_is_a_range() {
        for parameter in Parameter::ALL {
            assert_eq!(Parameter::from_word(parameter.word()), Some(parameter));
            assert!(parameter.bounds().0 < parameter.bounds().1);
        }
    }
}
