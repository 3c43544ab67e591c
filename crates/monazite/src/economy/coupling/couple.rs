//! From a case to what its industries lose, by every answer.

use super::answer::{Answer, Level};
use super::case::Case;
use super::draws::Cases;
use super::losses::Losses;
use super::{limit, network};
use crate::economy::leontief;
use crate::economy::table::Mrio;
use crate::error::Error;
use crate::watch::Watch;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Value added of a period in dollars; an industry with less than nothing has none to lose.
pub(super) fn worth(table: &Mrio, case: &Case, value_added: &[f64]) -> Vec<f64> {
    let of_period = case.days_per_period / case.days_per_year;
    let industries = table.industries().iter().zip(value_added);
    industries.map(|(i, v)| v.max(0.0) * case.usd[i.region] * of_period).collect()
}

/// Value added that is lost by industry and period, by every answer.
///
/// # Errors
/// All problems of the table and the case; [`Error::Cancelled`] by the watch.
pub fn couple(table: &Mrio, cases: &Cases, watch: &Watch) -> Result<Losses, Vec<Error>> {
    let central = cases.central();
    central.check(table)?;
    let x = leontief::x(table.z(), table.y());
    let value_added = leontief::value_added(table.z(), &x);
    let worth = worth(table, central, &value_added);
    let every: Vec<(Answer, Level)> =
        Answer::ALL.into_iter().flat_map(|answer| Level::ALL.map(|level| (answer, level))).collect();
    let series = every
        .into_par_iter()
        .map(|(answer, level)| {
            let case = cases.at(answer, level);
            let lost = match answer {
                Answer::Direct | Answer::BestUse | Answer::Welfare => {
                    limit::stopped(table, case, &x, cases.asked(&worth), answer)
                }
                Answer::PartiallyBinding => network::partially_binding(table, case, &x, watch)?,
                Answer::Ario => network::ario(table, case, &x, watch)?,
            };
            let lost = lost.iter().enumerate().map(|(k, share)| share * worth[k % worth.len()]).collect();
            Ok(((answer, level), lost))
        })
        .collect::<Result<BTreeMap<_, _>, Vec<Error>>>()?;
    let per_value_added =
        x.iter().zip(&value_added).map(|(x, v)| if *v > 0.0 { x / v } else { 0.0 }).collect();
    Ok(Losses::new(table.len(), central.periods, series, worth, per_value_added))
}
