//! The choices of the balance that are not data.

/// Choices of the balance. Each is documented with its reason; the floor is a model choice whose spread goes
/// into every published range ([`crate::balance::ensemble`] alternates it).
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Standard error added in quadrature to every mass datum, as a share of world supply.
    /// Without it hundreds of tiny flows outvote the few large ones.
    pub floor: f64,
    /// Standard error of the content error that the flows of one code and exporter group share; relative.
    pub code_sigma: f64,
    /// An exporter with more than this share of a code's mass has a content error of its own.
    pub group_share: f64,
    /// Standard error of a stock change around zero, as a share of the node's throughput; zero forbids it.
    pub stock_sigma: f64,
    /// Standard error of scrap around zero where no recycling rate is published, as a share of output;
    /// zero forbids scrap where there is no rate.
    pub scrap_sigma: f64,
    /// Relative standard error of a prior of the model: candidate flows, inferred activity and use.
    pub prior_sigma: f64,
    /// Least relative standard error of an end use; priors of use tell little about the volume.
    pub demand_floor: f64,
    /// Output may exceed the high end of a reported capacity by this factor.
    pub capacity_slack: f64,
    /// Candidate flows are drawn to a node only if more than this share of its need has no reported feed, and from a
    /// node only if more than this share of its output has no reported user.
    pub missing_share: f64,
    /// At most this many candidate partners a node, the likeliest first.
    pub candidate_partners: usize,
    /// Part of its output that a producer without a surplus still counts for as a candidate supplier, and part of its
    /// own use that a country without unmet need counts for as a candidate taker.
    pub candidate_weight: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            floor: 1e-3,
            code_sigma: 0.10,
            group_share: 0.20,
            stock_sigma: 0.06,
            scrap_sigma: 0.02,
            prior_sigma: 1.0,
            demand_floor: 1.0,
            capacity_slack: 1.05,
            missing_share: 0.30,
            candidate_partners: 8,
            candidate_weight: 0.10,
        }
    }
}

impl Settings {
    /// The floors that an ensemble alternates: half, once and twice the reference value.
    pub const FLOORS: [f64; 3] = [1e-3, 5e-4, 2e-3];

    /// Only the data as they are: no floor, no shared error, no stock change, no scrap, end uses taken at
    /// their own error. For data that are known to be complete, and for textbook cases.
    #[must_use]
    pub fn bare() -> Self {
        Self {
            floor: 0.0,
            code_sigma: 0.0,
            stock_sigma: 0.0,
            scrap_sigma: 0.0,
            demand_floor: 0.0,
            ..Self::default()
        }
    }

    /// The same choices with another floor.
    #[must_use]
    pub fn with_floor(&self, floor: f64) -> Self {
        Self { floor, ..self.clone() }
    }
}
