//! Recycling ends with the scrap there is: `sum_p X[p,z,y] <= scrap[z,y]` over the recycling of a mineral.

use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::system::Stage;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    let network = frame.network;
    for chain in &network.minerals {
        let recyclers = frame.of_stage(chain, Stage::Recycling);
        if recyclers.is_empty() {
            continue;
        }
        for zone in network.members() {
            for (y, year) in frame.years() {
                let running = recyclers.iter().filter_map(|&p| v.activity.get(&(p, zone, y)));
                let terms = running.map(|&x| (x, 1.0)).collect();
                let scrap = chain.scrap.get(&zone).map_or(0.0, |by_year| by_year[y]) / chain.unit;
                let tag = Tag::new(Family::Scrap, About::MineralIn(chain.mineral, zone)).in_year(year);
                lp.at_most(tag, terms, Bound::fixed(scrap));
            }
        }
    }
}
