//! What is known before anything is solved: what can be built, what is asked, what stands and what need is worth.

use crate::chain::{Chain, Class, Year, Zone};
use crate::choice::{Choice, choices, coming};
use crate::data::{Costs, MILLION};
use crate::lp::About;
use crate::network::Network;
use crate::stake::Need;
use crate::target::{TargetOf, targets};
use monazite::id::{EndUseId, FormId, MineralId, ProcessId};
use monazite::system::Stage;
use std::collections::BTreeMap;

/// Key of the end use whose survival has a limit of its own.
const DEFENCE: &str = "defence";

/// What is known of a network.
#[derive(Debug, Clone)]
pub(crate) struct Frame<'a> {
    pub(crate) network: &'a Network<'a>,
    /// What can be built: place of its mineral, and the choice.
    pub(crate) choices: Vec<(usize, Choice)>,
    pub(crate) targets: Vec<TargetOf>,
    /// Tonnes a year that stand without the programme, by year.
    standing: BTreeMap<(ProcessId, Zone), Vec<f64>>,
    chain_of_process: BTreeMap<ProcessId, usize>,
    chain_of_form: BTreeMap<FormId, usize>,
}

impl<'a> Frame<'a> {
    pub(crate) fn of(network: &'a Network<'a>) -> Self {
        let mut frame = Self {
            network,
            choices: Vec::new(),
            targets: targets(network),
            standing: BTreeMap::new(),
            chain_of_process: BTreeMap::new(),
            chain_of_form: BTreeMap::new(),
        };
        for (place, chain) in network.minerals.iter().enumerate() {
            frame.chain_of_process.extend(chain.processes.iter().map(|&p| (p, place)));
            frame.chain_of_form.extend(chain.forms.iter().map(|&f| (f, place)));
            frame.choices.extend(choices(network, chain).into_iter().map(|c| (place, c)));
            frame.standing.extend(standing(network, chain));
        }
        frame
    }

    /// The chain of a process.
    pub(crate) fn of_process(&self, process: ProcessId) -> &'a Chain {
        &self.network.minerals[self.chain_of_process[&process]]
    }

    /// The chain of a form.
    pub(crate) fn of_form(&self, form: FormId) -> &'a Chain {
        &self.network.minerals[self.chain_of_form[&form]]
    }

    /// The chain of a choice.
    pub(crate) fn of_choice(&self, k: usize) -> &'a Chain {
        &self.network.minerals[self.choices[k].0]
    }

    /// The chain of a target.
    pub(crate) fn of_target(&self, t: usize) -> &'a Chain {
        &self.network.minerals[self.targets[t].chain]
    }

    /// The mineral that a column or row is about.
    pub(crate) fn mineral_of(&self, about: About) -> Option<MineralId> {
        match about {
            About::Whole => None,
            About::Mineral(m) | About::MineralIn(m, _) => Some(m),
            About::Form(f)
            | About::FormIn(f, _)
            | About::Need(f, _)
            | About::NeedIn(f, _, _)
            | About::ClassOf(f, _)
            | About::ClassIn(f, _, _) => Some(self.of_form(f).mineral),
            About::Process(p) | About::ProcessIn(p, _) => Some(self.of_process(p).mineral),
            About::Choice(k) => Some(self.of_choice(k).mineral),
            About::Target(t) | About::TargetFor(t, _) => Some(self.of_target(t).mineral),
        }
    }

    /// The member that a column of a zone belongs to; hosts belong to nobody.
    pub(crate) fn member(&self, zone: Zone) -> Option<usize> {
        Some(zone).filter(|z| self.network.is_member(*z))
    }

    /// Years of the programme by place.
    pub(crate) fn years(&self) -> impl Iterator<Item = (Year, i32)> + use<'a> {
        self.network.years.iter().copied().enumerate()
    }

    /// Tonnes a year that stand in a year without the programme.
    pub(crate) fn standing(&self, process: ProcessId, zone: Zone, y: Year) -> f64 {
        self.standing.get(&(process, zone)).map_or(0.0, |by_year| by_year[y])
    }

    /// Whether there is, comes or can be built capacity.
    pub(crate) fn can_run(&self, process: ProcessId, zone: Zone) -> bool {
        self.standing.contains_key(&(process, zone))
            || self.choices.iter().any(|(_, c)| c.process == process && c.zone == zone)
    }

    /// Size of one works of a choice in units of mass, in a lumpy programme.
    pub(crate) fn works(&self, k: usize) -> Option<f64> {
        let works = self.choices[k].1.works.filter(|_| self.network.programme.lumpy);
        works.map(|w| w / self.of_choice(k).unit)
    }

    /// Units of mass a year that one unit of a build column is.
    pub(crate) fn size(&self, k: usize) -> f64 {
        self.works(k).unwrap_or(1.0)
    }

    /// Processes of a chain at a stage.
    pub(crate) fn of_stage(&self, chain: &Chain, stage: Stage) -> Vec<ProcessId> {
        let of_stage = |p: &&ProcessId| self.network.system.processes[**p].stage == stage;
        chain.processes.iter().filter(of_stage).copied().collect()
    }

    /// Discount factor of a year.
    pub(crate) fn discount(&self, y: Year) -> f64 {
        (1.0 + self.network.programme.discount_rate.get()).powi(-(y as i32))
    }

    /// Years in which a target holds.
    pub(crate) fn years_of(&self, target: &TargetOf) -> std::ops::Range<Year> {
        let first = self.network.years.iter().position(|&year| year >= target.asked);
        first.unwrap_or(self.network.years.len())..self.network.years.len()
    }

    /// The class of an end use: who is served first.
    pub(crate) fn class(&self, end_use: EndUseId) -> Class {
        let defence = self.network.system.end_uses.key(end_use) == DEFENCE;
        if defence { Class::Defence } else { Class::Elsewhere }
    }

    /// Need of a year of a chain in tonnes, by form, class of end uses and member.
    pub(crate) fn needs_by_class(&self, chain: &Chain, y: Year) -> BTreeMap<(FormId, Class, Zone), f64> {
        let mut needs = BTreeMap::new();
        for (&(form, end_use, zone), by_year) in &chain.need {
            *needs.entry((form, self.class(end_use), zone)).or_insert(0.0) += by_year[y];
        }
        needs
    }

    /// Million USD lost per unit of mass of a member's need that is unmet under a threat: all end uses of a class are cut
    /// alike. What they make in a year of the programme is what they make in the baseline.
    pub(crate) fn value_under(&self, s: usize, (form, class, zone): (FormId, Class, Zone), y: Year) -> f64 {
        let chain = self.of_form(form);
        let of_class = |((f, u, z), _): &(&Need, &Vec<f64>)| (*f, self.class(*u), *z) == (form, class, zone);
        let (mut lost, mut need) = (0.0, 0.0);
        for (&at, by_year) in chain.need.iter().filter(of_class) {
            lost += self.lost_under(s, at, y);
            need += by_year[y];
        }
        if need > 0.0 { lost / need * chain.unit / MILLION } else { 0.0 }
    }

    /// USD a year lost under a threat without any of a need.
    pub(crate) fn lost_under(&self, s: usize, at: Need, y: Year) -> f64 {
        let chain = self.of_form(at.0);
        let need = chain.need.get(&at).map_or(0.0, |by_year| by_year[y]);
        self.network.worth.counts(s, chain.mineral, at.1, at.2) * self.lost_without(at, need)
    }

    /// Million USD lost per unit of mass of a member's need that is unmet in a normal year: at least the price, which who
    /// needs it pays.
    pub(crate) fn value_of_need(&self, at: Need, y: Year) -> f64 {
        let chain = self.of_form(at.0);
        let need = chain.need.get(&at).map_or(0.0, |by_year| by_year[y]);
        let price = self.price(at.0);
        let value = if need > 0.0 { (self.lost_without(at, need) / need).max(price) } else { price };
        value * chain.unit / MILLION
    }

    /// USD a year lost without any of a need: what hangs on it, or where that is not known what it costs.
    fn lost_without(&self, at: Need, need: f64) -> f64 {
        self.network.worth.lost(at, self.network.end).unwrap_or_else(|| need * self.price(at.0))
    }

    fn price(&self, form: FormId) -> f64 {
        Costs::new(self.network.system).price(form).get()
    }
}

/// Tonnes a year that stand without the programme. Who makes a form today keeps its part of what members use of it, and
/// announced projects that come anyway are part of how it does: the larger of the two stands.
fn standing(network: &Network<'_>, chain: &Chain) -> BTreeMap<(ProcessId, Zone), Vec<f64>> {
    let years = network.years.len();
    let mut standing: BTreeMap<(ProcessId, Zone), Vec<f64>> =
        chain.capacity.iter().map(|(&at, &capacity)| (at, vec![capacity; years])).collect();
    for (process, zone, by_year) in coming(network, chain) {
        let standing = standing.entry((process, zone)).or_insert_with(|| vec![0.0; years]);
        standing.iter_mut().zip(by_year).for_each(|(s, c)| *s += c);
    }
    for (at, &today) in &chain.capacity {
        for (y, stands) in standing.get_mut(at).into_iter().flatten().enumerate() {
            *stands = stands.max(today * chain.growth_of_process(network.system, at.0, y));
        }
    }
    standing
}
