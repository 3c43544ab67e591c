//! Who trades: a country, or a code that stands for none.

use super::super::gazetteer::by_code;
use super::super::place::Area;
use std::sync::OnceLock;

/// The alpha-3 code of a country, or the published code of an area that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party([u8; 3]);

impl Party {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|&byte| byte == b' ').unwrap_or(3);
        std::str::from_utf8(&self.0[..end]).unwrap_or("???")
    }

    /// From a code of at most three characters, as published.
    fn new(code: &str) -> Option<Self> {
        let iso3 = match by_code(code) {
            Area::Country(iso3) => return iso3.as_str().as_bytes().try_into().ok().map(Self),
            _ => code.as_bytes(),
        };
        let mut bytes = [b' '; 3];
        bytes.get_mut(..iso3.len())?.copy_from_slice(iso3);
        Some(Self(bytes))
    }

    /// Keys are below this.
    pub(super) const KEYS: usize = 37 * 37 * 37;

    /// A small number that stands for the party: letters, digits and the blank, base 37.
    pub(super) fn key(self) -> usize {
        self.0.iter().fold(0, |key, byte| {
            key * 37
                + usize::from(match byte {
                    b'A'..=b'Z' => byte - b'A',
                    b'0'..=b'9' => byte - b'0' + 26,
                    _ => 36,
                })
        })
    }

    /// The party of a key.
    pub(super) fn of_key(key: usize) -> Self {
        const CHARACTERS: &[u8; 37] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ";
        Self([key / (37 * 37), key / 37, key].map(|digits| CHARACTERS[digits % 37]))
    }

    /// The party of a numeric code; whether it is a country.
    pub(super) fn numeric(code: u32) -> Option<(Self, bool)> {
        static TABLE: OnceLock<Vec<Option<(Party, bool)>>> = OnceLock::new();
        let table = TABLE.get_or_init(|| (0..1000).map(|code| known(&code.to_string())).collect());
        table.get(code as usize).copied().flatten()
    }

    /// The party of two or three letters, or of a number; whether it is a country.
    pub(super) fn letters(code: &[u8]) -> Option<(Self, bool)> {
        static TABLE: OnceLock<Vec<Option<(Party, bool)>>> = OnceLock::new();
        let table = TABLE.get_or_init(|| {
            let letters = || b'A'..=b'Z';
            letters().flat_map(|a| letters().map(move |b| known(&String::from_utf8_lossy(&[a, b])))).collect()
        });
        let upper = |at: usize| code.get(at).map(u8::to_ascii_uppercase).filter(u8::is_ascii_uppercase);
        match (code.len(), upper(0), upper(1)) {
            (2, Some(a), Some(b)) => {
                table.get(usize::from(a - b'A') * 26 + usize::from(b - b'A')).copied().flatten()
            }
            (1..=3, ..) => {
                let text = std::str::from_utf8(code).ok()?.to_ascii_uppercase();
                text.bytes().all(|b| b.is_ascii_alphanumeric()).then(|| known(&text))?
            }
            _ => None,
        }
    }
}

fn known(code: &str) -> Option<(Party, bool)> {
    Some((Party::new(code)?, by_code(code) != Area::Unknown))
}
