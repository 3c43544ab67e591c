//! What the industries behind the end uses lose: value added of the output that contains what is short.

use super::chain::Found;
use crate::Error;
use crate::balance::MineralBalance;
use crate::economy::coupling::{Estimate, Level, dollars, links, regions};
use crate::economy::leontief;
use crate::economy::partial_equilibrium::{Industry, best_use, proportionate};
use crate::economy::table::Mrio;
use crate::id::{CountryId, EndUseId, FormId, Id};
use crate::quantity::UsDollars;
use crate::system::System;
use crate::system::behaviour::{Parameter, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// A part of an industry of the table: an end use of it.
type Part = (usize, EndUseId);

/// Losses at one level of what is uncertain.
#[derive(Debug, Clone)]
pub(super) struct Lost {
    /// Share of their need that those who ask are left with.
    pub(super) left: f64,
    /// Dollars lost by each part, all cut alike, and the form that it is shortest of.
    parts: BTreeMap<Part, (f64, FormId)>,
    /// Dollars lost with the mineral where it makes most.
    pub(super) best: f64,
    /// The first in the table's money, by industry of the table.
    pub(super) money: Vec<f64>,
}

impl Lost {
    /// Dollars lost, all cut alike.
    pub(super) fn dollars(&self) -> f64 {
        self.parts.values().map(|(lost, _)| lost).sum()
    }

    /// The same by end use.
    pub(super) fn by_end_use(&self, system: &System) -> BTreeMap<String, UsDollars> {
        let mut sums = BTreeMap::new();
        for ((_, end_use), (lost, _)) in &self.parts {
            let key = system.end_uses.key(*end_use).to_owned();
            *sums.entry(key).or_insert(UsDollars::ZERO) += UsDollars::new(*lost);
        }
        sums
    }

    /// The same by form.
    pub(super) fn by_form(&self) -> BTreeMap<FormId, UsDollars> {
        let mut sums = BTreeMap::new();
        for (lost, form) in self.parts.values() {
            *sums.entry(*form).or_insert(UsDollars::ZERO) += UsDollars::new(*lost);
        }
        sums
    }
}

/// Losses of those who ask; `None` where they use nothing of the mineral.
///
/// Goods that need several forms are the same goods: a part loses what its shortest form costs it.
pub(super) fn lost(
    system: &System,
    table: &Mrio,
    network: &MineralBalance,
    who: &BTreeSet<CountryId>,
    markets: &BTreeMap<FormId, Found>,
    level: Level,
) -> Result<Option<Lost>, Error> {
    let regions = regions(system, table);
    let usd = dollars(system, table, &regions).map_err(|region| {
        Error::economy(format!("region {region}"), "no GDP", "add a row of the indicator `gdp`")
    })?;
    let mut uses: BTreeMap<FormId, BTreeMap<(EndUseId, usize), f64>> = BTreeMap::new();
    for used in network.uses.iter().filter(|u| who.contains(&u.country)) {
        if let Some(region) = regions[used.country.index()] {
            let of_form = uses.entry(used.form).or_default();
            *of_form.entry((used.end_use, region)).or_default() += used.mass.get();
        }
    }
    let own = own_regions(system, table, who);
    let x = leontief::x(table.z(), table.y());
    let value_added = leontief::value_added(table.z(), &x);
    let links = links(system, table);
    let (mut need, mut got) = (0.0, 0.0);
    let mut parts: BTreeMap<Part, (f64, FormId)> = BTreeMap::new();
    let mut best: BTreeMap<Part, f64> = BTreeMap::new();
    for (&form, of_form) in &uses {
        let Some(found) = markets.get(&form) else { continue };
        let (mut pieces, mut industries) = (Vec::new(), Vec::new());
        for (&(end_use, region), &mass) in of_form {
            let left = found.end_uses.get(&end_use).copied().unwrap_or(1.0);
            need += mass;
            got += mass * left;
            if !own.contains(&region) {
                continue;
            }
            let exposed = exposed(system, form, end_use)?.at(level);
            let behind: Vec<(usize, f64)> = table
                .industries()
                .iter()
                .enumerate()
                .filter(|(_, i)| i.region == region)
                .flat_map(|(k, i)| {
                    let of_part = |l: &&crate::economy::coupling::Link| {
                        l.end_use == end_use.index() && l.sector == i.sector
                    };
                    links.iter().filter(of_part).map(move |l| (k, l.share.at(level)))
                })
                .map(|(k, share)| (k, share * exposed * value_added[k].max(0.0) * usd[region]))
                .collect();
            let worth: f64 = behind.iter().map(|(_, v)| v).sum();
            for (k, v) in behind.into_iter().filter(|(_, v)| *v > 0.0) {
                pieces.push((k, end_use));
                industries.push(Industry { value_added: v, mineral: mass * v / worth, left });
            }
        }
        for ((&part, alike), most) in pieces.iter().zip(proportionate(&industries)).zip(best_use(&industries))
        {
            let shortest = parts.entry(part).or_insert((alike, form));
            if alike > shortest.0 {
                *shortest = (alike, form);
            }
            let worst = best.entry(part).or_default();
            *worst = worst.max(most);
        }
    }
    if need <= 0.0 {
        return Ok(None);
    }
    let mut money = vec![0.0; table.len()];
    for (&(k, _), (lost, _)) in &parts {
        money[k] += lost / usd[table.industries()[k].region];
    }
    Ok(Some(Lost { left: got / need, parts, best: best.values().sum(), money }))
}

fn exposed(system: &System, form: FormId, end_use: EndUseId) -> Result<Estimate, Error> {
    let place = Scope::of_form(system, form).for_end_use(end_use);
    super::stated(system, Parameter::ExposedShare, &place)
}

/// Regions of the table that are members; the rest of the world is none.
pub(super) fn own_regions(system: &System, table: &Mrio, who: &BTreeSet<CountryId>) -> BTreeSet<usize> {
    let names = table.regions();
    who.iter().filter_map(|c| names.iter().position(|r| r == system.countries.key(*c))).collect()
}
