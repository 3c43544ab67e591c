//! What a year without the supplier costs.

use super::table::Table;
use crate::answer::Answer;
use crate::error::Error;
use crate::name;
use crate::request::{FOR, FROM, Request, SEED};
use crate::study::Study;
use monazite::Watch;
use monazite::economy::coupling::Draws;
use monazite::economy::one_year;
use monazite::question::Question;
use monazite_io::results::losses;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What a year without the supplier costs: market outside it, then the industries of those who ask
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OneYear {
    /// Coalition or country that depends: g7-plus, eu27, JPN.
    #[serde(rename = "for")]
    pub for_: String,
    /// Countries or coalitions that join those who depend: BRA,KAZ.
    #[schemars(extend("separator" = ","))]
    pub with: Vec<String>,
    /// Supplier that it depends on: a country or a coalition.
    pub from: String,
    /// Only this mineral.
    pub mineral: Option<String>,
    /// Seed of the draws: the same seed gives the same result.
    pub seed: u64,
    /// Input-output table to use instead of the embedded one: WIOD, OECD ICIO, EXIOBASE 3, or a folder with Z.csv and
    /// Y.csv.
    #[schemars(extend("format" = "path"))]
    pub economy_table: Option<PathBuf>,
}

impl Default for OneYear {
    fn default() -> Self {
        let (for_, from) = (FOR.to_owned(), FROM.to_owned());
        Self { for_, with: Vec::new(), from, mineral: None, seed: SEED, economy_table: None }
    }
}

impl Request for OneYear {
    const VERB: &'static str = "economy one-year";
}

/// Draws behind the ranges of an estimate.
const DRAWS: u64 = 200;

impl Study {
    /// What a year without the supplier costs: sheet `one_year`.
    ///
    /// # Errors
    /// [`Error::Model`] for a name or a parameter that is not in the dataset; [`Error::Data`] with the problems of a
    /// table of one's own; [`Error::Cancelled`].
    pub fn one_year(
        &self,
        request: &OneYear,
        watch: &Watch,
    ) -> Result<Answer<Vec<one_year::OneYear>>, Error> {
        let system = self.system();
        let OneYear { for_, with, from, mineral, seed, economy_table } = request;
        let [for_, from] = &name::parties(system, (for_, with), from)?;
        let chosen = match mineral {
            Some(key) => vec![name::traced(system, key)?],
            None => system.minerals.ids().collect(),
        };
        let table = Table::read(economy_table.as_deref(), system, watch)?;
        let balance = self.reconciled(watch)?;
        let question = Question { for_: for_.clone(), from: from.clone() };
        let mut estimates = Vec::new();
        for (done, &mineral) in chosen.iter().enumerate() {
            watch.tell("minerals", done as u64, chosen.len() as u64);
            let draws = Draws { count: DRAWS, seed: *seed };
            let estimate =
                one_year::one_year(system, &balance, table.table(), &question, mineral, draws, watch)?;
            estimates.extend(estimate);
        }
        Ok(Answer {
            sheets: vec![("one_year", losses::one_year(system, for_, from, &estimates))],
            record: self.record(request)?,
            notes: table.notes(),
            result: estimates,
        })
    }
}
