//! The recipe on the published files yields the committed baseline, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The workspace root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_path_buf).unwrap_or_default()
}

/// The published files: `shared/data` beside the workspace or up to two levels above it.
fn raw() -> Option<PathBuf> {
    root().ancestors().skip(1).take(3).map(|a| a.join("shared/data")).find(|p| p.is_dir())
}

/// File contents of a folder by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .expect("folder")
        .map(|entry| entry.expect("entry"))
        .map(|e| (e.file_name().to_string_lossy().into_owned(), fs::read(e.path()).expect("file")))
        .collect()
}

#[test]
fn the_recipe_yields_the_committed_baseline() {
    same_bytes("data/baseline", |raw, out| monazite_io::recipe::build(raw, out).map(|_| ()));
}

#[test]
fn the_recipe_yields_the_committed_input_output_table() {
    same_bytes("data/economy", |raw, out| monazite_io::recipe::build_table(raw, out).map(|_| ()));
}

/// Builds from the published files and compares with what is committed, byte for byte.
fn same_bytes(folder: &str, build: impl Fn(&Path, &Path) -> Result<(), monazite_io::recipe::Error>) {
    let Some(raw) = raw() else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: no shared/data near {}, the recipe was not run",
            root().display()
        );
        return;
    };
    let out = tempfile::tempdir().expect("folder");
    build(&raw, out.path()).expect("the recipe runs");
    let committed = root().join(folder);
    if std::env::var_os("MONAZITE_UPDATE_BASELINE").is_some() {
        for (name, bytes) in files(out.path()) {
            fs::create_dir_all(&committed).expect("folder");
            fs::write(committed.join(name), bytes).expect("written");
        }
    }
    let (built, committed) = (files(out.path()), files(&committed));
    let names = |f: &BTreeMap<String, Vec<u8>>| f.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&built), names(&committed), "the same tables");
    for (name, bytes) in &built {
        assert!(bytes == &committed[name], "{name} differs: run with MONAZITE_UPDATE_BASELINE=1 and review");
    }
}
