//! Flows as Parquet, a group of rows at a time.

use super::dictionary::Dictionary;
use super::flow::{Flow, Sink};
use super::party::Party;
use super::revision::Revision;
use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::{ColumnCloseResult, ColumnWriter, get_column_writer};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{ColumnDescPtr, ColumnPath, Type};
use rayon::prelude::*;
use std::io::{self, Write};
use std::sync::Arc;

/// Flows in a group of rows; bounds the memory of the writer.
const GROUP: usize = 1 << 20;
/// Codes of the Harmonized System have six digits.
const CODES: usize = 1_000_000;

/// Writes flows as Parquet.
pub struct ParquetWriter<W: Write + Send> {
    to: SerializedFileWriter<W>,
    /// The flows of the next group of rows.
    waiting: Vec<Flow>,
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
        let schema = schema().map_err(to_io)?;
        let to = SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties)).map_err(to_io)?;
        Ok(Self { to, waiting: Vec::new() })
    }

    /// Writes what is left and the footer.
    ///
    /// # Errors
    /// The target cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.group().map_err(to_io)?;
        self.to.close().map(|_| ()).map_err(to_io)
    }

    /// Writes the waiting flows as one group of rows.
    fn group(&mut self) -> Result<(), ParquetError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let (schema, properties, waiting) = (self.to.schema_descr(), self.to.properties(), &self.waiting);
        let columns: Vec<usize> = (0..schema.num_columns()).collect();
        let encoded: Vec<_> = columns
            .into_par_iter()
            .map(|i| column(waiting, i, schema.column(i), properties))
            .collect::<Result<_, ParquetError>>()?;
        let mut group = self.to.next_row_group()?;
        for (bytes, closed) in encoded {
            group.append_column(&bytes, closed)?;
        }
        group.close()?;
        self.waiting.clear();
        Ok(())
    }
}

impl<W: Write + Send> Sink for ParquetWriter<W> {
    fn take(&mut self, mut flows: &[Flow]) -> io::Result<()> {
        while !flows.is_empty() {
            let (now, later) = flows.split_at(flows.len().min(GROUP - self.waiting.len()));
            self.waiting.extend_from_slice(now);
            flows = later;
            if self.waiting.len() == GROUP {
                self.group().map_err(to_io)?;
            }
        }
        Ok(())
    }
}

/// The error of the target itself, so that a reader who closed the pipe is told from a fault.
fn to_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

/// One column of the flows, encoded on its own.
fn column(
    flows: &[Flow],
    i: usize,
    column: ColumnDescPtr,
    properties: &WriterPropertiesPtr,
) -> Result<(Bytes, ColumnCloseResult), ParquetError> {
    let parties = |party: fn(&Flow) -> Party| {
        let keys = flows.iter().map(|flow| party(flow).key());
        Dictionary::of(keys, Party::KEYS, |key| Party::of_key(key).as_str().to_owned())
    };
    match i {
        1 => {
            if let Some(flow) = flows.iter().find(|flow| flow.hs6 as usize >= CODES) {
                return Err(ParquetError::General(format!("{} is no code of six digits", flow.hs6)));
            }
            let keys = flows.iter().map(|flow| flow.hs6 as usize);
            return Dictionary::of(keys, CODES, |code| format!("{code:06}")).encode(column);
        }
        2 => return parties(|flow| flow.exporter).encode(column),
        3 => return parties(|flow| flow.importer).encode(column),
        6 => {
            let keys = flows.iter().map(|flow| flow.revision.position());
            let text = |key| Revision::at(key).as_str().to_owned();
            return Dictionary::of(keys, Revision::COUNT, text).encode(column);
        }
        _ => {}
    }
    let mut bytes = TrackedWrite::new(Vec::new());
    let pages = Box::new(SerializedPageWriter::new(&mut bytes));
    let mut writer = get_column_writer(column, properties.clone(), pages);
    match (i, &mut writer) {
        (0, ColumnWriter::Int64ColumnWriter(writer)) => {
            let years: Vec<i64> = flows.iter().map(|flow| i64::from(flow.year)).collect();
            writer.write_batch(&years, None, None)?;
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
        text("revision")?,
    ];
    Type::group_type_builder("flows").with_fields(fields).build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    /// Flows that exercise runs, packed groups and a last group that is not full.
    fn flows(count: u32) -> Vec<Flow> {
        let party = |code: u32| Party::numeric(code).expect("a code of BACI").0;
        (0..count)
            .map(|i| Flow {
                year: 2022,
                hs6: 10_121 + i * 7 % 5_000,
                exporter: party(if i < count / 2 { 156 } else { 842 }),
                importer: party([251, 276, 490, 516, 699][i as usize / 3 % 5]),
                value: f64::from(i) * 1.5,
                tonnes: (i % 29 != 0).then_some(f64::from(i)),
                revision: Revision::of(if i % 2 == 0 { b"HS17" } else { b"HS92" }),
            })
            .collect()
    }

    #[test]
    fn what_is_written_is_read() {
        for count in [1, 7, 8, 70_001] {
            let flows = flows(count);
            let mut file = Vec::new();
            let mut writer = ParquetWriter::new(&mut file).expect("a vector takes all");
            writer.take(&flows).expect("a vector takes all");
            writer.finish().expect("a vector takes all");
            let reader = SerializedFileReader::new(Bytes::from(file)).expect("a file of Parquet");
            let rows = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row"));
            let mut read = 0;
            for (row, flow) in rows.zip(&flows) {
                assert_eq!(row.get_long(0).expect("year"), 2022);
                assert_eq!(row.get_string(1).expect("code"), &format!("{:06}", flow.hs6));
                assert_eq!(row.get_string(2).expect("exporter"), flow.exporter.as_str());
                assert_eq!(row.get_string(3).expect("importer"), flow.importer.as_str());
                assert_eq!(row.get_double(4).expect("value"), flow.value);
                assert_eq!(row.get_double(5).ok(), flow.tonnes);
                assert_eq!(row.get_string(6).expect("revision"), flow.revision.as_str());
                read += 1;
            }
            assert_eq!(read, count);
        }
    }

    #[test]
    fn a_code_that_is_none_is_refused() {
        let mut flows = flows(1);
        flows[0].hs6 = 1_000_000;
        let mut writer = ParquetWriter::new(Vec::new()).expect("a vector takes all");
        writer.take(&flows).expect("only held");
        assert!(writer.finish().is_err());
    }

    #[test]
    fn groups_follow_each_other() {
        let flows = flows(GROUP as u32 + 3);
        let mut file = Vec::new();
        let mut writer = ParquetWriter::new(&mut file).expect("a vector takes all");
        writer.take(&flows).expect("a vector takes all");
        writer.finish().expect("a vector takes all");
        let reader = SerializedFileReader::new(Bytes::from(file)).expect("a file of Parquet");
        let rows: Vec<i64> = reader.metadata().row_groups().iter().map(|group| group.num_rows()).collect();
        assert_eq!(rows, [GROUP as i64, 3]);
    }
}
