//! The whole story for one coalition and one supplier, as a page and a summary.

use crate::answer::Answer;
use crate::economy::Table;
use crate::error::Error;
use crate::name;
use crate::plan::Plan;
use crate::programme;
use crate::record::{Record, VERSION};
use crate::request::{DRAWS, FOR, FROM, Request, SEED};
use crate::share::Share;
use crate::simulate::{RUNS, Simulate};
use crate::study::Study;
use crate::track;
use monazite::Watch;
use monazite::plan::Plan as Planned;
use monazite::share::Sharing;
use monazite_brief::{Brief as Story, Context, Simulation, page, summary};
use monazite_io::results::{self, Sheet, losses, week};
use monazite_io::scenario::full_stop;
use monazite_plan::Questions;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The whole story on one page: brief.html and a summary in the terminal
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Brief {
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
    /// With the chapter on the way out: the default programme is planned, which takes a minute or two.
    pub plan: bool,
    /// With the chapter on the members: every club of them is planned, which takes some minutes.
    pub share: bool,
}

impl Default for Brief {
    fn default() -> Self {
        Self {
            for_: FOR.to_owned(),
            with: Vec::new(),
            from: FROM.to_owned(),
            draws: DRAWS,
            seed: SEED,
            plan: false,
            share: false,
        }
    }
}

impl Request for Brief {
    const VERB: &'static str = "brief";
}

/// The story as a page and in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// A self-contained page.
    pub page: String,
    /// Some thirty lines of plain text.
    pub summary: String,
}

impl Study {
    /// The page and its summary; sheets `figures` and, where there is one, `scenario`, `losses` and `plan`.
    ///
    /// # Errors
    /// As [`Study::assess`], [`Study::simulate`], [`Study::plan`] and [`Study::share`].
    pub fn brief(&self, request: &Brief, watch: &Watch) -> Result<Answer<Told>, Error> {
        let Brief { for_, with, from, draws, seed, .. } = request;
        let (dataset, system) = (self.dataset(), self.system());
        let [for_, from] = &name::parties(system, (for_, with), from)?;
        let scenario = full_stop(system, from)?;
        let record = self.record(request)?;
        let mut notes = Vec::new();
        let figures = self.figures((for_, from), (*draws, *seed), watch)?;
        let ensemble = self.ensemble(*draws, *seed, watch)?;
        let asked = Simulate {
            for_: for_.clone(),
            from: from.clone(),
            runs: RUNS,
            seed: *seed,
            ..Simulate::default()
        };
        let simulated = if system.behaviour.is_empty() {
            notes.push("no behaviour.csv, so no scenario was run".to_owned());
            None
        } else {
            let run = self.simulated(&ensemble.central, scenario.clone(), &asked, watch)?;
            let losses = if system.industry_links.is_empty() {
                notes.push("no industry_links.csv, so no losses were computed".to_owned());
                Vec::new()
            } else {
                self.losses(&run, &Table::read(None, system, watch)?, *seed, watch)?
            };
            Some((run.headline(), losses))
        };
        let planned =
            request.plan.then(|| self.default_plan(request, (&record, &mut notes), watch)).transpose()?;
        let sharing =
            request.share.then(|| self.default_sharing(request, (&record, &mut notes), watch)).transpose()?;
        let context = Context {
            version: VERSION.to_owned(),
            command: format!("monazite {}", record.command.join(" ")),
            dataset: record.dataset.clone(),
            checksum: record.checksum.clone(),
            warnings: dataset.warnings.iter().map(ToString::to_string).collect(),
            seed: *seed,
        };
        let followed = track::followed(self, for_, from)?;
        let story = Story {
            system,
            ensemble: &ensemble,
            figures: &figures,
            simulation: simulated.as_ref().map(|(figures, losses)| Simulation {
                scenario: &scenario,
                figures,
                losses,
            }),
            plan: planned.as_ref(),
            sharing: sharing.as_ref(),
            followed: Some(&followed),
            for_,
            from,
            context: &context,
        };
        watch.go_on()?;
        let told = Told { page: page(&story), summary: summary::brief(&story) };
        let mut sheets = vec![("figures", Sheet::from(figures.as_slice()))];
        if let Some((weeks, costs)) = &simulated {
            sheets.push(("scenario", week::figures(weeks)));
            sheets.push(("losses", losses::losses(costs)));
        }
        sheets.extend(planned.as_ref().map(|plan| ("plan", results::plan::sheet(system, plan))));
        Ok(Answer { sheets, record, notes, result: told })
    }

    /// The plan of the default programme with what its chapter shows.
    fn default_plan(
        &self,
        request: &Brief,
        (record, notes): (&Record, &mut Vec<String>),
        watch: &Watch,
    ) -> Result<Planned, Error> {
        let Brief { for_, with, from, draws, seed, .. } = request.clone();
        let asked = Plan { for_, with, from, draws, seed, ..Plan::default() };
        let programme = programme::of(None, self.system(), &asked.asked())?;
        let questions = Questions { frontier: true, waiting: true, replay: true, ..Questions::default() };
        let ensemble = self.ensemble(draws, seed, watch)?;
        self.planned(&ensemble, &programme, (questions, seed), (record, notes), watch)
    }

    /// The members of the default programme: what their chapter shows.
    fn default_sharing(
        &self,
        request: &Brief,
        (record, notes): (&Record, &mut Vec<String>),
        watch: &Watch,
    ) -> Result<Sharing, Error> {
        let Brief { for_, with, from, draws, seed, .. } = request.clone();
        let asked = Share { for_, with, from, draws, seed, ..Share::default() };
        let programme = asked.programme(self)?;
        self.shared(&asked, &programme, (record, notes), watch)
    }
}
