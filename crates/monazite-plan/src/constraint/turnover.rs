//! A stock of what does not keep is turned over in use: at most what members use of the form in its shelf life.
//!
//! `S[f,y] <= life (sum_p a X + sum_u (D - Q - U)) + stock of today`.

use super::balance::input;
use crate::chain::{Chain, Year};
use crate::data::Costs;
use crate::frame::Frame;
use crate::lp::{About, Bound, Column, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::id::FormId;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    let costs = Costs::new(frame.network.system);
    for chain in &frame.network.minerals {
        for &form in &chain.forms {
            let Some(life) = costs.shelf_life(form) else { continue };
            for (y, year) in frame.years() {
                let Some(&held) = v.held_together.get(&(form, y)) else { continue };
                let (terms, present) = used(frame, v, (chain, form, y), life);
                let terms = std::iter::once((held, 1.0)).chain(terms).collect();
                let tag = Tag::new(Family::Turnover, About::Form(form)).in_year(year);
                lp.at_most(tag, terms, Bound { present, ..Bound::default() });
            }
        }
    }
}

/// Terms of the programme, and bounds by zone.
type Used = (Vec<(Column, f64)>, Vec<(usize, f64)>);

/// What members use of a form in some years, as terms to be taken off and as a bound.
fn used(frame: &Frame<'_>, v: &Variables, (chain, form, y): (&Chain, FormId, Year), years: f64) -> Used {
    let network = frame.network;
    let (mut terms, mut present) = (Vec::new(), Vec::new());
    for zone in network.members() {
        for &process in &chain.processes {
            let taken = input(network.system, process, form);
            let running = v.activity.get(&(process, zone, y)).filter(|_| taken > 0.0);
            terms.extend(running.map(|&x| (x, -years * taken)));
        }
        let today = chain.stocks.get(&(form, zone)).copied().unwrap_or(0.0);
        present.push((zone, today / chain.unit));
    }
    for (&(f, u, zone), need) in chain.need.iter().filter(|((f, _, _), _)| *f == form) {
        terms.push((v.substituted[&(f, u, zone, y)], years));
        terms.push((v.unmet[&(f, u, zone, y)], years));
        present.push((zone, years * need[y] / chain.unit));
    }
    (terms, present)
}
