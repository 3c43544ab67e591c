//! Flows as CSV or as a sheet, in the order they come.

use super::super::tidy::{integer, number, text};
use super::flow::{Flow, Sink};
use crate::results::{Cell, Header, Sheet};
use std::io::{self, Write};

/// Columns of flows.
pub const COLUMNS: &[Header] = &[
    integer("year"),
    text("hs6"),
    text("exporter"),
    text("importer"),
    number("value_usd"),
    number("quantity_t"),
    text("revision"),
];

/// A sheet of flows, for few of them.
#[must_use]
pub fn sheet(flows: &[Flow]) -> Sheet {
    let mut sheet = Sheet::new(COLUMNS);
    for flow in flows {
        sheet.push(vec![
            i64::from(flow.year).into(),
            format!("{:06}", flow.hs6).into(),
            flow.exporter.as_str().into(),
            flow.importer.as_str().into(),
            flow.value.into(),
            flow.tonnes.map_or(Cell::Number(f64::NAN), Cell::Number),
            flow.revision.as_str().into(),
        ]);
    }
    sheet
}

/// The error of the target itself, so that a reader who closed the pipe is told from a fault.
fn to_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Writes flows as CSV.
pub struct CsvWriter<W: Write> {
    to: csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Begins with the header.
    ///
    /// # Errors
    /// The target cannot be written.
    pub fn new(to: W) -> io::Result<Self> {
        let mut to = csv::WriterBuilder::new().from_writer(to);
        to.write_record(COLUMNS.iter().map(|(name, _)| name)).map_err(to_io)?;
        Ok(Self { to })
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// The target cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl<W: Write> Sink for CsvWriter<W> {
    fn take(&mut self, flows: &[Flow]) -> io::Result<()> {
        for flow in flows {
            let tonnes = flow.tonnes.map_or_else(String::new, |tonnes| tonnes.to_string());
            let (year, hs6, value) =
                (flow.year.to_string(), format!("{:06}", flow.hs6), flow.value.to_string());
            self.to
                .write_record([
                    &*year,
                    &*hs6,
                    flow.exporter.as_str(),
                    flow.importer.as_str(),
                    &*value,
                    &*tonnes,
                    flow.revision.as_str(),
                ])
                .map_err(to_io)?;
        }
        Ok(())
    }
}
