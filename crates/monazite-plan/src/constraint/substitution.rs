//! Substitution takes time and ends somewhere: `Q[f,u,z,y] <= min(limit, rate (y - start + 1)) D[f,u,z,y]`.

use crate::data::Costs;
use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::id::{EndUseId, FormId};
use monazite::system::investment::Parameter;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for chain in &frame.network.minerals {
        for (&(form, end_use, zone), need) in &chain.need {
            for (y, year) in frame.years() {
                let column = v.substituted[&(form, end_use, zone, y)];
                let most = share(frame, form, end_use, y) * need[y] / chain.unit;
                let tag = Tag::new(Family::Substitution, About::NeedIn(form, end_use, zone)).in_year(year);
                lp.at_most(tag, vec![(column, 1.0)], Bound::fixed(most));
            }
        }
    }
}

/// Part of need that can be done without in a year.
pub(crate) fn share(frame: &Frame<'_>, form: FormId, end_use: EndUseId, y: usize) -> f64 {
    let costs = Costs::new(frame.network.system);
    let limit = costs.form(Parameter::SubstitutionLimit, form, Some(end_use));
    let rate = costs.form(Parameter::SubstitutionRate, form, Some(end_use));
    limit.min(rate * (y as f64 + 1.0))
}
