//! Files as published: plain, gzipped or inside a zip archive, opened for reading.

use crate::diagnostic::Diagnostic;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// A file name for messages.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// Opens a file; a name that ends in `.gz` is unpacked while reading.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>, Diagnostic> {
    let file = File::open(path).map_err(|e| missing(path, &e.to_string()))?;
    if path.is_dir() {
        return Err(missing(path, "it is a folder"));
    }
    let reader = BufReader::with_capacity(1 << 20, file);
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("gz")) {
        return Ok(Box::new(BufReader::with_capacity(1 << 20, flate2::read::MultiGzDecoder::new(reader))));
    }
    Ok(Box::new(reader))
}

/// A diagnostic about a file that cannot be read.
pub(super) fn missing(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(&name(path), format!("cannot be read: {reason}"))
        .hint(format!("looked for {}", path.display()))
}

/// The first of `names` that exists in a folder, plain or with `.gz` added.
pub(super) fn first(dir: &Path, names: &[&str]) -> Option<std::path::PathBuf> {
    names.iter().flat_map(|n| [dir.join(n), dir.join(format!("{n}.gz"))]).find(|p| p.is_file())
}
