//! Joint draws of the parameters of markets: what past price shocks say of them together.

use super::behaviour::Parameter;
use crate::datum::Datum;
use crate::quantity::{Index, Share};

/// The value of one parameter in one joint draw. It stands in for the range of the parameter's row without scope.
#[derive(Debug, Clone, PartialEq)]
pub struct MarketDraw {
    /// Number of the draw.
    pub draw: u32,
    /// Weight of the draw over that of all, the same in all of its rows.
    pub weight: Share,
    /// What it is a value of.
    pub parameter: Parameter,
    /// The value.
    pub datum: Datum<Index>,
}
