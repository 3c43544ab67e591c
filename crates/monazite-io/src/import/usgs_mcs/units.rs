//! Units of the summaries: abbreviations in names of columns, misprints of a release, and magnitudes of the next.

use super::super::report::Report;
use super::row::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

const MISPRINTS: &str = monazite_data::text(monazite_data::RECIPE, "usgs_misprints");
const MAGNITUDES: &str = monazite_data::text(monazite_data::RECIPE, "usgs_magnitudes");
/// A file whose largest figure is so many times the largest of the release of 2026, or less by as much, has another unit.
const ANOTHER_UNIT: f64 = 50.0;

/// The unit of an abbreviation at the end of a column's name; prices have `d` (dollars) or `c` (cents) before it.
pub(super) fn of_suffix(suffix: &str, statistic: &str) -> Option<&'static str> {
    let lower = suffix.to_ascii_lowercase();
    Some(match (statistic, lower.as_str()) {
        ("Price", "dt") => "dollars per metric ton",
        ("Price", "dkg") => "dollars per kilogram",
        ("Price", "dg") => "dollars per gram",
        ("Price", "dlb") => "dollars per pound",
        ("Price", "clb" | "ctslb") => "cents per pound",
        ("Price", "dtoz" | "doz") => "dollars per troy ounce",
        ("Price", "dct") => "dollars per carat",
        ("Price", _) => return None,
        (_, "t") => "metric tons",
        (_, "kt") => "thousand metric tons",
        (_, "mt" | "mmt") => "million metric tons",
        (_, "kg") => "kilograms",
        (_, "g") => "grams",
        (_, "ct") => "carats",
        (_, "kct") => "thousand carats",
        (_, "mct") => "million carats",
        (_, "mcm") => "million cubic meters",
        (_, "pct") => "percent",
        (_, "num") => "number",
        _ => return None,
    })
}

/// A unit as a factor and what it counts: tonnes, carats or cubic metres.
fn base(unit: &str) -> Option<(f64, &'static str)> {
    Some(match unit {
        "metric tons" => (1.0, "t"),
        "thousand metric tons" | "thousand metric dry tons" => (1e3, "t"),
        "million metric tons" => (1e6, "t"),
        "kilograms" => (1e-3, "t"),
        "grams" => (1e-6, "t"),
        "carats" => (1.0, "ct"),
        "thousand carats" | "thousands of carats" => (1e3, "ct"),
        "million carats" => (1e6, "ct"),
        "million cubic meters" => (1e6, "m3"),
        _ => return None,
    })
}

/// A name without case and punctuation.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The misprinted units of a release that were told already.
#[derive(Default)]
pub(super) struct Misprints {
    told: BTreeSet<String>,
}

impl Misprints {
    /// The unit as it must be read; a correction is told once a mineral, statistic and unit.
    pub(super) fn unit(
        &mut self,
        release: &str,
        mineral: &str,
        statistic: &str,
        printed: &str,
        line: u32,
        report: &mut Report,
    ) -> String {
        let key = bare(mineral);
        let found = misprints().iter().find(|row| {
            let [of, name, kind, unit, ..] = row.as_slice() else { return false };
            of == release.trim() && bare(name) == key && (kind == "*" || kind == statistic) && unit == printed
        });
        let Some([_, _, kind, _, right, note]) = found.map(Vec::as_slice) else { return printed.to_owned() };
        if self.told.insert(format!("{key} {kind} {printed}")) {
            let seen = if printed.is_empty() { "no unit" } else { printed };
            let problem = report.warning(format!("misprinted unit corrected to `{right}`")).at(line);
            let problem = problem.cell("UNIT_MEAS", &format!("{mineral}: {seen}"));
            report.tell(problem.hint(format!("as the {note}; told once for all rows of its kind")));
        }
        right.clone()
    }
}

/// Tells units that are missing, and minerals whose figures are far from those of the release of 2026.
pub(super) fn compare(rows: &[Row], report: &mut Report) {
    // By mineral and statistic: the largest figure, with its line and unit.
    let mut largest = BTreeMap::new();
    for row in
        rows.iter().filter(|row| matches!(row.statistic.as_str(), "Production" | "Reserves" | "Capacity"))
    {
        let Some((figure, (factor, unit))) = row.value.number().zip(base(&row.unit)) else { continue };
        let seen = (figure * factor, row.line, row.mineral.as_str(), row.unit.as_str());
        let most = largest.entry((bare(&row.mineral), row.statistic.as_str(), unit)).or_insert(seen);
        if seen.0 > most.0 {
            *most = seen;
        }
    }
    for ((mineral, statistic, unit), (seen, line, name, printed)) in largest {
        let Some(&(_, most)) = magnitudes().get(&(mineral, statistic.to_owned(), unit.to_owned())) else {
            continue;
        };
        let factor = seen / most;
        let small = factor > 0.0 && factor < 1.0 / ANOTHER_UNIT && whole_world(rows, name, statistic);
        if factor > ANOTHER_UNIT || small {
            let message = "the largest figure is far from what the release of 2026 has: is the unit right?";
            let message = if factor > 1.0 {
                format!(
                    "the largest figure is {factor:.0} times what the release of 2026 has: is the unit right?"
                )
            } else {
                message.to_owned()
            };
            let problem = report.warning(message).at(line).cell(name, &format!("{statistic}, {printed}"));
            report.tell(problem.hint("compare it with another release; the figure is read as it is printed"));
        }
    }
    let blank = rows.iter().filter(|row| row.unit.is_empty() && row.value.number().is_some());
    let mut told = BTreeSet::new();
    for row in blank.filter(|row| row.statistic != "Employment") {
        if told.insert(row.mineral.as_str()) {
            let problem =
                report.warning("a figure without unit").at(row.line).cell(&row.mineral, &row.statistic);
            report.tell(problem.hint("told once a mineral; look the unit up in the chapter"));
        }
    }
}

/// Whether a mineral's figures are those of the world, not of a few small countries.
fn whole_world(rows: &[Row], mineral: &str, statistic: &str) -> bool {
    let of = rows.iter().filter(|row| row.mineral == mineral && row.statistic == statistic);
    of.clone().any(|row| row.place.area == super::super::place::Area::World) || of.count() >= 10
}

/// The rows of an embedded table without its header.
fn table(text: &'static str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().filter_map(Result::ok);
    rows.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

fn misprints() -> &'static Vec<Vec<String>> {
    static TABLE: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    TABLE.get_or_init(|| table(MISPRINTS))
}

/// Least and largest figure of a release by mineral, statistic and what the unit counts.
type Magnitudes = BTreeMap<(String, String, String), (f64, f64)>;

/// Those of the release of 2026.
fn magnitudes() -> &'static Magnitudes {
    static TABLE: OnceLock<Magnitudes> = OnceLock::new();
    TABLE.get_or_init(|| {
        let entry = |row: Vec<String>| {
            let [mineral, statistic, least, most, unit] = row.as_slice() else { return None };
            let key = (bare(mineral), statistic.clone(), unit.clone());
            Some((key, (least.parse().ok()?, most.parse().ok()?)))
        };
        table(MAGNITUDES).into_iter().filter_map(entry).collect()
    })
}
