//! What a plan starts from: the reconciled balance, gathered into the chains of a network.

use crate::chain::{Chain, Hit, Seller, ZoneData};
use crate::data::{Costs, Growth};
use crate::network::Network;
use crate::scrap::scrap;
use monazite::balance::{Balance, MineralBalance};
use monazite::id::{CountryId, FormId, MineralId};
use monazite::plan::Programme;
use monazite::quantity::power_of_ten;
use monazite::system::{Role, System};
use std::collections::BTreeMap;

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
        scrap(self, &mut chain, balance);
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
