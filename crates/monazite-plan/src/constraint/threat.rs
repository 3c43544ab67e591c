//! What can be done under a threat of h years that begins in year y.
//!
//! Members act as one: they share capacity, stocks and what they still can buy. Capacity is that of the year, times h.
//! The supplier delivers at most the rest of its normal flow. What else can be had in time is held back as in the
//! simulator. A member that stays away is under the same threat and keeps what the threat touches. Nothing that takes
//! longer than the threat is begun in it.

use crate::chain::{Chain, Seller, Year};
use crate::constraint::{balance, by_product, substitution};
use crate::frame::Frame;
use crate::friction::Friction;
use crate::lp::{About, Bound, Column, Family, Lp, Tag};
use crate::relief::Weeks;
use crate::variable::columns::Variables;
use monazite::id::ProcessId;
use monazite::plan::Threat;
use monazite::system::Stage;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    let network = frame.network;
    for (s, y) in network.branches() {
        let threat = &network.programme.threats[s];
        for chain in network.minerals.iter().filter(|c| c.touched_by(threat)) {
            let branch = Branch { s, y, year: network.years[y], threat, chain, h: threat.months / 12.0 };
            can_run(frame, v, lp, &branch);
            can_buy(frame, v, lp, &branch);
            meets_needs(frame, v, lp, &branch);
            cuts_alike(frame, v, lp, &branch);
        }
    }
}

/// One threat in one year for one mineral.
struct Branch<'a> {
    s: usize,
    y: Year,
    year: i32,
    threat: &'a Threat,
    chain: &'a Chain,
    /// Length in years.
    h: f64,
}

impl Branch<'_> {
    fn tag(&self, family: Family, about: About) -> Tag {
        Tag::new(family, about).in_year(self.year).under(self.s)
    }
}

/// Capacity, hosts of by-products and scrap, over all zones.
fn can_run(frame: &Frame<'_>, v: &Variables, lp: &mut Lp, branch: &Branch<'_>) {
    let &Branch { s, y, chain, h, .. } = branch;
    let zones = 0..frame.network.zones.len();
    for &process in &chain.processes {
        let x = v.recourse[&(s, y)].activity[&process];
        let mut terms = vec![(x, 1.0)];
        terms.extend(v.installed_anywhere.get(&(process, y)).map(|&c| (c, -h)));
        let present = zones.clone().map(|z| (z, h * frame.standing(process, z, y) / chain.unit)).collect();
        let bound = Bound { present, ..Bound::default() };
        lp.at_most(branch.tag(Family::ThreatCapacity, About::Process(process)), terms, bound);
        let hosted: Option<Vec<(usize, f64)>> = zones
            .clone()
            .map(|z| by_product::limit(frame, chain, process, z).map(|l| (z, h * l / chain.unit)))
            .collect();
        if let Some(present) = hosted {
            let bound = Bound { present, ..Bound::default() };
            lp.at_most(branch.tag(Family::ThreatByProduct, About::Process(process)), vec![(x, 1.0)], bound);
        }
    }
    let recyclers = frame.of_stage(chain, Stage::Recycling);
    if !recyclers.is_empty() {
        let recourse = &v.recourse[&(s, y)];
        let terms = recyclers.iter().map(|p| (recourse.activity[p], 1.0)).collect();
        let scrap = |z| chain.scrap.get(&z).map_or(0.0, |by_year: &Vec<f64>| by_year[y]);
        let present = frame.network.members().map(|z| (z, h * scrap(z) / chain.unit)).collect();
        let tag = branch.tag(Family::ThreatScrap, About::Mineral(chain.mineral));
        lp.at_most(tag, terms, Bound { present, ..Bound::default() });
    }
}

/// What still comes from the supplier, from the rest of the world and from stock.
///
/// The rest of the world keeps its own output for its own use first, where the supplier fails. What it sells beyond its
/// normal sales comes from what it sells to others without contract: `R_s <= h (c R + (1 - c) available)`. Whoever lost
/// its seller gets of all that is made and bought elsewhere beyond what was had of it before as much as users can turn to
/// new sellers in time: `O_s + R_s <= h (1 + switched) (O - A + R) + h switched I`.
fn can_buy(frame: &Frame<'_>, v: &Variables, lp: &mut Lp, branch: &Branch<'_>) {
    let &Branch { s, y, threat, chain, h, .. } = branch;
    let network = frame.network;
    let friction = Friction::of(network.system, threat.months);
    for &form in &chain.forms {
        let recourse = &v.recourse[&(s, y)];
        let (import, elsewhere, released) =
            (recourse.import[&form], recourse.elsewhere[&form], recourse.released[&form]);
        let (imported, normal) = (v.imported[&(form, y)], v.elsewhere[&(form, y)]);
        let hit = chain.hit(threat, form);
        let kept = 1.0 - hit.map_or(0.0, |hit| hit.supplier);
        let imports = vec![(import, 1.0), (imported, -h * kept)];
        let held = v.held_together.get(&(form, y)).map(|&held| (held, -friction.released(form)));
        let stock = std::iter::once((released, 1.0)).chain(held).collect();
        lp.at_most(branch.tag(Family::ThreatImportLimit, About::Form(form)), imports, Bound::default());
        lp.at_most(branch.tag(Family::ThreatRelease, About::Form(form)), stock, Bound::default());
        let available = |seller| h * chain.available(threat, form, seller, y) / chain.unit;
        let bound = Bound {
            always: available(Seller::Rest),
            present: Vec::new(),
            absent: if kept < 1.0 {
                Vec::new()
            } else {
                network.members().map(|z| (z, available(Seller::Member(z)))).collect()
            },
            parts: chain.parts(form, y),
        };
        lp.at_most(
            branch.tag(Family::ThreatElsewhereLimit, About::Form(form)),
            vec![(elsewhere, 1.0)],
            bound,
        );
        let free = friction.free(form);
        let terms = vec![(elsewhere, 1.0), (normal, -h * (1.0 - free))];
        let bound = Bound { parts: chain.parts(form, y), ..Bound::fixed(free * available(Seller::Rest)) };
        lp.at_most(branch.tag(Family::ThreatContract, About::Form(form)), terms, bound);
        let switched = friction.switched(form);
        let (made, sale) = (v.made[&(form, y)], v.sale[&(form, y)]);
        let before = h * (1.0 + switched);
        let mut terms = vec![(elsewhere, 1.0), (normal, -before), (made, -before), (sale, before)];
        terms.push((imported, -h * switched));
        let makes = |&p: &ProcessId| (recourse.activity[&p], balance::output(network.system, p, form));
        terms.extend(chain.processes.iter().map(makes));
        lp.at_most(branch.tag(Family::ThreatSwitch, About::Form(form)), terms, Bound::default());
    }
}

/// Balance of every form, and the limit of doing without.
fn meets_needs(frame: &Frame<'_>, v: &Variables, lp: &mut Lp, branch: &Branch<'_>) {
    let &Branch { s, y, chain, h, .. } = branch;
    let network = frame.network;
    for &form in &chain.forms {
        let recourse = &v.recourse[&(s, y)];
        let mut terms: Vec<(Column, f64)> = Vec::new();
        for &process in &chain.processes {
            terms.push((recourse.activity[&process], balance::net(network.system, process, form)));
        }
        let bought = [recourse.import[&form], recourse.elsewhere[&form], recourse.released[&form]];
        terms.extend(bought.map(|column| (column, 1.0)));
        let scrap = |z| -h * chain.direct_scrap.get(&(form, z)).copied().unwrap_or(0.0) / chain.unit;
        let mut present: Vec<(usize, f64)> = network.members().map(|z| (z, scrap(z))).collect();
        let Weeks { relief, outbid } = network.weeks.get(&(s, form)).copied().unwrap_or_default();
        for (f, u) in chain.needs().into_iter().filter(|(f, _)| *f == form) {
            terms.push((recourse.substituted[&(f, u)], outbid));
            present.extend(chain.need_of(f, u, y, h * (outbid - relief)));
        }
        terms.extend(recourse.unmet.iter().filter(|((f, ..), _)| *f == form).map(|(_, &u)| (u, outbid)));
        let tag = branch.tag(Family::ThreatBalance, About::Form(form));
        lp.at_least(tag, terms, Bound { present, ..Bound::default() });
    }
    let friction = Friction::of(network.system, branch.threat.months);
    for (form, end_use) in chain.needs() {
        // What is done without for good goes on; the rest is done without in haste.
        let mut terms = vec![(v.recourse[&(s, y)].substituted[&(form, end_use)], 1.0)];
        let for_good = network.members().filter_map(|z| v.substituted.get(&(form, end_use, z, y)));
        terms.extend(for_good.map(|&column| (column, -h)));
        let in_haste = friction.replaced(form, end_use).min(substitution::share(frame, form, end_use, y));
        let present = chain.need_of(form, end_use, y, h * in_haste);
        let tag = branch.tag(Family::ThreatSubstitution, About::Need(form, end_use));
        lp.at_most(tag, terms, Bound { present, ..Bound::default() });
    }
}

/// Members that take part are cut alike, as buyers of the same sellers are in the replay: `U[s,f,c,z,y] = C h D`.
fn cuts_alike(frame: &Frame<'_>, v: &Variables, lp: &mut Lp, branch: &Branch<'_>) {
    let &Branch { s, y, chain, h, .. } = branch;
    let recourse = &v.recourse[&(s, y)];
    for ((form, class, zone), need) in frame.needs_by_class(chain, y) {
        let need = h * need / chain.unit;
        let terms = vec![(recourse.unmet[&(form, class, zone)], 1.0), (recourse.cut[&(form, class)], -need)];
        let tag = branch.tag(Family::ThreatAlike, About::ClassIn(form, class, zone));
        // Of who stays away nothing is cut, whatever the others lack.
        let lower = Bound { absent: vec![(zone, -need)], ..Bound::default() };
        lp.between(tag, terms, lower, Bound::default());
    }
}
