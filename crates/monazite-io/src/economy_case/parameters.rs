//! `[parameters]` of a case, under the names of the reference tool.

use super::keys::PARAMETERS;
use crate::document::{Part, Reader};
use monazite::Error;
use monazite::economy::Mrio;
use monazite::economy::ario::parameters::BySector;
use monazite::economy::ario::{Ario, Compatibility, Model, Orders, Parameters};
use std::collections::BTreeMap;

/// Parameters of a case: those of the model, and what only the case has.
pub(super) struct Stated {
    /// Those of the model.
    pub(super) model: Parameters,
    /// Steps of rebuilding for events that state none.
    pub(super) rebuild_tau: f64,
    /// Currency in a unit of the table's money.
    pub(super) monetary_factor: f64,
}

/// The parameters as stated; the published defaults where left out.
pub(super) fn parameters(reader: &mut Reader<'_>, file: &Part<'_>, compatibility: Option<&str>) -> Stated {
    let compatibility = match compatibility {
        Some("boario-0.7") => Compatibility::Boario07,
        _ => Compatibility::Published,
    };
    let defaults = Parameters { compatibility, ..Parameters::default() };
    let tables = file.tables(reader, "parameters");
    let Some((table, span)) = tables.first() else {
        return Stated { model: defaults, rebuild_tau: 60.0, monetary_factor: 1e6 };
    };
    let part = Part::new(reader, table, span, "parameters", [PARAMETERS, &[]]);
    let mut number = |key: &str, default: f64| part.number(reader, key).unwrap_or(default);
    let [alpha_base, alpha_max] =
        [("alpha_base", defaults.alpha_base), ("alpha_max", defaults.alpha_max)].map(|(k, d)| number(k, d));
    let (alpha_tau, psi) = (number("alpha_tau", defaults.alpha_tau), number("psi", defaults.psi));
    let rebuild_tau = number("rebuild_tau", 60.0);
    let monetary_factor = number("monetary_factor", 1e6);
    let days_per_year = number("temporal_units_per_year", defaults.days_per_year);
    let days_per_step = number("temporal_units_by_step", defaults.days_per_step as f64) as usize;
    let main = number("main_inv_dur", defaults.inventory.default);
    let endless = part.list(reader, "infinite_inventories_sect").into_iter().map(|s| (s, f64::INFINITY));
    let named = part.by_name(reader, "inventory_dict").into_iter().map(|(s, (days, _))| (s, days));
    let inventory = BySector { default: main, sectors: endless.chain(named).collect() };
    let mut by_sector = |key: &str, default: BySector| {
        let (one, sectors) = part.each(reader, key);
        BySector { default: one.unwrap_or(default.default), sectors }
    };
    let inventory_tau = by_sector("inventory_restoration_tau", defaults.inventory_tau);
    let capital_ratio = by_sector("capital_to_value_added", defaults.capital_ratio);
    let capital: BTreeMap<String, f64> =
        part.by_name(reader, "capital").into_iter().map(|(label, (money, _))| (label, money)).collect();
    let model = match part.word(reader, "model").as_deref() {
        Some("base") => Model::Base,
        _ => Model::Psi,
    };
    let orders = match part.word(reader, "order_type").as_deref() {
        Some("noalt") => Orders::Fixed,
        _ => Orders::Alternative,
    };
    Stated {
        model: Parameters {
            model,
            orders,
            compatibility,
            alpha_base,
            alpha_max,
            alpha_tau,
            psi,
            inventory,
            inventory_tau,
            capital_ratio,
            capital,
            days_per_year,
            days_per_step,
        },
        rebuild_tau,
        monetary_factor,
    }
}

/// The table prepared with the parameters; what does not fit is reported under the key of the case.
pub(super) fn prepared(
    reader: &mut Reader<'_>,
    file: &Part<'_>,
    table: &Mrio,
    stated: &Stated,
) -> Option<Ario> {
    let problems = match Ario::new(table, &stated.model) {
        Ok(ario) => return Some(ario),
        Err(problems) => problems,
    };
    let tables = file.tables(reader, "parameters");
    for error in &problems {
        let Error::Economy { place, reason, hint } = error else {
            reader.problem(&(0..0), "parameters", error.to_string(), "", "");
            continue;
        };
        let (name, sector) = place.split_once('.').map_or((place.as_str(), None), |(n, s)| (n, Some(s)));
        let key = key(name, sector.is_some());
        let span = tables.first().map_or(0..0, |(table, span)| {
            let value = table.iter().find(|(k, _)| k.get_ref() == key).map(|(_, v)| v);
            let named = value.and_then(|v| v.get_ref().as_table()).zip(sector);
            let named = named.and_then(|(t, s)| t.iter().find(|(k, _)| k.get_ref() == s));
            named.map_or_else(|| value.map_or_else(|| span.clone(), toml::Spanned::span), |(k, _)| k.span())
        });
        let place = sector.map_or_else(|| key.to_owned(), |sector| format!("{key}.{sector}"));
        reader.problem(&span, &format!("parameters.{place}"), reason.clone(), "", hint.clone());
    }
    None
}

/// The key of a case under which a parameter of the model is stated.
fn key(name: &str, by_sector: bool) -> &str {
    match name {
        "inventory" if by_sector => "inventory_dict",
        "inventory" => "main_inv_dur",
        "inventory_tau" => "inventory_restoration_tau",
        "capital_ratio" => "capital_to_value_added",
        "days_per_year" => "temporal_units_per_year",
        "days_per_step" => "temporal_units_by_step",
        name => name,
    }
}
