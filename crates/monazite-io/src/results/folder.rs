//! Result folders: written so that a reader never sees half a file.

use super::format::{Format, bytes};
use super::sheet::Sheet;
use serde::Serialize;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The record of a result folder.
pub const METADATA: &str = "metadata.toml";

/// Writes sheets as `NAME.csv` and `NAME.parquet` (and in `format`, where that is another), and at last `metadata.toml`,
/// what the result was made from: where it is, the folder is complete.
///
/// # Errors
/// What the file system reports.
pub fn write_folder(
    folder: &Path,
    sheets: &[(&str, &Sheet)],
    format: Format,
    metadata: &impl Serialize,
) -> io::Result<()> {
    for (name, sheet) in sheets {
        for format in formats(format) {
            write_file(&folder.join(format!("{name}.{}", format.extension())), &bytes(sheet, format)?)?;
        }
    }
    let text = toml::to_string(metadata).map_err(io::Error::other)?;
    write_file(&folder.join(METADATA), text.as_bytes())
}

/// The formats of a result folder: always CSV and Parquet.
fn formats(asked: Format) -> Vec<Format> {
    let mut formats = vec![Format::Csv, Format::Parquet];
    if asked == Format::Json {
        formats.push(asked);
    }
    formats
}

/// A file that appears under its name only when it is whole, for results too long to be held.
#[derive(Debug)]
pub struct Pending {
    file: tempfile::NamedTempFile,
    path: PathBuf,
}

impl Pending {
    /// Begins a file; the folder is made where it is missing.
    ///
    /// # Errors
    /// The folder or the file cannot be made.
    pub fn new(path: &Path) -> io::Result<Self> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        Ok(Self { file: builder().tempfile_in(folder)?, path: path.to_owned() })
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// The file cannot be renamed.
    pub fn keep(self) -> io::Result<()> {
        self.file.persist(&self.path).map(|_| ()).map_err(|error| error.error)
    }
}

impl Write for &Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&mut self.file.as_file()).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        (&mut self.file.as_file()).flush()
    }
}

/// Writes a file under another name beside its place and renames it; makes its folder.
///
/// # Errors
/// What the file system reports.
pub fn write_file(path: &Path, content: &[u8]) -> io::Result<()> {
    let pending = Pending::new(path)?;
    (&pending).write_all(content)?;
    pending.keep()
}

/// Temporary files that others may read, as far as the user's mask allows.
fn builder() -> tempfile::Builder<'static, 'static> {
    #[allow(unused_mut)]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}
