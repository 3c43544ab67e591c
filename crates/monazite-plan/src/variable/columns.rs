//! Every unknown, found by what it is about.

use crate::chain::{Class, Year, Zone};
use crate::lp::Column;
use monazite::id::{EndUseId, FormId, ProcessId};
use std::collections::BTreeMap;

/// Every unknown by what it is about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Variables {
    /// Capacity decided: choice, year.
    pub(crate) build: BTreeMap<(usize, Year), Column>,
    /// Activity of a process in a zone.
    pub(crate) activity: BTreeMap<(ProcessId, Zone, Year), Column>,
    /// The part of it that runs on new capacity.
    pub(crate) new_activity: BTreeMap<(ProcessId, Zone, Year), Column>,
    /// New capacity that is online, of a process in a zone.
    pub(crate) installed: BTreeMap<(ProcessId, Zone, Year), Column>,
    /// The same in all zones.
    pub(crate) installed_anywhere: BTreeMap<(ProcessId, Year), Column>,
    /// Output of a form, in all zones.
    pub(crate) made: BTreeMap<(FormId, Year), Column>,
    /// Bought from the supplier.
    pub(crate) import: BTreeMap<(FormId, Zone, Year), Column>,
    /// The same in all zones.
    pub(crate) imported: BTreeMap<(FormId, Year), Column>,
    /// Taken from the pool of members, hosts and the rest of the world.
    pub(crate) taken: BTreeMap<(FormId, Zone, Year), Column>,
    /// Given to the pool.
    pub(crate) given: BTreeMap<(FormId, Zone, Year), Column>,
    /// Bought by the pool from the rest of the world.
    pub(crate) elsewhere: BTreeMap<(FormId, Year), Column>,
    /// Sold by the pool to the rest of the world.
    pub(crate) sale: BTreeMap<(FormId, Year), Column>,
    /// Stock held at the end of a year.
    pub(crate) held: BTreeMap<(FormId, Zone, Year), Column>,
    /// The same in all members.
    pub(crate) held_together: BTreeMap<(FormId, Year), Column>,
    /// Added to the stock in a year.
    pub(crate) bought: BTreeMap<(FormId, Zone, Year), Column>,
    /// Need that is done without.
    pub(crate) substituted: BTreeMap<(FormId, EndUseId, Zone, Year), Column>,
    /// Need unmet in a normal year.
    pub(crate) unmet: BTreeMap<(FormId, EndUseId, Zone, Year), Column>,
    /// What is done under a threat that begins in a year.
    pub(crate) recourse: BTreeMap<(usize, Year), Recourse>,
    /// What a target lacks: target, year.
    pub(crate) slack: BTreeMap<(usize, Year), Column>,
    /// Loss at risk of a year, and what a threat loses beyond it.
    pub(crate) tail: Tail,
}

impl Variables {
    /// What a programme decides, with the year: capacity, stocks and what is done without for good.
    pub(crate) fn decisions(&self) -> Vec<(Year, Column)> {
        let built = self.build.iter().map(|(&(_, y), &c)| (y, c));
        let bought = self.bought.iter().map(|(&(_, _, y), &c)| (y, c));
        let substituted = self.substituted.iter().map(|(&(_, _, _, y), &c)| (y, c));
        built.chain(bought).chain(substituted).collect()
    }
}

/// What is done under a threat. Masses over the whole threat, not by year.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recourse {
    /// X[s,p,y]: activity.
    pub(crate) activity: BTreeMap<ProcessId, Column>,
    /// I[s,f,y]: what still comes from the supplier.
    pub(crate) import: BTreeMap<FormId, Column>,
    /// R[s,f,y]: bought from the rest of the world.
    pub(crate) elsewhere: BTreeMap<FormId, Column>,
    /// L[s,f,y]: released from stock.
    pub(crate) released: BTreeMap<FormId, Column>,
    /// Q[s,f,u,y]: done without.
    pub(crate) substituted: BTreeMap<(FormId, EndUseId), Column>,
    /// U[s,f,c,z,y]: unmet need of a class of end uses of a member, all cut alike.
    pub(crate) unmet: BTreeMap<(FormId, Class, Zone), Column>,
    /// C[s,f,c,y]: the part of need that it is, the same of all members.
    pub(crate) cut: BTreeMap<(FormId, Class), Column>,
}

/// The unknowns of conditional value at risk. Million USD.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tail {
    /// eta[y].
    pub(crate) at_risk: BTreeMap<Year, Column>,
    /// z[s,y] >= loss[s,y] - eta[y].
    pub(crate) beyond: BTreeMap<(usize, Year), Column>,
}
