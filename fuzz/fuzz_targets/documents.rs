#![no_main]

use libfuzzer_sys::fuzz_target;
use monazite::system::System;
use monazite_io::{programme, read, scenario};
use std::path::Path;
use std::sync::OnceLock;

/// The example dataset.
fn example() -> &'static System {
    static EXAMPLE: OnceLock<System> = OnceLock::new();
    EXAMPLE.get_or_init(|| read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/ores"))).unwrap().system)
}

// A scenario and a programme of any text.
fuzz_target!(|text: &str| {
    let _ = scenario::parse("fuzzed", text, example());
    let _ = programme::parse("fuzzed", text, example(), ("buyers", "CHN"));
});
