//! `recipes.csv`: what a process consumes and makes.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::Share;
use monazite::system::{Role, System, Term};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "recipes.csv",
    title: "Recipes",
    description: "One row a form that a process consumes or makes, in contained tonnes per unit of its activity.",
    required: false,
    key: &["process", "form", "role"],
    repeat: Severity::Error,
    own: &[
        Column::to("process", Target::Process, "The process."),
        Column::to("form", Target::Form, "The form."),
        Column::word("role", &["input", "output"], "Which way the form goes."),
    ],
    measure: Some(Measure::new(&["t/t"], 0.0, 100.0)),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let process = row.process(system, "process");
    let form = row.form(system, "form");
    let coefficient = row.datum(system, Share::new);
    let role = match row.text("role") {
        "input" => Role::Input,
        "output" => Role::Output,
        _ => return None,
    };
    let (process, form) = (process?, form?);
    let (own, other) = (system.processes[process].mineral, system.forms[form].mineral);
    if own != other {
        row.problem(
            "form",
            format!(
                "the process belongs to {}, the form to {}",
                system.minerals.key(own),
                system.minerals.key(other)
            ),
            format!("a form of {}", system.minerals.key(own)),
            "a by-product of another mineral goes into by_products.csv",
        );
        return None;
    }
    let term = Term { form, role, coefficient: coefficient? };
    system.processes[process].recipe.push(term);
    Some(())
}
