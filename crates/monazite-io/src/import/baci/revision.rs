//! Revisions of the Harmonized System: flows of one year in two of them are the same flows.

/// A revision, or none where nothing tells it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(u8);

impl Revision {
    const NAMES: [&'static str; 9] = ["", "HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22", "HS27"];
    /// How many there are, the unknown one included.
    pub(super) const COUNT: usize = Self::NAMES.len();

    /// `HS17`, ...; blank if it is not known.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::NAMES.get(self.position()).copied().unwrap_or("")
    }

    /// A small number that stands for it.
    pub(super) fn position(self) -> usize {
        usize::from(self.0)
    }

    /// The revision of a position.
    pub(super) fn at(position: usize) -> Self {
        Self(u8::try_from(position).unwrap_or(0))
    }

    /// The first revision that a text names: `BACI_HS17_Y2022_V202401.csv`, `HS 2017`, `H5`.
    pub(super) fn of(text: &[u8]) -> Self {
        let starts = (0..text.len()).filter(|&at| at == 0 || !text[at - 1].is_ascii_alphanumeric());
        starts.map(|at| &text[at..]).find_map(Self::named).unwrap_or_default()
    }

    /// The revision that a text begins with.
    fn named(text: &[u8]) -> Option<Self> {
        let rest = match text {
            [b'H' | b'h', b'S' | b's', rest @ ..] => rest,
            // The publisher of trade statistics counts them from 0 to 6.
            [b'H' | b'h', digit @ b'0'..=b'6', rest @ ..]
                if rest.first().is_none_or(|b| !b.is_ascii_alphanumeric()) =>
            {
                return Some(Self(digit - b'0' + 1));
            }
            _ => return None,
        };
        let rest = rest.strip_prefix(b" ").or_else(|| rest.strip_prefix(b"-")).unwrap_or(rest);
        let rest = match rest {
            [b'1', b'9', two @ ..] | [b'2', b'0', two @ ..] if two.get(1).is_some_and(u8::is_ascii_digit) => {
                two
            }
            rest => rest,
        };
        let two = rest.get(..2)?;
        let ends = rest.get(2).is_none_or(|b| !b.is_ascii_digit());
        let found = Self::NAMES.iter().position(|name| name.as_bytes().get(2..) == Some(two))?;
        ends.then(|| Self::at(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_files_and_sources() {
        for (text, wanted) in [
            ("BACI_HS17_Y2022_V202401.csv", "HS17"),
            ("BACI_HS92_Y1995_V202601.csv", "HS92"),
            ("baci_hs02_2022.csv.gz", "HS02"),
            ("UN Comtrade (primary) via CEPII BACI HS02 V202601", "HS02"),
            ("HS 2017", "HS17"),
            ("H6", "HS22"),
            ("H0", "HS92"),
            ("flows.csv", ""),
            ("THS17", ""),
            ("HS1", ""),
            ("HS171", ""),
            ("HS2022", "HS22"),
        ] {
            assert_eq!(Revision::of(text.as_bytes()).as_str(), wanted, "{text}");
        }
    }
}
