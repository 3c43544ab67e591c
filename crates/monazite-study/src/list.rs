//! What a dataset has: the keys that flags and files take.

use crate::answer::Answer;
use crate::error::Error;
use crate::name;
use crate::request::Request;
use crate::scenario::Scenarios;
use crate::study::Study;
use monazite_io::results::{Sheet, list};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The keys that flags and files take: minerals, forms, end uses, countries, coalitions, scenarios
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct List {
    /// Of what: minerals, forms, end-uses, countries, coalitions or scenarios.
    pub what: String,
    /// Only forms of this mineral.
    pub mineral: Option<String>,
}

impl Default for List {
    fn default() -> Self {
        Self { what: List::WHAT[0].to_owned(), mineral: None }
    }
}

impl Request for List {
    const VERB: &'static str = "list";
    const BY_PLACE: &'static [&'static str] = &["what"];
}

impl List {
    /// What there are lists of.
    pub const WHAT: [&'static str; 6] =
        ["minerals", "forms", "end-uses", "countries", "coalitions", "scenarios"];
}

impl Study {
    /// A list: one sheet under its name.
    ///
    /// # Errors
    /// [`Error::Request`] for a list that there is not; [`Error::Model`] for a mineral that is not in the dataset.
    pub fn list(&self, request: &List) -> Result<Answer, Error> {
        let system = self.system();
        let only = request.mineral.as_deref().map(|key| name::mineral(system, key)).transpose()?;
        let sheet: (&'static str, Sheet) = match request.what.as_str() {
            "minerals" => ("minerals", list::minerals(system)),
            "forms" => ("forms", list::forms(system, only)),
            "end-uses" => ("end-uses", list::end_uses(system)),
            "countries" => ("countries", list::countries(system)),
            "coalitions" => ("coalitions", list::coalitions(system)),
            "scenarios" => {
                let scenarios = Self::scenarios(&Scenarios::default())?;
                let sheet = scenarios.sheets.into_iter().next().map(|(_, sheet)| sheet);
                ("scenarios", sheet.unwrap_or_else(|| Sheet::new(&[])))
            }
            other => {
                let message = format!("no list of `{other}`; use one of: {}", List::WHAT.join(", "));
                return Err(Error::request("what", message));
            }
        };
        if only.is_some() && request.what != "forms" {
            return Err(Error::request("mineral", format!("--mineral is of forms, not of {}", request.what)));
        }
        Ok(Answer { sheets: vec![sheet], record: self.record(request)?, notes: Vec::new(), result: () })
    }
}
