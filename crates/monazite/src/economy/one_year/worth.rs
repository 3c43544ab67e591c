//! What the industries behind the end uses lose: value added of the output that contains what is short.

use super::chain::Found;
use super::pick::Pick;
use crate::balance::MineralBalance;
use crate::economy::coupling::{Link, dollars, links, regions};
use crate::economy::leontief;
use crate::economy::loss::{Stakes, stopped};
use crate::economy::partial_equilibrium::{Industry, best_use, proportionate, with_suppliers};
use crate::economy::table::Mrio;
use crate::error::Error;
use crate::id::{CountryId, EndUseId, FormId, Id};
use crate::quantity::UsDollars;
use crate::system::System;
use crate::system::behaviour::Parameter;
use std::collections::{BTreeMap, BTreeSet};

/// An end use in a region of the table.
type Cell = (EndUseId, usize);

/// The industries of those who ask.
pub(super) struct Worth<'a> {
    system: &'a System,
    table: &'a Mrio,
    who: &'a BTreeSet<CountryId>,
    stakes: Stakes<'a>,
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
    /// All cut alike: the loss.
    pub(super) value: f64,
    /// The same by end use.
    pub(super) by_end_use: BTreeMap<String, UsDollars>,
    /// The same by industry of the table.
    pub(super) by_industry: Vec<f64>,
    /// Lost if only a form were short.
    pub(super) by_form: BTreeMap<FormId, UsDollars>,
    /// Lost with the mineral where it makes most.
    pub(super) best: f64,
    /// Lost, all cut alike, with suppliers.
    pub(super) spread: f64,
}

/// What a user lacks, and what hangs on it.
struct Short {
    form: FormId,
    cell: Cell,
    mass: f64,
    left: f64,
    /// Share of the output of the cell that is lost without any of the form.
    hangs: f64,
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
        let stakes = Stakes::of(system);
        Ok(Self { system, table, who, stakes, own, region_of, links, value_added, spread })
    }

    /// Losses after a stop; `None` where those who ask use nothing of the mineral.
    pub(super) fn lost(
        &self,
        network: &MineralBalance,
        markets: &BTreeMap<FormId, Found>,
        pick: Pick,
    ) -> Result<Option<Lost>, Error> {
        let users = self.short(network, markets, pick)?;
        let need: f64 = users.iter().map(|u| u.mass).sum();
        if need <= 0.0 {
            return Ok(None);
        }
        let got: f64 = users.iter().map(|u| u.mass * u.left).sum();
        let worth: BTreeMap<Cell, Vec<(usize, f64)>> =
            users.iter().map(|u| (u.cell, self.behind(u.cell, pick))).collect();
        let of_cell = |cell: Cell| worth[&cell].iter().map(|(_, v)| v).sum::<f64>();
        let mut lacks: BTreeMap<Cell, Vec<(FormId, f64)>> = BTreeMap::new();
        let (mut by_form, mut best) = (BTreeMap::new(), BTreeMap::new());
        for user in &users {
            lacks.entry(user.cell).or_default().push((user.form, user.hangs * (1.0 - user.left)));
        }
        let forms: BTreeSet<FormId> = users.iter().map(|u| u.form).collect();
        for form in forms {
            let of_form: Vec<&Short> = users.iter().filter(|u| u.form == form).collect();
            let industries: Vec<Industry> = of_form
                .iter()
                .map(|u| Industry { value_added: u.hangs * of_cell(u.cell), mineral: u.mass, left: u.left })
                .collect();
            by_form.insert(form, UsDollars::new(proportionate(&industries).iter().sum()));
            for (user, least) in of_form.iter().zip(best_use(&industries)) {
                *best.entry(user.cell).or_insert(0.0) += least;
            }
        }
        let (mut by_industry, mut by_end_use) = (vec![0.0; self.table.len()], BTreeMap::new());
        for (cell, lacks) in lacks {
            // One mineral: its forms have each their part of what hangs on it.
            let stops = stopped(lacks.into_iter().map(|(_, lost)| ((), lost)));
            for &(k, value_added) in &worth[&cell] {
                by_industry[k] += value_added * stops;
            }
            let key = self.system.end_uses.key(cell.0).to_owned();
            *by_end_use.entry(key).or_insert(UsDollars::ZERO) += UsDollars::new(of_cell(cell) * stops);
        }
        Ok(Some(Lost {
            left: got / need,
            value: by_industry.iter().sum(),
            by_end_use,
            spread: by_industry.iter().zip(&self.spread).map(|(lost, spread)| lost * spread).sum(),
            by_industry,
            by_form,
            best: best.into_iter().map(|(cell, lost): (Cell, f64)| lost.min(of_cell(cell))).sum(),
        }))
    }

    /// The users of those who ask, with what they are left with.
    fn short(
        &self,
        network: &MineralBalance,
        markets: &BTreeMap<FormId, Found>,
        pick: Pick,
    ) -> Result<Vec<Short>, Error> {
        let mut users = Vec::new();
        for (form, uses) in self.uses(network) {
            let Some(found) = markets.get(&form) else { continue };
            for ((end_use, region), mass) in uses {
                let left = found.end_uses.get(&end_use).copied().unwrap_or(1.0).clamp(0.0, 1.0);
                let mut place = self.system.scope_of(form).for_end_use(end_use);
                if let Some(country) = self.system.countries.id(&self.table.regions()[region]) {
                    place = place.in_country(country);
                }
                let exposed = pick.stated(self.system, Parameter::ExposedShare, &place)?;
                let criticality = pick.stated(self.system, Parameter::InputCriticality, &place)?;
                let hangs = exposed * self.stakes.part(form, end_use) * criticality;
                users.push(Short { form, cell: (end_use, region), mass, left, hangs });
            }
        }
        Ok(users)
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

    /// Value added of the output that an end use in a region is, by industry of the table, dollars.
    fn behind(&self, (end_use, region): Cell, pick: Pick) -> Vec<(usize, f64)> {
        let links = self.links.iter().filter(|l| l.end_use == end_use.index());
        let of_link = |link: &Link| {
            let share = pick.of(&[1, link.end_use as u64, link.sector as u64], link.share);
            let industries = self.table.industries().iter().enumerate();
            industries
                .filter(|(_, i)| i.region == region && i.sector == link.sector)
                .map(|(k, _)| (k, share * self.value_added[k]))
                .collect::<Vec<_>>()
        };
        links.flat_map(of_link).collect()
    }
}
