//! What the industries behind the end uses lose: value added of the output that contains what is short.

use super::chain::Found;
use super::pick::Pick;
use crate::balance::MineralBalance;
use crate::economy::coupling::{Link, dollars, links, regions};
use crate::economy::leontief;
use crate::economy::partial_equilibrium::{Industry, best_use, proportionate, with_suppliers};
use crate::economy::table::Mrio;
use crate::error::Error;
use crate::id::{CountryId, EndUseId, FormId, Id};
use crate::quantity::UsDollars;
use crate::system::System;
use crate::system::behaviour::Parameter;
use std::collections::{BTreeMap, BTreeSet};

/// A part of an industry of the table: an end use of it.
type Part = (usize, EndUseId);

/// The industries of those who ask.
pub(super) struct Worth<'a> {
    system: &'a System,
    table: &'a Mrio,
    who: &'a BTreeSet<CountryId>,
    /// Regions of the table that are members; the rest of the world is none.
    own: BTreeSet<usize>,
    region_of: Vec<Option<usize>>,
    links: Vec<Link>,
    /// Value added a year in dollars, by industry of the table.
    value_added: Vec<f64>,
    /// Dollars lost in all for a dollar lost in an industry, with what its suppliers among those who ask lose.
    spread: Vec<f64>,
}

/// What those who ask lose, in dollars.
#[derive(Debug, Clone)]
pub(super) struct Lost {
    /// Share of their need that they are left with.
    pub(super) left: f64,
    /// Lost by each part, all cut alike.
    parts: BTreeMap<Part, f64>,
    /// Lost with the mineral where it makes most.
    pub(super) best: f64,
    /// Lost, all cut alike, with suppliers.
    pub(super) spread: f64,
    /// Lost by industry of the table, all cut alike.
    pub(super) by_industry: Vec<f64>,
    /// Lost if only a form were short.
    pub(super) by_form: BTreeMap<FormId, UsDollars>,
}

impl Lost {
    /// All cut alike.
    pub(super) fn dollars(&self) -> f64 {
        self.parts.values().sum()
    }

    /// The same by end use.
    pub(super) fn by_end_use(&self, system: &System) -> BTreeMap<String, UsDollars> {
        let mut sums = BTreeMap::new();
        for ((_, end_use), lost) in &self.parts {
            let key = system.end_uses.key(*end_use).to_owned();
            *sums.entry(key).or_insert(UsDollars::ZERO) += UsDollars::new(*lost);
        }
        sums
    }
}

impl<'a> Worth<'a> {
    /// Prepares the industries of those who ask.
    ///
    /// # Errors
    /// A region has no GDP; the table is singular.
    pub(super) fn new(
        system: &'a System,
        table: &'a Mrio,
        who: &'a BTreeSet<CountryId>,
    ) -> Result<Self, Error> {
        let region_of = regions(system, table);
        let usd = dollars(system, table, &region_of).map_err(|region| {
            Error::economy(format!("region {region}"), "no GDP", "add a row of the indicator `gdp`")
        })?;
        let names = table.regions();
        let own: BTreeSet<usize> =
            who.iter().filter_map(|c| names.iter().position(|r| r == system.countries.key(*c))).collect();
        let links = links(system, table);
        let x = leontief::x(table.z(), table.y());
        let value_added: Vec<f64> = table
            .industries()
            .iter()
            .zip(leontief::value_added(table.z(), &x))
            .map(|(i, v)| v.max(0.0) * usd[i.region])
            .collect();
        let is_own = |k: usize| own.contains(&table.industries()[k].region);
        let linked = |k: usize| links.iter().any(|l| l.sector == table.industries()[k].sector);
        let hit: Vec<usize> = (0..table.len()).filter(|&k| is_own(k) && linked(k)).collect();
        let weight: Vec<f64> = (0..table.len())
            .map(|k| if is_own(k) { usd[table.industries()[k].region] } else { 0.0 })
            .collect();
        let mut spread = with_suppliers(table, &weight, &hit)?;
        // Of a dollar lost, not of a unit of the table's money.
        for (k, spread) in spread.iter_mut().enumerate() {
            *spread /= usd[table.industries()[k].region];
        }
        Ok(Self { system, table, who, own, region_of, links, value_added, spread })
    }

    /// Losses after a stop; `None` where those who ask use nothing of the mineral.
    ///
    /// Goods that need several forms are the same goods: a part loses what its shortest form costs it.
    pub(super) fn lost(
        &self,
        network: &MineralBalance,
        markets: &BTreeMap<FormId, Found>,
        pick: Pick,
    ) -> Result<Option<Lost>, Error> {
        let (mut need, mut got) = (0.0, 0.0);
        let mut parts: BTreeMap<Part, f64> = BTreeMap::new();
        let mut best: BTreeMap<Part, f64> = BTreeMap::new();
        let mut by_form = BTreeMap::new();
        for (form, uses) in self.uses(network) {
            let Some(found) = markets.get(&form) else { continue };
            let (mut places, mut industries) = (Vec::new(), Vec::new());
            for (&(end_use, region), &mass) in &uses {
                let left = found.end_uses.get(&end_use).copied().unwrap_or(1.0);
                need += mass;
                got += mass * left;
                let behind = self.behind(form, end_use, region, pick)?;
                let worth: f64 = behind.iter().map(|(_, v)| v).sum();
                for (k, value_added) in behind.into_iter().filter(|(_, v)| *v > 0.0) {
                    places.push((k, end_use));
                    industries.push(Industry { value_added, mineral: mass * value_added / worth, left });
                }
            }
            let alike = proportionate(&industries);
            by_form.insert(form, UsDollars::new(alike.iter().sum()));
            for ((&part, alike), least) in places.iter().zip(alike).zip(best_use(&industries)) {
                let lost = parts.entry(part).or_insert(0.0);
                *lost = lost.max(alike);
                let lost = best.entry(part).or_insert(0.0);
                *lost = lost.max(least);
            }
        }
        if need <= 0.0 {
            return Ok(None);
        }
        let mut by_industry = vec![0.0; self.table.len()];
        for (&(k, _), lost) in &parts {
            by_industry[k] += lost;
        }
        let spread = by_industry.iter().zip(&self.spread).map(|(lost, spread)| lost * spread).sum();
        Ok(Some(Lost { left: got / need, parts, best: best.values().sum(), spread, by_industry, by_form }))
    }

    /// What those who ask use of each form, by end use and region.
    fn uses(&self, network: &MineralBalance) -> BTreeMap<FormId, BTreeMap<(EndUseId, usize), f64>> {
        let mut uses: BTreeMap<FormId, BTreeMap<(EndUseId, usize), f64>> = BTreeMap::new();
        for used in network.uses.iter().filter(|u| self.who.contains(&u.country)) {
            if let Some(region) = self.region_of[used.country.index()].filter(|r| self.own.contains(r)) {
                let of_form = uses.entry(used.form).or_default();
                *of_form.entry((used.end_use, region)).or_default() += used.mass.get();
            }
        }
        uses
    }

    /// Value added of the output that contains a form for an end use in a region, by industry of the table, dollars.
    fn behind(
        &self,
        form: FormId,
        end_use: EndUseId,
        region: usize,
        pick: Pick,
    ) -> Result<Vec<(usize, f64)>, Error> {
        let mut place = self.system.scope_of(form).for_end_use(end_use);
        if let Some(country) = self.system.countries.id(&self.table.regions()[region]) {
            place = place.in_country(country);
        }
        let exposed = pick.stated(self.system, Parameter::ExposedShare, &place)?;
        let links = self.links.iter().filter(|l| l.end_use == end_use.index());
        let of_link = |link: &Link| {
            let share = pick.of(&[1, link.end_use as u64, link.sector as u64], link.share);
            let industries = self.table.industries().iter().enumerate();
            industries
                .filter(|(_, i)| i.region == region && i.sector == link.sector)
                .map(|(k, _)| (k, share * exposed * self.value_added[k]))
                .collect::<Vec<_>>()
        };
        Ok(links.flat_map(of_link).collect())
    }
}
