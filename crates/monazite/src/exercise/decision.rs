//! A decision, and the scenario with it.

use crate::id::{CountryId, EndUseId, FormId};
use crate::quantity::Share;
use crate::scenario::{
    Amount, Date, DemandSurge, ExportBan, Interval, Kind, Path, Quota, Reach, Rule, Scenario, Shock,
    StockRelease,
};
use std::collections::BTreeSet;

/// What a team decides in a week.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Week in which it is decided, from 0: it holds from the first day of that week on.
    pub week: u32,
    /// Who decides, as named.
    pub team: String,
    /// Countries of the team.
    pub countries: BTreeSet<CountryId>,
    /// Weeks for which it holds; to the end if `None`.
    pub weeks: Option<u32>,
    /// What is decided.
    pub action: Action,
}

/// What can be decided.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// The team's strategic stocks are released in place of the general rule.
    Release {
        /// Forms.
        forms: BTreeSet<FormId>,
        /// Largest part of the first stock released in a week.
        weekly_share: Share,
        /// Whether it may be sold to others.
        resale: bool,
    },
    /// Sellers of the team serve some end uses first.
    Allocate {
        /// In this order.
        first: Vec<EndUseId>,
    },
    /// The team buys as one what sellers would send to others.
    Buy {
        /// Sellers outside the team.
        sellers: BTreeSet<CountryId>,
        /// Everybody else whom they sell to.
        others: BTreeSet<CountryId>,
        /// Forms.
        forms: BTreeSet<FormId>,
        /// Part of what they send to others that is bought away.
        share: Share,
    },
    /// End uses of the team are told to do with less, by replacing it.
    Substitute {
        /// Forms.
        forms: BTreeSet<FormId>,
        /// End uses.
        end_uses: BTreeSet<EndUseId>,
        /// Part of need that is replaced.
        share: Share,
        /// Days until it is.
        days: f64,
    },
    /// The team restricts what it sells itself.
    Retaliate {
        /// To whom.
        to: BTreeSet<CountryId>,
        /// Forms.
        forms: BTreeSet<FormId>,
        /// Part of usual exports that still passes.
        passes: Share,
    },
}

impl Action {
    /// The word used in files and results.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Release { .. } => "release",
            Self::Allocate { .. } => "allocate",
            Self::Buy { .. } => "buy",
            Self::Substitute { .. } => "substitute",
            Self::Retaliate { .. } => "retaliate",
        }
    }
}

/// The scenario with what came and what was decided, in the order of weeks.
#[must_use]
pub fn played(scenario: &Scenario, injects: &[Shock], decisions: &[Decision]) -> Scenario {
    let mut played = scenario.clone();
    played.shocks.extend(injects.iter().cloned());
    let mut ordered: Vec<&Decision> = decisions.iter().collect();
    ordered.sort_by_key(|decision| decision.week);
    ordered.into_iter().for_each(|decision| decision.take(&mut played));
    played
}

impl Decision {
    /// The day from which it holds.
    #[must_use]
    pub fn date(&self, scenario: &Scenario) -> Date {
        day_of(scenario, self.week)
    }

    fn take(&self, scenario: &mut Scenario) {
        let from = self.date(scenario);
        let until = self.weeks.map(|weeks| day_of(scenario, self.week.saturating_add(weeks)));
        let active = vec![Interval { from, until }];
        let mut measure = |kind| scenario.shocks.push(self.shock(kind, (from, active.clone())));
        match &self.action {
            Action::Release { forms, weekly_share, resale } => scenario.stock_releases.push(StockRelease {
                holders: self.countries.clone(),
                forms: forms.clone(),
                active,
                weekly_share: *weekly_share,
                resale: *resale,
                decided: Some(from),
            }),
            Action::Allocate { first } => {
                let before = scenario.reallocations.last().map_or(&scenario.rationing, |(_, rule)| rule);
                let mut rule = before.clone();
                let of_team = self.countries.iter().map(|&c| (c, Rule::Priority(first.clone())));
                rule.by_country.extend(of_team);
                scenario.reallocations.push((from, rule));
            }
            Action::Buy { sellers, others, forms, share } => {
                let reach = Reach { from: sellers.clone(), to: others.clone(), forms: forms.clone() };
                let left = (1.0 - share.get()).into();
                measure(Kind::Quota(Quota { reach, amount: Amount::ShareOfBaseline(left) }));
            }
            Action::Substitute { forms, end_uses, share, days } => {
                let factor = Path::new(vec![(0.0, 1.0.into()), (*days, (1.0 - share.get()).into())]);
                measure(Kind::DemandSurge(DemandSurge {
                    countries: self.countries.clone(),
                    forms: forms.clone(),
                    end_uses: end_uses.clone(),
                    factor,
                }));
            }
            Action::Retaliate { to, forms, passes } => {
                let reach = Reach { from: self.countries.clone(), to: to.clone(), forms: forms.clone() };
                measure(if passes.get() > 0.0 {
                    let amount = Amount::ShareOfBaseline(passes.get().into());
                    Kind::Quota(Quota { reach, amount })
                } else {
                    Kind::ExportBan(ExportBan { reach, leakage: None })
                });
            }
        }
    }

    /// A measure of the team; nobody knows of it before it is decided.
    fn shock(&self, kind: Kind, (from, active): (Date, Vec<Interval>)) -> Shock {
        Shock {
            name: format!("{} of {} in week {}", self.action.word(), self.team, self.week),
            kind,
            active,
            probability: Share::new(1.0),
            announced: Some(from),
            seen_as: None,
            source: String::new(),
            notes: String::new(),
        }
    }
}

/// The first day of a week of a scenario.
fn day_of(scenario: &Scenario, week: u32) -> Date {
    scenario.start.saturating_add(crate::scenario::days(7 * i64::from(week)))
}
