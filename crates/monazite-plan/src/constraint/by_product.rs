//! By-products end where their host ends.
//!
//! Of the output of a by-product the part d depends on a host. The host's output is not planned here, so what it can
//! carry is a number of its own: `d X[p,z,y] <= limit[p,z]`, the potential of the hosts of the zone where one is
//! published, else today's output.

use crate::chain::{Chain, Zone};
use crate::data::Costs;
use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::id::ProcessId;
use monazite::system::{Role, Stage};

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (&(process, zone, y), &column) in &v.activity {
        let chain = frame.of_process(process);
        let Some(limit) = limit(frame, chain, process, zone) else { continue };
        let tag =
            Tag::new(Family::ByProduct, About::ProcessIn(process, zone)).in_year(frame.network.years[y]);
        let bound = Bound::fixed(limit / chain.unit);
        lp.at_most(tag, vec![(column, 1.0)], bound);
    }
}

/// Largest activity that the hosts of a zone carry; `None` for a process that makes no by-product.
///
/// Only sources lean on a host: what refines a by-product further ends with its feed.
pub(crate) fn limit(frame: &Frame<'_>, chain: &Chain, process: ProcessId, zone: Zone) -> Option<f64> {
    let system = frame.network.system;
    let countries = &frame.network.zones[zone].countries;
    let item = &system.processes[process];
    if item.stage == Stage::Recycling || item.recipe.iter().any(|t| t.role == Role::Input) {
        return None;
    }
    let rows = system.by_products.iter().filter(|b| item.recipe.iter().any(|t| t.form == b.form));
    let here = rows.filter(|b| b.country.is_none_or(|c| countries.contains(&c)));
    let row = here.max_by_key(|b| b.country.is_some())?;
    let dependence = Some(row.dependence.value.get()).filter(|&d| d > 0.0)?;
    let costs = Costs::new(system);
    let of_hosts = countries.iter().filter_map(|&c| costs.host_limit(process, c));
    let today = chain.capacity.get(&(process, zone)).copied().unwrap_or(0.0);
    Some(of_hosts.sum::<f64>().max(today) / dependence)
}
