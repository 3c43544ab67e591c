//! One flow, and who takes flows.

use super::party::Party;
use super::revision::Revision;

/// One flow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flow {
    /// Year.
    pub year: i32,
    /// Code of the Harmonized System, six digits as a number: 10121 is `010121`.
    pub hs6: u32,
    /// Who exports.
    pub exporter: Party,
    /// Who imports.
    pub importer: Party,
    /// Value free on board, USD.
    pub value: f64,
    /// Quantity in tonnes.
    pub tonnes: Option<f64>,
    /// Revision of the Harmonized System, where the file or its name tells it.
    pub revision: Revision,
}

/// Receives flows in the order of the file, some at a time.
pub trait Sink {
    /// Takes the next flows.
    ///
    /// # Errors
    /// Whatever keeps the sink from taking them; reading stops.
    fn take(&mut self, flows: &[Flow]) -> std::io::Result<()>;
}

impl Sink for Vec<Flow> {
    fn take(&mut self, flows: &[Flow]) -> std::io::Result<()> {
        self.extend_from_slice(flows);
        Ok(())
    }
}
