//! Processes with their recipes, and by-products with their hosts.

use crate::datum::Datum;
use crate::id::{CountryId, FormId, MineralId};
use crate::quantity::Share;
use crate::system::form::Stage;

/// Which way a form goes through a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Consumed.
    Input,
    /// Made.
    Output,
}

/// One line of a recipe: contained tonnes of a form per unit of activity of the process.
///
/// Activity of a process with one output is that output in contained tonnes (coefficient 1);
/// of a separation it is its contained feed, and the outputs are the basket times the recovery.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The form.
    pub form: FormId,
    /// Which way.
    pub role: Role,
    /// Contained tonnes per unit of activity.
    pub coefficient: Datum<Share>,
}

/// Turns input forms into output forms of one mineral.
#[derive(Debug, Clone, PartialEq)]
pub struct Process {
    /// Name as shown.
    pub name: String,
    /// The mineral whose balance it belongs to.
    pub mineral: MineralId,
    /// Stage in which it works.
    pub stage: Stage,
    /// Recipe lines in table order; no inputs means a source (a mine, a synthetic route).
    pub recipe: Vec<Term>,
}

/// A by-product cannot grow without its host.
#[derive(Debug, Clone, PartialEq)]
pub struct ByProduct {
    /// The by-product form.
    pub form: FormId,
    /// Host, by name (it may lie outside the system, as alumina does).
    pub host: String,
    /// Share of the by-product's supply that depends on the host.
    pub dependence: Datum<Share>,
    /// Where it holds; everywhere if `None`.
    pub country: Option<CountryId>,
}
