//! Countries: codes and the names that publishers use.

use super::error::Error;
use super::output::Sheet;
use super::own::own;
use super::table::Table;
use std::collections::BTreeMap;
use std::path::Path;

/// Codes and names of countries.
#[derive(Debug)]
pub(super) struct Places {
    /// Alpha-3 by alpha-2. Namibia's `NA` is a code.
    by_iso2: BTreeMap<String, String>,
    /// Name by alpha-3.
    names: BTreeMap<String, String>,
    /// Alpha-3 by a publisher's name.
    aliases: BTreeMap<String, String>,
}

impl Places {
    /// From the ISO table and our own table of names.
    pub(super) fn read(raw: &Path) -> Result<Self, Error> {
        let (mut by_iso2, mut names, mut aliases) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for line in Table::read(raw, "iso/country-codes.csv")?.lines() {
            let (iso2, iso3) = (line.text("ISO3166-1-Alpha-2"), line.text("ISO3166-1-Alpha-3"));
            if iso2.len() != 2 || iso3.len() != 3 {
                continue;
            }
            let name = ["CLDR display name", "UNTERM English Short", "official_name_en"]
                .into_iter()
                .map(|c| line.text(c))
                .find(|n| !n.is_empty())
                .unwrap_or(iso3);
            by_iso2.insert(iso2.to_owned(), iso3.to_owned());
            names.insert(iso3.to_owned(), name.to_owned());
        }
        for (iso2, iso3, name) in [("TW", "TWN", "Taiwan"), ("XK", "XKX", "Kosovo")] {
            by_iso2.entry(iso2.to_owned()).or_insert_with(|| iso3.to_owned());
            names.entry(iso3.to_owned()).or_insert_with(|| name.to_owned());
        }
        for table in ["country_names", "eu_countries"] {
            for line in own(table)?.lines() {
                aliases.insert(line.text("name").to_owned(), line.text("country").to_owned());
            }
        }
        Ok(Self { by_iso2, names, aliases })
    }

    /// Whether the code is a country of the baseline.
    pub(super) fn has(&self, iso3: &str) -> bool {
        self.names.contains_key(iso3)
    }

    /// Alpha-3 of a publisher's name.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        self.aliases.get(name.trim()).map(String::as_str)
    }

    /// The table of countries.
    pub(super) fn sheet(&self) -> Sheet {
        let iso2: BTreeMap<&str, &str> = self.by_iso2.iter().map(|(a, b)| (b.as_str(), a.as_str())).collect();
        let rows = self
            .names
            .iter()
            .map(|(iso3, name)| {
                vec![iso3.clone(), (*iso2.get(iso3.as_str()).unwrap_or(&"")).to_owned(), name.clone()]
            })
            .collect();
        let header = ["country", "iso2", "name"].map(str::to_owned).to_vec();
        Sheet { file: "countries.csv", header, rows }
    }
}
