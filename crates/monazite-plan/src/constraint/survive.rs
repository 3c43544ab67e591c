//! Survive every threat: of each form at most a share of need stays unmet over the threat, by class of end use.
//!
//! `sum_z U[s,f,class,z,y] <= (share + lacking) h D[f,class,y]`.

use crate::chain::Class;
use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::id::FormId;
use monazite::plan::TargetKind;
use std::collections::BTreeSet;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (t, target) in frame.targets.iter().enumerate() {
        let Some((threat, class)) = class(&target.kind) else { continue };
        let threats = &frame.network.programme.threats;
        let Some(s) = threats.iter().position(|x| x.key == threat) else { continue };
        let h = threats[s].months / 12.0;
        let chain = frame.of_target(t);
        let forms: BTreeSet<FormId> = chain.needs().into_iter().map(|(f, _)| f).collect();
        for (y, year) in frame.years() {
            let Some(recourse) = v.recourse.get(&(s, y)) else { continue };
            for &form in &forms {
                let (mut terms, mut present, mut whole) = (Vec::new(), Vec::new(), 0.0);
                for ((f, of, zone), need) in frame.needs_by_class(chain, y) {
                    if (f, of) != (form, class) {
                        continue;
                    }
                    let need = h * need / chain.unit;
                    terms.push((recourse.unmet[&(f, of, zone)], 1.0));
                    whole += need;
                    present.push((zone, target.share * need));
                }
                if terms.is_empty() {
                    continue;
                }
                terms.push((v.slack[&(t, y)], -whole));
                let tag = Tag::new(Family::Target, About::TargetFor(t, form)).in_year(year);
                lp.at_most(tag, terms, Bound { present, ..Bound::default() });
            }
        }
    }
}

/// Threat and class of a target of survival.
pub(crate) fn class(kind: &TargetKind) -> Option<(&str, Class)> {
    match kind {
        TargetKind::SurviveDefence(threat) => Some((threat, Class::Defence)),
        TargetKind::SurviveElsewhere(threat) => Some((threat, Class::Elsewhere)),
        _ => None,
    }
}
