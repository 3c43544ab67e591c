//! What the members lose without a form: the one loss of all commands, [`monazite::economy::loss`], member by member.
//!
//! A threat that stops several minerals of the programme hits the same goods: each counts by its part of the largest
//! ([`Stakes::together`]), so that the losses of minerals that are planned apart add up.

use crate::chain::Zone;
use crate::data::End;
use monazite::economy::loss::Stakes;
use monazite::estimate::Estimate;
use monazite::id::{CountryId, EndUseId, FormId, MineralId};
use monazite::plan::Programme;
use monazite::system::System;
use std::collections::{BTreeMap, BTreeSet};

/// A form that an end use of a member needs.
pub(crate) type Need = (FormId, EndUseId, Zone);

/// What hangs on the needs of the members.
#[derive(Debug, Clone, Default)]
pub(crate) struct Worth {
    /// Value added a year that is lost without any of the form, USD; needs of which it is not known are not there.
    lost: BTreeMap<Need, Estimate>,
    /// The part of it that counts under a threat, by its place; one where it is not there.
    counts: BTreeMap<(usize, MineralId, EndUseId, Zone), f64>,
}

impl Worth {
    /// What hangs on some needs of a programme's members.
    pub(crate) fn of(system: &System, programme: &Programme, needs: &BTreeSet<Need>) -> Self {
        let stakes = Stakes::of(system);
        let mut worth = Self::default();
        let countries = |zone: Zone| programme.members[zone].countries.iter().copied();
        for &(form, end_use, zone) in needs {
            let known = |country| {
                let value = stakes.value(form, end_use, country).ok()?;
                (stakes.value_added(end_use, country).value > 0.0).then_some(value)
            };
            let known: Vec<Estimate> = countries(zone).filter_map(known).collect();
            if !known.is_empty() {
                let sum = known.into_iter().fold(Estimate::default(), |sum, value| sum + value);
                worth.lost.insert((form, end_use, zone), sum);
            }
        }
        let minerals: BTreeSet<(MineralId, EndUseId, Zone)> =
            needs.iter().map(|&(f, u, z)| (system.forms[f].mineral, u, z)).collect();
        // Most threats are about the same minerals.
        let mut known: BTreeMap<(Vec<MineralId>, EndUseId, CountryId), f64> = BTreeMap::new();
        for (s, threat) in programme.threats.iter().enumerate() {
            let hit = |m: &MineralId| system.forms_of(*m).any(|form| threat.hits(form));
            let hit: Vec<MineralId> = programme.minerals.iter().copied().filter(hit).collect();
            for &(mineral, end_use, zone) in
                minerals.iter().filter(|(m, ..)| hit.len() > 1 && hit.contains(m))
            {
                let (mut counted, mut all) = (0.0, 0.0);
                for country in countries(zone) {
                    let value = stakes.value_added(end_use, country).value;
                    let part = known
                        .entry((hit.clone(), end_use, country))
                        .or_insert_with(|| stakes.together(&hit, end_use, country).unwrap_or(1.0));
                    counted += value * *part;
                    all += value;
                }
                let counts = if all > 0.0 { counted / all } else { 1.0 };
                worth.counts.insert((s, mineral, end_use, zone), counts);
            }
        }
        worth
    }

    /// USD a year lost without any of a form, at an end of what is known; `None` where nothing is.
    pub(crate) fn lost(&self, need: Need, end: End) -> Option<f64> {
        self.lost.get(&need).map(|lost| match end {
            End::Low => lost.low,
            End::Central => lost.value,
            End::High => lost.high,
        })
    }

    /// The part of what is lost of a mineral that counts under a threat.
    pub(crate) fn counts(&self, s: usize, mineral: MineralId, end_use: EndUseId, zone: Zone) -> f64 {
        self.counts.get(&(s, mineral, end_use, zone)).copied().unwrap_or(1.0)
    }
}
