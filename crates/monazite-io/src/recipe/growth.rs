//! How the industries of a region grew beside its GDP, from value added by industry of the US science board.
//!
//! Only growth is taken from that source, never a level: it differs from national accounts by up to a quarter.
//! Which economies stand for which regions: `industry_growth.csv`.

use super::error::Error;
use super::gdp::Series;
use super::own::own;
use super::table::Table;
use std::collections::BTreeMap;
use std::path::Path;

/// Industries told apart, by class of ISIC, revision 4.
const CLASSES: [(&str, &str); 8] = [
    ("C20", "c9"),
    ("C21", "c9"),
    ("C26", "c14"),
    ("C27", "c14"),
    ("C28", "c13"),
    ("C29", "c15"),
    ("C303", "c15"),
    ("C30X", "c15"),
];
/// All manufacturing; its label has a dash that differs between files.
const MANUFACTURING: &str = "C (";
/// A class that says nothing of most members of a group; it is not part of the rest of manufacturing either.
const APART: &str = "apart";
/// The rest of manufacturing grows alike where all of it is known.
pub(super) const OTHERS: [&str; 5] = ["c8", "c10", "c11", "c12", "other_manufacturing"];

/// Files by the last year that they hold: name and the column of economies.
fn file(until: i32) -> (&'static str, &'static str) {
    if until > 2019 {
        ("mrio/ncses-va/value_added_by_industry_2002_2022.csv", "economy")
    } else {
        ("mrio/ncses-va/value_added_kti_by_economy_2002_2019.csv", "path")
    }
}

/// Value added by industry and year of the economies behind a region.
#[derive(Debug)]
struct Group {
    until: i32,
    /// Countries whose GDP is compared.
    countries: Vec<String>,
    values: BTreeMap<(&'static str, i32), f64>,
}

/// Growth of industries by region.
#[derive(Debug)]
pub(super) struct Growth(BTreeMap<String, Group>);

impl Growth {
    /// Reads the published files.
    pub(super) fn read(raw: &Path) -> Result<Self, Error> {
        let mut groups = BTreeMap::new();
        for line in own("industry_growth")?.lines() {
            let until = line.need("until")? as i32;
            let (name, column) = file(until);
            let table = Table::read(raw, name)?;
            for region in line.list("regions") {
                let mut values: BTreeMap<(&'static str, i32), f64> = BTreeMap::new();
                for (economies, sign) in [(line.list("plus"), 1.0), (line.list("minus"), -1.0)] {
                    for row in table.lines().filter(|r| economies.iter().any(|e| e == r.text(column))) {
                        let (class, value) = (row.text("isic4"), row.number("value_added_musd_current"));
                        let known = CLASSES.iter().find(|(isic, _)| *isic == class);
                        let apart = class == line.text("without");
                        let known = known.map(|(_, ours)| if apart { APART } else { *ours });
                        let whole = class.starts_with(MANUFACTURING).then_some(MANUFACTURING);
                        let (Some(industry), Some(value)) = (known.or(whole), value) else { continue };
                        *values.entry((industry, row.need("year")? as i32)).or_default() += sign * value;
                    }
                }
                let group = Group { until, countries: line.list("countries"), values };
                groups.insert(region, group);
            }
        }
        Ok(Self(groups))
    }

    /// Growth of industries of a region from a year on over that of its GDP, as far as the source goes;
    /// industries that it does not tell apart are missing.
    pub(super) fn beside_gdp(&self, region: &str, from: i32, gdp: &Series) -> BTreeMap<&'static str, f64> {
        let mut all = BTreeMap::new();
        let Some(group) = self.0.get(region).filter(|group| from < group.until) else { return all };
        let whole =
            |year: i32| -> f64 { group.countries.iter().filter_map(|c| gdp.get(&(c.clone(), year))).sum() };
        let general = whole(group.until) / whole(from);
        let of = |industry: &'static str, year: i32| group.values.get(&(industry, year)).copied();
        let apart = |year: i32| of(APART, year).unwrap_or(0.0);
        let mut known = (apart(from), apart(group.until));
        for industry in ["c9", "c13", "c14", "c15"] {
            let (Some(before), Some(after)) = (of(industry, from), of(industry, group.until)) else {
                continue;
            };
            known = (known.0 + before, known.1 + after);
            if before > 0.0 && after > 0.0 {
                all.insert(industry, after / before / general);
            }
        }
        if let (Some(before), Some(after)) = (of(MANUFACTURING, from), of(MANUFACTURING, group.until)) {
            let rest = (after - known.1) / (before - known.0) / general;
            if rest > 0.0 && rest.is_finite() {
                all.extend(OTHERS.map(|industry| (industry, rest)));
            }
        }
        all.retain(|_, factor| factor.is_finite());
        all
    }
}
