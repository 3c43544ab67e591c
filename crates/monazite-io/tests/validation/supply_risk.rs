//! Supply risk of the EU study of 2023, recomputed from its own supply shares.

use super::part::Part;
use crate::common::rank::spearman;
use monazite::id::CountryId;
use monazite::metric::concentration::{GOVERNANCE_EU_MISSING, governance_eu, hhi_weighted};
use monazite::metric::supply_risk_eu::{StageRisk, bottleneck, supply_risk};
use monazite::quantity::{Index, Share};
use monazite::system::{Stage, System};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Rank correlation, and the materials that differ most.
pub(crate) fn part(system: &System) -> Part {
    let mut pairs: Vec<(&str, f64, f64)> = system
        .criticality
        .iter()
        .filter(|c| c.metric == "supply_risk_eu" && c.datum.provenance.year == 2023)
        .filter_map(|c| {
            Some((c.material.as_str(), c.datum.value.get(), recomputed(system, &c.material)?.get()))
        })
        .collect();
    let (published, ours): (Vec<f64>, Vec<f64>) = pairs.iter().map(|p| (p.1, p.2)).unzip();
    let rho = spearman(&published, &ours);
    assert!(pairs.len() > 50 && rho > 0.7, "{} materials, Spearman {rho}", pairs.len());
    let mut text = format!(
        "From the study's supply shares and trade parameters, with governance of 2024 where the study used that of 2016 to 2020, \
         import reliance read off as one less the Union's share in its own sourcing, and no credit for substitutes, whose index is not in the published files.\n\
         Over {} materials the rank correlation (Spearman) with the published supply risk is {rho:.3}.\n\n\
         The ten that differ most:\n\n| material | published | ours | difference |\n|---|---|---|---|\n",
        pairs.len()
    );
    pairs.sort_by(|a, b| (b.2 - b.1).abs().total_cmp(&(a.2 - a.1).abs()));
    for (material, published, ours) in pairs.iter().take(10) {
        writeln!(text, "| {material} | {published:.1} | {ours:.1} | {:+.1} |", ours - published).unwrap();
    }
    Part { title: "Supply risk of the EU study, 2023", text, lines: Vec::new() }
}

/// The larger of the two stages.
fn recomputed(system: &System, material: &str) -> Option<Index> {
    let stages: Vec<Index> = [Stage::Extraction, Stage::Processing]
        .iter()
        .filter_map(|&s| of_stage(system, material, s))
        .collect();
    bottleneck(&stages)
}

fn of_stage(system: &System, material: &str, stage: Stage) -> Option<Index> {
    let union: BTreeSet<CountryId> = system.members("eu27").unwrap().into_iter().collect();
    let supply = |eu: bool| -> Vec<(f64, Index)> {
        let rows = system.supply_shares.iter();
        rows.filter(|s| s.material == material && s.stage == stage && s.eu_sourcing == eu)
            .map(|s| {
                let weight = governance(system, s.country).get() * s.trade_parameter.get();
                (s.datum.value.get(), Index::new(weight))
            })
            .collect()
    };
    let sourcing =
        system.supply_shares.iter().filter(|s| s.material == material && s.stage == stage && s.eu_sourcing);
    let own: f64 = sourcing.filter(|s| union.contains(&s.country)).map(|s| s.datum.value.get()).sum();
    let recycled = system.criticality.iter().find(|c| c.material == material && c.metric == "eol_rir");
    Some(supply_risk(&StageRisk {
        hhi_global: hhi_weighted(&supply(false))?,
        hhi_sourcing: hhi_weighted(&supply(true)),
        import_reliance: Share::new(1.0 - own.min(1.0)),
        eol_rir: Share::new(recycled.map_or(0.0, |c| c.datum.value.get())),
        substitution: Index::new(1.0),
    }))
}

fn governance(system: &System, country: CountryId) -> Index {
    let of = system.indicators.iter().filter(|i| i.country == country && i.indicator == "governance");
    of.max_by_key(|i| i.datum.provenance.year).map_or(GOVERNANCE_EU_MISSING, |i| governance_eu(i.datum.value))
}
