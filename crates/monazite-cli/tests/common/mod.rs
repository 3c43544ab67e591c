//! Running the real command, and comparing with committed outputs.

#![allow(dead_code, clippy::unwrap_used)]

use assert_cmd::Command;
use std::io::Write;
use std::path::{Path, PathBuf};

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

/// What a run of the command gave.
pub(crate) struct Run {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// Runs the command in the root of the checkout.
pub(crate) fn monazite(args: &[&str]) -> Run {
    let output = Command::cargo_bin("monazite").unwrap().args(args).current_dir(root()).output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Compares a text with a committed file of `tests/expected`, or rewrites the file if `MONAZITE_BLESS` is set.
pub(crate) fn expect(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    if std::env::var_os("MONAZITE_BLESS").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == text, "{name} has drifted; MONAZITE_BLESS=1 cargo test rewrites it\n{text}");
}
