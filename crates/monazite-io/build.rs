//! Lists the files of the baseline, the input-output table and the scenarios, so that whatever lies in `data/baseline`,
//! `data/economy` and `scenarios` is embedded and nothing has to be named.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../..");
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    for (data, extensions) in [("baseline", &["csv", "toml"]), ("economy", &["gz", "toml"])] {
        let mut list = String::from("&[\n");
        for file in files(&root.join("data").join(data), extensions)? {
            let name = file.file_name().unwrap_or_default();
            let _ = writeln!(list, "    ({name:?}, include_bytes!({:?})),", fs::canonicalize(&file)?);
        }
        fs::write(out.join(format!("{data}.rs")), list + "]")?;
    }
    let mut list = String::from("&[\n");
    for file in files(&root.join("scenarios"), &["toml"])? {
        let key = file.file_stem().unwrap_or_default();
        let path = fs::canonicalize(&file)?;
        let _ = writeln!(list, "    Entry {{ key: {key:?}, text: include_str!({path:?}) }},");
    }
    fs::write(out.join("scenarios.rs"), list + "]")
}

/// The files of a folder with one of some extensions, in the order of their names.
fn files(folder: &Path, extensions: &[&str]) -> io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?,
        Err(_) => Vec::new(),
    };
    files.retain(|file| file.extension().is_some_and(|e| extensions.iter().any(|x| e == *x)));
    files.sort();
    Ok(files)
}
