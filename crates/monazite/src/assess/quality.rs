//! The quality of a figure: the quality of the inputs that add most to its error.

use super::metric::Metric;
use super::reading::Reading;
use crate::balance::{Balance, MineralBalance};
use crate::datum::Quality;
use crate::id::{CountryId, FormId, MineralId};
use crate::system::{Role, System};
use std::collections::{BTreeMap, BTreeSet};

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

/// The quality whose inputs add most to the error of their sum: mass times the relative error of the quality. The
/// worse of two that add the same; estimated without inputs.
fn carried(inputs: impl Iterator<Item = (Quality, f64)>) -> Quality {
    let mut mass: BTreeMap<Quality, f64> = BTreeMap::new();
    for (quality, of_input) in inputs {
        *mass.entry(quality).or_default() += of_input.abs();
    }
    let error = |&(quality, mass): &(Quality, f64)| mass * quality.relative_sigma();
    let carrying = mass.into_iter().filter(|&(_, mass)| mass > 0.0);
    carrying.max_by(|a, b| error(a).total_cmp(&error(b))).map_or(Quality::Estimated, |(quality, _)| quality)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quality_that_adds_most_to_the_error_counts() {
        let inputs = |good, bad: f64| [(good, 100.0 - bad), (Quality::Unverified, bad)].into_iter();
        // 96 t at 5 % are 4.8 t of error, 4 t at 100 % are 4 t; with 5 t they are more.
        assert_eq!(carried(inputs(Quality::Observed, 4.0)), Quality::Observed);
        assert_eq!(carried(inputs(Quality::Observed, 5.0)), Quality::Unverified);
        // 94 t at 30 % are 28.2 t of error, 6 t at 100 % only 6 t.
        assert_eq!(carried(inputs(Quality::Estimated, 6.0)), Quality::Estimated);
        assert_eq!(carried(inputs(Quality::Estimated, 24.0)), Quality::Unverified);
        assert_eq!(carried(std::iter::empty()), Quality::Estimated);
    }
}
