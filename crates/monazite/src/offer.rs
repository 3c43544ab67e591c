//! A counter-offer: what can be given to a partner for joining so that no member loses.
//!
//! What computes it is the crate `monazite-plan`, so that whoever reads or shows it needs no solver.
//! Money is discounted to the first year of the programme, USD.

use crate::estimate::Estimate;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// What a partner asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Lever {
    /// Members buy so much a year, at no less than a price.
    Offtake,
    /// Members take a part of the value off their tariffs on what the partner sells them.
    TariffRelief,
    /// A part of what members hold in stock is the partner's to draw.
    StockShare,
}

impl Lever {
    /// The word used in results.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// Something that is asked, in full.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ask {
    /// What.
    pub lever: Lever,
    /// What it costs the members together, and is worth to the partner.
    pub cost: Estimate,
}

/// What is given.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// Part of each ask, in the order of [`CounterOffer::asks`].
    pub parts: Vec<f64>,
    /// What it costs the members together.
    pub cost: Estimate,
    /// What each member still gains by the partner's joining.
    pub members: Vec<Estimate>,
    /// What the partner gains over staying outside.
    pub partner: Estimate,
    /// Part of the draws in which no member loses.
    pub holds: f64,
    /// Whether nothing more can be given of any ask.
    pub most: bool,
}

/// The answer to a partner.
#[derive(Debug, Clone, PartialEq)]
pub struct CounterOffer {
    /// The partner.
    pub partner: String,
    /// The members.
    pub members: Vec<String>,
    /// What each member gains by the partner's joining, before anything is given.
    pub gains: Vec<Estimate>,
    /// What the partner gains by joining, before anything is given.
    pub partner_gain: Estimate,
    /// What is asked.
    pub asks: Vec<Ask>,
    /// What can be given, what is worth most to the partner first.
    pub packages: Vec<Package>,
}
