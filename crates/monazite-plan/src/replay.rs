//! Replay: the built system of a year under each threat, in the simulator. What it still lacks is the simulator's number.
//!
//! The planned year is a [`Balance`] like any other: a member is one node, the supplier and the rest of the world are
//! sources of what they sell to it, and what is left over goes to stock. Capacity that only stands by has no customers
//! before the threat, so the simulator does not run it; that is one reason why its number is the larger.

use crate::model::Model;
use crate::network::{Chain, Seller, Zone};
use monazite::Error;
use monazite::balance::{Activity, Balance, BalancedFlow, MineralBalance, NodeMass, Use};
use monazite::datum::{Datum, Provenance, Quality, RowRef};
use monazite::id::{CountryId, FormId, Id, SourceId};
use monazite::plan::{Residual, Threat};
use monazite::quantity::{Days, Share, Tonnes, TonnesPerYear};
use monazite::scenario::{Date, ExportBan, Interval, Kind, Path, Reach, Scenario, Shock};
use monazite::simulate::{Outcome, simulate};
use monazite::system::{Capacity, Role, Stock, StockKind, System};
use monazite_highs::Solution;
use std::collections::{BTreeMap, BTreeSet};

/// Days in a month, on average over leap years.
const DAYS_PER_MONTH: f64 = 30.4375;
/// Less than this many tonnes a year is nothing.
const NOTHING: f64 = 1e-6;

/// Fills in what the simulator says for the years replayed: the first in which survival is asked for, and the last.
pub(crate) fn replay(model: &Model<'_>, point: &Solution, residual: &mut [Residual]) -> Result<(), Error> {
    let network = model.network;
    let last = network.years.len() - 1;
    let asked = network
        .programme
        .targets
        .survive
        .map_or(last, |s| network.years.iter().position(|&year| year >= s.year).unwrap_or(last));
    for y in BTreeSet::from([asked, last]) {
        let Some(year) = Planned::of(model, point, y) else { return Ok(()) };
        for threat in &network.programme.threats {
            let outcome = simulate(&year.system, &year.balance, &year.scenario(threat))?;
            for entry in residual.iter_mut().filter(|r| r.threat == threat.key && r.year == network.years[y])
            {
                let defence = year.unmet(&outcome, entry.mineral, true);
                let elsewhere = year.unmet(&outcome, entry.mineral, false);
                entry.simulated = Some((defence, elsewhere));
            }
        }
    }
    Ok(())
}

/// A planned year as the simulator takes it.
struct Planned<'m, 'a> {
    model: &'m Model<'a>,
    system: System,
    balance: Balance,
    /// The country that stands for each zone.
    members: Vec<CountryId>,
    supplier: CountryId,
    rest: CountryId,
}

impl<'m, 'a> Planned<'m, 'a> {
    /// `None` where no country is left to stand for the rest of the world.
    fn of(model: &'m Model<'a>, point: &Solution, y: usize) -> Option<Self> {
        let network = model.network;
        let members: Vec<CountryId> =
            network.zones.iter().map(|z| z.countries.first().copied()).collect::<Option<_>>()?;
        let supplier = network.programme.suppliers.first().copied()?;
        let taken = |c: &CountryId| {
            network.programme.suppliers.contains(c) || network.zones.iter().any(|z| z.countries.contains(c))
        };
        let rest = network.system.countries.ids().find(|c| !taken(c))?;
        let mut planned = Self {
            model,
            system: System { capacity: Vec::new(), stocks: Vec::new(), ..network.system.clone() },
            balance: Balance::default(),
            members,
            supplier,
            rest,
        };
        for chain in &network.minerals {
            let of_mineral = planned.mineral(chain, point, y);
            planned.balance.minerals.insert(chain.mineral, of_mineral);
        }
        Some(planned)
    }

    /// The planned balance of a mineral; capacity and stocks go to the system.
    fn mineral(&mut self, chain: &Chain, point: &Solution, y: usize) -> MineralBalance {
        let (model, network) = (self.model, self.model.network);
        let v = &model.variables;
        let tonnes = |column: crate::lp::Column| point.columns[column.0].max(0.0) * chain.unit;
        let mut left: BTreeMap<(FormId, CountryId), f64> = BTreeMap::new();
        let mut stands: BTreeMap<(FormId, CountryId), f64> = BTreeMap::new();
        let mut balance = MineralBalance::default();
        for (zone, &country) in self.members.iter().enumerate() {
            for &process in &chain.processes {
                let Some(&x) = v.activity.get(&(process, zone, y)) else { continue };
                let activity = tonnes(x);
                if activity <= NOTHING {
                    continue;
                }
                let mass = TonnesPerYear::new(activity);
                balance.activity.push(Activity { process, country, mass, quality: Quality::Assumed });
                let built = crate::constraint::capacity::built(model, process, Some(zone), y);
                let new: f64 = built.iter().map(|&(c, k)| k * tonnes(c)).sum();
                let capacity = (model.standing(process, zone, y) + new).max(activity);
                for term in &network.system.processes[process].recipe {
                    let k = term.coefficient.value.get();
                    let made = term.role == Role::Output;
                    *left.entry((term.form, country)).or_default() += if made { k } else { -k } * activity;
                    if made {
                        *stands.entry((term.form, country)).or_default() += k * capacity;
                    }
                }
            }
        }
        for ((form, country), capacity) in stands {
            let datum = assumed(TonnesPerYear::new(capacity));
            self.system.capacity.push(Capacity { form, country, datum });
        }
        for (&(form, end_use, zone), need) in &chain.need {
            let key = (form, end_use, zone, y);
            let met = need[y] - tonnes(v.substituted[&key]) - tonnes(v.unmet[&key]);
            if met > NOTHING {
                let country = self.members[zone];
                balance.uses.push(Use { form, country, end_use, mass: TonnesPerYear::new(met) });
                *left.entry((form, country)).or_default() -= met;
            }
        }
        for &form in &chain.forms {
            self.trade(chain, form, point, y, &mut balance, &mut left);
        }
        for (&(form, zone), &mass) in &chain.direct_scrap {
            balance.scrap.push(NodeMass {
                form,
                country: self.members[zone],
                mass: TonnesPerYear::new(mass),
            });
            *left.entry((form, self.members[zone])).or_default() += mass;
        }
        balance.world_supply = TonnesPerYear::new(balance.uses.iter().map(|u| u.mass.get()).sum());
        let stored = left.into_iter().filter(|(_, mass)| mass.abs() > NOTHING);
        balance.stock_changes = stored
            .map(|((form, country), mass)| NodeMass { form, country, mass: TonnesPerYear::new(mass) })
            .collect();
        balance.activity.sort_by_key(|a| (a.process, a.country));
        balance.uses.sort_by_key(|u| (u.form, u.country, u.end_use));
        balance.flows.sort_by_key(|f| (f.form, f.exporter, f.importer));
        balance.scrap.sort_by_key(|s| (s.form, s.country));
        balance
    }

    /// Imports, and the pool: who gives first serves who takes first.
    fn trade(
        &mut self,
        chain: &Chain,
        form: FormId,
        point: &Solution,
        y: usize,
        balance: &mut MineralBalance,
        left: &mut BTreeMap<(FormId, CountryId), f64>,
    ) {
        let v = &self.model.variables;
        let tonnes = |column: crate::lp::Column| point.columns[column.0].max(0.0) * chain.unit;
        let zones = 0..self.members.len();
        let net = |z: Zone| tonnes(v.taken[&(form, z, y)]) - tonnes(v.given[&(form, z, y)]);
        let mut offers: Vec<(CountryId, f64)> =
            zones.clone().map(|z| (self.members[z], (-net(z)).max(0.0))).collect();
        offers.push((self.rest, tonnes(v.elsewhere[&(form, y)])));
        let mut flows: BTreeMap<(CountryId, CountryId), f64> = BTreeMap::new();
        for z in zones.clone() {
            let mut wanted = net(z).max(0.0);
            for (from, offer) in &mut offers {
                let mass = wanted.min(*offer);
                if mass > NOTHING {
                    *flows.entry((*from, self.members[z])).or_default() += mass;
                    *offer -= mass;
                    wanted -= mass;
                }
            }
            let import = tonnes(v.import[&(form, z, y)]);
            if import > NOTHING {
                *flows.entry((self.supplier, self.members[z])).or_default() += import;
            }
        }
        for source in [self.supplier, self.rest] {
            let sold: f64 = flows.iter().filter(|((from, _), _)| *from == source).map(|(_, m)| m).sum();
            if sold > NOTHING {
                balance.scrap.push(NodeMass { form, country: source, mass: TonnesPerYear::new(sold) });
                *left.entry((form, source)).or_default() += sold;
            }
        }
        for ((exporter, importer), mass) in flows {
            *left.entry((form, exporter)).or_default() -= mass;
            *left.entry((form, importer)).or_default() += mass;
            let mass = TonnesPerYear::new(mass);
            balance.flows.push(BalancedFlow { form, exporter, importer, mass, quality: Quality::Assumed });
        }
        for zone in self.model.network.members() {
            let held = tonnes(v.held[&(form, zone, y)]);
            if held > NOTHING {
                let (country, datum) = (self.members[zone], assumed(Tonnes::new(held)));
                self.system.stocks.push(Stock { form, country, kind: StockKind::Strategic, datum });
            }
        }
    }

    /// A threat as shocks: what the supplier does not send, and what the rest of the world keeps for its own use.
    fn scenario(&self, threat: &Threat) -> Scenario {
        let start = Date::new(self.system.year as i16, 1, 1).unwrap_or(Date::ZERO);
        let mut scenario = Scenario::quiet(&threat.key, start, Days::new(threat.months * DAYS_PER_MONTH));
        let to: BTreeSet<CountryId> = self.members.iter().copied().collect();
        let mut ban = |from: CountryId, forms: BTreeSet<FormId>, kept: f64| {
            let reach = Reach { from: BTreeSet::from([from]), to: to.clone(), forms };
            scenario.shocks.push(Shock {
                name: format!("{} {}", threat.name, scenario.shocks.len() + 1),
                kind: Kind::ExportBan(ExportBan { reach, leakage: Some(Path::constant(kept)) }),
                active: vec![Interval { from: start, until: None }],
                probability: Share::new(1.0),
                source: String::new(),
                notes: String::new(),
            });
        };
        ban(self.supplier, threat.forms.clone(), 1.0 - threat.supplier_loss.get());
        for chain in &self.model.network.minerals {
            for &form in chain.forms.iter().filter(|f| threat.forms.contains(f)) {
                let of = |map: &BTreeMap<(FormId, Seller), f64>| {
                    map.get(&(form, Seller::Rest)).copied().unwrap_or(0.0)
                };
                let (sold, spare) = (of(&chain.sold), of(&chain.spare));
                let kept = (1.0 - threat.elsewhere_loss.get())
                    * if sold > 0.0 { (spare / sold).min(1.0) } else { 1.0 };
                if kept < 1.0 {
                    ban(self.rest, BTreeSet::from([form]), kept);
                }
            }
        }
        scenario
    }

    /// Share of the need of a mineral that is unmet over the threat, physically missing and given up for its price.
    fn unmet(&self, outcome: &Outcome, mineral: monazite::id::MineralId, defence: bool) -> Share {
        let (mut unmet, mut need) = (0.0, 0.0);
        for (place, user) in outcome.users.iter().enumerate() {
            let of_mineral = self.system.forms[user.form].mineral == mineral;
            if of_mineral && self.model.is_defence(user.end_use) == defence {
                for period in 0..outcome.periods {
                    unmet += outcome.shortfall_before_restraint(place, period).get();
                    need += outcome.need(place, period).get();
                }
            }
        }
        Share::new(if need > 0.0 { unmet / need } else { 0.0 })
    }
}

/// A planned number: assumed, of no table.
fn assumed<Q: Copy>(value: Q) -> Datum<Q> {
    let provenance = Provenance {
        year: 0,
        quality: Quality::Assumed,
        source: SourceId::from_index(0),
        row: RowRef { table: "plan", line: 0 },
        note: String::new(),
    };
    Datum { value, low: value, high: value, provenance }
}
