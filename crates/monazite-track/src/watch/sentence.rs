//! A text in sentences.

/// Short forms after which a point ends no sentence.
const SHORT: &[&str] = &[
    "no", "nos", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mr",
    "mrs", "ms", "dr", "u.s", "u.k", "e.g", "i.e", "vs", "art", "approx", "ca", "inc", "ltd", "co", "st",
    "para", "fig",
];

/// The sentences of a text, each with the byte at which it begins.
#[must_use]
pub fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = match c {
            '。' | '！' | '？' | '\n' => true,
            '!' | '?' => chars.peek().is_none_or(|(_, next)| next.is_whitespace()),
            '.' => {
                let before =
                    text[start..at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
                let next = chars.peek().map(|(_, next)| *next);
                let mut ahead = chars.clone();
                ahead.next();
                let after = ahead.peek().map(|(_, c)| *c);
                let opens = after.is_none_or(|c| c.is_uppercase() || c.is_numeric() || "\"“‘(".contains(c));
                next.is_none_or(char::is_whitespace)
                    && opens
                    && !SHORT.contains(&before.to_lowercase().as_str())
            }
            _ => false,
        };
        if end {
            push(&mut found, text, start, at + c.len_utf8());
            start = at + c.len_utf8();
        }
    }
    push(&mut found, text, start, text.len());
    found
}

fn push<'a>(found: &mut Vec<(usize, &'a str)>, text: &'a str, start: usize, end: usize) {
    let piece = &text[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        found.push((start + piece.len() - piece.trim_start().len(), trimmed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_of_a_month_or_a_number_ends_no_sentence() {
        let text =
            "No. 70 suspends them until Jan. 10, 2027. Prices rose 3.5 % in the U.S. market. Then they fell.";
        let found: Vec<&str> = sentences(text).into_iter().map(|(_, s)| s).collect();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].ends_with("2027."));
    }
}
