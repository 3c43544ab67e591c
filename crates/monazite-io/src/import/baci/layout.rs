//! Where the columns stand, and how a record becomes a flow.

use super::super::report::Report;
use super::flow::Flow;
use super::party::Party;
use crate::nearest::nearest;
use csv::ByteRecord;

/// Columns of a flow in the order year, exporter, importer, code, value, quantity.
const CEPII: [&str; 6] = ["t", "i", "j", "k", "v", "q"];
const TIDIED: [&str; 6] = ["year", "exporter_iso2", "importer_iso2", "hs6", "value_usd", "qty"];

/// The layout of one file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    names: [&'static str; 6],
    columns: [usize; 6],
    /// Number of columns.
    pub(super) width: usize,
    /// USD in a unit of value.
    scale: f64,
}

/// Why a record is no flow, or is a strange one: the column and what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) column: &'static str,
    pub(super) at: usize,
    pub(super) message: &'static str,
    pub(super) allowed: &'static str,
}

impl Layout {
    /// The layout of a header; told if it is neither.
    pub(super) fn of(header: &ByteRecord, report: &mut Report) -> Option<Self> {
        let seen: Vec<String> = header
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').trim().to_owned())
            .collect();
        let find = |name: &str| seen.iter().position(|seen| seen == name);
        let hits = |names: [&str; 6]| names.iter().filter(|name| find(name).is_some()).count();
        let (names, scale) = if hits(TIDIED) > hits(CEPII) { (TIDIED, 1.0) } else { (CEPII, 1000.0) };
        let mut columns = [0; 6];
        let mut whole = true;
        for (slot, name) in columns.iter_mut().zip(names) {
            if let Some(at) = find(name) {
                *slot = at;
            } else {
                let hint = nearest(name, seen.iter().map(String::as_str)).map_or_else(
                    || format!("the header is {} or holds {}", CEPII.join(","), TIDIED.join(",")),
                    |near| format!("the nearest column is `{near}`"),
                );
                report.tell(report.error("a column is missing").at(1).cell(name, "").hint(hint));
                whole = false;
            }
        }
        whole.then_some(Self { names, columns, width: seen.len(), scale })
    }

    /// The flow of a record, with a fault that it may have all the same.
    pub(super) fn flow(&self, record: &ByteRecord) -> Result<(Flow, Option<Fault>), Fault> {
        let cell = |i: usize| record.get(self.columns[i]).unwrap_or_default().trim_ascii();
        let fault = |i: usize, message, allowed| Fault {
            column: self.names[i],
            at: self.columns[i],
            message,
            allowed,
        };
        let year = whole(cell(0))
            .and_then(|year| i32::try_from(year).ok())
            .filter(|year| (1900..=2200).contains(year))
            .ok_or_else(|| fault(0, "no year", "a year"))?;
        let party =
            |i: usize| self.party(cell(i)).ok_or_else(|| fault(i, "no code of a country", "a code of BACI"));
        let ((exporter, from_known), (importer, to_known)) = (party(1)?, party(2)?);
        let hs6 = whole(cell(3))
            .filter(|code| *code < 1_000_000)
            .ok_or_else(|| fault(3, "no code of goods", "six digits"))?;
        let value = amount(cell(4))
            .filter(|value| *value >= 0.0)
            .ok_or_else(|| fault(4, "no value", "a number that is not negative, at most 1e300"))?
            * self.scale;
        let tonnes = match cell(5) {
            b"" | b"NA" => None,
            text => Some(
                amount(text)
                    .filter(|tonnes| *tonnes >= 0.0)
                    .ok_or_else(|| fault(5, "no quantity", "a number that is not negative, NA or blank"))?,
            ),
        };
        let strange = |i| fault(i, "unknown code of a place", "a code of BACI");
        let odd = if from_known { (!to_known).then(|| strange(2)) } else { Some(strange(1)) };
        Ok((Flow { year, hs6, exporter, importer, value, tonnes }, odd))
    }

    fn party(&self, code: &[u8]) -> Option<(Party, bool)> {
        if self.names == CEPII { Party::numeric(whole(code)?) } else { Party::alpha2(code.try_into().ok()?) }
    }
}

/// At most nine digits.
fn whole(text: &[u8]) -> Option<u32> {
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
