//! Text from a dataset on its way into markup.

/// Escapes text for HTML and SVG, in content and in quoted attributes. Control characters that XML forbids are dropped.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// An address that a reader may follow: `http` and `https` only.
#[must_use]
pub fn safe_address(url: &str) -> Option<&str> {
    (url.starts_with("https://") || url.starts_with("http://")).then_some(url)
}

/// Attributes that name a figure and repeat its value in full precision, for whoever reads the page by program.
pub(crate) fn data(id: &str, value: f64) -> String {
    format!(" data-id=\"{}\" data-value=\"{value}\"", escape(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_do_not_pass() {
        assert_eq!(escape("<b a='1' c=\"2\">&\u{0}\n"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp; ");
    }

    #[test]
    fn script_addresses_are_refused() {
        assert_eq!(safe_address("javascript:alert(1)"), None);
        assert_eq!(safe_address("https://example.org"), Some("https://example.org"));
    }
}
