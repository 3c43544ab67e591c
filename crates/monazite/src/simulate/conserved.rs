//! Mass is conserved in every period, all classes of lots together and one by one.

use super::market::{LIVELY, ban, licence, market, outage, scenario, shock, with};
use super::model::Model;
use super::state::State;
use crate::balance::{Balance, MineralBalance};
use crate::quantity::Days;
use crate::scenario::Scenario;
use crate::system::System;
use proptest::prelude::*;

/// Mass held of each class beyond what the baseline has under way: in stock, under way and beside the plants.
fn held(model: &Model, state: &State) -> Vec<f64> {
    let nodes = 0..model.network.nodes.len();
    (0..state.stock.len())
        .map(|class| {
            nodes.clone().map(|n| state.stock[class][n] + state.on_the_way(n, class)).sum::<f64>()
                + if class == 0 { state.strategic.iter().sum() } else { 0.0 }
        })
        .collect()
}

/// Largest violation over world supply, over all periods of a run.
fn violation(system: &System, balance: &Balance, scenario: &Scenario) -> f64 {
    let model = Model::new(system, balance, scenario).unwrap();
    let world: f64 = balance.minerals.values().map(|m: &MineralBalance| m.world_supply.get()).sum();
    let scale = world / model.network.per_year;
    let mut state = State::default();
    let values = model.inputs.central();
    model.begin(&values, &mut state);
    let mut before: f64 = held(&model, &state).iter().sum();
    let mut worst = 0.0_f64;
    for period in 0..model.periods() {
        state.period = period;
        let recycled: f64 = state.recycling.iter().zip(&state.setting.recycling).map(|(r, c)| r * c.0).sum();
        model.step(&mut state);
        let network = &model.network;
        let made: f64 = state.made.iter().flatten().sum();
        let taken: f64 = state.taken.iter().sum::<f64>() - network.fed.iter().sum::<f64>();
        let got: f64 = state.got.iter().sum::<f64>() - network.used.iter().sum::<f64>();
        let unbuilt: f64 = state.unbuilt.iter().sum();
        let after: f64 = held(&model, &state).iter().sum();
        let change = made + recycled + unbuilt - taken - got;
        worst = worst.max(((after - before) - change).abs() / scale);
        assert!(state.stock.iter().flatten().all(|s| *s >= 0.0 && s.is_finite()));
        before = after;
    }
    worst
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn mass_is_conserved(countries in 2usize..7, seed: u64, step in 2.0..20.0_f64, leak in 0.0..1.0_f64, loss in 0.0..1.0_f64) {
        let (system, balance) = market(countries, seed);
        let system = with(system, &LIVELY);
        let shocks = vec![
            shock(ban(&system, leak), 10, 60),
            shock(licence(&system, leak, 0.1), 90, 100),
            shock(outage(&system, loss), 30, 100),
        ];
        let scenario = Scenario { step: Days::new(step), ..scenario(60, shocks) };
        prop_assert!(violation(&system, &balance, &scenario) < 1e-9);
    }
}
