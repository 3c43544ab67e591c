//! Reading a solved model: what is built, held, spent and reached.

use crate::chain::{Chain, Class, Year, Zone};
use crate::constraint::{balance, own_share, single_supplier, survive};
use crate::data::MILLION;
use crate::data::{Costs, End};
use crate::frame::Frame;
use crate::lp::{About, Column, Family, Item, Tag};
use crate::model::Model;
use crate::network::Network;
use crate::price_floor;
use crate::ranges::estimate;
use crate::solve::MET;
use crate::target::TargetOf;
use monazite::estimate::Estimate;
use monazite::id::{EndUseId, FormId, MineralId};
use monazite::plan::Items;
use monazite::plan::{Built, Cost, Dependence, Event, Met, Residual, StockHeld, TargetKind, Yearly};
use monazite::quantity::{Share, Tonnes, TonnesPerYear, UsDollars};
use monazite::system::Stage;
use monazite::system::investment::Parameter;
use monazite_highs::Solution;
use std::collections::BTreeMap;

/// Less than this many tonnes is nothing.
const NOTHING: f64 = 1e-3;

/// A solved model.
pub(crate) struct Reading<'m, 'a> {
    pub(crate) model: &'m Model<'a>,
    pub(crate) point: &'m Solution,
}

impl Reading<'_, '_> {
    fn value(&self, column: Column) -> f64 {
        self.point.columns[column.0].max(0.0)
    }

    fn sum(&self, terms: &[(Column, f64)]) -> f64 {
        terms.iter().map(|&(c, k)| k * self.value(c)).sum()
    }

    /// Decisions to build, by time, with what a month sooner saves of each item, million USD.
    pub(crate) fn built(&self, duals: &[Vec<f64>]) -> Vec<(Built, Items)> {
        let model = self.model;
        let mut built = Vec::new();
        let installed = self.rows_of(Family::Installed);
        for (&(k, y), &column) in &model.variables.build {
            let (chain, choice) = (model.frame.of_choice(k), &model.frame.choices[k].1);
            let capacity = self.value(column) * model.frame.size(k) * chain.unit;
            if capacity <= NOTHING {
                continue;
            }
            let decided = model.network().years[y];
            let costs = Costs::new(model.network().system);
            let capital = |end| {
                let cost = costs.process_at(Parameter::CapitalCost, choice.process, choice.country, end);
                capacity * cost.unwrap_or(choice.capital)
            };
            let form = price_floor::main_output(model, choice).map(|(form, _)| form);
            let of_decision = Built {
                mineral: chain.mineral,
                process: choice.process,
                member: choice.zone,
                project: choice.project.clone(),
                decided,
                first_output: f64::from(decided) + choice.lead,
                full_output: f64::from(decided) + choice.lead + choice.ramp,
                capacity: TonnesPerYear::new(capacity),
                capital: Estimate {
                    low: capital(End::Low),
                    value: capital(End::Central),
                    high: capital(End::High),
                },
                month_sooner: Estimate::default(),
                form,
                floor: form.and_then(|form| price_floor::of(model, choice, form)),
                share: Share::new(form.map_or(0.0, |form| self.part(k, form, capacity))),
            };
            built.push((of_decision, self.month_sooner((k, y), &installed, duals)));
        }
        built.sort_by(|(a, _), (b, _)| {
            (a.mineral, a.decided, a.process, a.member).cmp(&(b.mineral, b.decided, b.process, b.member))
        });
        built
    }

    /// What one month less of lead time would save: the shadow price of the capacity that would be online sooner.
    fn month_sooner(
        &self,
        (k, y): (usize, Year),
        installed: &BTreeMap<Tag, usize>,
        duals: &[Vec<f64>],
    ) -> Items {
        let model = self.model;
        let choice = &model.frame.choices[k].1;
        let sooner = crate::choice::Choice { lead: (choice.lead - 1.0 / 12.0).max(0.0), ..choice.clone() };
        let capacity = self.value(model.variables.build[&(k, y)]) * model.frame.size(k);
        let mut saved = Items::default();
        for t in y..model.network().years.len() {
            let since = (t - y) as i32;
            let more = (sooner.online(since) - choice.online(since)) * capacity;
            let about = About::ProcessIn(choice.process, choice.zone);
            let tag = Tag::new(Family::Installed, about).in_year(model.network().years[t]);
            if let Some(&row) = installed.get(&tag) {
                saved = Items(std::array::from_fn(|i| saved.0[i] - more * duals[i][row]));
            }
        }
        saved
    }

    /// The part of a decision in all that members and hosts make and buy of a form in the last year, at full output.
    fn part(&self, k: usize, form: FormId, capacity: f64) -> f64 {
        let model = self.model;
        let (chain, choice) = (model.frame.of_choice(k), &model.frame.choices[k].1);
        let y = model.network().years.len() - 1;
        let v = &model.variables;
        let had = [v.made[&(form, y)], v.imported[&(form, y)], v.elsewhere[&(form, y)]];
        let had: f64 = had.into_iter().map(|column| self.value(column)).sum::<f64>() * chain.unit;
        let made = capacity * balance::output(model.network().system, choice.process, form);
        if had > 0.0 { (made / had).min(1.0) } else { 0.0 }
    }

    /// Rows of a family by tag.
    fn rows_of(&self, family: Family) -> BTreeMap<Tag, usize> {
        let rows = self.model.lp.rows.iter().enumerate();
        rows.filter(|(_, row)| row.tag.family == family).map(|(i, row)| (row.tag, i)).collect()
    }

    /// Strategic stocks, where there are any.
    pub(crate) fn stocks(&self) -> Vec<StockHeld> {
        let model = self.model;
        let mut stocks = Vec::new();
        for (&(form, zone, y), &column) in &model.variables.held {
            let unit = model.frame.of_form(form).unit;
            let (held, bought) =
                (self.value(column) * unit, self.value(model.variables.bought[&(form, zone, y)]) * unit);
            if held > NOTHING {
                let (held, bought) = (Tonnes::new(held), Tonnes::new(bought));
                stocks.push(StockHeld { form, member: zone, year: model.network().years[y], held, bought });
            }
        }
        stocks
    }

    /// Costs by item, year, mineral and member.
    pub(crate) fn costs(&self) -> Vec<Cost> {
        let model = self.model;
        /// Item, mineral, member and year of a cost.
        type About = (Item, Option<MineralId>, Option<usize>, i32);
        let mut sum: BTreeMap<About, f64> = BTreeMap::new();
        for charge in &model.lp.charges {
            // A probability is part of what an expected loss is; a discount factor is not part of a cost.
            let y = model.network().years.iter().position(|&year| year == charge.year).unwrap_or(0);
            let column = &model.lp.columns[charge.column.0];
            let (mineral, member) = (model.frame.mineral_of(column.tag.about), column.member);
            *sum.entry((charge.item, mineral, member, charge.year)).or_default() +=
                self.value(charge.column) * charge.cost * charge.weight / model.frame.discount(y);
        }
        let first = model.network().minerals.first().map(|c| c.mineral);
        sum.into_iter()
            .filter(|(_, cost)| *cost > 1e-6)
            .filter_map(|((item, mineral, member, year), cost)| {
                let cost = Estimate::exact(cost * MILLION);
                Some(Cost { item: item.word().to_owned(), mineral: mineral.or(first)?, member, year, cost })
            })
            .collect()
    }

    /// The supplier's share at each stage and year, with its range over drawn balances.
    ///
    /// A draw moves need, the output of what stands today and the supplier's part in what the rest of the world sells; the
    /// programme stays as it is, and the supplier fills what then lacks:
    /// `I' = max(0, n had - q standing - new - R + A)`, `share = (I' + sigma' R) / (n had)`.
    pub(crate) fn dependence(&self, idle: &Self, drawn: &[Vec<Chain>]) -> Vec<Dependence> {
        let without = idle.shares(drawn);
        let none = Estimate::default();
        let of = |((mineral, stage, year), share): (&(MineralId, Stage, i32), &Estimate)| Dependence {
            mineral: *mineral,
            stage: *stage,
            year: *year,
            share: *share,
            without: without.get(&(*mineral, *stage, *year)).copied().unwrap_or(none),
        };
        self.shares(drawn).iter().map(of).collect()
    }

    fn shares(&self, drawn: &[Vec<Chain>]) -> BTreeMap<(MineralId, Stage, i32), Estimate> {
        let model = self.model;
        let mut dependence = BTreeMap::new();
        for chain in &model.network().minerals {
            let drawn: Vec<&Chain> =
                drawn.iter().flatten().filter(|other| other.mineral == chain.mineral).collect();
            for stage in [Stage::Extraction, Stage::Processing, Stage::Manufacturing] {
                let stands = |of: &Chain| single_supplier::made_today(model.network().system, of, stage);
                let today = stands(chain);
                for (y, &year) in model.network().years.iter().enumerate() {
                    let supply = single_supplier::supply(&model.frame, &model.variables, chain, stage, y);
                    let had = self.sum(&supply.had);
                    if had <= 1e-9 {
                        continue;
                    }
                    let imported = self.sum(&supply.imported);
                    let standing = self.sum(&supply.standing).max(0.0);
                    let others = had - imported - standing;
                    let of_draw = |other: &&Chain| {
                        let part = |f: &FormId| other.supplier_part.get(f).copied().unwrap_or(0.0);
                        let passed_on: f64 =
                            supply.elsewhere.iter().map(|(f, c)| part(f) * self.value(*c)).sum();
                        let need = other.total_need(y) / chain.total_need(y);
                        let stands = if today > 0.0 { stands(other) / today } else { 1.0 };
                        let lacks = (need * had - stands * standing - others).max(0.0);
                        ((lacks + passed_on) / (need * had)).min(1.0)
                    };
                    // What is sold is not had, so more may come from the supplier than is had.
                    let central = (self.sum(&supply.supplied) / had).min(1.0);
                    let share = estimate(std::iter::once(central).chain(drawn.iter().map(of_draw)));
                    dependence.insert((chain.mineral, stage, year), share);
                }
            }
        }
        dependence
    }

    /// Money and losses by year, beside those of the years without a programme.
    pub(crate) fn yearly(&self, idle: &Solution) -> Vec<Yearly> {
        let model = self.model;
        let mut by_year: BTreeMap<i32, [f64; 4]> = BTreeMap::new();
        for charge in &model.lp.charges {
            let y = model.network().years.iter().position(|&year| year == charge.year).unwrap_or(0);
            let per_unit = charge.cost * charge.weight / model.frame.discount(y);
            let sums = by_year.entry(charge.year).or_default();
            for (place, point) in [self.point, idle].into_iter().enumerate() {
                let at = 2 * place + usize::from(!charge.item.is_spent());
                sums[at] += per_unit * point.columns[charge.column.0].max(0.0);
            }
        }
        let usd = |million: f64| UsDollars::new(million * MILLION);
        let of = |(year, [spent, loss_with, before, loss_without]): (i32, [f64; 4])| Yearly {
            year,
            spent: usd(spent - before),
            loss_without: usd(loss_without),
            loss_with: usd(loss_with),
        };
        by_year.into_iter().map(of).collect()
    }

    /// What each threat costs when it comes in its first year, by mineral: value added that stops, not by probability.
    pub(crate) fn events(&self) -> Vec<Event> {
        let model = self.model;
        let mut first: BTreeMap<usize, Year> = BTreeMap::new();
        for (s, y) in model.network().branches() {
            first.entry(s).or_insert(y);
        }
        let at = |end| Network { end, ..model.network().clone() };
        let networks = [End::Low, End::Central, End::High].map(at);
        let frames = networks.each_ref().map(Frame::of);
        let mut events = Vec::new();
        for (s, y) in first {
            let threat = &model.network().programme.threats[s];
            let unmet = &model.variables.recourse[&(s, y)].unmet;
            for chain in model.network().minerals.iter().filter(|c| c.touched_by(threat)) {
                let of_chain = || unmet.iter().filter(|((form, ..), _)| chain.forms.contains(form));
                let lost = |frame: &Frame<'_>| -> f64 {
                    of_chain().map(|(&at, &column)| self.value(column) * frame.value_under(s, at, y)).sum()
                };
                let [low, value, high] = frames.each_ref().map(|frame| MILLION * lost(frame));
                events.push(Event {
                    threat: threat.key.clone(),
                    mineral: chain.mineral,
                    year: model.network().years[y],
                    loss: Estimate { low, value, high },
                });
            }
        }
        events
    }

    /// Part of need that is done without or unmet in a year.
    fn done_without(&self, chain: &Chain, y: Year) -> f64 {
        let v = &self.model.variables;
        let of = |at: &(FormId, EndUseId, Zone)| {
            let key = (at.0, at.1, at.2, y);
            self.value(v.substituted[&key]) + self.value(v.unmet[&key])
        };
        chain.need.keys().map(of).sum::<f64>() * chain.unit / chain.total_need(y).max(1e-12)
    }

    /// When each target is met, and how near it comes in the year asked.
    pub(crate) fn met(&self) -> Vec<Met> {
        let model = self.model;
        model
            .frame
            .targets
            .iter()
            .map(|target| {
                let reached: Vec<f64> =
                    (0..model.network().years.len()).map(|y| self.reached(target, y)).collect();
                let holds = |&share: &f64| {
                    if target.kind.is_ceiling() {
                        share <= target.share + 10.0 * MET
                    } else {
                        share >= target.share - 10.0 * MET
                    }
                };
                let held_at_end = reached.iter().rev().take_while(|share| holds(share)).count();
                let first = reached.len() - held_at_end;
                let asked = model.frame.years_of(target).start.min(reached.len() - 1);
                Met {
                    mineral: model.network().minerals[target.chain].mineral,
                    target: target.kind.clone(),
                    asked: target.asked,
                    met: model.network().years.get(first).copied(),
                    share: Share::new(target.share),
                    // Plus zero, or nothing is less than nothing.
                    nearest: Share::new(reached[asked].max(0.0) + 0.0),
                    done_without: Share::new(
                        self.done_without(&model.network().minerals[target.chain], asked),
                    ),
                    simulated: None,
                }
            })
            .collect()
    }

    /// The share that a target is about, in a year.
    fn reached(&self, target: &TargetOf, y: usize) -> f64 {
        let model = self.model;
        let chain = &model.network().minerals[target.chain];
        if let TargetKind::SingleSupplier(stage) = target.kind {
            let supply = single_supplier::supply(&model.frame, &model.variables, chain, stage, y);
            return self.sum(&supply.supplied) / self.sum(&supply.had).max(1e-12);
        }
        if let Some(stage) = own_share::stage(&target.kind) {
            return self.sum(&own_share::own(&model.frame, &model.variables, chain, stage, y)) * chain.unit
                / chain.total_need(y);
        }
        let Some((threat, class)) = survive::class(&target.kind) else { return 0.0 };
        let s = model.network().programme.threats.iter().position(|t| t.key == threat);
        s.map_or(0.0, |s| self.unmet(target.chain, s, y, class).0)
    }

    /// Largest share unmet among the forms of a mineral under a threat, and the share over all forms.
    fn unmet(&self, chain: usize, s: usize, y: usize, class: Class) -> (f64, f64) {
        let model = self.model;
        let chain = &model.network().minerals[chain];
        let h = model.network().programme.threats[s].months / 12.0;
        let Some(recourse) = model.variables.recourse.get(&(s, y)) else { return (0.0, 0.0) };
        let mut by_form: BTreeMap<_, (f64, f64)> = BTreeMap::new();
        for (at, need) in model.frame.needs_by_class(chain, y).into_iter().filter(|(at, _)| at.1 == class) {
            let entry = by_form.entry(at.0).or_default();
            entry.0 += self.value(recourse.unmet[&at]);
            entry.1 += h * need / chain.unit;
        }
        let worst = by_form.values().filter(|(_, d)| *d > 1e-12).map(|(u, d)| u / d).fold(0.0, f64::max);
        let (unmet, need) = by_form.values().fold((0.0, 0.0), |(a, b), (u, d)| (a + u, b + d));
        (worst, if need > 0.0 { unmet / need } else { 0.0 })
    }

    /// Shortfall under each threat in each year: the share over all forms.
    pub(crate) fn residual(&self) -> Vec<Residual> {
        let model = self.model;
        let mut residual = Vec::new();
        for (s, threat) in model.network().programme.threats.iter().enumerate() {
            for (place, chain) in
                model.network().minerals.iter().enumerate().filter(|(_, c)| c.touched_by(threat))
            {
                for (y, &year) in model.network().years.iter().enumerate() {
                    residual.push(Residual {
                        threat: threat.key.clone(),
                        mineral: chain.mineral,
                        year,
                        defence: Share::new(self.unmet(place, s, y, Class::Defence).1),
                        elsewhere: Share::new(self.unmet(place, s, y, Class::Elsewhere).1),
                        simulated: None,
                    });
                }
            }
        }
        residual
    }
}
