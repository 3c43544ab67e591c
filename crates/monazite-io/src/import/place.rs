//! From the names and codes that publishers print to ISO 3166-1 alpha-3.
//!
//! The tables are `data/recipe/publisher_names.csv`, `country_codes.csv` and `country_code_aliases.csv`.

use super::cell::tidy;
use super::report::Report;
use crate::nearest::nearest;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

const NAMES: &str = include_str!("../../../../data/recipe/publisher_names.csv");
const CODES: &str = include_str!("../../../../data/recipe/country_codes.csv");
const ALIASES: &str = include_str!("../../../../data/recipe/country_code_aliases.csv");

/// An ISO 3166-1 alpha-3 code (or `XKX` for Kosovo).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iso3([u8; 3]);

impl Iso3 {
    /// Three capital letters; `None` for anything else. Does not ask whether the code is assigned.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let code: [u8; 3] = text.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_uppercase).then_some(Self(code))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl fmt::Debug for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a name of a place stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// A country.
    Country(Iso3),
    /// The world total.
    World,
    /// The remainder: other countries, areas not specified, free zones, bunkers.
    Rest,
    /// Several countries together (a union, or a row for two countries); members may be listed too.
    Group,
    /// A state that no longer exists and has no single successor.
    Dissolved,
    /// A name that no table knows.
    Unknown,
}

impl Area {
    /// The country, if it is one.
    #[must_use]
    pub fn country(self) -> Option<Iso3> {
        match self {
            Self::Country(iso3) => Some(iso3),
            _ => None,
        }
    }

    /// Why a row of this area is not a country's row.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Country(_) => "a country",
            Self::World => "a world total",
            Self::Rest => "an area not specified",
            Self::Group => "a group of countries whose members are listed too",
            Self::Dissolved => "a state that no longer exists",
            Self::Unknown => "an unknown area",
        }
    }

    /// What it is in one word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Country(_) => "country",
            Self::World => "world",
            Self::Rest => "rest",
            Self::Group => "group",
            Self::Dissolved => "dissolved",
            Self::Unknown => "unknown",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text {
            "WLD" => Some(Self::World),
            "OTH" => Some(Self::Rest),
            "GRP" => Some(Self::Group),
            "HIS" => Some(Self::Dissolved),
            code => Iso3::new(code).map(Self::Country),
        }
    }
}

/// A place as published and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The name or code as published, white space tidied.
    pub name: String,
    /// What it stands for.
    pub area: Area,
    /// What the name adds to the country: `shipments`, `exports`, `crude`; blank if nothing.
    pub qualifier: String,
}

impl Place {
    /// The country, if it is one.
    #[must_use]
    pub fn country(&self) -> Option<Iso3> {
        self.area.country()
    }

    /// The ISO alpha-3 code as text; blank if the place is no country.
    #[must_use]
    pub fn iso3(&self) -> &str {
        match &self.area {
            Area::Country(iso3) => iso3.as_str(),
            _ => "",
        }
    }
}

/// The tables, read once.
struct Tables {
    /// By format and lower-case name.
    names: BTreeMap<(String, String), (Area, String)>,
    /// By alpha-2, alpha-3 or numeric code without leading zeros.
    codes: BTreeMap<String, Area>,
    /// The ISO name of a country.
    titles: BTreeMap<Iso3, String>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables { names: BTreeMap::new(), codes: BTreeMap::new(), titles: BTreeMap::new() };
        for row in records(CODES) {
            let Some(iso3) = row.first().and_then(|code| Iso3::new(code)) else { continue };
            for code in row.iter().take(3).filter(|code| !code.is_empty()) {
                tables.codes.insert(code.clone(), Area::Country(iso3));
            }
            tables.titles.insert(iso3, row.get(3).cloned().unwrap_or_default());
        }
        for row in records(ALIASES) {
            if let [code, area, ..] = row.as_slice()
                && let Some(area) = Area::parse(area)
            {
                tables.codes.insert(code.clone(), area);
            }
        }
        for row in records(NAMES) {
            if let [format, name, area, qualifier, ..] = row.as_slice()
                && let Some(area) = Area::parse(area)
            {
                tables.names.insert((format.clone(), key(name)), (area, qualifier.clone()));
            }
        }
        tables
    })
}

/// The rows of an embedded table, without its header.
fn records(text: &str) -> Vec<Vec<String>> {
    csv::Reader::from_reader(text.as_bytes())
        .records()
        .filter_map(Result::ok)
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

/// A name as it is looked up: one line, lower case, straight apostrophes.
fn key(name: &str) -> String {
    tidy(name).replace('’', "'").to_lowercase()
}

/// What a code stands for: alpha-2, alpha-3 or numeric (with or without leading zeros), aliases included.
///
/// `NA` is Namibia; `251`, `757`, `842`, `579`, `699` and `490` are the codes of UN trade statistics.
#[must_use]
pub fn by_code(code: &str) -> Area {
    let code = code.trim();
    let bare = code.trim_start_matches('0');
    let code = if bare.is_empty() && !code.is_empty() { "0" } else { bare };
    tables().codes.get(code).copied().unwrap_or(Area::Unknown)
}

/// What a name stands for in a format (`usgs`, `eu_crm`, `iea`, `bgs`, `wmd`, `wgi`, ...).
///
/// A name that only adds words in brackets to a known one (`Peru (exports)`) is that country with a qualifier.
#[must_use]
pub fn by_name(format: &str, name: &str) -> Place {
    let name = tidy(name);
    if let Some((area, qualifier)) = known(format, &name) {
        return Place { name, area, qualifier };
    }
    if let Some((base, rest)) = name.split_once(" (")
        && let Some((area, _)) = known(format, base)
    {
        let qualifier = rest.trim_end_matches(')').to_owned();
        return Place { name, area, qualifier };
    }
    Place { name, area: Area::Unknown, qualifier: String::new() }
}

fn known(format: &str, name: &str) -> Option<(Area, String)> {
    let name = key(name);
    let names = &tables().names;
    names.get(&(format.to_owned(), name.clone())).or_else(|| names.get(&("any".to_owned(), name))).cloned()
}

/// The ISO short name of a country.
#[must_use]
pub fn title(iso3: Iso3) -> &'static str {
    tables().titles.get(&iso3).map_or("", String::as_str)
}

/// All countries: alpha-3 code and ISO short name.
pub fn countries() -> impl Iterator<Item = (Iso3, &'static str)> {
    tables().titles.iter().map(|(iso3, name)| (*iso3, name.as_str()))
}

/// Looks a name up and tells if nobody knows it.
pub(super) fn named(format: &str, name: &str, line: u32, column: &str, report: &mut Report) -> Place {
    let place = by_name(format, name);
    if place.area == Area::Unknown {
        let names = tables().names.keys().filter(|(f, _)| f == format || f == "any").map(|(_, n)| n.as_str());
        let hint = nearest(&key(name), names).map_or_else(
            || "add it to data/recipe/publisher_names.csv".to_owned(),
            |near| format!("did you mean `{near}`? otherwise add it to data/recipe/publisher_names.csv"),
        );
        report.tell(report.warning("unknown name of a place").at(line).cell(column, name).hint(hint));
    }
    place
}

/// Looks a code up and tells if nobody knows it; the place keeps the published name.
pub(super) fn coded(code: &str, name: &str, line: u32, column: &str, report: &mut Report) -> Place {
    let area = by_code(code);
    if area == Area::Unknown {
        let hint = "add it to data/recipe/country_code_aliases.csv";
        report.tell(report.warning("unknown code of a place").at(line).cell(column, code).hint(hint));
    }
    Place { name: tidy(name), area, qualifier: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_each_publisher() {
        for (format, name, iso3, qualifier) in [
            ("usgs", "Congo (Kinshasa)", "COD", ""),
            ("usgs", "Russia ", "RUS", ""),
            ("usgs", "United\u{a0}States (kyanite)", "USA", "kyanite"),
            ("usgs", "Peru (exports)", "PER", "exports"),
            ("usgs", "Chile (shipments)", "CHL", "shipments"),
            ("bgs", "Congo", "COG", ""),
            ("bgs", "Congo, Democratic Republic", "COD", ""),
            ("eu_crm", "Turkyie", "TUR", ""),
            ("eu_crm", "Congo, D.R.", "COD", ""),
            ("eu_crm", "Brasilia", "BRA", ""),
            ("iea", "Democratic Republic of Congo", "COD", ""),
            ("china_exports", "UAE", "ARE", ""),
            ("wmd", "French Guiana", "GUF", ""),
        ] {
            let place = by_name(format, name);
            assert_eq!((place.iso3(), place.qualifier.as_str()), (iso3, qualifier), "{format} {name}");
        }
        assert_eq!(by_name("usgs", "World total (rounded) 10").area, Area::World);
        assert_eq!(by_name("usgs", "United States and Canada").area, Area::Group);
        assert_eq!(by_name("iea", "Rest of world").area, Area::Rest);
        assert_eq!(by_name("usgs", "Atlantis").area, Area::Unknown);
    }

    #[test]
    fn codes_of_trade_statistics() {
        for (code, iso3) in [
            ("NA", "NAM"),
            ("516", "NAM"),
            ("S19", "TWN"),
            ("490", "TWN"),
            ("251", "FRA"),
            ("757", "CHE"),
            ("842", "USA"),
            ("579", "NOR"),
            ("699", "IND"),
            ("280", "DEU"),
            ("276", "DEU"),
            ("58", "BEL"),
            ("056", "BEL"),
            ("4", "AFG"),
            ("004", "AFG"),
            ("CN", "CHN"),
            ("1A0", "XKX"),
        ] {
            assert_eq!(by_code(code).country().map(|c| c.to_string()).as_deref(), Some(iso3), "{code}");
        }
        assert_eq!(by_code("EUR"), Area::Group);
        assert_eq!(by_code("XX "), Area::Rest);
        assert_eq!(by_code("0"), Area::World);
        assert_eq!(by_code("ZZZ"), Area::Unknown);
    }

    #[test]
    fn an_unknown_name_is_told_with_the_nearest() {
        let mut report = Report::new("x.csv");
        named("usgs", "Austrolia", 3, "COUNTRY", &mut report);
        let told = report.imported(Vec::<()>::new()).diagnostics.to_string();
        assert!(told.contains("did you mean `australia`"), "{told}");
    }
}
