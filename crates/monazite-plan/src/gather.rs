//! What a plan starts from: the reconciled balance, gathered into the chains of a network.

use crate::chain::{Chain, Hit, Seller, ZoneData};
use crate::data::{Costs, End, Growth, online, sure_projects};
use crate::embodied::embodied;
use crate::network::Network;
use crate::scrap::scrap;
use crate::stake::Worth;
use monazite::balance::{Balance, MineralBalance};
use monazite::id::{CountryId, FormId, MineralId, ProcessId};
use monazite::plan::Programme;
use monazite::quantity::power_of_ten;
use monazite::system::investment::Parameter;
use monazite::system::{Role, Stage, System};
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Network<'a> {
    pub(crate) fn of(system: &'a System, balance: &'a Balance, programme: &'a Programme) -> Self {
        let mut zones: Vec<ZoneData> = programme
            .members
            .iter()
            .map(|m| ZoneData { name: m.key.clone(), countries: m.countries.clone() })
            .collect();
        if !programme.hosts.is_empty() {
            zones.push(ZoneData { name: "hosts".to_owned(), countries: programme.hosts.clone() });
        }
        let years: Vec<i32> = (programme.start..=programme.end()).collect();
        let mut network = Self {
            system,
            programme,
            zones,
            years,
            minerals: Vec::new(),
            worth: Worth::default(),
            end: End::Central,
            balance,
            weeks: BTreeMap::new(),
        };
        let balanced = balance.minerals.iter().filter(|(m, _)| programme.minerals.contains(m));
        network.minerals = balanced
            .map(|(&mineral, b)| {
                let mut chain = network.chain(mineral, b);
                chain.hits = network.hits(&chain, b);
                chain
            })
            .collect();
        network.minerals.retain(|chain| !chain.need.is_empty());
        let needs = network.minerals.iter().flat_map(|chain| chain.need.keys().copied()).collect();
        network.worth = Worth::of(system, programme, &needs);
        network
    }

    /// The chains of its minerals in another balance, but for the threats.
    pub(crate) fn redrawn(&self, balance: &Balance) -> Vec<Chain> {
        let of = |chain: &Chain| Some(self.chain(chain.mineral, balance.minerals.get(&chain.mineral)?));
        self.minerals.iter().filter_map(of).collect()
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
            embodied: BTreeMap::new(),
            growth: BTreeMap::new(),
            sold: BTreeMap::new(),
            bought_elsewhere: BTreeMap::new(),
            spare: BTreeMap::new(),
            supplier_part: BTreeMap::new(),
            outside: BTreeMap::new(),
            reserves: BTreeMap::new(),
            stocks: BTreeMap::new(),
            direct_scrap: BTreeMap::new(),
            supplied: BTreeMap::new(),
            mined: BTreeSet::new(),
            scrap: BTreeMap::new(),
            hits: BTreeMap::new(),
        };
        self.capacity(&mut chain, balance);
        self.need(&mut chain, balance);
        chain.embodied = embodied(system, &chain.forms, &chain.need, balance);
        chain.growth = self.growth(&chain, balance);
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
        scrap(self, &mut chain, balance);
        let need: f64 = chain.need.values().filter_map(|by_year| by_year.first()).sum();
        if need > 0.0 {
            chain.unit = power_of_ten(need / 100.0);
        }
        chain
    }

    fn capacity(&self, chain: &mut Chain, balance: &MineralBalance) {
        for activity in &balance.activity {
            if self.system.processes[activity.process].stage == Stage::Extraction {
                let zones = self.zones.iter().enumerate();
                let here = zones.filter(|(_, z)| z.countries.contains(&activity.country));
                chain.mined.extend(here.map(|(zone, _)| (activity.process, zone)));
            }
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

    /// Members' use of each form by year over that of the balance: what end uses need, and what processes of today take
    /// that make what is used. Processes feed each other, so their growth is found step by step down the chain.
    fn growth(&self, chain: &Chain, balance: &MineralBalance) -> BTreeMap<FormId, Vec<f64>> {
        let years = self.years.len();
        let mut today: BTreeMap<FormId, f64> = BTreeMap::new();
        for of_use in balance.uses.iter().filter(|u| self.member_of(u.country).is_some()) {
            *today.entry(of_use.form).or_default() += of_use.mass.get();
        }
        let whole: f64 = today.values().sum();
        let total: Vec<f64> =
            (0..years).map(|y| if whole > 0.0 { chain.total_need(y) / whole } else { 1.0 }).collect();
        let mut runs: BTreeMap<ProcessId, f64> = BTreeMap::new();
        for (&(process, _), &capacity) in &chain.capacity {
            *runs.entry(process).or_default() += capacity;
        }
        let fed = |process: &ProcessId, form: FormId| -> f64 {
            let inputs = self.system.processes[*process].recipe.iter().filter(|t| t.role == Role::Input);
            inputs.filter(|t| t.form == form).map(|t| t.coefficient.value.get()).sum()
        };
        let mut grown =
            Chain { growth: chain.forms.iter().map(|&f| (f, total.clone())).collect(), ..chain.clone() };
        for _ in &chain.forms {
            let of_form = |&form: &FormId| {
                let by_year = (0..years).map(|y| {
                    let needs = chain.need.iter().filter(|((f, _, _), _)| *f == form);
                    let mut used: f64 = needs.map(|(_, by_year)| by_year[y]).sum();
                    let mut before = today.get(&form).copied().unwrap_or(0.0);
                    for (process, activity) in &runs {
                        let taken = activity * fed(process, form);
                        used += taken * grown.growth_of_process(self.system, *process, y);
                        before += taken;
                    }
                    if before > 0.0 { used / before } else { total[y] }
                });
                (form, by_year.collect())
            };
            let next: BTreeMap<FormId, Vec<f64>> = chain.forms.iter().map(of_form).collect();
            if next == grown.growth {
                break;
            }
            grown.growth = next;
        }
        grown.growth
    }

    /// What others sell: gross sales to outside themselves, and what their own output leaves after their own use. Who sells
    /// today goes on selling its part of what is used. Of a member only what its own output leaves counts: what it passes
    /// on is part of what the supplier and the rest of the world sell members, of which every member has its part.
    fn market(&self, chain: &mut Chain, balance: &MineralBalance) {
        let mut sold: BTreeMap<(FormId, Seller), f64> = BTreeMap::new();
        let mut spare: BTreeMap<(FormId, Seller), f64> = BTreeMap::new();
        let mut from_supplier: BTreeMap<FormId, f64> = BTreeMap::new();
        let mut own: BTreeMap<FormId, f64> = BTreeMap::new();
        let mut bought: BTreeMap<FormId, f64> = BTreeMap::new();
        for flow in &balance.flows {
            let (from, to) = (self.seller(flow.exporter), self.seller(flow.importer));
            if let (Some(seller), true) = (from, from != to) {
                *sold.entry((flow.form, seller)).or_default() += flow.mass.get();
            }
            if to == Some(Seller::Rest) && from != to {
                *bought.entry(flow.form).or_default() += flow.mass.get();
            }
            match (from, to) {
                (None, Some(Seller::Rest)) => *from_supplier.entry(flow.form).or_default() += flow.mass.get(),
                (None, Some(_)) => *chain.supplied.entry(flow.form).or_default() += flow.mass.get(),
                _ => {}
            }
        }
        let mut add = |form: FormId, country: CountryId, mass: f64, made: bool| {
            let Some(seller) = self.seller(country) else { return };
            *spare.entry((form, seller)).or_default() += mass;
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
        for (&form, &bought) in &from_supplier {
            let own = own.get(&form).copied().unwrap_or(0.0);
            if bought > 0.0 {
                chain.supplier_part.insert(form, bought / (bought + own));
            }
        }
        let growth = self.growth_elsewhere(chain.mineral, balance);
        let by_year = |mass: f64| growth.iter().map(|g| g * mass).collect();
        chain.bought_elsewhere = bought.into_iter().map(|(form, mass)| (form, by_year(mass))).collect();
        // What a member passes on is sold already, by who sold it to the member.
        for (at, sold) in sold.iter_mut().filter(|((_, seller), _)| matches!(seller, Seller::Member(_))) {
            *sold = sold.min(spare.get(at).copied().unwrap_or(0.0).max(0.0));
        }
        let coming = self.pipeline_elsewhere(chain);
        let keys = sold.keys().chain(spare.keys()).chain(coming.keys()).copied().collect::<BTreeSet<_>>();
        for at in keys {
            let of_years = |today: &BTreeMap<(FormId, Seller), f64>| -> Vec<f64> {
                let today = today.get(&at).copied().unwrap_or(0.0).max(0.0);
                let added = |y: usize| coming.get(&at).map_or(0.0, |by_year| by_year[y]);
                // What comes is part of how sellers grow.
                (0..self.years.len())
                    .map(|y| (today * chain.growth_of(at.0, y)).max(today + added(y)))
                    .collect()
            };
            let (sold, spare) = (of_years(&sold), of_years(&spare));
            chain.sold.insert(at, sold);
            chain.spare.insert(at, spare);
        }
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

    /// What projects that will deliver in the rest of the world add to what it sells, by year.
    fn pipeline_elsewhere(&self, chain: &mut Chain) -> BTreeMap<(FormId, Seller), Vec<f64>> {
        let costs = Costs::new(self.system);
        let mut coming: BTreeMap<(FormId, Seller), Vec<f64>> = BTreeMap::new();
        for project in sure_projects(self.system, chain.mineral) {
            if self.seller(project.country) != Some(Seller::Rest) {
                continue;
            }
            let ramp = costs.process(Parameter::Ramp, project.process, Some(project.country)).unwrap_or(0.0);
            let first = project.first_output(self.system);
            let full = project.capacity * costs.completion(project.status);
            let by_year =
                coming.entry((project.form, Seller::Rest)).or_insert_with(|| vec![0.0; self.years.len()]);
            for (added, year) in by_year.iter_mut().zip(&self.years) {
                *added += full * online(0.0, ramp, year - first);
            }
            *chain.outside.entry(project.form).or_default() += full;
        }
        coming
    }
}
