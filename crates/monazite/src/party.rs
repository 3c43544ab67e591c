//! Whom a question is for or from: a country, a coalition, or several added up.

use crate::error::Error;
use crate::system::System;
use std::collections::BTreeSet;

/// Names in common use that the table of countries has otherwise, folded.
const ALSO: [(&str, &str); 19] = [
    ("america", "USA"),
    ("bosniaandherzegovina", "BIH"),
    ("britain", "GBR"),
    ("burma", "MMR"),
    ("czechrepublic", "CZE"),
    ("democraticrepublicofthecongo", "COD"),
    ("drc", "COD"),
    ("drcongo", "COD"),
    ("greatbritain", "GBR"),
    ("holland", "NLD"),
    ("ivorycoast", "CIV"),
    ("korea", "KOR"),
    ("republicofkorea", "KOR"),
    ("russianfederation", "RUS"),
    ("turkey", "TUR"),
    ("uae", "ARE"),
    ("unitedkingdom", "GBR"),
    ("unitedstates", "USA"),
    ("unitedstatesofamerica", "USA"),
];

impl System {
    /// The key of a party as a user writes it: codes of two or three letters, names, keys of coalitions, in any case,
    /// with or without hyphens; several are separated by commas. What an earlier part holds already is dropped.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a part that names no country and no coalition.
    pub fn party(&self, text: &str) -> Result<String, Error> {
        // `G7+` is one name, `g7-plus+BRA` are two keys.
        if let Some(coalition) = self.named_coalition(&fold(&text.replace('+', "plus"))) {
            return Ok(coalition.to_owned());
        }
        let mut keys: Vec<&str> = Vec::new();
        let mut members = BTreeSet::new();
        for part in text.split([',', '+']).map(str::trim).filter(|part| !part.is_empty()) {
            let name = fold(part);
            let key = self.named_coalition(&name).or_else(|| self.named_country(&name));
            let key = key.ok_or_else(|| self.unknown_party(part))?;
            let before = members.len();
            members.extend(self.members(key)?);
            if members.len() > before {
                keys.push(key);
            }
        }
        if keys.is_empty() { Err(self.unknown_party(text)) } else { Ok(keys.join("+")) }
    }

    /// The coalition of a folded key or name; `eu` is `eu27`.
    fn named_coalition(&self, name: &str) -> Option<&str> {
        let holds = |test: &dyn Fn(&str, &str) -> bool| {
            self.coalitions.iter().find(|c| test(&fold(&c.key), &fold(&c.name))).map(|c| c.key.as_str())
        };
        let counted = |key: &str| !key.trim_end_matches(|c: char| c.is_ascii_digit()).is_empty();
        holds(&|key, full| key == name || full == name).or_else(|| {
            holds(&|key, _| counted(key) && key.trim_end_matches(|c: char| c.is_ascii_digit()) == name)
        })
    }

    /// The country of a folded code or name.
    fn named_country(&self, name: &str) -> Option<&str> {
        let also = ALSO.iter().find(|(word, _)| *word == name).map(|(_, key)| *key);
        self.countries
            .iter()
            .find(|(id, country)| {
                let key = self.countries.key(*id);
                fold(key) == name
                    || fold(&country.name) == name
                    || (!country.iso2.is_empty() && fold(&country.iso2) == name)
                    || also == Some(key)
            })
            .map(|(id, _)| self.countries.key(id))
    }

    fn unknown_party(&self, name: &str) -> Error {
        let seen = fold(name);
        let like = self.countries.iter().find(|(_, c)| seen.len() > 2 && fold(&c.name).contains(&seen));
        let hint = match like {
            Some((id, country)) => format!("did you mean {} ({})?", country.name, self.countries.key(id)),
            None => {
                let known: Vec<&str> = self.coalitions.iter().map(|c| c.key.as_str()).collect();
                format!("use an ISO 3166-1 alpha-3 code such as CHN, or one of: {}", known.join(", "))
            }
        };
        Error::Unknown { kind: "country or coalition", name: name.to_owned(), hint }
    }
}

/// Letters and digits in lower case, without accents and without `the` in front.
fn fold(text: &str) -> String {
    let folded: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'à'..='å' => 'a',
            'ç' => 'c',
            'è'..='ë' => 'e',
            'ì'..='ï' => 'i',
            'ñ' => 'n',
            'ò'..='ö' => 'o',
            'ù'..='ü' => 'u',
            other => other,
        })
        .filter(|c| c.is_alphanumeric())
        .collect();
    match folded.strip_prefix("the") {
        Some(rest) if text.trim_start().to_lowercase().starts_with("the ") => rest.to_owned(),
        _ => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::{Coalition, Country};

    fn system() -> System {
        let mut system = System::default();
        for (key, iso2, name) in [("JPN", "JP", "Japan"), ("BRA", "BR", "Brazil"), ("DEU", "DE", "Germany")] {
            system.countries.insert(key, Country { name: name.into(), iso2: iso2.into() });
        }
        let coalitions =
            [("eu27", "European Union", ["DEU", "DEU"]), ("g7-plus", "G7 and more", ["DEU", "JPN"])];
        for (key, name, members) in coalitions {
            let members = members.iter().map(|m| system.countries.id(m).unwrap()).collect();
            system.coalitions.push(Coalition { key: key.into(), name: name.into(), members });
        }
        system
    }

    #[test]
    fn codes_names_and_coalitions_in_any_case_and_added_up() {
        let system = system();
        for (text, key) in [
            ("JPN", "JPN"),
            ("japan", "JPN"),
            ("jp", "JPN"),
            ("EU", "eu27"),
            ("the European Union", "eu27"),
            ("G7-Plus", "g7-plus"),
            ("g7 plus", "g7-plus"),
            ("G7+", "g7-plus"),
            ("g7-plus,BRA", "g7-plus+BRA"),
            ("g7-plus+BRA", "g7-plus+BRA"),
            ("Brazil, Japan", "BRA+JPN"),
            ("g7-plus, Germany", "g7-plus"),
        ] {
            assert_eq!(system.party(text).as_deref(), Ok(key), "{text}");
            assert!(system.members(key).is_ok());
        }
        assert_eq!(system.members("g7-plus+BRA").unwrap().len(), 3);
    }

    #[test]
    fn what_is_none_is_said_with_what_may_be_meant() {
        let system = system();
        assert!(system.party("braz").unwrap_err().to_string().contains("Brazil (BRA)"));
        assert!(system.party("g7-plus, Atlantis").unwrap_err().to_string().contains("Atlantis"));
        assert!(system.party(" , ").is_err());
    }
}
