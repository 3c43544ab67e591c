//! How wide a text runs, and what fits.

/// Width of a text in pixels, from mean glyph widths of the usual sans-serif faces; errs on the wide side.
#[must_use]
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    let em: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | '\'' | '|' | '(' | ')' | ' ' => 0.34,
            'm' | 'w' | 'M' | 'W' | '%' => 0.9,
            c if c.is_uppercase() => 0.69,
            _ => 0.57,
        })
        .sum();
    em * size
}

/// A text cut to a width, with an ellipsis where it was cut.
#[must_use]
pub(super) fn fit(text: &str, size: f64, width: f64) -> String {
    if text_width(text, size) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if text_width(&kept, size) + size > width {
            break;
        }
    }
    kept.pop();
    format!("{}…", kept.trim_end())
}

/// A text broken into lines of at most a width.
#[must_use]
pub(super) fn wrap(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        for (i, part) in word.split_inclusive('-').enumerate() {
            let space = if i == 0 { " " } else { "" };
            match lines.last_mut() {
                Some(line) if text_width(line, size) + text_width(part, size) + 0.34 * size <= width => {
                    line.push_str(space);
                    line.push_str(part);
                }
                _ => lines.push(part.to_owned()),
            }
        }
    }
    lines
}
