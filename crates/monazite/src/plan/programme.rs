//! A programme: the question that a coalition puts to the plan.

use super::threat::Threat;
use crate::id::{CountryId, FormId, MineralId};
use crate::quantity::{Share, UsDollars, UsDollarsPerTonne};
use crate::system::System;
use std::collections::BTreeSet;

/// Who wants to end which dependence, by when, against what, with which money.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// Key: `g7-plus`.
    pub key: String,
    /// Name as shown.
    pub name: String,
    /// Members, each once; together the coalition.
    pub members: Vec<Member>,
    /// The supplier as named in the question.
    pub supplier: String,
    /// Countries of the supplier.
    pub suppliers: BTreeSet<CountryId>,
    /// Countries outside the coalition in which members may invest.
    pub hosts: BTreeSet<CountryId>,
    /// Minerals of the programme.
    pub minerals: BTreeSet<MineralId>,
    /// First year in which something can be decided.
    pub start: i32,
    /// Number of years that are planned.
    pub years: u32,
    /// Demand path: `STEPS`, `APS` or `NZE`.
    pub demand: String,
    /// Real yearly rate with which later costs count less.
    pub discount_rate: Share,
    /// What must be reached.
    pub targets: Targets,
    /// What must be survived.
    pub threats: Vec<Threat>,
    /// How losses under threats count.
    pub attitude: Attitude,
    /// Most that may be spent over all years, discounted.
    pub budget: Option<UsDollars>,
    /// Prices promised to new capacity.
    pub price_floors: Vec<PriceFloor>,
    /// Whether capacity comes in whole works instead of any size.
    pub lumpy: bool,
}

/// A country or group of countries that decides and pays as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Country code or coalition key.
    pub key: String,
    /// Its countries.
    pub countries: BTreeSet<CountryId>,
}

/// A share that must be reached by a year and held from then on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// The share.
    pub share: Share,
    /// First year in which it holds.
    pub year: i32,
}

/// What must be reached; `None` where nothing is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Targets {
    /// Largest share of the supplier in what the coalition has of a mineral at a stage.
    pub single_supplier: Option<Target>,
    /// Own extraction over need.
    pub extraction: Option<Target>,
    /// Own processing over need.
    pub processing: Option<Target>,
    /// Own recycling over need.
    pub recycling: Option<Target>,
    /// Survival of every threat.
    pub survive: Option<Survive>,
}

/// Largest share of need that may stay unmet under a threat, by class of end use.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Survive {
    /// Defence.
    pub defence: Share,
    /// All other end uses.
    pub elsewhere: Share,
    /// First year in which it holds.
    pub year: i32,
}

/// How losses under threats count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Attitude {
    /// By their probability.
    Expected,
    /// As the mean of the worst part `1 - alpha` of outcomes (conditional value at risk).
    Cvar {
        /// Confidence level.
        alpha: Share,
    },
}

/// A price promised to new capacity by a contract for difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PriceFloor {
    /// The form.
    pub form: FormId,
    /// Lowest price that its makers get.
    pub floor: UsDollarsPerTonne,
    /// Part of what the market pays above the floor that goes back to the payer.
    pub upside: Share,
}

impl Programme {
    /// All countries of the coalition.
    #[must_use]
    pub fn countries(&self) -> BTreeSet<CountryId> {
        self.members.iter().flat_map(|m| m.countries.iter().copied()).collect()
    }

    /// The same with some countries as members of their own, apart from the member that they belong to: what is left of
    /// that member keeps its key with `-rest`.
    #[must_use]
    pub fn apart(mut self, system: &System, countries: &[CountryId]) -> Self {
        for member in std::mem::take(&mut self.members) {
            let (own, rest): (BTreeSet<CountryId>, BTreeSet<CountryId>) =
                member.countries.iter().copied().partition(|c| countries.contains(c));
            if own.is_empty() || member.countries.len() == 1 {
                self.members.push(member);
                continue;
            }
            // In the order asked for.
            for &country in countries.iter().filter(|c| own.contains(c)) {
                self.members.push(Member {
                    key: system.countries.key(country).to_owned(),
                    countries: [country].into(),
                });
            }
            if !rest.is_empty() {
                self.members.push(Member { key: format!("{}-rest", member.key), countries: rest });
            }
        }
        self
    }

    /// The last year.
    #[must_use]
    pub fn end(&self) -> i32 {
        self.start + i32::try_from(self.years).unwrap_or(i32::MAX) - 1
    }
}
