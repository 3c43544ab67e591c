//! The sentences of the answer on what it costs, what the way out is and who takes it.

use super::losses;
use crate::brief::Brief;
use crate::money::shown;
use crate::text::{Text, counted, joined};
use monazite::plan::{Built, Plan};

/// Decisions named.
const FIRST: usize = 5;

/// What the scenario costs, over what time, and what that rests on.
pub(super) fn cost(brief: &Brief<'_>) -> Option<Text> {
    let simulation = brief.simulation?;
    let (lost, share) = losses::whole(brief)?;
    let weeks = (simulation.scenario.horizon.get() / 7.0).round() as usize;
    let text = Text::from(format!("Over its {} it costs ", counted(weeks, "week", "weeks"))).figure(lost);
    let text = match share {
        Some(share) => {
            text.words(" of value added, ").figure(share).words(&format!(" of the GDP of {}", brief.whose()))
        }
        None => text.words(" of value added"),
    };
    Some(text.words(", on an assumption: which part of each industry cannot run without the mineral."))
}

/// What the programme costs, what it leaves, and what it decides first.
pub(super) fn programme(brief: &Brief<'_>) -> Option<Text> {
    let plan = brief.plan?;
    let last = plan.start + i32::try_from(plan.years).unwrap_or(0) - 1;
    let missed = plan.met.iter().filter(|m| !m.in_time()).count();
    let left = match (missed, plan.met.len()) {
        (_, 0) => String::new(),
        (0, _) => "; every target is met in time".to_owned(),
        (missed, all) => format!("; {missed} of {} missed", counted(all, "target is", "targets are")),
    };
    let text = Text::from(format!("The way out, {} to {last}, costs ", plan.start))
        .figure(shown(plan.spent))
        .words(" more than the same years without it, and brings the losses expected under its threats from ")
        .figure(shown(plan.loss_without))
        .words(" down to ")
        .figure(shown(plan.loss_with))
        .words(&format!("{left}."));
    let first = first_decisions(brief, plan);
    Some(if first.is_empty() { text } else { text.words(&format!(" First: {}.", first.join("; "))) })
}

/// The first decisions on named projects, then on the dearest works without a name.
fn first_decisions(brief: &Brief<'_>, plan: &Plan) -> Vec<String> {
    let mut built: Vec<&Built> = plan.built.iter().collect();
    built.sort_by(|a, b| {
        let order = |b: &Built| (b.project.is_empty(), b.decided);
        order(a).cmp(&order(b)).then(b.capital.value.total_cmp(&a.capital.value))
    });
    let mut named: Vec<String> = Vec::new();
    for b in built {
        let process = &brief.system.processes[b.process].name;
        let name = if b.project.is_empty() {
            format!("{process} in {}", brief.party(&plan.members[b.member]))
        } else {
            b.project.clone()
        };
        let name = format!("{name} ({})", b.decided);
        if !named.contains(&name) {
            named.push(name);
        }
    }
    named.truncate(FIRST);
    named
}

/// What acting together gains, who pays, and who would walk away.
pub(super) fn members(brief: &Brief<'_>) -> Option<Text> {
    let sharing = brief.sharing?;
    let rule = sharing.rules.iter().find(|r| r.rule == "shapley")?;
    let names = |players: &[usize]| {
        joined(&players.iter().map(|&p| brief.party(&sharing.players[p])).collect::<Vec<_>>())
    };
    let payers: Vec<usize> =
        (0..sharing.players.len()).filter(|&p| rule.pays.get(p).is_some_and(|e| e.value > 0.0)).collect();
    let text =
        Text::from(format!("Together its {} gain ", counted(sharing.players.len(), "member", "members")))
            .figure(shown(sharing.value))
            .words(" over each acting alone and cut off from the others under a threat");
    let text = if payers.is_empty() {
        text
    } else {
        let verb = if payers.len() == 1 { "pays" } else { "pay" };
        text.words(&format!("; shared by what each brings, {} {verb} the others", names(&payers)))
    };
    Some(match rule.leave.as_slice() {
        [] => text.words(" and nobody would be better off outside."),
        leave => {
            let verb = if leave.len() == 1 { "would" } else { "would all" };
            text.words(&format!("; {} {verb} be better off outside.", names(leave)))
        }
    })
}
