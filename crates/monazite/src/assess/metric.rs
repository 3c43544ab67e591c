//! The metrics of an assessment; what they are is in the registry.

use crate::figure::{ASSESSMENT, Entry};

/// A metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    /// Share of the world's output that a country makes.
    ProductionShare,
    /// Share of the largest supplier; the figure's country is that supplier.
    LargestSupplierShare,
    /// Concentration of output.
    Hhi,
    /// Concentration of output weighted with governance.
    HhiWgi,
    /// Net import reliance, USGS definition.
    NetImportReliance,
    /// Import reliance, EU definition.
    ImportReliance,
    /// Supply risk by the EU method.
    SupplyRiskEu,
    /// `GeoPolRisk` score.
    GeoPolRisk,
    /// Part of the remaining demand that the supply without the largest supplier covers.
    NMinus1,
    /// Part of the supply that is left without the largest supplier.
    NMinus1Supply,
    /// Days that the members' stocks last.
    Cover,
    /// Share of imports from outside that comes directly from the supplier.
    DirectImportShare,
    /// Share that was mined, processed or made into parts in the supplier, through any number of countries.
    OriginShare,
    /// Share of imports from outside made in the supplier less the share that comes directly from it.
    HiddenDependence,
    /// Value added of the end uses that hang on the supplier.
    Exposure,
    /// The members' share of the world's use.
    DemandShare,
    /// Own extraction over own use.
    BenchmarkExtraction,
    /// Own processing over own use.
    BenchmarkProcessing,
    /// End-of-life recycling input rate.
    BenchmarkRecycling,
    /// Largest share of one third country in what the members take.
    BenchmarkSingleCountry,
}

impl Metric {
    /// All, in the order of results.
    pub const ALL: [Self; 20] = [
        Self::ProductionShare,
        Self::LargestSupplierShare,
        Self::Hhi,
        Self::HhiWgi,
        Self::NetImportReliance,
        Self::ImportReliance,
        Self::SupplyRiskEu,
        Self::GeoPolRisk,
        Self::NMinus1,
        Self::NMinus1Supply,
        Self::Cover,
        Self::DirectImportShare,
        Self::OriginShare,
        Self::HiddenDependence,
        Self::Exposure,
        Self::DemandShare,
        Self::BenchmarkExtraction,
        Self::BenchmarkProcessing,
        Self::BenchmarkRecycling,
        Self::BenchmarkSingleCountry,
    ];

    /// Its entry in the registry, which is in the order of the type.
    #[must_use]
    pub const fn entry(self) -> &'static Entry {
        &ASSESSMENT[self as usize]
    }

    /// The name in results.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.entry().word
    }

    /// From the name in results.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.word() == word)
    }

    /// The unit of its values.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        self.entry().unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_and_the_registry_are_in_one_order() {
        assert_eq!(Metric::ALL.len(), ASSESSMENT.len());
        for (at, metric) in Metric::ALL.into_iter().enumerate() {
            assert_eq!(metric as usize, at);
            assert_eq!(Metric::from_word(metric.word()), Some(metric));
        }
        assert_eq!(Metric::GeoPolRisk.word(), "geopolrisk");
    }
}
