//! Sheets as Parquet: text, 64-bit floats and 64-bit integers; a number that is not finite is null.

use super::sheet::{Cell, Kind, Sheet};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::io::{self, Write};
use std::sync::Arc;

/// Writes one row group.
pub(super) fn write(sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
    let bytes = encode(sheet).map_err(|error| io::Error::other(error.to_string()))?;
    to.write_all(&bytes)
}

fn encode(sheet: &Sheet) -> Result<Vec<u8>> {
    let properties = WriterProperties::builder()
        .set_created_by(format!("monazite {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::SNAPPY)
        .build();
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema(sheet)?), Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    let mut i = 0;
    while let Some(mut column) = group.next_column()? {
        write_column(sheet, i, column.untyped())?;
        column.close()?;
        i += 1;
    }
    group.close()?;
    file.into_inner()
}

fn schema(sheet: &Sheet) -> Result<Type> {
    let fields = sheet.columns().iter().map(|&(name, kind)| {
        let builder = match kind {
            Kind::Text => Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
                .with_logical_type(Some(LogicalType::String)),
            Kind::Number => Type::primitive_type_builder(name, Physical::DOUBLE),
            Kind::Integer => Type::primitive_type_builder(name, Physical::INT64),
        };
        builder.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    });
    Type::group_type_builder("result").with_fields(fields.collect::<Result<_>>()?).build()
}

fn write_column(sheet: &Sheet, i: usize, writer: &mut ColumnWriter<'_>) -> Result<()> {
    let cells = || sheet.rows().iter().map(|row| &row[i]);
    match writer {
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let values: Vec<ByteArray> = cells()
                .map(|cell| match cell {
                    Cell::Text(text) => ByteArray::from(text.as_str()),
                    _ => ByteArray::from(""),
                })
                .collect();
            writer.write_batch(&values, Some(&vec![1; values.len()]), None)?;
        }
        ColumnWriter::DoubleColumnWriter(writer) => {
            let numbers = cells().map(|cell| match cell {
                Cell::Number(number) if number.is_finite() => Some(*number),
                _ => None,
            });
            let (values, levels) = nullable(numbers);
            writer.write_batch(&values, Some(&levels), None)?;
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let numbers = cells().map(|cell| match cell {
                Cell::Integer(number) => Some(*number),
                _ => None,
            });
            let (values, levels) = nullable(numbers);
            writer.write_batch(&values, Some(&levels), None)?;
        }
        _ => return Err(ParquetError::General("a column has a kind that no sheet has".to_owned())),
    }
    Ok(())
}

/// The values that are there, and 1 or 0 for each whether it is.
fn nullable<T>(cells: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<i16>) {
    let mut values = Vec::new();
    let levels = cells
        .map(|cell| {
            let level = i16::from(cell.is_some());
            values.extend(cell);
            level
        })
        .collect();
    (values, levels)
}
