//! The way out: the programme on one page.

use crate::brief::Brief;
use crate::chart::frontier::{self, Frontier};
use crate::chart::gantt::{self, Gantt, Row};
use crate::text::{Block, Chapter, Chart, Table, Text};
use monazite::id::ProcessId;
use monazite::plan::{Built, Plan};
use std::collections::BTreeMap;

/// Rows of the Gantt chart.
const ROWS: usize = 24;

/// What to build when, what it costs, what it reaches, what waiting costs.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let plan = brief.plan?;
    let last = plan.start + i32::try_from(plan.years).unwrap_or(0) - 1;
    let met = plan.met.iter().filter(|m| m.met.is_some_and(|year| year <= m.asked)).count();
    let lead = format!(
        "From {} to {last} the programme costs {}, discounted and beyond what the same years cost without it. \
         Losses expected under its threats fall from {} to {}. Of {} targets {met} are met in time. \
         The proven gap to the least cost is {:.1} %.",
        plan.start,
        billion(plan.spent.get()),
        billion(plan.loss_without.get()),
        billion(plan.loss_with.get()),
        plan.met.len(),
        100.0 * plan.gap
    );
    let mut blocks = vec![Block::Lead(lead.into())];
    blocks.extend(decisions(brief, plan, last));
    blocks.extend(security(plan));
    blocks.extend(waiting(plan));
    blocks.extend(in_the_way(brief, plan));
    Some(Chapter { id: "programme", title: "The way out, its cost and its speed".to_owned(), blocks })
}

fn billion(usd: f64) -> String {
    format!("{:.1} billion USD", usd / 1e9)
}

/// The processes that cost most to build, with their decisions.
fn decisions(brief: &Brief<'_>, plan: &Plan, last: i32) -> Option<Block> {
    let mut of_process: BTreeMap<ProcessId, Vec<&Built>> = BTreeMap::new();
    for built in &plan.built {
        of_process.entry(built.process).or_default().push(built);
    }
    let capital = |built: &[&Built]| built.iter().map(|b| b.capital.get()).sum::<f64>();
    let mut rows: Vec<(ProcessId, Vec<&Built>)> = of_process.into_iter().collect();
    rows.sort_by(|a, b| capital(&b.1).total_cmp(&capital(&a.1)));
    rows.truncate(ROWS);
    if rows.is_empty() {
        return None;
    }
    let title = "What to build when: from decision (light) to first and full output (dark)".to_owned();
    let row = |(process, built): (ProcessId, Vec<&Built>)| Row {
        label: brief.system.processes[process].name.clone(),
        total: format!("{:.1} bn USD", capital(&built) / 1e9),
        bars: built.iter().map(|b| [f64::from(b.decided), b.first_output, b.full_output]).collect(),
    };
    let gantt = Gantt {
        id: "programme-gantt".to_owned(),
        title: title.clone(),
        desc: "Bars run from the year of a decision to full output, one row a process, dearest first."
            .to_owned(),
        years: (plan.start, last),
        rows: rows.into_iter().map(row).collect(),
    };
    let note = "All members together; who builds what is in plan.csv.";
    Some(Block::Chart(Chart { svg: gantt::draw(&gantt), title, note: note.into() }))
}

fn security(plan: &Plan) -> Option<Block> {
    if plan.frontier.len() < 2 {
        return None;
    }
    let title = "Cost against security".to_owned();
    let chart = Frontier {
        id: "programme-frontier".to_owned(),
        title: title.clone(),
        desc: "The least money for each loss that is left; the programme with its targets beside it."
            .to_owned(),
        points: plan.frontier.iter().map(|p| (p.spent.get() / 1e9, p.loss.get() / 1e9)).collect(),
        plan: (plan.spent.get() / 1e9, plan.loss_with.get() / 1e9),
    };
    let note = "Every point is the cheapest programme for its loss, targets left out. What lies right of the line at one height is what the targets cost.";
    Some(Block::Chart(Chart { svg: frontier::draw(&chart), title, note: note.into() }))
}

fn waiting(plan: &Plan) -> Option<Block> {
    let row = |w: &monazite::plan::Wait| -> Vec<Text> {
        vec![
            if w.years == 0 { "now".into() } else { format!("{} later", years(w.years)).into() },
            format!("{:.1}", w.spent.get() / 1e9).into(),
            format!("{:.1}", w.loss.get() / 1e9).into(),
            format!("{:.1}", w.missed).into(),
        ]
    };
    let columns =
        [("Start", false), ("Cost, bn USD", true), ("Loss, bn USD", true), ("Target-years missed", true)];
    (!plan.waiting.is_empty()).then(|| {
        Block::Table(Table {
            caption: "The cost of waiting".to_owned(),
            columns: columns.map(|(h, n)| (h.to_owned(), n)).to_vec(),
            rows: plan.waiting.iter().map(row).collect(),
            folded: false,
        })
    })
}

fn years(count: u32) -> String {
    if count == 1 { "a year".to_owned() } else { format!("{count} years") }
}

/// Targets that cannot be met in time, and what stands against them.
fn in_the_way(brief: &Brief<'_>, plan: &Plan) -> Option<Block> {
    let row = |c: &monazite::plan::Conflict| -> Vec<Text> {
        vec![
            brief.system.minerals[c.mineral].name.clone().into(),
            c.targets.join(" and ").into(),
            c.limits.join(", ").into(),
        ]
    };
    (!plan.conflicts.is_empty()).then(|| {
        Block::Table(Table {
            caption: "Targets that cannot be met in time, and the limits that prove it".to_owned(),
            columns: ["Mineral", "Target", "Limits"].map(|h| (h.to_owned(), false)).to_vec(),
            rows: plan.conflicts.iter().map(row).collect(),
            folded: false,
        })
    })
}
