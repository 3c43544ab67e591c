//! The quality of a figure: the worst quality that carries weight among its inputs.

use super::Metric;
use super::reading::Reading;
use crate::balance::{Balance, MineralBalance};
use crate::datum::Quality;
use crate::id::{CountryId, FormId, MineralId};
use crate::system::{Role, System};
use std::collections::{BTreeMap, BTreeSet};

/// Part of the mass behind a figure that a quality must carry to count: less does not move the figure.
const CARRIES: f64 = 0.05;

/// Qualities by mineral, form and kind of input, from the central balance.
pub(super) struct Qualities {
    made: BTreeMap<(MineralId, FormId), Quality>,
    made_at_all: BTreeMap<MineralId, Quality>,
    imported: BTreeMap<(MineralId, FormId), Quality>,
    traced: BTreeMap<MineralId, Quality>,
    used: BTreeMap<MineralId, Quality>,
    stocks: BTreeMap<FormId, Quality>,
}

impl Qualities {
    pub(super) fn of(system: &System, balance: &Balance, members: &BTreeSet<CountryId>) -> Self {
        let mut all = Self {
            made: BTreeMap::new(),
            made_at_all: BTreeMap::new(),
            imported: BTreeMap::new(),
            traced: BTreeMap::new(),
            used: BTreeMap::new(),
            stocks: BTreeMap::new(),
        };
        for (&mineral, of_mineral) in &balance.minerals {
            for form in system.forms_of(mineral) {
                all.made.insert((mineral, form), carried(made(system, of_mineral, form)));
                let flows =
                    of_mineral.flows.iter().filter(|f| f.form == form && members.contains(&f.importer));
                let imported = carried(flows.map(|f| (f.quality, f.mass.get())));
                all.imported.insert((mineral, form), imported);
                let stocks = system.stocks.iter().filter(|s| s.form == form && members.contains(&s.country));
                let stocks = stocks.map(|s| (s.datum.provenance.quality, s.datum.value.get()));
                all.stocks.insert(form, carried(stocks));
            }
            let activity = of_mineral.activity.iter().map(|a| (a.quality, a.mass.get()));
            let flows = of_mineral.flows.iter().map(|f| (f.quality, f.mass.get()));
            all.made_at_all.insert(mineral, carried(activity.clone()));
            let demand = system.demand.iter().filter(|d| system.forms[d.form].mineral == mineral);
            let of_members = demand.filter(|d| members.contains(&d.country));
            let used = carried(of_members.map(|d| (d.datum.provenance.quality, d.datum.value.get())));
            all.used.insert(mineral, used);
            all.traced.insert(mineral, carried(activity.chain(flows)).max(used));
        }
        all
    }

    /// The quality of a reading.
    pub(super) fn of_reading(&self, reading: &Reading) -> Quality {
        let Some(mineral) = reading.key.mineral else { return Quality::Assumed };
        let by_form = |map: &BTreeMap<(MineralId, FormId), Quality>, else_: &BTreeMap<MineralId, Quality>| {
            let form = reading.key.form.and_then(|f| map.get(&(mineral, f)));
            form.or_else(|| else_.get(&mineral)).copied().unwrap_or(Quality::Estimated)
        };
        let of_mineral =
            |map: &BTreeMap<MineralId, Quality>| map.get(&mineral).copied().unwrap_or(Quality::Estimated);
        let made = by_form(&self.made, &self.made_at_all);
        match reading.key.metric {
            Metric::ProductionShare
            | Metric::LargestSupplierShare
            | Metric::Hhi
            | Metric::HhiWgi
            | Metric::NMinus1Supply => made,
            Metric::NMinus1 => made.max(of_mineral(&self.used)),
            Metric::DirectImportShare => by_form(&self.imported, &self.traced),
            Metric::NetImportReliance
            | Metric::ImportReliance
            | Metric::GeoPolRisk
            | Metric::HiddenDependence => made.max(by_form(&self.imported, &self.traced)),
            // No substitution index is published per form, so it is assumed.
            Metric::SupplyRiskEu | Metric::Exposure => Quality::Assumed,
            Metric::OriginShare if reading.key.form.is_some() => {
                made.max(by_form(&self.imported, &self.traced))
            }
            Metric::Cover => {
                let stock = reading.key.form.and_then(|f| self.stocks.get(&f)).copied();
                stock.unwrap_or(Quality::Estimated).max(of_mineral(&self.used))
            }
            Metric::DemandShare => of_mineral(&self.used),
            Metric::BenchmarkExtraction | Metric::BenchmarkProcessing => {
                of_mineral(&self.made_at_all).max(of_mineral(&self.used))
            }
            Metric::BenchmarkRecycling => Quality::Observed,
            Metric::OriginShare | Metric::BenchmarkSingleCountry => of_mineral(&self.traced),
        }
    }
}

fn made<'a>(
    system: &'a System,
    balance: &'a MineralBalance,
    form: FormId,
) -> impl Iterator<Item = (Quality, f64)> + 'a {
    balance.activity.iter().filter_map(move |a| {
        let recipe = &system.processes[a.process].recipe;
        let output = recipe.iter().find(|t| t.role == Role::Output && t.form == form)?;
        Some((a.quality, a.mass.get() * output.coefficient.value.get()))
    })
}

/// The worst quality such that inputs of it and worse carry at least a twentieth of the mass; estimated without inputs.
fn carried(inputs: impl Iterator<Item = (Quality, f64)>) -> Quality {
    let mut mass: BTreeMap<Quality, f64> = BTreeMap::new();
    for (quality, of_input) in inputs {
        *mass.entry(quality).or_default() += of_input.abs();
    }
    let total: f64 = mass.values().sum();
    let mut worse = 0.0;
    for (&quality, of_quality) in mass.iter().rev() {
        worse += of_quality;
        if total > 0.0 && worse >= CARRIES * total {
            return quality;
        }
    }
    Quality::Estimated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quality_counts_from_a_twentieth() {
        let inputs = |bad: f64| [(Quality::Observed, 100.0 - bad), (Quality::Unverified, bad)].into_iter();
        assert_eq!(carried(inputs(4.0)), Quality::Observed);
        assert_eq!(carried(inputs(5.0)), Quality::Unverified);
        assert_eq!(carried(std::iter::empty()), Quality::Estimated);
    }
}
