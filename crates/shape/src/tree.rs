//! The source files of a workspace.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Why a tree cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("{0}: {1}")]
    Read(PathBuf, std::io::Error),
    /// A file is not Rust.
    #[error("{0}: {1}")]
    Parse(String, syn::Error),
    /// A file declares a module that is nowhere.
    #[error("{file}: no file for `mod {module}`")]
    NoModule {
        /// The file that declares it.
        file: String,
        /// Its name.
        module: String,
    },
}

/// The files of some crates: path from the folder of the crates, with slashes, and text. The first part of a path is the
/// folder of a crate.
#[derive(Debug, Clone, Default)]
pub struct Tree(BTreeMap<String, String>);

impl Tree {
    /// Reads every Rust file and manifest below a folder of crates.
    ///
    /// # Errors
    /// [`Error::Read`] if a file or folder cannot be read.
    pub fn read(crates: &Path) -> Result<Self, Error> {
        let mut tree = Self::default();
        tree.walk(crates, "")?;
        Ok(tree)
    }

    /// From paths and texts.
    #[must_use]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
    }

    fn walk(&mut self, folder: &Path, name: &str) -> Result<(), Error> {
        let failed = |error| Error::Read(folder.to_owned(), error);
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (path, last) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let name = if name.is_empty() { last.clone() } else { format!("{name}/{last}") };
            if path.is_dir() {
                self.walk(&path, &name)?;
            } else if last.ends_with(".rs") {
                let text = std::fs::read_to_string(&path).map_err(|error| Error::Read(path, error))?;
                self.0.insert(name, text);
            }
        }
        Ok(())
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// The roots of all targets: the library, the programs, and each test, bench and example.
    pub(crate) fn roots(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str).filter(|path| {
            let parts: Vec<&str> = path.split('/').collect();
            match parts[..] {
                [_, "src", file] => file == "lib.rs" || file == "main.rs",
                [_, "tests" | "benches" | "examples", _] => true,
                _ => false,
            }
        })
    }
}
