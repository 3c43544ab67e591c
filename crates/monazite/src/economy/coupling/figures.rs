//! Losses as tidy figures: by country, coalition and industry, over the horizon and by week.

use super::answer::Answer;
use super::concordance::{REST, regions};
use super::losses::Losses;
use crate::economy::table::Mrio;
use crate::error::Error;
use crate::estimate::Estimate;
use crate::figure::LOSSES;
use crate::id::{CountryId, Id};
use crate::system::System;
use std::collections::BTreeSet;

/// Value added lost by a country or coalition.
pub const GDP_LOSS: &str = LOSSES[0].word;
/// The same over its GDP of the same time.
pub const GDP_LOSS_SHARE: &str = LOSSES[1].word;
/// Value added lost by an industry.
pub const VALUE_ADDED_LOST: &str = LOSSES[2].word;
/// Output lost by an industry.
pub const OUTPUT_LOST: &str = LOSSES[3].word;
/// Worth that users lose, with other inputs taking over: welfare, which is not value added.
pub const WELFARE_LOSS: &str = LOSSES[4].word;
/// The method of the loss: what stops by itself, with the range of draws and of who goes without.
pub const RANGE: &str = "range";
/// What the range of the loss spans.
const SPANS: &str = "draws and who goes without";
/// What the range of one answer spans.
const DRAWS: &str = "draws";

/// A figure of what is lost. Text fields are empty where a figure is about all.
#[derive(Debug, Clone, PartialEq)]
pub struct LossFigure {
    /// The period, counted from 1; `None` over the horizon.
    pub week: Option<u32>,
    /// Name of the metric.
    pub metric: &'static str,
    /// Country, `ROW` for those that the table does not tell apart; empty for the coalition as a whole.
    pub country: String,
    /// Key of the industry; empty for all.
    pub industry: String,
    /// `range` for the loss, or the word of one answer.
    pub method: &'static str,
    /// Central value.
    pub value: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Unit.
    pub unit: &'static str,
    /// What the range spans.
    pub range_of: &'static str,
}

/// All figures of a coalition or country: of the whole by week, of members and industries over the horizon and by week.
///
/// # Errors
/// [`Error::Unknown`] if nobody has that name.
pub fn figures(system: &System, table: &Mrio, losses: &Losses, for_: &str) -> Result<Vec<LossFigure>, Error> {
    let own = own_regions(system, table, for_)?;
    let of = |regions: &[usize], sector: Option<usize>| -> Vec<usize> {
        let fits = |i: &crate::economy::table::Industry| {
            regions.contains(&i.region) && sector.is_none_or(|s| s == i.sector)
        };
        table.industries().iter().enumerate().filter(|(_, i)| fits(i)).map(|(k, _)| k).collect()
    };
    let horizon = 0..losses.periods;
    let mut out = Vec::new();
    let whole = of(&own, None);
    for (name, industries) in std::iter::once((String::new(), whole.clone()))
        .chain(single(table, &own).map(|(n, r)| (n, of(&[r], None))))
    {
        let place = (name.as_str(), "");
        out.push(spanned(None, GDP_LOSS, place, losses.range(horizon.clone(), &industries)));
        for answer in Answer::ALL {
            let metric = if answer == Answer::Welfare { WELFARE_LOSS } else { GDP_LOSS };
            let loss = losses.by(answer, horizon.clone(), &industries);
            out.push(LossFigure {
                method: answer.word(),
                range_of: DRAWS,
                ..spanned(None, metric, place, loss)
            });
        }
        out.push(share(None, place, losses.range(horizon.clone(), &industries), losses.worth(&industries)));
    }
    for (sector, name) in table.sectors().iter().enumerate() {
        let industries = of(&own, Some(sector));
        let place = ("", name.as_str());
        out.push(spanned(None, VALUE_ADDED_LOST, place, losses.range(horizon.clone(), &industries)));
        out.push(spanned(None, OUTPUT_LOST, place, losses.output(horizon.clone(), &industries)));
    }
    for (country, region) in single(table, &own) {
        for (sector, name) in table.sectors().iter().enumerate() {
            let industries = of(&[region], Some(sector));
            let place = (country.as_str(), name.as_str());
            out.push(spanned(None, VALUE_ADDED_LOST, place, losses.range(horizon.clone(), &industries)));
        }
    }
    for period in 0..losses.periods {
        let (week, range) = (u32::try_from(period + 1).ok(), period..period + 1);
        out.push(spanned(week, GDP_LOSS, ("", ""), losses.range(range.clone(), &whole)));
        for (country, region) in single(table, &own) {
            out.push(spanned(
                week,
                GDP_LOSS,
                (&country, ""),
                losses.range(range.clone(), &of(&[region], None)),
            ));
        }
        for (sector, name) in table.sectors().iter().enumerate() {
            let lost = losses.range(range.clone(), &of(&own, Some(sector)));
            out.push(spanned(week, VALUE_ADDED_LOST, ("", name), lost));
        }
    }
    Ok(out)
}

/// Regions of those who have a name.
/// A member that the table does not tell apart cannot be told from the rest of the world, which is left out.
fn own_regions(system: &System, table: &Mrio, for_: &str) -> Result<Vec<usize>, Error> {
    let members: BTreeSet<CountryId> = system.members(for_)?.into_iter().collect();
    let region_of = regions(system, table);
    let rest = table.regions().iter().position(|r| r == REST);
    let own: BTreeSet<usize> =
        members.iter().filter_map(|c| region_of[c.index()]).filter(|r| Some(*r) != rest).collect();
    Ok(own.into_iter().collect())
}

/// Their industries, by position in the table.
pub(super) fn own_industries(system: &System, table: &Mrio, for_: &str) -> Result<BTreeSet<usize>, Error> {
    let own = own_regions(system, table, for_)?;
    let industries = table.industries().iter().enumerate();
    Ok(industries.filter(|(_, i)| own.contains(&i.region)).map(|(k, _)| k).collect())
}

/// Members one by one, where there are several.
fn single<'a>(table: &'a Mrio, own: &'a [usize]) -> impl Iterator<Item = (String, usize)> + 'a {
    own.iter().map(|&r| (table.regions()[r].clone(), r))
}

fn spanned(week: Option<u32>, metric: &'static str, place: (&str, &str), loss: Estimate) -> LossFigure {
    LossFigure {
        week,
        metric,
        country: place.0.to_owned(),
        industry: place.1.to_owned(),
        method: RANGE,
        value: loss.value,
        low: loss.low,
        high: loss.high,
        unit: "USD",
        range_of: SPANS,
    }
}

fn share(week: Option<u32>, place: (&str, &str), loss: Estimate, worth: f64) -> LossFigure {
    let of = |v: f64| if worth > 0.0 { v / worth } else { 0.0 };
    let figure = spanned(week, GDP_LOSS_SHARE, place, loss);
    LossFigure {
        value: of(figure.value),
        low: of(figure.low),
        high: of(figure.high),
        unit: "share",
        ..figure
    }
}
