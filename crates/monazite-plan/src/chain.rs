//! The chain of one mineral, as a plan knows it: who has, makes, needs and sells what.
//!
//! Members stay apart, because each decides, pays and could stay away. Countries inside a member are merged, and so is
//! the rest of the world: the plan asks what it can sell, not to whom it sold. Merging hides no dependence here, because
//! the supplier's part of what the rest of the world sells is kept with every form.

use monazite::id::{CountryId, EndUseId, FormId, MineralId, ProcessId};
use monazite::plan::Threat;
use monazite::system::{Role, Stage, System};
use std::collections::{BTreeMap, BTreeSet};

/// Place of a member in the zones of a network; hosts come last.
pub(crate) type Zone = usize;

/// Place of a year in the programme.
pub(crate) type Year = usize;

/// A member, or the hosts outside the coalition together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ZoneData {
    pub(crate) name: String,
    pub(crate) countries: BTreeSet<CountryId>,
}

impl ZoneData {
    /// The country whose costs hold, where there is but one.
    pub(crate) fn country(&self) -> Option<CountryId> {
        self.countries.first().copied().filter(|_| self.countries.len() == 1)
    }
}

/// The chain of one mineral; masses in tonnes a year of the baseline.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    pub(crate) mineral: MineralId,
    /// Tonnes in one unit of mass of the programme: a power of ten that brings the coalition's need near a hundred.
    pub(crate) unit: f64,
    pub(crate) forms: Vec<FormId>,
    pub(crate) processes: Vec<ProcessId>,
    /// Capacity of today.
    pub(crate) capacity: BTreeMap<(ProcessId, Zone), f64>,
    /// Need by year.
    pub(crate) need: BTreeMap<(FormId, EndUseId, Zone), Vec<f64>>,
    /// Tonnes a year of each form behind the needs of each zone, by year.
    pub(crate) embodied: BTreeMap<FormId, BTreeMap<Zone, Vec<f64>>>,
    /// Members' use of a form by year, over that of the balance.
    pub(crate) growth: BTreeMap<FormId, Vec<f64>>,
    /// What the rest of the world sells, and each member where it stays away, in normal times, by year.
    pub(crate) sold: BTreeMap<(FormId, Seller), Vec<f64>>,
    /// What the rest of the world buys from the supplier and the members, by year.
    pub(crate) bought_elsewhere: BTreeMap<FormId, Vec<f64>>,
    /// What they could sell from their own output after their own use, by year.
    pub(crate) spare: BTreeMap<(FormId, Seller), Vec<f64>>,
    /// The supplier's part in what the rest of the world has of a form.
    pub(crate) supplier_part: BTreeMap<FormId, f64>,
    /// Yearly supply outside the supplier.
    pub(crate) outside: BTreeMap<FormId, f64>,
    /// Reserves by zone; a zone that is not listed has none.
    pub(crate) reserves: BTreeMap<Zone, f64>,
    /// Strategic stocks of today.
    pub(crate) stocks: BTreeMap<(FormId, Zone), f64>,
    /// Scrap that enters a form without a recycling process.
    pub(crate) direct_scrap: BTreeMap<(FormId, Zone), f64>,
    /// What the supplier sells members in the balance.
    pub(crate) supplied: BTreeMap<FormId, f64>,
    /// Kinds of ore that are mined in a zone today.
    pub(crate) mined: BTreeSet<(ProcessId, Zone)>,
    /// Scrap that can enter a recycling process by zone and year, contained and recovered.
    pub(crate) scrap: BTreeMap<Zone, Vec<f64>>,
    /// What each threat takes, by its key; a threat that is about nothing of the mineral is not there.
    pub(crate) hits: BTreeMap<String, BTreeMap<FormId, Hit>>,
}

/// Parts of what is sold to the coalition that a threat takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Hit {
    /// Of what the supplier sells.
    pub(crate) supplier: f64,
    /// Of what the rest of the world sells.
    pub(crate) elsewhere: f64,
}

/// End uses that go without alike: defence is served first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Defence,
    Elsewhere,
}

impl Class {
    /// The word in names.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Defence => "defence",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// Who sells besides the supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Seller {
    /// A member that stays away.
    Member(Zone),
    /// Countries that are neither members nor supplier.
    Rest,
}

impl Chain {
    /// Whether a threat hits a form of the mineral.
    pub(crate) fn touched_by(&self, threat: &Threat) -> bool {
        self.hits.contains_key(&threat.key)
    }

    /// What a threat takes of a form.
    pub(crate) fn hit(&self, threat: &Threat, form: FormId) -> Option<Hit> {
        self.hits.get(&threat.key)?.get(&form).copied()
    }

    /// Tonnes a year of a form that a seller has for sale under a threat: what it sells in normal times, less what it
    /// passes on of the supplier's as far as that fails; what its own output leaves after its own use where that is more.
    pub(crate) fn available(&self, threat: &Threat, form: FormId, seller: Seller, y: Year) -> f64 {
        let of = |map: &BTreeMap<(FormId, Seller), Vec<f64>>| {
            map.get(&(form, seller)).map_or(0.0, |by_year| by_year[y])
        };
        let (sold, spare) = (of(&self.sold), of(&self.spare));
        let Some(hit) = self.hit(threat, form).filter(|hit| hit.supplier > 0.0 || hit.elsewhere > 0.0) else {
            return sold;
        };
        let passed_on = (sold - spare).max(0.0);
        let has = if hit.supplier > 0.0 { sold.max(spare) - hit.supplier * passed_on } else { sold };
        (1.0 - hit.elsewhere) * has
    }

    /// Need of an end use in units of mass over h years, by zone.
    pub(crate) fn need_of(&self, form: FormId, end_use: EndUseId, y: usize, h: f64) -> Vec<(Zone, f64)> {
        let of_use = self.need.iter().filter(|((f, u, _), _)| *f == form && *u == end_use);
        of_use.map(|(&(_, _, z), by_year)| (z, h * by_year[y] / self.unit)).collect()
    }

    /// Total need of a year in tonnes.
    pub(crate) fn total_need(&self, y: usize) -> f64 {
        self.need.values().map(|by_year| by_year[y]).sum()
    }

    /// Tonnes of a form that the supplier sells members in a year: what it sells in the balance, grown as members use of
    /// it grows. What it does not sell today it does not sell.
    pub(crate) fn supplied(&self, form: FormId, y: Year) -> f64 {
        self.supplied.get(&form).copied().unwrap_or(0.0) * self.growth_of(form, y)
    }

    /// Members' use of a form in a year over that of the balance; that of the mineral where they use none.
    pub(crate) fn growth_of(&self, form: FormId, y: Year) -> f64 {
        self.growth.get(&form).map_or(1.0, |by_year| by_year[y])
    }

    /// Growth of the outputs of a process since the balance, by mass.
    pub(crate) fn growth_of_process(&self, system: &System, process: ProcessId, y: Year) -> f64 {
        let outputs = system.processes[process].recipe.iter().filter(|t| t.role == Role::Output);
        let (mut grown, mut all) = (0.0, 0.0);
        for term in outputs {
            let k = term.coefficient.value.get();
            grown += k * self.growth_of(term.form, y);
            all += k;
        }
        if all > 0.0 { grown / all } else { 1.0 }
    }

    /// Total need of a year, over forms and end uses, of the members that take part.
    pub(crate) fn need_by_zone(&self, year: usize) -> BTreeMap<Zone, f64> {
        let mut by_zone = BTreeMap::new();
        for (&(_, _, zone), by_year) in &self.need {
            *by_zone.entry(zone).or_default() += by_year[year];
        }
        by_zone
    }

    /// Each member's part of what is for sale of a form in a year: that of what its end uses take of it, direct or in what
    /// is made from it; of a form behind no need that of its need of the mineral.
    pub(crate) fn parts(&self, form: FormId, y: usize) -> Vec<(Zone, f64)> {
        let embodied = self.embodied.get(&form).into_iter().flatten();
        let mut by_zone: BTreeMap<Zone, f64> = embodied.map(|(&zone, by_year)| (zone, by_year[y])).collect();
        if by_zone.values().sum::<f64>() <= 0.0 {
            by_zone = self.need_by_zone(y);
        }
        let total: f64 = by_zone.values().sum();
        by_zone.into_iter().filter(|(_, need)| *need > 0.0).map(|(zone, need)| (zone, need / total)).collect()
    }

    /// Forms that an end use of a member takes, with that end use.
    pub(crate) fn needs(&self) -> BTreeSet<(FormId, EndUseId)> {
        self.need.keys().map(|&(f, u, _)| (f, u)).collect()
    }

    /// Net output of a stage per unit of activity of a process: its outputs at that stage less what it takes of them.
    pub(crate) fn net_output(&self, system: &System, process: ProcessId, stage: Stage) -> f64 {
        system.processes[process]
            .recipe
            .iter()
            .filter(|t| system.forms[t.form].stage == stage)
            .map(|t| t.coefficient.value.get() * if t.role == Role::Output { 1.0 } else { -1.0 })
            .sum()
    }
}
