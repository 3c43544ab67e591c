//! What a plan starts from: the reconciled network, gathered into members, hosts, the supplier and the rest of the world.
//!
//! Members stay apart, because each decides, pays and could stay away. Countries inside a member are merged, and so is
//! the rest of the world: the plan asks what it can sell, not to whom it sold. Merging hides no dependence here, because
//! the supplier's part of what the rest of the world sells is kept with every form.

use crate::data::{Costs, Growth};
use monazite::balance::{Balance, MineralBalance};
use monazite::id::{CountryId, EndUseId, FormId, MineralId, ProcessId};
use monazite::plan::{Programme, Threat};
use monazite::quantity::power_of_ten;
use monazite::system::{Role, Stage, System};
use std::collections::{BTreeMap, BTreeSet};

/// Place of a member in [`Network::zones`]; hosts come last.
pub(crate) type Zone = usize;

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

/// The network of a programme.
#[derive(Debug, Clone)]
pub(crate) struct Network<'a> {
    pub(crate) system: &'a System,
    pub(crate) programme: &'a Programme,
    /// Members in the order of the programme, then the hosts where there are any.
    pub(crate) zones: Vec<ZoneData>,
    pub(crate) years: Vec<i32>,
    pub(crate) minerals: Vec<Chain>,
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
    /// What the rest of the world sells, and each member where it stays away, in normal times.
    pub(crate) sold: BTreeMap<(FormId, Seller), f64>,
    /// What the rest of the world buys from the supplier and the members, by year.
    pub(crate) bought_elsewhere: BTreeMap<FormId, Vec<f64>>,
    /// What they could sell from their own output after their own use.
    pub(crate) spare: BTreeMap<(FormId, Seller), f64>,
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
    /// What the supplier has of a form: its largest sale.
    pub(crate) supplier_output: BTreeMap<FormId, f64>,
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

/// Who sells besides the supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Seller {
    /// A member that stays away.
    Member(Zone),
    /// Countries that are neither members nor supplier.
    Rest,
}

impl<'a> Network<'a> {
    pub(crate) fn of(system: &'a System, balance: &Balance, programme: &'a Programme) -> Self {
        let mut zones: Vec<ZoneData> = programme
            .members
            .iter()
            .map(|m| ZoneData { name: m.key.clone(), countries: m.countries.clone() })
            .collect();
        if !programme.hosts.is_empty() {
            zones.push(ZoneData { name: "hosts".to_owned(), countries: programme.hosts.clone() });
        }
        let years: Vec<i32> = (programme.start..=programme.end()).collect();
        let mut network = Self { system, programme, zones, years, minerals: Vec::new() };
        let balanced = balance.minerals.iter().filter(|(m, _)| programme.minerals.contains(m));
        network.minerals = balanced
            .map(|(&mineral, b)| {
                let mut chain = network.chain(mineral, b);
                chain.hits = network.hits(&chain, b);
                chain
            })
            .collect();
        network.minerals.retain(|chain| !chain.need.is_empty());
        network
    }

    /// The chains of its minerals in another balance, but for the threats.
    pub(crate) fn redrawn(&self, balance: &Balance) -> Vec<Chain> {
        let of = |chain: &Chain| Some(self.chain(chain.mineral, balance.minerals.get(&chain.mineral)?));
        self.minerals.iter().filter_map(of).collect()
    }

    /// The same with some of its minerals only.
    pub(crate) fn only(&self, chains: &[Chain]) -> Self {
        Self { minerals: chains.to_vec(), ..self.clone() }
    }

    /// Threats by place, each with the years in which it may begin.
    pub(crate) fn branches(&self) -> Vec<(usize, usize)> {
        let threats = self.programme.threats.iter().enumerate();
        let years = || self.years.iter().enumerate();
        let open = threats
            .flat_map(|(s, t)| years().map(move |(y, year)| (s, y, t.from.is_none_or(|from| *year >= from))));
        open.filter(|(_, _, may)| *may).map(|(s, y, _)| (s, y)).collect()
    }

    /// How much there is to solve: processes, forms and needs.
    pub(crate) fn size(&self) -> usize {
        self.minerals.iter().map(|c| c.processes.len() + c.forms.len() + c.need.len()).sum()
    }

    /// Whether a zone is a member rather than the hosts.
    pub(crate) fn is_member(&self, zone: Zone) -> bool {
        zone < self.programme.members.len()
    }

    /// Members' zones.
    pub(crate) fn members(&self) -> std::ops::Range<Zone> {
        0..self.programme.members.len()
    }

    /// The zone of a country; hosts are part of the rest of the world for what exists today.
    pub(crate) fn member_of(&self, country: CountryId) -> Option<Zone> {
        self.programme.members.iter().position(|m| m.countries.contains(&country))
    }

    fn seller(&self, country: CountryId) -> Option<Seller> {
        if self.programme.suppliers.contains(&country) {
            return None;
        }
        Some(self.member_of(country).map_or(Seller::Rest, Seller::Member))
    }

    fn chain(&self, mineral: MineralId, balance: &MineralBalance) -> Chain {
        let system = self.system;
        let forms: Vec<FormId> = system.forms_of(mineral).collect();
        let processes =
            system.processes.iter().filter(|(_, p)| p.mineral == mineral).map(|(id, _)| id).collect();
        let mut chain = Chain {
            mineral,
            unit: 1.0,
            forms,
            processes,
            capacity: BTreeMap::new(),
            need: BTreeMap::new(),
            sold: BTreeMap::new(),
            bought_elsewhere: BTreeMap::new(),
            spare: BTreeMap::new(),
            supplier_part: BTreeMap::new(),
            outside: BTreeMap::new(),
            reserves: BTreeMap::new(),
            stocks: BTreeMap::new(),
            direct_scrap: BTreeMap::new(),
            supplier_output: BTreeMap::new(),
            scrap: BTreeMap::new(),
            hits: BTreeMap::new(),
        };
        self.capacity(&mut chain, balance);
        self.need(&mut chain, balance);
        self.market(&mut chain, balance);
        for reserve in system.reserves.iter().filter(|r| r.mineral == mineral) {
            for (zone, data) in self.zones.iter().enumerate() {
                if data.countries.contains(&reserve.country) {
                    *chain.reserves.entry(zone).or_default() += reserve.datum.value.get();
                }
            }
        }
        for stock in &system.stocks {
            let strategic = stock.kind == monazite::system::StockKind::Strategic;
            if strategic
                && system.forms[stock.form].mineral == mineral
                && let Some(zone) = self.member_of(stock.country)
            {
                *chain.stocks.entry((stock.form, zone)).or_default() += stock.datum.value.get();
            }
        }
        crate::scrap::scrap(self, &mut chain, balance);
        let need: f64 = chain.need.values().filter_map(|by_year| by_year.first()).sum();
        if need > 0.0 {
            chain.unit = power_of_ten(need / 100.0);
        }
        chain
    }

    fn capacity(&self, chain: &mut Chain, balance: &MineralBalance) {
        for activity in &balance.activity {
            if let Some(zone) = self.member_of(activity.country) {
                *chain.capacity.entry((activity.process, zone)).or_default() += activity.mass.get();
            }
        }
    }

    fn need(&self, chain: &mut Chain, balance: &MineralBalance) {
        let growth = Growth::of(self.system, chain.mineral, &self.programme.demand);
        for of_use in &balance.uses {
            let Some(zone) = self.member_of(of_use.country) else { continue };
            let by_year = chain
                .need
                .entry((of_use.form, of_use.end_use, zone))
                .or_insert_with(|| vec![0.0; self.years.len()]);
            for (need, &year) in by_year.iter_mut().zip(&self.years) {
                *need += of_use.mass.get() * growth.over_baseline(of_use.end_use, year);
            }
        }
    }

    /// What others sell: gross sales to outside themselves, and what their own output leaves after their own use.
    fn market(&self, chain: &mut Chain, balance: &MineralBalance) {
        let mut from_supplier: BTreeMap<FormId, f64> = BTreeMap::new();
        let mut own: BTreeMap<FormId, f64> = BTreeMap::new();
        let mut bought: BTreeMap<FormId, f64> = BTreeMap::new();
        for flow in &balance.flows {
            let (from, to) = (self.seller(flow.exporter), self.seller(flow.importer));
            if let (Some(seller), true) = (from, from != to) {
                *chain.sold.entry((flow.form, seller)).or_default() += flow.mass.get();
            }
            if to == Some(Seller::Rest) && from != to {
                *bought.entry(flow.form).or_default() += flow.mass.get();
            }
            if from.is_none() && to == Some(Seller::Rest) {
                *from_supplier.entry(flow.form).or_default() += flow.mass.get();
            }
        }
        let mut add = |form: FormId, country: CountryId, mass: f64, made: bool| {
            let Some(seller) = self.seller(country) else {
                if made {
                    *chain.supplier_output.entry(form).or_default() += mass;
                }
                return;
            };
            *chain.spare.entry((form, seller)).or_default() += mass;
            if made {
                *chain.outside.entry(form).or_default() += mass;
                if seller == Seller::Rest {
                    *own.entry(form).or_default() += mass;
                }
            }
        };
        for activity in &balance.activity {
            for term in &self.system.processes[activity.process].recipe {
                let mass = activity.mass.get() * term.coefficient.value.get();
                let made = term.role == Role::Output;
                add(term.form, activity.country, if made { mass } else { -mass }, made);
            }
        }
        for scrap in &balance.scrap {
            add(scrap.form, scrap.country, scrap.mass.get(), true);
        }
        for of_use in &balance.uses {
            add(of_use.form, of_use.country, -of_use.mass.get(), false);
        }
        for spare in chain.spare.values_mut() {
            *spare = spare.max(0.0);
        }
        for (&form, &bought) in &from_supplier {
            let own = own.get(&form).copied().unwrap_or(0.0);
            if bought > 0.0 {
                chain.supplier_part.insert(form, bought / (bought + own));
            }
        }
        let growth = self.growth_elsewhere(chain.mineral, balance);
        let by_year = |mass: f64| growth.iter().map(|g| g * mass).collect();
        chain.bought_elsewhere = bought.into_iter().map(|(form, mass)| (form, by_year(mass))).collect();
        self.pipeline_elsewhere(chain);
    }

    /// What each threat takes of each form, every seller weighted by what it sells to the coalition.
    fn hits(&self, chain: &Chain, balance: &MineralBalance) -> BTreeMap<String, BTreeMap<FormId, Hit>> {
        let mut sales: BTreeMap<FormId, Vec<(CountryId, CountryId, f64)>> = BTreeMap::new();
        for flow in balance.flows.iter().filter(|f| self.member_of(f.importer).is_some()) {
            sales.entry(flow.form).or_default().push((flow.exporter, flow.importer, flow.mass.get()));
        }
        let mut hits: BTreeMap<String, BTreeMap<FormId, Hit>> = BTreeMap::new();
        for threat in &self.programme.threats {
            for &form in chain.forms.iter().filter(|f| threat.hits(**f)) {
                let of = |wanted: Option<Seller>| {
                    let sold = sales
                        .get(&form)
                        .into_iter()
                        .flatten()
                        .filter(|(from, ..)| self.seller(*from) == wanted);
                    let (mut lost, mut all) = (0.0, 0.0);
                    for &(from, to, mass) in sold {
                        lost += mass * threat.lost(form, from, to);
                        all += mass;
                    }
                    (all > 0.0).then(|| lost / all)
                };
                // What the supplier does not sell today is lost as far as the threat takes anything of it.
                let stopped = || {
                    let pairs = self.programme.suppliers.iter().flat_map(|&from| {
                        self.programme.countries().into_iter().map(move |to| threat.lost(form, from, to))
                    });
                    pairs.fold(0.0, f64::max)
                };
                let supplier = of(None).unwrap_or_else(stopped);
                let elsewhere = of(Some(Seller::Rest)).unwrap_or(0.0);
                hits.entry(threat.key.clone()).or_default().insert(form, Hit { supplier, elsewhere });
            }
        }
        hits
    }

    /// Use of a mineral in the rest of the world by year, over that of the balance.
    fn growth_elsewhere(&self, mineral: MineralId, balance: &MineralBalance) -> Vec<f64> {
        let growth = Growth::of(self.system, mineral, &self.programme.demand);
        let uses = || balance.uses.iter().filter(|u| self.seller(u.country) == Some(Seller::Rest));
        let today: f64 = uses().map(|u| u.mass.get()).sum();
        let of_year = |&year: &i32| {
            let used: f64 = uses().map(|u| u.mass.get() * growth.over_baseline(u.end_use, year)).sum();
            if today > 0.0 { used / today } else { 1.0 }
        };
        self.years.iter().map(of_year).collect()
    }

    /// Projects that will deliver in the rest of the world add to what it sells.
    fn pipeline_elsewhere(&self, chain: &mut Chain) {
        let costs = Costs::new(self.system);
        for project in crate::data::sure_projects(self.system, chain.mineral) {
            if self.seller(project.country) == Some(Seller::Rest) {
                let added = project.capacity * costs.completion(project.status);
                for map in [&mut chain.sold, &mut chain.spare] {
                    *map.entry((project.form, Seller::Rest)).or_default() += added;
                }
                *chain.outside.entry(project.form).or_default() += added;
            }
        }
    }
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
    pub(crate) fn available(&self, threat: &Threat, form: FormId, seller: Seller) -> f64 {
        let of = |map: &BTreeMap<(FormId, Seller), f64>| map.get(&(form, seller)).copied().unwrap_or(0.0);
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

    /// Growth of total need since the first year.
    pub(crate) fn growth(&self, y: usize) -> f64 {
        let first = self.total_need(0);
        if first > 0.0 { self.total_need(y) / first } else { 1.0 }
    }

    /// Total need of a year, over forms and end uses, of the members that take part.
    pub(crate) fn need_by_zone(&self, year: usize) -> BTreeMap<Zone, f64> {
        let mut by_zone = BTreeMap::new();
        for (&(_, _, zone), by_year) in &self.need {
            *by_zone.entry(zone).or_default() += by_year[year];
        }
        by_zone
    }

    /// Each member's part of the need of a year.
    pub(crate) fn parts(&self, y: usize) -> Vec<(Zone, f64)> {
        let total = self.total_need(y);
        let by_zone = self.need_by_zone(y).into_iter().filter(|(_, need)| *need > 0.0);
        by_zone.map(|(zone, need)| (zone, need / total)).collect()
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
