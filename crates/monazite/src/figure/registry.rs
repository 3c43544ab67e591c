//! The registry of metrics: every word that a table of figures has in its column `metric`.

use super::dimension::Dimension::{
    self, Country, EndUse, Form, Industry, Method, Mineral, Scenario, Stage, Week,
};

/// What a metric is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The word in results.
    pub word: &'static str,
    /// The unit of its values.
    pub unit: &'static str,
    /// What tells its figures of one question apart; a dimension may be blank where a figure is about all of it.
    pub dimensions: &'static [Dimension],
    /// What it says, in one sentence.
    pub meaning: &'static str,
    /// The formula in one line.
    pub formula: &'static str,
    /// Its methods page.
    pub page: &'static str,
}

/// Metrics of one verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// What the verb answers.
    pub name: &'static str,
    /// Its metrics, in the order of results.
    pub metrics: &'static [Entry],
}

/// Every metric, by the verb that computes it.
pub const FAMILIES: [Family; 3] = [
    Family { name: "Assessment", metrics: ASSESSMENT },
    Family { name: "Disruption", metrics: DISRUPTION },
    Family { name: "Losses", metrics: LOSSES },
];

/// What a country depends on.
pub const ASSESSMENT: &[Entry] = &[
    Entry {
        word: "production_share",
        unit: "share",
        dimensions: &[Mineral, Form, Stage, Country],
        meaning: "Share of the world's output that a country makes.",
        formula: "output of the country / output of the world",
        page: "docs/methods/concentration.md",
    },
    Entry {
        word: "largest_supplier_share",
        unit: "share",
        dimensions: &[Mineral, Form, Stage, Country],
        meaning: "Share of the largest supplier; the figure's country is that supplier.",
        formula: "output of the largest country / output of the world",
        page: "docs/methods/concentration.md",
    },
    Entry {
        word: "hhi",
        unit: "index",
        dimensions: &[Mineral, Form, Stage],
        meaning: "Concentration of output.",
        formula: "sum over countries of (output / output of the world)^2",
        page: "docs/methods/concentration.md",
    },
    Entry {
        word: "hhi_wgi",
        unit: "index",
        dimensions: &[Mineral, Form, Stage],
        meaning: "Concentration of output weighted with governance.",
        formula: "sum over countries of (output / output of the world)^2 x 10 (2.5 - governance) / 5",
        page: "docs/methods/concentration.md",
    },
    Entry {
        word: "net_import_reliance",
        unit: "share",
        dimensions: &[Mineral, Form, Stage, Country],
        meaning: "Net import reliance, USGS definition.",
        formula: "(imports - exports + stock draw) / (production + imports - exports + stock draw)",
        page: "docs/methods/reliance.md",
    },
    Entry {
        word: "import_reliance",
        unit: "share",
        dimensions: &[Mineral, Form, Stage],
        meaning: "Import reliance, EU definition.",
        formula: "(imports - exports) / (production + imports - exports)",
        page: "docs/methods/reliance.md",
    },
    Entry {
        word: "supply_risk_eu",
        unit: "index",
        dimensions: &[Mineral, Form, Stage],
        meaning: "Supply risk by the EU method.",
        formula: "[HHI_world IR/2 + HHI_sourcing (1 - IR/2)] (1 - recycling input rate) substitution index",
        page: "docs/methods/supply_risk_eu.md",
    },
    Entry {
        word: "geopolrisk",
        unit: "index",
        dimensions: &[Mineral, Form, Stage],
        meaning: "`GeoPolRisk` score.",
        formula: "HHI x sum of (imports x (2.5 - stability) / 5) / (production + imports)",
        page: "docs/methods/geopolrisk.md",
    },
    Entry {
        word: "n_minus_1",
        unit: "share",
        dimensions: &[Mineral, Form, Stage, Country],
        meaning: "Part of the remaining demand that the supply without the largest supplier covers.",
        formula: "(supply - supply of the largest) / (demand - demand of the largest)",
        page: "docs/methods/n_minus_1.md",
    },
    Entry {
        word: "n_minus_1_supply",
        unit: "share",
        dimensions: &[Mineral, Form, Stage, Country],
        meaning: "Part of the supply that is left without the largest supplier.",
        formula: "1 - supply of the largest / supply",
        page: "docs/methods/n_minus_1.md",
    },
    Entry {
        word: "cover",
        unit: "d",
        dimensions: &[Mineral, Form, Stage, Country],
        meaning: "Days that the members' stocks last.",
        formula: "stock / use x 365",
        page: "docs/methods/cover.md",
    },
    Entry {
        word: "direct_import_share",
        unit: "share",
        dimensions: &[Mineral, Form, Stage],
        meaning: "Share of imports that comes directly from the supplier.",
        formula: "imports from the supplier / imports from outside",
        page: "docs/methods/origin.md",
    },
    Entry {
        word: "origin_share",
        unit: "share",
        dimensions: &[Mineral, Form, Stage, Country, EndUse],
        meaning: "Share that was mined, processed or made into parts in the supplier, through any number of countries.",
        formula: "v = Q v + r on the balanced network: share of the tonnes that the supplier made at the stage or form asked about",
        page: "docs/methods/origin.md",
    },
    Entry {
        word: "hidden_dependence",
        unit: "share",
        dimensions: &[Mineral, Form, Stage],
        meaning: "Share of imports made in the supplier less the share that comes directly from it.",
        formula: "origin share of the imports of a form from outside - direct import share of it",
        page: "docs/methods/origin.md",
    },
    Entry {
        word: "exposure",
        unit: "USD",
        dimensions: &[Mineral, EndUse],
        meaning: "Value added of the end uses that hang on the supplier.",
        formula: "sum over members and forms of value added that hangs on the form x share of it touched by the supplier",
        page: "docs/methods/exposure.md",
    },
    Entry {
        word: "demand_share",
        unit: "share",
        dimensions: &[Mineral],
        meaning: "The members' share of the world's use.",
        formula: "use of the members / use of the world",
        page: "docs/methods/demand_share.md",
    },
    Entry {
        word: "benchmark_extraction",
        unit: "share",
        dimensions: &[Mineral, Stage],
        meaning: "Own extraction over own use.",
        formula: "own extraction / own use in all forms",
        page: "docs/methods/benchmark.md",
    },
    Entry {
        word: "benchmark_processing",
        unit: "share",
        dimensions: &[Mineral, Stage],
        meaning: "Own processing over own use.",
        formula: "own processing / own use in all forms",
        page: "docs/methods/benchmark.md",
    },
    Entry {
        word: "benchmark_recycling",
        unit: "share",
        dimensions: &[Mineral, Stage],
        meaning: "End-of-life recycling input rate.",
        formula: "input from old scrap / input",
        page: "docs/methods/benchmark.md",
    },
    Entry {
        word: "benchmark_single_country",
        unit: "share",
        dimensions: &[Mineral, Country],
        meaning: "Largest share of one third country in what the members take.",
        formula: "largest share of one country outside in the origin of what is used, over stages",
        page: "docs/methods/benchmark.md",
    },
];

/// What breaks, when and for whom.
pub const DISRUPTION: &[Entry] = &[
    Entry {
        word: "shortfall",
        unit: "share",
        dimensions: &[Scenario, Week, Mineral, Form, Stage, Country, EndUse],
        meaning: "Unmet need over need.",
        formula: "sum of (wanted - delivered) over sum of need, after restraint and substitution",
        page: "docs/methods/disruption.md",
    },
    Entry {
        word: "use_lost",
        unit: "share",
        dimensions: &[Scenario, Week, Mineral, EndUse],
        meaning: "Need that goes without, for the price or for want of supply, over need.",
        formula: "sum of (need - replaced - delivered) over sum of need: the shortfall and what users gave up because of the price",
        page: "docs/methods/disruption.md",
    },
    Entry {
        word: "cover",
        unit: "d",
        dimensions: &[Scenario, Week, Mineral, Form, Stage],
        meaning: "Days that stocks last.",
        formula: "sum of stocks over sum of daily use in the baseline",
        page: "docs/methods/disruption.md",
    },
    Entry {
        word: "price",
        unit: "index",
        dimensions: &[Scenario, Week, Mineral, Form, Stage, Country],
        meaning: "Spot price over that of the baseline, among the members; inside a supplier where the country is one. Above the largest rise that the mineral is known to have had there is no trade, and no number.",
        formula: "mean over countries of the spot price over that of the baseline",
        page: "docs/methods/price.md",
    },
    Entry {
        word: "price_paid",
        unit: "index",
        dimensions: &[Scenario, Week, Mineral, Form, Stage, Country],
        meaning: "Price paid on average, contracts included, over that of the baseline, as unit values of imports show it; inside a supplier where the country is one.",
        formula: "mean over countries of the price paid over that of the baseline; it follows the spot price with a time constant of 225 days",
        page: "docs/methods/price.md",
    },
    Entry {
        word: "output_lost",
        unit: "share",
        dimensions: &[Scenario, Week, Mineral, Form, Stage],
        meaning: "Output lost over output of the baseline.",
        formula: "1 - output over output of the baseline",
        page: "docs/methods/disruption.md",
    },
    Entry {
        word: "value_added_at_risk",
        unit: "USD",
        dimensions: &[Scenario, Week, Mineral, EndUse],
        meaning: "Value added of end uses at risk in a period.",
        formula: "sum over countries and forms of value added that hangs on the form in the period times the part of need that goes without, for the price or for want of supply",
        page: "docs/methods/disruption.md",
    },
    Entry {
        word: "time_to_survive",
        unit: "d",
        dimensions: &[Scenario, Mineral, Form, Stage, Country, EndUse],
        meaning: "Days until the first shortage.",
        formula: "first day on which the shortfall is above 1 %; never if it is not within the horizon",
        page: "docs/methods/disruption.md",
    },
    Entry {
        word: "time_to_recover",
        unit: "d",
        dimensions: &[Scenario, Mineral, Form, Stage, Country, EndUse],
        meaning: "Days until the last shortage is over.",
        formula: "day after which the shortfall stays below 1 %; never if it does not within the horizon",
        page: "docs/methods/disruption.md",
    },
];

/// What that costs.
pub const LOSSES: &[Entry] = &[
    Entry {
        word: "gdp_loss",
        unit: "USD",
        dimensions: &[Scenario, Week, Country, Method],
        meaning: "Value added lost by a country, or by those who ask together.",
        formula: "sum over industries of the share of output that stops x value added",
        page: "docs/methods/coupling.md",
    },
    Entry {
        word: "gdp_loss_share",
        unit: "share",
        dimensions: &[Scenario, Week, Country, Method],
        meaning: "The same over its GDP of the same time.",
        formula: "value added lost / GDP of the same time",
        page: "docs/methods/coupling.md",
    },
    Entry {
        word: "value_added_lost",
        unit: "USD",
        dimensions: &[Scenario, Week, Country, Industry, Method],
        meaning: "Value added lost by an industry.",
        formula: "share of output that stops x value added",
        page: "docs/methods/coupling.md",
    },
    Entry {
        word: "output_lost",
        unit: "USD",
        dimensions: &[Scenario, Week, Country, Industry, Method],
        meaning: "Output lost by an industry.",
        formula: "value added lost x output / value added",
        page: "docs/methods/coupling.md",
    },
    Entry {
        word: "welfare_loss",
        unit: "USD",
        dimensions: &[Scenario, Week, Country, Method],
        meaning: "Worth that users lose, with other inputs taking over: welfare, which is not value added.",
        formula: "CES: what users would pay to have the inputs back",
        page: "docs/methods/coupling.md",
    },
    Entry {
        word: "gdp_loss_spread",
        unit: "USD",
        dimensions: &[Scenario, Week, Country, Method],
        meaning: "Value added lost with what spreads from industry to industry by a model of networks: not the loss that commands state.",
        formula: "what stops limits other industries, as inputs bind by criticality or once inventories are used up",
        page: "docs/methods/coupling.md",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_one_metric_of_its_verb_and_says_what_it_means() {
        for family in FAMILIES {
            let mut words: Vec<&str> = family.metrics.iter().map(|metric| metric.word).collect();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), family.metrics.len(), "{}", family.name);
            for metric in family.metrics {
                assert!(metric.meaning.ends_with('.') && !metric.formula.is_empty(), "{}", metric.word);
                assert!(metric.dimensions.is_sorted(), "{}", metric.word);
            }
        }
    }
}
