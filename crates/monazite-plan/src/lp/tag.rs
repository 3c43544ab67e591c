//! What a column or row is: its family and what it is about. Names are derived from it and never read.

use crate::chain::{Class, Zone};
use monazite::id::{EndUseId, FormId, MineralId, ProcessId};

/// The block of a column, or the family of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Capacity decided.
    Build,
    /// Activity on new capacity.
    NewActivity,
    /// Activity of a process.
    Activity,
    /// New capacity online; as a row, what was built of it and when.
    Installed,
    /// Bought from the supplier.
    Import,
    /// The same in all zones.
    Imported,
    /// Taken from the pool.
    Taken,
    /// Given to the pool.
    Given,
    /// Bought by the pool from the rest of the world.
    Elsewhere,
    /// Sold by the pool to the rest of the world.
    Sale,
    /// Output of a form in all zones.
    Made,
    /// Stock at the end of a year.
    Held,
    /// Added to stock.
    Bought,
    /// Need that is done without.
    Substituted,
    /// Need that is not met.
    Unmet,
    /// Activity under a threat.
    ThreatActivity,
    /// What still comes from the supplier.
    ThreatImport,
    /// Bought from the rest of the world under a threat.
    ThreatElsewhere,
    /// Released from stock.
    Released,
    /// Done without under a threat.
    ThreatSubstituted,
    /// Unmet under a threat.
    ThreatUnmet,
    /// Part of need unmet under a threat.
    ThreatCut,
    /// What a target lacks.
    Lacking,
    /// Loss at risk of a year.
    LossAtRisk,
    /// What a threat loses beyond it.
    LossBeyond,
    /// What runs on capacity that stands.
    Capacity,
    /// What runs on new capacity.
    NewCapacity,
    /// What is built runs.
    InUse,
    /// What is made and bought is used.
    HasUsers,
    /// A project is built once.
    Project,
    /// Balance of a form.
    Balance,
    /// The pool gives what it gets.
    Pool,
    /// The pool sells what members gave.
    Sold,
    /// What hosts carry.
    ByProduct,
    /// Reserves.
    Reserve,
    /// Scrap there is.
    Scrap,
    /// Pace and end of doing without.
    Substitution,
    /// Balance of stock.
    Stock,
    /// A stock of what does not keep is turned over in use.
    Turnover,
    /// What can be bought for stock.
    Purchase,
    /// What the rest of the world sells.
    ElsewhereLimit,
    /// What the rest of the world buys.
    SaleLimit,
    /// What the supplier sells.
    ImportLimit,
    /// Capacity under a threat.
    ThreatCapacity,
    /// What hosts carry under a threat.
    ThreatByProduct,
    /// Scrap under a threat.
    ThreatScrap,
    /// What the supplier still sells.
    ThreatImportLimit,
    /// Pace of release from stock.
    ThreatRelease,
    /// What the rest of the world sells under a threat.
    ThreatElsewhereLimit,
    /// Contracts of others.
    ThreatContract,
    /// Pace of turning to new sellers.
    ThreatSwitch,
    /// Balance of a form under a threat.
    ThreatBalance,
    /// Pace of doing without in haste.
    ThreatSubstitution,
    /// All members are cut alike.
    ThreatAlike,
    /// A target; its word is that of its kind.
    Target,
    /// A target met stays met.
    StaysMet,
    /// Loss beyond the loss at risk.
    Tail,
    /// The budget.
    Budget,
}

/// What a column or row is about, besides its year and threat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum About {
    /// The programme.
    Whole,
    /// A mineral.
    Mineral(MineralId),
    /// A mineral in a zone.
    MineralIn(MineralId, Zone),
    /// A form, in all zones.
    Form(FormId),
    /// A form in a zone.
    FormIn(FormId, Zone),
    /// A process, in all zones.
    Process(ProcessId),
    /// A process in a zone.
    ProcessIn(ProcessId, Zone),
    /// A need of all members.
    Need(FormId, EndUseId),
    /// A need of a member.
    NeedIn(FormId, EndUseId, Zone),
    /// The needs of a class of end uses, of all members.
    ClassOf(FormId, Class),
    /// The needs of a class of end uses of a member.
    ClassIn(FormId, Class, Zone),
    /// Something that can be built, by its place among the choices.
    Choice(usize),
    /// A target, by its place among the targets.
    Target(usize),
    /// A target for one form.
    TargetFor(usize, FormId),
}

/// What a column or row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tag {
    /// Its block or family.
    pub(crate) family: Family,
    /// What it is about.
    pub(crate) about: About,
    /// The threat, by its place in the programme, where it is about one.
    pub(crate) threat: Option<usize>,
    /// The year; none where it is about all of them.
    pub(crate) year: Option<i32>,
}

impl Tag {
    /// About all years.
    pub(crate) const fn new(family: Family, about: About) -> Self {
        Self { family, about, threat: None, year: None }
    }

    /// In a year.
    pub(crate) const fn in_year(self, year: i32) -> Self {
        Self { year: Some(year), ..self }
    }

    /// Under a threat.
    pub(crate) const fn under(self, threat: usize) -> Self {
        Self { threat: Some(threat), ..self }
    }
}

impl About {
    /// The thing itself, whoever needs it and wherever it is.
    pub(crate) const fn subject(self) -> Self {
        match self {
            Self::MineralIn(mineral, _) => Self::Mineral(mineral),
            Self::FormIn(form, _)
            | Self::Need(form, _)
            | Self::NeedIn(form, _, _)
            | Self::ClassOf(form, _)
            | Self::ClassIn(form, _, _) => Self::Form(form),
            Self::ProcessIn(process, _) => Self::Process(process),
            other => other,
        }
    }
}

impl Family {
    /// The word in names.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::NewActivity => "new_activity",
            Self::Activity => "activity",
            Self::Installed => "installed",
            Self::Import => "import",
            Self::Imported => "imported",
            Self::Taken => "taken",
            Self::Given => "given",
            Self::Elsewhere => "elsewhere",
            Self::Sale => "sale",
            Self::Made => "made",
            Self::Held => "held",
            Self::Bought => "bought",
            Self::Substituted => "substituted",
            Self::Unmet => "unmet",
            Self::ThreatActivity => "threat_activity",
            Self::ThreatImport => "threat_import",
            Self::ThreatElsewhere => "threat_elsewhere",
            Self::Released => "released",
            Self::ThreatSubstituted => "threat_substituted",
            Self::ThreatUnmet => "threat_unmet",
            Self::ThreatCut => "threat_cut",
            Self::Lacking => "lacking",
            Self::LossAtRisk => "loss_at_risk",
            Self::LossBeyond => "loss_beyond",
            Self::Capacity => "capacity",
            Self::NewCapacity => "new_capacity",
            Self::InUse => "in_use",
            Self::HasUsers => "has_users",
            Self::Project => "project",
            Self::Balance => "balance",
            Self::Pool => "pool",
            Self::Sold => "sold",
            Self::ByProduct => "by_product",
            Self::Reserve => "reserve",
            Self::Scrap => "scrap",
            Self::Substitution => "substitution",
            Self::Stock => "stock",
            Self::Turnover => "turnover",
            Self::Purchase => "purchase",
            Self::ElsewhereLimit => "elsewhere_limit",
            Self::SaleLimit => "sale_limit",
            Self::ImportLimit => "import_limit",
            Self::ThreatCapacity => "threat_capacity",
            Self::ThreatByProduct => "threat_by_product",
            Self::ThreatScrap => "threat_scrap",
            Self::ThreatImportLimit => "threat_import_limit",
            Self::ThreatRelease => "threat_release",
            Self::ThreatElsewhereLimit => "threat_elsewhere_limit",
            Self::ThreatContract => "threat_contract",
            Self::ThreatSwitch => "threat_switch",
            Self::ThreatBalance => "threat_balance",
            Self::ThreatSubstitution => "threat_substitution",
            Self::ThreatAlike => "threat_alike",
            Self::Target => "target",
            Self::StaysMet => "stays_met",
            Self::Tail => "tail",
            Self::Budget => "budget",
        }
    }
}
