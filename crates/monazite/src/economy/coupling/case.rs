//! A case: which users are short, and which industries hang on them.

use crate::economy::table::Mrio;
use crate::error::Error;
use crate::estimate::Estimate;
use std::collections::BTreeSet;

/// The part of a sector that an end use is.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Number of the end use.
    pub end_use: usize,
    /// Position of the sector in the table.
    pub sector: usize,
    /// Share of the sector's output.
    pub share: Estimate,
}

/// A form that an end use needs in a region, and how much of that it gets.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// Name, for messages.
    pub name: String,
    /// Number of the form.
    pub form: usize,
    /// Number of its mineral.
    pub mineral: usize,
    /// Number of the end use.
    pub end_use: usize,
    /// Position of the region in the table.
    pub region: usize,
    /// Share of the end use's output that contains the mineral.
    pub exposed: Estimate,
    /// Part of that which hangs on the form.
    pub part: f64,
    /// Share of that lost when the form is missing altogether.
    pub criticality: Estimate,
    /// What the form costs in a year, in dollars; `None` where no price is known: then nothing takes its place.
    pub cost: Option<f64>,
    /// Elasticity of substitution between the form and all other inputs; its low end loses most.
    pub elasticity: Estimate,
    /// Need of the baseline, in tonnes a year.
    pub need: f64,
    /// Part of its need that it goes without, for the price or for want of supply, in each period.
    pub lacks: Vec<f64>,
}

/// A case for a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Sectors behind end uses.
    pub links: Vec<Link>,
    /// Who is short.
    pub users: Vec<User>,
    /// Number of periods.
    pub periods: usize,
    /// Days in a period.
    pub days_per_period: f64,
    /// Days in a year of the table.
    pub days_per_year: f64,
    /// Dollars for the table's money, by region.
    pub usd: Vec<f64>,
    /// Final-demand categories that are household consumption.
    pub households: BTreeSet<String>,
}

impl Case {
    /// All problems of the case for a table.
    pub(super) fn check(&self, table: &Mrio) -> Result<(), Vec<Error>> {
        let mut problems = Vec::new();
        let mut wrong = |place: String, reason: String, hint: &str| {
            problems.push(Error::economy(place, reason, hint));
        };
        for (name, days) in [("days_per_period", self.days_per_period), ("days_per_year", self.days_per_year)]
        {
            if !(days >= 1.0 && days.is_finite()) {
                wrong(name.to_owned(), format!("{days} is not at least 1"), "a week is 7, a year 365");
            }
        }
        if self.usd.len() != table.regions().len() || self.usd.iter().any(|v| !(*v >= 0.0 && v.is_finite())) {
            let reason = format!("{} numbers for {} regions", self.usd.len(), table.regions().len());
            wrong("dollars by region".to_owned(), reason, "give one number of 0 or more for each region");
        }
        for link in &self.links {
            if link.sector >= table.sectors().len() || !link.share.shares() || !link.share.ordered() {
                let place = format!("link of end use {} and sector {}", link.end_use, link.sector);
                wrong(
                    place,
                    format!("{:?} is not a range of shares", link.share),
                    "0 to 1, low before high, a sector of the table",
                );
            }
        }
        for user in &self.users {
            if user.region >= table.regions().len() {
                wrong(
                    user.name.clone(),
                    format!("region {} is not in the table", user.region),
                    "see its regions",
                );
            }
            if user.lacks.len() != self.periods
                || user.lacks.iter().any(|a| !(-1e-9..=1.0 + 1e-9).contains(a))
            {
                wrong(
                    format!("{}, lacks", user.name),
                    "it is not one share from 0 to 1 a period".to_owned(),
                    "0 is undisturbed, 1 a full stop",
                );
            }
            let part = Estimate::exact(user.part);
            for (what, range) in
                [("exposed", user.exposed), ("part", part), ("criticality", user.criticality)]
            {
                if !range.shares() || !range.ordered() {
                    wrong(
                        format!("{}, {what}", user.name),
                        format!("{range:?} is not a range of shares"),
                        "0 to 1, low before high",
                    );
                }
            }
            if !(user.elasticity.low >= 0.0 && user.elasticity.ordered() && user.elasticity.high.is_finite())
            {
                wrong(
                    format!("{}, elasticity", user.name),
                    format!("{:?} is not a range of 0 or more", user.elasticity),
                    "0 is no substitution, 1 Cobb-Douglas",
                );
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}
