//! Dynamic stocks against flodym 1.1.0 (MIT): five lifetime families, three times of entry, both ways round.

#![allow(clippy::unwrap_used)]

use monazite::metric::cohort::{Cohorts, Entry, Survival, from_inflow, from_stock};
use monazite::quantity::{Tonnes, TonnesPerYear, Years};
use std::collections::BTreeMap;
use std::path::Path;

const TOLERANCE: f64 = 1e-9;

fn rows(folder: &Path, file: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(folder.join(file)).unwrap().deserialize().map(Result::unwrap).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap()
}

/// The survival of a family for a product, from the parameters as flodym takes them.
fn survival(parameters: &[BTreeMap<String, String>], family: &str, product: &str) -> Survival {
    let of = |name: &str| {
        let row = parameters
            .iter()
            .find(|r| r["lifetime"] == family && r["param"] == name && r["product"] == product)
            .unwrap();
        number(row, "value")
    };
    let years = |name: &str| Years::new(of(name));
    match family {
        "fixed" => Survival::Fixed { mean: years("mean") },
        "normal" => Survival::Normal { mean: years("mean"), spread: years("std") },
        "foldednormal" => Survival::FoldedNormal { mean: years("mean"), spread: years("std") },
        "lognormal" => Survival::LogNormal { mean: years("mean"), spread: years("std") },
        "weibull" => Survival::Weibull { shape: of("weibull_shape"), scale: years("weibull_scale") },
        other => panic!("{other}"),
    }
}

fn entry(word: &str) -> Entry {
    match word {
        "start" => Entry::Start,
        "middle" => Entry::Middle,
        "end" => Entry::End,
        other => panic!("{other}"),
    }
}

/// Relative to the number where that is above one.
fn close(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= TOLERANCE * theirs.abs().max(1.0)
}

#[test]
fn stocks_agree_with_flodym() {
    let Some(folder) = crate::common::shared("validation/flodym_dynamic_stock") else { return };
    let parameters = rows(&folder, "input_lifetimes.csv");
    let (inflows, stocks) = (rows(&folder, "input_inflow.csv"), rows(&folder, "input_stock.csv"));
    let mut found: BTreeMap<(String, String, String, String), Cohorts> = BTreeMap::new();
    let expected = rows(&folder, "expected_stocks.csv");
    for row in &expected {
        let key = ["lifetime", "inflow_at", "model", "product"].map(|c| row[c].clone());
        let [family, at, model, product] = key.clone();
        let cohorts = found.entry(key.into()).or_insert_with(|| {
            let survival = survival(&parameters, &family, &product);
            match model.as_str() {
                "inflow_driven" => {
                    let given: Vec<_> =
                        inflows.iter().map(|r| TonnesPerYear::new(number(r, &product))).collect();
                    from_inflow(&given, &survival, entry(&at))
                }
                _ => {
                    let given: Vec<_> = stocks.iter().map(|r| Tonnes::new(number(r, &product))).collect();
                    from_stock(&given, &survival, entry(&at)).unwrap()
                }
            }
        });
        let year = row["year"].parse::<usize>().unwrap() - 1980;
        let ours = [cohorts.inflow[year].get(), cohorts.stock[year].get(), cohorts.outflow[year].get()];
        for (ours, column) in ours.into_iter().zip(["inflow", "stock", "outflow"]) {
            assert!(close(ours, number(row, column)), "{column} {ours} in {row:?}");
        }
    }
    assert_eq!(expected.len(), 6390);
}

#[test]
fn survival_agrees_with_flodym() {
    let Some(folder) = crate::common::shared("validation/flodym_dynamic_stock") else { return };
    let parameters = rows(&folder, "input_lifetimes.csv");
    for row in rows(&folder, "expected_survival_first_cohort.csv") {
        let survival = survival(&parameters, &row["lifetime"], &row["product"]);
        let first = match entry(&row["inflow_at"]) {
            Entry::Start => 1.0,
            Entry::Middle => 0.5,
            Entry::End => 0.0,
        };
        let ours = survival.at(Years::new(number(&row, "age") + first));
        assert!(close(ours, number(&row, "survival")), "{ours} in {row:?}");
    }
}
