//! The loss at risk of a year, and what a threat loses beyond it: the unknowns of conditional value at risk.

use crate::lp::Column;
use crate::model::Model;
use crate::variable::Year;
use monazite::plan::Attitude;
use std::collections::BTreeMap;

/// Million USD.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tail {
    /// eta[y].
    pub(crate) at_risk: BTreeMap<Year, Column>,
    /// z[s,y] >= loss[s,y] - eta[y].
    pub(crate) beyond: BTreeMap<(usize, Year), Column>,
}

pub(crate) fn add(model: &mut Model<'_>) {
    if matches!(model.network.programme.attitude, Attitude::Expected) {
        return;
    }
    for (y, year) in model.network.years.iter().enumerate() {
        let column = model.lp.column(format!("loss_at_risk[{year}]"), f64::INFINITY, None);
        model.variables.tail.at_risk.insert(y, column);
        let threats = model.network.programme.threats.iter().enumerate();
        for (s, threat) in threats.filter(|(s, _)| model.variables.recourse.contains_key(&(*s, y))) {
            let column = model.lp.column(format!("loss_beyond[{},{year}]", threat.key), f64::INFINITY, None);
            model.variables.tail.beyond.insert((s, y), column);
        }
    }
}
