//! Names of columns and rows: keys of the tables, parted by commas.

use crate::network::{Network, Zone};
use monazite::id::{EndUseId, FormId, MineralId, ProcessId};
use monazite::plan::TargetKind;
use monazite::system::System;

/// Names things of one network.
#[derive(Debug, Clone)]
pub(crate) struct Names<'a> {
    system: &'a System,
    zones: Vec<String>,
    members: usize,
}

impl<'a> Names<'a> {
    pub(crate) fn of(network: &Network<'a>) -> Self {
        let zones = network.zones.iter().map(|z| z.name.clone()).collect();
        Self { system: network.system, zones, members: network.programme.members.len() }
    }

    pub(crate) fn mineral(&self, mineral: MineralId) -> String {
        self.system.minerals.key(mineral).to_owned()
    }

    pub(crate) fn process(&self, process: ProcessId) -> String {
        self.system.processes.key(process).to_owned()
    }

    pub(crate) fn form(&self, form: FormId) -> String {
        self.system.forms.key(form).to_owned()
    }

    pub(crate) fn end_use(&self, end_use: EndUseId) -> String {
        self.system.end_uses.key(end_use).to_owned()
    }

    pub(crate) fn zone(&self, zone: Zone) -> String {
        self.zones[zone].clone()
    }

    /// The member that a column of a zone belongs to; hosts belong to nobody.
    pub(crate) fn member(&self, zone: Zone) -> Option<usize> {
        (zone < self.members).then_some(zone)
    }

    pub(crate) fn place(&self, process: ProcessId, zone: Zone, year: i32) -> String {
        format!("{},{},{year}", self.process(process), self.zone(zone))
    }

    pub(crate) fn need(&self, form: FormId, end_use: EndUseId, zone: Zone) -> String {
        format!("{},{},{}", self.form(form), self.end_use(end_use), self.zone(zone))
    }

    pub(crate) fn target(&self, kind: &TargetKind, mineral: MineralId, year: i32) -> String {
        format!("{}[{},{year}]", kind.word(), self.mineral(mineral))
    }

    pub(crate) fn target_of_form(&self, kind: &TargetKind, form: FormId, year: i32) -> String {
        format!("{}[{},{year}]", kind.word(), self.form(form))
    }
}
