//! Scrap that can be recycled: what members discard, by cohorts, collected and recovered.

use crate::chain::Chain;
use crate::data::Growth;
use crate::network::Network;
use monazite::balance::MineralBalance;
use monazite::metric::scrap::scrap as coming_back;
use monazite::system::Stage;
use std::collections::BTreeMap;

/// Fills [`Chain::scrap`] and [`Chain::direct_scrap`].
///
/// At least what is recycled today goes on coming back, the new scrap of factories included. Scrap that enters a form
/// without a recycling process in the baseline goes on doing so.
pub(crate) fn scrap(network: &Network<'_>, chain: &mut Chain, balance: &MineralBalance) {
    let (system, years) = (network.system, &network.years);
    let growth = Growth::of(system, chain.mineral, &network.programme.demand);
    for entering in &balance.scrap {
        if let Some(zone) = network.member_of(entering.country) {
            *chain.direct_scrap.entry((entering.form, zone)).or_default() += entering.mass.get();
        }
    }
    for of_use in &balance.uses {
        let (Some(zone), Some(&first), Some(&last)) =
            (network.member_of(of_use.country), years.first(), years.last())
        else {
            continue;
        };
        let place = system.scope_of(of_use.form).for_end_use(of_use.end_use);
        let path = |year| growth.over_baseline(of_use.end_use, year);
        let back = coming_back(system, chain.mineral, &place, of_use.mass, first..=last, path);
        let by_year = chain.scrap.entry(zone).or_insert_with(|| vec![0.0; years.len()]);
        by_year.iter_mut().zip(back).for_each(|(sum, tonnes)| *sum += tonnes.get());
    }
    let mut today: BTreeMap<usize, f64> = BTreeMap::new();
    for (&(process, zone), &capacity) in &chain.capacity {
        if system.processes[process].stage == Stage::Recycling {
            *today.entry(zone).or_default() += capacity;
        }
    }
    for (zone, today) in today {
        let by_year = chain.scrap.entry(zone).or_insert_with(|| vec![0.0; years.len()]);
        by_year.iter_mut().for_each(|tonnes| *tonnes = tonnes.max(today));
    }
}
