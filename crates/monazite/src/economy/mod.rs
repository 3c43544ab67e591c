//! The economy as a multi-regional input-output (MRIO) system: from a stopped industry to lost output.
//!
//! Every function is pure and named by the textbook symbol where there is one.
//! Modules look only to the left of this list:
//! [`table`], [`leontief`], [`ghosh`], [`accounts`], [`complete`], [`trade`], [`extraction`], [`gras`], [`ras`], [`ces`], [`ario`],
//! [`partially_binding`], [`partial_equilibrium`], [`loss`], [`coupling`], [`one_year`].
//!
//! Conventions: `Z[i, j]` is the flow from supplier `i` (row) to user `j` (column) in money per year,
//! `Y[i, k]` what final-demand column `k` takes from supplier `i`.

pub mod accounts;
pub mod ario;
pub mod balanced;
pub mod ces;
pub mod complete;
pub mod coupling;
pub mod extraction;
pub mod ghosh;
pub mod gras;
pub mod leontief;
pub mod loss;
pub mod one_year;
pub mod partial_equilibrium;
pub mod partially_binding;
pub mod ras;
pub mod table;
pub mod trade;

pub use table::{DemandColumn, Extensions, Industry, Mrio};
