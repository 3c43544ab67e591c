//! `monazite simulate`: what breaks, when and for whom, in a scenario.

use crate::args::Args;
use crate::command::economy::{TableArg, cost};
use crate::command::explain::ranged;
use crate::command::keys;
use crate::failure::{Failure, tell};
use crate::output::{emit, text_to_stdout, to_stdout};
use crate::session::{dataset, with_progress};
use clap::Args as ClapArgs;
use indicatif::{ProgressBar, ProgressStyle};
use monazite::balance::Balance;
use monazite::disruption::{Influence, Key, Metric, Panel, Spread, WeekFigure, causes, worst_off};
use monazite::economy::coupling::{GDP_LOSS, LossFigure, RANGE};
use monazite::figure::Figure;
use monazite::quantity::{Days, Share};
use monazite::question::Question;
use monazite::scenario::Scenario;
use monazite::simulate::{Model, Outcome};
use monazite::system::System;
use monazite_io::Dataset;
use monazite_io::results::{self, Sheet, checkpoint, week};
use monazite_io::scenario::{self, Entry, library};
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// Runs behind the ranges unless another number is asked for.
pub(crate) const RUNS: u32 = 100;

/// What to run, and what to show of it.
#[derive(Debug, ClapArgs)]
pub(crate) struct SimulateArgs {
    /// A scenario of the library (see --list), or a TOML file; a full stop by --from if left out
    pub(crate) scenario: Option<String>,
    /// List the scenarios of the library
    #[arg(long)]
    list: bool,
    /// Length in weeks, in place of that of the scenario
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1040))]
    weeks: Option<u32>,
    /// How many runs with drawn parameters give the ranges
    #[arg(long, value_name = "N", default_value_t = RUNS, value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    runs: u32,
    /// Which assumption matters most to the shortfall of each mineral, from the runs
    #[arg(long)]
    sensitivity: bool,
    /// What it costs: value added lost by country and industry, by every way of answering
    #[arg(long)]
    economy: bool,
    #[command(flatten)]
    table: TableArg,
    /// Only this mineral
    #[arg(long, value_name = "KEY")]
    mineral: Option<String>,
    /// Only this form
    #[arg(long, value_name = "KEY")]
    form: Option<String>,
    /// Only this country
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Only this end use
    #[arg(long, value_name = "KEY")]
    end_use: Option<String>,
    /// Only this metric
    #[arg(long, value_name = "NAME")]
    metric: Option<String>,
    /// Name the links that bind behind a figure: shortfall/rare_earths@26
    #[arg(long, value_name = "ID")]
    explain: Option<String>,
}

/// Runs the scenario and prints its overview, its figures, or what binds behind one of them.
pub(crate) fn run(args: &Args, what: &SimulateArgs) -> Result<(), Failure> {
    if what.list {
        return list(args);
    }
    let dataset = dataset(&args.common)?;
    let system = &dataset.system;
    let scenario = what.scenario(system, &args.common.from)?;
    let wanted = Wanted::of(system, what)?;
    let simulated = Simulated::run(args, &dataset, &scenario, what.runs)?;
    if let Some(id) = &what.explain {
        return explain(args, system, &simulated, id);
    }
    let influences = week::influences(system, &simulated.influences);
    if what.sensitivity {
        return emit(args, Some(&dataset), &[("sensitivity", &influences)]);
    }
    let losses = what.economy.then(|| simulated.losses(args, system, &what.table)).transpose()?;
    if let Some(all) = losses.as_ref().filter(|_| args.common.out.is_none()) {
        let shown: Vec<LossFigure> =
            all.iter().filter(|f| args.common.format.is_some() || leads(f)).cloned().collect();
        return to_stdout(args, &losses_sheet(args, &scenario, &shown));
    }
    let kept: Vec<WeekFigure> = simulated.figures.into_iter().filter(|f| wanted.keeps(&f.figure)).collect();
    let overview = week::overview(&kept);
    let plain = args.common.out.is_none() && args.common.format.is_none();
    if plain && wanted.is_all() {
        tell(&format!("{}: {} weeks from {}", scenario.name, scenario.horizon.get() / 7.0, scenario.start));
        return to_stdout(args, &overview);
    }
    let figures = week::figures(&kept);
    let losses = losses.map(|all| losses_sheet(args, &scenario, &all));
    let sheets: Vec<(&str, &Sheet)> =
        [("figures", &figures), ("overview", &overview), ("sensitivity", &influences)]
            .into_iter()
            .chain(losses.as_ref().map(|sheet| ("losses", sheet)))
            .collect();
    emit(args, Some(&dataset), &sheets)?;
    match &args.common.out {
        Some(folder) => checkpoint::clear(folder)
            .map_err(|error| Failure::Io(format!("{} cannot be written", folder.display()), error)),
        None => Ok(()),
    }
}

fn losses_sheet(args: &Args, scenario: &Scenario, losses: &[LossFigure]) -> Sheet {
    results::losses::losses(&args.common.for_, &scenario.key, losses)
}

/// Whether a loss is shown on a terminal: over the horizon, of the whole by industry and of members as a whole.
fn leads(figure: &LossFigure) -> bool {
    let member = figure.metric == GDP_LOSS && figure.method == RANGE && figure.industry.is_empty();
    figure.week.is_none() && (figure.country.is_empty() || member)
}

/// Lists the library, which is about the embedded baseline whatever dataset is used.
fn list(args: &Args) -> Result<(), Failure> {
    let baseline = monazite_io::baseline()?;
    let scenarios =
        library().iter().map(|entry| read(entry, &baseline.system)).collect::<Result<Vec<_>, _>>()?;
    emit(args, Some(&baseline), &[("scenarios", &week::scenarios(&scenarios))])
}

impl SimulateArgs {
    /// The subcommand as it can be repeated elsewhere, without places on this machine.
    pub(crate) fn words(&self) -> Vec<String> {
        let name = |name: &String| if Entry::of(name).is_some() { name.clone() } else { "FILE".to_owned() };
        let mut words: Vec<String> =
            std::iter::once("simulate".to_owned()).chain(self.scenario.as_ref().map(name)).collect();
        let mut flag = |name: &str, value: Option<String>| {
            words.extend(value.into_iter().flat_map(|value| [format!("--{name}"), value]));
        };
        flag("weeks", self.weeks.map(|n| n.to_string()));
        flag("runs", Some(self.runs.to_string()));
        flag("mineral", self.mineral.clone());
        flag("form", self.form.clone());
        flag("country", self.country.clone());
        flag("end-use", self.end_use.clone());
        flag("metric", self.metric.clone());
        if self.sensitivity {
            words.push("--sensitivity".to_owned());
        }
        if self.economy {
            words.push("--economy".to_owned());
            words.extend(self.table.words());
        }
        words
    }

    /// The scenario that the arguments name, with the length that they ask for.
    fn scenario(&self, system: &System, from: &str) -> Result<Scenario, Failure> {
        let scenario = match &self.scenario {
            Some(name) => named(name, system)?,
            None => scenario::full_stop(system, from)?,
        };
        let horizon = self.weeks.map_or(scenario.horizon, |weeks| Days::new(7.0 * f64::from(weeks)));
        Ok(Scenario { horizon, ..scenario })
    }
}

/// A scenario of the library, or of a file.
fn named(name: &str, system: &System) -> Result<Scenario, Failure> {
    match Entry::of(name) {
        Some(entry) => read(&entry, system),
        None if name.ends_with(".toml") => Ok(scenario::read(Path::new(name), system)?),
        None => Err(keys::unknown_scenario(name, library().iter().map(|e| e.key))),
    }
}

fn read(entry: &Entry, system: &System) -> Result<Scenario, Failure> {
    Ok(scenario::parse(&entry.file(), entry.text, system)?)
}

/// Which figures to keep; a blank filter keeps all.
struct Wanted<'a> {
    what: &'a SimulateArgs,
}

impl<'a> Wanted<'a> {
    /// Checks the names first, so that a misspelt one is not an empty result.
    fn of(system: &System, what: &'a SimulateArgs) -> Result<Self, Failure> {
        what.mineral.as_deref().map(|key| keys::mineral(system, key)).transpose()?;
        what.form.as_deref().map(|key| keys::form(system, key)).transpose()?;
        what.country.as_deref().map(|key| keys::country(system, key)).transpose()?;
        what.end_use.as_deref().map(|key| keys::end_use(system, key)).transpose()?;
        what.metric.as_deref().map(keys::disruption_metric).transpose()?;
        Ok(Self { what })
    }

    fn is_all(&self) -> bool {
        let SimulateArgs { mineral, form, country, end_use, metric, .. } = self.what;
        [mineral, form, country, end_use, metric].into_iter().all(Option::is_none)
    }

    fn keeps(&self, figure: &Figure) -> bool {
        let is = |wanted: &Option<String>, word: &str| wanted.as_ref().is_none_or(|w| w == word);
        is(&self.what.mineral, &figure.mineral)
            && is(&self.what.form, &figure.form)
            && is(&self.what.country, &figure.country)
            && is(&self.what.end_use, &figure.end_use)
            && is(&self.what.metric, &figure.metric)
    }
}

/// A scenario with what follows from it.
pub(crate) struct Simulated {
    question: Question,
    model: Model,
    outcome: Outcome,
    pub(crate) figures: Vec<WeekFigure>,
    influences: Vec<Influence>,
}

impl Simulated {
    /// Balances, runs and reads the figures.
    pub(crate) fn run(
        args: &Args,
        dataset: &Dataset,
        scenario: &Scenario,
        runs: u32,
    ) -> Result<Self, Failure> {
        let system = &dataset.system;
        for party in [&args.common.for_, &args.common.from] {
            system.members(party)?;
        }
        let balance = with_progress("balancing", || monazite::balance::balance(system))?;
        Self::on(args, dataset, &balance, scenario, runs)
    }
}

impl Simulated {
    /// What the scenario costs those who ask.
    pub(crate) fn losses(
        &self,
        args: &Args,
        system: &System,
        table: &TableArg,
    ) -> Result<Vec<LossFigure>, Failure> {
        cost(args, system, table, (&self.model, &self.outcome))
    }

    /// The figures that a page needs: of whole minerals, prices, and whatever holds over the horizon.
    pub(crate) fn headline(self) -> Vec<WeekFigure> {
        let mut figures = self.figures;
        figures.retain(|item| {
            let f = &item.figure;
            let of_mineral = f.form.is_empty() && f.country.is_empty() && f.end_use.is_empty();
            item.week.is_none() || of_mineral || f.metric == Metric::Price.word()
        });
        figures
    }
}

/// Whether an id names a figure of a scenario: by its week, or by a metric that only scenarios have.
pub(crate) fn is_of_a_scenario(id: &str) -> bool {
    let metric = id.split(['/', '@']).next().unwrap_or_default();
    id.contains('@') || (Metric::from_word(metric).is_some() && metric != Metric::Cover.word())
}

/// Explains a figure of the default scenario.
pub(crate) fn explain_default(args: &Args, id: &str) -> Result<(), Failure> {
    let dataset = dataset(&args.common)?;
    let scenario = scenario::full_stop(&dataset.system, &args.common.from)?;
    let simulated = Simulated::run(args, &dataset, &scenario, RUNS)?;
    explain(args, &dataset.system, &simulated, id)
}

/// Prints what binds behind a figure.
fn explain(args: &Args, system: &System, simulated: &Simulated, id: &str) -> Result<(), Failure> {
    let item =
        simulated.figures.iter().find(|f| f.id() == id).ok_or_else(|| {
            keys::unknown_figure(id, simulated.figures.iter().map(WeekFigure::id), "simulate")
        })?;
    let figure = &item.figure;
    let period = item.week.map_or_else(|| worst(simulated, figure), |week| week as usize - 1);
    let mineral = keys::mineral(system, &figure.mineral)?;
    let mut causes = causes(system, &simulated.question, &simulated.outcome, mineral, period)?;
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
    let model = &simulated.model;
    let user = worst_off(system, &simulated.question, &simulated.outcome, &about, period)?;
    let links = user.map_or_else(Vec::new, |user| model.explain(&model.inputs().central(), user, period));
    let (sheet, chain) = (week::causes(system, &causes), week::chain(system, &links));
    if args.common.format.is_some() || args.common.out.is_some() {
        return emit(args, None, &[("causes", &sheet), ("chain", &chain)]);
    }
    let mut text = format!("{id}\nfor {}, from {}, {}\n\n", figure.for_, figure.from, item.scenario);
    let number = ranged(figure.value, figure.low, figure.high, &figure.unit);
    let _ = writeln!(text, "  {number}, {}", figure.quality.word());
    if let Some(metric) = Metric::from_word(&figure.metric) {
        let _ = writeln!(text, "\nformula\n  {}\n  {}", metric.formula(), metric.page());
    }
    let _ = writeln!(text, "\nwhat binds in week {}, nearest to use first", period + 1);
    text_to_stdout(&text)?;
    to_stdout(args, &sheet)?;
    if let Some(user) = user.and_then(|user| simulated.outcome.users.get(user)) {
        let (country, end_use) = (system.countries.key(user.country), system.end_uses.key(user.end_use));
        text_to_stdout(&format!(
            "\nthe chain behind who lacks most, {end_use} in {country}, up to what binds\n"
        ))?;
        to_stdout(args, &chain)?;
    }
    Ok(())
}

/// The week with the largest shortfall of what a figure over the horizon is about.
fn worst(simulated: &Simulated, figure: &Figure) -> usize {
    let same = |f: &&WeekFigure| {
        f.figure.metric == Metric::Shortfall.word()
            && f.figure.mineral == figure.mineral
            && f.figure.form == figure.form
            && f.figure.country == figure.country
            && f.figure.end_use == figure.end_use
    };
    let worst = simulated
        .figures
        .iter()
        .filter(same)
        .reduce(|best, f| if f.figure.value > best.figure.value { f } else { best });
    worst.and_then(|f| f.week).map_or(0, |week| week as usize - 1)
}

/// Who acts in a scenario, under the name that the arguments have for them where it is the same countries.
fn acting(system: &System, scenario: &Scenario, from: &str) -> String {
    let actors = scenario.actors();
    let same = system.members(from).is_ok_and(|named| named.iter().eq(&actors));
    if same { from.to_owned() } else { system.name_of(&actors) }
}

impl Simulated {
    /// Runs on a balance that is there already.
    pub(crate) fn on(
        args: &Args,
        dataset: &Dataset,
        balance: &Balance,
        scenario: &Scenario,
        runs: u32,
    ) -> Result<Self, Failure> {
        let system = &dataset.system;
        let question = Question { for_: args.common.for_.clone(), from: acting(system, scenario, &args.common.from) };
        let model = Model::new(system, balance, scenario)?;
        let outcome = model.outcome(&model.inputs().central());
        let panel = Panel::new(system, &question, &outcome)?;
        let central = panel.read(&outcome);
        let identity = checkpoint::identity(&dataset.checksum, scenario, &question);
        let spread = draw(args, &model, &panel, &identity, u64::from(runs))?;
        let (low, high) = if spread.done() == 0 {
            (central.clone(), central.clone())
        } else {
            (spread.quantile(LOW), spread.quantile(HIGH))
        };
        let figures = panel.figures(system, scenario, &central, &low, &high);
        let influences = spread.influences(&model, &panel);
        Ok(Self { question, model, outcome, figures, influences })
    }
}

/// Ends of the ranges.
const LOW: Share = Share::new(0.05);
const HIGH: Share = Share::new(0.95);
/// Time between two stored states.
const STORE_EVERY: Duration = Duration::from_secs(10);

/// Makes the draws, behind a bar; with `--out` an interrupted command goes on where it stopped.
fn draw(args: &Args, model: &Model, panel: &Panel, identity: &str, runs: u64) -> Result<Spread, Failure> {
    let folder = args.common.out.as_deref();
    let stored = folder.and_then(|folder| checkpoint::load(folder, identity));
    let stored = stored.filter(|s| s.fits(model, panel, args.common.seed) && s.done() <= runs);
    if let Some(spread) = &stored {
        tell(&format!("going on after {} of {runs} runs", spread.done()));
    }
    let mut spread = stored.unwrap_or_else(|| Spread::new(model, panel, args.common.seed));
    let bar = ProgressBar::new(runs);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} runs, {eta} left") {
        bar.set_style(style);
    }
    let mut last = Instant::now();
    let mut failed = None;
    spread.advance(model, panel, runs, &mut |spread| {
        bar.set_position(spread.done());
        if let Some(folder) = folder.filter(|_| last.elapsed() >= STORE_EVERY && spread.done() < runs) {
            last = Instant::now();
            failed = checkpoint::store(folder, identity, spread).err();
        }
        failed.is_none()
    });
    bar.finish_and_clear();
    match (folder, failed) {
        (Some(folder), Some(error)) => {
            Err(Failure::Io(format!("{} cannot be written", folder.display()), error))
        }
        _ => Ok(spread),
    }
}
