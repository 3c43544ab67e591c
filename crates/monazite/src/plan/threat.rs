//! A threat: what may begin in any year of a programme, in the terms of a plan, which knows no weeks.

use crate::id::{CountryId, FormId};
use crate::quantity::Share;
use crate::scenario::{Amount, Kind, Path, Reach, Scenario, Shock, path};
use crate::system::System;
use crate::system::behaviour::Parameter;
use std::collections::BTreeSet;

/// Something that may happen in any year of the programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Threat {
    /// Key: `full-stop-12`.
    pub key: String,
    /// Name as shown.
    pub name: String,
    /// What is lost, on average over its length.
    pub lost: Vec<Lost>,
    /// How long it lasts.
    pub months: f64,
    /// First year in which it may begin; any if `None`.
    pub from: Option<i32>,
    /// Probability that it begins in a given year.
    pub probability: Share,
}

/// A part of trade that is lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Lost {
    /// Who, to whom, what.
    pub reach: Reach,
    /// Part of it.
    pub share: Share,
}

/// Days in a month, on average over leap years.
pub const DAYS_PER_MONTH: f64 = 30.4375;

impl Threat {
    /// Whether it is about a form.
    #[must_use]
    pub fn hits(&self, form: FormId) -> bool {
        self.lost.iter().any(|l| l.reach.forms.contains(&form))
    }

    /// Part of what some countries sell of a form to others that is lost. Measures on one flow multiply.
    #[must_use]
    pub fn lost(&self, form: FormId, from: CountryId, to: CountryId) -> f64 {
        let reached = self.lost.iter().filter(|l| l.reach.covers(form, from, to));
        1.0 - reached.map(|l| 1.0 - l.share.get()).product::<f64>()
    }

    /// What a scenario takes away over its first months, at its central values.
    ///
    /// Bans, licences and quotas that are shares take exports, outages take them to everybody. Bars on end uses, taxes,
    /// surges of demand, bans of technology and quotas in tonnes are no part of a threat.
    #[must_use]
    pub fn losses(system: &System, scenario: &Scenario, months: f64) -> Vec<Lost> {
        let days = months * DAYS_PER_MONTH;
        scenario.shocks.iter().flat_map(|shock| of_shock(system, scenario, shock, days)).collect()
    }

    /// Months from the start of a scenario to the end of its last measure, or of its horizon.
    #[must_use]
    pub fn months(scenario: &Scenario) -> f64 {
        let ends = scenario.shocks.iter().flat_map(|s| &s.active).map(|i| i.days(scenario.start).1);
        ends.fold(0.0, f64::max).min(scenario.horizon.get()) / DAYS_PER_MONTH
    }
}

fn of_shock(system: &System, scenario: &Scenario, shock: &Shock, days: f64) -> Vec<Lost> {
    let passes = |path: &Path, delay: f64| passes(scenario, shock, path, delay, days);
    let lost = |reach: &Reach, passes: f64| Lost { reach: reach.clone(), share: Share::new(1.0 - passes) };
    match &shock.kind {
        Kind::ExportBan(ban) => match &ban.leakage {
            Some(leakage) => vec![lost(&ban.reach, passes(leakage, 0.0))],
            None => ban
                .reach
                .forms
                .iter()
                .map(|&form| {
                    let leaks = system.behaviour(Parameter::Leakage, &system.scope_of(form));
                    let leaks = Path::constant(leaks.map_or(0.0, |row| row.datum.value.get()));
                    let reach = Reach { forms: BTreeSet::from([form]), ..ban.reach.clone() };
                    lost(&reach, passes(&leaks, 0.0))
                })
                .collect(),
        },
        Kind::Licence(licence) => {
            let excluded = Reach { to: licence.excluded_countries.clone(), ..licence.reach.clone() };
            let rest: BTreeSet<CountryId> =
                licence.reach.to.difference(&licence.excluded_countries).copied().collect();
            let rest = Reach { to: rest, ..licence.reach.clone() };
            let nothing = Path::constant(0.0);
            let delay = licence.delay.central();
            let both = [(excluded, passes(&nothing, 0.0)), (rest, passes(&licence.approval, delay))];
            both.iter().filter(|(reach, _)| !reach.to.is_empty()).map(|(reach, p)| lost(reach, *p)).collect()
        }
        Kind::Quota(quota) => match quota.amount {
            Amount::ShareOfBaseline(share) => vec![lost(&quota.reach, passes(&Path::constant(share), 0.0))],
            Amount::TonnesPerYear(_) => Vec::new(),
        },
        Kind::Outage(outage) => {
            let everybody = system.countries.ids().collect();
            let reach = Reach { from: outage.countries.clone(), to: everybody, forms: outage.forms.clone() };
            let left = outage.loss.points().iter().map(|(day, loss)| (*day, (1.0 - loss.central()).into()));
            vec![lost(&reach, passes(&Path::new(left.collect()), 0.0))]
        }
        Kind::Tax(_) | Kind::TechnologyBan(_) | Kind::DemandSurge(_) => Vec::new(),
    }
}

/// Part of a flow that passes over the first days of a scenario: all where the shock is not in force, nothing until the
/// delay is over, then its path.
fn passes(scenario: &Scenario, shock: &Shock, path: &Path, delay: f64, days: f64) -> f64 {
    let points: Vec<(f64, f64)> = path.points().iter().map(|(day, value)| (*day, value.central())).collect();
    let mut stopped = 0.0;
    for interval in &shock.active {
        let (from, until) = interval.days(scenario.start);
        let (first, last) = (from.max(0.0), until.min(days));
        if last <= first {
            continue;
        }
        let decided = (from + delay).clamp(first, last);
        stopped += decided - first;
        if last > decided {
            stopped +=
                (last - decided) * (1.0 - path::mean(&points, decided - from - delay, last - from - delay));
        }
    }
    1.0 - stopped / days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Days;
    use crate::scenario::{ExportBan, Interval, Licence, Uncertain};
    use crate::system::Stage;
    use crate::system::testing::Builder;
    use jiff::civil::date;

    fn scenario(kind: Kind, from: (i16, i8, i8), until: Option<(i16, i8, i8)>) -> Scenario {
        let day = |(y, m, d)| date(y, m, d);
        let shock = Shock {
            announced: None,
            seen_as: None,
            name: "s".into(),
            kind,
            active: vec![Interval { from: day(from), until: until.map(day) }],
            probability: Share::new(1.0),
            source: String::new(),
            notes: String::new(),
        };
        Scenario { shocks: vec![shock], ..Scenario::quiet("s", date(2027, 1, 1), Days::new(730.5)) }
    }

    fn case() -> (System, Reach) {
        let system = Builder::new()
            .mineral("tin")
            .form("metal", "tin", Stage::Processing)
            .country("CHN")
            .country("AAA")
            .build();
        let id = |key: &str| system.countries.id(key).unwrap();
        let reach = Reach {
            from: BTreeSet::from([id("CHN")]),
            to: BTreeSet::from([id("AAA")]),
            forms: system.forms.ids().collect(),
        };
        (system, reach)
    }

    /// A ban with a tenth leaking, in force for 90 of the 365.25 days of a year.
    #[test]
    fn a_ban_for_a_quarter_takes_a_quarter_of_a_year() {
        let (system, reach) = case();
        let ban = Kind::ExportBan(ExportBan { reach: reach.clone(), leakage: Some(Path::constant(0.1)) });
        let scenario = scenario(ban, (2027, 1, 1), Some((2027, 4, 1)));
        assert!((Threat::months(&scenario) - 90.0 / DAYS_PER_MONTH).abs() < 1e-9);
        let lost = Threat::losses(&system, &scenario, 12.0);
        assert!((lost[0].share.get() - 0.9 * 90.0 / 365.25).abs() < 1e-9, "{lost:?}");
    }

    /// Nothing passes for 60 days, half from then on: over 120 days three quarters are lost.
    #[test]
    fn a_licence_lets_nothing_through_before_it_is_decided() {
        let (system, reach) = case();
        let licence = Kind::Licence(Licence {
            share_of: crate::scenario::ShareOf::Orders,
            reach: reach.clone(),
            approval: Path::constant(0.5),
            delay: Uncertain::Point(60.0),
            excluded_countries: BTreeSet::new(),
            excluded_end_uses: BTreeSet::new(),
            excluded_dual_use: None,
            leakage: Uncertain::Point(0.0),
            liability: None,
        });
        let scenario = scenario(licence, (2027, 1, 1), None);
        let lost = Threat::losses(&system, &scenario, 120.0 / DAYS_PER_MONTH);
        assert!((lost[0].share.get() - 0.75).abs() < 1e-9, "{lost:?}");
        let threat = Threat {
            key: "t".into(),
            name: "t".into(),
            lost: vec![lost[0].clone(), lost[0].clone()],
            months: 4.0,
            from: None,
            probability: Share::new(0.1),
        };
        let (form, from, to) =
            (*reach.forms.first().unwrap(), *reach.from.first().unwrap(), *reach.to.first().unwrap());
        assert!((threat.lost(form, from, to) - (1.0 - 0.25 * 0.25)).abs() < 1e-9, "two measures multiply");
        assert_eq!(threat.lost(form, to, from), 0.0);
    }
}
