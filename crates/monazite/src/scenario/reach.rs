//! Who is restricted from sending what to whom.

use crate::id::{CountryId, FormId};
use std::collections::BTreeSet;

/// The trade that a measure reaches: every flow of a form from one of some countries to one of others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// Exporters.
    pub from: BTreeSet<CountryId>,
    /// Importers; a flow within `from` is reached only if the importer is named here too.
    pub to: BTreeSet<CountryId>,
    /// Forms.
    pub forms: BTreeSet<FormId>,
}

impl Reach {
    /// Whether a flow is reached.
    #[must_use]
    pub fn covers(&self, form: FormId, exporter: CountryId, importer: CountryId) -> bool {
        exporter != importer
            && self.forms.contains(&form)
            && self.from.contains(&exporter)
            && self.to.contains(&importer)
    }
}
