//! A scenario played by teams: what follows from it with what they decide, and what each decision was worth.

use crate::answer::Answer;
use crate::error::Error;
use crate::record::Record;
use crate::request::{Document, FOR, FROM, Request, SEED, Text};
use crate::simulate::{RUNS, Simulate, Simulated, asked};
use crate::study::Study;
use monazite::Watch;
use monazite::datum::Quality;
use monazite::disruption::Metric;
use monazite::exercise::{Part, Worth, played, worth};
use monazite::figure::Figure;
use monazite::quantity::Days;
use monazite::scenario::Scenario;
use monazite::system::System;
use monazite_io::exercise::{Play, parse};
use monazite_io::results::{exercise as report, week};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Play a scenario: teams decide week by week, injects arrive, and a report says what each decision was worth
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Exercise {
    /// A scenario of the library (see list scenarios), or a TOML file; a full stop by --from if left out.
    pub scenario: Option<Document>,
    /// What teams decide, a TOML file; nobody decides anything if left out.
    pub decisions: Option<Document>,
    /// What comes from outside, a TOML file; nothing comes if left out.
    pub injects: Option<Document>,
    /// Coalition or country that depends: g7-plus, eu27, JPN.
    #[serde(rename = "for")]
    pub for_: String,
    /// Countries or coalitions that join those who depend: BRA,KAZ.
    #[schemars(extend("separator" = ","))]
    pub with: Vec<String>,
    /// Supplier that it depends on: a country or a coalition.
    pub from: String,
    /// Length in weeks, in place of that of the scenario.
    #[schemars(range(min = 1, max = 1040))]
    pub weeks: Option<u32>,
    /// Only how things stand in this week, counted from 1, and no report.
    #[schemars(range(min = 1, max = 1040))]
    pub week: Option<u32>,
    /// How many runs with drawn parameters give the ranges.
    #[schemars(range(max = 1_000_000))]
    pub runs: u32,
    /// Seed of the draws: the same seed gives the same result.
    pub seed: u64,
}

impl Default for Exercise {
    fn default() -> Self {
        Self {
            scenario: None,
            decisions: None,
            injects: None,
            for_: FOR.to_owned(),
            with: Vec::new(),
            from: FROM.to_owned(),
            weeks: None,
            week: None,
            runs: RUNS,
            seed: SEED,
        }
    }
}

impl Request for Exercise {
    const VERB: &'static str = "exercise";
    const BY_PLACE: &'static [&'static str] = &["scenario"];
}

impl Exercise {
    /// The same without a play.
    fn unplayed(&self) -> Simulate {
        let Self { scenario, for_, with, from, weeks, runs, seed, .. } = self.clone();
        Simulate { scenario, for_, with, from, weeks, runs, seed, ..Simulate::default() }
    }

    /// Decisions and injects of its documents.
    fn play(&self, system: &System, scenario: &Scenario) -> Result<Play, Error> {
        let mut play = Play::default();
        for (field, document) in [("decisions", &self.decisions), ("injects", &self.injects)] {
            match document {
                None => {}
                Some(Document::Own(Text { name, text })) => {
                    let more = parse(name, text, system, scenario)?;
                    play.decisions.extend(more.decisions);
                    play.injects.extend(more.injects);
                }
                Some(Document::Key(key)) => {
                    let message = format!("`{key}` is no file; name one that ends in .toml");
                    return Err(Error::request(field, message));
                }
            }
        }
        play.decisions.sort_by_key(|decision| decision.week);
        Ok(play)
    }
}

/// A scenario as it was played.
#[derive(Debug)]
pub struct Played {
    /// What followed.
    pub simulated: Simulated,
    /// What came and what was decided.
    pub play: Play,
    /// Those to whom decisions were worth something: who asks, then the teams.
    pub parties: Vec<String>,
    /// What was lost, and what decisions were worth.
    pub worth: Vec<Worth>,
}

impl Study {
    /// What follows from a scenario as it is played: the sheets of [`Study::simulate`], the same bytes where nothing is
    /// decided and nothing comes, and `report`; of one week only `situation`.
    ///
    /// # Errors
    /// [`Error::Data`] with the problems of a play; else as [`Study::simulate`].
    pub fn exercise(&self, request: &Exercise, watch: &Watch) -> Result<Answer<Played>, Error> {
        let record = self.record(request)?;
        let system = self.system();
        let unplayed = request.unplayed().checked(system)?;
        let scenario = unplayed.of_scenario(system)?;
        let question = asked(system, &scenario, (&unplayed.for_, &unplayed.from));
        let unplayed = Simulate { for_: question.for_, from: question.from, ..unplayed };
        let play = request.play(system, &scenario)?;
        match request.week {
            Some(week) => self.situation((week, &scenario, play), &unplayed, record, watch),
            None => self.to_the_end((&scenario, play), &unplayed, record, watch),
        }
    }

    fn situation(
        &self,
        (week, scenario, play): (u32, &Scenario, Play),
        unplayed: &Simulate,
        record: Record,
        watch: &Watch,
    ) -> Result<Answer<Played>, Error> {
        // Nothing that comes later changes what is: a shorter horizon gives the same weeks.
        let horizon = Days::new((7.0 * f64::from(week)).min(scenario.horizon.get()));
        let played = Scenario { horizon, ..played(scenario, &play.injects, &play.decisions) };
        let answer = self.followed(played, unplayed, record, watch)?;
        let now = |f: &&Figure| f.week == Some(week) && f.country.is_empty();
        let figures: Vec<Figure> = answer.result.figures.iter().filter(now).cloned().collect();
        let Answer { record, notes, result: simulated, .. } = answer;
        let result = Played { simulated, play, parties: vec![unplayed.for_.clone()], worth: Vec::new() };
        Ok(Answer { sheets: vec![("situation", week::figures(&figures))], record, notes, result })
    }

    fn to_the_end(
        &self,
        (scenario, play): (&Scenario, Play),
        unplayed: &Simulate,
        record: Record,
        watch: &Watch,
    ) -> Result<Answer<Played>, Error> {
        let played = played(scenario, &play.injects, &play.decisions);
        let answer = self.followed(played, unplayed, record, watch)?;
        let mut parties = vec![unplayed.for_.clone()];
        for decision in &play.decisions {
            if !parties.contains(&decision.team) {
                parties.push(decision.team.clone());
            }
        }
        let balance = self.reconciled(watch)?;
        let worth = worth(
            (self.system(), &balance),
            (scenario, &play.injects, &play.decisions),
            (&parties, &unplayed.from),
            (u64::from(unplayed.runs), unplayed.seed),
            watch,
        )?;
        let worth: Vec<Worth> = worth
            .into_iter()
            .filter(|w| w.without != Part::Decisions || !play.decisions.is_empty())
            .collect();
        let of_losses = answer.result.figures.iter().filter(|f| f.metric == Metric::ValueAddedAtRisk.word());
        let quality = of_losses.map(|f| f.quality).max().unwrap_or(Quality::Assumed);
        let sheet = report::sheet(&scenario.key, (&play.decisions, &worth), &parties, quality);
        let Answer { mut sheets, record, notes, result: simulated } = answer;
        sheets.push(("report", sheet));
        Ok(Answer { sheets, record, notes, result: Played { simulated, play, parties, worth } })
    }
}
