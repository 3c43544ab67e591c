//! A target met stays met: what it lacks never grows again, `lacking[t,y+1] <= lacking[t,y]`.

use crate::lp::Bound;
use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    for t in 0..model.targets.len() {
        let target = model.targets[t].clone();
        let mineral = model.network.minerals[target.chain].mineral;
        let years = 0..model.network.years.len();
        for (y, next) in years.clone().zip(years.skip(1)) {
            let slack = &model.variables.slack;
            let terms = vec![(slack[&(t, next)], 1.0), (slack[&(t, y)], -1.0)];
            let target = model.names.target(&target.kind, mineral, model.network.years[next]);
            model.lp.at_most(format!("stays_met:{target}"), terms, Bound::default());
        }
    }
}
