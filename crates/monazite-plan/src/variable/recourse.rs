//! What the coalition does together under a threat s that begins in year y, over the months that it lasts.

use crate::lp::Column;
use crate::model::Model;
use monazite::id::{EndUseId, FormId, ProcessId};
use std::collections::BTreeMap;

/// Masses over the whole threat, not by year.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recourse {
    /// X[s,p,y]: activity.
    pub(crate) activity: BTreeMap<ProcessId, Column>,
    /// I[s,f,y]: what still comes from the supplier.
    pub(crate) import: BTreeMap<FormId, Column>,
    /// R[s,f,y]: bought from the rest of the world.
    pub(crate) elsewhere: BTreeMap<FormId, Column>,
    /// L[s,f,y]: released from stock.
    pub(crate) released: BTreeMap<FormId, Column>,
    /// Q[s,f,u,y]: done without.
    pub(crate) substituted: BTreeMap<(FormId, EndUseId), Column>,
    /// U[s,f,u,y]: unmet.
    pub(crate) unmet: BTreeMap<(FormId, EndUseId), Column>,
}

pub(crate) fn add(model: &mut Model<'_>) {
    let network = model.network;
    for (s, y) in network.branches() {
        let (threat, year) = (&network.programme.threats[s], network.years[y]);
        let mut recourse = Recourse::default();
        for chain in network.minerals.iter().filter(|c| c.touched_by(threat)) {
            let at = format!("{},{year}", threat.key);
            let names = &model.names;
            let lp = &mut model.lp;
            let mut add =
                |block: &str, what: String| lp.column(format!("{block}[{what},{at}]"), f64::INFINITY, None);
            for &p in &chain.processes {
                recourse.activity.insert(p, add("threat_activity", names.process(p)));
            }
            for &f in &chain.forms {
                recourse.import.insert(f, add("threat_import", names.form(f)));
                recourse.elsewhere.insert(f, add("threat_elsewhere", names.form(f)));
                recourse.released.insert(f, add("released", names.form(f)));
            }
            for (f, u) in chain.needs() {
                let what = format!("{},{}", names.form(f), names.end_use(u));
                recourse.substituted.insert((f, u), add("threat_substituted", what.clone()));
                recourse.unmet.insert((f, u), add("threat_unmet", what));
            }
        }
        model.variables.recourse.insert((s, y), recourse);
    }
}
