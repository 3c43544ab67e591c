//! The example dataset and ways to spoil it.

#![allow(dead_code, clippy::unwrap_used)]

pub(crate) mod dress;
pub(crate) mod rank;

use monazite_io::{Dataset, Diagnostic, Diagnostics, Files, parse, read_files};
use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The folder `shared` beside the checkout, up to three levels above its root; `None`, said aloud, where it is absent.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let root = root();
    let found = root.ancestors().skip(1).take(3).map(|a| a.join("shared").join(path)).find(|p| p.exists());
    if found.is_none() {
        // Past the capture of the test harness, so that it is seen.
        let _ = writeln!(std::io::stderr(), "SKIPPED: ../shared/{path} is not there");
    }
    found
}

/// The files of the example `ores`.
pub(crate) fn ores() -> Files<'static> {
    read_files(&root().join("examples/ores")).unwrap()
}

/// The example with a text replaced in one file. The text must be there.
pub(crate) fn patched(file: &str, from: &str, to: &str) -> Result<Dataset, Diagnostics> {
    let mut files = ores();
    let text = String::from_utf8(files[file].to_vec()).unwrap();
    assert!(text.contains(from), "{file} does not contain {from}");
    files.insert(file.into(), Cow::Owned(text.replacen(from, to, 1).into_bytes()));
    parse(&files)
}

/// The example with one file replaced.
pub(crate) fn replaced(file: &str, bytes: &[u8]) -> Result<Dataset, Diagnostics> {
    let mut files = ores();
    files.insert(file.into(), Cow::Owned(bytes.to_vec()));
    parse(&files)
}

/// All diagnostics of a reading, whether or not it failed.
pub(crate) fn found(result: Result<Dataset, Diagnostics>) -> Vec<Diagnostic> {
    let all = match result {
        Ok(dataset) => dataset.warnings,
        Err(problems) => problems,
    };
    all.iter().cloned().collect()
}

/// Compares a text with a committed file, or rewrites the file if `MONAZITE_BLESS` is set.
pub(crate) fn expect(path: &str, text: &str) {
    let file = root().join(path);
    if std::env::var_os("MONAZITE_BLESS").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == text, "{path} has drifted; MONAZITE_BLESS=1 cargo test rewrites it\n{text}");
}
