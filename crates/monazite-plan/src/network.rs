//! The network of a programme: members, hosts, the supplier and the rest of the world, over its years and minerals.

use crate::chain::{Chain, Seller, Zone, ZoneData};
use crate::data::End;
use crate::relief::Weeks;
use crate::stake::Worth;
use monazite::balance::Balance;
use monazite::id::{CountryId, FormId};
use monazite::plan::{Programme, Threat};
use monazite::system::System;
use std::collections::BTreeMap;

/// The network of a programme.
#[derive(Debug, Clone)]
pub(crate) struct Network<'a> {
    pub(crate) system: &'a System,
    pub(crate) programme: &'a Programme,
    /// Members in the order of the programme, then the hosts where there are any.
    pub(crate) zones: Vec<ZoneData>,
    pub(crate) years: Vec<i32>,
    pub(crate) minerals: Vec<Chain>,
    /// What hangs on the needs of members, and at which end of what is known it is taken.
    pub(crate) worth: Worth,
    pub(crate) end: End,
    /// The balance that its chains are of.
    pub(crate) balance: &'a Balance,
    /// What the weeks of each threat do to a form, by its place; nothing where it is not there.
    pub(crate) weeks: BTreeMap<(usize, FormId), Weeks>,
}

impl<'a> Network<'a> {
    /// The same with some of its minerals only.
    pub(crate) fn only(&self, chains: &[Chain]) -> Self {
        Self { minerals: chains.to_vec(), ..self.clone() }
    }

    /// Threats by place, each with the years in which it may begin.
    pub(crate) fn branches(&self) -> Vec<(usize, usize)> {
        let threats = self.programme.threats.iter().enumerate();
        let years = || self.years.iter().enumerate();
        let open = threats
            .flat_map(|(s, t)| years().map(move |(y, year)| (s, y, t.from.is_none_or(|from| *year >= from))));
        open.filter(|(_, _, may)| *may).map(|(s, y, _)| (s, y)).collect()
    }

    /// Whether a threat is about any of its minerals.
    pub(crate) fn touched_by(&self, threat: &Threat) -> bool {
        self.minerals.iter().any(|chain| chain.touched_by(threat))
    }

    /// How much there is to solve: processes, forms and needs.
    pub(crate) fn size(&self) -> usize {
        self.minerals.iter().map(|c| c.processes.len() + c.forms.len() + c.need.len()).sum()
    }

    /// Whether a zone is a member rather than the hosts.
    pub(crate) fn is_member(&self, zone: Zone) -> bool {
        zone < self.programme.members.len()
    }

    /// Members' zones.
    pub(crate) fn members(&self) -> std::ops::Range<Zone> {
        0..self.programme.members.len()
    }

    /// The zone of a country; hosts are part of the rest of the world for what exists today.
    pub(crate) fn member_of(&self, country: CountryId) -> Option<Zone> {
        self.programme.members.iter().position(|m| m.countries.contains(&country))
    }

    /// Who sells what a country sells; none where it is the supplier.
    pub(crate) fn seller(&self, country: CountryId) -> Option<Seller> {
        if self.programme.suppliers.contains(&country) {
            return None;
        }
        Some(self.member_of(country).map_or(Seller::Rest, Seller::Member))
    }
}
