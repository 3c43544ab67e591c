//! What spreads along supply chains: the partially binding Leontief model and ARIO, day by day.

use super::answer::Answer;
use super::case::Case;
use super::limit::stopped;
use crate::economy::ario::{self, Ario, Event, Impact, Variable};
use crate::economy::partially_binding::{self as binding, Shock};
use crate::economy::table::Mrio;
use crate::error::Error;
use crate::watch::Watch;
use std::collections::BTreeMap;

/// The share of output lost, `[period][industry]`, when inputs bind by criticality.
pub(super) fn partially_binding(
    table: &Mrio,
    case: &Case,
    x: &[f64],
    watch: &Watch,
) -> Result<Vec<f64>, Vec<Error>> {
    let limits = stopped(table, case, x, &[], Answer::PartiallyBinding);
    if limits.iter().all(|s| *s == 0.0) {
        return Ok(limits);
    }
    let shocks: Vec<Shock> = limits
        .chunks_exact(table.len())
        .enumerate()
        .filter(|(_, row)| row.iter().any(|s| *s > 0.0))
        .map(|(period, row)| Shock {
            from: first_day(case, period),
            until: first_day(case, period + 1),
            inputs: row.iter().copied().enumerate().filter(|(_, s)| *s > 0.0).collect(),
            ..Shock::default()
        })
        .collect();
    let parameters = binding::Parameters {
        households: case.households.clone(),
        days_per_year: case.days_per_year,
        ..binding::Parameters::default()
    };
    let days = first_day(case, case.periods);
    let made = binding::run(table, &parameters, &shocks, days.max(1), watch)?.production;
    let base: Vec<f64> = x.iter().map(|x| x / case.days_per_year).collect();
    Ok(lost(case, &base, |day| &made[day * base.len()..(day + 1) * base.len()]))
}

/// The same when every input binds once inventories are used up.
pub(super) fn ario(table: &Mrio, case: &Case, x: &[f64], watch: &Watch) -> Result<Vec<f64>, Vec<Error>> {
    let limits = stopped(table, case, x, &[], Answer::Ario);
    if limits.iter().all(|s| *s == 0.0) {
        return Ok(limits);
    }
    let days = first_day(case, case.periods);
    let n = table.len();
    let events: Vec<Event> = (0..n)
        .filter_map(|i| {
            let path: Vec<f64> = (0..case.periods)
                .flat_map(|t| {
                    let days = first_day(case, t + 1) - first_day(case, t);
                    std::iter::repeat_n(limits[t * n + i], days)
                })
                .collect();
            path.iter().any(|s| *s > 0.0).then(|| Event {
                name: table.label(i),
                occurrence: 1,
                duration: 0,
                losses: BTreeMap::from([(i, 1.0)]),
                monetary_factor: 1e6,
                impact: Impact::Path { path },
            })
        })
        .collect();
    let parameters = ario::Parameters { days_per_year: case.days_per_year, ..ario::Parameters::default() };
    let prepared = Ario::new(table, &parameters)?;
    let run = ario::run(&prepared, table, &events, days + 1, &[Variable::ProductionRealised], watch)?;
    let made = run.in_table_order(table, Variable::ProductionRealised);
    let base: Vec<f64> = x.iter().map(|x| x / case.days_per_year).collect();
    // Day 0 of a run is the undisturbed economy.
    Ok(lost(case, &base, |day| &made[(day + 1) * n..(day + 2) * n]))
}

/// The first day of a period.
fn first_day(case: &Case, period: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days of a few years")]
    let day = (period as f64 * case.days_per_period).round() as usize;
    day
}

/// Mean share of base output that is lost in each period.
fn lost<'a>(case: &Case, base: &[f64], made: impl Fn(usize) -> &'a [f64]) -> Vec<f64> {
    let mut out = vec![0.0; case.periods * base.len()];
    for (period, row) in out.chunks_exact_mut(base.len()).enumerate() {
        let days = first_day(case, period)..first_day(case, period + 1);
        let weight = 1.0 / days.len().max(1) as f64;
        for day in days {
            for ((share, base), made) in row.iter_mut().zip(base).zip(made(day)) {
                if *base > 0.0 {
                    // Sums in another order than the base differ in the last digits: that is no loss.
                    let missing = (base - made) / base;
                    *share += if missing.abs() < 1e-9 { 0.0 } else { weight * missing };
                }
            }
        }
    }
    out
}
