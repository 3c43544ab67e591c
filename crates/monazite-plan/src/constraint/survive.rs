//! Survive every threat: of each form at most a share of need stays unmet over the threat, by class of end use.
//!
//! `sum_{u in class} U[s,f,u,y] <= (share + lacking) h D[f,class,y]`.

use crate::lp::Bound;
use crate::model::Model;
use monazite::id::FormId;
use monazite::plan::TargetKind;
use std::collections::BTreeSet;

pub(crate) fn add(model: &mut Model<'_>) {
    for t in 0..model.targets.len() {
        let target = model.targets[t].clone();
        let Some((threat, defence)) = class(&target.kind) else { continue };
        let threats = &model.network.programme.threats;
        let Some(s) = threats.iter().position(|x| x.key == threat) else { continue };
        let h = threats[s].months / 12.0;
        let chain = &model.network.minerals[target.chain];
        let forms: BTreeSet<FormId> = chain.needs().into_iter().map(|(f, _)| f).collect();
        for y in 0..model.network.years.len() {
            let Some(recourse) = model.variables.recourse.get(&(s, y)).cloned() else { continue };
            for &form in &forms {
                let (mut terms, mut present, mut whole) = (Vec::new(), Vec::new(), 0.0);
                for (f, u) in chain.needs() {
                    if f != form || model.is_defence(u) != defence {
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
                terms.push((model.variables.slack[&(t, y)], -whole));
                let name = model.names.target_of_form(&target.kind, form, model.network.years[y]);
                model.lp.at_most(name, terms, Bound { present, ..Bound::default() });
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
