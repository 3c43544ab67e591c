//! Bounds that depend on who takes part.

/// A bound that depends on who takes part: a constant, plus what each member that takes part adds, plus what each
/// member that does not adds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Bound {
    /// Whoever takes part.
    pub(crate) always: f64,
    /// Added by member, where it takes part.
    pub(crate) present: Vec<(usize, f64)>,
    /// Added by member, where it does not.
    pub(crate) absent: Vec<(usize, f64)>,
    /// The part of the whole that each member brings by taking part; all is there for whoever takes part where empty.
    pub(crate) parts: Vec<(usize, f64)>,
}

impl Bound {
    /// The same whoever takes part.
    pub(crate) const fn fixed(value: f64) -> Self {
        Self { always: value, present: Vec::new(), absent: Vec::new(), parts: Vec::new() }
    }

    /// The bound for a set of members.
    pub(crate) fn of(&self, takes_part: &dyn Fn(usize) -> bool) -> f64 {
        let sum = |parts: &[(usize, f64)], wanted: bool| -> f64 {
            parts.iter().filter(|(m, _)| takes_part(*m) == wanted).map(|(_, v)| v).sum()
        };
        let part = if self.parts.is_empty() { 1.0 } else { sum(&self.parts, true) };
        part * (self.always + sum(&self.present, true) + sum(&self.absent, false))
    }

    /// The part of the whole that a member brings.
    pub(crate) fn part(&self, member: usize) -> f64 {
        self.parts.iter().filter(|(m, _)| *m == member).map(|(_, part)| part).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_counts_members_that_take_part_and_those_that_do_not() {
        let bound = Bound {
            always: 1.0,
            present: vec![(0, 10.0), (1, 20.0)],
            absent: vec![(1, 5.0)],
            parts: Vec::new(),
        };
        assert_eq!(bound.of(&|_| true), 31.0);
        assert_eq!(bound.of(&|m| m == 0), 16.0);
        assert_eq!(bound.of(&|_| false), 6.0);
    }
}
