//! Losses as tidy figures: by country, coalition and industry, over the horizon and by week.

use super::answer::Answer;
use super::concordance::{REST, regions};
use super::losses::Losses;
use crate::datum::Quality;
use crate::economy::table::Mrio;
use crate::error::Error;
use crate::estimate::Estimate;
use crate::figure::{Entry, Figure, LOSSES};
use crate::id::{CountryId, Id};
use crate::question::Question;
use crate::system::System;
use std::collections::BTreeSet;

const GDP: &Entry = &LOSSES[0];
const GDP_SHARE: &Entry = &LOSSES[1];
const VALUE_ADDED: &Entry = &LOSSES[2];
const OUTPUT: &Entry = &LOSSES[3];
const WELFARE: &Entry = &LOSSES[4];
const SPREAD: &Entry = &LOSSES[5];

/// Value added lost by a country or coalition.
pub const GDP_LOSS: &str = GDP.word;
/// The same over its GDP of the same time.
pub const GDP_LOSS_SHARE: &str = GDP_SHARE.word;
/// Value added lost by an industry.
pub const VALUE_ADDED_LOST: &str = VALUE_ADDED.word;
/// Output lost by an industry.
pub const OUTPUT_LOST: &str = OUTPUT.word;
/// Worth that users lose, with other inputs taking over: welfare, which is not value added.
pub const WELFARE_LOSS: &str = WELFARE.word;
/// Value added lost with what spreads: by models that differ, and not the loss that commands state.
pub const GDP_LOSS_SPREAD: &str = SPREAD.word;
/// The method of the loss: what stops by itself, with the range of draws and of who goes without.
pub const RANGE: &str = "range";

/// All figures of a coalition or country: of the whole by week, of members and industries over the horizon and by week.
/// `quality` is that of what each industry of the table loses.
///
/// # Errors
/// [`Error::Unknown`] if nobody has that name.
pub fn figures(
    system: &System,
    table: &Mrio,
    (losses, quality): (&Losses, &[Quality]),
    (question, scenario): (&Question, &str),
) -> Result<Vec<Figure>, Error> {
    let own = own_regions(system, table, &question.for_)?;
    let of = |regions: &[usize], sector: Option<usize>| -> Vec<usize> {
        let fits = |i: &crate::economy::table::Industry| {
            regions.contains(&i.region) && sector.is_none_or(|s| s == i.sector)
        };
        table.industries().iter().enumerate().filter(|(_, i)| fits(i)).map(|(k, _)| k).collect()
    };
    let worst = |industries: &[usize]| -> Quality {
        industries.iter().map(|&i| quality[i]).max().unwrap_or(Quality::Assumed)
    };
    let horizon = 0..losses.periods;
    let mut out: Vec<Figure> = Vec::new();
    let whole = of(&own, None);
    for (name, industries) in std::iter::once((String::new(), whole.clone()))
        .chain(single(table, &own).map(|(n, r)| (n, of(&[r], None))))
    {
        let place = (name.as_str(), "");
        let quality = worst(&industries);
        out.push(spanned(None, GDP, place, losses.range(horizon.clone(), &industries), quality));
        for answer in Answer::ALL {
            let metric = match answer {
                Answer::Direct | Answer::BestUse => GDP,
                Answer::Welfare => WELFARE,
                Answer::PartiallyBinding | Answer::Ario => SPREAD,
            };
            let loss = losses.by(answer, horizon.clone(), &industries);
            let method = answer.word().to_owned();
            out.push(Figure { method, ..spanned(None, metric, place, loss, quality) });
        }
        let lost = losses.range(horizon.clone(), &industries);
        out.push(share(None, place, lost, losses.worth(&industries), quality));
    }
    for (sector, name) in table.sectors().iter().enumerate() {
        let industries = of(&own, Some(sector));
        let place = ("", name.as_str());
        let quality = worst(&industries);
        out.push(spanned(None, VALUE_ADDED, place, losses.range(horizon.clone(), &industries), quality));
        out.push(spanned(None, OUTPUT, place, losses.output(horizon.clone(), &industries), quality));
    }
    for (country, region) in single(table, &own) {
        for (sector, name) in table.sectors().iter().enumerate() {
            let industries = of(&[region], Some(sector));
            let place = (country.as_str(), name.as_str());
            let lost = losses.range(horizon.clone(), &industries);
            out.push(spanned(None, VALUE_ADDED, place, lost, worst(&industries)));
        }
    }
    for period in 0..losses.periods {
        let (week, range) = (u32::try_from(period + 1).ok(), period..period + 1);
        out.push(spanned(week, GDP, ("", ""), losses.range(range.clone(), &whole), worst(&whole)));
        for (country, region) in single(table, &own) {
            let industries = of(&[region], None);
            let lost = losses.range(range.clone(), &industries);
            out.push(spanned(week, GDP, (&country, ""), lost, worst(&industries)));
        }
        for (sector, name) in table.sectors().iter().enumerate() {
            let industries = of(&own, Some(sector));
            let lost = losses.range(range.clone(), &industries);
            out.push(spanned(week, VALUE_ADDED, ("", name), lost, worst(&industries)));
        }
    }
    for figure in &mut out {
        (figure.for_, figure.from) = (question.for_.clone(), question.from.clone());
        (figure.scenario, figure.year) = (scenario.to_owned(), system.year);
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

fn spanned(
    week: Option<u32>,
    metric: &Entry,
    (country, industry): (&str, &str),
    loss: Estimate,
    quality: Quality,
) -> Figure {
    Figure {
        week,
        country: country.to_owned(),
        industry: industry.to_owned(),
        method: RANGE.to_owned(),
        ..Figure::of(metric.word, metric.unit, loss, quality)
    }
}

fn share(week: Option<u32>, place: (&str, &str), loss: Estimate, worth: f64, quality: Quality) -> Figure {
    let of = |v: f64| if worth > 0.0 { v / worth } else { 0.0 };
    let part = Estimate { low: of(loss.low), value: of(loss.value), high: of(loss.high) };
    spanned(week, GDP_SHARE, place, part, quality)
}
