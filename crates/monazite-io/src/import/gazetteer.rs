//! From the names and codes that publishers print to ISO 3166-1 alpha-3.
//!
//! The tables are `data/recipe/publisher_names.csv`, `country_codes.csv` and `country_code_aliases.csv`.
//! A name is looked up as it is printed, then by its words: `Congo, Dem. Rep.` is `Democratic Republic of the Congo`.

use super::cell::tidy;
use super::place::{Area, Iso3, Place};
use crate::nearest::nearest;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const NAMES: &str = monazite_data::text(monazite_data::RECIPE, "publisher_names");
const CODES: &str = monazite_data::text(monazite_data::RECIPE, "country_codes");
const ALIASES: &str = monazite_data::text(monazite_data::RECIPE, "country_code_aliases");
/// Names that every format knows.
const ANY: &str = "any";

/// The tables, read once.
struct Tables {
    /// By format and lower-case name.
    names: BTreeMap<(String, String), (Area, String)>,
    /// By the words of a name that every format knows, in the order of the alphabet.
    words: BTreeMap<String, Area>,
    /// By alpha-2, alpha-3 or numeric code without leading zeros.
    codes: BTreeMap<String, Area>,
    /// The ISO name of a country.
    titles: BTreeMap<Iso3, String>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables {
            names: BTreeMap::new(),
            words: BTreeMap::new(),
            codes: BTreeMap::new(),
            titles: BTreeMap::new(),
        };
        for row in records(CODES) {
            let Some(iso3) = row.first().and_then(|code| Iso3::new(code)) else { continue };
            for code in row.iter().take(3).filter(|code| !code.is_empty()) {
                tables.codes.insert(code.clone(), Area::Country(iso3));
            }
            let title = row.get(3).cloned().unwrap_or_default();
            tables.words.insert(words(&title), Area::Country(iso3));
            tables.titles.insert(iso3, title);
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
                if format == ANY {
                    tables.words.insert(words(name), area);
                }
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

/// The words of a name in the order of the alphabet: no accents, no articles, abbreviations written out.
fn words(name: &str) -> String {
    let plain: String = name.chars().flat_map(char::to_lowercase).filter_map(plain).collect();
    let mut words: Vec<&str> = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "the" | "of" | "and" | "de" | "d"))
        .map(|word| match word {
            "st" => "saint",
            "rep" => "republic",
            "dem" => "democratic",
            "isds" => "islands",
            "fed" => "federated",
            "sts" => "states",
            "afr" => "african",
            "ar" => "arab",
            other => other,
        })
        .collect();
    words.sort_unstable();
    words.join(" ")
}

/// A lower-case letter without its accent; nothing for an apostrophe or an accent that stands alone.
fn plain(c: char) -> Option<char> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'š' | 'ś' | 'ş' | 'ș' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ğ' => 'g',
        '\'' | '’' | '`' | '.' | '\u{300}'..='\u{36f}' => return None,
        other => other,
    })
}

/// What a code stands for: alpha-2, alpha-3 or numeric (with or without leading zeros), aliases included.
///
/// `NA` is Namibia; `251`, `757`, `842`, `579`, `699` and `490` are the codes of UN trade statistics.
/// Capital or small letters; a number of a data frame (`842.0`) is the number.
#[must_use]
pub fn by_code(code: &str) -> Area {
    let code = code.trim();
    let code = code.strip_suffix(".0").filter(|c| c.bytes().all(|b| b.is_ascii_digit())).unwrap_or(code);
    let bare = code.trim_start_matches('0');
    let code = if bare.is_empty() && !code.is_empty() { "0" } else { bare };
    let codes = &tables().codes;
    codes
        .get(code)
        .or_else(|| (code.len() <= 9).then(|| codes.get(&code.to_ascii_uppercase()))?)
        .copied()
        .unwrap_or(Area::Unknown)
}

/// What a name stands for in a format (`usgs`, `eu_crm`, `iea`, `bgs`, `wmd`, `wgi`, ...).
///
/// A name that only adds words in brackets to a known one (`Peru (exports)`) is that country with a qualifier,
/// unless the words make another country of it (`Korea (North)`).
#[must_use]
pub fn by_name(format: &str, name: &str) -> Place {
    let name = tidy(name);
    if let Some((area, qualifier)) = known(format, &name) {
        return Place { name, area, qualifier };
    }
    if let Some((base, rest)) = name.split_once(" (")
        && let Some((area, _)) = known(format, base)
        && !words(rest).split(' ').any(|word| TELLS_APART.contains(&word))
    {
        let qualifier = rest.trim_end_matches(')').to_owned();
        return Place { name, area, qualifier };
    }
    // The number of a footnote.
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == ',');
    if bare.len() < name.len()
        && let Some((area, qualifier)) = known(format, bare)
    {
        return Place { name, area, qualifier };
    }
    // The mark of an estimate: `Argentinae`.
    if format == "usgs"
        && let Some((area, qualifier)) = bare.strip_suffix('e').and_then(|bare| known(format, bare))
    {
        return Place { name, area, qualifier };
    }
    Place { name, area: Area::Unknown, qualifier: String::new() }
}

/// Words in brackets that make another place of a country.
const TELLS_APART: [&str; 26] = [
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "democratic",
    "kinshasa",
    "brazzaville",
    "american",
    "british",
    "french",
    "dutch",
    "us",
    "taiwan",
    "hong",
    "macao",
    "macau",
    "former",
    "bissau",
    "equatorial",
    "overseas",
    "province",
    "territory",
];

fn known(format: &str, name: &str) -> Option<(Area, String)> {
    let exact = key(name);
    let tables = tables();
    let found = |format: &str| tables.names.get(&(format.to_owned(), exact.clone())).cloned();
    found(format)
        .or_else(|| found(ANY))
        .or_else(|| tables.words.get(&words(name)).map(|area| (*area, String::new())))
}

/// The known name nearest to one that is not known.
pub(super) fn near(format: &str, name: &str) -> Option<&'static str> {
    let names = tables().names.keys().filter(|(f, _)| f == format || f == ANY).map(|(_, name)| name.as_str());
    nearest(&key(name), names)
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
    fn a_name_is_known_in_any_order_of_its_words() {
        for (name, iso3) in [
            ("Congo, Dem. Rep.", "COD"),
            ("Democratic Republic of the Congo", "COD"),
            ("Congo, Rep.", "COG"),
            ("Korea, Rep.", "KOR"),
            ("REPUBLIC OF KOREA", "KOR"),
            ("Korea, Dem. People's Rep.", "PRK"),
            ("Korea (North)", "PRK"),
            ("China (Hong Kong SAR)", "HKG"),
            ("Turkiye", "TUR"),
            ("Cote d'Ivoire", "CIV"),
            ("Côte d’Ivoire", "CIV"),
            ("St. Lucia", "LCA"),
            ("Bolivia (Plurinational State of)", "BOL"),
            ("Gambia, The", "GMB"),
            ("Guinea-Bissau", "GNB"),
            ("Samoa (American)", "ASM"),
            ("Viet Nam", "VNM"),
            ("Australia2", "AUS"),
        ] {
            assert_eq!(by_name("world_bank", name).iso3(), iso3, "{name}");
        }
        for unknown in ["Guinea (north)", "Yemen (former)", "Ireland (Northern)"] {
            assert_eq!(by_name("world_bank", unknown).area, Area::Unknown, "{unknown}");
        }
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
            ("842.0", "USA"),
            ("579", "NOR"),
            ("699", "IND"),
            ("280", "DEU"),
            ("276", "DEU"),
            ("58", "BEL"),
            ("056", "BEL"),
            ("4", "AFG"),
            ("004", "AFG"),
            ("CN", "CHN"),
            ("chl", "CHL"),
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
    fn codes_that_only_one_publisher_uses() {
        for (code, iso3) in [
            ("ADO", "AND"),
            ("KSV", "XKX"),
            ("WBG", "PSE"),
            ("TMP", "TLS"),
            ("ZAR", "COD"),
            ("ROM", "ROU"),
            ("IMY", "IMN"),
            ("UK", "GBR"),
            ("EL", "GRC"),
            ("XK", "XKX"),
        ] {
            assert_eq!(by_code(code).country().map(|c| c.to_string()).as_deref(), Some(iso3), "{code}");
        }
        assert_eq!(by_code("EMU"), Area::Group);
        assert_eq!(by_code("SSF"), Area::Group);
    }
}
