//! `market_draws.csv`: what past price shocks say of the parameters of markets, together.

use super::behaviour::WORDS;
use super::scoped::number;
use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, Measure, Spec};
use monazite::quantity::Share;
use monazite::system::{MarketDraw, Parameter, System};

/// Most draws.
const MOST: f64 = 100_000.0;

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "market_draws.csv",
    title: "Market draws",
    description: "One row the value of a parameter of markets in one joint draw; together they stand in for the range of the row of behaviour.csv without scope.",
    required: false,
    key: &["draw", "parameter"],
    repeat: Severity::Error,
    own: &[
        Column::new("draw", Kind::Number(0.0, MOST), "Number of the draw."),
        Column::new(
            "weight",
            Kind::Number(0.0, 1.0),
            "Weight of the draw over that of all, the same in all of its rows.",
        ),
        Column::word("parameter", WORDS, "What it is a value of."),
    ],
    measure: Some(Measure::new(&["elasticity", "ratio", "d", "log", "share", "share/week"], -5.0, 3650.0)),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let draw = row.number("draw", 0.0, MOST, "");
    let weight = row.number("weight", 0.0, 1.0, "");
    let parameter = Parameter::from_word(row.text("parameter"))?;
    let datum = number(row, system, &SPEC, parameter.unit(), parameter.bounds());
    let draw = MarketDraw { draw: draw? as u32, weight: Share::new(weight?), parameter, datum: datum? };
    system.market_draws.push(draw);
    Some(())
}
