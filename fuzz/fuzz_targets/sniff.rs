#![no_main]

use libfuzzer_sys::fuzz_target;
use monazite_io::import::Format;
use monazite_io::sniff;

// Any bytes: what they are, and that every importer says so without a panic.
fuzz_target!(|bytes: &[u8]| {
    let kind = sniff::kind(bytes);
    assert!(!kind.said().is_empty() && !kind.advice().is_empty());
    assert!(b",;\t|".contains(&sniff::delimiter(bytes)));
    for format in Format::ALL {
        let read = format.read(bytes, "fuzzed");
        assert!(!read.sheet.rows().is_empty() || !read.diagnostics.is_empty() || !read.skipped.is_empty());
    }
});
