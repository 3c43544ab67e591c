//! Rules that turn traded mass into contained mass of a form.

use super::error::Error;
use super::own::own;
use super::table::Line;
use std::collections::{BTreeMap, BTreeSet};

/// One rule: which flows of a code are which form, and what they contain.
#[derive(Debug, Clone)]
struct Rule {
    key: String,
    mineral: String,
    form: String,
    /// The code that flows are booked under today, where the dataset has an older revision.
    code: String,
    /// Exporters it holds for; empty means all.
    exporters: BTreeSet<String>,
    /// Exporters it does not hold for.
    others: BTreeSet<String>,
    /// Unit values between which it holds, USD per kg.
    unit_values: (f64, f64),
    content: f64,
    /// Range of the content, where the flow takes it over as its own.
    range: Option<(f64, f64)>,
    /// Largest plausible content: USD per contained tonne below which value caps it.
    value_per_content: Option<f64>,
    /// Smallest plausible content: USD per contained tonne above which the mass as reported is too small.
    value_at_most: Option<f64>,
    mixture: Option<Mixture>,
    note: String,
}

/// A code that carries a cheap and a dear form at once: the unit value tells how much of each.
#[derive(Debug, Clone, Copy)]
struct Mixture {
    /// Whether the rule is about the dear form.
    dear: bool,
    /// Unit values of the cheap and of the dear form, USD per kg.
    ends: (f64, f64),
}

impl Mixture {
    /// Part of the mass that is the rule's form.
    fn part(self, unit_value: f64) -> f64 {
        let dear = ((unit_value - self.ends.0) / (self.ends.1 - self.ends.0)).clamp(0.0, 1.0);
        if self.dear { dear } else { 1.0 - dear }
    }
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
    /// Range of the contained tonnes, where the flow has one of its own.
    pub(super) range: Option<(f64, f64)>,
    /// The code that it is booked under.
    pub(super) code: String,
    /// The rule's reason.
    pub(super) note: String,
}

impl Contained {
    /// A code that is one form as a whole, for a tonne of it.
    pub(super) fn whole(form: String, code: &str, content: f64, note: &str) -> Self {
        Self { form, tonnes: content, content, range: None, code: code.to_owned(), note: note.to_owned() }
    }
}

impl Rules {
    /// The rules of a dataset.
    pub(super) fn of(dataset: &str) -> Result<Self, Error> {
        let mut by_code: BTreeMap<String, Vec<Rule>> = BTreeMap::new();
        for line in own("trade_rules")?.lines().filter(|l| l.text("dataset") == dataset) {
            by_code.entry(line.text("hs6").to_owned()).or_default().push(Rule::read(line)?);
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

    /// What a flow contains: of each mineral the first rule that holds, or the two parts of a mixture.
    pub(super) fn contained(&self, code: &str, exporter: &str, tonnes: f64, value: f64) -> Vec<Contained> {
        let unit_value = if tonnes > 0.0 { value / tonnes / 1000.0 } else { return Vec::new() };
        let mut taken: BTreeMap<&str, BTreeSet<Option<bool>>> = BTreeMap::new();
        let mut found = Vec::new();
        for rule in self.by_code.get(code).into_iter().flatten().filter(|r| r.holds(exporter, unit_value)) {
            let part = rule.mixture.map(|m| m.dear);
            let parts = taken.entry(&rule.mineral).or_default();
            let free = parts.is_empty() || (part.is_some() && !parts.contains(&None));
            if free && parts.insert(part) {
                let own = self.contents.get(&(rule.key.clone(), exporter.to_owned()));
                found.push(rule.contained(own.copied(), (tonnes, value), unit_value));
            }
        }
        found
    }
}

impl Rule {
    fn read(line: Line<'_>) -> Result<Self, Error> {
        let (others, exporters) = line
            .text("exporters")
            .split_whitespace()
            .filter(|e| *e != "*")
            .map(str::to_owned)
            .partition::<BTreeSet<String>, _>(|e| e.starts_with('-'));
        let code = [line.text("booked"), line.text("hs6")].into_iter().find(|c| !c.is_empty());
        let mixture = match line.text("part") {
            "" => None,
            word => Some(Mixture { dear: word == "dear", ends: (line.need("cheap")?, line.need("dear")?) }),
        };
        let range = (line.need("content_low")?, line.need("content_high")?);
        Ok(Self {
            key: line.text("rule").to_owned(),
            mineral: line.text("mineral").to_owned(),
            form: line.text("form").to_owned(),
            code: code.unwrap_or_default().to_owned(),
            exporters,
            others: others.iter().map(|e| e.trim_start_matches('-').to_owned()).collect(),
            unit_values: (
                line.number("unit_value_min").unwrap_or(0.0),
                line.number("unit_value_max").unwrap_or(f64::INFINITY),
            ),
            content: line.need("content")?,
            range: mixture.map(|_| range),
            value_per_content: line.number("value_per_content"),
            value_at_most: line.number("value_at_most"),
            mixture,
            note: line.text("note").to_owned(),
        })
    }

    fn holds(&self, exporter: &str, unit_value: f64) -> bool {
        let (low, high) = self.unit_values;
        let fits = self.exporters.is_empty() || self.exporters.contains(exporter);
        fits && !self.others.contains(exporter) && unit_value >= low && unit_value < high
    }

    /// What a flow of some tonnes and USD contains, with the content of its exporter where there is one.
    fn contained(&self, own: Option<f64>, (tonnes, value): (f64, f64), unit_value: f64) -> Contained {
        let content = own.unwrap_or(self.content);
        let part = tonnes * self.mixture.map_or(1.0, |m| m.part(unit_value));
        let cap = self.value_per_content.map_or(f64::INFINITY, |v| value / v);
        let floor = self.value_at_most.map_or(0.0, |v| value / v);
        Contained {
            form: self.form.clone(),
            tonnes: (part * content).min(cap).max(floor),
            content,
            range: self.range.map(|(low, high)| (part * low, part * high)),
            code: self.code.clone(),
            note: self.note.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_code_two_stages() -> Result<(), Error> {
        let rules = Rules::of("baci_hs92")?;
        let form = |tonnes, value| rules.contained("810510", "COD", tonnes, value)[0].form.clone();
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
