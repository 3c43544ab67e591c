//! Tables in other dresses: order of rows and columns, delimiter, ends of lines, encoding, container.

use proptest::prelude::*;
use std::io::{Cursor, Write};

pub(crate) type Cells = Vec<Vec<String>>;

/// A comma-separated text as cells.
pub(crate) fn cells(text: &str) -> Cells {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Cells as text.
pub(crate) fn text(cells: &Cells, delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in cells {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

pub(crate) fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

/// A dress of the same table: order of rows and columns, delimiter, ends of lines, encoding, container.
#[derive(Debug, Clone)]
pub(crate) struct Dress {
    pub(crate) rows: u64,
    pub(crate) columns: u64,
    pub(crate) delimiter: u8,
    pub(crate) carriage_return: bool,
    pub(crate) encoding: u8,
    pub(crate) container: u8,
}

/// Any dress.
pub(crate) fn dress() -> impl Strategy<Value = Dress> {
    let delimiters = prop::sample::select(&b",;\t|"[..]);
    (any::<u64>(), any::<u64>(), delimiters, any::<bool>(), 0..4_u8, 0..5_u8).prop_map(
        |(rows, columns, delimiter, carriage_return, encoding, container)| Dress {
            rows,
            columns,
            delimiter,
            carriage_return,
            encoding,
            container,
        },
    )
}

/// Puts items into an order that a number chooses; 0 leaves them as they are.
fn shuffled<T: Clone>(items: &[T], mut seed: u64) -> Vec<T> {
    if seed == 0 {
        return items.to_vec();
    }
    let mut left = items.to_vec();
    let mut out = Vec::new();
    while !left.is_empty() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        out.push(left.remove((seed >> 33) as usize % left.len()));
    }
    out
}

impl Dress {
    /// The bytes of a table in this dress; the first `pinned` columns stay where they are.
    pub(crate) fn put_on(&self, table: &Cells, pinned: usize) -> Vec<u8> {
        let (header, body) = table.split_first().unwrap();
        let free = shuffled(&(pinned..header.len()).collect::<Vec<_>>(), self.columns);
        let order: Vec<usize> = (0..pinned).chain(free).collect();
        let turn = |row: &Vec<String>| order.iter().map(|&at| row[at].clone()).collect::<Vec<_>>();
        let turned =
            std::iter::once(turn(header)).chain(shuffled(body, self.rows).iter().map(turn)).collect();
        let mut text = text(&turned, self.delimiter);
        if self.carriage_return {
            text = text.replace('\n', "\r\n");
        }
        let bytes = match self.encoding {
            0 => text.into_bytes(),
            1 => format!("\u{feff}{text}").into_bytes(),
            2 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
        };
        match self.container {
            0 => bytes,
            1 => gzip(&bytes),
            2 => zipped("table.csv", &bytes),
            3 => gzip(&zipped("folder/table.csv", &bytes)),
            _ => gzip(&gzip(&bytes)),
        }
    }
}
