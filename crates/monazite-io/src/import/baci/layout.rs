//! Where the columns stand, and how a record becomes a flow.

use super::super::report::Report;
use super::flow::Flow;
use super::party::Party;
use super::revision::Revision;
use crate::nearest::nearest;
use crate::sniff;
use csv::ByteRecord;

/// Columns of a flow in the order year, exporter, importer, code, value, quantity, each with its older spellings.
type Names = [&'static [&'static str]; 6];
/// As CEPII publishes them; before 2020 the code was called by its classification.
const CEPII: Names = [&["t"], &["i"], &["j"], &["k", "hs6"], &["v"], &["q"]];
const TIDIED: Names = [
    &["year"],
    &["exporter_iso2", "exporter_iso3", "exporter"],
    &["importer_iso2", "importer_iso3", "importer"],
    &["hs6"],
    &["value_usd"],
    &["qty", "quantity_t"],
];
/// Columns that may tell the revision of the codes.
const REVISIONS: [&str; 3] = ["revision", "classification", "source"];

/// The layout of one file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    names: [&'static str; 6],
    columns: [usize; 6],
    /// Number of columns.
    pub(super) width: usize,
    /// Between two cells.
    pub(super) delimiter: u8,
    /// Whether parties are numbers as published.
    numeric: bool,
    /// The year that the name of the file tells.
    year: Option<i32>,
    /// USD in a unit of value.
    scale: f64,
    /// The revision that the name of the file tells.
    revision: Revision,
    /// A column that tells it by row.
    revised: Option<usize>,
}

/// Why a record is no flow, or is a strange one: the column and what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) column: &'static str,
    pub(super) at: usize,
    pub(super) message: &'static str,
    pub(super) allowed: &'static str,
    pub(super) hint: &'static str,
}

impl Layout {
    /// The layout of a header line; told if it is none that is known.
    pub(super) fn of(line: &[u8], report: &mut Report) -> Option<Self> {
        let delimiter = sniff::delimiter(line);
        let mut header = ByteRecord::new();
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(line);
        if !reader.read_byte_record(&mut header).unwrap_or(false) {
            report.tell(
                report
                    .error("the file has no header")
                    .at(1)
                    .hint("give the file with its first line: t,i,j,k,v,q"),
            );
            return None;
        }
        let seen: Vec<String> = header
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').trim().to_owned())
            .collect();
        let find = |names: &[&'static str]| {
            names.iter().find_map(|name| seen.iter().position(|seen| seen == name).map(|at| (at, *name)))
        };
        let hits = |names: Names| names.iter().filter(|names| find(names).is_some()).count();
        let tidied = hits(TIDIED) > hits(CEPII);
        let (wanted, scale) = if tidied { (TIDIED, 1.0) } else { (CEPII, 1000.0) };
        let (mut columns, mut names) = ([0; 6], [""; 6]);
        let mut whole = true;
        for (i, spellings) in wanted.into_iter().enumerate() {
            if let Some((at, name)) = find(spellings) {
                (columns[i], names[i]) = (at, name);
                continue;
            }
            // The nearest of the names that are no column of a flow already: `i` is near to every letter.
            let free = seen.iter().map(String::as_str).filter(|seen| !wanted.concat().contains(seen));
            let hint = nearest(spellings[0], free.filter(|seen| seen.len() > 1)).map_or_else(
                || {
                    "the header is t,i,j,k,v,q (before 2020 t,hs6,i,j,v,q) or holds year,exporter_iso2,..."
                        .to_owned()
                },
                |near| format!("the nearest column is `{near}`"),
            );
            report.tell(report.error("a column is missing").at(1).cell(spellings[0], "").hint(hint));
            whole = false;
        }
        whole.then(|| Self {
            names,
            columns,
            width: seen.len(),
            delimiter,
            numeric: !tidied,
            year: year_of(report.file()),
            scale,
            revision: Revision::of(report.file().as_bytes()),
            revised: find(&REVISIONS).map(|(at, _)| at),
        })
    }

    /// The code of goods as it stands, if it is one: for choosing before anything is checked.
    pub(super) fn code(&self, record: &ByteRecord) -> Option<u32> {
        whole(record.get(self.columns[3])?.trim_ascii())
    }

    /// The flow of a record, with a fault that it may have all the same.
    pub(super) fn flow(&self, record: &ByteRecord) -> Result<(Flow, Option<Fault>), Fault> {
        let cell = |i: usize| record.get(self.columns[i]).unwrap_or_default().trim_ascii();
        let fault = |i: usize, message, allowed, hint| Fault {
            column: self.names[i],
            at: self.columns[i],
            message,
            allowed,
            hint,
        };
        let year = whole(cell(0))
            .and_then(|year| i32::try_from(year).ok())
            .filter(|year| (1900..=2200).contains(year))
            .ok_or_else(|| fault(0, "no year", "a year", "write it as 2022"))?;
        let party =
            |i: usize| self.party(cell(i)).ok_or_else(|| fault(i, "no code of a country", CODES, PLACES));
        let ((exporter, from_known), (importer, to_known)) = (party(1)?, party(2)?);
        let hs6 = whole(cell(3))
            .filter(|code| *code < 1_000_000)
            .ok_or_else(|| fault(3, "no code of goods", "six digits", "codes are digits, without points"))?;
        let value = amount(cell(4))
            .filter(|value| *value >= 0.0)
            .ok_or_else(|| fault(4, "no value", "a number that is not negative, at most 1e300", NUMBERS))?
            * self.scale;
        let tonnes = match cell(5) {
            b"" | b"NA" | b"nan" => None,
            text => Some(amount(text).filter(|tonnes| *tonnes >= 0.0).ok_or_else(|| {
                fault(5, "no quantity", "a number that is not negative, NA or blank", NUMBERS)
            })?),
        };
        let revision = match self.revised.and_then(|at| record.get(at)).map(Revision::of) {
            Some(revision) if revision != Revision::default() => revision,
            _ => self.revision,
        };
        let strange = |i| fault(i, "unknown code of a place", CODES, PLACES);
        let odd = if !from_known {
            Some(strange(1))
        } else if !to_known {
            Some(strange(2))
        } else {
            self.year.filter(|named| *named != year).map(|_| {
                let hint = "is the file under the name of another year?";
                fault(0, "a year that is not that of the file's name", "the year in the name", hint)
            })
        };
        Ok((Flow { year, hs6, exporter, importer, value, tonnes, revision }, odd))
    }

    fn party(&self, code: &[u8]) -> Option<(Party, bool)> {
        match whole(code).filter(|_| self.numeric) {
            Some(number) => Party::numeric(number),
            None => Party::letters(code),
        }
    }
}

const CODES: &str = "a code of BACI or of ISO 3166";
const PLACES: &str =
    "parties are numbers of BACI (156) or codes of two or three letters (CN, CHN), not names";
const NUMBERS: &str = "write it with a decimal point and without thousands separators";

/// The year in the name of a file of CEPII: `BACI_HS17_Y2022_V202401.csv`.
fn year_of(file: &str) -> Option<i32> {
    let after = file.split("_Y").skip(1);
    after.filter_map(|rest| rest.get(..4)?.parse().ok()).find(|year| (1900..=2200).contains(year))
}

/// At most nine digits; the `.0` of a data frame is no part of the number.
fn whole(text: &[u8]) -> Option<u32> {
    let text = text.strip_suffix(b".0").unwrap_or(text);
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0, |sum: u32, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

/// A finite decimal number.
fn amount(text: &[u8]) -> Option<f64> {
    let starts_well = text.first().is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    let value: f64 = std::str::from_utf8(text).ok().filter(|_| starts_well)?.parse().ok()?;
    (value.abs() <= 1e300).then_some(value)
}
