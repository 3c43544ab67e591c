//! Checks that need several tables at once.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use monazite::id::{FormId, Id};
use monazite::system::{Role, Stage, System};
use std::collections::BTreeMap;

/// Every process makes something, and no form is made from itself.
pub(crate) fn recipes(system: &System, problems: &mut Diagnostics) {
    if !problems.iter().any(|d| d.severity == Severity::Error && NETWORK.contains(&d.file.as_str())) {
        report_idle(system, problems);
    }
    report_cycles(system, problems);
}

/// Tables whose rejected rows would make a process look idle.
const NETWORK: [&str; 4] = ["minerals.csv", "forms.csv", "processes.csv", "recipes.csv"];

/// Reports each process that makes nothing.
fn report_idle(system: &System, problems: &mut Diagnostics) {
    for (id, process) in system.processes.iter() {
        if !process.recipe.iter().any(|term| term.role == Role::Output) {
            let key = system.processes.key(id);
            problems.push(
                Diagnostic::error("processes.csv", format!("the process `{key}` makes nothing"))
                    .cell("process", key)
                    .hint("add a row with role output to recipes.csv"),
            );
        }
    }
}

/// One step of a chain: the form made, and the line of the recipe that makes it.
struct Step {
    output: FormId,
    line: u32,
}

/// Reports each loop in which a form is made from itself. Recycling may close a loop.
fn report_cycles(system: &System, problems: &mut Diagnostics) {
    let steps = steps(system);
    let mut state = vec![State::New; system.forms.len()];
    for form in system.forms.ids() {
        for (cycle, line) in cycles_from(form, &steps, &mut state) {
            let names: Vec<&str> = cycle.iter().map(|&f| system.forms.key(f)).collect();
            problems.push(
                Diagnostic::error("recipes.csv", format!("the form `{}` is made from itself", names[0]))
                    .at(line)
                    .cell("form", &names.join(" > "))
                    .allowed("recipes without loops, except through processes of the stage recycling")
                    .hint("remove a row of the loop, or give the process the stage recycling"),
            );
        }
    }
}

/// From each form to the forms that are made from it.
fn steps(system: &System) -> BTreeMap<FormId, Vec<Step>> {
    let mut steps: BTreeMap<FormId, Vec<Step>> = BTreeMap::new();
    for (_, process) in system.processes.iter().filter(|(_, p)| p.stage != Stage::Recycling) {
        let of = |role| process.recipe.iter().filter(move |term| term.role == role);
        for input in of(Role::Input) {
            for output in of(Role::Output) {
                let line = output.coefficient.provenance.row.line;
                steps.entry(input.form).or_default().push(Step { output: output.form, line });
            }
        }
    }
    steps
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Depth-first search from a form: each loop met, with the line of the recipe that closes it.
/// The open path is kept in a list, not on the call stack, so that a chain of any length is safe.
fn cycles_from(
    start: FormId,
    steps: &BTreeMap<FormId, Vec<Step>>,
    state: &mut [State],
) -> Vec<(Vec<FormId>, u32)> {
    let mut cycles = Vec::new();
    if state[start.index()] != State::New {
        return cycles;
    }
    state[start.index()] = State::Open;
    let mut path = vec![(start, 0)];
    while let Some((form, next)) = path.last_mut() {
        let Some(step) = steps.get(form).and_then(|out| out.get(*next)) else {
            state[form.index()] = State::Done;
            path.pop();
            continue;
        };
        *next += 1;
        match state[step.output.index()] {
            State::Done => {}
            State::New => {
                state[step.output.index()] = State::Open;
                path.push((step.output, 0));
            }
            State::Open => {
                let open = path.iter().map(|&(f, _)| f).skip_while(|&f| f != step.output);
                cycles.push((open.chain([step.output]).collect(), step.line));
            }
        }
    }
    cycles
}
