//! Figures that others published, to hold the baseline against.

use super::error::Error;
use super::output::{Fact, Sheet, YEAR};
use super::own::own;
use super::production::{iea_rows, supply};
use super::usgs::{self, Usgs};
use crate::import::Area;
use std::collections::BTreeMap;
use std::path::Path;

/// The table of published figures.
pub(super) fn published(raw: &Path, usgs: &Usgs) -> Result<Sheet, Error> {
    let mut rows: Vec<Vec<String>> =
        own("published_stated")?.lines().map(super::table::Line::cells).collect();
    rows.extend(iea_shares(raw)?);
    rows.extend(usgs_shares(usgs)?);
    Ok(Sheet::data("published.csv", &["key", "metric", "mineral", "forms", "stage", "country"], rows))
}

/// Our country of a name that IEA or USGS prints.
fn names() -> Result<BTreeMap<String, String>, Error> {
    Ok(own("country_names")?
        .lines()
        .map(|l| (l.text("name").to_owned(), l.text("country").to_owned()))
        .collect())
}

/// Mineral and stage of each form.
fn forms() -> Result<BTreeMap<String, (String, String)>, Error> {
    Ok(own("forms")?
        .lines()
        .map(|l| (l.text("form").to_owned(), (l.text("mineral").to_owned(), l.text("stage").to_owned())))
        .collect())
}

/// Leader and top-three shares of mining and refining as IEA gives them.
fn iea_shares(raw: &Path) -> Result<Vec<Vec<String>>, Error> {
    let (all, kinds) = (iea_rows(raw)?, forms()?);
    let mut rows = Vec::new();
    for line in own("iea_series")?.lines() {
        let (name, stage) = (line.text("iea_mineral"), line.text("iea_stage"));
        let series: Vec<_> = supply(&all, name, stage, YEAR).collect();
        let of_world = |sector: &str| {
            series.iter().find(|r| r.place.area == Area::World && r.sector == sector).map(|r| r.value)
        };
        let (Some(total), Some(top3)) = (of_world(""), of_world("top3Share")) else { continue };
        let leader = series
            .iter()
            .filter(|r| r.place.country().is_some())
            .map(|r| (r.place.iso3(), r.value))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let list = line.text("forms");
        let Some((mineral, kind)) = list.split('|').next().and_then(|f| kinds.get(f)) else { continue };
        let note = if name == "Rare Earth Elements" && stage == "mining" {
            "IEA dataset, over listed countries, of magnet rare earths; the forms count all oxides"
        } else {
            "IEA dataset, over listed countries"
        };
        let row = |what: &str, metric: &str, country: &str, value: f64| {
            Fact::new(value, "share", "observed", "iea_cmde_2025", note)
                .published(&super::number::six(value), "share")
                .row(&[&format!("iea_{mineral}_{stage}_{what}"), metric, mineral, list, kind, country])
        };
        if let Some((country, value)) = leader {
            rows.push(row("leader", "production_share", country, value / total));
        }
        rows.push(row("top3", "top3_share", "", top3));
    }
    Ok(rows)
}

/// Share of the leader in each world table of USGS, two years.
fn usgs_shares(usgs: &Usgs) -> Result<Vec<Vec<String>>, Error> {
    let (names, kinds) = (names()?, forms()?);
    let mut leaders: BTreeMap<(String, i32), (String, f64, String)> = BTreeMap::new();
    for ((table, series, country, year), entry) in usgs.summed() {
        let Some(country) = names.get(&country).filter(|_| table == "production") else { continue };
        let leader = leaders.entry((series, year)).or_insert_with(|| (String::new(), 0.0, String::new()));
        if entry.value > leader.1 {
            *leader = (country.clone(), entry.value, entry.printed.clone());
        }
    }
    let mut rows = Vec::new();
    for ((series, year), (country, value, printed)) in leaders {
        let first = series.split('|').next().unwrap_or_default();
        let (Some((mineral, stage)), world) = (kinds.get(first), usgs.world(&series, year)) else { continue };
        if world <= 0.0 {
            continue;
        }
        let fact = Fact::new(
            value / world,
            "share",
            "observed",
            usgs::SOURCE,
            "leader over the world total, or over the sum of the rows where that is larger",
        )
        .published(&printed, "share of the world table")
        .in_year(year);
        let key = format!("usgs_{}_leader_{year}", series.replace('|', "_"));
        rows.push(fact.row(&[&key, "production_share", mineral, &series, stage, &country]));
    }
    Ok(rows)
}
