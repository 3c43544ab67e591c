//! The parameters of an ARIO run, with their published defaults.

use crate::economy::table::Mrio;
use crate::error::Error;
use std::collections::BTreeMap;

/// Which of the two published models runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Model {
    /// Production yields once an inventory falls under `psi` of its goal; orders refill the goal over `tau_inv`.
    #[default]
    Psi,
    /// Without `psi` (it is 1) and without `tau_inv` (it is one step).
    Base,
}

/// How an order for a product is split over the regions that make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orders {
    /// By the base shares times the supplier's present production over its base production (Guan et al. 2020).
    #[default]
    Alternative,
    /// By the base shares (Hallegatte 2013).
    Fixed,
}

/// Whether the model runs as published or with the documented quirks of the reference tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compatibility {
    /// The model as published.
    #[default]
    Published,
    /// As `BoARIO` 0.7 computes it; see `docs/methods/ario.md` for the list.
    Boario07,
}

/// A number for every sector, and those of sectors that differ.
#[derive(Debug, Clone, PartialEq)]
pub struct BySector {
    /// The number of every sector without an entry in `sectors`.
    pub default: f64,
    /// Numbers of single sectors.
    pub sectors: BTreeMap<String, f64>,
}

impl BySector {
    /// One number for all sectors.
    #[must_use]
    pub const fn uniform(default: f64) -> Self {
        Self { default, sectors: BTreeMap::new() }
    }

    /// The number of a sector.
    #[must_use]
    pub fn get(&self, sector: &str) -> f64 {
        self.sectors.get(sector).copied().unwrap_or(self.default)
    }

    fn check(
        &self,
        name: &str,
        table: &Mrio,
        allowed: &str,
        hint: &str,
        valid: impl Fn(f64) -> bool,
    ) -> Vec<Error> {
        let named = self.sectors.iter().map(|(sector, &v)| (format!("{name}.{sector}"), v));
        let mut problems: Vec<Error> = std::iter::once((name.to_owned(), self.default))
            .chain(named)
            .filter(|&(_, v)| !valid(v))
            .map(|(place, v)| Error::economy(place, format!("{v} is not {allowed}"), hint))
            .collect();
        for sector in self.sectors.keys().filter(|s| !table.sectors().contains(s)) {
            problems.push(Error::economy(
                format!("{name}.{sector}"),
                "the table has no such sector",
                format!("it has {}", some_of(table.sectors())),
            ));
        }
        problems
    }
}

/// Parameters. Times are in days (the table's year over [`Parameters::days_per_year`]).
///
/// Defaults: Hallegatte 2013 and the reference tool's documentation.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// Which published model.
    pub model: Model,
    /// How orders are split over regions.
    pub orders: Orders,
    /// Published model, or with the reference tool's quirks.
    pub compatibility: Compatibility,
    /// Overproduction at rest, share of base capacity.
    pub alpha_base: f64,
    /// Greatest overproduction, share of base capacity.
    pub alpha_max: f64,
    /// Days to reach the greatest overproduction.
    pub alpha_tau: f64,
    /// Share of the inventory goal under which production yields; 0 to 1.
    pub psi: f64,
    /// Inventory of each input, days of use; infinite for inputs that never bind.
    pub inventory: BySector,
    /// Days over which a missing inventory is ordered, by input.
    pub inventory_tau: BySector,
    /// Productive capital over yearly value added, by sector.
    pub capital_ratio: BySector,
    /// Productive capital of single industries (`region|sector`), in the table's money, instead of the ratio.
    pub capital: BTreeMap<String, f64>,
    /// Steps in a year of the table: 365 for days, 52 for weeks (then all times are in weeks).
    pub days_per_year: f64,
    /// Days that one step stands for.
    pub days_per_step: usize,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            model: Model::Psi,
            orders: Orders::Alternative,
            compatibility: Compatibility::Published,
            alpha_base: 1.0,
            alpha_max: 1.25,
            alpha_tau: 365.0,
            psi: 0.8,
            inventory: BySector::uniform(90.0),
            inventory_tau: BySector::uniform(60.0),
            capital_ratio: BySector::uniform(4.0),
            capital: BTreeMap::new(),
            days_per_year: 365.0,
            days_per_step: 1,
        }
    }
}

impl Parameters {
    /// All problems of the parameters for a table, each with place, value and what is allowed.
    #[must_use]
    pub fn problems(&self, table: &Mrio) -> Vec<Error> {
        let mut problems = Vec::new();
        let mut scalar = |name: &str, v: f64, ok: bool, allowed: &str, hint: &str| {
            if !ok {
                problems.push(Error::economy(name, format!("{v} is not {allowed}"), hint));
            }
        };
        let positive = |v: f64| v > 0.0 && v.is_finite();
        scalar(
            "psi",
            self.psi,
            self.psi > 0.0 && self.psi <= 1.0,
            "above 0 and at most 1",
            "psi is the share of the inventory goal under which production yields; published value 0.8",
        );
        scalar(
            "alpha_base",
            self.alpha_base,
            positive(self.alpha_base),
            "a number above 0",
            "1 is normal capacity",
        );
        scalar(
            "alpha_max",
            self.alpha_max,
            self.alpha_max >= self.alpha_base && self.alpha_max.is_finite(),
            "at least alpha_base",
            "1.25 lets industries produce a quarter more",
        );
        scalar(
            "alpha_tau",
            self.alpha_tau,
            positive(self.alpha_tau),
            "a number of days above 0",
            "published: 365",
        );
        scalar(
            "days_per_year",
            self.days_per_year,
            self.days_per_year >= 1.0 && self.days_per_year.is_finite(),
            "at least 1",
            "365 for days, 52 for weeks",
        );
        #[expect(clippy::cast_precision_loss, reason = "a few days")]
        let step = self.days_per_step as f64;
        scalar("days_per_step", step, self.days_per_step >= 1, "at least 1", "1 simulates every day");
        problems.extend(self.inventory.check(
            "inventory",
            table,
            &format!("at least one step ({step} days)"),
            "give days of use; `inf` for an input that never binds",
            |v| v >= step,
        ));
        problems.extend(self.inventory_tau.check(
            "inventory_tau",
            table,
            "a number of days above 0",
            "published: 60",
            positive,
        ));
        problems.extend(self.capital_ratio.check(
            "capital_ratio",
            table,
            "a number above 0",
            "published: 4",
            positive,
        ));
        for (label, &v) in &self.capital {
            if !positive(v) {
                problems.push(Error::economy(
                    format!("capital.{label}"),
                    format!("{v} is not a number above 0"),
                    "give the capital stock in the table's money",
                ));
            }
            if !(0..table.len()).any(|i| table.label(i) == *label) {
                problems.push(unknown_industry(&format!("capital.{label}"), table));
            }
        }
        problems
    }
}

/// The industry named in `place` is not in the table.
pub(super) fn unknown_industry(place: &str, table: &Mrio) -> Error {
    Error::economy(
        place,
        "the table has no such industry",
        format!(
            "write region|sector; regions: {}; sectors: {}",
            some_of(table.regions()),
            some_of(table.sectors())
        ),
    )
}

/// A few names of a list, for a hint.
pub(super) fn some_of(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(8).map(String::as_str).collect();
    let more = if names.len() > shown.len() { ", ..." } else { "" };
    format!("{}{more}", shown.join(", "))
}
