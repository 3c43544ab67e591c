//! The tables of a dataset: one file a table, with its columns and the conversion of a row.
//!
//! The order of [`TABLES`] is the order of reading: a table comes after those it refers to.

mod behaviour;
mod by_products;
mod capacity;
mod claims;
mod coalitions;
mod countries;
mod criticality;
mod demand;
mod demand_paths;
mod end_uses;
mod exports;
mod forms;
mod import_shares;
mod imports;
mod indicators;
mod industries;
mod industry_links;
mod industry_sectors;
mod industry_value_added;
mod investment;
mod lifetimes;
mod market_draws;
mod minerals;
mod policies;
mod prices;
mod processes;
mod production;
mod projects;
mod published;
mod recipes;
mod recycling;
mod reliance;
mod reserves;
mod scoped;
mod sources;
mod stocks;
mod supply_shares;
mod trade;
mod trade_held;
mod world_production;

use crate::row::Row;
use crate::spec::Spec;
use monazite::system::System;

/// A table: what it looks like, and how a row enters the system.
pub(crate) struct Definition {
    /// What it looks like.
    pub(crate) spec: &'static Spec,
    /// Adds a row to the system; `None` if the row was rejected.
    pub(crate) read: fn(&mut Row<'_>, &mut System) -> Option<()>,
}

macro_rules! definition {
    ($table:ident) => {
        Definition { spec: &$table::SPEC, read: $table::read }
    };
}

/// Every table of the schema, in the order of reading.
pub(crate) static TABLES: &[Definition] = &[
    definition!(sources),
    definition!(countries),
    definition!(indicators),
    definition!(coalitions),
    definition!(minerals),
    definition!(forms),
    definition!(end_uses),
    definition!(processes),
    definition!(recipes),
    definition!(by_products),
    definition!(production),
    definition!(world_production),
    definition!(capacity),
    definition!(reserves),
    definition!(trade),
    definition!(imports),
    definition!(exports),
    definition!(import_shares),
    definition!(trade_held),
    definition!(demand),
    definition!(industries),
    definition!(industry_sectors),
    definition!(industry_links),
    definition!(industry_value_added),
    definition!(stocks),
    definition!(behaviour),
    definition!(market_draws),
    definition!(investment),
    definition!(lifetimes),
    definition!(prices),
    definition!(reliance),
    definition!(recycling),
    definition!(supply_shares),
    definition!(criticality),
    definition!(demand_paths),
    definition!(projects),
    definition!(policies),
    definition!(claims),
    definition!(published),
];
