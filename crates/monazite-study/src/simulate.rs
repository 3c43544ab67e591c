//! What breaks, when and for whom, in a scenario.

use crate::answer::Answer;
use crate::economy::Table;
use crate::error::Error;
use crate::name;
use crate::record::Record;
use crate::request::{Document, FOR, FROM, Request, SEED};
use crate::resume::Resume;
use crate::scenario;
use crate::study::Study;
use crate::sweep::Sweep;
use monazite::Watch;
use monazite::balance::Balance;
use monazite::disruption::{Influence, Metric, Panel, Spread};
use monazite::economy::coupling::{self, Draws, GDP_LOSS, RANGE};
use monazite::figure::Figure;
use monazite::quantity::{Days, Share};
use monazite::question::Question;
use monazite::scenario::Scenario;
use monazite::simulate::{Model, Outcome, pooled};
use monazite::system::System;
use monazite_io::results::{Sheet, losses, week};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What breaks, when and for whom, when a supplier restricts exports
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Simulate {
    /// A scenario of the library (see --list), or a TOML file; a full stop by --from if left out.
    pub scenario: Option<Document>,
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
    /// How many runs with drawn parameters give the ranges.
    #[schemars(range(max = 1_000_000))]
    pub runs: u32,
    /// Seed of the draws: the same seed gives the same result.
    pub seed: u64,
    /// What it costs: value added lost by country and industry, by every way of answering.
    pub economy: bool,
    /// Input-output table to use instead of the embedded one: WIOD, OECD ICIO, EXIOBASE 3, or a folder with Z.csv and Y.csv.
    #[schemars(extend("format" = "path"))]
    pub economy_table: Option<PathBuf>,
    /// Only this mineral.
    pub mineral: Option<String>,
    /// Only this form.
    pub form: Option<String>,
    /// Only this country.
    pub country: Option<String>,
    /// Only this end use.
    pub end_use: Option<String>,
    /// Only this metric.
    pub metric: Option<String>,
}

/// Runs behind the ranges unless another number is asked for.
pub(crate) const RUNS: u32 = 100;

impl Default for Simulate {
    fn default() -> Self {
        Self {
            scenario: None,
            for_: FOR.to_owned(),
            with: Vec::new(),
            from: FROM.to_owned(),
            weeks: None,
            runs: RUNS,
            seed: SEED,
            economy: false,
            economy_table: None,
            mineral: None,
            form: None,
            country: None,
            end_use: None,
            metric: None,
        }
    }
}

impl Request for Simulate {
    const VERB: &'static str = "simulate";
    const BY_PLACE: &'static [&'static str] = &["scenario"];
}

impl Simulate {
    /// The same with the keys of what is named. Names are checked first, so that a misspelt one is not an empty result.
    pub(crate) fn checked(&self, system: &System) -> Result<Self, Error> {
        let [for_, from] = name::parties(system, (&self.for_, &self.with), &self.from)?;
        self.mineral.as_deref().map(|key| name::traced(system, key)).transpose()?;
        self.form.as_deref().map(|key| name::form(system, key)).transpose()?;
        self.country.as_deref().map(|key| name::country(system, key)).transpose()?;
        self.end_use.as_deref().map(|key| name::end_use(system, key)).transpose()?;
        self.metric.as_deref().map(name::disruption_metric).transpose()?;
        let mineral = name::mineral_key(system, self.mineral.as_deref())?;
        Ok(Self { for_, with: Vec::new(), from, mineral, ..self.clone() })
    }

    /// Whether an overview says it: no single metric is asked for.
    #[must_use]
    pub fn is_overview(&self) -> bool {
        self.metric.is_none()
    }

    /// Which of form, country and end use it asks for.
    fn by(&self) -> [bool; 3] {
        [&self.form, &self.country, &self.end_use].map(Option::is_some)
    }

    /// The scenario that it names, as long as it asks for.
    pub(crate) fn of_scenario(&self, system: &System) -> Result<Scenario, Error> {
        let scenario = scenario::of(self.scenario.as_ref(), system, &self.from)?;
        let horizon = self.weeks.map_or(scenario.horizon, |weeks| Days::new(7.0 * f64::from(weeks)));
        Ok(Scenario { horizon, ..scenario })
    }

    fn keeps(&self, figure: &Figure) -> bool {
        let is = |wanted: &Option<String>, word: &str| wanted.as_ref().is_none_or(|w| w == word);
        is(&self.mineral, &figure.mineral)
            && is(&self.form, &figure.form)
            && is(&self.country, &figure.country)
            && is(&self.end_use, &figure.end_use)
            && is(&self.metric, &figure.metric)
    }
}

/// A scenario with what follows from it.
#[derive(Debug)]
pub struct Simulated {
    /// The scenario, as long as it was asked for.
    pub scenario: Scenario,
    /// Who asks about whom.
    pub question: Question,
    /// The scenario on the network.
    pub model: Model,
    /// What follows with every uncertain number at its centre.
    pub outcome: Outcome,
    /// All figures by week and over the horizon, whatever is kept for the sheets.
    pub figures: Vec<Figure>,
    /// Which assumptions matter most.
    pub influences: Vec<Influence>,
    /// What it costs, if that was asked.
    pub losses: Option<Vec<Figure>>,
}

impl Simulated {
    /// The losses that lead: over the horizon, of the whole by industry and of members as a whole.
    #[must_use]
    pub fn losses_in_short(&self) -> Sheet {
        let leads = |figure: &&Figure| {
            let member = figure.metric == GDP_LOSS && figure.method == RANGE && figure.industry.is_empty();
            figure.week.is_none() && (figure.country.is_empty() || member)
        };
        let all = self.losses.iter().flatten();
        let shown: Vec<Figure> = all.filter(leads).cloned().collect();
        losses::losses(&shown)
    }

    /// Names of the minerals of which nobody goes without in any week of any run.
    #[must_use]
    pub fn untouched(&self, system: &System) -> Vec<String> {
        let lost: BTreeSet<&str> = self
            .figures
            .iter()
            .filter(|f| f.metric == Metric::UseLost.word() && f.high > 0.0)
            .map(|f| f.mineral.as_str())
            .collect();
        let all: BTreeSet<&str> = self.figures.iter().map(|f| f.mineral.as_str()).collect();
        let untouched = system.minerals.iter().filter(|(id, _)| {
            let key = system.minerals.key(*id);
            all.contains(key) && !lost.contains(key)
        });
        untouched.map(|(_, mineral)| mineral.name.clone()).collect()
    }

    /// The figures that a page needs: of whole minerals, prices, and whatever holds over the horizon.
    #[must_use]
    pub fn headline(&self) -> Vec<Figure> {
        let leads = |f: &&Figure| {
            let of_mineral = f.form.is_empty() && f.country.is_empty() && f.end_use.is_empty();
            f.week.is_none() || of_mineral || f.metric == Metric::Price.word()
        };
        self.figures.iter().filter(leads).cloned().collect()
    }
}

/// A scenario on the network, with the gauges that are read of it.
struct Prepared {
    scenario: Scenario,
    question: Question,
    model: Model,
    outcome: Outcome,
    panel: Panel,
}

/// Who asks about those who act in a scenario, under the name that the request has for them where it is the same countries.
pub(crate) fn asked(system: &System, scenario: &Scenario, (for_, from): (&str, &str)) -> Question {
    let actors = scenario.actors();
    let same = system.members(from).is_ok_and(|named| named.iter().eq(&actors));
    let from = if same { from.to_owned() } else { system.name_of(&actors) };
    Question { for_: for_.to_owned(), from }
}

impl Study {
    /// What follows from a scenario: sheets `figures`, `overview`, `sensitivity` and, where the cost is asked, `losses`.
    ///
    /// # Errors
    /// [`Error::Model`] for a name that is not in the dataset or a scenario that cannot be run; [`Error::Data`] with the
    /// problems of a scenario or table of one's own; [`Error::OtherBuild`] and [`Error::Io`] of what an earlier run
    /// left; [`Error::Cancelled`].
    pub fn simulate(&self, request: &Simulate, watch: &Watch) -> Result<Answer<Simulated>, Error> {
        let record = self.record(request)?;
        let request = &request.checked(self.system())?;
        let prepared = self.prepared(request, watch)?;
        self.answered(prepared, request, record, watch)
    }

    /// What follows from a scenario in place of that of the request, whoever acts in it.
    pub(crate) fn followed(
        &self,
        scenario: Scenario,
        request: &Simulate,
        record: Record,
        watch: &Watch,
    ) -> Result<Answer<Simulated>, Error> {
        let balance = self.reconciled(watch)?;
        let question = Question { for_: request.for_.clone(), from: request.from.clone() };
        let prepared = self.on(&balance, scenario, question, watch)?;
        self.answered(prepared, request, record, watch)
    }

    fn answered(
        &self,
        prepared: Prepared,
        request: &Simulate,
        record: Record,
        watch: &Watch,
    ) -> Result<Answer<Simulated>, Error> {
        let (spread, notes) = self.spread(&prepared, request, &record, watch)?;
        self.told(request, prepared, &spread, (record, notes), watch)
    }

    /// Puts the scenario of a request on the network.
    fn prepared(&self, request: &Simulate, watch: &Watch) -> Result<Prepared, Error> {
        let system = self.system();
        let request = &request.checked(system)?;
        let scenario = request.of_scenario(system)?;
        let balance = self.reconciled(watch)?;
        let question = asked(system, &scenario, (&request.for_, &request.from));
        self.on(&balance, scenario, question, watch)
    }

    fn on(
        &self,
        balance: &Balance,
        scenario: Scenario,
        question: Question,
        watch: &Watch,
    ) -> Result<Prepared, Error> {
        let pooled = pooled(self.system(), balance, &scenario);
        let (system, balance) = pooled.as_ref().map_or((self.system(), balance), |(s, b)| (s, b));
        let model = Model::new(system, balance, &scenario)?;
        let outcome = model.outcome_watched(&model.inputs().central(), watch)?;
        let panel = Panel::new(system, &question, &outcome)?;
        Ok(Prepared { scenario, question, model, outcome, panel })
    }

    /// The answer from all draws.
    fn told(
        &self,
        request: &Simulate,
        prepared: Prepared,
        spread: &Spread,
        (record, mut notes): (Record, Vec<String>),
        watch: &Watch,
    ) -> Result<Answer<Simulated>, Error> {
        let system = self.system();
        let mut simulated = self.read(prepared, spread);
        if request.economy {
            let table = Table::read(request.economy_table.as_deref(), system, watch)?;
            notes.extend(table.notes());
            simulated.losses = Some(self.losses(&simulated, &table, request.seed, watch)?);
        }
        let kept: Vec<Figure> = simulated.figures.iter().filter(|f| request.keeps(f)).cloned().collect();
        let mut sheets = vec![
            ("figures", week::figures(&kept)),
            ("overview", week::overview(&kept, request.by())),
            ("sensitivity", week::influences(system, &simulated.influences)),
        ];
        if let Some(all) = &simulated.losses {
            sheets.push(("losses", losses::losses(all)));
        }
        Ok(Answer { sheets, record, notes, result: simulated })
    }

    /// Runs a scenario on a balance that is there already.
    pub(crate) fn simulated(
        &self,
        balance: &Balance,
        scenario: Scenario,
        request: &Simulate,
        watch: &Watch,
    ) -> Result<Simulated, Error> {
        let question = asked(self.system(), &scenario, (&request.for_, &request.from));
        let prepared = self.on(balance, scenario, question, watch)?;
        let mut spread = Spread::new(&prepared.model, &prepared.panel, request.seed);
        let of = (&prepared.model, &prepared.panel);
        spread.make(of, 0..u64::from(request.runs), watch, &mut |_| ())?;
        Ok(self.read(prepared, &spread))
    }

    /// Reads the figures with their ranges.
    fn read(&self, prepared: Prepared, spread: &Spread) -> Simulated {
        let Prepared { scenario, question, model, outcome, panel } = prepared;
        let central = panel.read(&outcome);
        let (low, high) = if spread.draws() == 0 {
            (central.clone(), central.clone())
        } else {
            (spread.quantile(LOW), spread.quantile(HIGH))
        };
        let figures = panel.figures(self.system(), &scenario, &central, &low, &high);
        let influences = spread.influences(&model, &panel);
        Simulated { scenario, question, model, outcome, figures, influences, losses: None }
    }

    /// Makes the draws; in a folder, a run that was broken off goes on where it stopped.
    fn spread(
        &self,
        Prepared { model, panel, .. }: &Prepared,
        request: &Simulate,
        record: &Record,
        watch: &Watch,
    ) -> Result<(Spread, Vec<String>), Error> {
        let runs = u64::from(request.runs);
        let (resume, known) = Resume::open::<Spread>(self.folder(), record)?;
        let known = known.into_iter().next();
        let known = known.filter(|s| s.fits(model, panel, request.seed) && s.draws() <= runs);
        let note = known.as_ref().map(|spread| format!("going on after {} of {runs} runs", spread.draws()));
        let mut spread = known.unwrap_or_else(|| Spread::new(model, panel, request.seed));
        let mut last = Instant::now();
        let mut kept = Ok(());
        let draws = spread.draws()..runs;
        let made = spread.make((model, panel), draws, watch, &mut |spread| {
            if resume.is_on() && last.elapsed() >= STORE_EVERY && spread.draws() < runs {
                last = Instant::now();
                kept = resume.replace(spread);
                if kept.is_err() {
                    watch.cancel();
                }
            }
        });
        kept?;
        if made.is_err() && spread.draws() > 0 {
            // Who cancels may come back.
            resume.replace(&spread)?;
        }
        made?;
        Ok((spread, note.into_iter().collect()))
    }

    /// What a scenario costs those who ask.
    pub(crate) fn losses(
        &self,
        simulated: &Simulated,
        table: &Table,
        seed: u64,
        watch: &Watch,
    ) -> Result<Vec<Figure>, Error> {
        watch.tell("losses", 0, 0);
        let draws = Draws { count: LOSSES, seed };
        let run = (&simulated.model, &simulated.outcome);
        let asked = (&simulated.question, simulated.scenario.key.as_str());
        coupling::cost(self.system(), table.table(), run, draws, asked, watch)
            .map_err(|errors| Error::of_model("economy", &errors))
    }
}

impl Sweep for Simulate {
    type Part = Spread;
    type Result = Simulated;

    fn steps(&self, _: &Study, _: &Watch) -> Result<u64, Error> {
        Ok(u64::from(self.runs))
    }

    fn part(&self, study: &Study, steps: Range<u64>, watch: &Watch) -> Result<Spread, Error> {
        let Prepared { model, panel, .. } = study.prepared(self, watch)?;
        let mut spread = Spread::new(&model, &panel, self.seed);
        spread.make((&model, &panel), steps, watch, &mut |_| ())?;
        Ok(spread)
    }

    fn merged(&self, study: &Study, parts: Vec<Spread>, watch: &Watch) -> Result<Answer<Simulated>, Error> {
        let prepared = study.prepared(self, watch)?;
        let mut spread = Spread::new(&prepared.model, &prepared.panel, self.seed);
        if !parts.iter().all(|part| spread.merge(part)) || spread.draws() != u64::from(self.runs) {
            return Err(Error::request("block", "a block holds other draws than were asked for"));
        }
        study.told(self, prepared, &spread, (study.record(self)?, Vec::new()), watch)
    }
}

/// Draws behind the ranges of losses.
const LOSSES: u64 = 60;
/// Ends of the ranges.
const LOW: Share = Share::new(0.05);
const HIGH: Share = Share::new(0.95);
/// Time between two stored states.
const STORE_EVERY: Duration = Duration::from_secs(10);
