//! Replay: the built system of a year under each threat, in the simulator. What it still lacks is the simulator's number.
//!
//! The planned year is a [`Balance`] like any other. A member is one node. The supplier is a source of what it sells to
//! members and to the rest of the world, and the rest of the world of what it sells of its own to members and to its other
//! customers. What is left over and what is bought for stock goes abroad as what members sell does, and they keep all of it
//! under a threat. Each member holds its part by need of what the plan holds together, members
//! sell to each other before they sell outside, and defence comes first. Capacity that only stands by has no customers
//! before the threat, so the simulator does not run it; that is one reason why its number is the larger.

use crate::chain::{Chain, Class, Seller, Zone};
use crate::constraint::survive;
use crate::model::Model;
use monazite::Error;
use monazite::Watch;
use monazite::balance::{Activity, Balance, BalancedFlow, MineralBalance, NodeMass, Use};
use monazite::datum::{Datum, Provenance, Quality, RowRef};
use monazite::id::{CountryId, EndUseId, FormId, Id, MineralId, SourceId};
use monazite::plan::{DAYS_PER_MONTH, Met, Residual};
use monazite::quantity::{Days, Share, Tonnes, TonnesPerYear};
use monazite::scenario::{Date, DemandSurge, ExportBan, Interval, Kind, Path, Reach, Rule, Scenario, Shock};
use monazite::simulate::{self, Outcome};
use monazite::system::{Capacity, Role, Stock, StockKind, System};
use monazite_highs::Solution;
use std::collections::{BTreeMap, BTreeSet};

/// Less than this many tonnes a year is nothing.
const NOTHING: f64 = 1e-6;

/// Fills in what the simulator says for the years replayed: the first in which survival is asked for, and the last.
pub(crate) fn replay(
    model: &Model<'_>,
    point: &Solution,
    (residual, met): (&mut [Residual], &mut [Met]),
    watch: &Watch,
) -> Result<(), Error> {
    let network = model.network();
    let last = network.years.len() - 1;
    let asked = network
        .programme
        .targets
        .survive
        .map_or(last, |s| network.years.iter().position(|&year| year >= s.year).unwrap_or(last));
    for y in BTreeSet::from([asked, last]) {
        let Some(year) = Planned::of(model, point, y) else { return Ok(()) };
        for (s, threat) in network.programme.threats.iter().enumerate() {
            let model = simulate::Model::new(&year.system, &year.balance, &year.scenario(s))?;
            let outcome = model.outcome_watched(&model.inputs().central(), watch)?;
            for entry in residual.iter_mut().filter(|r| r.threat == threat.key && r.year == network.years[y])
            {
                let [defence, elsewhere] =
                    [Class::Defence, Class::Elsewhere].map(|c| year.unmet(&outcome, entry.mineral, c));
                entry.simulated = Some((defence.all, elsewhere.all));
            }
            for target in met.iter_mut() {
                let Some((_, class)) = survive::class(&target.target).filter(|(key, _)| *key == threat.key)
                else {
                    continue;
                };
                let worst = year.unmet(&outcome, target.mineral, class).worst;
                target.simulated = Some(target.simulated.map_or(worst, |before| before.max(worst)));
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
    /// The country that stands for all that buy of the rest of the world and are not members; none where no country is
    /// left.
    customers: Option<CountryId>,
    /// The country that stands for all that buy of members and are not members: a market of its own, which members leave
    /// under a threat, so that what is short there does not make members yield to its price.
    abroad: Option<CountryId>,
}

impl<'m, 'a> Planned<'m, 'a> {
    /// `None` where no country is left to stand for the rest of the world.
    fn of(model: &'m Model<'a>, point: &Solution, y: usize) -> Option<Self> {
        let network = model.network();
        let members: Vec<CountryId> =
            network.zones.iter().map(|z| z.countries.first().copied()).collect::<Option<_>>()?;
        let supplier = network.programme.suppliers.first().copied()?;
        let taken = |c: &CountryId| {
            network.programme.suppliers.contains(c) || network.zones.iter().any(|z| z.countries.contains(c))
        };
        let mut others = network.system.countries.ids().filter(|c| !taken(c));
        let (rest, customers, abroad) = (others.next()?, others.next(), others.next());
        let mut planned = Self {
            model,
            system: System { capacity: Vec::new(), stocks: Vec::new(), ..network.system.clone() },
            balance: Balance::default(),
            members,
            supplier,
            rest,
            customers,
            abroad,
        };
        for chain in &network.minerals {
            let of_mineral = planned.mineral(chain, point, y);
            planned.balance.minerals.insert(chain.mineral, of_mineral);
        }
        Some(planned)
    }

    /// The planned balance of a mineral; capacity and stocks go to the system.
    fn mineral(&mut self, chain: &Chain, point: &Solution, y: usize) -> MineralBalance {
        let (model, network) = (self.model, self.model.network());
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
                let new = v.installed.get(&(process, zone, y)).map_or(0.0, |&c| tonnes(c));
                let capacity = (model.frame.standing(process, zone, y) + new).max(activity);
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
        for &form in &chain.forms {
            self.stocks(chain, form, point, y, &balance);
        }
        for (&(form, zone), &mass) in &chain.direct_scrap {
            balance.scrap.push(NodeMass {
                form,
                country: self.members[zone],
                mass: TonnesPerYear::new(mass),
            });
            *left.entry((form, self.members[zone])).or_default() += mass;
        }
        self.leave_over(&mut balance, &mut left);
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

    /// Flows of a form, and what its sources have. Whoever buys gets its part from every source: the programme does not say
    /// who buys from whom, and trade costs all the same.
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
        let bought = tonnes(v.elsewhere[&(form, y)]);
        let offers: Vec<(CountryId, f64)> = zones
            .clone()
            .map(|z| (self.members[z], (-net(z)).max(0.0)))
            .filter(|(_, mass)| *mass > NOTHING)
            .collect();
        let offered: f64 = offers.iter().map(|(_, mass)| mass).sum();
        let outside = tonnes(v.sale[&(form, y)]).min(offered);
        let imported = zones.clone().map(|z| tonnes(v.import[&(form, z, y)])).sum();
        let mut flows: BTreeMap<(CountryId, CountryId), f64> = BTreeMap::new();
        let mut sources = vec![(self.supplier, imported), (self.rest, bought)];
        for (from, mass) in offers {
            if let Some(abroad) = self.abroad {
                flows.insert((from, abroad), mass * outside / offered);
            }
            sources.push((from, mass * (1.0 - outside / offered)));
        }
        let takers = zones.map(|z| (self.members[z], net(z).max(0.0) + tonnes(v.import[&(form, z, y)])));
        let takers: Vec<(CountryId, f64)> = takers.collect();
        let taken: f64 = takers.iter().map(|(_, mass)| mass).sum();
        for &(to, wants) in takers.iter().filter(|(_, wants)| *wants > NOTHING) {
            for &(from, has) in sources.iter().filter(|(from, _)| *from != to) {
                flows.insert((from, to), has * wants / taken);
            }
        }
        // The rest of the world sells to others too, and passes on what it buys from the supplier.
        let of = |map: &BTreeMap<(FormId, Seller), Vec<f64>>| {
            map.get(&(form, Seller::Rest)).map_or(0.0, |by_year| by_year[y])
        };
        let (sold, spare) = (of(&chain.sold).max(bought), of(&chain.spare));
        let all = if self.customers.is_some() { sold.max(spare) } else { bought };
        if let Some(customers) = self.customers {
            flows.insert((self.rest, customers), all - bought);
            flows.insert((self.supplier, self.rest), (all - spare).max(0.0));
        }
        flows.retain(|_, mass| *mass > NOTHING);
        let stops: f64 = flows.iter().filter(|((from, _), _)| *from == self.supplier).map(|(_, m)| m).sum();
        let own = if self.customers.is_some() { all.min(spare) } else { all };
        for (source, has) in [(self.supplier, stops), (self.rest, own)] {
            if has > NOTHING {
                balance.scrap.push(NodeMass { form, country: source, mass: TonnesPerYear::new(has) });
                *left.entry((form, source)).or_default() += has;
            }
        }
        let end_use = self.elsewhere();
        for country in [self.customers, self.abroad].into_iter().flatten() {
            let sold: f64 = flows.iter().filter(|((_, to), _)| *to == country).map(|(_, m)| m).sum();
            if let Some(end_use) = end_use.filter(|_| sold > NOTHING) {
                let mass = TonnesPerYear::new(sold);
                balance.uses.push(Use { form, country, end_use, mass });
                *left.entry((form, country)).or_default() -= sold;
            }
        }
        for ((exporter, importer), mass) in flows {
            *left.entry((form, exporter)).or_default() -= mass;
            *left.entry((form, importer)).or_default() += mass;
            let mass = TonnesPerYear::new(mass);
            balance.flows.push(BalancedFlow { form, exporter, importer, mass, quality: Quality::Assumed });
        }
    }

    /// What members have of a form beyond what they use and sell, and what they buy for stock, goes abroad: under a
    /// threat they keep it, as they do their sales.
    fn leave_over(&self, balance: &mut MineralBalance, left: &mut BTreeMap<(FormId, CountryId), f64>) {
        let (Some(abroad), Some(end_use)) = (self.abroad, self.elsewhere()) else { return };
        let over = |(at, mass): (&(FormId, CountryId), &mut f64)| {
            (self.members.contains(&at.1) && *mass > NOTHING).then(|| (*at, std::mem::take(mass)))
        };
        for ((form, exporter), mass) in left.iter_mut().filter_map(over).collect::<Vec<_>>() {
            let mass = TonnesPerYear::new(mass);
            let same = |f: &&mut BalancedFlow| (f.form, f.exporter, f.importer) == (form, exporter, abroad);
            match balance.flows.iter_mut().find(same) {
                Some(flow) => flow.mass += mass,
                None => balance.flows.push(BalancedFlow {
                    form,
                    exporter,
                    importer: abroad,
                    mass,
                    quality: Quality::Assumed,
                }),
            }
            match balance.uses.iter_mut().find(|u| (u.form, u.country, u.end_use) == (form, abroad, end_use))
            {
                Some(of_use) => of_use.mass += mass,
                None => balance.uses.push(Use { form, country: abroad, end_use, mass }),
            }
        }
    }

    /// The end use that stands for all outside members.
    fn elsewhere(&self) -> Option<EndUseId> {
        self.model.network().system.end_uses.ids().find(|u| self.model.frame.class(*u) == Class::Elsewhere)
    }

    /// Stocks of a form, to each member its part of what members use of it.
    fn stocks(&mut self, chain: &Chain, form: FormId, point: &Solution, y: usize, balance: &MineralBalance) {
        let model = self.model;
        let v = &model.variables;
        let held = v.held_together.get(&(form, y)).map_or(0.0, |held| point.columns[held.0]);
        let together = held.max(0.0) * chain.unit;
        let takes = |country: CountryId| -> f64 {
            let uses = balance.uses.iter().filter(|u| u.form == form && u.country == country);
            let fed = balance.activity.iter().filter(|a| a.country == country).map(|a| {
                let inputs = model.network().system.processes[a.process].recipe.iter();
                let of_form = inputs.filter(|t| t.role == Role::Input && t.form == form);
                of_form.map(|t| t.coefficient.value.get()).sum::<f64>() * a.mass.get()
            });
            uses.map(|u| u.mass.get()).sum::<f64>() + fed.sum::<f64>()
        };
        let members = model.network().members().map(|z| self.members[z]);
        let takers: Vec<(CountryId, f64)> = members.map(|c| (c, takes(c))).collect();
        let all: f64 = takers.iter().map(|(_, t)| t).sum();
        for (country, taken) in takers {
            let mass = if all > 0.0 { together * taken / all } else { 0.0 };
            if mass > NOTHING {
                let datum = assumed(Tonnes::new(mass));
                self.system.stocks.push(Stock { form, country, kind: StockKind::Strategic, datum });
            }
        }
    }

    /// A threat as shocks: what the supplier does not send, what the rest of the world loses, and members' sales outside,
    /// which members take back.
    fn scenario(&self, s: usize) -> Scenario {
        let threat = &self.model.network().programme.threats[s];
        let start = Date::new(self.system.year as i16, 1, 1).unwrap_or(Date::ZERO);
        let mut scenario = Scenario::quiet(&threat.key, start, Days::new(threat.months * DAYS_PER_MONTH));
        let end_uses = self.system.end_uses.ids().filter(|u| self.model.frame.class(*u) == Class::Defence);
        scenario.rationing.default = Rule::Priority(end_uses.collect());
        let members: BTreeSet<CountryId> = self.members.iter().copied().collect();
        let mut shock = |name: &str, kind: Kind| {
            scenario.shocks.push(Shock {
                announced: None,
                seen_as: None,
                name: format!("{name} {}", scenario.shocks.len() + 1),
                kind,
                active: vec![Interval { from: start, until: None }],
                probability: Share::new(1.0),
                source: String::new(),
                notes: String::new(),
            });
        };
        let ban = |from: CountryId, to: BTreeSet<CountryId>, form: FormId, lost: f64| {
            let reach = Reach { from: BTreeSet::from([from]), to, forms: BTreeSet::from([form]) };
            Kind::ExportBan(ExportBan { reach, leakage: Some(Path::constant(1.0 - lost)) })
        };
        for chain in &self.model.network().minerals {
            for (&form, hit) in chain.hits.get(&threat.key).into_iter().flatten() {
                if hit.supplier > 0.0 {
                    let to = members.iter().copied().chain([self.rest]).collect();
                    shock(&threat.name, ban(self.supplier, to, form, hit.supplier));
                }
                if hit.elsewhere > 0.0 {
                    shock("lost elsewhere", ban(self.rest, members.clone(), form, hit.elsewhere));
                }
                if let Some(abroad) = self.abroad.filter(|_| hit.supplier > 0.0) {
                    let left = DemandSurge {
                        countries: BTreeSet::from([abroad]),
                        forms: BTreeSet::from([form]),
                        end_uses: self.system.end_uses.ids().collect(),
                        factor: Path::constant(0.0),
                    };
                    shock("members first", Kind::DemandSurge(left));
                }
            }
        }
        scenario
    }

    /// Need of a mineral that is unmet over the threat, physically missing and given up for its price.
    fn unmet(&self, outcome: &Outcome, mineral: MineralId, class: Class) -> Unmet {
        let mut by_form: BTreeMap<FormId, (f64, f64)> = BTreeMap::new();
        for (place, user) in outcome.users.iter().enumerate() {
            let of_mineral = self.system.forms[user.form].mineral == mineral;
            let member = self.members.contains(&user.country);
            if of_mineral && member && self.model.frame.class(user.end_use) == class {
                let (unmet, need) = by_form.entry(user.form).or_default();
                for period in 0..outcome.periods {
                    *unmet += outcome.shortfall_before_restraint(place, period).get();
                    *need += outcome.need(place, period).get();
                }
            }
        }
        let share = |(unmet, need): (f64, f64)| Share::new(if need > 0.0 { unmet / need } else { 0.0 });
        let sum = by_form.values().fold((0.0, 0.0), |sum, of| (sum.0 + of.0, sum.1 + of.1));
        Unmet { worst: by_form.values().map(|&of| share(of)).fold(Share::ZERO, Share::max), all: share(sum) }
    }
}

/// Shares of need that are unmet.
struct Unmet {
    /// Of the form of which most is.
    worst: Share,
    /// Of all forms together.
    all: Share,
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
