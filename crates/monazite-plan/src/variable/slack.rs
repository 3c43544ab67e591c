//! What a target lacks in a year, as a share: free before the year asked, then zero unless the target cannot be met.

use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    for (t, target) in model.targets.iter().enumerate() {
        let mineral = model.names.mineral(model.network.minerals[target.chain].mineral);
        for (y, year) in model.network.years.iter().enumerate() {
            let name = format!("lacking[{},{mineral},{year}]", target.kind.word());
            let column = model.lp.column(name, f64::INFINITY, None);
            model.variables.slack.insert((t, y), column);
        }
    }
}
