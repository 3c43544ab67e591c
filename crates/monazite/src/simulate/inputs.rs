//! Every uncertain number of a run, in one list: a draw is one value for each.

use super::joint::Joint;
use crate::scenario::Uncertain;

/// Position of a number in the list.
pub(super) type Slot = u32;

/// How a number is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Law {
    /// From a distribution.
    From(Uncertain),
    /// A lot between 0 and 1 that decides whether a shock happens; 0, it happens, in the central run.
    Chance,
    /// With others, from a table of joint draws: its column, and the central value.
    Joint(usize, f64),
}

/// The numbers that a run depends on, with their names and distributions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inputs {
    names: Vec<String>,
    laws: Vec<Law>,
    joint: Joint,
}

impl Inputs {
    /// None yet; some parameters will come from joint draws.
    pub(super) fn with(joint: Joint) -> Self {
        Self { joint, ..Self::default() }
    }

    pub(super) fn add(&mut self, name: impl Into<String>, uncertain: Uncertain) -> Slot {
        self.push(name.into(), Law::From(uncertain))
    }

    pub(super) fn add_chance(&mut self, name: impl Into<String>) -> Slot {
        self.push(name.into(), Law::Chance)
    }

    /// Adds a number that is drawn with others, from a column of the joint draws.
    pub(super) fn add_joint(&mut self, name: impl Into<String>, column: usize, central: f64) -> Slot {
        self.push(name.into(), Law::Joint(column, central))
    }

    fn push(&mut self, name: String, law: Law) -> Slot {
        self.names.push(name);
        self.laws.push(law);
        (self.laws.len() - 1) as Slot
    }

    /// Names, in the order of a draw's values: the row of `behaviour.csv`, or the shock and what of it.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.laws.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.laws.is_empty()
    }

    /// Whether a number varies from draw to draw.
    #[must_use]
    pub fn varies(&self, input: usize) -> bool {
        match self.laws[input] {
            Law::From(uncertain) => !uncertain.is_point(),
            Law::Chance | Law::Joint(..) => true,
        }
    }

    /// The central values: no draw.
    #[must_use]
    pub fn central(&self) -> Vec<f64> {
        self.laws
            .iter()
            .map(|law| match law {
                Law::From(uncertain) => uncertain.central(),
                Law::Chance => 0.0,
                Law::Joint(_, central) => *central,
            })
            .collect()
    }

    /// Lets the numbers that are drawn together come from one joint draw: puts the probability of its value in the place
    /// of each one's own.
    pub(super) fn tie(&self, probabilities: &mut [f64]) {
        let mut draw = None;
        for (law, p) in self.laws.iter().zip(probabilities) {
            if let Law::Joint(column, _) = *law {
                let draw = *draw.get_or_insert_with(|| self.joint.draw(*p));
                *p = self.joint.probability(column, draw);
            }
        }
    }

    /// The values at which the distribution functions take the given probabilities.
    pub(super) fn at(&self, probabilities: &[f64]) -> Vec<f64> {
        let value = |(law, &p): (&Law, &f64)| match *law {
            Law::From(uncertain) => uncertain.quantile(p),
            Law::Chance => p,
            Law::Joint(column, _) => self.joint.quantile(column, p),
        };
        self.laws.iter().zip(probabilities).map(value).collect()
    }

    /// The joint draws.
    pub(super) fn joint(&self) -> &Joint {
        &self.joint
    }

    /// The largest value of a number.
    pub(super) fn largest(&self, slot: Slot) -> f64 {
        match self.laws[slot as usize] {
            Law::From(uncertain) => uncertain.ends().1,
            Law::Chance => 1.0,
            Law::Joint(column, _) => self.joint.quantile(column, 1.0),
        }
    }
}
