//! Survive every threat: of each form at most a share of need stays unmet over the threat, by class of end use.
//!
//! `sum_{u in class} U[s,f,u,y] <= (share + lacking) h D[f,class,y]`.

use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::id::FormId;
use monazite::plan::TargetKind;
use std::collections::BTreeSet;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (t, target) in frame.targets.iter().enumerate() {
        let Some((threat, defence)) = class(&target.kind) else { continue };
        let threats = &frame.network.programme.threats;
        let Some(s) = threats.iter().position(|x| x.key == threat) else { continue };
        let h = threats[s].months / 12.0;
        let chain = frame.of_target(t);
        let forms: BTreeSet<FormId> = chain.needs().into_iter().map(|(f, _)| f).collect();
        for (y, year) in frame.years() {
            let Some(recourse) = v.recourse.get(&(s, y)) else { continue };
            for &form in &forms {
                let (mut terms, mut present, mut whole) = (Vec::new(), Vec::new(), 0.0);
                for (f, u) in chain.needs() {
                    if f != form || frame.is_defence(u) != defence {
                        continue;
                    }
                    terms.push((recourse.unmet[&(f, u)], 1.0));
                    for (zone, need) in chain.need_of(f, u, y, h) {
                        whole += need;
                        present.push((zone, target.share * need));
                    }
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

/// Threat and class of a target of survival: whether it is defence.
pub(crate) fn class(kind: &TargetKind) -> Option<(&str, bool)> {
    match kind {
        TargetKind::SurviveDefence(threat) => Some((threat, true)),
        TargetKind::SurviveElsewhere(threat) => Some((threat, false)),
        _ => None,
    }
}
