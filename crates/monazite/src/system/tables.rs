//! All tables of a dataset together.

use super::behaviour::Behaviour;
use super::claim::Claim;
use super::coalition::Coalition;
use super::country::{Country, Indicator};
use super::criticality::{Criticality, SupplyShare};
use super::end_use::{Demand, EndUse, Industry, IndustryLink, IndustryValueAdded};
use super::flow::{Exports, Flow, ImportShare, Imports, TradeHeld};
use super::form::Form;
use super::investment::Investment;
use super::lifetime::Lifetime;
use super::market::{DemandPath, Price, Published, Recycling, Reliance};
use super::market_draw::MarketDraw;
use super::mineral::Mineral;
use super::policy::Policy;
use super::process::{ByProduct, Process};
use super::producer::{Capacity, Production, Reserve, WorldProduction};
use super::project::Project;
use super::stock::Stock;
use crate::error::Error;
use crate::id::{CountryId, EndUseId, FormId, MineralId, ProcessId, SourceId, Table};
use std::collections::BTreeSet;

/// A published source with its terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Title as published.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Address.
    pub url: String,
    /// Licence or terms.
    pub licence: String,
    /// The attribution that the terms ask for.
    pub attribution: String,
}

/// One valid dataset in memory. `monazite-io` builds it; nothing in it refers to a thing that is not in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct System {
    /// The baseline year.
    pub year: i32,
    /// Sources by key.
    pub sources: Table<SourceId, Source>,
    /// Countries by ISO alpha-3.
    pub countries: Table<CountryId, Country>,
    /// Indicators by country and year.
    pub indicators: Vec<Indicator>,
    /// Coalitions in table order; they may overlap.
    pub coalitions: Vec<Coalition>,
    /// Minerals by key.
    pub minerals: Table<MineralId, Mineral>,
    /// Forms by key.
    pub forms: Table<FormId, Form>,
    /// Processes by key.
    pub processes: Table<ProcessId, Process>,
    /// Limits that hosts put on by-products.
    pub by_products: Vec<ByProduct>,
    /// Reported output.
    pub production: Vec<Production>,
    /// Published world totals of output.
    pub world_production: Vec<WorldProduction>,
    /// Reported capacity.
    pub capacity: Vec<Capacity>,
    /// Reported reserves.
    pub reserves: Vec<Reserve>,
    /// Reported bilateral flows.
    pub flows: Vec<Flow>,
    /// Reported or derived total imports.
    pub imports: Vec<Imports>,
    /// Reported total exports.
    pub exports: Vec<Exports>,
    /// Published shares of imports by origin.
    pub import_shares: Vec<ImportShare>,
    /// How much of the trade in a form the flows hold.
    pub trade_held: Vec<TradeHeld>,
    /// End uses by key.
    pub end_uses: Table<EndUseId, EndUse>,
    /// Demand by form, country and end use.
    pub demand: Vec<Demand>,
    /// Industries of the input-output tables.
    pub industries: Vec<Industry>,
    /// Industries behind an end use.
    pub industry_links: Vec<IndustryLink>,
    /// Value added by country and industry.
    pub industry_value_added: Vec<IndustryValueAdded>,
    /// Stocks held.
    pub stocks: Vec<Stock>,
    /// How markets and users react in the short run.
    pub behaviour: Vec<Behaviour>,
    /// What past price shocks say of the parameters of markets, together.
    pub market_draws: Vec<MarketDraw>,
    /// What building, stocks, recycling and substitution cost and how long they take.
    pub investments: Vec<Investment>,
    /// How long products stay in use.
    pub lifetimes: Vec<Lifetime>,
    /// Prices.
    pub prices: Vec<Price>,
    /// Published net import reliance.
    pub reliance: Vec<Reliance>,
    /// Recycling input rates.
    pub recycling: Vec<Recycling>,
    /// Supply shares of the EU study, global and EU sourcing.
    pub supply_shares: Vec<SupplyShare>,
    /// Published criticality results.
    pub criticality: Vec<Criticality>,
    /// Demand paths by scenario.
    pub demand_paths: Vec<DemandPath>,
    /// Projects in the pipeline.
    pub projects: Vec<Project>,
    /// Dated measures.
    pub policies: Vec<Policy>,
    /// Claims of the press.
    pub claims: Vec<Claim>,
    /// Published figures that the baseline is validated against.
    pub published: Vec<Published>,
}

impl System {
    /// The countries of a party, each once and in id order: a coalition, a country, or several keys joined by `+`.
    ///
    /// # Errors
    /// [`Error::Unknown`] if a key is neither a coalition nor a country; [`System::party`] takes names too.
    pub fn members(&self, name: &str) -> Result<Vec<CountryId>, Error> {
        let mut members = BTreeSet::new();
        for key in name.split('+') {
            if let Some(coalition) = self.coalitions.iter().find(|c| c.key == key) {
                members.extend(coalition.members.iter().copied());
            } else if let Some(country) = self.countries.id(key) {
                members.insert(country);
            } else {
                let known: Vec<&str> = self.coalitions.iter().map(|c| c.key.as_str()).collect();
                let known = known.join(", ");
                return Err(Error::Unknown {
                    kind: "country or coalition",
                    name: key.to_owned(),
                    hint: format!("use an ISO 3166-1 alpha-3 code such as CHN, or one of: {known}"),
                });
            }
        }
        Ok(members.into_iter().collect())
    }

    /// The shortest name under which [`System::members`] finds these countries; blank for none of them.
    #[must_use]
    pub fn name_of(&self, countries: &BTreeSet<CountryId>) -> String {
        let coalition = self.coalitions.iter().find(|c| c.members == *countries && countries.len() > 1);
        let keys = || countries.iter().map(|&c| self.countries.key(c)).collect::<Vec<_>>().join("+");
        coalition.map_or_else(keys, |c| c.key.clone())
    }

    /// Forms of a mineral in table order.
    pub fn forms_of(&self, mineral: MineralId) -> impl Iterator<Item = FormId> + '_ {
        self.forms.iter().filter(move |(_, f)| f.mineral == mineral).map(|(id, _)| id)
    }
}
