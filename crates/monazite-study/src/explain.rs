//! Where a figure comes from: formula, terms and input rows of one of an assessment, what binds behind one of a scenario.

use crate::answer::Answer;
use crate::error::Error;
use crate::name;
use crate::request::Document;
use crate::request::{DRAWS, FOR, FROM, Request, SEED};
use crate::simulate::Simulate;
use crate::simulate::{RUNS, Simulated};
use crate::study::Study;
use monazite::Watch;
use monazite::assess::{Explanation, Input, explain};
use monazite::disruption::{Cause, Key, Metric, causes, worst_off};
use monazite::figure::Figure;
use monazite::id::{CountryId, EndUseId};
use monazite::simulate::Link;
use monazite_io::results::{Header, Kind, Sheet, week};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Formula, input rows, sources and quality of a figure
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Explain {
    /// The figure: metric/mineral/form/stage/country/end_use, with - for what does not apply; of a scenario with its
    /// week: shortfall/rare_earths@26.
    pub figure: String,
    /// The scenario of a figure by week; a full stop by the supplier if left out.
    pub scenario: Option<Document>,
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
    /// How many runs of a scenario give its ranges.
    #[schemars(range(max = 1_000_000))]
    pub runs: u32,
    /// Length of the scenario in weeks, in place of its own.
    #[schemars(range(min = 1, max = 1040))]
    pub weeks: Option<u32>,
    /// Seed of the draws: the same seed gives the same result.
    pub seed: u64,
}

impl Default for Explain {
    fn default() -> Self {
        Self {
            figure: String::new(),
            scenario: None,
            for_: FOR.to_owned(),
            with: Vec::new(),
            from: FROM.to_owned(),
            draws: DRAWS,
            runs: RUNS,
            weeks: None,
            seed: SEED,
        }
    }
}

impl Request for Explain {
    const VERB: &'static str = "explain";
    const BY_PLACE: &'static [&'static str] = &["figure"];
}

impl Explain {
    /// The explanation of a figure of the scenario of a request.
    #[must_use]
    pub fn of_scenario(figure: String, of: Simulate) -> Self {
        let Simulate { scenario, for_, with, from, weeks, runs, seed, .. } = of;
        Self { figure, scenario, for_, with, from, runs, weeks, seed, ..Self::default() }
    }

    /// Whether the id names a figure of a scenario: by its week, by a metric that only scenarios have, or because a
    /// scenario is named.
    #[must_use]
    pub fn is_of_a_scenario(&self) -> bool {
        let metric = self.figure.split(['/', '@']).next().unwrap_or_default();
        let only = Metric::from_word(metric).is_some() && metric != Metric::Cover.word();
        self.scenario.is_some() || self.figure.contains('@') || only
    }
}

/// Where a figure comes from.
#[derive(Debug)]
pub enum Explained {
    /// One of an assessment.
    Assessed(Box<Explanation>),
    /// One of a scenario.
    OfScenario(Box<Binding>),
}

/// What binds behind a figure of a scenario.
#[derive(Debug)]
pub struct Binding {
    /// The figure.
    pub item: Figure,
    /// The period looked at, from 0: its own, or the worst of one over the horizon.
    pub period: usize,
    /// What binds, nearest to use first.
    pub causes: Vec<Cause>,
    /// Who lacks most.
    pub user: Option<(CountryId, EndUseId)>,
    /// The chain behind that user, up to what binds.
    pub chain: Vec<Link>,
}

impl Study {
    /// Where a figure comes from: sheet `inputs` of one of an assessment, `causes` and `chain` of one of a scenario.
    ///
    /// # Errors
    /// [`Error::Model`] for a figure that there is not, with the nearest; else as [`Study::assess`] and
    /// [`Study::simulate`].
    pub fn explain(&self, request: &Explain, watch: &Watch) -> Result<Answer<Explained>, Error> {
        let record = self.record(request)?;
        let Explain { figure: id, scenario, for_, with, from, draws, runs, weeks, seed } = request.clone();
        let [for_, from] = name::parties(self.system(), (&for_, &with), &from)?;
        if request.is_of_a_scenario() {
            let asked = Simulate { scenario, for_, from, weeks, runs, seed, ..Simulate::default() };
            let simulated = self.simulate(&asked, watch)?.result;
            let binding = self.binding(&simulated, &id)?;
            let sheets = vec![
                ("causes", week::causes(self.system(), &binding.causes)),
                ("chain", week::chain(self.system(), &binding.chain)),
            ];
            let result = Explained::OfScenario(Box::new(binding));
            return Ok(Answer { sheets, record, notes: Vec::new(), result });
        }
        let figures = self.figures((&for_, &from), (draws, seed), watch)?;
        let figure = figures
            .iter()
            .find(|f| f.id() == id)
            .ok_or_else(|| name::unknown_figure(&id, figures.iter().map(Figure::id), "assess"))?;
        let ensemble = self.ensemble(draws, seed, watch)?;
        let explanation = explain(self.system(), &ensemble, figure)?;
        Ok(Answer {
            sheets: vec![("inputs", inputs(&explanation.inputs))],
            record,
            notes: Vec::new(),
            result: Explained::Assessed(Box::new(explanation)),
        })
    }

    fn binding(&self, simulated: &Simulated, id: &str) -> Result<Binding, Error> {
        let system = self.system();
        let Simulated { figures, question, outcome, model, .. } = simulated;
        let figure = figures
            .iter()
            .find(|f| f.id() == id)
            .ok_or_else(|| name::unknown_figure(id, figures.iter().map(Figure::id), "simulate"))?;
        let period = figure.week.map_or_else(|| worst(figures, figure), |week| week as usize - 1);
        let mineral = name::mineral(system, &figure.mineral)?;
        let mut causes = causes(system, question, outcome, mineral, period)?;
        causes.retain(|cause| {
            (figure.country.is_empty() || system.countries.key(cause.country) == figure.country)
                && (figure.form.is_empty() || system.forms.key(cause.form) == figure.form)
        });
        let about = Key {
            metric: Metric::Shortfall,
            mineral: Some(mineral),
            form: system.forms.id(&figure.form),
            country: system.countries.id(&figure.country),
            end_use: system.end_uses.id(&figure.end_use),
        };
        let user = worst_off(system, question, outcome, &about, period)?;
        let chain = user.map_or_else(Vec::new, |user| model.explain(&model.inputs().central(), user, period));
        let user = user.and_then(|user| outcome.users.get(user)).map(|user| (user.country, user.end_use));
        Ok(Binding { item: figure.clone(), period, causes, user, chain })
    }
}

/// The week with the largest shortfall of what a figure over the horizon is about.
fn worst(figures: &[Figure], figure: &Figure) -> usize {
    let same = |f: &&Figure| {
        f.metric == Metric::Shortfall.word()
            && f.mineral == figure.mineral
            && f.form == figure.form
            && f.country == figure.country
            && f.end_use == figure.end_use
    };
    let worst = figures.iter().filter(same).reduce(|best, f| if f.value > best.value { f } else { best });
    worst.and_then(|f| f.week).map_or(0, |week| week as usize - 1)
}

const COLUMNS: &[Header] = &[
    ("row", Kind::Text),
    ("what", Kind::Text),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("balanced", Kind::Number),
    ("quality", Kind::Text),
    ("source", Kind::Text),
    ("note", Kind::Text),
];

fn inputs(inputs: &[Input]) -> Sheet {
    let mut sheet = Sheet::new(COLUMNS);
    for input in inputs {
        sheet.push(vec![
            input.row.to_string().into(),
            input.what.as_str().into(),
            input.value.into(),
            input.low.into(),
            input.high.into(),
            input.unit.into(),
            input.balanced.unwrap_or(f64::NAN).into(),
            input.quality.word().into(),
            input.source.as_str().into(),
            input.note.as_str().into(),
        ]);
    }
    sheet
}
