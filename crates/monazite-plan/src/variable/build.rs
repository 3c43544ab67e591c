//! N[k,y]: capacity of choice k decided at the start of year y, in units of activity a year; in lumpy programmes the
//! number of works.

use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    for (k, (chain, choice)) in model.choices.iter().enumerate() {
        let unit = model.network.minerals[*chain].unit;
        let what = if choice.project.is_empty() {
            model.names.process(choice.process)
        } else {
            format!("{}:{}", model.names.process(choice.process), choice.project.replace(' ', "_"))
        };
        for (y, year) in model.network.years.iter().enumerate() {
            let name = format!("build[{what},{},{year}]", model.names.zone(choice.zone));
            let column = model.lp.column(name, choice.limit / unit, model.names.member(choice.zone));
            if model.works(k).is_some() {
                model.lp.make_integer(column);
            }
            model.variables.build.insert((k, y), column);
        }
    }
}
