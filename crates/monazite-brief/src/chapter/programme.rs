//! The way out: the programme on one page.

use crate::about::About;
use crate::brief::Brief;
use crate::chart::frontier::Frontier;
use crate::chart::gantt::{Gantt, Row};
use crate::chart::ranked_bars::{self, RankedBars};
use crate::chart::years::{self, Years};
use crate::money::{billions, shown};
use crate::text::{Block, Chapter, Chart, Table, Text, capital, mark};
use monazite::estimate::Estimate;
use monazite::id::{MineralId, ProcessId};
use monazite::number::{Number, Unit};
use monazite::plan::{Built, Met, Plan, QUALITY, TargetKind, Wait, limit_in_words};
use std::collections::BTreeMap;

/// Rows of the Gantt chart.
const ROWS: usize = 24;
/// Limits of a mineral in the table of what binds.
const BINDING: usize = 2;

/// What to build when, what it costs, what it reaches, what waiting costs.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let plan = brief.plan?;
    let last = plan.start + i32::try_from(plan.years).unwrap_or(0) - 1;
    let met = plan.met.iter().filter(|m| m.in_time()).count();
    let lead = Text::from(format!("From {} to {last} the programme costs ", plan.start))
        .figure(shown(plan.spent))
        .words(", discounted and beyond what the same years cost without it. Losses expected under its threats fall from ")
        .figure(shown(plan.loss_without))
        .words(" to ")
        .figure(shown(plan.loss_with))
        .words(&format!(
            ". Of {} targets {met} are met in time{}. The proven gap to the least cost is {:.1} %. \
             Ranges are those of {} draws of costs, threats and balances, the programme staying as it is.",
            plan.met.len(),
            replayed(plan),
            100.0 * plan.gap,
            plan.draws
        ));
    let mut blocks = vec![Block::Lead(lead)];
    blocks.extend(targets(plan));
    blocks.extend(decisions(brief, plan, last));
    blocks.extend(dependence(brief, plan));
    blocks.extend(security(plan));
    blocks.extend(points(plan));
    blocks.extend(waiting(plan));
    blocks.extend(binding(brief, plan));
    blocks.extend(in_the_way(brief, plan));
    Some(Chapter { id: "programme", title: "The way out, its cost and its speed".to_owned(), blocks })
}

/// What the simulator says of the targets of survival, as the end of a sentence.
fn replayed(plan: &Plan) -> String {
    let replayed: Vec<bool> = plan.met.iter().filter_map(|m| m.in_replay()).collect();
    let held = replayed.iter().filter(|held| **held).count();
    if replayed.is_empty() {
        return String::new();
    }
    format!("; of the {} about surviving a threat {held} hold when the simulator replays it", replayed.len())
}

/// Targets by kind: how many are met in time, and in the simulator.
fn targets(plan: &Plan) -> Option<Block> {
    let mut kinds: Vec<(String, Vec<&Met>)> = Vec::new();
    for met in &plan.met {
        let name = met.target.to_string();
        let name = match name.split_once(" of ") {
            Some((kind, rest)) => {
                format!("{kind} of a threat,{}", rest.rsplit(',').next().unwrap_or_default())
            }
            None => name,
        };
        match kinds.iter_mut().find(|k| k.0 == name) {
            Some(kind) => kind.1.push(met),
            None => kinds.push((name, vec![met])),
        }
    }
    let row = |(name, of): (String, Vec<&Met>)| -> Option<Vec<Text>> {
        let first = of.first()?;
        let bound = if first.target.is_ceiling() { "at most" } else { "at least" };
        let asked = format!("{bound} {:.0} % from {}", 100.0 * first.share.get(), first.asked);
        let in_time = of.iter().filter(|m| m.in_time()).count();
        let replayed: Vec<bool> = of.iter().filter_map(|m| m.in_replay()).collect();
        let held = replayed.iter().filter(|held| **held).count();
        let replayed =
            if replayed.is_empty() { "–".to_owned() } else { format!("{held} of {}", replayed.len()) };
        Some(vec![
            capital(&name).into(),
            asked.into(),
            format!("{in_time} of {}", of.len()).into(),
            replayed.into(),
        ])
    };
    let columns = [("Target", false), ("Asked", false), ("Met in time", true), ("In the simulator", true)];
    (!kinds.is_empty()).then(|| {
        Block::Table(Table {
            caption: "What is asked, and for how many minerals and threats it is reached".to_owned(),
            columns: columns.map(|(h, n)| (h.to_owned(), n)).to_vec(),
            rows: kinds.into_iter().filter_map(row).collect(),
            folded: false,
        })
    })
}

/// The largest share of the supplier over the stages of each mineral, by year.
fn dependence(brief: &Brief<'_>, plan: &Plan) -> Option<Block> {
    let mut worst: BTreeMap<MineralId, Vec<Option<(f64, About)>>> = BTreeMap::new();
    for d in &plan.dependence {
        let name = &brief.system.minerals[d.mineral].name;
        let years = worst.entry(d.mineral).or_insert_with(|| vec![None; plan.years as usize]);
        let Some(entry) = usize::try_from(d.year - plan.start).ok().and_then(|y| years.get_mut(y)) else {
            continue;
        };
        let Estimate { low, value, high } = d.share;
        if entry.as_ref().is_none_or(|(before, _)| *before < value) {
            let share = Number { value, low, high, unit: Unit::Share };
            let words = format!("{name}, {}, {}: {} {}", d.stage.word(), d.year, share.full(), mark(QUALITY));
            *entry = Some((value, About::words(&words)));
        }
    }
    if worst.is_empty() {
        return None;
    }
    let title =
        format!("Share of {} in what members have, largest over the stages, per cent", brief.supplier());
    let chart = Years {
        id: "programme-dependence".to_owned(),
        title: title.clone(),
        desc: "One row a mineral, one cell a year, the darker the more.".to_owned(),
        first: plan.start,
        rows: worst
            .into_iter()
            .map(|(mineral, years)| years::Row { label: brief.system.minerals[mineral].name.clone(), years })
            .collect(),
    };
    let note = "What members use may come from the supplier in normal years, as far as targets allow and losses under the threats do not outweigh it. Ranges show on hover and are in plan.csv.";
    Some(Block::Chart(Chart { data: chart.into(), title, note: note.into() }))
}

/// The limits that cost most, the dearest two of each mineral.
fn binding(brief: &Brief<'_>, plan: &Plan) -> Option<Block> {
    let mut listed: BTreeMap<MineralId, usize> = BTreeMap::new();
    let mut rows: Vec<Vec<Text>> = Vec::new();
    for b in &plan.binding {
        let count = listed.entry(b.mineral).or_default();
        *count += 1;
        if *count > BINDING {
            continue;
        }
        rows.push(vec![
            brief.system.minerals[b.mineral].name.clone().into(),
            capital(&limit_in_words(brief.system, &b.constraint)).into(),
            Text::default().figure(shown(b.shadow_price)).words(&format!(" per {}", b.per)),
        ]);
    }
    let columns = [("Mineral", false), ("Limit", false), ("Worth of one more", true)];
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: "What binds: how far the whole would cost less if one limit were a little looser"
                .to_owned(),
            columns: columns.map(|(h, n)| (h.to_owned(), n)).to_vec(),
            rows,
            folded: false,
        })
    })
}

/// The processes that cost most to build, with their decisions.
fn decisions(brief: &Brief<'_>, plan: &Plan, last: i32) -> Option<Block> {
    let mut of_process: BTreeMap<ProcessId, Vec<&Built>> = BTreeMap::new();
    for built in &plan.built {
        of_process.entry(built.process).or_default().push(built);
    }
    let sum = |built: &[&Built], of: fn(&Estimate) -> f64| built.iter().map(|b| of(&b.capital)).sum::<f64>();
    let capital = |built: &[&Built]| sum(built, |c| c.value);
    let mut rows: Vec<(ProcessId, Vec<&Built>)> = of_process.into_iter().collect();
    rows.sort_by(|a, b| capital(&b.1).total_cmp(&capital(&a.1)));
    rows.truncate(ROWS);
    if rows.is_empty() {
        return None;
    }
    let title = format!(
        "What to build when: from decision (light) to first and full output (dark), and its capital cost {}",
        mark(QUALITY)
    );
    let row = |(process, built): (ProcessId, Vec<&Built>)| Row {
        label: brief.system.processes[process].name.clone(),
        total: {
            let money = Estimate {
                low: sum(&built, |c| c.low),
                value: capital(&built),
                high: sum(&built, |c| c.high),
            };
            let money = Number::money(money);
            format!("{} ({})", money.value(), money.short_range())
        },
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
    Some(Block::Chart(Chart { data: gantt.into(), title, note: note.into() }))
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
        points: plan.frontier.iter().map(|p| (Number::money(p.spent), Number::money(p.loss))).collect(),
        plan: (Number::money(plan.spent), Number::money(plan.loss_with)),
        without: Number::money(plan.loss_without),
        mark: mark(QUALITY),
    };
    let note = "Every point is the cheapest programme for its loss, targets left out. What lies right of the line at one height is what the targets cost.";
    Some(Block::Chart(Chart { data: chart.into(), title, note: note.into() }))
}

/// The points of the frontier as numbers, behind the chart.
fn points(plan: &Plan) -> Option<Block> {
    let row = |p: &monazite::plan::FrontierPoint| vec![billions(p.spent), billions(p.loss)];
    (plan.frontier.len() > 1).then(|| {
        Block::Table(Table {
            caption: format!("Cost against security, billion USD {}", mark(QUALITY)),
            columns: vec![("Spent".to_owned(), true), ("Lost".to_owned(), true)],
            rows: plan.frontier.iter().map(row).collect(),
            folded: true,
        })
    })
}

/// What each later start costs, as bars and split in a table.
fn waiting(plan: &Plan) -> Vec<Block> {
    let later = || plan.waiting.iter().filter(|w| w.years > 0);
    if later().next().is_none() {
        return Vec::new();
    }
    let title = "The cost of waiting: what is spent and lost more than by a start at once".to_owned();
    let bar = |w: &Wait| ranked_bars::Row {
        label: years(w.years),
        group: String::new(),
        number: Number::money(w.cost),
        mark: mark(QUALITY),
        highlight: true,
        about: About::words(&format!("{} later: {}", years(w.years), shown(w.cost).plain())),
    };
    let bars = RankedBars {
        id: "programme-waiting".to_owned(),
        title: title.clone(),
        desc: "Bars are money spent and lost more, one a start, the longer the wait the longer.".to_owned(),
        width: 760.0,
        end: None,
        benchmark: None,
        rows: later().map(bar).collect(),
    };
    let note = "All starts are held to the same targets, as far as the latest of them can meet them. What a later start lacks of the targets is counted apart, in the table.";
    let row = |w: &Wait| -> Vec<Text> {
        let start = format!("{} later", years(w.years));
        vec![
            start.into(),
            billions(w.cost),
            billions(w.spent),
            billions(w.loss),
            format!("{:.0}", w.missed).into(),
        ]
    };
    let columns = [
        ("Start", false),
        ("Costs more", true),
        ("of it spent", true),
        ("of it lost", true),
        ("Target-years missed more", true),
    ];
    vec![
        Block::Chart(Chart { data: bars.into(), title, note: note.into() }),
        Block::Table(Table {
            caption: format!("What waiting costs and misses, billion USD {}", mark(QUALITY)),
            columns: columns.map(|(h, n)| (h.to_owned(), n)).to_vec(),
            rows: later().map(row).collect(),
            folded: false,
        }),
    ]
}

fn years(count: u32) -> String {
    if count == 1 { "a year".to_owned() } else { format!("{count} years") }
}

/// Targets that cannot be met in time, and what stands against them.
fn in_the_way(brief: &Brief<'_>, plan: &Plan) -> Option<Block> {
    let row = |c: &monazite::plan::Conflict| -> Vec<Text> {
        vec![
            brief.system.minerals[c.mineral].name.clone().into(),
            c.targets.iter().map(|t| near(plan, c.mineral, t)).collect::<Vec<_>>().join("; ").into(),
            if c.limits.is_empty() {
                "nothing in the data to build it with".into()
            } else {
                let limits = c.limits.iter().map(|l| limit_in_words(brief.system, l));
                limits.collect::<Vec<_>>().join("; ").into()
            },
        ]
    };
    (!plan.conflicts.is_empty()).then(|| {
        Block::Table(Table {
            caption: "Targets that cannot be met in time, and the limits that prove it".to_owned(),
            columns: ["Mineral", "Target, and how near it comes", "Limits"]
                .map(|h| (h.to_owned(), false))
                .to_vec(),
            rows: plan.conflicts.iter().map(row).collect(),
            folded: false,
        })
    })
}

/// A target with what is asked of it, how near it comes and when it is met.
fn near(plan: &Plan, mineral: MineralId, kind: &TargetKind) -> String {
    let Some(met) = plan.met.iter().find(|m| m.mineral == mineral && m.target == *kind) else {
        return kind.to_string();
    };
    let when = met.met.map_or_else(|| "not met by the end".to_owned(), |year| format!("met from {year}"));
    let (share, nearest) = (100.0 * met.share.get(), 100.0 * met.nearest.get());
    // A share of one's own is reached from below, all else from above.
    let own = matches!(kind, TargetKind::Extraction | TargetKind::Processing | TargetKind::Recycling);
    let (bound, end) = if own { ("", "reached") } else { ("at most ", "at best") };
    format!("{kind}: {bound}{share:.0} % asked for {}, {nearest:.0} % {end}, {when}", met.asked)
}
