//! A place as published, and what it stands for.

use std::fmt;

/// An ISO 3166-1 alpha-3 code (or `XKX` for Kosovo).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iso3([u8; 3]);

impl Iso3 {
    /// Three capital letters; `None` for anything else. Does not ask whether the code is assigned.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let code: [u8; 3] = text.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_uppercase).then_some(Self(code))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl fmt::Debug for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a name of a place stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// A country.
    Country(Iso3),
    /// The world total.
    World,
    /// The remainder: other countries, areas not specified, free zones, bunkers.
    Rest,
    /// Several countries together (a union, or a row for two countries); members may be listed too.
    Group,
    /// A state that no longer exists and has no single successor.
    Dissolved,
    /// A name that no table knows.
    Unknown,
}

impl Area {
    /// The country, if it is one.
    #[must_use]
    pub fn country(self) -> Option<Iso3> {
        match self {
            Self::Country(iso3) => Some(iso3),
            _ => None,
        }
    }

    /// Why a row of this area is not a country's row.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Country(_) => "a country",
            Self::World => "a world total",
            Self::Rest => "an area not specified",
            Self::Group => "a group of countries whose members are listed too",
            Self::Dissolved => "a state that no longer exists",
            Self::Unknown => "an unknown area",
        }
    }

    /// What it is in one word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Country(_) => "country",
            Self::World => "world",
            Self::Rest => "rest",
            Self::Group => "group",
            Self::Dissolved => "dissolved",
            Self::Unknown => "unknown",
        }
    }

    /// The area of a table of names or codes: a country's code, `WLD`, `OTH`, `GRP` or `HIS`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "WLD" => Some(Self::World),
            "OTH" => Some(Self::Rest),
            "GRP" => Some(Self::Group),
            "HIS" => Some(Self::Dissolved),
            code => Iso3::new(code).map(Self::Country),
        }
    }
}

/// A place as published and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The name or code as published, white space tidied.
    pub name: String,
    /// What it stands for.
    pub area: Area,
    /// What the name adds to the country: `shipments`, `exports`, `crude`; blank if nothing.
    pub qualifier: String,
}

impl Place {
    /// The country, if it is one.
    #[must_use]
    pub fn country(&self) -> Option<Iso3> {
        self.area.country()
    }

    /// The ISO alpha-3 code as text; blank if the place is no country.
    #[must_use]
    pub fn iso3(&self) -> &str {
        match &self.area {
            Area::Country(iso3) => iso3.as_str(),
            _ => "",
        }
    }
}
