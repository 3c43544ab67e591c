//! `trade_held.csv`: how much of the trade in a form the flows hold.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Spec, Target};
use monazite::system::{Held, System, TradeHeld};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "trade_held.csv",
    title: "Trade held",
    description: "One row a form whose trade the dataset holds in full, in part or not at all; without a row it is taken to hold a part.",
    required: false,
    key: &["form", "importer"],
    repeat: Severity::Error,
    own: &[
        Column::to("form", Target::Form, "The form."),
        Column::to("importer", Target::Country, "The importer it is said of; all if blank.").optional(),
        Column::word(
            "held",
            &["complete", "hidden", "untraded"],
            "complete: no flow but those in trade.csv; hidden: confidential or booked elsewhere; untraded: the form does not cross borders.",
        ),
        Column::to("source", Target::Source, "The source."),
        Column::text("note", "Why.").optional(),
    ],
    measure: None,
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let form = row.form(system, "form");
    let importer = row.maybe("importer", |r| r.country(system, "importer"));
    let source = row.source(system);
    let held = Held::ALL.into_iter().find(|h| h.word() == row.text("held"));
    source?;
    system.trade_held.push(TradeHeld { form: form?, importer: importer?, held: held? });
    Some(())
}
