//! What two results, or two datasets, say differently.

use crate::results::{Cell, Header, Kind, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// Columns that say how a row was come by, not what it is about.
const REMARKS: [&str; 6] = ["note", "source", "published_value", "published_unit", "row", "hint"];
/// Columns that are compared where a table has them; the others tell its rows apart.
const MEASURED: [&str; 4] = ["value", "low", "high", "quality"];
/// Numbers that tell rows apart.
const COUNTED: [&str; 4] = ["year", "week", "step", "link"];

const COLUMNS: &[Header] = &[
    ("table", Kind::Text),
    ("row", Kind::Text),
    ("column", Kind::Text),
    ("a", Kind::Text),
    ("b", Kind::Text),
    ("difference", Kind::Number),
    ("ratio", Kind::Number),
    ("beyond_range", Kind::Text),
];

/// A table by what its rows are about; each row by column.
type Rows = BTreeMap<String, BTreeMap<String, String>>;

/// What differs between two CSV files, or between the CSV files of two folders: one row a cell, those of a table with the
/// largest ratio first. A row that only one of them has stands with its `column` blank.
///
/// `beyond_range` says whether each central value lies outside the other's range.
///
/// # Errors
/// A path cannot be read, or there is no table that both have.
pub fn compare(a: &Path, b: &Path) -> io::Result<Sheet> {
    let (a, b) = (tables(a)?, tables(b)?);
    let mut sheet = Sheet::new(COLUMNS);
    let names: BTreeSet<&String> = a.keys().filter(|name| b.contains_key(*name)).collect();
    if names.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "the two have no table of the same name"));
    }
    for name in names {
        let (left, right) = (records(&a[name])?, records(&b[name])?);
        let key = keys(&[&left, &right]);
        let (left, right) = (by_key(&left, &key), by_key(&right, &key));
        let mut found = differences(&left, &right);
        found.sort_by(|x, y| y.weight().total_cmp(&x.weight()));
        for difference in found {
            sheet.push(difference.cells(name));
        }
    }
    Ok(sheet)
}

/// CSV files by name; a single file has the name of its table, so that `a.csv` and `b.csv` can be compared.
fn tables(path: &Path) -> io::Result<BTreeMap<String, PathBuf>> {
    if path.is_file() {
        return Ok(BTreeMap::from([("table".to_owned(), path.to_owned())]));
    }
    let mut tables = BTreeMap::new();
    for entry in std::fs::read_dir(path)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv")) {
            tables.insert(path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), path);
        }
    }
    Ok(tables)
}

/// Header and rows of a file.
struct Records {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn records(path: &Path) -> io::Result<Records> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).map_err(io::Error::other)?;
    let own = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let header = own(reader.headers().map_err(io::Error::other)?);
    let rows = reader.records().map(|r| r.map(|r| own(&r)).map_err(io::Error::other));
    Ok(Records { header, rows: rows.collect::<io::Result<_>>()? })
}

/// The columns that tell rows apart: all but the measured ones, or, where a table has none of these, its texts.
fn keys(both: &[&Records; 2]) -> BTreeSet<String> {
    let has_value = both.iter().all(|r| r.header.iter().any(|h| h == "value"));
    let is_key = |name: &str| {
        if REMARKS.contains(&name) {
            false
        } else if has_value {
            !MEASURED.contains(&name)
        } else {
            COUNTED.contains(&name) || !both.iter().all(|r| is_numeric(r, name))
        }
    };
    both.iter().flat_map(|r| &r.header).filter(|name| is_key(name)).cloned().collect()
}

fn is_numeric(records: &Records, name: &str) -> bool {
    let Some(at) = records.header.iter().position(|h| h == name) else { return true };
    records.rows.iter().filter_map(|r| r.get(at)).all(|cell| cell.is_empty() || cell.parse::<f64>().is_ok())
}

/// Rows by what they are about; those that are about the same are counted, so that none is lost.
fn by_key(records: &Records, keys: &BTreeSet<String>) -> Rows {
    let mut rows = Rows::new();
    for row in &records.rows {
        let cells = || records.header.iter().zip(row);
        let about: Vec<String> = cells()
            .filter(|(name, cell)| keys.contains(*name) && !cell.is_empty())
            .map(|(name, cell)| format!("{name}={cell}"))
            .collect();
        let about = about.join(" ");
        let mut name = about.clone();
        let mut again = 1;
        while rows.contains_key(&name) {
            again += 1;
            name = format!("{about} ({again})");
        }
        let rest = cells().filter(|(name, _)| !keys.contains(*name) && !REMARKS.contains(&name.as_str()));
        rows.insert(name, rest.map(|(name, cell)| (name.clone(), cell.clone())).collect());
    }
    rows
}

/// One cell, or one row, that differs.
struct Difference {
    row: String,
    column: String,
    sides: [String; 2],
    beyond: Option<bool>,
}

fn differences(left: &Rows, right: &Rows) -> Vec<Difference> {
    let mut found = Vec::new();
    for row in left.keys().chain(right.keys().filter(|row| !left.contains_key(*row))) {
        let (Some(a), Some(b)) = (left.get(row), right.get(row)) else {
            let only = |side: &Rows| if side.contains_key(row) { "only here" } else { "" }.to_owned();
            let sides = [only(left), only(right)];
            found.push(Difference { row: row.clone(), column: String::new(), sides, beyond: None });
            continue;
        };
        let columns: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
        for column in columns {
            let sides = [a, b].map(|side| side.get(column).cloned().unwrap_or_default());
            if sides[0] != sides[1] {
                let beyond = (column == "value").then(|| outside(a, b).zip(outside(b, a))).flatten();
                let beyond = beyond.map(|(x, y)| x && y);
                found.push(Difference { row: row.clone(), column: column.clone(), sides, beyond });
            }
        }
    }
    found
}

/// Whether the value of one row lies outside the range of the other.
fn outside(row: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Option<bool> {
    let number = |row: &BTreeMap<String, String>, column| row.get(column)?.parse::<f64>().ok();
    let value = number(row, "value")?;
    Some(value < number(other, "low")? || number(other, "high")? < value)
}

impl Difference {
    fn numbers(&self) -> Option<(f64, f64)> {
        self.sides[0].parse().ok().zip(self.sides[1].parse().ok())
    }

    /// How far the two are apart: rows that one lacks first, then by the larger over the smaller.
    fn weight(&self) -> f64 {
        match self.numbers() {
            None => f64::INFINITY,
            Some((a, b)) => (a - b).abs() / a.abs().min(b.abs()).max(f64::MIN_POSITIVE),
        }
    }

    fn cells(self, table: &str) -> Vec<Cell> {
        let (difference, ratio) = self.numbers().map_or((f64::NAN, f64::NAN), |(a, b)| (b - a, b / a));
        let beyond = self.beyond.map_or("", |beyond| if beyond { "yes" } else { "no" });
        let [a, b] = self.sides;
        vec![
            table.into(),
            self.row.into(),
            self.column.into(),
            a.into(),
            b.into(),
            difference.into(),
            ratio.into(),
            beyond.into(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(a: &str, b: &str) -> Sheet {
        let folder = tempfile::tempdir().unwrap();
        let paths = [("a", a), ("b", b)].map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::create_dir(&path).unwrap();
            std::fs::write(path.join("figures.csv"), text).unwrap();
            path
        });
        compare(&paths[0], &paths[1]).unwrap()
    }

    #[test]
    fn rows_meet_by_what_they_are_about_in_any_order_and_the_largest_change_comes_first() {
        let a = "metric,mineral,value,low,high,unit\nhhi,tin,1,0.9,1.1,index\nhhi,zinc,2,1,3,index\nhhi,lead,4,4,4,index\n";
        let b = "metric,mineral,value,low,high,unit\nhhi,zinc,2.5,1,3,index\nhhi,tin,3,2.9,3.1,index\n";
        let sheet = sheet(a, b);
        let texts: Vec<String> = sheet.rows().iter().map(|r| format!("{:?}", &r[1..5])).collect();
        assert!(texts[0].contains("mineral=lead") && texts[0].contains("only here"), "{texts:?}");
        let tin = sheet
            .rows()
            .iter()
            .find(|r| r[1] == "metric=hhi mineral=tin unit=index".into() && r[2] == "value".into());
        let tin = tin.unwrap();
        assert_eq!((&tin[5], &tin[6], &tin[7]), (&2.0.into(), &3.0.into(), &"yes".into()));
        let zinc = sheet.rows().iter().find(|r| r[1] == "metric=hhi mineral=zinc unit=index".into());
        assert_eq!(zinc.unwrap()[7], "no".into());
    }

    #[test]
    fn the_same_differ_in_nothing_and_strangers_cannot_be_compared() {
        let text = "week,mineral,shortfall\n1,tin,0.5\n2,tin,0.25\n";
        assert!(sheet(text, text).rows().is_empty());
        assert_eq!(sheet(text, "week,mineral,shortfall\n1,tin,0.5\n2,tin,0.5\n").rows().len(), 1);
        let folder = tempfile::tempdir().unwrap();
        assert!(compare(folder.path(), folder.path()).is_err());
    }
}
