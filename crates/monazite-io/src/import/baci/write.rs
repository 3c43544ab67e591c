//! Flows as CSV, as Parquet, or as a sheet, in the order they come.

use super::super::tidy::{integer, number, text};
use super::{Flow, Party, Sink};
use crate::results::{Cell, Header, Sheet};
use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::{ColumnCloseResult, ColumnWriter, get_column_writer};
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{ColumnDescPtr, ColumnPath, Type};
use rayon::prelude::*;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

/// Columns of flows.
pub const COLUMNS: &[Header] = &[
    integer("year"),
    text("hs6"),
    text("exporter"),
    text("importer"),
    number("value_usd"),
    number("quantity_t"),
];

/// Flows in a group of rows of a Parquet file; bounds the memory of the writer.
const GROUP: usize = 1 << 20;

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
        ]);
    }
    sheet
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
        to.write_record(COLUMNS.iter().map(|(name, _)| name))?;
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
            self.to.write_record([
                &*year,
                &*hs6,
                flow.exporter.as_str(),
                flow.importer.as_str(),
                &*value,
                &*tonnes,
            ])?;
        }
        Ok(())
    }
}

/// Writes flows as Parquet, a group of rows at a time.
pub struct ParquetWriter<W: Write + Send> {
    to: SerializedFileWriter<W>,
    waiting: Waiting,
}

/// The flows of the next group of rows, and the texts that they share.
#[derive(Default)]
struct Waiting {
    flows: Vec<Flow>,
    parties: HashMap<Party, ByteArray>,
    codes: HashMap<u32, ByteArray>,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// The target cannot be written.
    pub fn new(to: W) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_created_by(format!("monazite {}", env!("CARGO_PKG_VERSION")))
            .set_compression(Compression::SNAPPY)
            // Hardly two flows have the same value: a dictionary of them would be thrown away.
            .set_column_dictionary_enabled(ColumnPath::from("value_usd"), false)
            .set_column_dictionary_enabled(ColumnPath::from("quantity_t"), false)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .build();
        let schema = schema().map_err(io::Error::other)?;
        let to = SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties))
            .map_err(io::Error::other)?;
        Ok(Self { to, waiting: Waiting::default() })
    }

    /// Writes what is left and the footer.
    ///
    /// # Errors
    /// The target cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.group().map_err(io::Error::other)?;
        self.to.close().map(|_| ()).map_err(io::Error::other)
    }

    /// Writes the waiting flows as one group of rows.
    fn group(&mut self) -> Result<(), ParquetError> {
        if self.waiting.flows.is_empty() {
            return Ok(());
        }
        self.waiting.intern();
        let (schema, properties, waiting) = (self.to.schema_descr(), self.to.properties(), &self.waiting);
        let columns: Vec<usize> = (0..schema.num_columns()).collect();
        let encoded: Vec<_> = columns
            .into_par_iter()
            .map(|i| waiting.column(i, schema.column(i), properties.clone()))
            .collect::<Result<_, ParquetError>>()?;
        let mut group = self.to.next_row_group()?;
        for (bytes, closed) in encoded {
            group.append_column(&bytes, closed)?;
        }
        group.close()?;
        self.waiting.flows.clear();
        Ok(())
    }
}

impl Waiting {
    /// Makes the text of each party and code once.
    fn intern(&mut self) {
        for flow in &self.flows {
            for party in [flow.exporter, flow.importer] {
                self.parties.entry(party).or_insert_with(|| ByteArray::from(party.as_str()));
            }
            self.codes
                .entry(flow.hs6)
                .or_insert_with(|| ByteArray::from(format!("{:06}", flow.hs6).as_str()));
        }
    }

    /// One column, encoded on its own.
    fn column(
        &self,
        i: usize,
        column: ColumnDescPtr,
        properties: WriterPropertiesPtr,
    ) -> Result<(Bytes, ColumnCloseResult), ParquetError> {
        let flows = &self.flows;
        let party = |party: Party| self.parties.get(&party).cloned().unwrap_or_default();
        let mut bytes = TrackedWrite::new(Vec::new());
        let pages = Box::new(SerializedPageWriter::new(&mut bytes));
        let mut writer = get_column_writer(column, properties, pages);
        match (i, &mut writer) {
            (0, ColumnWriter::Int64ColumnWriter(writer)) => {
                let years: Vec<i64> = flows.iter().map(|flow| i64::from(flow.year)).collect();
                writer.write_batch(&years, None, None)?;
            }
            (1, ColumnWriter::ByteArrayColumnWriter(writer)) => {
                let code = |code: u32| self.codes.get(&code).cloned().unwrap_or_default();
                let codes: Vec<ByteArray> = flows.iter().map(|flow| code(flow.hs6)).collect();
                writer.write_batch(&codes, None, None)?;
            }
            (2, ColumnWriter::ByteArrayColumnWriter(writer)) => {
                let parties: Vec<ByteArray> = flows.iter().map(|flow| party(flow.exporter)).collect();
                writer.write_batch(&parties, None, None)?;
            }
            (3, ColumnWriter::ByteArrayColumnWriter(writer)) => {
                let parties: Vec<ByteArray> = flows.iter().map(|flow| party(flow.importer)).collect();
                writer.write_batch(&parties, None, None)?;
            }
            (4, ColumnWriter::DoubleColumnWriter(writer)) => {
                let values: Vec<f64> = flows.iter().map(|flow| flow.value).collect();
                writer.write_batch(&values, None, None)?;
            }
            (5, ColumnWriter::DoubleColumnWriter(writer)) => {
                let tonnes: Vec<f64> = flows.iter().filter_map(|flow| flow.tonnes).collect();
                let levels: Vec<i16> = flows.iter().map(|flow| i16::from(flow.tonnes.is_some())).collect();
                writer.write_batch(&tonnes, Some(&levels), None)?;
            }
            _ => return Err(ParquetError::General("a column that no flow has".to_owned())),
        }
        let closed = writer.close()?;
        Ok((bytes.into_inner()?.into(), closed))
    }
}

impl<W: Write + Send> Sink for ParquetWriter<W> {
    fn take(&mut self, mut flows: &[Flow]) -> io::Result<()> {
        while !flows.is_empty() {
            let (now, later) = flows.split_at(flows.len().min(GROUP - self.waiting.flows.len()));
            self.waiting.flows.extend_from_slice(now);
            flows = later;
            if self.waiting.flows.len() == GROUP {
                self.group().map_err(io::Error::other)?;
            }
        }
        Ok(())
    }
}

fn schema() -> Result<Type, ParquetError> {
    let column = |name: &str, physical, logical, repetition| {
        Type::primitive_type_builder(name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build()
            .map(Arc::new)
    };
    let text = |name| column(name, Physical::BYTE_ARRAY, Some(LogicalType::String), Repetition::REQUIRED);
    let fields = vec![
        column("year", Physical::INT64, None, Repetition::REQUIRED)?,
        text("hs6")?,
        text("exporter")?,
        text("importer")?,
        column("value_usd", Physical::DOUBLE, None, Repetition::REQUIRED)?,
        column("quantity_t", Physical::DOUBLE, None, Repetition::OPTIONAL)?,
    ];
    Type::group_type_builder("flows").with_fields(fields).build()
}
