//! How much of the trade in a form the data hold, and which roads are therefore closed.
//!
//! Where every flow under the codes of a form is held, a pair of countries without one does not trade it, and no need
//! opens a road between them. A code that several forms share closes the pairs that it does not show for each of them.

use crate::id::{CountryId, FormId};
use crate::system::{Flow, Held, System};
use std::collections::{BTreeMap, BTreeSet};

/// The statements of a dataset on the trade that it holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Coverage {
    complete: BTreeMap<FormId, BTreeSet<(CountryId, CountryId)>>,
    hidden: BTreeSet<(FormId, Option<CountryId>)>,
    untraded: BTreeSet<FormId>,
}

impl Coverage {
    /// The statements on some forms, with the pairs of countries that trade under the codes of each complete one.
    pub(super) fn of(system: &System, ours: impl Fn(FormId) -> bool) -> Self {
        let mut coverage = Self::default();
        for held in system.trade_held.iter().filter(|h| ours(h.form)) {
            match held.held {
                Held::Complete => drop(coverage.complete.entry(held.form).or_default()),
                Held::Hidden => drop(coverage.hidden.insert((held.form, held.importer))),
                Held::Untraded => drop(coverage.untraded.insert(held.form)),
            }
        }
        for (&form, pairs) in &mut coverage.complete {
            let codes: BTreeSet<&str> = system.forms[form].hs6.iter().map(String::as_str).collect();
            let under = |f: &&Flow| f.form == form || codes.contains(f.code.as_str());
            pairs.extend(system.flows.iter().filter(under).map(|f| (f.exporter, f.importer)));
        }
        coverage
    }

    /// Whether flows of a form are held in full for an importer.
    pub(super) fn is_complete(&self, form: FormId, importer: CountryId) -> bool {
        self.complete.contains_key(&form) && !self.is_hidden(form, importer)
    }

    /// Whether a flow that nobody reports may be drawn.
    pub(super) fn is_open(&self, (form, exporter, importer): (FormId, CountryId, CountryId)) -> bool {
        if self.untraded.contains(&form) {
            return false;
        }
        let pairs = self.complete.get(&form).filter(|_| !self.is_hidden(form, importer));
        pairs.is_none_or(|pairs| pairs.contains(&(exporter, importer)))
    }

    fn is_hidden(&self, form: FormId, importer: CountryId) -> bool {
        [Some(importer), None].into_iter().any(|place| self.hidden.contains(&(form, place)))
    }
}
