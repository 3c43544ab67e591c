//! From the outcome of a scenario to a case: which industries of which regions hang on which users.

use super::case::{Case, Link, User};
use crate::economy::leontief;
use crate::economy::loss::Stakes;
use crate::economy::table::Mrio;
use crate::error::Error;
use crate::estimate::Estimate;
use crate::id::{CountryId, FormId, Id};
use crate::quantity::DAYS_PER_YEAR;
use crate::simulate::Outcome;
use crate::system::System;
use crate::system::behaviour::Parameter;
use std::collections::{BTreeMap, BTreeSet};

/// The region of all countries that a table does not tell apart.
pub const REST: &str = "ROW";
/// Shortfalls under this share are differences of rounding.
const NOTHING: f64 = 1e-9;

/// The region of a table that each country is in; `None` where the table has neither it nor a rest of the world.
#[must_use]
pub fn regions(system: &System, table: &Mrio) -> Vec<Option<usize>> {
    let position: BTreeMap<&str, usize> =
        table.regions().iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let rest = position.get(REST).copied();
    system.countries.ids().map(|c| position.get(system.countries.key(c)).copied().or(rest)).collect()
}

/// The case of an outcome: a table whose regions are ISO codes and `ROW` and whose sectors are industries of the system.
///
/// A region of several countries gets what its countries get, weighted by their need.
/// Losses are in the money of the table where that counts as it stands ([`Mrio::usd`]); otherwise they are valued at
/// [`System::gdp`]: dollars for the table's money are GDP over its value added.
///
/// # Errors
/// The table has no industry of the system, or a region has no GDP; a parameter is not in the table of behaviour.
pub fn case(system: &System, table: &Mrio, outcome: &Outcome) -> Result<Case, Vec<Error>> {
    let regions = regions(system, table);
    let mut problems = Vec::new();
    let links = links(system, table);
    if links.is_empty() {
        problems.push(Error::economy(
            "the input-output table",
            "none of its sectors is an industry behind an end use",
            "map its sectors to industries in industry_sectors.csv",
        ));
    }
    let usd = dollars(system, table, &regions).unwrap_or_else(|missing| {
        problems.push(Error::economy(
            format!("region {missing} of the input-output table"),
            "no GDP in indicators.csv",
            "use ISO alpha-3 codes for regions and ROW for the rest, and add a row of the indicator `gdp`",
        ));
        Vec::new()
    });
    let users = users(system, outcome, &regions).unwrap_or_else(|error| {
        problems.push(error);
        Vec::new()
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Case {
        links,
        users,
        periods: outcome.periods,
        days_per_period: outcome.step.get(),
        days_per_year: DAYS_PER_YEAR,
        usd,
        households: households(table),
    })
}

/// The sectors of a table behind end uses.
pub(in crate::economy) fn links(system: &System, table: &Mrio) -> Vec<Link> {
    let of = |link: &crate::system::IndustryLink| {
        let sector = table.sectors().iter().position(|s| *s == link.industry)?;
        Some(Link { end_use: link.end_use.index(), sector, share: Estimate::of(&link.share) })
    };
    system.industry_links.iter().filter_map(of).collect()
}

/// Dollars for the table's money by region, or the name of a region without GDP.
pub(in crate::economy) fn dollars(
    system: &System,
    table: &Mrio,
    regions: &[Option<usize>],
) -> Result<Vec<f64>, String> {
    if let Some(usd) = table.usd() {
        return Ok(vec![usd; table.regions().len()]);
    }
    let mut gdp = vec![0.0; table.regions().len()];
    for country in system.countries.ids() {
        if let (Some(region), Some(datum)) = (regions[country.index()], system.gdp(country)) {
            gdp[region] += datum.value.get();
        }
    }
    let x = leontief::x(table.z(), table.y());
    let mut value_added = vec![0.0; gdp.len()];
    for (industry, v) in table.industries().iter().zip(leontief::value_added(table.z(), &x)) {
        value_added[industry.region] += v;
    }
    match gdp.iter().zip(&value_added).position(|(g, v)| !(*g > 0.0 && *v > 0.0)) {
        Some(region) => Err(table.regions()[region].clone()),
        None => Ok(gdp.iter().zip(&value_added).map(|(g, v)| g / v).collect()),
    }
}

/// All users that ever go without, pooled by region.
///
/// # Errors
/// A parameter that no row states.
fn users(system: &System, outcome: &Outcome, regions: &[Option<usize>]) -> Result<Vec<User>, Error> {
    let stakes = Stakes::of(system);
    let mut pooled: BTreeMap<(FormId, usize, crate::id::EndUseId), Vec<usize>> = BTreeMap::new();
    for (at, user) in outcome.users.iter().enumerate() {
        if let Some(region) = regions[user.country.index()] {
            pooled.entry((user.form, region, user.end_use)).or_default().push(at);
        }
    }
    let mut users = Vec::new();
    for ((form, region, end_use), members) in pooled {
        let lacks: Vec<f64> =
            (0..outcome.periods).map(|period| pooled_lack(outcome, &members, period)).collect();
        if lacks.iter().all(|lack| *lack < NOTHING) {
            continue;
        }
        let country = match countries_of(regions, region)[..] {
            [only] => Some(only),
            _ => None,
        };
        let need: f64 = members.iter().map(|&u| outcome.need(u, 0).get()).sum::<f64>();
        let need = need / outcome.years_per_period();
        users.push(User {
            name: format!("{} for {}", system.forms.key(form), system.end_uses.key(end_use)),
            form: form.index(),
            end_use: end_use.index(),
            mineral: system.forms[form].mineral.index(),
            region,
            exposed: stakes.stated(Parameter::ExposedShare, form, end_use, country)?,
            part: stakes.part(form, end_use),
            criticality: stakes.criticality(form, end_use, country)?,
            cost: system.price(form).map(|price| price.datum.value.get() * need),
            elasticity: stakes.stated(Parameter::InputElasticity, form, end_use, country)?,
            need,
            lacks,
        });
    }
    Ok(users)
}

/// The countries of a region.
fn countries_of(regions: &[Option<usize>], region: usize) -> Vec<CountryId> {
    let own = regions.iter().enumerate().filter(|(_, r)| **r == Some(region));
    own.map(|(at, _)| CountryId::from_index(at)).collect()
}

/// Part of the need of several users as one that they go without.
fn pooled_lack(outcome: &Outcome, members: &[usize], period: usize) -> f64 {
    let need: f64 = members.iter().map(|&u| outcome.need(u, period).get()).sum();
    let lacked: f64 = members.iter().map(|&u| outcome.shortfall_before_restraint(u, period).get()).sum();
    if need > 0.0 { (lacked / need).clamp(0.0, 1.0) } else { 0.0 }
}

/// Final-demand categories that are household consumption, as the published tables name them.
fn households(table: &Mrio) -> BTreeSet<String> {
    let is = |category: &str| category.to_lowercase().contains("household") || category == "HFCE";
    table.columns().iter().map(|c| c.category.clone()).filter(|c| is(c)).collect()
}
