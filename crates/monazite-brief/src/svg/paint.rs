//! Colours of the charts, by role.

/// A colour with the class that restyles it on a dark screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paint {
    /// Class name, `c-` plus the role of the colour.
    pub(super) class: &'static str,
    /// Colour on white.
    pub(super) colour: &'static str,
}

/// Text and strong lines.
pub(super) const INK: Paint = Paint { class: "c-ink", colour: "#1d2733" };
/// Secondary text.
pub(super) const MUTED: Paint = Paint { class: "c-muted", colour: "#5b6876" };
/// Grid lines.
pub(super) const GRID: Paint = Paint { class: "c-grid", colour: "#dfe4e9" };
/// The supplier in question.
pub(super) const SUPPLIER: Paint = Paint { class: "c-supplier", colour: "#b4481e" };
/// What comes directly.
pub(super) const DIRECT: Paint = Paint { class: "c-direct", colour: "#2f6690" };
/// Everybody else.
pub(super) const OTHER: Paint = Paint { class: "c-other", colour: "#9fb0c0" };
/// Benchmarks.
pub(super) const BENCHMARK: Paint = Paint { class: "c-benchmark", colour: "#6b3fa0" };
