//! The metrics of an assessment: name, unit, formula, methods page.

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
    /// Share of imports that comes directly from the supplier.
    DirectImportShare,
    /// Share that was mined, processed or made into parts in the supplier, through any number of countries.
    OriginShare,
    /// Share of imports made in the supplier less the share that comes directly from it.
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

    /// The name in results.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ProductionShare => "production_share",
            Self::LargestSupplierShare => "largest_supplier_share",
            Self::Hhi => "hhi",
            Self::HhiWgi => "hhi_wgi",
            Self::NetImportReliance => "net_import_reliance",
            Self::ImportReliance => "import_reliance",
            Self::SupplyRiskEu => "supply_risk_eu",
            Self::GeoPolRisk => "geopolrisk",
            Self::NMinus1 => "n_minus_1",
            Self::NMinus1Supply => "n_minus_1_supply",
            Self::Cover => "cover",
            Self::DirectImportShare => "direct_import_share",
            Self::OriginShare => "origin_share",
            Self::HiddenDependence => "hidden_dependence",
            Self::Exposure => "exposure",
            Self::DemandShare => "demand_share",
            Self::BenchmarkExtraction => "benchmark_extraction",
            Self::BenchmarkProcessing => "benchmark_processing",
            Self::BenchmarkRecycling => "benchmark_recycling",
            Self::BenchmarkSingleCountry => "benchmark_single_country",
        }
    }

    /// From the name in results.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.word() == word)
    }

    /// The unit of its values.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Hhi | Self::HhiWgi | Self::SupplyRiskEu | Self::GeoPolRisk => "index",
            Self::Cover => "d",
            Self::Exposure => "USD",
            _ => "share",
        }
    }

    /// The formula in one line.
    #[must_use]
    pub const fn formula(self) -> &'static str {
        match self {
            Self::ProductionShare => "output of the country / output of the world",
            Self::LargestSupplierShare => "output of the largest country / output of the world",
            Self::Hhi => "sum over countries of (output / output of the world)^2",
            Self::HhiWgi => {
                "sum over countries of (output / output of the world)^2 x 10 (2.5 - governance) / 5"
            }
            Self::NetImportReliance => {
                "(imports - exports + stock draw) / (production + imports - exports + stock draw)"
            }
            Self::ImportReliance => "(imports - exports) / (production + imports - exports)",
            Self::SupplyRiskEu => {
                "[HHI_world IR/2 + HHI_sourcing (1 - IR/2)] (1 - recycling input rate) substitution index"
            }
            Self::GeoPolRisk => "HHI x sum of (imports x (2.5 - stability) / 5) / (production + imports)",
            Self::NMinus1 => "(supply - supply of the largest) / (demand - demand of the largest)",
            Self::NMinus1Supply => "1 - supply of the largest / supply",
            Self::Cover => "stock / use x 365",
            Self::DirectImportShare => "imports from the supplier / imports",
            Self::OriginShare => {
                "v = Q v + r on the balanced network: share of the tonnes that the supplier made at the stage or form asked about"
            }
            Self::HiddenDependence => "origin share of the imports of a form - direct import share of it",
            Self::Exposure => {
                "sum over members of value added of the industries behind the end use x share touched by the supplier"
            }
            Self::DemandShare => "use of the members / use of the world",
            Self::BenchmarkExtraction => "own extraction / own use in all forms",
            Self::BenchmarkProcessing => "own processing / own use in all forms",
            Self::BenchmarkRecycling => "input from old scrap / input",
            Self::BenchmarkSingleCountry => {
                "largest share of one country outside in the origin of what is used, over stages"
            }
        }
    }

    /// Its methods page.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::ProductionShare | Self::LargestSupplierShare | Self::Hhi | Self::HhiWgi => {
                "docs/methods/concentration.md"
            }
            Self::NetImportReliance | Self::ImportReliance => "docs/methods/reliance.md",
            Self::SupplyRiskEu => "docs/methods/supply_risk_eu.md",
            Self::GeoPolRisk => "docs/methods/geopolrisk.md",
            Self::NMinus1 | Self::NMinus1Supply => "docs/methods/n_minus_1.md",
            Self::Cover => "docs/methods/cover.md",
            Self::DirectImportShare | Self::OriginShare | Self::HiddenDependence => "docs/methods/origin.md",
            Self::Exposure => "docs/methods/exposure.md",
            Self::DemandShare => "docs/methods/demand_share.md",
            Self::BenchmarkExtraction
            | Self::BenchmarkProcessing
            | Self::BenchmarkRecycling
            | Self::BenchmarkSingleCountry => "docs/methods/benchmark.md",
        }
    }
}
