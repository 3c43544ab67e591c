//! Events that touch nothing: after the last step, or without any loss.

use crate::document::Reader;
use monazite::economy::ario::{Event, Impact, Parameters};
use std::ops::Range;

/// Reports an event that no step of the run falls into, or that loses nothing.
pub(super) fn untouched(
    reader: &mut Reader<'_>,
    span: &Range<usize>,
    event: &Event,
    steps: usize,
    parameters: &Parameters,
) {
    let step = parameters.days_per_step;
    let acts = |day: usize| match event.impact {
        Impact::Rebuild { .. } => day >= event.occurrence,
        _ => event.left(1.0, day, step, parameters.compatibility) > 0.0,
    };
    let message = |why: &str| format!("event `{}` touches nothing: {why}", event.name);
    if event.losses.values().all(|&loss| loss == 0.0) {
        let hint = "give a loss above 0, or leave the event out";
        reader.problem(span, "event.impact", message("it has no impact"), "a loss by region|sector", hint);
    } else if !(0..steps).any(|at| acts(at * step)) {
        let last = steps.saturating_sub(1) * step;
        let hint =
            format!("set steps = {} or more, or leave it out", event.occurrence.div_ceil(step.max(1)) + 2);
        let why = format!("it begins on day {}, no step falls into it", event.occurrence);
        reader.problem(span, "event.occurrence", message(&why), format!("days up to {last}"), hint);
    }
}
