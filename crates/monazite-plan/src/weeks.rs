//! What the weeks of a threat do that the plan does not see: one loss for a threat, whoever is asked.
//!
//! The plan knows no weeks and no prices. In the simulator stocks of the trade run down, spare capacity comes in, prices
//! make users give up what others outbid them for. So each threat meets the network of today in both, once without any
//! decision, and the difference stays with the plan: what the simulator finds beyond it is had under that threat
//! (`relief`), and where it finds less, a tonne of need takes more than a tonne of what is had (`outbid`). Without a
//! programme a threat then costs what `simulate --economy` says; a programme is counted from there. Methods page: `docs/methods/plan.md`.

use crate::data::MILLION;
use crate::error::Error;
use crate::model::Model;
use crate::network::Network;
use crate::plan::without;
use crate::relief::Weeks;
use crate::solve::Session;
use monazite::Watch;
use monazite::balance::Balance;
use monazite::id::{CountryId, EndUseId, FormId};
use monazite::plan::{Attitude, DAYS_PER_MONTH, Programme, Targets, Threat};
use monazite::quantity::{Days, Share};
use monazite::scenario::{Date, ExportBan, Interval, Kind, Path, Scenario, Shock};
use monazite::simulate::{self, Outcome};
use monazite::system::System;
use monazite_highs::Solution;
use std::collections::{BTreeMap, BTreeSet};

/// How often the plan is asked.
const ROUNDS: u32 = 6;
/// How much more than is needed is taken to be had where nothing is short, in the second round; in later ones more.
const STEP: f64 = 0.1;
/// Less than this part of need is nothing.
const NOTHING: f64 = 1e-6;

/// What the weeks do, after a plan with these lost what it lost in a round. Where nothing is short in the plan more is to be
/// had than is needed, nobody knows how much: it is taken to be more from round to round.
fn again(weeks: Weeks, lost: &Lost, round: u32) -> Weeks {
    let had = weeks.outbid * (1.0 - lost.planned) - weeks.relief;
    let spare = lost.planned < NOTHING && lost.simulated > NOTHING;
    let had = if spare { had * (1.0 + STEP * f64::from(2_u32.pow(round) - 1)) } else { had };
    Weeks::between(1.0 - had, lost.simulated)
}

impl Network<'_> {
    /// The same with what the weeks of its threats do. A network that the simulator cannot take stays as it is.
    ///
    /// # Errors
    /// The years of today did not solve; [`Error::Cancelled`] by the watch.
    pub(crate) fn with_weeks(&self, watch: &Watch) -> Result<Self, Error> {
        let mut network = self.clone();
        network.weeks = weeks(self, watch)?;
        Ok(network)
    }
}

/// What the weeks of each threat do to each form that members need, by place of the threat.
///
/// Forms of a chain feed each other, so that what is had of one beyond the plan moves what is short of another: the plan is
/// asked again with what was found, and of each threat the round counts that comes nearest to the simulator.
fn weeks(network: &Network<'_>, watch: &Watch) -> Result<BTreeMap<(usize, FormId), Weeks>, Error> {
    let programme = today(network.programme);
    let years = network.years.iter().copied().take(1).collect();
    let mut one = Network { programme: &programme, years, weeks: BTreeMap::new(), ..network.clone() };
    let mut outcomes = Vec::new();
    if !one.branches().is_empty() {
        let balance = of_network(network);
        for (s, threat) in programme.threats.iter().enumerate().filter(|(_, t)| network.touched_by(t)) {
            outcomes.extend(simulated(network.system, &balance, threat, watch)?.map(|outcome| (s, outcome)));
        }
    }
    let mut nearest: BTreeMap<usize, (f64, Vec<(FormId, Weeks)>)> = BTreeMap::new();
    for round in 0..ROUNDS {
        if outcomes.is_empty() {
            break;
        }
        let model = Model::of(&one, watch)?;
        let idle = without(&mut Session::new(&model, watch)?)?;
        let mut next = BTreeMap::new();
        for (s, outcome) in &outcomes {
            let lost = lost(&model, *s, &idle, outcome);
            let off = lost.iter().map(|l| l.worth * (l.planned - l.simulated)).sum::<f64>().abs();
            let weeks = |l: &Lost| one.weeks.get(&(*s, l.form)).copied().unwrap_or_default();
            if nearest.get(s).is_none_or(|(least, _)| off < *least) {
                nearest.insert(*s, (off, lost.iter().map(|l| (l.form, weeks(l))).collect()));
            }
            next.extend(lost.iter().map(|l| ((*s, l.form), again(weeks(l), l, round))));
        }
        let same = next == one.weeks;
        drop(model);
        one.weeks = next;
        if same {
            break;
        }
    }
    let of_threat = |(s, (_, weeks)): (usize, (f64, Vec<(FormId, Weeks)>))| {
        weeks.into_iter().map(move |(form, weeks)| ((s, form), weeks))
    };
    Ok(nearest.into_iter().flat_map(of_threat).collect())
}

/// The programme's threats in a year of today, each as likely as the others, nothing asked.
fn today(programme: &Programme) -> Programme {
    let as_likely = |t: &Threat| Threat { from: None, probability: Share::new(0.5), ..t.clone() };
    Programme {
        years: 1,
        targets: Targets::default(),
        lumpy: false,
        budget: None,
        attitude: Attitude::Expected,
        threats: programme.threats.iter().map(as_likely).collect(),
        ..programme.clone()
    }
}

/// The balance of the network's minerals.
fn of_network(network: &Network<'_>) -> Balance {
    let minerals = network.minerals.iter().map(|c| c.mineral);
    let of = |mineral| Some((mineral, network.balance.minerals.get(&mineral)?.clone()));
    Balance { minerals: minerals.filter_map(of).collect() }
}

/// A threat on the network of today; `None` where the simulator says why not: a replay says so too.
fn simulated(
    system: &System,
    balance: &Balance,
    threat: &Threat,
    watch: &Watch,
) -> Result<Option<Outcome>, Error> {
    let Ok(model) = simulate::Model::new(system, balance, &scenario(system, threat)) else { return Ok(None) };
    match model.outcome_watched(&model.inputs().central(), watch) {
        Ok(outcome) => Ok(Some(outcome)),
        Err(cancelled) => Err(cancelled.into()),
    }
}

/// A threat as bans, each on what it takes.
fn scenario(system: &System, threat: &Threat) -> Scenario {
    let start = Date::new(system.year as i16, 1, 1).unwrap_or(Date::ZERO);
    let mut scenario = Scenario::quiet(&threat.key, start, Days::new(threat.months * DAYS_PER_MONTH));
    for (k, lost) in threat.lost.iter().enumerate() {
        let leakage = Some(Path::constant(1.0 - lost.share.get()));
        scenario.shocks.push(Shock {
            announced: None,
            seen_as: None,
            name: format!("{} {}", threat.name, k + 1),
            kind: Kind::ExportBan(ExportBan { reach: lost.reach.clone(), leakage }),
            active: vec![Interval { from: start, until: None }],
            probability: Share::new(1.0),
            source: String::new(),
            notes: String::new(),
        });
    }
    scenario
}

/// Parts of what hangs on a form that are lost under a threat in the first year.
struct Lost {
    form: FormId,
    /// What hangs on it, USD a year: end uses and members weigh by it.
    worth: f64,
    /// Part lost in the plan.
    planned: f64,
    /// Part lost in the simulator.
    simulated: f64,
}

/// What is lost of each form that members need.
fn lost(model: &Model<'_>, s: usize, idle: &Solution, outcome: &Outcome) -> Vec<Lost> {
    let frame = &model.frame;
    let threat = &frame.network.programme.threats[s];
    let h = threat.months / 12.0;
    let mut lost: BTreeMap<FormId, [f64; 3]> = BTreeMap::new();
    for chain in frame.network.minerals.iter().filter(|c| c.touched_by(threat)) {
        for &(form, end_use, zone) in chain.need.keys() {
            let value = frame.lost_under(s, (form, end_use, zone), 0);
            let sums = lost.entry(form).or_default();
            sums[0] += value;
            sums[2] += value * lacked(outcome, (form, end_use), &frame.network.zones[zone].countries);
        }
    }
    for (&(form, class, zone), &column) in &model.variables.recourse[&(s, 0)].unmet {
        if let Some(sums) = lost.get_mut(&form) {
            sums[1] += idle.columns[column.0] / h * frame.value_under(s, (form, class, zone), 0) * MILLION;
        }
    }
    let parts = lost.into_iter().filter(|(_, [worth, ..])| *worth > 0.0);
    let of = |(form, [worth, planned, simulated]): (FormId, [f64; 3])| {
        let part = |sum: f64| (sum / worth).clamp(0.0, 1.0);
        Lost { form, worth, planned: part(planned), simulated: part(simulated) }
    };
    parts.map(of).collect()
}

/// Part of its need that an end use of some countries goes without in an outcome, for the price or for want of supply.
fn lacked(outcome: &Outcome, (form, end_use): (FormId, EndUseId), countries: &BTreeSet<CountryId>) -> f64 {
    let (mut lacked, mut needed) = (0.0, 0.0);
    for user in countries.iter().filter_map(|&country| outcome.user(form, country, end_use)) {
        for period in 0..outcome.periods {
            lacked += outcome.shortfall_before_restraint(user, period).get();
            needed += outcome.need(user, period).get();
        }
    }
    if needed > 0.0 { (lacked / needed).clamp(0.0, 1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relief::MOST;
    use monazite::id::Id;

    /// A plan that goes without half of its need, where weeks say a fifth, all of it and nothing less.
    #[test]
    fn what_weeks_do_makes_a_plan_lose_what_they_say() {
        // What is had is half of need: with relief or outbid it covers what the simulator says.
        let without = |simulated: f64| {
            let Weeks { relief, outbid } = Weeks::between(0.5, simulated);
            1.0 - (0.5 + relief) / outbid
        };
        for simulated in [0.0, 0.2, 0.5, 0.8, 0.99] {
            assert!((without(simulated) - simulated).abs() < 1e-12, "{simulated}");
        }
        assert!((without(1.0) - MOST).abs() < 1e-12);
        assert_eq!(Weeks::between(0.3, 0.3), Weeks::default());
        assert_eq!(Weeks::between(1.0, 1.0), Weeks::default(), "nothing is had that others could take");
    }

    #[test]
    fn a_plan_that_does_what_weeks_say_keeps_them() {
        let form = FormId::from_index(0);
        for (planned, simulated) in [(0.5, 0.2), (0.1, 0.4)] {
            let weeks = Weeks::between(planned, simulated);
            let met = again(weeks, &Lost { form, worth: 1.0, planned: simulated, simulated }, 3);
            assert!((met.relief - weeks.relief).abs() < 1e-12 && (met.outbid - weeks.outbid).abs() < 1e-12);
        }
        // Nothing is short in the plan though others outbid: more and more is taken to be had.
        let idle = Lost { form, worth: 1.0, planned: 0.0, simulated: 0.1 };
        let first = again(Weeks::default(), &idle, 0);
        let second = again(first, &idle, 1);
        assert!((first.outbid - 1.0 / 0.9).abs() < 1e-12 && second.outbid > 1.2 * first.outbid, "{second:?}");
    }
}
