//! What a file is, by its first bytes and its first line: the container, and the delimiter of a table.
//!
//! Names lie (`data.csv` may be a workbook), so nothing here looks at a name.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing but white space.
    Empty,
    /// Text that is none of the others: a table, for all that can be told.
    Text,
    /// Text in two bytes a character, with its mark.
    Utf16,
    /// A gzip file.
    Gzip,
    /// A zip archive, which may be a workbook: [`of_archive`] tells.
    Zip,
    /// An Excel workbook of today (`xlsx`, `xlsb`).
    Workbook,
    /// An Excel workbook of before 2007 (`xls`).
    OldWorkbook,
    /// A spreadsheet of LibreOffice (`ods`).
    OpenDocument,
    /// Parquet.
    Parquet,
    /// JSON.
    Json,
    /// A web page.
    Html,
    /// XML, SDMX or a workbook of Excel 2003 in XML included.
    Xml,
    /// PDF.
    Pdf,
    /// Another compression: bzip2, xz, zstd, 7z, rar.
    Packed(&'static str),
    /// Bytes that are no text.
    Binary,
}

impl Kind {
    /// What it is, in words with an article.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Empty => "an empty file",
            Self::Text => "a text",
            Self::Utf16 => "a text in UTF-16",
            Self::Gzip => "a gzip file",
            Self::Zip => "a zip archive",
            Self::Workbook => "an Excel workbook",
            Self::OldWorkbook => "an Excel workbook of the old format (xls)",
            Self::OpenDocument => "a LibreOffice spreadsheet",
            Self::Parquet => "a Parquet file",
            Self::Json => "JSON",
            Self::Html => "a web page (HTML)",
            Self::Xml => "XML",
            Self::Pdf => "a PDF document",
            Self::Packed(_) => "a compressed file",
            Self::Binary => "a binary file",
        }
    }

    /// What to do with such a file where a table is expected.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Workbook | Self::OldWorkbook | Self::OpenDocument => {
                "open it and save the sheet as CSV (UTF-8, comma-separated)"
            }
            Self::Zip | Self::Gzip | Self::Packed(_) => "unpack it and give the table inside",
            Self::Parquet => "export it as CSV",
            Self::Json => "fetch the table as CSV: this is the answer of a programming interface",
            Self::Html => "fetch the file again: this is a page about it, or an error page",
            Self::Xml => "fetch the table as CSV; a workbook in XML: open it and save the sheet as CSV",
            Self::Pdf => "fetch the data release that goes with the publication",
            Self::Empty => "fetch the file again",
            Self::Utf16 | Self::Binary | Self::Text => "save it as CSV (UTF-8, comma-separated)",
        }
    }
}

/// What a file is, by its first bytes; a few hundred are enough.
#[must_use]
pub fn kind(bytes: &[u8]) -> Kind {
    const MAGIC: [(&[u8], Kind); 12] = [
        (b"\x1f\x8b", Kind::Gzip),
        (b"PK\x03\x04", Kind::Zip),
        (b"PK\x05\x06", Kind::Zip),
        (b"\xd0\xcf\x11\xe0", Kind::OldWorkbook),
        (b"PAR1", Kind::Parquet),
        (b"%PDF", Kind::Pdf),
        (b"BZh", Kind::Packed("bzip2")),
        (b"\xfd7zXZ", Kind::Packed("xz")),
        (b"\x28\xb5\x2f\xfd", Kind::Packed("zstd")),
        (b"7z\xbc\xaf", Kind::Packed("7z")),
        (b"Rar!", Kind::Packed("rar")),
        (b"\x7fELF", Kind::Binary),
    ];
    if let Some((_, kind)) = MAGIC.into_iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return kind;
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Kind::Utf16;
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let Some(&first) = text.first() else { return Kind::Empty };
    if bytes[..bytes.len().min(4096)].contains(&0) {
        return Kind::Binary;
    }
    let lower: Vec<u8> = text.iter().take(400).map(u8::to_ascii_lowercase).collect();
    let has = |part: &[u8]| lower.windows(part.len()).any(|window| window == part);
    match first {
        b'{' | b'[' if is_json(text) => Kind::Json,
        b'<' if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") || has(b"<html") => {
            Kind::Html
        }
        b'<' if lower.starts_with(b"<?xml") => Kind::Xml,
        b'<' if has(b"</") || has(b"/>") || has(b"<!--") => Kind::Html,
        _ => Kind::Text,
    }
}

/// Whether a text that begins with a bracket goes on like JSON: a key, a value, or an end.
fn is_json(text: &[u8]) -> bool {
    match text[1..].trim_ascii_start().first() {
        None | Some(b'"' | b'{' | b'[' | b'}') => true,
        Some(b']') => text[1..].trim_ascii().len() == 1,
        Some(other) => {
            text[0] == b'[' && (other.is_ascii_digit() || *other == b'-') && !text.contains(&b'\n')
        }
    }
}

/// What a zip archive is, by the names inside.
#[must_use]
pub fn of_archive<'a>(names: impl IntoIterator<Item = &'a str>) -> Kind {
    let mut kind = Kind::Zip;
    for name in names {
        if name.starts_with("xl/") {
            kind = Kind::Workbook;
        } else if kind == Kind::Zip && (name == "META-INF/manifest.xml" || name == "mimetype") {
            kind = Kind::OpenDocument;
        }
    }
    kind
}

/// What stands between the cells of a table: the character of `,;` tab and `|` that its first line has most,
/// outside quotes. A comma where it has none of them.
#[must_use]
pub fn delimiter(text: &[u8]) -> u8 {
    const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
    let mut counts = [0_u32; 4];
    let mut quoted = false;
    for &byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && counts.iter().any(|&count| count > 0) => break,
            _ if quoted => {}
            _ => {
                if let Some(at) = CANDIDATES.iter().position(|&candidate| candidate == byte) {
                    counts[at] += 1;
                }
            }
        }
    }
    let most = (0..4).max_by_key(|&at| (counts[at], std::cmp::Reverse(at))).unwrap_or(0);
    CANDIDATES[most]
}

/// The word for a delimiter.
#[must_use]
pub const fn delimiter_said(delimiter: u8) -> &'static str {
    match delimiter {
        b';' => "semicolons",
        b'\t' => "tabs",
        b'|' => "bars",
        _ => "commas",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_by_their_first_bytes() {
        for (bytes, wanted) in [
            (&b""[..], Kind::Empty),
            (b" \n\n", Kind::Empty),
            (b"a,b\n1,2\n", Kind::Text),
            (b"\xef\xbb\xbfa,b\n", Kind::Text),
            (b"\xff\xfea\0,\0", Kind::Utf16),
            (b"a\0,\0", Kind::Binary),
            (b"\x1f\x8b\x08", Kind::Gzip),
            (b"PK\x03\x04", Kind::Zip),
            (b"\xd0\xcf\x11\xe0\xa1", Kind::OldWorkbook),
            (b"PAR1", Kind::Parquet),
            (b" {\"data\": []}", Kind::Json),
            (b"[{\"a\": 1}]", Kind::Json),
            (b"[1, 2]", Kind::Json),
            (b"[a],b\n1,2\n", Kind::Text),
            (b"<!DOCTYPE html><html>", Kind::Html),
            (b"<?xml version=\"1.0\"?><x/>", Kind::Xml),
            (b"<?xml version=\"1.0\"?><html>", Kind::Html),
            (b"<1,5\n", Kind::Text),
            (b"%PDF-1.7", Kind::Pdf),
        ] {
            assert_eq!(kind(bytes), wanted, "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(of_archive(["[Content_Types].xml", "xl/workbook.xml"]), Kind::Workbook);
        assert_eq!(of_archive(["mimetype", "content.xml"]), Kind::OpenDocument);
        assert_eq!(of_archive(["a.csv"]), Kind::Zip);
    }

    #[test]
    fn the_delimiter_of_the_first_line() {
        for (text, wanted) in [
            ("a,b\n1;2;3", b','),
            ("a;b\n", b';'),
            ("a\tb\n", b'\t'),
            ("\"a,b\";c\n", b';'),
            ("\n\na;b\n", b';'),
            ("a\nb;c\n", b';'),
            ("one\n", b','),
            ("", b','),
        ] {
            assert_eq!(delimiter(text.as_bytes()), wanted, "{text}");
        }
    }
}
