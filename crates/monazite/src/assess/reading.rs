//! A value before it is a figure: ids instead of text, so that draws compare fast.

use super::metric::Metric;
use crate::datum::Quality;
use crate::estimate::Estimate;
use crate::figure::Figure;
use crate::id::{CountryId, EndUseId, FormId, MineralId};
use crate::question::Question;
use crate::system::{Stage, System};

/// What a reading is about; the order is that of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) metric: Metric,
    pub(super) mineral: Option<MineralId>,
    pub(super) form: Option<FormId>,
    pub(super) stage: Option<Stage>,
    pub(super) country: Option<CountryId>,
    pub(super) end_use: Option<EndUseId>,
}

impl Key {
    pub(super) const fn of(metric: Metric, mineral: MineralId) -> Self {
        Self { metric, mineral: Some(mineral), form: None, stage: None, country: None, end_use: None }
    }
    pub(super) fn form(self, system: &System, form: FormId) -> Self {
        Self { form: Some(form), stage: Some(system.forms[form].stage), ..self }
    }
    pub(super) const fn stage(self, stage: Stage) -> Self {
        Self { stage: Some(stage), ..self }
    }
    pub(super) const fn country(self, country: CountryId) -> Self {
        Self { country: Some(country), ..self }
    }
    pub(super) const fn end_use(self, end_use: EndUseId) -> Self {
        Self { end_use: Some(end_use), ..self }
    }
}

/// A value with its key.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub(super) key: Key,
    /// A country that the value turned out to be about: the largest supplier. Not part of the key, because it may be
    /// another one in another draw.
    pub(super) found: Option<CountryId>,
    pub(super) value: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) quality: Quality,
    pub(super) year: Option<i32>,
}

impl Reading {
    /// A value whose range comes from the draws.
    pub(super) const fn new(key: Key, value: f64) -> Self {
        Self { key, found: None, value, low: value, high: value, quality: Quality::Observed, year: None }
    }
    /// With a range of its own, in proportion to the value where there are draws.
    pub(super) fn between(self, low: f64, high: f64) -> Self {
        Self { low: low.min(self.value), high: high.max(self.value), ..self }
    }
    pub(super) const fn found(self, country: CountryId) -> Self {
        Self { found: Some(country), ..self }
    }

    /// The figure in words.
    pub(super) fn figure(self, system: &System, question: &Question) -> Figure {
        let Key { metric, mineral, form, stage, country, end_use } = self.key;
        let estimate = Estimate { low: self.low, value: self.value, high: self.high };
        Figure {
            for_: question.for_.clone(),
            from: question.from.clone(),
            mineral: mineral.map_or_else(String::new, |m| system.minerals.key(m).to_owned()),
            form: form.map_or_else(String::new, |f| system.forms.key(f).to_owned()),
            stage: stage.map_or_else(String::new, |s| s.word().to_owned()),
            country: country.or(self.found).map_or_else(String::new, |c| system.countries.key(c).to_owned()),
            end_use: end_use.map_or_else(String::new, |u| system.end_uses.key(u).to_owned()),
            year: self.year.unwrap_or(system.year),
            ..Figure::of(metric.word(), metric.unit(), estimate, self.quality)
        }
    }
}
