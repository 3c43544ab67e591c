#![no_main]

use libfuzzer_sys::fuzz_target;
use monazite_io::{Files, parse, read_files, schema};
use std::borrow::Cow;
use std::path::Path;
use std::sync::OnceLock;

/// The example dataset, one file of which is fuzzed.
fn example() -> &'static Files<'static> {
    static EXAMPLE: OnceLock<Files<'static>> = OnceLock::new();
    EXAMPLE.get_or_init(|| read_files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/ores"))).unwrap())
}

// The first byte chooses the table, the others are its content.
fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, content)) = bytes.split_first() else { return };
    let names: Vec<&str> = schema::tables().map(|spec| spec.file).chain(["dataset.toml"]).collect();
    let mut files = example().clone();
    files.insert(names[usize::from(choice) % names.len()].to_owned(), Cow::Borrowed(content));
    let _ = parse(&files);
});
