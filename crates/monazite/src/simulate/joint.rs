//! Numbers that are drawn together: rows of `market_draws.csv`.

use crate::system::System;
use crate::system::behaviour::Parameter;
use std::collections::BTreeMap;

/// Joint draws with their weights, a column a parameter.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Joint {
    parameters: Vec<Parameter>,
    /// Sum of the weights up to each draw, over all.
    cumulated: Vec<f64>,
    /// For each parameter the value of each draw in order of size, and the place of each draw among them.
    sorted: Vec<Vec<f64>>,
    places: Vec<Vec<usize>>,
}

impl Joint {
    /// From the draws of a dataset; those that lack a parameter that others have are left out.
    pub(super) fn of(system: &System) -> Self {
        let mut draws: BTreeMap<u32, (f64, BTreeMap<Parameter, f64>)> = BTreeMap::new();
        for row in &system.market_draws {
            let draw = draws.entry(row.draw).or_default();
            draw.0 = row.weight.get();
            draw.1.insert(row.parameter, row.datum.value.get());
        }
        let most = draws.values().map(|draw| draw.1.len()).max().unwrap_or(0);
        draws.retain(|_, draw| draw.1.len() == most);
        let parameters: Vec<Parameter> =
            draws.values().next().map(|draw| draw.1.keys().copied().collect()).unwrap_or_default();
        let total: f64 = draws.values().map(|draw| draw.0).sum();
        let mut joint = Self { parameters, ..Self::default() };
        let mut sum = 0.0;
        for (weight, _) in draws.values() {
            sum += weight / total;
            joint.cumulated.push(sum);
        }
        for parameter in &joint.parameters {
            let values: Vec<f64> =
                draws.values().map(|draw| draw.1.get(parameter).copied().unwrap_or(f64::NAN)).collect();
            let mut order: Vec<usize> = (0..values.len()).collect();
            order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
            let mut places = vec![0; values.len()];
            order.iter().enumerate().for_each(|(place, &draw)| places[draw] = place);
            joint.sorted.push(order.iter().map(|&draw| values[draw]).collect());
            joint.places.push(places);
        }
        joint
    }

    /// The column of a parameter.
    pub(super) fn column(&self, parameter: Parameter) -> Option<usize> {
        self.parameters.binary_search(&parameter).ok()
    }

    /// The draw at a probability.
    pub(super) fn draw(&self, p: f64) -> usize {
        self.cumulated.partition_point(|sum| *sum <= p).min(self.cumulated.len().saturating_sub(1))
    }

    /// The probability of a draw's value among the values of a column.
    pub(super) fn probability(&self, column: usize, draw: usize) -> f64 {
        let places = &self.places[column];
        (places[draw] as f64 + 0.5) / places.len() as f64
    }

    /// The value of a column at a probability.
    pub(super) fn quantile(&self, column: usize, p: f64) -> f64 {
        let sorted = &self.sorted[column];
        sorted[((p * sorted.len() as f64) as usize).min(sorted.len() - 1)]
    }
}
