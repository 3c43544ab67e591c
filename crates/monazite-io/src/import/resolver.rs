//! What a row of a table is about, by every key that the row has: codes first, then the name; told if none is known.

use super::cell::tidy;
use super::gazetteer::{by_code, by_name, near};
use super::place::{Area, Place};
use super::report::Report;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A cell that may name a place, with its column.
pub(super) type Key<'a> = (&'static str, &'a str);

/// Finds the places of one reading.
///
/// The first code that is known decides; where it is no code that is known, the name does.
/// A name that stands for another place than the code is told, and decides: a wrong code is seen by nobody.
pub(super) struct Resolver {
    format: &'static str,
    /// What was found for the cells of a row.
    found: FxHashMap<String, Arc<Place>>,
    /// The key of the row at hand, kept so that it is not made anew for each.
    key: String,
    /// What was told already.
    told: BTreeSet<String>,
}

impl Resolver {
    /// For the tables of a publisher.
    pub(super) fn new(format: &'static str) -> Self {
        Self { format, found: FxHashMap::default(), key: String::new(), told: BTreeSet::new() }
    }

    /// The place of some codes and a name, any of which may be blank.
    pub(super) fn place<const N: usize>(
        &mut self,
        codes: [Key<'_>; N],
        name: Key<'_>,
        line: u32,
        report: &mut Report,
    ) -> Place {
        Place::clone(&self.shared(codes, name, line, report))
    }

    /// As [`Resolver::place`]; the rows of one place share it.
    pub(super) fn shared<const N: usize>(
        &mut self,
        codes: [Key<'_>; N],
        name: Key<'_>,
        line: u32,
        report: &mut Report,
    ) -> Arc<Place> {
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        for cell in codes.iter().chain([&name]).map(|(_, cell)| *cell) {
            key.push_str(cell);
            key.push('\u{1f}');
        }
        if let Some(place) = self.found.get(&key) {
            let place = Arc::clone(place);
            self.key = key;
            return place;
        }
        let place = Arc::new(self.find(&codes, name, line, report));
        self.found.insert(key, Arc::clone(&place));
        place
    }

    /// The place of a name alone.
    pub(super) fn named(&mut self, name: Key<'_>, line: u32, report: &mut Report) -> Place {
        self.place([], name, line, report)
    }

    fn find(&mut self, codes: &[Key<'_>], name: Key<'_>, line: u32, report: &mut Report) -> Place {
        let codes: Vec<Key<'_>> = codes.iter().copied().filter(|(_, cell)| !is_blank(cell)).collect();
        let named = if is_blank(name.1) { None } else { Some(self.by_name_or_code(name.1)) };
        let coded = codes.iter().find_map(|&(column, code)| {
            let area = self.by_code_or_name(code);
            (area != Area::Unknown).then_some((column, code, area))
        });
        let shown = if is_blank(name.1) { codes.first().map_or("", |(_, code)| code) } else { name.1 };
        let named = named.filter(|place| place.area != Area::Unknown);
        let (area, qualifier) = match (coded, named) {
            (Some((column, code, area)), Some(place)) => {
                if apart(area, place.area) {
                    self.disagree((column, code), area, &place, line, report);
                }
                // A group or a remainder that the code tells apart is not made a country by its name, nor the reverse.
                (if apart(area, place.area) { place.area } else { area }, place.qualifier)
            }
            (Some((.., area)), None) => (area, String::new()),
            (None, Some(place)) => (place.area, place.qualifier),
            (None, None) => {
                self.unknown(&codes, name, line, report);
                (Area::Unknown, String::new())
            }
        };
        Place { name: tidy(shown), area, qualifier }
    }

    /// A code, or a name in the column of codes.
    fn by_code_or_name(&self, text: &str) -> Area {
        match by_code(text) {
            Area::Unknown if tidy(text).len() > 3 => by_name(self.format, text).area,
            area => area,
        }
    }

    /// A name, or a code in the column of names.
    fn by_name_or_code(&self, text: &str) -> Place {
        let place = by_name(self.format, text);
        match (place.area, tidy(text).len()) {
            (Area::Unknown, ..=3) => Place { area: by_code(text), ..place },
            _ => place,
        }
    }

    fn disagree(&mut self, code: Key<'_>, area: Area, place: &Place, line: u32, report: &mut Report) {
        if !self.told.insert(format!("{}|{}", code.1, place.name)) {
            return;
        }
        let problem = report.warning("the code is that of another place than the name; the name decides");
        let cell = format!("{} {}", code.1.trim(), place.name);
        let hint =
            format!("the code is {}, the name is {}; read as the second", said(area), said(place.area));
        report.tell(problem.at(line).cell(code.0, &cell).hint(hint));
    }

    fn unknown(&mut self, codes: &[Key<'_>], name: Key<'_>, line: u32, report: &mut Report) {
        let keys: Vec<Key<'_>> =
            codes.iter().copied().chain([name]).filter(|(_, cell)| !is_blank(cell)).collect();
        let columns: Vec<&str> = keys.iter().map(|(column, _)| *column).collect();
        let cells: Vec<&str> = keys.iter().map(|(_, cell)| cell.trim()).collect();
        let shown = cells.join(" ");
        if !self.told.insert(shown.clone()) {
            return;
        }
        let near = (!is_blank(name.1)).then(|| near(self.format, name.1)).flatten();
        let advice = "the row stays, marked `unknown`; write an ISO 3166 code or the English short name";
        let hint = near.map_or_else(|| advice.to_owned(), |near| format!("did you mean `{near}`? {advice}"));
        let message = if keys.is_empty() { "a row names no place" } else { "unknown place" };
        report.tell(report.warning(message).at(line).cell(&columns.join(","), &shown).hint(hint));
    }
}

/// Whether a cell says nothing: `NA` alone is the code of Namibia.
fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "-" | "nan" | "NaN" | "na" | "n/a" | "N/A" | "None" | "none" | "null" | "NULL")
}

/// Whether two areas cannot both be meant.
fn apart(one: Area, other: Area) -> bool {
    let dissolved = [one, other].contains(&Area::Dissolved);
    one != other && (dissolved || one.country().is_some() || other.country().is_some())
}

fn said(area: Area) -> String {
    area.country().map_or_else(|| area.reason().to_owned(), |iso3| iso3.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<const N: usize>(codes: [&str; N], name: &str) -> (Place, String) {
        let mut report = Report::new("x.csv");
        let codes = codes.map(|code| ("code", code));
        let place = Resolver::new("usgs").place(codes, ("name", name), 3, &mut report);
        (place, report.imported(Vec::<()>::new()).diagnostics.to_string())
    }

    #[test]
    fn any_key_will_do() {
        for (codes, name) in [
            (["842", ""], ""),
            (["", "USA"], ""),
            (["", ""], "United States"),
            (["", "usa"], "?"),
            (["nan", "US"], "USA"),
            (["United States", ""], ""),
            (["", ""], "US"),
        ] {
            let (place, told) = found(codes, name);
            assert_eq!(place.iso3(), "USA", "{codes:?} {name}");
            assert_eq!(told, "0 errors, 0 warnings");
        }
    }

    #[test]
    fn a_wrong_code_is_told_and_the_name_decides() {
        let (place, told) = found(["GUY"], "French Guiana");
        assert_eq!(place.iso3(), "GUF");
        assert!(told.contains("the code is GUY, the name is GUF"), "{told}");
    }

    #[test]
    fn an_unknown_place_is_told_with_the_nearest() {
        let (place, told) = found(["ZZZ"], "Austrolia");
        assert_eq!(place.area, Area::Unknown);
        assert!(told.contains("did you mean `australia`") && told.contains("ZZZ Austrolia"), "{told}");
        assert!(found([""], "").1.contains("names no place"));
    }
}
