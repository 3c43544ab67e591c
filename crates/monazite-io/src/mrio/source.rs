//! Files as published: plain, gzipped or inside a zip archive, opened for reading.

use crate::diagnostic::Diagnostic;
use crate::sniff::{Kind, kind};
use crate::unpack::unpack;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

/// A file name for messages.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// Opens a file or a pipe; what its first bytes tell to be packed is unpacked while reading.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>, Diagnostic> {
    if path.is_dir() {
        return Err(missing(path, "it is a folder"));
    }
    let file = File::open(path).map_err(|e| missing(path, &e.to_string()))?;
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let found = kind(reader.fill_buf().map_err(|e| missing(path, &e.to_string()))?);
    match found {
        Kind::Gzip => {
            Ok(Box::new(BufReader::with_capacity(1 << 20, flate2::read::MultiGzDecoder::new(reader))))
        }
        Kind::Zip => {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes).map_err(|e| missing(path, &e.to_string()))?;
            let table = unpack(&bytes, &name(path), false)?.bytes.into_owned();
            Ok(Box::new(Cursor::new(table)))
        }
        _ => Ok(Box::new(reader)),
    }
}

/// A diagnostic about a file that cannot be read.
pub(super) fn missing(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(&name(path), format!("cannot be read: {reason}"))
        .hint(format!("looked for {}", path.display()))
}

/// Ends of a file's name that say how it is packed.
pub(super) const PACKED: [&str; 3] = ["", ".gz", ".zip"];

/// The first of `names` that exists in a folder, plain or packed.
///
/// # Errors
/// One name stands there plain and packed: which is meant cannot be told.
pub(super) fn first(dir: &Path, names: &[&str]) -> Result<Option<PathBuf>, Diagnostic> {
    for name in names {
        let found: Vec<PathBuf> =
            PACKED.iter().map(|end| dir.join(format!("{name}{end}"))).filter(|path| path.exists()).collect();
        if found.len() > 1 {
            return Err(
                Diagnostic::error(name, "the file is there plain and packed").hint("remove one of them")
            );
        }
        if let Some(path) = found.into_iter().next() {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// The one file of a folder whose name fits; `None`, and the reason, if there is none or more than one.
pub(super) fn only(dir: &Path, what: &str, fits: impl Fn(&str) -> bool) -> Result<PathBuf, Diagnostic> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries.filter(|path| fits(&name(path))).collect();
    found.sort();
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(path), None) => Ok(path),
        (Some(one), Some(other)) => Err(Diagnostic::error(what, "several files fit")
            .cell("", &format!("{}, {}", name(&one), name(&other)))
            .hint("keep the files of one year and edition in a folder")),
        (None, _) => Err(Diagnostic::error(what, "no such file in the folder")
            .hint(format!("looked in {}", dir.display()))),
    }
}
