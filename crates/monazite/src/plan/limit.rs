//! Names of limits in words: `installed[re_magnet,USA,2031]` is the time that it takes to build magnet works.

use crate::system::System;

/// Family of a constraint and how it is said of what it is about.
const FAMILIES: [(&str, &str); 25] = [
    ("budget", "the budget"),
    ("by_product", "what hosts carry"),
    ("capacity", "capacity of today"),
    ("contract", "contracts of others"),
    ("elsewhere_limit", "what the rest of the world sells"),
    ("has_users", "users of what is made"),
    ("import_limit", "what the supplier sells"),
    ("in_use", "feed and users of works"),
    ("installed", "time to build"),
    ("need", "need"),
    ("new_capacity", "new works"),
    ("own_extraction", "the target of own extraction"),
    ("own_processing", "the target of own processing"),
    ("own_recycling", "the target of own recycling"),
    ("project", "size of the project"),
    ("purchase", "what can be bought for stock"),
    ("release", "pace of release from stock"),
    ("reserve", "reserves"),
    ("sale_limit", "what the rest of the world buys"),
    ("scrap", "scrap"),
    ("single_supplier_extraction", "the cap on the supplier in extraction"),
    ("single_supplier_manufacturing", "the cap on the supplier in manufacturing"),
    ("single_supplier_processing", "the cap on the supplier in processing"),
    ("substitution", "pace of doing without"),
    ("switch", "pace of turning to new sellers"),
];

/// A limit in words: what holds, of what, where and when it says so.
#[must_use]
pub fn limit_in_words(system: &System, constraint: &str) -> String {
    let (family, about) = constraint.split_once('[').unwrap_or((constraint, ""));
    let (threat, family) = match family.strip_prefix("threat_") {
        Some(family) => (", under a threat", family),
        None => ("", family),
    };
    let Some((_, words)) = FAMILIES.iter().find(|(key, _)| *key == family) else {
        return constraint.to_owned();
    };
    let named: Vec<String> =
        about.trim_end_matches(']').split(',').filter(|p| !p.is_empty()).map(|p| name(system, p)).collect();
    if named.is_empty() { (*words).to_owned() } else { format!("{words}{threat}: {}", named.join(", ")) }
}

/// The name behind a key of the dataset; the key itself for years, members and threats.
fn name(system: &System, key: &str) -> String {
    let process = || system.processes.id(key).map(|id| system.processes[id].name.clone());
    let form = || system.forms.id(key).map(|id| system.forms[id].name.clone());
    let mineral = || system.minerals.id(key).map(|id| system.minerals[id].name.clone());
    let end_use = || system.end_uses.id(key).map(|id| system.end_uses[id].name.clone());
    let country = || system.countries.id(key).map(|id| system.countries[id].name.clone());
    process()
        .or_else(form)
        .or_else(mineral)
        .or_else(end_use)
        .or_else(country)
        .unwrap_or_else(|| key.replace('_', " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::Stage;
    use crate::system::testing::Builder;

    #[test]
    fn a_limit_says_what_holds_of_what() {
        let system =
            Builder::new().mineral("tin").form("metal", "tin", Stage::Processing).country("AAA").build();
        let name = system.forms[system.forms.id("metal").unwrap()].name.clone();
        let words = limit_in_words(&system, "threat_switch[metal,stop,2031]");
        assert_eq!(words, format!("pace of turning to new sellers, under a threat: {name}, stop, 2031"));
        assert_eq!(limit_in_words(&system, "budget"), "the budget");
        assert_eq!(
            limit_in_words(&system, "own_processing[tin,2030]"),
            "the target of own processing: tin, 2030"
        );
        assert_eq!(limit_in_words(&system, "unheard_of[x]"), "unheard_of[x]");
    }
}
