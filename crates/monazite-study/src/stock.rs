//! A joint stock: how much of what, when it is released and to whom, what that saves, and who pays.

use crate::answer::Answer;
use crate::error::Error;
use crate::programme;
use crate::request::{FOR, FROM, Request, SEED};
use crate::scenario;
use crate::study::Study;
use monazite::Watch;
use monazite::joint_stock::JointStock;
use monazite::quantity::Days;
use monazite::question::Question;
use monazite::scenario::Scenario;
use monazite_io::programme::Asked;
use monazite_io::results::stock as result;
use monazite_plan::stock::{borne, missing, sized, trial};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A joint stock: how much of what, when it is released and to whom, what it saves in every scenario, and who pays
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Stock {
    /// Coalition or country that depends: g7-plus, eu27, JPN.
    #[serde(rename = "for")]
    pub for_: String,
    /// Countries or coalitions that join those who depend: BRA,KAZ.
    #[schemars(extend("separator" = ","))]
    pub with: Vec<String>,
    /// Supplier that it depends on: a country or a coalition.
    pub from: String,
    /// Days of shortage that it covers.
    #[schemars(range(min = 7, max = 730))]
    pub days: u32,
    /// Money for it, million USD: what saves most for a dollar is bought first; all that the days take if left out.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub fund: Option<u64>,
    /// Only scenarios of the library that are named; all if left out.
    #[schemars(extend("separator" = ","))]
    pub scenarios: Vec<String>,
    /// How many runs with drawn parameters give the ranges.
    #[schemars(range(max = 10_000))]
    pub runs: u32,
    /// Seed of the draws: the same seed gives the same result.
    pub seed: u64,
}

/// Runs behind the ranges: every scenario of the library is run four times as often.
const RUNS: u32 = 8;
/// Days that are covered unless others are asked for: the norm of Japan's national stocks.
const COVERED: u32 = 60;

impl Default for Stock {
    fn default() -> Self {
        Self {
            for_: FOR.to_owned(),
            with: Vec::new(),
            from: FROM.to_owned(),
            days: COVERED,
            fund: None,
            scenarios: Vec::new(),
            runs: RUNS,
            seed: SEED,
        }
    }
}

impl Request for Stock {
    const VERB: &'static str = "stock";
}

/// The longest that a scenario of the library is run: stocks are about months.
const LONGEST: f64 = 104.0 * 7.0;

impl Study {
    /// A joint stock: sheet `stock`.
    ///
    /// # Errors
    /// [`Error::Model`] for a party or scenario that is not there; [`Error::Share`] for more members than an exact game
    /// takes; [`Error::Cancelled`].
    pub fn stock(&self, request: &Stock, watch: &Watch) -> Result<Answer<JointStock>, Error> {
        let record = self.record(request)?;
        let system = self.system();
        let asked = Asked { with: &request.with, ..Asked::of(&request.for_, &request.from) };
        let programme = programme::of(None, system, &asked)?;
        let [for_, from] = crate::name::parties(system, (&request.for_, &request.with), &request.from)?;
        let members = &programme.members;
        let scenarios: Vec<Scenario> = scenario::of_keys(&request.scenarios, system)?
            .into_iter()
            .map(|s| Scenario { horizon: Days::new(s.horizon.get().min(LONGEST)), ..s })
            .collect();
        let balance = self.reconciled(watch)?;
        let network = (system, &*balance);
        let draws = (u64::from(request.runs), request.seed);
        let missing = missing(network, &scenarios, members, f64::from(request.days), draws, watch)?;
        let fund = request.fund.map(|million| million as f64 * 1e6);
        let size = sized(network, &missing, members, fund);
        let question = Question { for_: for_.clone(), from };
        let mut trials = Vec::new();
        for (done, of) in missing.iter().enumerate() {
            watch.tell("scenarios", done as u64, missing.len() as u64);
            trials.push(trial(network, (&size, of), members, &question, draws, watch)?);
        }
        let (borne, least_objection) = borne(network, (&size, &missing), members, watch)?;
        let stock = JointStock {
            members: members.iter().map(|m| m.key.clone()).collect(),
            held: size.held.clone(),
            left_out: size.left_out.clone(),
            trials,
            borne,
            least_objection,
        };
        let mut notes = Vec::new();
        for (form, reason) in &stock.left_out {
            notes.push(format!("{} is not held: {reason}", system.forms[*form].name));
        }
        let sheet = result::sheet(system, &stock, &for_);
        Ok(Answer { sheets: vec![("stock", sheet)], record, notes, result: stock })
    }
}
