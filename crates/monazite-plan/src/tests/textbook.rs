//! Optima that are found by hand.

use super::case::{datum, programme, smelter, solved, stop, target};
use crate::chain::Seller;
use crate::model::Model;
use crate::network::Network;
use crate::plan::{Questions, plan};
use crate::reading::Reading;
use crate::solve::Session;
use monazite::Watch;
use monazite::plan::TargetKind;
use monazite::quantity::{Index, Share};
use monazite::system::investment::Parameter;

/// The worked number of `docs/methods/plan.md`: 40 t/y of smelting by the third year, decided at the start of the
/// second, paid for one year: 40 x (1,000 / 10 + 50) = 6,000 USD.
#[test]
fn capacity_expansion_for_an_own_share() {
    let case = smelter();
    let mut programme = programme(&case.0, 3);
    programme.targets.processing = target(0.4, 2027);
    solved(&case, &programme, |_, _, cost| assert!((cost - 0.006).abs() < 1e-7, "{cost}"));
    let plan = plan(&case.0, &case.1, &programme, Questions::default()).unwrap();
    assert_eq!(plan.built.len(), 1);
    assert_eq!(plan.built[0].decided, 2026);
    assert!((plan.built[0].capacity.get() - 40.0).abs() < 1e-4);
    assert_eq!((plan.met[0].target.clone(), plan.met[0].met), (TargetKind::Processing, Some(2027)));
}

/// A lead time of one year leaves nothing for the year of the decision: the nearest is zero.
#[test]
fn a_target_before_the_lead_time_comes_as_near_as_it_can() {
    let case = smelter();
    let mut programme = programme(&case.0, 3);
    programme.targets.processing = target(0.4, 2025);
    solved(&case, &programme, |model, best, _| {
        let met = Reading { model, point: best }.met();
        assert!(met[0].nearest.get().abs() < 1e-6);
        assert_eq!(met[0].met, Some(2026), "met as soon as it can be");
    });
}

/// Ore in the ground for 150 t of extraction: 50 t a year from 2026 would take 250 t by 2030.
#[test]
fn a_mine_ends_with_its_reserves() {
    let case = smelter();
    let mut programme = programme(&case.0, 6);
    programme.targets.extraction = target(0.5, 2026);
    solved(&case, &programme, |model, best, _| {
        let extracted: f64 = model
            .variables
            .activity
            .iter()
            .filter(|((p, _, _), _)| model.network().system.processes.key(*p) == "mine")
            .map(|(_, c)| best.columns[c.0])
            .sum();
        assert!(extracted <= 150.0 + 1e-6, "{extracted}");
        let met = Reading { model, point: best }.met();
        assert_ne!(met[0].met, Some(2026), "50 t a year for five years are more than 150 t");
    });
}

/// A stock for half a year without supply: 5 % of 50 t may lack, so 47.5 t are held, at (2 % holding + 10 % premium in
/// the first year) of 5,000 USD/t over one year: 47.5 x 0.12 x 5,000 = 28,500 USD.
#[test]
fn a_stock_bridges_a_stop_where_building_takes_too_long() {
    let mut case = smelter();
    let limit = case.0.investments.iter_mut().find(|r| r.parameter == Parameter::PurchaseLimit).unwrap();
    limit.datum = datum(Index::new(1.0));
    // The limit counts supply outside the supplier; let BBB make some.
    let mut programme = programme(&case.0, 1);
    programme.threats = vec![stop(&case.0, 6.0, 0.0)];
    programme.targets.survive =
        Some(monazite::plan::Survive { defence: Share::new(0.05), elsewhere: Share::new(0.05), year: 2025 });
    solved(&case, &programme, |model, best, _| {
        let met = Reading { model, point: best }.met();
        assert!(met.iter().all(|m| m.met.is_none()), "nothing can be bought outside the supplier: {met:?}");
    });
    let network = Network::of(&case.0, &case.1, &programme);
    let mut chain = network.minerals[0].clone();
    let metal = case.0.forms.id("metal").unwrap();
    chain.outside.insert(metal, 1000.0);
    // Passed on from the supplier, so that a stop takes it.
    chain.sold.insert((metal, Seller::Rest), vec![1000.0]);
    let network = network.only(&[chain]);
    let model = Model::of(&network, &Watch::default()).unwrap();
    let mut session = Session::new(&model, &Watch::default()).unwrap();
    session.come_nearest().unwrap();
    let best = session.optimum("a test").unwrap();
    let cost: f64 = model.lp.costs().iter().zip(&best.columns).map(|(c, x)| c * x).sum();
    assert!((cost - 0.0285).abs() < 1e-6, "{cost}");
}
