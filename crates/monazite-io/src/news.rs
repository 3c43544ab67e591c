//! News, notices and speeches as plain text. It opens no address, follows no reference and nests nothing.

use crate::diagnostic::{Diagnostic, Diagnostics};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The largest file that is read.
const LARGEST: u64 = 64 << 20;

/// One text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// File, and the number of the item in it where it holds several.
    pub place: String,
    /// The text.
    pub text: String,
}

/// The texts of a file, of all files of a folder in the order of their names, or of standard input for `-`.
///
/// # Errors
/// Every file that cannot be read, is too large or is no text.
pub fn read(path: &Path) -> Result<Vec<Item>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut items = Vec::new();
    for file in files(path, &mut problems) {
        let shown =
            if file.as_os_str() == "-" { "standard input".to_owned() } else { file.display().to_string() };
        let mut bytes = Vec::new();
        let done = if file.as_os_str() == "-" {
            std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
        } else {
            std::fs::File::open(&file).and_then(|opened| opened.take(LARGEST + 1).read_to_end(&mut bytes))
        };
        match done {
            Err(error) => {
                problems.push(Diagnostic::error(&shown, format!("the text cannot be read: {error}")))
            }
            Ok(_) if bytes.len() as u64 > LARGEST => problems.push(
                Diagnostic::error(&shown, "the text is larger than 64 MB")
                    .hint("split it, or give the items one by one"),
            ),
            Ok(_) if bytes.iter().take(4096).any(|b| *b == 0) => problems.push(
                Diagnostic::error(&shown, "the file is no text")
                    .allowed("text, HTML, RSS, Atom, JSON, JSON lines")
                    .hint("give the text of a PDF, not the PDF: pdftotext FILE -"),
            ),
            Ok(_) => items.extend(of(&shown, &decoded(&bytes))),
        }
    }
    if problems.errors() > 0 { Err(problems) } else { Ok(items) }
}

fn files(path: &Path, problems: &mut Diagnostics) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    match std::fs::read_dir(path) {
        Ok(entries) => {
            let mut files: Vec<PathBuf> = entries
                .filter_map(Result::ok)
                .map(|entry| entry.path())
                .filter(|path| path.is_file())
                .collect();
            files.sort();
            files
        }
        Err(error) => {
            problems.push(Diagnostic::error(
                &path.display().to_string(),
                format!("the folder cannot be read: {error}"),
            ));
            Vec::new()
        }
    }
}

/// UTF-8, UTF-16 with a mark, or else Windows-1252.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, skipped)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[skipped..]).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// The texts in a file: items of JSON, of a feed, or one.
fn of(place: &str, text: &str) -> Vec<Item> {
    let start = text.trim_start();
    if start.starts_with(['{', '[']) {
        let items = json(start);
        if !items.is_empty() {
            return numbered(place, items);
        }
    }
    if start.starts_with('<') {
        let cut = if start.contains("<entry") { "<entry" } else { "<item" };
        let items: Vec<String> =
            start.split(cut).skip(usize::from(start.contains(cut))).map(stripped).collect();
        return numbered(place, items);
    }
    vec![Item { place: place.to_owned(), text: text.to_owned() }]
}

fn numbered(place: &str, items: Vec<String>) -> Vec<Item> {
    let one = items.len() == 1;
    let name = |i: usize| if one { place.to_owned() } else { format!("{place}#{}", i + 1) };
    items.into_iter().enumerate().map(|(i, text)| Item { place: name(i), text }).collect()
}

/// Keys of JSON that hold text.
const TEXTS: [&str; 6] = ["title", "text", "summary", "description", "content_text", "content_html"];

/// Items of a JSON feed, of an array, or of lines.
fn json(text: &str) -> Vec<String> {
    let whole: Vec<serde_json::Value> = match serde_json::from_str::<serde_json::Value>(text) {
        Ok(serde_json::Value::Array(items)) => items,
        Ok(value) => match value.get("items").and_then(serde_json::Value::as_array) {
            Some(items) => items.clone(),
            None => vec![value],
        },
        Err(_) => text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect(),
    };
    let said = |item: &serde_json::Value| {
        let parts: Vec<String> =
            TEXTS.iter().filter_map(|key| item.get(key)?.as_str()).map(stripped).collect();
        parts.join("\n")
    };
    whole.iter().map(said).filter(|text| !text.is_empty()).collect()
}

/// Text without tags, scripts and styles. Tags are dropped one after the other, so that nesting costs nothing.
fn stripped(html: &str) -> String {
    let mut text = String::with_capacity(html.len().min(1 << 20));
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        if let Some(inner) = rest.strip_prefix("<![CDATA[") {
            let end = inner.find("]]>").unwrap_or(inner.len());
            text.push_str(&stripped_once(&inner[..end]));
            rest = inner.get(end + 3..).unwrap_or("");
            continue;
        }
        let lower: String = rest.chars().take(8).flat_map(char::to_lowercase).collect();
        let hidden = ["script", "style"].into_iter().find(|tag| lower[1..].starts_with(tag));
        let end = match hidden {
            Some(tag) => {
                let close = format!("</{tag}");
                let at = rest.to_ascii_lowercase().find(&close);
                at.and_then(|at| rest[at..].find('>').map(|e| at + e + 1))
            }
            None => rest.find('>').map(|e| e + 1),
        };
        let block =
            ["<p", "</p", "<br", "<li", "<h", "</h", "<div", "</div", "<tr", "<td", "<title", "</title"];
        text.push(if block.iter().any(|tag| lower.starts_with(tag)) { '\n' } else { ' ' });
        rest = end.and_then(|end| rest.get(end..)).unwrap_or("");
    }
    text.push_str(rest);
    unescaped(&text)
}

/// What a CDATA section holds is HTML again, once.
fn stripped_once(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

fn unescaped(text: &str) -> String {
    [
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&euro;", "€"),
        ("&pound;", "£"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| if text.contains(from) { text.replace(from, to) } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_feeds_and_lines_of_json_are_read() {
        let page = of(
            "a",
            "<html><style>p{width:60%}</style><p>China refines 90&nbsp;% of it.<script>x<1</script></p></html>",
        );
        assert!(page[0].text.contains("90 % of it") && !page[0].text.contains("60%"), "{page:?}");
        let feed = of(
            "a",
            "<rss><item><title>One</title></item><item><description><![CDATA[<b>Two</b>]]></description></item></rss>",
        );
        assert_eq!(feed.len(), 2);
        assert!(feed[1].text.contains("Two"));
        assert_eq!(of("a", "{\"text\":\"One\"}\n{\"text\":\"Two\"}").len(), 2);
    }

    #[test]
    fn nesting_and_what_is_cut_off_cost_nothing() {
        let bomb = "<div>".repeat(200_000) + "60 %" + "<";
        assert!(of("a", &bomb)[0].text.contains("60 %"));
        let deep = "[".repeat(100_000);
        assert_eq!(of("a", &deep).len(), 1);
        assert_eq!(of("a", "<![CDATA[x").len(), 1);
    }
}
