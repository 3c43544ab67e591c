//! Exports of large suppliers beside what customs have: writes `docs/exports.md`, and fails where a ratio has no reason.

#![allow(clippy::unwrap_used)]

use crate::common::{expect, root};
use monazite::balance::{MineralBalance, balance};
use monazite::id::{CountryId, FormId};
use monazite::system::{Held, System};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Largest ratio, either way, that needs no reason.
const UNEXPLAINED: f64 = 1.3;
/// Suppliers below this part of a form's trade are left out.
const LARGE: f64 = 0.10;

const HEAD: &str = "# Exports beside customs\n\n\
    Exports of every large supplier of a form in the balance beside what customs have: contained tonnes of the baseline year.\n\
    A supplier is large that ships a tenth of what crosses borders, in the balance or by customs.\n\
    *Customs* is a published total, else the sum of the flows held where they are held in full, else what importers report: their imports times the share of the supplier.\n\
    A ratio beyond 1.3 either way has its reason beside it; a test writes this page and fails where one is missing.\n\n\
    | form | supplier | customs | kind | balance | ratio | reason |\n|---|---|---:|---|---:|---:|---|\n";

/// What customs have of a supplier's exports of a form, and how it is known.
#[derive(Clone, Copy)]
struct Customs {
    tonnes: f64,
    kind: &'static str,
}

#[test]
fn exports_agree_with_customs_or_say_why() {
    let system = monazite_io::baseline().unwrap().system;
    let balance = balance(&system).unwrap();
    let reasons = reasons();
    let (mut page, mut open) = (HEAD.to_owned(), Vec::new());
    let mut used = BTreeSet::new();
    for of_mineral in balance.minerals.values() {
        for (forms, exporter, customs, tonnes) in lines(&system, of_mineral) {
            let ratio = tonnes / customs.tonnes;
            let name = forms.iter().map(|&f| system.forms.key(f)).collect::<Vec<_>>().join(" + ");
            let key = (name.clone(), system.countries.key(exporter).to_owned());
            let far = !(UNEXPLAINED.recip()..=UNEXPLAINED).contains(&ratio);
            let reason = reasons.get(&key).filter(|_| far).map_or("", String::as_str);
            if far && reason.is_empty() {
                open.push(format!("{} {}: customs {:.0}, balance {tonnes:.0}", key.0, key.1, customs.tonnes));
            }
            if far {
                used.insert(key.clone());
            }
            writeln!(
                page,
                "| {} | {} | {} | {} | {} | {ratio:.2} | {reason} |",
                key.0,
                key.1,
                whole(customs.tonnes),
                customs.kind,
                whole(tonnes)
            )
            .unwrap();
        }
    }
    assert!(open.is_empty(), "ratios without a reason: {open:#?}");
    let idle: Vec<_> = reasons.keys().filter(|key| !used.contains(*key)).collect();
    assert!(idle.is_empty(), "reasons that explain nothing: {idle:?}");
    expect("docs/exports.md", &page);
}

/// Large suppliers of each form, or of forms whose exports are published together.
fn lines(system: &System, balance: &MineralBalance) -> Vec<(Vec<FormId>, CountryId, Customs, f64)> {
    let mut ours: BTreeMap<(FormId, CountryId), f64> = BTreeMap::new();
    for flow in &balance.flows {
        *ours.entry((flow.form, flow.exporter)).or_default() += flow.mass.get();
    }
    let mut lines = Vec::new();
    let forms: BTreeSet<FormId> = ours.keys().map(|k| k.0).collect();
    for &form in &forms {
        let customs = customs(system, form);
        let world = |of: &dyn Fn(CountryId) -> f64| system.countries.ids().map(of).sum::<f64>();
        let balanced = |c: CountryId| ours.get(&(form, c)).copied().unwrap_or(0.0);
        let reported = |c: CountryId| customs.get(&c).map_or(0.0, |k| k.tonnes);
        let totals = (world(&balanced), world(&reported));
        for (&exporter, &of_customs) in customs.iter().filter(|(_, k)| k.tonnes > 0.0) {
            let large = balanced(exporter) >= LARGE * totals.0 || reported(exporter) >= LARGE * totals.1;
            if large {
                lines.push((vec![form], exporter, of_customs, balanced(exporter)));
            }
        }
    }
    for report in system.exports.iter().filter(|e| e.forms.iter().all(|f| forms.contains(f))) {
        let tonnes = report.forms.iter().filter_map(|&f| ours.get(&(f, report.exporter))).sum();
        let customs = Customs { tonnes: report.datum.value.get(), kind: "published total" };
        lines.push((report.forms.clone(), report.exporter, customs, tonnes));
    }
    lines
}

/// What customs have of a form by exporter.
fn customs(system: &System, form: FormId) -> BTreeMap<CountryId, Customs> {
    let complete = system.trade_held.iter().any(|h| h.form == form && h.held == Held::Complete);
    let mut sums: BTreeMap<CountryId, f64> = BTreeMap::new();
    if complete {
        for flow in system.flows.iter().filter(|f| f.form == form && !f.code.is_empty()) {
            *sums.entry(flow.exporter).or_default() += flow.datum.value.get();
        }
    } else {
        let mut imports: BTreeMap<CountryId, f64> = BTreeMap::new();
        for total in system.imports.iter().filter(|i| i.form == form) {
            *imports.entry(total.importer).or_default() += total.datum.value.get();
        }
        for share in system
            .import_shares
            .iter()
            .filter(|s| s.forms == [form] && s.datum.provenance.year == system.year)
        {
            let mass = imports.get(&share.importer).copied().unwrap_or(0.0) * share.datum.value.get();
            *sums.entry(share.exporter).or_default() += mass;
        }
    }
    let kind = if complete { "all flows" } else { "importers" };
    sums.into_iter().map(|(c, tonnes)| (c, Customs { tonnes, kind })).collect()
}

/// Reasons by form and supplier, from our own table.
fn reasons() -> BTreeMap<(String, String), String> {
    let path = root().join("crates/monazite-io/tests/validation/export_reasons.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.records().map(|r| r.unwrap());
    rows.map(|r| ((r[0].to_owned(), r[1].to_owned()), r[2].to_owned())).collect()
}

/// A mass to three significant digits.
fn whole(tonnes: f64) -> String {
    let unit = 10_f64.powi((tonnes.abs().max(1.0).log10().floor() as i32 - 2).max(0));
    format!("{:.0}", (tonnes / unit).round() * unit)
}
