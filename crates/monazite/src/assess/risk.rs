//! Supply risk by form: the EU method and `GeoPolRisk`, with the members as one importer.

use super::metric::Metric;
use super::reading::{Key, Reading};
use super::supply::governance;
use super::view::View;
use crate::id::{CountryId, FormId, Id};
use crate::metric::concentration::hhi_weighted;
use crate::metric::geopolrisk::{self, Import, Market, STABILITY_MISSING, instability};
use crate::metric::reliance::import_reliance;
use crate::metric::supply_risk_eu::{StageRisk, supply_risk};
use crate::quantity::{Index, Share, TonnesPerYear};
use crate::system::System;

/// Every form that anybody makes.
pub(super) fn readings(view: &View<'_>, out: &mut Vec<Reading>) {
    for &form in view.place.output.keys() {
        let key = |metric| Key::of(metric, view.mineral).form(view.system, form);
        if let Some(risk) = eu(view, form) {
            out.push(Reading::new(key(Metric::SupplyRiskEu), risk.get()));
        }
        out.push(Reading::new(key(Metric::GeoPolRisk), geopolrisk(view, form)));
    }
}

/// By the EU method, with the members' own sourcing and no credit for substitutes, whose index is not published per form.
fn eu(view: &View<'_>, form: FormId) -> Option<Index> {
    let output = &view.place.output[&form];
    let weight = |country: CountryId| {
        Index::new(governance(view.system, country).get() * trade_parameter(view, form, country))
    };
    let world: Vec<(TonnesPerYear, Index)> =
        output.by_country.iter().map(|(&c, &m)| (m, weight(c))).collect();
    let mut sourcing = view.place.imports(form, view.members);
    let imports: f64 = sourcing.values().sum();
    for (&country, mass) in output.by_country.iter().filter(|(c, _)| view.members.contains(c)) {
        *sourcing.entry(country).or_default() += mass.get();
    }
    let sourcing: Vec<(f64, Index)> = sourcing.into_iter().map(|(c, m)| (m, weight(c))).collect();
    let made = TonnesPerYear::new(view.place.made(form, view.members));
    let exports = TonnesPerYear::new(view.place.exports(form, view.members));
    let reliance = import_reliance(made, TonnesPerYear::new(imports), exports)?;
    Some(supply_risk(&StageRisk {
        hhi_global: hhi_weighted(&world)?,
        hhi_sourcing: hhi_weighted(&sourcing),
        import_reliance: reliance,
        eol_rir: recycled(view.system, view),
        substitution: Index::new(1.0),
    }))
}

/// The trade parameter of the EU study for a country at a stage; 1 where the study has none.
fn trade_parameter(view: &View<'_>, form: FormId, country: CountryId) -> f64 {
    let (material, stage) = (view.system.minerals.key(view.mineral), view.system.forms[form].stage);
    let mut of = view
        .system
        .supply_shares
        .iter()
        .filter(|s| s.country == country && s.stage == stage && s.material == material && !s.eu_sourcing);
    of.next().map_or(1.0, |s| s.trade_parameter.get())
}

/// End-of-life recycling input rate of the mineral: of the EU, else of the world, else none.
pub(super) fn recycled(system: &System, view: &View<'_>) -> Share {
    let of = |area: &str| {
        let rates = system.recycling.iter().filter(|r| r.mineral == view.mineral && r.area == area);
        rates.max_by_key(|r| r.datum.provenance.year).map(|r| r.datum.value)
    };
    of("eu27").or_else(|| of("world")).unwrap_or(Share::ZERO)
}

fn geopolrisk(view: &View<'_>, form: FormId) -> f64 {
    let countries = view.system.countries.len();
    let mut production = vec![0.0; countries];
    for (country, mass) in &view.place.output[&form].by_country {
        production[country.index()] = mass.get();
    }
    let weight: Vec<f64> = view.system.countries.ids().map(|c| indicator_weight(view.system, c)).collect();
    let flows = view.place.balance.flows.iter().filter(|f| f.form == form);
    let imports: Vec<Import> = flows
        .map(|f| Import {
            importer: f.importer.index(),
            exporter: f.exporter.index(),
            mass: f.mass.get(),
            value: 0.0,
        })
        .collect();
    let members: Vec<usize> = view.members.iter().map(|m| m.index()).collect();
    let market = Market { production: &production, weight: &weight, imports: &imports };
    geopolrisk::score_of_bloc(&market, &members).score
}

fn indicator_weight(system: &System, country: CountryId) -> f64 {
    let stated = system.indicator(country, "political_stability");
    stated.map_or(STABILITY_MISSING, |datum| instability(datum.value))
}
