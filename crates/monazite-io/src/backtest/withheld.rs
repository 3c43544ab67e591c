//! What a scenario withholds of the usual supply of a market: the quantity that the simple rule looks at.

use super::episode::Episode;
use super::observation::Observation;
use monazite::balance::{Balance, MineralBalance};
use monazite::id::{CountryId, FormId};
use monazite::scenario::{Amount, Kind, Reach, Scenario, ShareOf, Shock};
use monazite::system::{Role, System};

/// For each observation the mean share withheld from the announcement to its middle.
pub(super) fn withheld(
    system: &System,
    balance: &Balance,
    scenario: &Scenario,
    episode: &Episode,
) -> Vec<f64> {
    let each = episode.observations.iter();
    each.map(|o| {
        let (Some(form), Some(place)) = (system.forms.id(&o.form), system.countries.id(&o.country)) else {
            return 0.0;
        };
        let Some(market) = balance.minerals.get(&system.forms[form].mineral) else { return 0.0 };
        let (from, to) = (scenario.day(episode.announced), middle(scenario, o));
        let lost = scenario
            .shocks
            .iter()
            .map(|shock| lost(system, market, shock, (form, place)) * in_force(scenario, shock, from, to));
        lost.sum::<f64>().min(0.99)
    })
    .collect()
}

fn middle(scenario: &Scenario, observation: &Observation) -> f64 {
    0.5 * (scenario.day(observation.days.0) + scenario.day(observation.days.1) + 1.0)
}

/// Mean over some days of the part of its flow that a shock takes.
fn in_force(scenario: &Scenario, shock: &Shock, from: f64, to: f64) -> f64 {
    let mut taken = 0.0;
    for interval in &shock.active {
        let start = scenario.day(interval.from);
        let end = interval.until.map_or(f64::INFINITY, |until| scenario.day(until));
        let (a, b) = (from.max(start), to.min(end));
        if b > a {
            taken += (b - a) * part(&shock.kind, a - start, b - start);
        }
    }
    taken / (to - from).max(1.0)
}

fn part(kind: &Kind, from: f64, to: f64) -> f64 {
    match kind {
        Kind::ExportBan(ban) => 1.0 - ban.leakage.as_ref().map_or(0.0, |path| path.mean(from, to)),
        Kind::Quota(quota) => match quota.amount {
            Amount::ShareOfBaseline(share) => 1.0 - share.central(),
            Amount::TonnesPerYear(_) => 1.0,
        },
        Kind::Licence(licence) => {
            let delay = licence.delay.central();
            let open = (to - from.max(delay)).max(0.0) / (to - from);
            let let_through = licence.approval.mean((from - delay).max(0.0), (to - delay).max(0.0));
            let most = if licence.share_of == ShareOf::Usual { f64::INFINITY } else { 1.0 };
            1.0 - open * let_through.min(most)
        }
        Kind::Outage(outage) => outage.loss.mean(from, to),
        Kind::Tax(_) | Kind::TechnologyBan(_) | Kind::DemandSurge(_) => 0.0,
    }
}

/// The share of the usual supply of a market that passes under a shock.
fn lost(system: &System, market: &MineralBalance, shock: &Shock, (form, place): (FormId, CountryId)) -> f64 {
    match &shock.kind {
        Kind::ExportBan(ban) => behind(market, &ban.reach, form, place, None),
        Kind::Licence(licence) => behind(market, &licence.reach, form, place, None),
        Kind::Quota(quota) => {
            let tonnes = match quota.amount {
                Amount::TonnesPerYear(tonnes) => Some(tonnes.central()),
                Amount::ShareOfBaseline(_) => None,
            };
            behind(market, &quota.reach, form, place, tonnes)
        }
        Kind::Outage(outage) => {
            let forms =
                outage.forms.iter().copied().find(|f| system.forms[*f].mineral == system.forms[form].mineral);
            let Some(form) = forms else { return 0.0 };
            let made = |here: &dyn Fn(CountryId) -> bool| -> f64 {
                (market.activity.iter().filter(|a| here(a.country)))
                    .map(|a| a.mass.get() * coefficient(system, a.process, form))
                    .sum()
            };
            made(&|country| outage.countries.contains(&country)) / made(&|_| true)
        }
        Kind::Tax(_) | Kind::TechnologyBan(_) | Kind::DemandSurge(_) => 0.0,
    }
}

fn coefficient(system: &System, process: monazite::id::ProcessId, form: FormId) -> f64 {
    let outputs =
        system.processes[process].recipe.iter().filter(|t| t.role == Role::Output && t.form == form);
    outputs.map(|t| t.coefficient.value.get()).sum()
}

/// Exports under a restriction over what is at hand outside: imports from inside and output outside, of the form
/// observed, or of those restricted where it is not one of them.
fn behind(
    market: &MineralBalance,
    reach: &Reach,
    form: FormId,
    place: CountryId,
    tonnes: Option<f64>,
) -> f64 {
    let inside = reach.from.contains(&place);
    let restricted =
        |f: FormId| if reach.forms.contains(&form) { f == form } else { reach.forms.contains(&f) };
    if inside && reach.forms.contains(&form) && tonnes.is_none() {
        return 0.0;
    }
    let flows = || market.flows.iter().filter(|f| restricted(f.form));
    let sent: f64 =
        flows().filter(|f| reach.covers(f.form, f.exporter, f.importer)).map(|f| f.mass.get()).sum();
    let used: f64 = market
        .uses
        .iter()
        .filter(|u| restricted(u.form) && !reach.from.contains(&u.country))
        .map(|u| u.mass.get())
        .sum();
    let came: f64 = flows().filter(|f| !reach.from.contains(&f.importer)).map(|f| f.mass.get()).sum();
    let whole = used.max(came).max(sent);
    let taken = tonnes.map_or(sent, |t| (sent - t).max(0.0));
    if whole > 0.0 { taken / whole } else { 0.0 }
}
