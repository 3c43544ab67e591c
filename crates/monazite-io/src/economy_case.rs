//! A case of `economy ario`: a TOML file that names a table, parameters and events.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::mrio::{Format, Import, from_model};
use monazite::economy::Mrio;
use monazite::economy::ario::parameters::BySector;
use monazite::economy::ario::{
    Ario, Compatibility, Event, Impact, Model, Orders, Parameters, Recovery, Variable,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A case, read and checked: ready to run.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name; the file's name where it states none.
    pub name: String,
    /// The table.
    pub table: Mrio,
    /// The table prepared with the parameters.
    pub ario: Ario,
    /// What happens.
    pub events: Vec<Event>,
    /// How many steps.
    pub steps: usize,
    /// What to record.
    pub record: Vec<Variable>,
    /// Warnings about the table.
    pub warnings: Diagnostics,
}

/// Reads a case.
///
/// # Errors
/// All problems of the file, the table, the parameters and the events.
pub fn read(path: &Path) -> Result<Case, Diagnostics> {
    let file = path.file_name().map_or_else(|| "case".to_owned(), |n| n.to_string_lossy().into_owned());
    let text = std::fs::read_to_string(path).map_err(|e| {
        Diagnostic::error(&file, format!("cannot be read: {e}"))
            .hint(format!("looked for {}", path.display()))
    })?;
    let raw: RawCase = toml::from_str(&text).map_err(|e| syntax(&file, &text, &e))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let Import { table, mut warnings, .. } = raw.table.format.read(&folder.join(&raw.table.path))?;
    let parameters = raw.parameters.convert(raw.compatibility);
    let mut problems = Diagnostics::default();
    let ario = Ario::new(&table, &parameters).map_err(|errors| {
        errors.iter().for_each(|e| problems.push(from_model(&file, &by_key(e))));
        problems.clone()
    })?;
    let (capital, output) = (ario.capital(), ario.base());
    let mut events = Vec::new();
    for (at, event) in raw.event.into_iter().enumerate() {
        if let Some(event) = event.convert(at, &file, &table, &parameters, &raw.parameters, &mut problems) {
            event.problems(&table, &capital).iter().for_each(|e| problems.push(from_model(&file, e)));
            for &i in event.losses.keys().filter(|&&i| output[i] <= 0.0) {
                warnings.push(idle(&file, &event.name, &table.label(i)));
            }
            events.push(event);
        }
    }
    let factor = raw.parameters.monetary_factor;
    if !(factor >= 1.0 && factor.is_finite()) {
        problems.push(
            Diagnostic::error(&file, "monetary_factor is out of range")
                .cell("monetary_factor", &factor.to_string())
                .allowed("a number of at least 1")
                .hint("1e6 where the table is in millions"),
        );
    }
    let record = variables(&file, raw.record.as_deref(), &mut problems);
    if raw.steps == 0 || raw.steps > MOST_STEPS {
        problems.push(
            Diagnostic::error(&file, "steps is out of range")
                .cell("steps", &raw.steps.to_string())
                .allowed(format!("1 to {MOST_STEPS}"))
                .hint("365 is a year of days"),
        );
    }
    if problems.errors() > 0 {
        return Err(problems);
    }
    let name = raw.name.unwrap_or_else(|| file.trim_end_matches(".toml").to_owned());
    Ok(Case { name, table, ario, events, steps: raw.steps, record, warnings })
}

/// A problem of a parameter under the key of the case.
fn by_key(error: &monazite::Error) -> monazite::Error {
    let monazite::Error::Economy { place, reason, hint } = error else { return error.clone() };
    let (name, sector) = place.split_once('.').map_or((place.as_str(), None), |(n, s)| (n, Some(s)));
    let key = match (name, sector) {
        ("inventory", None) => "main_inv_dur",
        ("inventory", Some(_)) => "inventory_dict",
        ("inventory_tau", _) => "inventory_restoration_tau",
        ("capital_ratio", _) => "capital_to_value_added",
        ("days_per_year", _) => "temporal_units_per_year",
        ("days_per_step", _) => "temporal_units_by_step",
        _ => return error.clone(),
    };
    let place = sector.map_or_else(|| key.to_owned(), |sector| format!("{key}.{sector}"));
    monazite::Error::Economy { place, reason: reason.clone(), hint: hint.clone() }
}

fn idle(file: &str, event: &str, label: &str) -> Diagnostic {
    Diagnostic::warning(file, format!("event `{event}`: the industry has no output, so it loses nothing"))
        .cell("impact", label)
        .hint("drop it from the event, or look whether its row stands under another label")
}

/// A run of more than this many steps is a mistake.
const MOST_STEPS: usize = 100_000;

fn syntax(file: &str, text: &str, error: &toml::de::Error) -> Diagnostic {
    let line = error.span().map_or(0, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    Diagnostic::error(file, error.message().to_owned())
        .at(u32::try_from(line).unwrap_or(u32::MAX))
        .hint("see docs/reference/ario-case.md for the keys of a case")
}

fn variables(file: &str, names: Option<&[String]>, problems: &mut Diagnostics) -> Vec<Variable> {
    let Some(names) = names else { return Variable::ALL.to_vec() };
    let mut out = Vec::new();
    for name in names {
        match Variable::ALL.iter().find(|v| v.name() == name) {
            Some(&variable) => out.push(variable),
            None => problems.push(
                Diagnostic::error(file, "unknown variable")
                    .cell("record", name)
                    .allowed(Variable::ALL.map(Variable::name).join(", "))
                    .hint("leave `record` out to record all"),
            ),
        }
    }
    out
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCase {
    name: Option<String>,
    #[serde(default = "year")]
    steps: usize,
    #[serde(default)]
    compatibility: RawCompatibility,
    #[serde(default)]
    table: RawTable,
    #[serde(default)]
    parameters: RawParameters,
    #[serde(default)]
    event: Vec<RawEvent>,
    record: Option<Vec<String>>,
}

const fn year() -> usize {
    365
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
enum RawCompatibility {
    #[default]
    #[serde(rename = "published")]
    Published,
    #[serde(rename = "boario-0.7")]
    Boario07,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    #[serde(default)]
    path: PathBuf,
    #[serde(default)]
    format: Format,
}

impl Default for RawTable {
    fn default() -> Self {
        Self { path: PathBuf::from("."), format: Format::default() }
    }
}

/// One number, or numbers by name.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(f64),
    Many(BTreeMap<String, f64>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawModel {
    #[default]
    Psi,
    Base,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawOrders {
    #[default]
    Alt,
    Noalt,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawParameters {
    model: RawModel,
    order_type: RawOrders,
    alpha_base: f64,
    alpha_max: f64,
    alpha_tau: f64,
    psi: f64,
    rebuild_tau: f64,
    main_inv_dur: f64,
    inventory_dict: BTreeMap<String, f64>,
    infinite_inventories_sect: Vec<String>,
    inventory_restoration_tau: OneOrMany,
    capital_to_value_added: OneOrMany,
    capital: BTreeMap<String, f64>,
    temporal_units_per_year: f64,
    temporal_units_by_step: usize,
    monetary_factor: f64,
}

impl Default for RawParameters {
    fn default() -> Self {
        let p = Parameters::default();
        Self {
            model: RawModel::Psi,
            order_type: RawOrders::Alt,
            alpha_base: p.alpha_base,
            alpha_max: p.alpha_max,
            alpha_tau: p.alpha_tau,
            psi: p.psi,
            rebuild_tau: 60.0,
            main_inv_dur: p.inventory.default,
            inventory_dict: BTreeMap::new(),
            infinite_inventories_sect: Vec::new(),
            inventory_restoration_tau: OneOrMany::One(p.inventory_tau.default),
            capital_to_value_added: OneOrMany::One(p.capital_ratio.default),
            capital: BTreeMap::new(),
            temporal_units_per_year: p.days_per_year,
            temporal_units_by_step: p.days_per_step,
            monetary_factor: 1e6,
        }
    }
}

impl RawParameters {
    fn convert(&self, compatibility: RawCompatibility) -> Parameters {
        let by_sector = |raw: &OneOrMany, default: f64| match raw {
            OneOrMany::One(v) => BySector::uniform(*v),
            OneOrMany::Many(sectors) => BySector { default, sectors: sectors.clone() },
        };
        let defaults = Parameters::default();
        let mut inventory = BySector { default: self.main_inv_dur, sectors: BTreeMap::new() };
        inventory.sectors.extend(self.infinite_inventories_sect.iter().map(|s| (s.clone(), f64::INFINITY)));
        inventory.sectors.extend(self.inventory_dict.clone());
        Parameters {
            model: match self.model {
                RawModel::Psi => Model::Psi,
                RawModel::Base => Model::Base,
            },
            orders: match self.order_type {
                RawOrders::Alt => Orders::Alternative,
                RawOrders::Noalt => Orders::Fixed,
            },
            compatibility: match compatibility {
                RawCompatibility::Published => Compatibility::Published,
                RawCompatibility::Boario07 => Compatibility::Boario07,
            },
            alpha_base: self.alpha_base,
            alpha_max: self.alpha_max,
            alpha_tau: self.alpha_tau,
            psi: self.psi,
            inventory,
            inventory_tau: by_sector(&self.inventory_restoration_tau, defaults.inventory_tau.default),
            capital_ratio: by_sector(&self.capital_to_value_added, defaults.capital_ratio.default),
            capital: self.capital.clone(),
            days_per_year: self.temporal_units_per_year,
            days_per_step: self.temporal_units_by_step,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawKind {
    Arbitrary,
    Recovery,
    Rebuild,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
enum RawRecovery {
    #[default]
    #[serde(rename = "linear")]
    Linear,
    #[serde(rename = "concave")]
    Concave,
    #[serde(rename = "convex", alias = "convexe")]
    Convex,
    #[serde(rename = "convex noscale", alias = "convexe noscale")]
    ConvexUnscaled,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEvent {
    name: Option<String>,
    #[serde(rename = "type")]
    kind: RawKind,
    #[serde(default)]
    impact: BTreeMap<String, f64>,
    #[serde(default = "one")]
    occurrence: usize,
    #[serde(default = "one")]
    duration: usize,
    recovery_tau: Option<f64>,
    recovery_function: Option<RawRecovery>,
    rebuild_tau: Option<f64>,
    rebuilding_sectors: Option<BTreeMap<String, f64>>,
    rebuilding_factor: Option<f64>,
    #[serde(default)]
    households: BTreeMap<String, f64>,
    event_monetary_factor: Option<f64>,
}

const fn one() -> usize {
    1
}

impl RawEvent {
    fn convert(
        self,
        at: usize,
        file: &str,
        table: &Mrio,
        parameters: &Parameters,
        raw: &RawParameters,
        problems: &mut Diagnostics,
    ) -> Option<Event> {
        let name = self.name.clone().unwrap_or_else(|| format!("{}", at + 1));
        let before = problems.errors();
        let mut wrong = |key: &str, value: &str, message: String, hint: String| {
            problems.push(
                Diagnostic::error(file, format!("event `{name}`: {message}")).cell(key, value).hint(hint),
            );
        };
        let rebuild = self.kind == RawKind::Rebuild;
        let stray = [
            ("recovery_tau", self.recovery_tau.is_some() && rebuild),
            ("recovery_function", self.recovery_function.is_some() && rebuild),
            ("rebuild_tau", self.rebuild_tau.is_some() && !rebuild),
            ("rebuilding_sectors", self.rebuilding_sectors.is_some() && !rebuild),
            ("rebuilding_factor", self.rebuilding_factor.is_some() && !rebuild),
            ("households", !self.households.is_empty() && !rebuild),
            (
                "event_monetary_factor",
                self.event_monetary_factor.is_some() && self.kind == RawKind::Arbitrary,
            ),
        ];
        for (key, _) in stray.iter().filter(|(_, stray)| *stray) {
            let message = format!("`{key}` has no meaning for this type of event");
            wrong(
                key,
                "",
                message,
                "arbitrary and recovery events recover; rebuild events are rebuilt".to_owned(),
            );
        }
        let monetary_factor = self.event_monetary_factor.unwrap_or(raw.monetary_factor);
        let money = if self.kind == RawKind::Arbitrary { 1.0 } else { monetary_factor / raw.monetary_factor };
        let labels: BTreeMap<String, usize> = (0..table.len()).map(|i| (table.label(i), i)).collect();
        let mut losses = BTreeMap::new();
        for (label, &loss) in &self.impact {
            match labels.get(label) {
                Some(&i) => drop(losses.insert(i, loss * money)),
                None => {
                    wrong("impact", label, "the table has no such industry".to_owned(), nearby(label, table))
                }
            }
        }
        let columns: BTreeMap<String, usize> =
            (0..table.columns().len()).map(|k| (table.column_label(k), k)).collect();
        let mut households = BTreeMap::new();
        for (label, &loss) in &self.households {
            match columns.get(label) {
                Some(&k) => drop(households.insert(k, loss * money)),
                None => wrong(
                    "households",
                    label,
                    "the table has no such column of final demand".to_owned(),
                    "write region|category as in Y.csv".to_owned(),
                ),
            }
        }
        let recovery = match self.recovery_function.unwrap_or_default() {
            RawRecovery::Linear => Recovery::Linear,
            RawRecovery::Concave => Recovery::Concave,
            RawRecovery::Convex => Recovery::Convex,
            RawRecovery::ConvexUnscaled => Recovery::ConvexUnscaled,
        };
        #[expect(clippy::cast_precision_loss, reason = "a few days")]
        let tau = self.recovery_tau.unwrap_or(parameters.days_per_step as f64);
        let impact = match self.kind {
            RawKind::Arbitrary => Impact::Capacity { recovery, tau },
            RawKind::Recovery => {
                if self.recovery_tau.is_none() {
                    let hint = "give the days of the recovery".to_owned();
                    wrong("recovery_tau", "", "it is not given".to_owned(), hint);
                }
                Impact::Recover { recovery, tau }
            }
            RawKind::Rebuild => {
                if self.rebuilding_sectors.is_none() {
                    let hint = "give each rebuilding sector its share".to_owned();
                    wrong("rebuilding_sectors", "", "it is not given".to_owned(), hint);
                }
                Impact::Rebuild {
                    tau: self.rebuild_tau.unwrap_or(raw.rebuild_tau),
                    sectors: self.rebuilding_sectors.clone().unwrap_or_default(),
                    factor: self.rebuilding_factor.unwrap_or(1.0),
                    households,
                }
            }
        };
        (problems.errors() == before).then_some(Event {
            name,
            occurrence: self.occurrence,
            duration: self.duration,
            losses,
            monetary_factor,
            impact,
        })
    }
}

/// What may have been meant by a label that is not in the table.
fn nearby(label: &str, table: &Mrio) -> String {
    let region = label.split('|').next().unwrap_or_default();
    if table.regions().iter().any(|r| r == region) {
        format!("sectors: {}", table.sectors().iter().take(12).cloned().collect::<Vec<_>>().join(", "))
    } else {
        format!("regions: {}", table.regions().iter().take(12).cloned().collect::<Vec<_>>().join(", "))
    }
}
