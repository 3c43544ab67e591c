//! A clause: the smallest part of a measure that has a fate of its own.

use strum::{EnumString, IntoStaticStr};

/// What a government does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, EnumString)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "each is its word")]
pub enum Instrument {
    ExportBan,
    ExportLicence,
    ExportQuota,
    ExportTax,
    ExtraterritorialLicence,
    TechnologyControl,
    EntityList,
    WatchList,
    LicenceEasing,
    ImportBan,
    ImportLicence,
    ImportTariff,
    TradeInvestigation,
    Consultation,
    InvestmentScreening,
    Regulation,
    Target,
    List,
    ProjectList,
    Programme,
    Stockpile,
    PriceFloor,
    Offtake,
    Investment,
    Loan,
    Subsidy,
    TaxRelief,
    Agreement,
}

/// Words of instruments.
pub const INSTRUMENTS: &[&str] = &[
    "export_ban",
    "export_licence",
    "export_quota",
    "export_tax",
    "extraterritorial_licence",
    "technology_control",
    "entity_list",
    "watch_list",
    "licence_easing",
    "import_ban",
    "import_licence",
    "import_tariff",
    "trade_investigation",
    "consultation",
    "investment_screening",
    "regulation",
    "target",
    "list",
    "project_list",
    "programme",
    "stockpile",
    "price_floor",
    "offtake",
    "investment",
    "loan",
    "subsidy",
    "tax_relief",
    "agreement",
];

impl Instrument {
    /// Its word in files and results.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Whether it restrains what others get, rather than helps to do without.
    #[must_use]
    pub const fn restrains(self) -> bool {
        matches!(
            self,
            Self::ExportBan
                | Self::ExportLicence
                | Self::ExportQuota
                | Self::ExportTax
                | Self::ExtraterritorialLicence
                | Self::TechnologyControl
                | Self::EntityList
                | Self::WatchList
        )
    }
}

/// Words of what money is.
pub const MONEY: &[&str] = &["binding", "budget", "ceiling", "announced", "expected", "letter"];

/// Money of a clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// How much, in the currency.
    pub amount: f64,
    /// ISO 4217.
    pub currency: String,
    /// What it is: one of [`MONEY`]. Unlike kinds are never added up.
    pub kind: String,
}

/// A clause of a measure or commitment.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Short key.
    pub key: String,
    /// The measure that it is a clause of: issuer, number and year.
    pub measure: String,
    /// Who: a country or a coalition.
    pub issuer: String,
    /// What it says.
    pub title: String,
    /// What is done.
    pub instrument: Instrument,
    /// Whom it is aimed at: a country, a coalition, `all`, or blank for itself.
    pub against: String,
    /// Minerals of the dataset.
    pub minerals: Vec<String>,
    /// Minerals and goods that the dataset does not hold.
    pub other_minerals: String,
    /// Forms of the dataset.
    pub forms: Vec<String>,
    /// Codes of goods as published, of six, eight or ten digits.
    pub goods: Vec<String>,
    /// What the basket is, where goods are named together.
    pub basket: String,
    /// End users that it is about; blank for all.
    pub end_users: String,
    /// What it changes.
    pub changes: String,
    /// Money, where there is any.
    pub money: Option<Money>,
    /// The clause whose money this is a part of.
    pub part_of: Option<String>,
    /// Remarks.
    pub note: String,
    /// Line in its file.
    pub line: u32,
}

impl Clause {
    /// Codes of its goods at six digits.
    #[must_use]
    pub fn hs6(&self) -> Vec<String> {
        let mut codes: Vec<String> = self
            .goods
            .iter()
            .map(|code| code.chars().filter(char::is_ascii_digit).take(6).collect::<String>())
            .filter(|code| code.len() == 6)
            .collect();
        codes.sort();
        codes.dedup();
        codes
    }
}

/// An entity that a list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The clause that is the list.
    pub clause: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub country: String,
    /// Since when it is on the list.
    pub since: crate::day::Day,
    /// Until when, where it was taken off.
    pub until: Option<crate::day::Day>,
    /// Where that is documented.
    pub source: String,
    /// Address.
    pub url: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    #[test]
    fn words_are_those_of_the_type() {
        for word in INSTRUMENTS {
            assert_eq!(Instrument::from_str(word).map(Instrument::word), Ok(*word));
        }
    }
}
