//! A joint stock: what is held, when and to whom it is released, what that saves, and who pays.
//!
//! What computes it is the crate `monazite-plan`, so that whoever reads or shows it needs no solver.

use crate::datum::Quality;
use crate::estimate::Estimate;
use crate::id::FormId;

/// A joint stock of some members.
#[derive(Debug, Clone, PartialEq)]
pub struct JointStock {
    /// Names of the members.
    pub members: Vec<String>,
    /// What is held, the form on which most is spent first.
    pub held: Vec<Held>,
    /// Forms that are missing and not held, with the reason.
    pub left_out: Vec<(FormId, &'static str)>,
    /// What it saves in each scenario.
    pub trials: Vec<Trial>,
    /// What each member pays under each rule.
    pub borne: Vec<Borne>,
    /// Largest objection of a club that no sharing of the cost avoids, USD: at most nothing if the core is not empty.
    pub least_objection: Estimate,
}

/// A form that is held.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The form.
    pub form: FormId,
    /// Contained tonnes.
    pub mass: Estimate,
    /// What they cost to buy, with the premium of buying for a stock, USD.
    pub spent: Estimate,
    /// Quality of the price.
    pub quality: Quality,
    /// Most that can be bought in a year without moving the price, tonnes.
    pub a_year: Estimate,
    /// Years until it is there.
    pub years: Estimate,
    /// What members hold in strategic stocks already, tonnes: it is released first, and counts for nothing here.
    pub held_already: f64,
    /// Weeks of what all end uses of the members take.
    pub weeks: Estimate,
    /// Weeks of what defence of the members takes, where any is known.
    pub weeks_of_defence: Option<Estimate>,
    /// What each member is given of it in the scenario for which it is sized, tonnes.
    pub to: Vec<Estimate>,
    /// That scenario.
    pub scenario: String,
}

/// What the members lose over a scenario, USD of value added at risk.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The scenario.
    pub scenario: String,
    /// Day on which the rule first releases something; `None` if nothing is missing.
    pub released: Option<f64>,
    /// Without the stock.
    pub without: Estimate,
    /// What it saves when each member holds its part by use and releases as national stocks are today.
    pub no_rule: Estimate,
    /// What it saves under the rule.
    pub rule: Estimate,
}

/// What a member pays.
#[derive(Debug, Clone, PartialEq)]
pub struct Borne {
    /// How the cost is shared: `by_use` or `least_core`.
    pub rule: &'static str,
    /// Place in the list of members.
    pub member: usize,
    /// Its part of the cost of buying, USD.
    pub pays: Estimate,
    /// What the same cover costs it alone, USD.
    pub alone: Estimate,
    /// Whether it would pay less alone.
    pub leaves: bool,
}
