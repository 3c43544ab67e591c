//! What can be done under a threat of h years that begins in year y.
//!
//! Members act as one: they share capacity, stocks and what they still can buy. Capacity is that of the year, times h.
//! The supplier delivers at most the rest of its normal flow, the rest of the world what its own output leaves after its
//! own use. A member that stays away is under the same threat and keeps what the threat touches. Nothing that takes longer than the threat is begun in it.

use crate::constraint::{balance, by_product, capacity, substitution};
use crate::lp::{Bound, Column};
use crate::model::Model;
use crate::network::{Chain, Seller};
use monazite::plan::Threat;
use monazite::system::Stage;

pub(crate) fn add(model: &mut Model<'_>) {
    let network = model.network;
    for (s, threat) in network.programme.threats.iter().enumerate() {
        for y in 0..network.years.len() {
            for chain in network.minerals.iter().filter(|c| c.touched_by(threat)) {
                let branch = Branch { s, y, threat, chain, h: threat.months / 12.0 };
                can_run(model, &branch);
                can_buy(model, &branch);
                meets_needs(model, &branch);
            }
        }
    }
}

/// One threat in one year for one mineral.
struct Branch<'a> {
    s: usize,
    y: usize,
    threat: &'a Threat,
    chain: &'a Chain,
    /// Length in years.
    h: f64,
}

impl Branch<'_> {
    fn name(&self, model: &Model<'_>, family: &str, what: &str) -> String {
        format!("threat_{family}[{what},{},{}]", self.threat.key, model.network.years[self.y])
    }
}

/// Capacity, hosts of by-products and scrap, over all zones.
fn can_run(model: &mut Model<'_>, branch: &Branch<'_>) {
    let &Branch { s, y, chain, h, .. } = branch;
    let zones = 0..model.network.zones.len();
    for &process in &chain.processes {
        let x = model.variables.recourse[&(s, y)].activity[&process];
        let mut terms = vec![(x, 1.0)];
        terms.extend(capacity::built(model, process, None, y).into_iter().map(|(c, k)| (c, -h * k)));
        let present = zones.clone().map(|z| (z, h * model.standing(process, z, y) / chain.unit)).collect();
        let key = model.names.process(process);
        let bound = Bound { present, ..Bound::default() };
        model.lp.at_most(branch.name(model, "capacity", &key), terms, bound);
        let hosted: Option<Vec<(usize, f64)>> = zones
            .clone()
            .map(|z| by_product::limit(model, chain, process, z).map(|l| (z, h * l / chain.unit)))
            .collect();
        if let Some(present) = hosted {
            let bound = Bound { present, ..Bound::default() };
            model.lp.at_most(branch.name(model, "by_product", &key), vec![(x, 1.0)], bound);
        }
    }
    let recyclers = model.of_stage(chain, Stage::Recycling);
    if !recyclers.is_empty() {
        let recourse = &model.variables.recourse[&(s, y)];
        let terms = recyclers.iter().map(|p| (recourse.activity[p], 1.0)).collect();
        let scrap = |z| chain.scrap.get(&z).map_or(0.0, |by_year: &Vec<f64>| by_year[y]);
        let present = model.network.members().map(|z| (z, h * scrap(z) / chain.unit)).collect();
        let name = branch.name(model, "scrap", &model.names.mineral(chain.mineral));
        model.lp.at_most(name, terms, Bound { present, ..Bound::default() });
    }
}

/// What still comes from the supplier, from the rest of the world and from stock.
fn can_buy(model: &mut Model<'_>, branch: &Branch<'_>) {
    let &Branch { s, y, threat, chain, h } = branch;
    let network = model.network;
    for &form in &chain.forms {
        let v = &model.variables;
        let recourse = &v.recourse[&(s, y)];
        let (import, elsewhere, released) =
            (recourse.import[&form], recourse.elsewhere[&form], recourse.released[&form]);
        let hit = threat.forms.contains(&form);
        let kept = if hit { 1.0 - threat.supplier_loss.get() } else { 1.0 };
        let mut imports: Vec<(Column, f64)> = vec![(import, 1.0)];
        imports.extend((0..network.zones.len()).map(|z| (v.import[&(form, z, y)], -h * kept)));
        let mut stock = vec![(released, 1.0)];
        stock.extend(network.members().map(|z| (v.held[&(form, z, y)], -1.0)));
        let key = model.names.form(form);
        model.lp.at_most(branch.name(model, "import_limit", &key), imports, Bound::default());
        model.lp.at_most(branch.name(model, "release", &key), stock, Bound::default());
        let market = if hit { &chain.spare } else { &chain.sold };
        let kept = if hit { 1.0 - threat.elsewhere_loss.get() } else { 1.0 };
        let sells = |seller| h * kept * market.get(&(form, seller)).copied().unwrap_or(0.0) / chain.unit;
        let bound = Bound {
            always: sells(Seller::Rest),
            present: Vec::new(),
            absent: if hit {
                Vec::new()
            } else {
                network.members().map(|z| (z, sells(Seller::Member(z)))).collect()
            },
            parts: chain.parts(y),
        };
        let name = branch.name(model, "elsewhere_limit", &key);
        model.lp.at_most(name, vec![(elsewhere, 1.0)], bound);
    }
}

/// Balance of every form, and the limit of doing without.
fn meets_needs(model: &mut Model<'_>, branch: &Branch<'_>) {
    let &Branch { s, y, chain, h, .. } = branch;
    let network = model.network;
    for &form in &chain.forms {
        let recourse = &model.variables.recourse[&(s, y)];
        let mut terms: Vec<(Column, f64)> = Vec::new();
        for &process in &chain.processes {
            terms.push((recourse.activity[&process], balance::net(network.system, process, form)));
        }
        let bought = [recourse.import[&form], recourse.elsewhere[&form], recourse.released[&form]];
        terms.extend(bought.map(|column| (column, 1.0)));
        let scrap = |z| -h * chain.direct_scrap.get(&(form, z)).copied().unwrap_or(0.0) / chain.unit;
        let mut present: Vec<(usize, f64)> = network.members().map(|z| (z, scrap(z))).collect();
        for (f, u) in chain.needs().into_iter().filter(|(f, _)| *f == form) {
            terms.push((recourse.substituted[&(f, u)], 1.0));
            terms.push((recourse.unmet[&(f, u)], 1.0));
            present.extend(chain.need_of(f, u, y, h));
        }
        let name = branch.name(model, "balance", &model.names.form(form));
        model.lp.at_least(name, terms, Bound { present, ..Bound::default() });
    }
    for (form, end_use) in chain.needs() {
        let column = model.variables.recourse[&(s, y)].substituted[&(form, end_use)];
        let present = chain.need_of(form, end_use, y, h * substitution::share(model, form, end_use, y));
        let what = format!("{},{}", model.names.form(form), model.names.end_use(end_use));
        let name = branch.name(model, "substitution", &what);
        model.lp.at_most(name, vec![(column, 1.0)], Bound { present, ..Bound::default() });
        // No end use lacks more than it needs.
        let column = model.variables.recourse[&(s, y)].unmet[&(form, end_use)];
        let present = chain.need_of(form, end_use, y, h);
        let name = branch.name(model, "need", &what);
        model.lp.at_most(name, vec![(column, 1.0)], Bound { present, ..Bound::default() });
    }
}
