//! What a balance is: a reconciled state of the network, and how far the data had to move.

use crate::datum::{Quality, RowRef};
use crate::id::{CountryId, EndUseId, FormId, MineralId, ProcessId};
use crate::quantity::TonnesPerYear;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A reconciled state of the whole network.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Balance {
    /// One reconciled network a deep mineral.
    pub minerals: BTreeMap<MineralId, MineralBalance>,
}

/// The reconciled network of one mineral. Every list is in id order and holds only positive entries, except
/// stock changes, which are negative for a draw.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct MineralBalance {
    /// World primary supply plus scrap: the scale of the mineral.
    pub world_supply: TonnesPerYear,
    /// X: activity of a process in a country.
    pub activity: Vec<Activity>,
    /// T: flows between countries.
    pub flows: Vec<BalancedFlow>,
    /// U: what end uses take.
    pub uses: Vec<Use>,
    /// B: additions to stock.
    pub stock_changes: Vec<NodeMass>,
    /// W: scrap that enters a form.
    pub scrap: Vec<NodeMass>,
    /// How the reconciliation went; not carried along where a draw is stored.
    #[serde(skip)]
    pub report: Report,
}

/// Activity of a process in a country, in the unit of [`crate::system::Term`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// The process.
    pub process: ProcessId,
    /// The country.
    pub country: CountryId,
    /// Contained mass per year.
    pub mass: TonnesPerYear,
    /// Worst quality of the data behind it; estimated where there is none.
    pub quality: Quality,
}

/// A reconciled flow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BalancedFlow {
    /// The form.
    pub form: FormId,
    /// Exporter.
    pub exporter: CountryId,
    /// Importer.
    pub importer: CountryId,
    /// Contained mass per year.
    pub mass: TonnesPerYear,
    /// Observed where trade data report it; estimated for a candidate arc.
    pub quality: Quality,
}

/// What an end use takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Use {
    /// The form.
    pub form: FormId,
    /// The country.
    pub country: CountryId,
    /// The end use.
    pub end_use: EndUseId,
    /// Contained mass per year.
    pub mass: TonnesPerYear,
}

/// A mass at a node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NodeMass {
    /// The form.
    pub form: FormId,
    /// The country.
    pub country: CountryId,
    /// Contained mass per year.
    pub mass: TonnesPerYear,
}

/// How far the data had to move.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Sum of squared standardised moves.
    pub chi_square: f64,
    /// Number of data.
    pub data: usize,
    /// Largest violation of a node's balance over world supply (over the supply in the data, or the largest flow or
    /// use, where that is larger), recomputed after the solve.
    pub residual: f64,
    /// Every datum with its move, largest first.
    pub moves: Vec<Move>,
}

/// How far one datum moved.
///
/// For a published share the masses are those of the flows that it is about: the share of the balanced imports, and
/// the balanced flow. For a content error they are the mass of the flows that share it.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// The datum's row; `None` for a prior that the model added.
    pub row: Option<RowRef>,
    /// What it is about, in words: `cobalt_intermediate COD > CHN`.
    pub what: String,
    /// As given.
    pub observed: TonnesPerYear,
    /// As reconciled.
    pub balanced: TonnesPerYear,
    /// Standard error used: own error, floor and, for a share, imports.
    pub sigma: TonnesPerYear,
    /// Standardised move; for a flow after the error that its code shares.
    pub z: f64,
    /// Quality of the datum.
    pub quality: Quality,
}

/// A central balance and its draws: the same data perturbed within their errors and reconciled again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ensemble {
    /// The balance of the data as they are.
    pub central: Balance,
    /// Balances of perturbed data, in draw order.
    pub draws: Vec<Balance>,
}
