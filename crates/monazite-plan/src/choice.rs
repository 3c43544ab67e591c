//! What can be built: generic capacity of a process in a zone, and announced projects that wait for a decision.

use crate::chain::{Chain, Zone};
use crate::data::{Costs, online, open_projects, sure_projects};
use crate::network::Network;
use monazite::id::{CountryId, ProcessId};
use monazite::system::investment::Parameter;
use monazite::system::project::Status;
use monazite::system::{Role, Stage};

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
        let dated = project.start.map(|start| f64::from(start - network.programme.start).max(1.0));
        // A project without a date counts from where it stands; one that is a mine from where its deposit does.
        let stage = network.system.processes[project.process].stage;
        let stands = lead(network, project.status, project.process, Some(project.country))
            .filter(|_| stage == Stage::Extraction);
        choices.push(Choice {
            project: project.name,
            lead: dated.or(stands).unwrap_or(choice.lead),
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
        let first = project.first_output(network.system);
        let full = project.capacity * project.activity_per_output * costs.completion(project.status);
        let by_year = network.years.iter().map(|year| full * online(0.0, ramp, year - first)).collect();
        coming.push((project.process, zone, by_year));
    }
    coming
}

fn generic(network: &Network<'_>, chain: &Chain, process: ProcessId, zone: Zone) -> Option<Choice> {
    let stage = network.system.processes[process].stage;
    let can = match stage {
        Stage::Extraction => chain.reserves.contains_key(&zone) && has_ore(network, chain, process, zone),
        // Scrap lies with the members.
        Stage::Recycling => network.is_member(zone),
        _ => true,
    };
    let choice = choice(network, process, zone, network.zones[zone].country()).filter(|_| can)?;
    let lead = match stage {
        // Reserves are known deposits.
        Stage::Extraction => lead(network, Status::Deposit, process, choice.country),
        _ => None,
    };
    Some(Choice { lead: lead.unwrap_or(choice.lead), ..choice })
}

/// Whether a zone has ore of the kind that a process mines. Reserves are those of a mineral; of its kinds of ore a zone has
/// those that it mines today and those of projects there. Where a mineral has one kind, reserves are of it.
fn has_ore(network: &Network<'_>, chain: &Chain, process: ProcessId, zone: Zone) -> bool {
    let system = network.system;
    let mines = |p: &&ProcessId| system.processes[**p].stage == Stage::Extraction;
    if chain.processes.iter().filter(mines).count() == 1 || chain.mined.contains(&(process, zone)) {
        return true;
    }
    let makes =
        |form| system.processes[process].recipe.iter().any(|t| t.role == Role::Output && t.form == form);
    system.projects.iter().any(|p| {
        p.stage == Stage::Extraction
            && network.zones[zone].countries.contains(&p.country)
            && p.form.is_some_and(makes)
    })
}

/// Years to first output of a mine from where its deposit stands.
fn lead(
    network: &Network<'_>,
    status: Status,
    process: ProcessId,
    country: Option<CountryId>,
) -> Option<f64> {
    Costs::new(network.system).process(status.lead()?, process, country)
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
