//! Looking things up in the tables of a dataset: which row speaks about a place.

use super::behaviour::{Behaviour, Parameter, Scope};
use super::investment::{self, Investment};
use super::lifetime::Lifetime;
use super::market::Price;
use super::tables::System;
use crate::datum::Datum;
use crate::estimate::Estimate;
use crate::id::{CountryId, EndUseId, FormId, MineralId, ProcessId};
use crate::quantity::Index;
use std::collections::BTreeSet;

/// The market whose price stands for all.
const WORLD: &str = "world";
/// The demand path of the observed year.
const OBSERVED: &str = "base";

impl System {
    /// The price of a form, per contained tonne: on the world market where it is known there, else on any market; of the
    /// years the one nearest to the baseline's, the earlier of two as near.
    #[must_use]
    pub fn price(&self, form: FormId) -> Option<&Price> {
        let of_form = self.prices.iter().filter(|price| price.form == form);
        of_form.min_by_key(|price| (price.market != WORLD, self.away(&price.datum), &price.market))
    }

    /// The value of an indicator of a country, of the year nearest to the baseline's, the earlier of two as near.
    #[must_use]
    pub fn indicator(&self, country: CountryId, name: &str) -> Option<&Datum<Index>> {
        let rows = self.indicators.iter().filter(|row| row.country == country && row.indicator == name);
        rows.map(|row| &row.datum).min_by_key(|datum| self.away(datum))
    }

    /// The gross domestic product of a country in a year, USD: the indicator `gdp`.
    #[must_use]
    pub fn gdp(&self, country: CountryId) -> Option<&Datum<Index>> {
        self.indicator(country, "gdp")
    }

    /// Value added behind an end use in a country in a year, USD: of each industry behind it the part that the end use is,
    /// with the range of these parts.
    #[must_use]
    pub fn value_added(&self, country: CountryId, end_use: EndUseId) -> Estimate {
        let mut sum = Estimate::default();
        for link in self.industry_links.iter().filter(|link| link.end_use == end_use) {
            let rows = self.industry_value_added.iter();
            for row in rows.filter(|row| row.country == country && row.industry == link.industry) {
                sum = sum + Estimate::of(&link.share) * row.datum.value.get();
            }
        }
        sum
    }

    /// How far the year of a datum is from that of the baseline, and whether it is after it.
    fn away<Q>(&self, datum: &Datum<Q>) -> (u32, bool) {
        let year = datum.provenance.year;
        (year.abs_diff(self.year), year > self.year)
    }

    /// The demand paths of the dataset by name, the observed year apart.
    #[must_use]
    pub fn demand_scenarios(&self) -> BTreeSet<&str> {
        self.demand_paths.iter().map(|row| row.scenario.as_str()).filter(|name| *name != OBSERVED).collect()
    }

    /// The scope of a form with its mineral and stage.
    #[must_use]
    pub fn scope_of(&self, form: FormId) -> Scope {
        let Some(item) = self.forms.iter().find(|(id, _)| *id == form).map(|(_, f)| f) else {
            return Scope::default();
        };
        Scope { form: Some(form), mineral: Some(item.mineral), stage: Some(item.stage), ..Scope::default() }
    }

    /// The most specific row of a parameter that covers a place; of two alike the first in the table.
    #[must_use]
    pub fn behaviour(&self, parameter: Parameter, place: &Scope) -> Option<&Behaviour> {
        self.behaviour
            .iter()
            .filter(|row| row.parameter == parameter && row.scope.covers(place))
            .rev()
            .max_by_key(|row| row.scope.rank())
    }

    /// The most specific row of a parameter that covers a place; of two alike the first in the table.
    /// A process beats whatever the scope names.
    #[must_use]
    pub fn investment(
        &self,
        parameter: investment::Parameter,
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
        parameter: investment::Parameter,
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

    /// The lifetime of a mineral in an end use: the end use beats the mineral, a row for both beats either.
    #[must_use]
    pub fn lifetime(&self, mineral: MineralId, end_use: EndUseId) -> Option<&Lifetime> {
        self.lifetimes
            .iter()
            .filter(|l| l.mineral.is_none_or(|m| m == mineral) && l.end_use.is_none_or(|u| u == end_use))
            .rev()
            .max_by_key(|l| (l.end_use.is_some(), l.mineral.is_some()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datum::{Provenance, Quality, RowRef};
    use crate::id::{Id, SourceId};
    use crate::quantity::{Share, UsDollars, UsDollarsPerTonne};
    use crate::system::country::Indicator;
    use crate::system::end_use::{IndustryLink, IndustryValueAdded};
    use crate::system::form::Stage;
    use crate::system::process::Process;

    fn datum<Q: Copy>(table: &'static str, year: i32, value: Q) -> Datum<Q> {
        let provenance = Provenance {
            year,
            quality: Quality::Assumed,
            source: SourceId::from_index(0),
            row: RowRef { table, line: 2 },
            note: String::new(),
        };
        Datum { value, low: value, high: value, provenance }
    }

    fn row(scope: Scope, value: f64) -> Behaviour {
        Behaviour {
            parameter: Parameter::TargetCover,
            scope,
            datum: datum("behaviour.csv", 2024, Index::new(value)),
        }
    }

    fn cost(process: Option<ProcessId>, scope: Scope, value: f64) -> Investment {
        let parameter = investment::Parameter::LeadTime;
        Investment { parameter, process, scope, datum: datum("investment.csv", 2024, Index::new(value)) }
    }

    #[test]
    fn the_nearest_year_counts_and_of_two_the_one_before() {
        let (here, there) = (CountryId::from_index(0), CountryId::from_index(1));
        let row = |country, year, value| Indicator {
            country,
            indicator: "gdp".to_owned(),
            datum: datum("indicators.csv", year, Index::new(value)),
        };
        let mut indicators = vec![row(here, 2026, 6.0), row(here, 2022, 2.0), row(there, 2024, 9.0)];
        for _ in 0..2 {
            let system = System { year: 2024, indicators: indicators.clone(), ..System::default() };
            assert_eq!(system.gdp(here).unwrap().value.get(), 2.0);
            indicators.reverse();
        }
        let system = System { year: 2025, indicators, ..System::default() };
        assert_eq!(system.gdp(here).unwrap().value.get(), 6.0);
        assert!(system.gdp(CountryId::from_index(2)).is_none());
    }

    #[test]
    fn a_price_is_that_of_the_world_market_and_of_the_nearest_year() {
        let (form, other) = (FormId::from_index(0), FormId::from_index(1));
        let row = |form, market: &str, year, value| Price {
            form,
            market: market.to_owned(),
            datum: datum("prices.csv", year, UsDollarsPerTonne::new(value)),
        };
        let mut prices = vec![
            row(form, "europe", 2024, 7.0),
            row(form, "world", 2022, 2.0),
            row(form, "world", 2025, 5.0),
            row(other, "europe", 2030, 3.0),
            row(other, "china", 2030, 4.0),
        ];
        for _ in 0..2 {
            let system = System { year: 2024, prices: prices.clone(), ..System::default() };
            assert_eq!(system.price(form).unwrap().datum.value.get(), 5.0);
            assert_eq!(system.price(other).unwrap().datum.value.get(), 4.0, "the first market by name");
            prices.reverse();
        }
    }

    #[test]
    fn value_added_behind_an_end_use_is_the_part_that_it_is_of_its_industries() {
        let (country, end_use) = (CountryId::from_index(0), EndUseId::from_index(0));
        let share = |value: f64, low: f64, high: f64| Datum {
            low: Share::new(low),
            high: Share::new(high),
            ..datum("industry_links.csv", 2024, Share::new(value))
        };
        let link = |industry: &str, share| IndustryLink {
            end_use,
            industry: industry.to_owned(),
            nace: String::new(),
            share,
        };
        let worth = |industry: &str, value| IndustryValueAdded {
            country,
            industry: industry.to_owned(),
            datum: datum("industry_value_added.csv", 2024, UsDollars::new(value)),
        };
        let system = System {
            industry_links: vec![link("cars", share(0.1, 0.05, 0.2)), link("chips", share(0.5, 0.5, 0.5))],
            industry_value_added: vec![worth("cars", 100.0), worth("chips", 10.0), worth("ships", 1.0)],
            ..System::default()
        };
        assert_eq!(system.value_added(country, end_use), Estimate { low: 10.0, value: 15.0, high: 25.0 });
        assert_eq!(system.value_added(CountryId::from_index(1), end_use), Estimate::default());
    }

    #[test]
    fn the_most_specific_row_wins_and_a_blank_is_any() {
        let (form, other) = (FormId::from_index(1), FormId::from_index(2));
        let country = CountryId::from_index(3);
        let any = Scope::default();
        let system = System {
            behaviour: vec![
                row(any, 30.0),
                row(Scope { form: Some(form), ..any }, 60.0),
                row(Scope { country: Some(country), ..any }, 90.0),
                row(any, 31.0),
            ],
            ..System::default()
        };
        let days = |place: Scope| {
            system.behaviour(Parameter::TargetCover, &place).map(|b| b.datum.value.get()).unwrap_or(f64::NAN)
        };
        assert_eq!(days(Scope { form: Some(other), ..any }), 30.0, "the first of two alike");
        assert_eq!(
            days(Scope { form: Some(form), country: Some(country), ..any }),
            60.0,
            "form before country"
        );
        assert_eq!(days(Scope { form: Some(other), country: Some(country), ..any }), 90.0);
        assert!(system.behaviour(Parameter::Surge, &any).is_none());
    }

    #[test]
    fn a_process_beats_its_stage_and_a_country_beats_both_within_the_process() {
        let (any, here) = (Scope::default(), CountryId::from_index(1));
        let mut system = System::default();
        let process = |name: &str| Process {
            name: name.to_owned(),
            mineral: MineralId::from_index(0),
            stage: Stage::Processing,
            recipe: Vec::new(),
        };
        let smelt = system.processes.insert("smelt", process("smelting")).unwrap();
        let refine = system.processes.insert("refine", process("refining")).unwrap();
        let in_country = Scope { country: Some(here), ..any };
        system.investments = vec![
            cost(None, Scope { stage: Some(Stage::Processing), ..any }, 4.0),
            cost(Some(smelt), any, 2.7),
            cost(Some(smelt), in_country, 2.0),
            cost(None, in_country, 9.0),
        ];
        let years =
            |p, c| system.investment_in(investment::Parameter::LeadTime, p, c).unwrap().datum.value.get();
        assert_eq!(years(smelt, here), 2.0);
        assert_eq!(years(smelt, CountryId::from_index(2)), 2.7);
        assert_eq!(years(refine, here), 9.0, "a country beats a stage, as in behaviour.csv");
        assert_eq!(years(refine, CountryId::from_index(2)), 4.0);
        assert!(system.investment_in(investment::Parameter::Ramp, smelt, here).is_none());
    }
}
