//! Rules by which the cost of a programme can be shared.
//!
//! Methods page: `docs/methods/share.md`.

use strum::IntoStaticStr;

/// A rule of cost sharing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Rule {
    /// Each pays where it builds and buys: no payment between members.
    AsIncurred,
    /// Gains by the Shapley value.
    Shapley,
    /// Gains by the nucleolus.
    Nucleolus,
    /// Cost by gross domestic product.
    Gdp,
    /// Cost by need of the minerals concerned.
    Consumption,
    /// Cost in equal parts.
    Equal,
}

impl Rule {
    /// All, in the order of results.
    pub const ALL: [Self; 6] =
        [Self::AsIncurred, Self::Shapley, Self::Nucleolus, Self::Gdp, Self::Consumption, Self::Equal];

    /// The word used in results.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// What each gains when it keeps its benefit and pays its part of the common cost, in proportion to a weight.
/// Where no weight is above zero the parts are equal.
#[must_use]
pub fn by_weights(benefits: &[f64], cost: f64, weights: &[f64]) -> Vec<f64> {
    let whole: f64 = weights.iter().sum();
    let part = |weight: f64| if whole > 0.0 { weight / whole } else { 1.0 / benefits.len() as f64 };
    benefits.iter().zip(weights).map(|(benefit, &weight)| benefit - cost * part(weight)).collect()
}
