//! Numbers and their units in a sentence: `47 to 87 %`, `96,600 tonnes`, `1.2 million dollars`, `80-90 per cent`.

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A part of a whole.
    Share,
    /// A mass.
    Tonnes,
    /// A mass a year.
    TonnesPerYear,
    /// Money.
    Money,
    /// A time.
    Days,
}

impl Unit {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Tonnes => "t",
            Self::TonnesPerYear => "t/y",
            Self::Money => "money",
            Self::Days => "days",
        }
    }
}

/// A number or a range with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// What it counts.
    pub unit: Unit,
    /// ISO 4217, for money.
    pub currency: &'static str,
    /// The first byte of it.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
}

/// A word of a sentence with its place.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// Every amount of a sentence, in order. A number without a unit is none.
#[must_use]
pub fn amounts(sentence: &str) -> Vec<Amount> {
    let words = split(sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match amount(&words, at) {
            Some((amount, next)) => {
                found.push(amount);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn amount(words: &[Word<'_>], at: usize) -> Option<(Amount, usize)> {
    let mut next = at;
    let mut currency = before(words.get(at)?.text);
    if !currency.is_empty() {
        next += 1;
    }
    let first = number(words.get(next)?.text)?;
    next += 1;
    let mut second = None;
    let scale = |next: &mut usize| {
        let factor = words.get(*next).and_then(|word| magnitude(word.text));
        *next += usize::from(factor.is_some());
        factor
    };
    let mut factor = scale(&mut next);
    // `%` may stand after both ends: `47 % to 87 %`.
    let mut ahead =
        next + usize::from(words.get(next).is_some_and(|w| percent(words, next) > 0 && w.text == "%"));
    if words
        .get(ahead)
        .is_some_and(|word| matches!(word.text.to_lowercase().as_str(), "to" | "-" | "–" | "and" | "—"))
    {
        ahead += 1;
        if let Some(value) = words.get(ahead).and_then(|word| number(word.text)) {
            let is_range = words[ahead - 1].text != "and"
                || words.get(at.wrapping_sub(1)).is_some_and(|w| w.text == "between");
            if is_range {
                second = Some(value);
                next = ahead + 1;
                factor = scale(&mut next).or(factor);
            }
        }
    }
    let (unit, used) = unit(words, next, &mut currency)?;
    next += used;
    let factor = factor.unwrap_or(1.0) * unit.1;
    // By division, so that 47 % is 0.47 to the last digit.
    let whole = if unit.0 == Unit::Share { 100.0 } else { 1.0 };
    let (low, high) = (first * factor / whole, second.unwrap_or(first) * factor / whole);
    let (low, high) = (low.min(high), low.max(high));
    let end = words[next - 1].end;
    Some((Amount { low, high, unit: unit.0, currency, start: words[at].start, end }, next))
}

/// The unit at a word, its scale, and how many words it takes.
fn unit(words: &[Word<'_>], at: usize, currency: &mut &'static str) -> Option<((Unit, f64), usize)> {
    let of_percent = percent(words, at);
    if of_percent > 0 {
        return Some(((Unit::Share, 1.0), of_percent));
    }
    if !currency.is_empty() {
        return Some(((Unit::Money, 1.0), 0));
    }
    let word = words.get(at)?.text.to_lowercase();
    let scale = match word.as_str() {
        "t" | "ton" | "tons" | "tonne" | "tonnes" | "mt" => 1.0,
        "metric" if words.get(at + 1).is_some_and(|w| w.text.to_lowercase().starts_with("ton")) => 1.0,
        "kt" => 1e3,
        "kg" | "kilogram" | "kilograms" | "kilos" => 1e-3,
        "day" | "days" => return Some(((Unit::Days, 1.0), 1)),
        other => {
            *currency = after(other);
            return (!currency.is_empty()).then_some(((Unit::Money, 1.0), 1));
        }
    };
    let mut used = 1 + usize::from(word == "metric");
    let ahead = |i: usize| words.get(at + i).map_or("", |word| word.text);
    let yearly = match (ahead(used), ahead(used + 1)) {
        ("a" | "per", "year") => 2,
        ("/", "y" | "year") => 2,
        ("annually" | "/y" | "/year", _) => 1,
        _ => 0,
    };
    used += yearly;
    Some(((if yearly > 0 { Unit::TonnesPerYear } else { Unit::Tonnes }, scale), used))
}

/// How many words of a percent sign stand at a word.
fn percent(words: &[Word<'_>], at: usize) -> usize {
    let word = |i: usize| words.get(at + i).map_or("", |word| word.text);
    match (word(0), word(1)) {
        ("%" | "percent" | "pc", _) => 1,
        ("per", "cent") => 2,
        _ => 0,
    }
}

fn magnitude(word: &str) -> Option<f64> {
    match word.to_lowercase().as_str() {
        "thousand" => Some(1e3),
        "million" | "mn" | "m" => Some(1e6),
        "billion" | "bn" | "b" => Some(1e9),
        "trillion" => Some(1e12),
        "crore" => Some(1e7),
        _ => None,
    }
}

fn before(word: &str) -> &'static str {
    match word {
        "$" | "US$" | "USD" => "USD",
        "€" | "EUR" => "EUR",
        "£" | "GBP" => "GBP",
        "A$" | "AUD" => "AUD",
        "C$" | "CAD" => "CAD",
        "¥" | "JPY" => "JPY",
        _ => "",
    }
}

fn after(word: &str) -> &'static str {
    match word {
        "dollar" | "dollars" | "usd" => "USD",
        "euro" | "euros" | "eur" => "EUR",
        "pounds" | "gbp" => "GBP",
        "yen" | "jpy" => "JPY",
        "rupees" | "inr" => "INR",
        "yuan" | "cny" => "CNY",
        _ => "",
    }
}

/// A number of one to fifteen digits, with commas between thousands; words up to twelve are none.
fn number(word: &str) -> Option<f64> {
    let plain = word.strip_prefix(['~', '>', '<', '≥', '≤']).unwrap_or(word);
    let starts = plain.bytes().next().is_some_and(|b| b.is_ascii_digit());
    if !starts || plain.len() > 20 {
        return None;
    }
    let mut groups = plain.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        let whole = group.split('.').next().unwrap_or("");
        if whole.len() != 3 || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    digits.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Words, with signs of percent and currency and dashes between numbers apart.
fn split(sentence: &str) -> Vec<Word<'_>> {
    let mut start = None;
    let mut last = ' ';
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut close = |start: &mut Option<usize>, end: usize| {
        if let Some(from) = start.take() {
            let text = sentence[from..end].trim_end_matches(['.', ',', ';', ':', ')']);
            if !text.is_empty() {
                spans.push((from, from + text.len()));
            }
        }
    };
    let chars: Vec<(usize, char)> = sentence.char_indices().collect();
    let mut alone: Vec<(usize, usize)> = Vec::new();
    for (i, (at, c)) in chars.iter().copied().enumerate() {
        let next = chars.get(i + 1).map_or(' ', |(_, c)| *c);
        let dash = matches!(c, '-' | '–' | '—') && last.is_ascii_digit() && next.is_ascii_digit();
        let joins = start.is_some_and(|from: usize| {
            sentence[from..at].bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
        });
        let turns = start.is_some() && joins && c.is_alphabetic() && last.is_ascii_digit();
        if c.is_whitespace() || matches!(c, '(' | '"' | '“' | '”') {
            close(&mut start, at);
        } else if matches!(c, '%' | '€' | '£' | '¥') || dash {
            close(&mut start, at);
            alone.push((at, at + c.len_utf8()));
        } else if c == '$' {
            let from = start.filter(|from| matches!(&sentence[*from..at], "US" | "A" | "C"));
            if from.is_none() {
                close(&mut start, at);
            }
            start = None;
            alone.push((from.unwrap_or(at), at + 1));
        } else if turns {
            close(&mut start, at);
            start = Some(at);
        } else if start.is_none() {
            start = Some(at);
        }
        last = c;
    }
    close(&mut start, sentence.len());
    spans.extend(alone);
    spans.sort_unstable();
    spans.into_iter().map(|(start, end)| Word { text: &sentence[start..end], start, end }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> (f64, f64, Unit) {
        let found = amounts(text);
        let amount = found.first().unwrap_or_else(|| panic!("no amount in {text}"));
        (amount.low, amount.high, amount.unit)
    }

    #[test]
    fn amounts_are_read_with_their_units() {
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1.0);
        for (text, low, high, unit) in [
            ("China refines 47 to 87 % of copper", 0.47, 0.87, Unit::Share),
            ("The coalition is 60 per cent of demand", 0.6, 0.6, Unit::Share),
            ("fell from 80-90 % to 60 %", 0.8, 0.9, Unit::Share),
            ("caps exports at 96,600 tonnes in 2026", 96_600.0, 96_600.0, Unit::Tonnes),
            ("exported 11,217 kilograms of gallium", 11.217, 11.217, Unit::Tonnes),
            ("over 183 million tonnes of bauxite", 183e6, 183e6, Unit::Tonnes),
            ("up to 15 tonnes of gallium a year", 15.0, 15.0, Unit::Tonnes),
            ("6,000 tonnes a year of magnets", 6000.0, 6000.0, Unit::TonnesPerYear),
            ("up to 135 million dollars for it", 135e6, 135e6, Unit::Money),
            ("worth $1.2 billion", 1.2e9, 1.2e9, Unit::Money),
            ("within 180 days", 180.0, 180.0, Unit::Days),
        ] {
            let found = first(text);
            assert!(near(found.0, low) && near(found.1, high) && found.2 == unit, "{text}: {found:?}");
        }
        assert!(amounts("On 10 November 2026 the suspension ends").is_empty());
        assert!(amounts("").is_empty() && amounts("%%% 1,2,3 % - 9,99 t").len() <= 2);
    }
}
