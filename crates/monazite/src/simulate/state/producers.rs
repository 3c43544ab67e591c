//! What is remembered of producers, and worked out for them in a period.

use super::super::binding::Binding;
use super::list::reset;

/// State and scratch of producers: one number each.
#[derive(Debug, Clone, Default)]
pub(in crate::simulate) struct Producers {
    /// Surge over its ceiling.
    pub(in crate::simulate) surge: Vec<f64>,

    // Scratch.
    pub(in crate::simulate) ordered: Vec<f64>,
    /// The part of it for use and the spot market.
    pub(in crate::simulate) for_use: Vec<f64>,
    /// What orders for use would be, as far as producers can make it, if they were at least the usual.
    pub(in crate::simulate) at_usual: Vec<f64>,
    /// Capacity beyond what contracts take, over the activity in the baseline.
    pub(in crate::simulate) idle: Vec<f64>,
    /// What is sought beyond what they can make, over their activity in the baseline; negative where less is.
    pub(in crate::simulate) pressed: Vec<f64>,
    pub(in crate::simulate) activity: Vec<f64>,
    pub(in crate::simulate) limited_by: Vec<Binding>,
}

impl Producers {
    /// Nobody has surged or been asked for anything yet.
    pub(super) fn begin(&mut self, producers: usize) {
        for list in [
            &mut self.pressed,
            &mut self.surge,
            &mut self.ordered,
            &mut self.for_use,
            &mut self.at_usual,
            &mut self.idle,
            &mut self.activity,
        ] {
            reset(list, producers, 0.0);
        }
        reset(&mut self.limited_by, producers, Binding::None);
    }
}
