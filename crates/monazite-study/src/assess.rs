//! How far those who ask depend on the supplier: every figure, by mineral, form and stage.

use crate::answer::Answer;
use crate::error::Error;
use crate::name;
use crate::request::{DRAWS, FOR, FROM, Request, SEED};
use crate::study::Study;
use crate::sweep::Sweep;
use monazite::Watch;
use monazite::assess::assess_watched;
use monazite::balance::Balance;
use monazite::figure::Figure;
use monazite::question::Question;
use monazite_io::results::Sheet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Every figure of dependence, by mineral, form and stage
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Assess {
    /// Coalition or country that depends: g7-plus, eu27, JPN.
    #[serde(rename = "for")]
    pub for_: String,
    /// Countries or coalitions that join those who depend: BRA,KAZ.
    #[schemars(extend("separator" = ","))]
    pub with: Vec<String>,
    /// Supplier that it depends on: a country or a coalition.
    pub from: String,
    /// How many times the data are perturbed within their errors to get ranges.
    #[schemars(range(max = 10_000))]
    pub draws: u32,
    /// Seed of the draws: the same seed gives the same result.
    pub seed: u64,
    /// Only this mineral.
    pub mineral: Option<String>,
    /// Only this stage.
    pub stage: Option<String>,
    /// Only this metric.
    pub metric: Option<String>,
}

impl Default for Assess {
    fn default() -> Self {
        Self {
            for_: FOR.to_owned(),
            with: Vec::new(),
            from: FROM.to_owned(),
            draws: DRAWS,
            seed: SEED,
            mineral: None,
            stage: None,
            metric: None,
        }
    }
}

impl Request for Assess {
    const VERB: &'static str = "assess";
}

impl Study {
    /// Every figure of dependence that the filter keeps: sheet `figures`.
    ///
    /// # Errors
    /// [`Error::Model`] for a name that is not in the dataset, before anything is computed; [`Error::Cancelled`].
    pub fn assess(&self, request: &Assess, watch: &Watch) -> Result<Answer<Vec<Figure>>, Error> {
        let system = self.system();
        let Assess { for_, with, from, draws, seed, mineral, stage, metric } = request;
        let [for_, from] = &name::parties(system, (for_, with), from)?;
        let mineral = &name::mineral_key(system, mineral.as_deref())?;
        stage.as_deref().map(name::stage).transpose()?;
        metric.as_deref().map(name::metric).transpose()?;
        let figures = self.figures((for_, from), (*draws, *seed), watch)?;
        let is = |wanted: &Option<String>, word: &str| wanted.as_ref().is_none_or(|w| w == word);
        let kept = |f: &Figure| is(mineral, &f.mineral) && is(stage, &f.stage) && is(metric, &f.metric);
        let figures: Vec<Figure> = figures.into_iter().filter(kept).collect();
        Ok(Answer {
            sheets: vec![("figures", Sheet::from(figures.as_slice()))],
            record: self.record(request)?,
            notes: Vec::new(),
            result: figures,
        })
    }

    /// Every figure about two parties.
    pub(crate) fn figures(
        &self,
        (for_, from): (&str, &str),
        (draws, seed): (u32, u64),
        watch: &Watch,
    ) -> Result<Vec<Figure>, Error> {
        let ensemble = self.ensemble(draws, seed, watch)?;
        let question = Question { for_: for_.to_owned(), from: from.to_owned() };
        watch.tell("assessing", 0, 0);
        Ok(assess_watched(self.system(), &ensemble, &question, watch)?.figures)
    }
}

impl Sweep for Assess {
    type Part = Vec<Balance>;
    type Result = Vec<Figure>;

    fn steps(&self, _: &Study, _: &Watch) -> Result<u64, Error> {
        Ok(u64::from(self.draws))
    }

    fn part(&self, study: &Study, steps: Range<u64>, watch: &Watch) -> Result<Vec<Balance>, Error> {
        study.drawn(steps, self.seed, watch)
    }

    fn merged(
        &self,
        study: &Study,
        parts: Vec<Vec<Balance>>,
        watch: &Watch,
    ) -> Result<Answer<Vec<Figure>>, Error> {
        study.keep(self.draws, self.seed, parts.concat(), watch)?;
        study.assess(self, watch)
    }
}
