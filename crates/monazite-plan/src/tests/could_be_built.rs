//! A programme that could be built: from feed that there is, mines that open, and stocks that keep.

use super::case::{datum, invest, programme, smelter, solved, stop, target};
use crate::plan::{Questions, plan};
use monazite::plan::Survive;
use monazite::quantity::{Index, Share};
use monazite::system::investment::{Investment, Parameter};
use monazite::system::{Scope, Stage};

/// The supplier sells 100 t of metal a year and no ore.
#[test]
fn nothing_comes_from_the_supplier_beyond_what_it_sells() {
    let case = smelter();
    let mut programme = programme(&case.0, 4);
    programme.targets.processing = target(0.8, 2027);
    let [ore, metal] = ["ore", "metal"].map(|key| case.0.forms.id(key).unwrap());
    solved(&case, &programme, |model, best, _| {
        for y in 0..4 {
            let imported = |form| best.columns[model.variables.imported[&(form, y)].0];
            assert!(imported(metal) <= 100.0 + 1e-6, "{} t of metal", imported(metal));
            assert!(imported(ore) <= 1e-6, "{} t of ore", imported(ore));
        }
    });
}

/// For 80 t of metal 100 t of ore are for sale; what is beyond that a mine opens for.
#[test]
fn feed_that_nobody_sells_comes_from_a_mine() {
    let case = smelter();
    let mut programme = programme(&case.0, 3);
    programme.targets.processing = target(0.9, 2027);
    let plan = plan(&case.0, &case.1, &programme, Questions::default()).unwrap();
    let mine = case.0.processes.id("mine").unwrap();
    let mined: f64 = plan.built.iter().filter(|b| b.process == mine).map(|b| b.capacity.get()).sum();
    assert!((mined - 12.5).abs() < 1e-3, "{mined} t/y for 112.5 t of ore of which 100 are for sale");
}

/// Reserves are a known deposit: the lead time counts from there, not from discovery.
#[test]
fn a_mine_opens_from_where_its_deposit_stands() {
    let mut case = smelter();
    invest(&mut case.0, Parameter::LeadTime, "mine", 15.7);
    invest(&mut case.0, Parameter::LeadDeposit, "mine", 2.0);
    let mut programme = programme(&case.0, 6);
    programme.targets.extraction = target(0.1, 2028);
    let plan = plan(&case.0, &case.1, &programme, Questions::default()).unwrap();
    assert_eq!(plan.built[0].first_output - f64::from(plan.built[0].decided), 2.0);
    assert!(plan.met.iter().all(|m| m.in_time()), "{:?}", plan.met);
}

/// A stock is bought where the form keeps, and not where it does not.
#[test]
fn what_does_not_keep_is_not_stored() {
    let stored = |shelf_life: Option<f64>| {
        let mut case = smelter();
        let limit = case.0.investments.iter_mut().find(|r| r.parameter == Parameter::PurchaseLimit).unwrap();
        limit.datum = datum(Index::new(1.0));
        let form = case.0.forms.id("ore");
        case.0.investments.extend(shelf_life.map(|years| Investment {
            parameter: Parameter::ShelfLife,
            process: None,
            scope: Scope { form, ..Scope::default() },
            datum: datum(Index::new(years)),
        }));
        let mut programme = programme(&case.0, 3);
        programme.threats = vec![stop(&case.0, 6.0, 0.0)];
        programme.targets.processing = target(0.5, 2026);
        programme.targets.survive =
            Some(Survive { defence: Share::new(0.0), elsewhere: Share::new(0.0), year: 2027 });
        let plan = plan(&case.0, &case.1, &programme, Questions::default()).unwrap();
        plan.stocks.iter().filter(|s| Some(s.form) == form).map(|s| s.held.get()).fold(0.0, f64::max)
    };
    assert_eq!(stored(Some(0.0)), 0.0);
    assert!(stored(Some(0.1)) <= 0.1 * 125.0 + 1e-6, "turned over ten times a year");
    assert!(stored(Some(0.1)) <= stored(None) + 1e-6);
}

/// Each stage is said by year, with the programme and without it.
#[test]
fn each_stage_is_shown_before_and_after() {
    let case = smelter();
    let mut programme = programme(&case.0, 3);
    programme.targets.processing = target(0.4, 2027);
    let plan = plan(&case.0, &case.1, &programme, Questions::default()).unwrap();
    let last = plan.dependence.iter().find(|d| d.stage == Stage::Processing && d.year == 2027).unwrap();
    assert!((last.without.value - 1.0).abs() < 1e-6 && (last.share.value - 0.6).abs() < 1e-4, "{last:?}");
}
