#![no_main]

use libfuzzer_sys::fuzz_target;
use monazite_io::import::Format;

fuzz_target!(|bytes: &[u8]| {
    let _ = Format::Usgs.read(bytes, "mcs2024-lithi_world.csv");
});
