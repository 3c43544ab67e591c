//! What the weeks of a threat do to a form, as the plan counts it: found in `weeks.rs`.

/// Not more than this part of need goes without for want of what others outbid members for: something is always had.
pub(crate) const MOST: f64 = 0.99;

/// What the weeks of a threat do to a form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Weeks {
    /// Part of need that is had beyond what the plan sees.
    pub(crate) relief: f64,
    /// Tonnes that must be had to cover one tonne of need, one or more.
    pub(crate) outbid: f64,
}

impl Default for Weeks {
    fn default() -> Self {
        Self { relief: 0.0, outbid: 1.0 }
    }
}

impl Weeks {
    /// From the parts of need that go without in the plan and in the simulator: `1 - (1 - planned + relief) / outbid` is
    /// the latter.
    pub(crate) fn between(planned: f64, simulated: f64) -> Self {
        if simulated < planned {
            return Self { relief: planned - simulated, ..Self::default() };
        }
        let outbid = (1.0 - planned) / (1.0 - simulated.min(MOST));
        Self { outbid: outbid.max(1.0), ..Self::default() }
    }
}
