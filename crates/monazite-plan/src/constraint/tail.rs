//! Loss beyond the loss at risk: `z[s,y] + eta[y] >= loss[s,y]` (Rockafellar and Uryasev 2000).

use crate::lp::Bound;
use crate::model::Model;
use crate::objective::risk;

pub(crate) fn add(model: &mut Model<'_>) {
    let beyond: Vec<_> = model.variables.tail.beyond.iter().map(|(&k, &c)| (k, c)).collect();
    for ((s, y), z) in beyond {
        let mut terms = vec![(z, 1.0), (model.variables.tail.at_risk[&y], 1.0)];
        terms.extend(risk::losses(model, s, y).into_iter().map(|(c, k)| (c, -k)));
        let name = format!("tail[{},{}]", model.network.programme.threats[s].key, model.network.years[y]);
        model.lp.at_least(name, terms, Bound::default());
    }
}
