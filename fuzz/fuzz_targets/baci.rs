#![no_main]

use libfuzzer_sys::fuzz_target;
use monazite_io::import::baci::{CsvWriter, read};
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    let mut out = CsvWriter::new(Vec::new()).unwrap();
    let _ = read(Cursor::new(bytes), "fuzzed", None, &mut out);
});
