//! What can be built: generic capacity of a process in a zone, and announced projects that wait for a decision.

use crate::chain::{Chain, Zone};
use crate::data::{Costs, open_projects, sure_projects};
use crate::network::Network;
use monazite::id::{CountryId, ProcessId};
use monazite::system::Stage;
use monazite::system::investment::Parameter;

/// Something that can be built, in any number of decisions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Choice {
    pub(crate) process: ProcessId,
    pub(crate) zone: Zone,
    /// Name of the project; blank for generic capacity.
    pub(crate) project: String,
    /// Country whose costs hold, where one is known.
    pub(crate) country: Option<CountryId>,
    /// USD per tonne a year.
    pub(crate) capital: f64,
    /// Years from decision to first output.
    pub(crate) lead: f64,
    /// Years from first to full output.
    pub(crate) ramp: f64,
    /// Years over which the money is written off.
    pub(crate) life: f64,
    /// Real yearly return that the money must earn.
    pub(crate) cost_of_capital: f64,
    /// Most that can be built of it, tonnes a year.
    pub(crate) limit: f64,
    /// Size of one works, where it comes in whole works.
    pub(crate) works: Option<f64>,
}

impl Choice {
    /// Part of the capacity that is there, on average over the year that begins `since` years after the decision.
    ///
    /// Output rises in a straight line from zero at the lead time to full at lead time and ramp.
    pub(crate) fn online(&self, since: i32) -> f64 {
        online(self.lead, self.ramp, since)
    }

    /// Yearly payment per USD of capital over its life, with interest while it is being built.
    pub(crate) fn annuity(&self) -> f64 {
        let r = self.cost_of_capital;
        let while_built = (1.0 + r).powf(self.lead / 2.0);
        let yearly = if r > 0.0 { r / (1.0 - (1.0 + r).powf(-self.life)) } else { 1.0 / self.life };
        while_built * yearly
    }
}

/// See [`Choice::online`].
pub(crate) fn online(lead: f64, ramp: f64, since: i32) -> f64 {
    // Integral of the rise from its start up to a time.
    let area = |time: f64| {
        let t = (time - lead).max(0.0);
        if ramp > 0.0 && t < ramp {
            t * t / (2.0 * ramp)
        } else {
            t - ramp / 2.0 * f64::from(u8::from(t > 0.0))
        }
    };
    (area(f64::from(since) + 1.0) - area(f64::from(since))).clamp(0.0, 1.0)
}

/// What can be built for a mineral, in the order of its processes and zones; projects after generic capacity.
pub(crate) fn choices(network: &Network<'_>, chain: &Chain) -> Vec<Choice> {
    let mut choices = Vec::new();
    for &process in &chain.processes {
        for zone in 0..network.zones.len() {
            choices.extend(generic(network, chain, process, zone));
        }
    }
    for project in open_projects(network.system, chain.mineral) {
        let zone = network.zones.iter().position(|z| z.countries.contains(&project.country));
        let Some(zone) = zone else { continue };
        let Some(choice) = choice(network, project.process, zone, Some(project.country)) else { continue };
        let probability = Costs::new(network.system).completion(project.status);
        let waiting = f64::from(project.start - network.programme.start);
        choices.push(Choice {
            project: project.name,
            lead: choice.lead.min(waiting.max(1.0)),
            limit: project.capacity * project.activity_per_output * probability,
            works: None,
            ..choice
        });
    }
    choices
}

/// Capacity of projects that come anyway, expected, by year: process, zone, tonnes a year.
pub(crate) fn coming(network: &Network<'_>, chain: &Chain) -> Vec<(ProcessId, Zone, Vec<f64>)> {
    let costs = Costs::new(network.system);
    let mut coming = Vec::new();
    for project in sure_projects(network.system, chain.mineral) {
        let Some(zone) = network.member_of(project.country) else { continue };
        let ramp = costs.process(Parameter::Ramp, project.process, Some(project.country)).unwrap_or(0.0);
        let full = project.capacity * project.activity_per_output * costs.completion(project.status);
        let by_year =
            network.years.iter().map(|year| full * online(0.0, ramp, year - project.start)).collect();
        coming.push((project.process, zone, by_year));
    }
    coming
}

fn generic(network: &Network<'_>, chain: &Chain, process: ProcessId, zone: Zone) -> Option<Choice> {
    let stage = network.system.processes[process].stage;
    let can = match stage {
        Stage::Extraction => chain.reserves.contains_key(&zone),
        // Scrap lies with the members.
        Stage::Recycling => network.is_member(zone),
        _ => true,
    };
    if can { choice(network, process, zone, network.zones[zone].country()) } else { None }
}

/// What a process costs to build in a zone; `None` where no capital cost or lead time is known.
fn choice(
    network: &Network<'_>,
    process: ProcessId,
    zone: Zone,
    country: Option<CountryId>,
) -> Option<Choice> {
    let costs = Costs::new(network.system);
    let of = |parameter| costs.process(parameter, process, country);
    Some(Choice {
        process,
        zone,
        project: String::new(),
        country,
        capital: of(Parameter::CapitalCost)?,
        lead: of(Parameter::LeadTime)?,
        ramp: of(Parameter::Ramp).unwrap_or(0.0),
        life: of(Parameter::Life)?,
        cost_of_capital: of(Parameter::CostOfCapital)?,
        limit: f64::INFINITY,
        works: of(Parameter::UnitSize),
    })
}

#[cfg(test)]
mod tests {
    use super::online;

    #[test]
    fn output_begins_after_the_lead_time_and_rises_over_the_ramp() {
        // The worked number of the methods page: lead time 2.2 years, ramp 1 year.
        assert_eq!(online(2.2, 1.0, 0), 0.0);
        assert_eq!(online(2.2, 1.0, 1), 0.0);
        assert!((online(2.2, 1.0, 2) - 0.32).abs() < 1e-12, "from 2.2 to 3.0: 0.8 * 0.8 / 2");
        assert!((online(2.2, 1.0, 3) - 0.98).abs() < 1e-12, "the rest of the rise, then full");
        assert_eq!(online(2.2, 1.0, 4), 1.0);
        assert_eq!(online(2.2, 1.0, -1), 0.0);
        assert!((online(1.0, 0.0, 1) - 1.0).abs() < 1e-12);
    }
}
