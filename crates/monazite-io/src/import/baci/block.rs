//! A block of whole lines, parsed on its own.

use super::super::report::TOLD;
use super::flow::Flow;
use super::layout::{Fault, Layout};
use csv::ByteRecord;
use std::collections::{BTreeMap, BTreeSet};

/// What a block holds.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) flows: Vec<Flow>,
    /// Faults with their line in the block (0 is the first) and the cell.
    pub(super) faults: Vec<(u64, Fault, String)>,
    /// How many faults of a kind there are beyond those.
    pub(super) more: BTreeMap<&'static str, u64>,
    /// Rows that were left out because their code was not chosen.
    pub(super) other_codes: u64,
    /// How many rows a fault left out, by kind.
    pub(super) rejected: BTreeMap<&'static str, u64>,
    /// Lines in the block.
    pub(super) lines: u64,
}

/// Parses whole lines.
pub(super) fn parse(bytes: &[u8], layout: Layout, codes: Option<&BTreeSet<u32>>) -> Parsed {
    let mut parsed = Parsed {
        flows: Vec::with_capacity(bytes.len() / 24),
        lines: bytes.iter().filter(|&&byte| byte == b'\n').count() as u64,
        ..Parsed::default()
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(layout.delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut record = ByteRecord::new();
    // Reading from memory into bytes cannot fail.
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let line = || record.position().map_or(0, |at| at.line().saturating_sub(1));
        // What is not chosen is not checked.
        if codes.is_some_and(|codes| {
            record.len() > 1 && layout.code(&record).is_none_or(|code| !codes.contains(&code))
        }) {
            parsed.other_codes += 1;
            continue;
        }
        if record.len() != layout.width {
            let fault = Fault {
                column: "",
                at: usize::MAX,
                message: "the row is not as long as the header",
                allowed: "as many cells as the header",
                hint: "is a decimal comma read as the end of a cell? give the file as published",
            };
            parsed.reject(line(), fault, format!("{} cells", record.len()));
            continue;
        }
        match layout.flow(&record) {
            Err(fault) => parsed.reject(line(), fault, cell(&record, fault)),
            Ok((flow, odd)) => {
                if let Some(fault) = odd {
                    parsed.tell(line(), fault, cell(&record, fault));
                }
                parsed.flows.push(flow);
            }
        }
    }
    parsed
}

impl Parsed {
    fn reject(&mut self, line: u64, fault: Fault, cell: String) {
        *self.rejected.entry(fault.message).or_default() += 1;
        self.tell(line, fault, cell);
    }

    fn tell(&mut self, line: u64, fault: Fault, cell: String) {
        // As many of a kind as a report tells one by one.
        let told = self.faults.iter().filter(|(_, seen, _)| seen.message == fault.message).count() as u64;
        if told < TOLD {
            self.faults.push((line, fault, cell));
        } else {
            *self.more.entry(fault.message).or_default() += 1;
        }
    }
}

fn cell(record: &ByteRecord, fault: Fault) -> String {
    let text = record.get(fault.at).unwrap_or_default();
    String::from_utf8_lossy(&text[..text.len().min(60)]).into_owned()
}
