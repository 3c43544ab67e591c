//! A ban on know-how and equipment.

use super::reach::Reach;
use super::uncertain::Uncertain;

/// Lead times of new capacity grow: capacity beyond today's comes later. Existing capacity is untouched, so within
/// weeks little follows; plans read it.
#[derive(Debug, Clone, PartialEq)]
pub struct TechnologyBan {
    /// Who withholds it from whom; the forms that are made with it.
    pub reach: Reach,
    /// Factor on the time that new capacity takes, 1 or more.
    pub lead_time_factor: Uncertain,
}
