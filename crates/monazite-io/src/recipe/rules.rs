//! Rules that turn traded mass into contained mass of a form.

use super::error::Error;
use super::own::own;
use std::collections::{BTreeMap, BTreeSet};

/// One rule: which flows of a code are which form, and what they contain.
#[derive(Debug, Clone)]
struct Rule {
    key: String,
    mineral: String,
    form: String,
    /// Exporters it holds for; empty means all.
    exporters: BTreeSet<String>,
    /// Unit values between which it holds, USD per kg.
    unit_values: (f64, f64),
    content: f64,
    /// Largest plausible content: USD per contained tonne below which value caps it.
    value_per_content: Option<f64>,
    note: String,
}

/// The rules of one dataset by code.
#[derive(Debug)]
pub(super) struct Rules {
    by_code: BTreeMap<String, Vec<Rule>>,
    /// Content of an exporter's flows under a rule.
    contents: BTreeMap<(String, String), f64>,
}

/// What a flow contains of one form.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Contained {
    /// The form.
    pub(super) form: String,
    /// Contained tonnes.
    pub(super) tonnes: f64,
    /// Content used.
    pub(super) content: f64,
    /// The rule's reason.
    pub(super) note: String,
}

impl Rules {
    /// The rules of a dataset.
    pub(super) fn of(dataset: &str) -> Result<Self, Error> {
        let mut by_code: BTreeMap<String, Vec<Rule>> = BTreeMap::new();
        for line in own("trade_rules")?.lines().filter(|l| l.text("dataset") == dataset) {
            let exporters = line.text("exporters").split_whitespace().filter(|e| *e != "*");
            by_code.entry(line.text("hs6").to_owned()).or_default().push(Rule {
                key: line.text("rule").to_owned(),
                mineral: line.text("mineral").to_owned(),
                form: line.text("form").to_owned(),
                exporters: exporters.map(str::to_owned).collect(),
                unit_values: (
                    line.number("unit_value_min").unwrap_or(0.0),
                    line.number("unit_value_max").unwrap_or(f64::INFINITY),
                ),
                content: line.need("content")?,
                value_per_content: line.number("value_per_content"),
                note: line.text("note").to_owned(),
            });
        }
        let mut contents = BTreeMap::new();
        for line in own("trade_contents")?.lines() {
            let key = (line.text("rule").to_owned(), line.text("exporter").to_owned());
            contents.insert(key, line.need("content")?);
        }
        Ok(Self { by_code, contents })
    }

    /// Whether a code has a rule.
    pub(super) fn covers(&self, code: &str) -> bool {
        self.by_code.contains_key(code)
    }

    /// What a flow contains: of each mineral the first rule that holds.
    pub(super) fn contained(&self, code: &str, exporter: &str, tonnes: f64, value: f64) -> Vec<Contained> {
        let unit_value = if tonnes > 0.0 { value / tonnes / 1000.0 } else { return Vec::new() };
        let mut taken = BTreeSet::new();
        let mut found = Vec::new();
        for rule in self.by_code.get(code).into_iter().flatten() {
            let exporter_fits = rule.exporters.is_empty() || rule.exporters.contains(exporter);
            let (low, high) = rule.unit_values;
            if !exporter_fits || unit_value < low || unit_value >= high || !taken.insert(&rule.mineral) {
                continue;
            }
            let key = (rule.key.clone(), exporter.to_owned());
            let content = self.contents.get(&key).copied().unwrap_or(rule.content);
            let cap = rule.value_per_content.map_or(f64::INFINITY, |v| value / v);
            found.push(Contained {
                form: rule.form.clone(),
                tonnes: (tonnes * content).min(cap),
                content,
                note: rule.note.clone(),
            });
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_code_two_stages() -> Result<(), Error> {
        let rules = Rules::of("comtrade")?;
        let form = |tonnes, value| rules.contained("810520", "COD", tonnes, value)[0].form.clone();
        assert_eq!(form(1000.0, 4_800_000.0), "co_intermediate");
        assert_eq!(form(1000.0, 32_000_000.0), "co_refined");
        Ok(())
    }

    #[test]
    fn value_caps_the_content() -> Result<(), Error> {
        let rules = Rules::of("baci")?;
        let found = rules.contained("850511", "CHN", 10_100.0, 3_838_000.0);
        assert!((found[0].tonnes - 3_838_000.0 / 136_400.0).abs() < 1e-9);
        Ok(())
    }
}
