//! A builder of small systems for tests and benchmarks. Not part of the public interface.
//!
//! Countries, end uses and sources appear when first named; minerals, forms and processes are declared.
//! The value of every datum carries its standard error, given last.

use super::country::Country;
use super::end_use::{Demand, EndUse};
use super::flow::{Flow, Held, ImportShare, Imports, TradeHeld};
use super::form::{Form, Stage};
use super::market::{Price, Recycling};
use super::mineral::{Depth, Mineral};
use super::process::{Process, Role, Term};
use super::producer::{Capacity, Production};
use super::stock::{Stock, StockKind};
use super::tables::{Source, System};
use crate::datum::{Datum, Provenance, Quality, RowRef};
use crate::id::{CountryId, EndUseId, FormId, Id, MineralId, ProcessId, SourceId, Table};
use crate::quantity::{Index, Share, Tonnes, TonnesPerYear, UsDollarsPerTonne};
use crate::system::behaviour::{Behaviour, Parameter, Scope};

/// Builds a [`System`] line by line.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    system: System,
    lines: u32,
}

impl Builder {
    /// An empty system of 2024.
    #[must_use]
    pub fn new() -> Self {
        Self { system: System { year: 2024, ..System::default() }, lines: 1 }
    }

    /// The system built so far.
    #[must_use]
    pub fn build(self) -> System {
        self.system
    }

    /// Declares a deep mineral.
    #[must_use]
    pub fn mineral(mut self, key: &str) -> Self {
        let mineral =
            Mineral { name: key.to_owned(), reference_substance: key.to_owned(), depth: Depth::Deep };
        self.system.minerals.insert(key, mineral);
        self
    }

    /// Declares a form that is made at a stage.
    #[must_use]
    pub fn form(mut self, key: &str, mineral: &str, stage: Stage) -> Self {
        let contained_share = self.datum("forms.csv", Share::new(1.0));
        let form = Form {
            mineral: known(&self.system.minerals, mineral),
            name: key.to_owned(),
            stage,
            contained_share,
            hs6: Vec::new(),
        };
        self.system.forms.insert(key, form);
        self
    }

    /// Declares a process with its inputs and outputs in tonnes per unit of activity.
    #[must_use]
    pub fn process(
        mut self,
        key: &str,
        stage: Stage,
        inputs: &[(&str, f64)],
        outputs: &[(&str, f64)],
    ) -> Self {
        let lines = inputs.iter().map(|t| (Role::Input, t)).chain(outputs.iter().map(|t| (Role::Output, t)));
        let mut recipe = Vec::new();
        for (role, &(form, coefficient)) in lines {
            let form: FormId = known(&self.system.forms, form);
            let coefficient = self.datum("recipes.csv", Share::new(coefficient));
            recipe.push(Term { form, role, coefficient });
        }
        let mineral = recipe.first().map_or(MineralId::from_index(0), |t| self.system.forms[t.form].mineral);
        self.system.processes.insert(key, Process { name: key.to_owned(), mineral, stage, recipe });
        self
    }

    /// Reported output of forms (`a|b`: their sum), by a process or by any (blank).
    #[must_use]
    pub fn production(mut self, forms: &str, process: &str, country: &str, value: f64, sigma: f64) -> Self {
        let datum = self.mass("production.csv", value, sigma);
        let production = Production {
            forms: self.forms(forms),
            process: (!process.is_empty())
                .then(|| known::<ProcessId, Process>(&self.system.processes, process)),
            country: self.country_id(country),
            datum,
        };
        self.system.production.push(production);
        self
    }

    /// Capacity.
    #[must_use]
    pub fn capacity(mut self, form: &str, country: &str, value: f64, sigma: f64) -> Self {
        let datum = self.mass("capacity.csv", value, sigma);
        let (form, country) = (known(&self.system.forms, form), self.country_id(country));
        self.system.capacity.push(Capacity { form, country, datum });
        self
    }

    /// A reported flow under a code; flows with a blank code share no error.
    #[must_use]
    pub fn flow(mut self, form: &str, arc: (&str, &str), code: &str, value: f64, sigma: f64) -> Self {
        let datum = self.mass("trade.csv", value, sigma);
        let flow = Flow {
            form: known(&self.system.forms, form),
            exporter: self.country_id(arc.0),
            importer: self.country_id(arc.1),
            code: code.to_owned(),
            datum,
        };
        self.system.flows.push(flow);
        self
    }

    /// The codes that carry a form.
    #[must_use]
    pub fn codes(mut self, form: &str, codes: &[&str]) -> Self {
        let form: FormId = known(&self.system.forms, form);
        self.system.forms[form].hs6 = codes.iter().map(|c| (*c).to_owned()).collect();
        self
    }

    /// How much of the trade in a form is held.
    #[must_use]
    pub fn held(mut self, form: &str, held: Held) -> Self {
        let form = known(&self.system.forms, form);
        self.system.trade_held.push(TradeHeld { form, importer: None, held });
        self
    }

    /// Total imports.
    #[must_use]
    pub fn imports(mut self, form: &str, importer: &str, code: &str, value: f64, sigma: f64) -> Self {
        let datum = self.mass("imports.csv", value, sigma);
        let (form, importer) = (known(&self.system.forms, form), self.country_id(importer));
        self.system.imports.push(Imports { form, importer, code: code.to_owned(), datum });
        self
    }

    /// Share of the imports of forms (`a|b`: their sum) that comes from an exporter.
    #[must_use]
    pub fn import_share(mut self, forms: &str, arc: (&str, &str), value: f64, sigma: f64) -> Self {
        let datum = self.share("import_shares.csv", value, sigma);
        let share = ImportShare {
            forms: self.forms(forms),
            importer: self.country_id(arc.1),
            exporter: self.country_id(arc.0),
            datum,
        };
        self.system.import_shares.push(share);
        self
    }

    /// Demand of an end use.
    #[must_use]
    pub fn demand(mut self, form: &str, country: &str, end_use: &str, value: f64, sigma: f64) -> Self {
        let datum = self.mass("demand.csv", value, sigma);
        let demand = Demand {
            form: known(&self.system.forms, form),
            country: self.country_id(country),
            end_use: self.end_use_id(end_use),
            datum,
        };
        self.system.demand.push(demand);
        self
    }

    /// World price of a form, USD/t.
    #[must_use]
    pub fn price(mut self, form: &str, value: f64) -> Self {
        let datum = self.datum("prices.csv", UsDollarsPerTonne::new(value));
        let form = known(&self.system.forms, form);
        self.system.prices.push(Price { form, market: "world".to_owned(), datum });
        self
    }

    /// Recycling input rate in an area (country, coalition or `world`).
    #[must_use]
    pub fn recycling(mut self, mineral: &str, area: &str, value: f64, sigma: f64) -> Self {
        let datum = self.share("recycling.csv", value, sigma);
        let mineral = known(&self.system.minerals, mineral);
        self.system.recycling.push(Recycling { mineral, area: area.to_owned(), datum });
        self
    }

    /// How markets react: a parameter for a form, or for every form (blank).
    #[must_use]
    pub fn behaviour(mut self, parameter: Parameter, form: &str, value: f64) -> Self {
        let form = (!form.is_empty()).then(|| known(&self.system.forms, form));
        let datum = self.datum("behaviour.csv", Index::new(value));
        let scope = Scope { form, ..Scope::default() };
        self.system.behaviour.push(Behaviour { parameter, scope, datum });
        self
    }

    /// A row for every parameter, in which nobody reacts: no stocks, no spare capacity, no yielding to price, no new
    /// suppliers, a week under way. Rows for one form go before or after.
    #[must_use]
    pub fn inert(self) -> Self {
        Parameter::ALL.into_iter().fold(self, |builder, parameter| {
            let value = match parameter {
                Parameter::ElasticityScale
                | Parameter::InputCriticality
                | Parameter::ExposedShare
                | Parameter::AccessibleShare => 1.0,
                Parameter::ChokePriceRatio => 10.0,
                Parameter::ContractShare
                | Parameter::MarketDepth
                | Parameter::StorageSlope
                | Parameter::ValueExponent => 1.0,
                Parameter::OrderTime | Parameter::TransitTime => 7.0,
                _ => 0.0,
            };
            builder.behaviour(parameter, "", value)
        })
    }

    /// A strategic stock.
    #[must_use]
    pub fn strategic(mut self, form: &str, country: &str, mass: f64) -> Self {
        let datum = self.datum("stocks.csv", Tonnes::new(mass));
        let (form, country) = (known(&self.system.forms, form), self.country_id(country));
        self.system.stocks.push(Stock { form, country, kind: StockKind::Strategic, datum });
        self
    }

    /// Makes a country known before any row names it.
    #[must_use]
    pub fn country(mut self, key: &str) -> Self {
        self.country_id(key);
        self
    }

    fn forms(&self, list: &str) -> Vec<FormId> {
        list.split('|').map(|key| known(&self.system.forms, key)).collect()
    }

    fn country_id(&mut self, key: &str) -> CountryId {
        if let Some(id) = self.system.countries.id(key) {
            return id;
        }
        let country = Country { name: key.to_owned(), iso2: key.to_owned() };
        self.system.countries.insert(key, country).unwrap_or(CountryId::from_index(0))
    }

    fn end_use_id(&mut self, key: &str) -> EndUseId {
        if let Some(id) = self.system.end_uses.id(key) {
            return id;
        }
        self.system.end_uses.insert(key, EndUse { name: key.to_owned() }).unwrap_or(EndUseId::from_index(0))
    }

    fn mass(&mut self, table: &'static str, value: f64, sigma: f64) -> Datum<TonnesPerYear> {
        let mut datum = self.datum(table, TonnesPerYear::new(value));
        datum.low = TonnesPerYear::new(value - sigma);
        datum.high = TonnesPerYear::new(value + sigma);
        datum
    }

    fn share(&mut self, table: &'static str, value: f64, sigma: f64) -> Datum<Share> {
        let mut datum = self.datum(table, Share::new(value));
        datum.low = Share::new(value - sigma);
        datum.high = Share::new(value + sigma);
        datum
    }

    fn datum<Q: Copy>(&mut self, table: &'static str, value: Q) -> Datum<Q> {
        self.lines += 1;
        let source = self.system.sources.id("test").or_else(|| {
            self.system.sources.insert(
                "test",
                Source {
                    title: "Test".to_owned(),
                    publisher: String::new(),
                    url: String::new(),
                    licence: String::new(),
                    attribution: String::new(),
                },
            )
        });
        let provenance = Provenance {
            year: 2024,
            quality: Quality::Observed,
            source: source.unwrap_or(SourceId::from_index(0)),
            row: RowRef { table, line: self.lines },
            note: String::new(),
        };
        Datum { value, low: value, high: value, provenance }
    }
}

/// The id of a key that must have been declared.
fn known<I: Id, T>(table: &Table<I, T>, key: &str) -> I {
    let Some(id) = table.id(key) else { panic!("declare the {} `{key}` first", I::KIND) };
    id
}
