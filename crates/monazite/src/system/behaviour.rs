//! How markets and users react in the short run: parameters by mineral, form, stage, country and end use.

use crate::datum::Datum;
use crate::id::{CountryId, EndUseId, FormId, MineralId};
use crate::quantity::Index;
use crate::system::form::Stage;

/// What a row of `behaviour.csv` states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parameter {
    /// Relative change of use over relative change of price, within a year.
    DemandElasticity,
    /// Multiplies the elasticity of the mineral for one end use: high-value uses yield last.
    ElasticityScale,
    /// Relative change of output over relative change of price, within a year.
    SupplyElasticity,
    /// Largest price over the usual ever seen: above it there is no trade, and users are rationed.
    ChokePriceRatio,
    /// Stock that holders keep in normal times.
    TargetCover,
    /// Time constant with which orders bring a stock back to its target.
    OrderTime,
    /// Output beyond capacity that can be had for a while, over capacity.
    Surge,
    /// Time until that is reached.
    SurgeTime,
    /// Capacity above the output of the base year, over that output, where no capacity is reported.
    SpareCapacity,
    /// Part of supply that is bound to a supplier by contract.
    ContractShare,
    /// Part of supply whose users can technically take another supplier.
    SwitchableShare,
    /// Time to qualify a new supplier.
    SwitchTime,
    /// Part of use that another mineral or design can replace in an emergency.
    SubstitutionCeiling,
    /// Time until that is reached.
    SubstitutionTime,
    /// Part of use that emergency recycling can add.
    RecyclingCeiling,
    /// Time until that is reached.
    RecyclingTime,
    /// Cover over target cover below which substitution and recycling start.
    CoverTrigger,
    /// Time under way between two countries.
    TransitTime,
    /// Part of a strategic stock that the chain concerned can use.
    AccessibleShare,
    /// Time from the first shortage to the first release of a strategic stock.
    ReleaseDelay,
    /// Largest part of a strategic stock released in a week.
    ReleaseRate,
    /// How much more users yield as the price rises: the exponent of the choice between values in use.
    ValueExponent,
    /// How much more than the general rule a market takes for the same rise in price.
    MarketDepth,
    /// Logarithm of the price over the usual at which holders have let go 63 % of what they can spare.
    StorageSlope,
    /// Part of the usual stock that is needed to work and not let go at any price.
    WorkingStock,
    /// How long holders first expect a strike, a power cut or a flood to last.
    ExpectedInterruption,
    /// How long they first expect licences to hold exports back.
    ExpectedLicence,
    /// How long they first expect a quota to last.
    ExpectedQuota,
    /// How long they first expect a ban without an end to last.
    ExpectedBan,
    /// Time constant with which quotes move to where the market clears.
    PriceTime,
    /// What other causes do to the logarithm of the price in a year.
    PriceDrift,
    /// Part of a civil end use whose firms also serve defence.
    DualUseShare,
    /// Probability that a third country under liability stops passing on barred goods.
    ReexportStop,
    /// Part of a barred flow that arrives by way of third countries all the same.
    Leakage,
    /// Activity lost when an input is missing altogether: 1 is Leontief.
    InputCriticality,
    /// Elasticity of substitution between the form and all other inputs of the goods that contain it.
    InputElasticity,
    /// Part of an end use's output that contains the form.
    ExposedShare,
}

impl Parameter {
    /// All, in the order of the reference page.
    pub const ALL: [Self; 37] = [
        Self::DemandElasticity,
        Self::ElasticityScale,
        Self::SupplyElasticity,
        Self::ChokePriceRatio,
        Self::TargetCover,
        Self::OrderTime,
        Self::Surge,
        Self::SurgeTime,
        Self::SpareCapacity,
        Self::ContractShare,
        Self::SwitchableShare,
        Self::SwitchTime,
        Self::SubstitutionCeiling,
        Self::SubstitutionTime,
        Self::RecyclingCeiling,
        Self::RecyclingTime,
        Self::CoverTrigger,
        Self::TransitTime,
        Self::AccessibleShare,
        Self::ReleaseDelay,
        Self::ReleaseRate,
        Self::ValueExponent,
        Self::MarketDepth,
        Self::StorageSlope,
        Self::WorkingStock,
        Self::ExpectedInterruption,
        Self::ExpectedLicence,
        Self::ExpectedQuota,
        Self::ExpectedBan,
        Self::PriceTime,
        Self::PriceDrift,
        Self::DualUseShare,
        Self::ReexportStop,
        Self::Leakage,
        Self::InputCriticality,
        Self::InputElasticity,
        Self::ExposedShare,
    ];

    /// The word used in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::DemandElasticity => "demand_elasticity",
            Self::ElasticityScale => "elasticity_scale",
            Self::SupplyElasticity => "supply_elasticity",
            Self::ChokePriceRatio => "choke_price_ratio",
            Self::TargetCover => "target_cover",
            Self::OrderTime => "order_time",
            Self::Surge => "surge",
            Self::SurgeTime => "surge_time",
            Self::SpareCapacity => "spare_capacity",
            Self::ContractShare => "contract_share",
            Self::SwitchableShare => "switchable_share",
            Self::SwitchTime => "switch_time",
            Self::SubstitutionCeiling => "substitution_ceiling",
            Self::SubstitutionTime => "substitution_time",
            Self::RecyclingCeiling => "recycling_ceiling",
            Self::RecyclingTime => "recycling_time",
            Self::CoverTrigger => "cover_trigger",
            Self::TransitTime => "transit_time",
            Self::AccessibleShare => "accessible_share",
            Self::ReleaseDelay => "release_delay",
            Self::ReleaseRate => "release_rate",
            Self::ValueExponent => "value_exponent",
            Self::MarketDepth => "market_depth",
            Self::StorageSlope => "storage_slope",
            Self::WorkingStock => "working_stock",
            Self::ExpectedInterruption => "expected_interruption",
            Self::ExpectedLicence => "expected_licence",
            Self::ExpectedQuota => "expected_quota",
            Self::ExpectedBan => "expected_ban",
            Self::PriceTime => "price_time",
            Self::PriceDrift => "price_drift",
            Self::DualUseShare => "dual_use_share",
            Self::ReexportStop => "reexport_stop",
            Self::Leakage => "leakage",
            Self::InputCriticality => "input_criticality",
            Self::InputElasticity => "input_elasticity",
            Self::ExposedShare => "exposed_share",
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
            Self::DemandElasticity | Self::SupplyElasticity | Self::InputElasticity => "elasticity",
            Self::ElasticityScale | Self::ChokePriceRatio | Self::MarketDepth | Self::ValueExponent => {
                "ratio"
            }
            Self::StorageSlope | Self::PriceDrift => "log",
            Self::TargetCover
            | Self::OrderTime
            | Self::SurgeTime
            | Self::SwitchTime
            | Self::SubstitutionTime
            | Self::RecyclingTime
            | Self::TransitTime
            | Self::ExpectedInterruption
            | Self::ExpectedLicence
            | Self::ExpectedQuota
            | Self::ExpectedBan
            | Self::PriceTime
            | Self::ReleaseDelay => "d",
            Self::ReleaseRate => "share/week",
            _ => "share",
        }
    }

    /// Smallest and largest value that make sense.
    #[must_use]
    pub const fn bounds(self) -> (f64, f64) {
        match self {
            Self::DemandElasticity => (-5.0, 0.0),
            Self::SupplyElasticity | Self::InputElasticity => (0.0, 10.0),
            Self::MarketDepth => (0.05, 20.0),
            Self::ValueExponent => (0.1, 10.0),
            Self::StorageSlope => (0.01, 10.0),
            Self::PriceDrift => (-5.0, 5.0),
            Self::ElasticityScale => (0.0, 20.0),
            Self::ChokePriceRatio => (1.0, 1000.0),
            Self::Surge | Self::SpareCapacity => (0.0, 5.0),
            Self::OrderTime => (1.0, 3650.0),
            Self::TargetCover
            | Self::SurgeTime
            | Self::SwitchTime
            | Self::SubstitutionTime
            | Self::RecyclingTime
            | Self::TransitTime
            | Self::ExpectedInterruption
            | Self::ExpectedLicence
            | Self::ExpectedQuota
            | Self::ExpectedBan
            | Self::PriceTime
            | Self::ReleaseDelay => (0.0, 3650.0),
            _ => (0.0, 1.0),
        }
    }

    /// What it means, for the reference page.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::DemandElasticity => "relative change of use over relative change of price within a year",
            Self::ElasticityScale => "factor on the elasticity of the mineral for an end use",
            Self::SupplyElasticity => "relative change of output over relative change of price within a year",
            Self::ChokePriceRatio => {
                "largest price over the usual ever seen: above it there is no trade, and users are rationed"
            }
            Self::TargetCover => "stock that holders keep in normal times",
            Self::OrderTime => "time constant with which orders bring stock back to target",
            Self::Surge => "output beyond capacity, over capacity",
            Self::SurgeTime => "time until the surge is reached",
            Self::SpareCapacity => {
                "capacity above base output, over base output, where no capacity is reported"
            }
            Self::ContractShare => "part of supply bound to a supplier by contract",
            Self::SwitchableShare => "part of supply whose users can technically take another supplier",
            Self::SwitchTime => "time to qualify a new supplier",
            Self::SubstitutionCeiling => {
                "part of use that another mineral or design can replace in an emergency"
            }
            Self::SubstitutionTime => "time until the ceiling of substitution is reached",
            Self::RecyclingCeiling => "part of use that emergency recycling can add",
            Self::RecyclingTime => "time until the ceiling of emergency recycling is reached",
            Self::CoverTrigger => {
                "cover over target cover below which substitution and emergency recycling start"
            }
            Self::TransitTime => "time under way between two countries",
            Self::AccessibleShare => "part of a strategic stock that the chain concerned can use",
            Self::ReleaseDelay => "time from the first shortage to the first release of a strategic stock",
            Self::ReleaseRate => "largest part of a strategic stock released in a week",
            Self::ValueExponent => {
                "how much more users yield as the price rises: exponent of the choice between values in use"
            }
            Self::MarketDepth => {
                "how much more it takes to move the price of this mineral than the general rule says"
            }
            Self::StorageSlope => {
                "logarithm of price over the usual at which holders have let go 63 % of what they can spare"
            }
            Self::WorkingStock => {
                "part of the usual stock that is needed to work and not let go at any price"
            }
            Self::ExpectedInterruption => {
                "how long holders first expect a strike, a power cut or a flood to last"
            }
            Self::ExpectedLicence => "how long holders first expect licences to hold exports back",
            Self::ExpectedQuota => "how long holders first expect a quota to last",
            Self::ExpectedBan => "how long holders first expect a ban without an end to last",
            Self::PriceTime => "time constant with which quotes move to where the market clears",
            Self::PriceDrift => "what other causes do to the logarithm of the price in a year, either way",
            Self::DualUseShare => "part of a civil end use whose firms also serve defence",
            Self::ReexportStop => {
                "probability that a third country under liability stops passing on barred goods"
            }
            Self::Leakage => "part of a barred flow that arrives by way of third countries all the same",
            Self::InputCriticality => "activity lost when the input is missing altogether; 1 is Leontief",
            Self::InputElasticity => {
                "elasticity of substitution between the form and all other inputs of the goods that contain it"
            }
            Self::ExposedShare => "part of an end use's output that contains the form",
        }
    }
}

/// Where a parameter holds; `None` is anywhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scope {
    /// The form.
    pub form: Option<FormId>,
    /// The mineral.
    pub mineral: Option<MineralId>,
    /// The stage that makes the form.
    pub stage: Option<Stage>,
    /// The country that holds, makes or uses.
    pub country: Option<CountryId>,
    /// The end use.
    pub end_use: Option<EndUseId>,
}

impl Scope {
    /// The same in a country.
    #[must_use]
    pub const fn in_country(self, country: CountryId) -> Self {
        Self { country: Some(country), ..self }
    }

    /// The same for an end use.
    #[must_use]
    pub const fn for_end_use(self, end_use: EndUseId) -> Self {
        Self { end_use: Some(end_use), ..self }
    }

    /// Whether a row of this scope speaks about a place.
    #[must_use]
    pub fn covers(&self, place: &Self) -> bool {
        fn fits<T: PartialEq>(row: Option<T>, place: Option<T>) -> bool {
            row.is_none() || row == place
        }
        fits(self.form, place.form)
            && fits(self.mineral, place.mineral)
            && fits(self.stage, place.stage)
            && fits(self.country, place.country)
            && fits(self.end_use, place.end_use)
    }

    /// How specific it is: a form beats an end use, that a country, that a mineral, that a stage.
    ///
    /// Each is worth more than all that follow, so no two scopes that cover one place are equal unless they name the same.
    #[must_use]
    pub fn rank(&self) -> u8 {
        u8::from(self.form.is_some()) << 4
            | u8::from(self.end_use.is_some()) << 3
            | u8::from(self.country.is_some()) << 2
            | u8::from(self.mineral.is_some()) << 1
            | u8::from(self.stage.is_some())
    }
}

/// One row: a parameter where it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Behaviour {
    /// What it states.
    pub parameter: Parameter,
    /// Where it holds.
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
