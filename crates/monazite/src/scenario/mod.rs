//! Scenarios: a named horizon with dated shocks on a baseline.
//!
//! A scenario says what happens, never what follows: [`crate::simulate`] computes that. One kind of shock a file.
//! Retaliation is no kind of its own: a ban, quota or licence of another country on another mineral is a shock like any
//! other.

mod demand_surge;
mod export_ban;
mod instrument;
mod interval;
mod licence;
mod outage;
pub(crate) mod path;
mod quota;
mod rationing;
mod reach;
mod shock;
mod stock_release;
mod tax;
mod technology_ban;
mod uncertain;

pub use demand_surge::DemandSurge;
pub use export_ban::ExportBan;
pub use instrument::Instrument;
pub use interval::Interval;
pub use licence::{Liability, Licence, ShareOf};
pub use outage::Outage;
pub use path::Path;
pub use quota::{Amount, Quota};
pub use rationing::{Rationing, Rule};
pub use reach::Reach;
pub use shock::{Kind, Shock};
pub use stock_release::StockRelease;
pub use tax::Tax;
pub use technology_ban::TechnologyBan;
pub use uncertain::Uncertain;

pub use jiff::civil::Date;

use crate::id::CountryId;
use crate::quantity::Days;
use std::collections::BTreeSet;

/// A named horizon with shocks on a baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Key: `rare-earth-licence-2025`.
    pub key: String,
    /// Name as shown.
    pub name: String,
    /// First day.
    pub start: Date,
    /// Length.
    pub horizon: Days,
    /// Length of a period, a week unless said otherwise.
    pub step: Days,
    /// Shocks in the order of the file.
    pub shocks: Vec<Shock>,
    /// How sellers share out what is short.
    pub rationing: Rationing,
    /// Rules that take its place, each from its day on, in order of days.
    pub reallocations: Vec<(Date, Rationing)>,
    /// Orders on strategic stocks that replace the general rule of `behaviour.csv`.
    pub stock_releases: Vec<StockRelease>,
    /// Where it is documented: titles or addresses.
    pub sources: Vec<String>,
    /// What a reader must know: what is certain, what is assumed.
    pub notes: String,
}

impl Scenario {
    /// The default length of a period.
    pub const WEEK: Days = Days::new(7.0);

    /// A scenario in which nothing happens.
    #[must_use]
    pub fn quiet(key: &str, start: Date, horizon: Days) -> Self {
        Self {
            key: key.to_owned(),
            name: key.to_owned(),
            start,
            horizon,
            step: Self::WEEK,
            shocks: Vec::new(),
            rationing: Rationing::default(),
            reallocations: Vec::new(),
            stock_releases: Vec::new(),
            sources: Vec::new(),
            notes: String::new(),
        }
    }

    /// Who acts: the countries that restrict what they sell or whose works stand still, in id order; nobody if only
    /// demand changes.
    #[must_use]
    pub fn actors(&self) -> BTreeSet<CountryId> {
        let of = |shock: &Shock| match &shock.kind {
            Kind::ExportBan(ban) => ban.reach.from.clone(),
            Kind::Quota(quota) => quota.reach.from.clone(),
            Kind::Tax(tax) => tax.reach.from.clone(),
            Kind::Licence(licence) => licence.reach.from.clone(),
            Kind::TechnologyBan(ban) => ban.reach.from.clone(),
            Kind::Outage(outage) => outage.countries.clone(),
            Kind::DemandSurge(_) => BTreeSet::new(),
        };
        self.shocks.iter().flat_map(of).collect()
    }

    /// Number of periods: the horizon in whole steps, the last one begun counting.
    #[must_use]
    pub fn periods(&self) -> usize {
        (self.horizon.get() / self.step.get() - 1e-9).ceil().max(0.0) as usize
    }

    /// Days from the start to a date; negative before it.
    #[must_use]
    pub fn day(&self, date: Date) -> f64 {
        interval::days_from(self.start, date)
    }

    /// The first day of a period.
    #[must_use]
    pub fn date(&self, period: usize) -> Date {
        self.start.saturating_add(days((period as f64 * self.step.get()).round() as i64))
    }
}

/// A span of days, to add to a [`Date`].
#[must_use]
pub fn days(days: i64) -> jiff::Span {
    jiff::Span::new().days(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_and_dates_count_from_the_start() {
        let scenario = Scenario::quiet("q", date(2025, 4, 4), Days::new(364.0));
        assert_eq!(scenario.periods(), 52);
        assert_eq!(Scenario { horizon: Days::new(365.0), ..scenario.clone() }.periods(), 53);
        assert_eq!(scenario.day(date(2026, 4, 4)), 365.0);
        assert_eq!(scenario.day(date(2025, 4, 1)), -3.0);
        assert_eq!(scenario.date(2), date(2025, 4, 18));
    }
}
