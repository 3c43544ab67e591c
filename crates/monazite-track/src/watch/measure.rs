//! Measures that a text names: issuer, number and year; one notice is one change, whoever carries it.

use super::date::days;
use super::sentence::sentences;
use super::words::Lexicon;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A measure that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Key as in the ledger: `mofcom-70-2025`.
    pub key: String,
    /// What is done, where a word says so.
    pub instrument: &'static str,
    /// Keys of minerals.
    pub minerals: Vec<String>,
    /// The first day that the sentence names and that is no end.
    pub from: Option<Date>,
    /// The day on which it ends.
    pub until: Option<Date>,
    /// The sentence.
    pub sentence: String,
}

/// Words of instruments, first match first.
const INSTRUMENTS: &[(&str, &str)] = &[
    ("suspend", "suspension"),
    ("暂停", "suspension"),
    ("lift", "suspension"),
    ("ban", "export_ban"),
    ("forbid", "export_ban"),
    ("prohibit", "export_ban"),
    ("禁止", "export_ban"),
    ("quota", "export_quota"),
    ("caps", "export_quota"),
    ("tariff", "import_tariff"),
    ("watch list", "watch_list"),
    ("关注名单", "watch_list"),
    ("control list", "entity_list"),
    ("管控名单", "entity_list"),
    ("licen", "export_licence"),
    ("control", "export_licence"),
    ("管制", "export_licence"),
    ("price floor", "price_floor"),
    ("stockpil", "stockpile"),
];

/// Every measure of a text, each once, in the order of keys.
#[must_use]
pub fn measures(text: &str, lexicon: &Lexicon) -> Vec<Measure> {
    let mut found: BTreeMap<String, Measure> = BTreeMap::new();
    for (_, sentence) in sentences(text) {
        for key in keys(sentence) {
            let lower = sentence.to_lowercase();
            let dates = days(sentence);
            let until = dates.iter().find(|(at, _)| ends(sentence, *at)).map(|(_, date)| *date);
            let from = dates.iter().find(|(at, _)| !ends(sentence, *at)).map(|(_, date)| *date);
            let mut minerals: Vec<String> =
                Lexicon::find(&lexicon.minerals, sentence).into_iter().map(|(_, key)| key).collect();
            minerals.sort();
            minerals.dedup();
            let instrument =
                INSTRUMENTS.iter().find(|(word, _)| lower.contains(word)).map_or("", |(_, i)| *i);
            found.entry(key.clone()).or_insert(Measure {
                key,
                instrument,
                minerals,
                from,
                until,
                sentence: sentence.to_owned(),
            });
        }
    }
    found.into_values().collect()
}

/// Whether the day at a place is an end: what stands before it says `until`.
fn ends(sentence: &str, at: usize) -> bool {
    let before = sentence[..at].trim_end().to_lowercase();
    ["until", "till", "through", "expire", "expires on", "ends on", "end on", "至", "截至"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// Keys of the notices that a sentence names.
fn keys(sentence: &str) -> Vec<String> {
    let lower = sentence.to_lowercase();
    let mut keys = Vec::new();
    // 公告2025年第70号
    for (at, _) in sentence.match_indices("年第") {
        let year: String = digits_before(&sentence[..at]);
        let number: String = sentence[at + "年第".len()..].chars().take_while(char::is_ascii_digit).collect();
        if year.len() == 4 && !number.is_empty() {
            keys.push(format!("mofcom-{number}-{year}"));
        }
    }
    // Announcement No. 70 of 2025; No. 70/2025; announcements 55 to 58, 61 and 62 of 2025
    for word in ["announcement", "no. ", "nos. "] {
        for (at, _) in lower.match_indices(word) {
            let rest = lower[at + word.len()..].trim_start_matches(['s', ' ']);
            let rest =
                rest.strip_prefix("no.").or_else(|| rest.strip_prefix("nos.")).unwrap_or(rest).trim_start();
            keys.extend(numbered(rest));
        }
    }
    if let Some(at) = lower.find("regulation (eu) ") {
        let rest = &lower[at + "regulation (eu) ".len()..];
        let name: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '/').collect();
        if let Some((year, number)) = name.split_once('/').filter(|(y, n)| y.len() == 4 && !n.is_empty()) {
            keys.push(format!("eu-{year}-{number}"));
        }
    }
    if let Some(at) = lower.find("proclamation ") {
        let number: String =
            lower[at + "proclamation ".len()..].chars().take_while(char::is_ascii_digit).collect();
        if number.len() >= 4 {
            keys.push(format!("proclamation-{number}"));
        }
    }
    keys.sort();
    keys.dedup();
    keys
}

/// The largest range of numbers that is taken apart.
const RANGE: u32 = 20;

/// `70 of 2025`, `70/2025`, `55 to 58, 61 and 62 of 2025`.
fn numbered(rest: &str) -> Vec<String> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut range = false;
    let words: Vec<&str> = rest.split([' ', ',']).filter(|word| !word.is_empty()).take(16).collect();
    for (i, word) in words.iter().enumerate() {
        if let Some((number, year)) = word.split_once('/') {
            let year: String = year.chars().take_while(char::is_ascii_digit).collect();
            if let (Ok(number), 4) = (number.parse::<u32>(), year.len()) {
                numbers.push(number);
                return numbers.iter().map(|n| format!("mofcom-{n}-{year}")).collect();
            }
            return Vec::new();
        }
        match *word {
            "of" => {
                let year: String =
                    words.get(i + 1).unwrap_or(&"").chars().take_while(char::is_ascii_digit).collect();
                if year.len() != 4 {
                    return Vec::new();
                }
                return numbers.iter().map(|n| format!("mofcom-{n}-{year}")).collect();
            }
            "to" | "-" | "through" => range = true,
            "and" | "no." | "nos." => {}
            word => {
                let Ok(number) = word.parse::<u32>() else { return Vec::new() };
                match numbers.last().copied().filter(|last| range && number > *last && number - last <= RANGE)
                {
                    Some(last) => numbers.extend(last + 1..=number),
                    None => numbers.push(number),
                }
                range = false;
            }
        }
    }
    Vec::new()
}

fn digits_before(text: &str) -> String {
    let digits: Vec<char> = text.chars().rev().take_while(char::is_ascii_digit).collect();
    digits.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_notice_is_one_change_in_english_and_in_chinese() {
        let lexicon = Lexicon::default();
        let found = measures(
            "Announcement No. 70 of 2025 suspends announcements 55 to 58, 61 and 62 of 2025 until 10 November 2026. 商务部公告2025年第70号: 暂停实施。",
            &lexicon,
        );
        let keys: Vec<&str> = found.iter().map(|m| m.key.as_str()).collect();
        let six = [
            "mofcom-55-2025",
            "mofcom-56-2025",
            "mofcom-57-2025",
            "mofcom-58-2025",
            "mofcom-61-2025",
            "mofcom-62-2025",
            "mofcom-70-2025",
        ];
        assert_eq!(keys, six);
        let seventy = found.iter().find(|m| m.key == "mofcom-70-2025").expect("it is there");
        assert_eq!((seventy.instrument, seventy.until), ("suspension", Some(date(2026, 11, 10))));
    }

    #[test]
    fn what_is_no_notice_is_none() {
        for text in ["No. 1 in the world of 2025", "Announcement of 2025", "no. 5", "Regulation (EU) x"] {
            assert!(measures(text, &Lexicon::default()).is_empty(), "{text}");
        }
    }
}
