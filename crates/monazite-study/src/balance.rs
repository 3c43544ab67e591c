//! The reconciled flows, and how far each datum had to move.

use crate::answer::Answer;
use crate::error::Error;
use crate::name;
use crate::request::Request;
use crate::study::Study;
use monazite::Watch;
use monazite::balance as model;
use monazite_io::results::balance as sheets;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The reconciled flows, and how far each datum had to move
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Balance {
    /// Only this mineral.
    pub mineral: Option<String>,
}

impl Request for Balance {
    const VERB: &'static str = "balance";
}

impl Study {
    /// The balance: sheets `moves`, `activity`, `flows`, `uses`, `stocks` and `fit`.
    ///
    /// # Errors
    /// [`Error::Model`] for a mineral that is not in the dataset or has no balance; [`Error::Cancelled`].
    pub fn balance(&self, request: &Balance, watch: &Watch) -> Result<Answer<Arc<model::Balance>>, Error> {
        let system = self.system();
        let only = request.mineral.as_deref().map(|key| name::traced(system, key)).transpose()?;
        let balance = self.reconciled(watch)?;
        Ok(Answer {
            sheets: vec![
                ("moves", sheets::moves(system, &balance, only)),
                ("activity", sheets::activity(system, &balance, only)),
                ("flows", sheets::flows(system, &balance, only)),
                ("uses", sheets::uses(system, &balance, only)),
                ("stocks", sheets::stocks(system, &balance, only)),
                ("fit", sheets::fit(system, &balance, only)),
            ],
            record: self.record(request)?,
            notes: Vec::new(),
            result: balance,
        })
    }
}
