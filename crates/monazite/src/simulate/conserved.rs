//! Mass is conserved in every period, all classes of lots together.

use super::model::Model;
use super::part::Part;
use super::state::State;

impl Model {
    /// The largest violation of mass conservation in any period of a run, over what producers make in the baseline: what
    /// is held in stock, under way and beside producers changes by what is made and recycled less what is used.
    #[must_use]
    pub fn imbalance(&self, values: &[f64]) -> f64 {
        let mut state = State::default();
        self.begin(values, &mut state);
        let of_part = |part| self.imbalance_of(part, &mut state);
        self.parts.iter().map(of_part).fold(0.0, f64::max)
    }

    fn imbalance_of(&self, part: &Part, state: &mut State) -> f64 {
        let network = &self.network;
        let sum = |of: &dyn Fn(usize) -> f64| part.nodes().map(of).sum::<f64>();
        let scale = sum(&|n| network.made[n]);
        let mut before = held(part, state);
        let mut worst = 0.0_f64;
        for period in 0..self.periods {
            state.given.period = period;
            let recycled = sum(&|n| state.nodes.recycling[n] * state.given.setting.recycling[n]);
            self.step(part, state);
            let made = sum(&|n| state.nodes.made.iter().map(|lot| lot[n]).sum());
            let taken = sum(&|n| state.nodes.taken[n] - network.fed[n]);
            let got = part.users().map(|u| state.users.got[u]).sum::<f64>() - sum(&|n| network.used[n]);
            let unbuilt = sum(&|n| state.nodes.unbuilt[n]);
            let after = held(part, state);
            let change = made + recycled + unbuilt - taken - got;
            let gap = ((after - before) - change).abs();
            // A stock below nothing is mass from nowhere, whatever the sums say.
            let holds = part.nodes().all(|n| state.nodes.stock.iter().all(|lot| lot[n] >= 0.0));
            worst = if holds && gap.is_finite() { worst.max(gap) } else { f64::INFINITY };
            before = after;
        }
        if scale > 0.0 { worst / scale } else { worst }
    }
}

/// Mass held in a part beyond what the baseline has under way: in stock, under way and beside the producers.
fn held(part: &Part, state: &State) -> f64 {
    let at = |n: usize| -> f64 {
        (0..state.nodes.stock.len())
            .map(|class| state.nodes.stock[class][n] + state.nodes.on_the_way(&state.given, n, class))
            .sum()
    };
    part.nodes().map(at).sum::<f64>()
        + part.holders.iter().map(|&entry| state.nodes.strategic[entry]).sum::<f64>()
}
