//! The joint programme that ends the dependence: what to build, buy and replace, its cost, its speed.

use crate::answer::Answer;
use crate::error::Error;
use crate::programme;
use crate::record::Record;
use crate::request::{DRAWS, Document, FOR, FROM, Request, SEED};
use crate::resume::{self, Counted};
use crate::study::Study;
use monazite::Watch;
use monazite::balance::Ensemble;
use monazite::plan::{Plan as Planned, Programme};
use monazite_io::programme::Asked;
use monazite_io::results::plan;
use monazite_plan::{Groups, Questions};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The joint programme that ends the dependence: what to build, buy and replace, its cost, its speed
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// Programme file; the default programme of --for against --from if left out.
    pub programme: Option<Document>,
    /// Coalition or country that depends: g7-plus, eu27, JPN.
    #[serde(rename = "for")]
    pub for_: String,
    /// Countries or coalitions that join those who depend: BRA,KAZ.
    #[schemars(extend("separator" = ","))]
    pub with: Vec<String>,
    /// Supplier that it depends on: a country or a coalition.
    pub from: String,
    /// Demand path of the dataset, in place of that of the programme: STEPS, APS, NZE.
    pub demand: Option<String>,
    /// How many times the data are perturbed within their errors to get ranges.
    #[schemars(range(max = 10_000))]
    pub draws: u32,
    /// Seed of the draws: the same seed gives the same result.
    pub seed: u64,
    /// Only the plan: no frontier, cost of waiting, alternatives and earliest years.
    pub quick: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            programme: None,
            for_: FOR.to_owned(),
            with: Vec::new(),
            from: FROM.to_owned(),
            demand: None,
            draws: DRAWS,
            seed: SEED,
            quick: false,
        }
    }
}

impl Request for Plan {
    const VERB: &'static str = "plan";
    const BY_PLACE: &'static [&'static str] = &["programme"];
}

impl Plan {
    /// Who depends on whom, who joins, and how need grows.
    pub(crate) fn asked(&self) -> Asked<'_> {
        Asked { for_: &self.for_, with: &self.with, from: &self.from, demand: self.demand.as_deref() }
    }
}

impl Study {
    /// The plan of a programme: sheet `plan`.
    ///
    /// # Errors
    /// [`Error::Model`] for a party that is not in the dataset; [`Error::Data`] with the problems of a programme of one's
    /// own; [`Error::Plan`] if there is no plan; [`Error::OtherBuild`] and [`Error::Io`] of what an earlier run left;
    /// [`Error::Cancelled`].
    pub fn plan(&self, request: &Plan, watch: &Watch) -> Result<Answer<Planned>, Error> {
        let Plan { programme, draws, seed, quick, .. } = request;
        let programme = programme::of(programme.as_ref(), self.system(), &request.asked())?;
        let record = self.record(request)?;
        let ensemble = self.ensemble(*draws, *seed, watch)?;
        let questions = if *quick { Questions::default() } else { Questions::ALL };
        let mut notes: Vec<String> = programme::unpublished(self.system(), &programme).into_iter().collect();
        let plan = self.planned(&ensemble, &programme, (questions, *seed), (&record, &mut notes), watch)?;
        Ok(Answer { sheets: vec![("plan", plan::sheet(self.system(), &plan))], record, notes, result: plan })
    }

    /// Plans mineral by mineral; in a folder, a run that was broken off goes on from those that it has.
    pub(crate) fn planned(
        &self,
        ensemble: &Ensemble,
        programme: &Programme,
        (questions, seed): (Questions, u64),
        (record, notes): (&Record, &mut Vec<String>),
        watch: &Watch,
    ) -> Result<Planned, Error> {
        let groups = Groups::of(self.system(), ensemble, programme)?.under(watch);
        let counted =
            Counted { of: groups.count(), told: "minerals planned", known: "minerals are planned already" };
        resume::go_on(self.folder(), &counted, (record, notes), watch, |known, done| {
            groups.solve(questions, seed, known, done)
        })
    }
}
