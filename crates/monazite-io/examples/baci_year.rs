//! Writes a made-up year in the layout of CEPII, for measuring: `baci_year ROWS FILE`.
//!
//! Rows are ordered as CEPII orders them: by exporter, importer, code. The same rows give the same bytes.

use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Countries of a year.
const COUNTRIES: u64 = 226;
/// Codes of the Harmonized System.
const CODES: u64 = 5_600;

/// A mixed 64-bit word of a counter (Steele, Lea and Flood 2014, SplitMix64).
fn mix(counter: u64) -> u64 {
    let mut z = counter.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [rows, file] = arguments.as_slice() else {
        return Err(io::Error::other("usage: baci_year ROWS FILE"));
    };
    let rows: u64 = rows.parse().map_err(io::Error::other)?;
    let codes = monazite_io::import::gazetteer::countries().count() as u64;
    let numeric: Vec<u32> = (1..1000)
        .filter(|code| monazite_io::import::gazetteer::by_code(&code.to_string()).country().is_some())
        .take(COUNTRIES.min(codes) as usize)
        .collect();
    let pairs = (numeric.len() * (numeric.len() - 1)) as u64;
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    writeln!(out, "t,i,j,k,v,q")?;
    for row in 0..rows {
        let pair = row * pairs / rows;
        let exporter = (pair / (numeric.len() as u64 - 1)) as usize;
        let importer = (pair % (numeric.len() as u64 - 1)) as usize;
        let importer = importer + usize::from(importer >= exporter);
        let word = mix(row);
        let code = 10_000 + (word % CODES) * 176;
        let value = (word >> 20) as f64 / 1e9;
        let (from, to) = (numeric[exporter], numeric[importer]);
        if word.is_multiple_of(29) {
            writeln!(out, "2022,{from},{to},{code:06},{value:.3},           NA")?;
        } else {
            writeln!(
                out,
                "2022,{from},{to},{code:06},{value:.3},{:>13.3}",
                value * (word % 97) as f64 / 13.0
            )?;
        }
    }
    out.flush()
}
