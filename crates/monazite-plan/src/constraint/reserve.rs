//! A mine ends with its reserves: over the horizon a zone extracts at most what lies there today.
//!
//! `sum_p sum_y X[p,z,y] <= reserves[z]` over the extraction of a mineral. A zone that extracts today without reported
//! reserves keeps its capacity and is not limited; it gets no new mine.

use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::system::Stage;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    let network = frame.network;
    for chain in &network.minerals {
        for (&zone, &reserve) in &chain.reserves {
            let mines = frame.of_stage(chain, Stage::Extraction);
            let years = 0..network.years.len();
            let columns = years.flat_map(|y| mines.iter().map(move |&p| (p, zone, y)));
            let terms = columns.filter_map(|at| v.activity.get(&at).map(|&x| (x, 1.0))).collect();
            let tag = Tag::new(Family::Reserve, About::MineralIn(chain.mineral, zone));
            lp.at_most(tag, terms, Bound::fixed(reserve / chain.unit));
        }
    }
}
