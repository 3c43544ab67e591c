//! A column of few distinct texts: a dictionary and, for each row, a place in it.
//!
//! Hashing every text again is most of what a general writer spends on such columns.
//! The parties and codes of a block are small numbers, so a table finds their places.
//! The pages are those of the Parquet format: a dictionary page, then data pages in its hybrid of runs and packed bits.

use bytes::Bytes;
use parquet::basic::{Compression, Encoding, PageType};
use parquet::column::page::{CompressedPage, Page, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, OffsetIndexBuilder, PageEncodingStats};
use parquet::file::statistics::Statistics;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;

/// Rows of a data page.
const PAGE: usize = 1 << 16;
/// A place that is not yet given.
const NONE: u32 = u32::MAX;
/// The shortest run that is written as one.
const RUN: usize = 16;

/// Distinct texts in the order they come, and the place of each row.
pub(super) struct Dictionary {
    texts: Vec<String>,
    places: Vec<u32>,
}

impl Dictionary {
    /// Of keys below `bound`; `text` is asked once for each key.
    pub(super) fn of(
        keys: impl ExactSizeIterator<Item = usize>,
        bound: usize,
        text: impl Fn(usize) -> String,
    ) -> Self {
        let mut given = vec![NONE; bound];
        let mut dictionary = Self { texts: Vec::new(), places: Vec::with_capacity(keys.len()) };
        for key in keys {
            if given[key] == NONE {
                given[key] = dictionary.texts.len() as u32;
                dictionary.texts.push(text(key));
            }
            dictionary.places.push(given[key]);
        }
        dictionary
    }

    /// The bytes of the column, uncompressed, and what the file has to know of them.
    pub(super) fn encode(&self, column: ColumnDescPtr) -> Result<(Bytes, ColumnCloseResult), ParquetError> {
        let mut bytes = TrackedWrite::new(Vec::new());
        let mut pages = SerializedPageWriter::new(&mut bytes);
        let dictionary = pages.write_page(whole(Page::DictionaryPage {
            buf: self.plain().into(),
            num_values: self.texts.len() as u32,
            encoding: Encoding::PLAIN,
            is_sorted: false,
        }))?;
        let width = bits(self.texts.len());
        let mut size = dictionary.compressed_size;
        let mut count = 0;
        let mut offsets = OffsetIndexBuilder::new();
        for places in self.places.chunks(PAGE) {
            let mut buf = vec![width];
            pack(places, width, &mut buf);
            let page = pages.write_page(whole(Page::DataPage {
                buf: buf.into(),
                num_values: places.len() as u32,
                encoding: Encoding::RLE_DICTIONARY,
                def_level_encoding: Encoding::RLE,
                rep_level_encoding: Encoding::RLE,
                statistics: None,
            }))?;
            offsets.append_row_count(places.len() as i64);
            offsets.append_offset_and_size(page.offset as i64, page.compressed_size as i32);
            size += page.compressed_size;
            count += 1;
        }
        let of_pages = |page_type, encoding, count| PageEncodingStats { page_type, encoding, count };
        let metadata = ColumnChunkMetaData::builder(column)
            .set_compression(Compression::UNCOMPRESSED)
            .set_encodings(vec![Encoding::PLAIN, Encoding::RLE, Encoding::RLE_DICTIONARY])
            .set_page_encoding_stats(vec![
                of_pages(PageType::DICTIONARY_PAGE, Encoding::PLAIN, 1),
                of_pages(PageType::DATA_PAGE, Encoding::RLE_DICTIONARY, count),
            ])
            .set_total_compressed_size(size as i64)
            .set_total_uncompressed_size(size as i64)
            .set_num_values(self.places.len() as i64)
            .set_dictionary_page_offset(Some(dictionary.offset as i64))
            .set_data_page_offset((dictionary.offset + dictionary.bytes_written) as i64)
            .set_statistics(self.statistics())
            .build()?;
        let closed = ColumnCloseResult {
            bytes_written: size as u64,
            rows_written: self.places.len() as u64,
            metadata,
            bloom_filter: None,
            column_index: None,
            offset_index: Some(offsets.build()),
        };
        Ok((bytes.into_inner()?.into(), closed))
    }

    /// The texts with their lengths, as a dictionary page holds them.
    fn plain(&self) -> Vec<u8> {
        let mut page = Vec::new();
        for text in &self.texts {
            page.extend((text.len() as u32).to_le_bytes());
            page.extend(text.as_bytes());
        }
        page
    }

    fn statistics(&self) -> Statistics {
        let end = |text: Option<&String>| text.map(|text| ByteArray::from(text.as_str()));
        Statistics::byte_array(
            end(self.texts.iter().min()),
            end(self.texts.iter().max()),
            None,
            Some(0),
            false,
        )
    }
}

fn whole(page: Page) -> CompressedPage {
    let size = page.buffer().len();
    CompressedPage::new(page, size)
}

/// Bits that hold a place among so many.
fn bits(places: usize) -> u8 {
    (usize::BITS - places.saturating_sub(1).leading_zeros()).max(1) as u8
}

/// The hybrid of runs and packed bits: long runs as length and value, the rest packed in groups of eight.
fn pack(places: &[u32], width: u8, to: &mut Vec<u8>) {
    let (mut packed, mut at) = (0, 0);
    while at < places.len() {
        let run = places[at..].iter().take_while(|&&place| place == places[at]).count();
        if run >= RUN {
            pack_groups(&places[packed..at], width, to);
            varint((run as u64) << 1, to);
            to.extend(&places[at].to_le_bytes()[..usize::from(width).div_ceil(8)]);
            at += run;
            packed = at;
        } else {
            at += 8;
        }
    }
    pack_groups(&places[packed..], width, to);
}

/// Groups of eight, the last filled up with zeros.
fn pack_groups(places: &[u32], width: u8, to: &mut Vec<u8>) {
    if places.is_empty() {
        return;
    }
    varint((places.len().div_ceil(8) as u64) << 1 | 1, to);
    for group in places.chunks(8) {
        let (mut word, mut held) = (0u64, 0);
        for at in 0..8 {
            word |= u64::from(group.get(at).copied().unwrap_or(0)) << held;
            held += width;
            while held >= 8 {
                to.push(word as u8);
                word >>= 8;
                held -= 8;
            }
        }
    }
}

/// Seven bits a byte, the lowest first.
fn varint(mut value: u64, to: &mut Vec<u8>) {
    while value >= 0x80 {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads the hybrid back, as the format describes it.
    fn unpack(mut bytes: &[u8], width: u8, count: usize) -> Vec<u32> {
        let mut places = Vec::new();
        while places.len() < count {
            let (mut head, mut shift) = (0u64, 0);
            while let Some((&byte, rest)) = bytes.split_first() {
                bytes = rest;
                head |= u64::from(byte & 0x7f) << shift;
                shift += 7;
                if byte < 0x80 {
                    break;
                }
            }
            if head & 1 == 0 {
                let (value, rest) = bytes.split_at(usize::from(width).div_ceil(8));
                let value = value.iter().rev().fold(0, |sum, &byte| sum << 8 | u32::from(byte));
                places.extend(std::iter::repeat_n(value, (head >> 1) as usize));
                bytes = rest;
            } else {
                let (packed, rest) = bytes.split_at((head >> 1) as usize * usize::from(width));
                let bit = |at: usize| u32::from(packed[at / 8] >> (at % 8) & 1);
                for at in 0..(head >> 1) as usize * 8 {
                    let of = at * usize::from(width);
                    places.push((0..usize::from(width)).map(|i| bit(of + i) << i).sum());
                }
                bytes = rest;
            }
        }
        places.truncate(count);
        places
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(
            runs in prop::collection::vec((0u32..5_000, 1usize..40), 1..60),
        ) {
            let places: Vec<u32> =
                runs.iter().flat_map(|&(place, times)| std::iter::repeat_n(place, times)).collect();
            let mut bytes = Vec::new();
            pack(&places, 13, &mut bytes);
            prop_assert_eq!(unpack(&bytes, 13, places.len()), places);
        }
    }

    #[test]
    fn bits_hold_the_last_place() {
        assert_eq!([1, 2, 3, 256, 257].map(bits), [1, 1, 2, 8, 9]);
    }

    #[test]
    fn eight_places_of_three_bits() {
        // The example of the format's description: 0 to 7 in three bits each.
        let mut bytes = Vec::new();
        pack(&[0, 1, 2, 3, 4, 5, 6, 7], 3, &mut bytes);
        assert_eq!(bytes, [0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010]);
    }
}
