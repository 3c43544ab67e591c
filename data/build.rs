//! Lists the files of the data folders, so that whatever lies in them is embedded and nothing has to be named.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Lists of bytes: name, folder, endings.
const BYTES: [(&str, &str, &[&str]); 3] = [
    ("BASELINE", "data/baseline", &["csv", "toml"]),
    ("ECONOMY", "data/economy", &["gz", "toml"]),
    ("HISTORY", "data/history", &["gz"]),
];

/// Lists of texts by the name of the file without its ending: name, folder, ending.
const TEXTS: [(&str, &str, &str); 6] = [
    ("RECIPE", "data/recipe", "csv"),
    ("LEDGER", "data/ledger", "csv"),
    ("SCENARIOS", "scenarios", "toml"),
    ("PROGRAMMES", "programmes", "toml"),
    ("BACKTESTS", "data/backtests", "csv"),
    ("EPISODES", "data/backtests/episodes", "toml"),
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut lists = String::new();
    for (list, folder, endings) in BYTES {
        let _ = writeln!(
            lists,
            "/// The files of `{folder}`, by name.\npub static {list}: &[(&str, &[u8])] = &["
        );
        for file in files(&root.join(folder), endings)? {
            let name = file.file_name().unwrap_or_default();
            let _ = writeln!(lists, "    ({name:?}, include_bytes!({file:?})),");
        }
        lists.push_str("];\n");
    }
    for (list, folder, ending) in TEXTS {
        let _ = writeln!(
            lists,
            "/// The files of `{folder}`, by name without `.{ending}`.\npub const {list}: &[(&str, &str)] = &["
        );
        for file in files(&root.join(folder), &[ending])? {
            let name = file.file_stem().unwrap_or_default();
            let _ = writeln!(lists, "    ({name:?}, include_str!({file:?})),");
        }
        lists.push_str("];\n");
    }
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    fs::write(out.join("files.rs"), lists)
}

/// The files of a folder with one of some endings, in the order of their names.
fn files(folder: &Path, endings: &[&str]) -> io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?,
        Err(_) => Vec::new(),
    };
    files.retain(|file| file.extension().is_some_and(|e| endings.iter().any(|x| e == *x)));
    files.sort();
    Ok(files)
}
