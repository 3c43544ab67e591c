//! What is remembered of users, and worked out for them in a period.

use super::list::reset;

/// State and scratch of users: one number each.
#[derive(Debug, Clone, Default)]
pub(in crate::simulate) struct Users {
    /// Substitution over its ceiling.
    pub(in crate::simulate) substitution: Vec<f64>,

    // Scratch.
    pub(in crate::simulate) need: Vec<f64>,
    pub(in crate::simulate) replaced: Vec<f64>,
    pub(in crate::simulate) want: Vec<f64>,
    pub(in crate::simulate) got: Vec<f64>,
}

impl Users {
    /// Nobody substitutes yet.
    pub(super) fn begin(&mut self, users: usize) {
        for list in
            [&mut self.substitution, &mut self.need, &mut self.replaced, &mut self.want, &mut self.got]
        {
            reset(list, users, 0.0);
        }
    }
}
