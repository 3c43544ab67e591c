//! What the outcome of a scenario costs those who ask.

use super::concordance::case;
use super::couple::{couple, worth};
use super::draws::{Cases, Draws};
use super::figures::{self, figures};
use super::quality;
use crate::economy::leontief;
use crate::economy::table::Mrio;
use crate::error::Error;
use crate::figure::Figure;
use crate::question::Question;
use crate::simulate::{Model, Outcome, Work};
use crate::system::System;
use crate::watch::Watch;

/// What the central outcome of a scenario costs those who ask, with ranges by draws.
///
/// # Errors
/// All problems of the table and of the dataset for it; nobody has that name; [`Error::Cancelled`] by the watch.
pub fn cost(
    system: &System,
    table: &Mrio,
    (model, outcome): (&Model, &Outcome),
    draws: Draws,
    (question, scenario): (&Question, &str),
    watch: &Watch,
) -> Result<Vec<Figure>, Vec<Error>> {
    let central = case(system, table, outcome)?;
    central.check(table)?;
    let own = figures::own_industries(system, table, &question.for_).map_err(|error| vec![error])?;
    let quality = quality::of_industries(system, table, &central);
    let x = leontief::x(table.z(), table.y());
    let mut asked = worth(table, &central, &leontief::value_added(table.z(), &x));
    asked.iter_mut().enumerate().filter(|(i, _)| !own.contains(i)).for_each(|(_, v)| *v = 0.0);
    let cases = Cases::drawn(central, table, &x, &asked, draws, watch, |draw| {
        let (mut work, values) = (Work::of(model), model.drawn(draws.seed, draw).1);
        let outcome = model
            .outcome_in_watched(&values, &mut work, watch)
            .map_err(|cancelled| vec![cancelled.into()])?;
        case(system, table, outcome)
    })?;
    let losses = couple(table, &cases, watch)?;
    figures(system, table, (&losses, &quality), (question, scenario)).map_err(|error| vec![error])
}
