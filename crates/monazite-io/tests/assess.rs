//! Laws of an assessment, on the embedded baseline and for several questions.

#![allow(clippy::unwrap_used)]

use monazite::assess::{Assessment, assess, explain};
use monazite::balance::{Ensemble, ensemble};
use monazite::figure::Figure;
use monazite::question::Question;
use monazite::system::System;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

fn setting() -> &'static (System, Ensemble) {
    static SETTING: OnceLock<(System, Ensemble)> = OnceLock::new();
    SETTING.get_or_init(|| {
        let system = monazite_io::baseline().unwrap().system;
        let ensemble = ensemble(&system, 3, 1).unwrap();
        (system, ensemble)
    })
}

fn ask(for_: &str, from: &str) -> Assessment {
    let (system, ensemble) = setting();
    assess(system, ensemble, &Question { for_: for_.to_owned(), from: from.to_owned() }).unwrap()
}

const QUESTIONS: [(&str, &str); 5] =
    [("g7-plus", "CHN"), ("JPN", "CHN"), ("eu27", "RUS"), ("NAM", "ZAF"), ("g7-plus", "COD")];

#[test]
fn every_figure_lies_in_its_range_and_every_share_in_its_bounds() {
    for (for_, from) in QUESTIONS {
        let assessment = ask(for_, from);
        assert!(assessment.figures.len() > 500, "{for_} {from}");
        for f in &assessment.figures {
            assert!(f.value.is_finite() && f.low <= f.value && f.value <= f.high, "{}: {f:?}", f.id());
            let bounded = [
                "production_share",
                "origin_share",
                "direct_import_share",
                "demand_share",
                "import_reliance",
            ];
            if bounded.contains(&f.metric.as_str()) {
                assert!((-1e-9..=1.0 + 1e-9).contains(&f.value), "{}: {}", f.id(), f.value);
            }
        }
    }
}

#[test]
fn an_id_names_one_figure() {
    for (for_, from) in QUESTIONS {
        let ids: Vec<String> = ask(for_, from).figures.iter().map(Figure::id).collect();
        let distinct: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), distinct.len(), "{for_} {from}");
    }
}

#[test]
fn origins_of_a_stage_are_the_supplier_and_the_others_and_never_more_than_all() {
    let assessment = ask("g7-plus", "CHN");
    let mut sums: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    let is_origin = |f: &&Figure| f.metric == "origin_share" && f.form.is_empty() && f.end_use.is_empty();
    let origins: Vec<&Figure> =
        assessment.figures.iter().filter(is_origin).filter(|f| !f.stage.is_empty()).collect();
    for f in origins.iter().filter(|f| !f.country.is_empty()) {
        *sums.entry((&f.mineral, &f.stage)).or_default() += f.value;
        if f.country == "CHN" {
            let of_supplier =
                origins.iter().find(|o| o.mineral == f.mineral && o.stage == f.stage && o.country.is_empty());
            assert!((of_supplier.unwrap().value - f.value).abs() < 1e-9, "{}", f.id());
        }
    }
    assert!(sums.len() > 20);
    assert!(sums.values().all(|s| *s < 1.0 + 1e-9), "{sums:?}");
}

#[test]
fn suppliers_add_up() {
    let (china, russia, both) = (ask("eu27", "CHN"), ask("eu27", "RUS"), ask("eu27", "CHN"));
    assert_eq!(china, both, "the same question has the same answer");
    let of = |a: &Assessment, id: &str| a.figures.iter().find(|f| f.id() == id).map(|f| f.value);
    for mineral in ["copper", "nickel", "rare_earths"] {
        let id = format!("origin_share/{mineral}/-/processing");
        let (a, b) = (of(&china, &id).unwrap(), of(&russia, &id).unwrap());
        let by_country = |code: &str| of(&china, &format!("{id}/{code}")).unwrap_or(0.0);
        assert!((by_country("RUS") - b).abs() < 1e-9 && (by_country("CHN") - a).abs() < 1e-9);
    }
}

/// What customs of the members together see, and what they do not: for coalitions and countries, over every form that
/// crosses their border.
#[test]
fn direct_shares_are_of_imports_from_outside_and_hidden_dependence_is_the_difference() {
    let (system, ensemble) = setting();
    for (for_, from) in QUESTIONS {
        let assessment = ask(for_, from);
        let of = |metric: &str, form: &str| {
            let found = |f: &&Figure| f.metric == metric && f.form == form && f.country.is_empty();
            assessment.figures.iter().find(found).map(|f| f.value)
        };
        let set = |name: &str| system.members(name).unwrap().into_iter().collect::<BTreeSet<_>>();
        let (members, suppliers) = (set(for_), set(from));
        let (mut forms, mut crossing) = (0, 0);
        for (form, _) in system.forms.iter() {
            let key = system.forms.key(form);
            let flows = ensemble.central.minerals.values().flat_map(|b| &b.flows);
            let outside = flows.filter(|f| {
                f.form == form && members.contains(&f.importer) && !members.contains(&f.exporter)
            });
            let (mut all, mut direct) = (0.0, 0.0);
            for flow in outside {
                all += flow.mass.get();
                direct += if suppliers.contains(&flow.exporter) { flow.mass.get() } else { 0.0 };
            }
            let expected = (all > 0.0).then(|| direct / all);
            crossing += usize::from(expected.is_some());
            let share = of("direct_import_share", key);
            assert_eq!(share.is_some(), expected.is_some(), "{for_} {from} {key}");
            let (Some(share), Some(expected)) = (share, expected) else { continue };
            assert!((share - expected).abs() < 1e-9, "{for_} {from} {key}: {share} for {expected}");
            let hidden = of("origin_share", key).unwrap() - share;
            assert!((of("hidden_dependence", key).unwrap() - hidden).abs() < 1e-9, "{for_} {from} {key}");
            forms += 1;
        }
        // A coalition or an industrial country buys most forms; one such as Namibia few.
        let least = if for_ == "NAM" { 1 } else { 40 };
        assert!(forms >= least && forms == crossing, "{for_} {from}: {forms} of {crossing} forms");
    }
}

#[test]
fn every_metric_of_the_vocabulary_is_answered() {
    let words: BTreeSet<String> = ask("eu27", "CHN").figures.iter().map(|f| f.metric.clone()).collect();
    for word in [
        "production_share",
        "hhi",
        "hhi_wgi",
        "net_import_reliance",
        "import_reliance",
        "largest_supplier_share",
        "supply_risk_eu",
        "geopolrisk",
        "n_minus_1",
        "cover",
        "direct_import_share",
        "origin_share",
        "exposure",
        "demand_share",
    ] {
        assert!(words.contains(word), "{word}");
    }
}

#[test]
fn every_figure_can_be_explained_from_rows() {
    let (system, ensemble) = setting();
    let assessment = ask("g7-plus", "CHN");
    let mut seen = BTreeSet::new();
    for figure in assessment
        .figures
        .iter()
        .filter(|f| seen.insert((f.metric.clone(), f.mineral.clone(), f.stage.clone())))
    {
        let explanation = explain(system, ensemble, figure).unwrap();
        assert!(!explanation.inputs.is_empty(), "{}", figure.id());
        assert!(explanation.inputs.iter().all(|i| i.row.line > 1 && !i.source.is_empty()), "{}", figure.id());
    }
}

#[test]
fn unknown_parties_are_told_with_what_is_known() {
    let (system, ensemble) = setting();
    let question = Question { for_: "g8".to_owned(), from: "CHN".to_owned() };
    let error = assess(system, ensemble, &question).unwrap_err().to_string();
    assert!(error.contains("g8") && error.contains("g7-plus"), "{error}");
}
