//! A shock: an exogenous change with its dates and its probability.

use super::demand_surge::DemandSurge;
use super::export_ban::ExportBan;
use super::instrument::Instrument;
use super::interval::Interval;
use super::licence::Licence;
use super::outage::Outage;
use super::quota::Quota;
use super::tax::Tax;
use super::technology_ban::TechnologyBan;
use crate::id::FormId;
use crate::quantity::Share;
use jiff::civil::Date;
use std::collections::BTreeSet;
use strum::IntoStaticStr;

/// One exogenous change.
#[derive(Debug, Clone, PartialEq)]
pub struct Shock {
    /// Name as shown and as used in `explain`.
    pub name: String,
    /// What happens.
    pub kind: Kind,
    /// When it is in force, in order and without overlap. Paths start anew with each interval.
    pub active: Vec<Interval>,
    /// Probability that it happens at all. The central run takes it as happening; draws decide by it.
    pub probability: Share,
    /// Day on which it became known; the first day in force if `None`.
    pub announced: Option<Date>,
    /// What holders of stock take it for; what its kind says if `None`.
    pub seen_as: Option<Instrument>,
    /// Where it is documented.
    pub source: String,
    /// What was assumed about it.
    pub notes: String,
}

/// The kinds of shock.
#[derive(Debug, Clone, PartialEq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// No exports.
    ExportBan(ExportBan),
    /// At most so much exports.
    Quota(Quota),
    /// An export tax or an import tariff.
    Tax(Tax),
    /// Exports case by case, with strings attached.
    Licence(Licence),
    /// No know-how or equipment.
    TechnologyBan(TechnologyBan),
    /// Lost capacity.
    Outage(Outage),
    /// More demand.
    DemandSurge(DemandSurge),
}

impl Kind {
    /// The word used in files.
    #[must_use]
    pub fn word(&self) -> &'static str {
        self.into()
    }

    /// The forms that it reaches.
    #[must_use]
    pub const fn forms(&self) -> &BTreeSet<FormId> {
        match self {
            Self::ExportBan(ban) => &ban.reach.forms,
            Self::Quota(quota) => &quota.reach.forms,
            Self::Tax(tax) => &tax.reach.forms,
            Self::Licence(licence) => &licence.reach.forms,
            Self::TechnologyBan(ban) => &ban.reach.forms,
            Self::Outage(outage) => &outage.forms,
            Self::DemandSurge(surge) => &surge.forms,
        }
    }

    /// What it is taken for where nothing else is said.
    #[must_use]
    pub const fn instrument(&self) -> Instrument {
        match self {
            Self::ExportBan(_) => Instrument::Ban,
            Self::Quota(_) | Self::Tax(_) => Instrument::Quota,
            Self::Licence(_) | Self::TechnologyBan(_) => Instrument::Licence,
            Self::Outage(_) | Self::DemandSurge(_) => Instrument::Interruption,
        }
    }
}
