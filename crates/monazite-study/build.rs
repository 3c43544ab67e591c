//! Hashes what results depend on: the sources of the crates below this one, the locked dependencies, and the data that
//! are embedded. Two builds with one hash give the same bytes; whatever else changes, the hash does too.

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What is hashed, from the root of the workspace. The surfaces are left out: they compute nothing.
const HASHED: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "crates/highs",
    "crates/monazite",
    "crates/monazite-brief",
    "crates/monazite-io",
    "crates/monazite-plan",
    "crates/monazite-study",
    "data",
    "programmes",
    "scenarios",
];

/// Folders that no result depends on.
const LEFT_OUT: &[&str] = &["benches", "examples", "target", "tests", "backtests"];

fn main() -> io::Result<()> {
    let own = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = own.join("../..");
    let mut files = Vec::new();
    for name in HASHED {
        let place = root.join(name);
        if place.exists() {
            println!("cargo::rerun-if-changed={}", place.display());
            gather(&place, &mut files)?;
        }
    }
    files.sort();
    let mut hash = Sha256::new();
    hash.update(env::var("CARGO_PKG_VERSION").unwrap_or_default());
    for file in files {
        let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&file)?;
        hash.update(name.as_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    let hash: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=MONAZITE_BUILD={hash}");
    Ok(())
}

/// The files of a place, in any order.
fn gather(place: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !place.is_dir() {
        files.push(place.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(place)? {
        let entry = entry?;
        let name = entry.file_name();
        if !LEFT_OUT.iter().any(|left| name == *left) {
            gather(&entry.path(), files)?;
        }
    }
    Ok(())
}
