//! Minerals.

/// How deep a mineral's chain is modelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Stage by stage with flows: balanced and traced.
    Deep,
    /// World table of production only.
    Broad,
}

/// The raw material secured.
#[derive(Debug, Clone, PartialEq)]
pub struct Mineral {
    /// Name as shown.
    pub name: String,
    /// The substance in which its masses are counted: contained Li, REO, ...
    pub reference_substance: String,
    /// How deep its chain is modelled.
    pub depth: Depth,
}
