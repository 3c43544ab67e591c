//! A plan on a terminal.

use monazite::estimate::Estimate;
use monazite::id::MineralId;
use monazite::plan::{Finding, Met, Plan, QUALITY, TargetKind, limit_in_words};
use monazite::system::System;
use std::fmt::Write as _;

/// What must be said before the rest, as text.
fn said_first(system: &System, plan: &Plan, text: &mut String) {
    let about = |m: &Met| format!("{}: {}", system.minerals[m.mineral].name, m.target);
    let (mut paper, mut users) = (Vec::new(), Vec::new());
    for finding in plan.findings() {
        let _ = match finding {
            Finding::LosesMore { year, ratio } => {
                writeln!(text, "FIRST: in {year} it loses {:.2} times what no programme loses", ratio)
            }
            Finding::Cheaper { spent, loss } => writeln!(
                text,
                "FIRST: without its targets {} buy about the same: {} are lost; the rest is the price of the targets",
                money(spent),
                money(loss)
            ),
            Finding::OnPaper(m) => {
                paper.push(about(m));
                Ok(())
            }
            Finding::AtUsersCost(m) => {
                users.push(about(m));
                Ok(())
            }
        };
    }
    for (what, targets) in [("on paper, not in the simulator", paper), ("at users' cost", users)] {
        if !targets.is_empty() {
            let _ = writeln!(text, "FIRST: met {what}: {}", targets.join("; "));
        }
    }
}

/// Threats named, those that cost most first.
const EVENTS: usize = 3;

/// Threat, year and what it costs when it comes, over all minerals; the dearest few.
fn events(plan: &Plan) -> Vec<(&str, i32, Estimate)> {
    let mut events: Vec<(&str, i32, Estimate)> = Vec::new();
    for event in &plan.events {
        match events.iter_mut().find(|(threat, ..)| *threat == event.threat) {
            Some((_, _, sum)) => *sum = *sum + event.loss,
            None => events.push((&event.threat, event.year, event.loss)),
        }
    }
    events.sort_by(|a, b| b.2.value.total_cmp(&a.2.value));
    events.truncate(EVENTS);
    events
}

/// What a minister needs first, as text for a terminal.
#[must_use]
pub fn plan(system: &System, plan: &Plan) -> String {
    let mut text = String::new();
    let last = plan.start + plan.years as i32 - 1;
    let _ = writeln!(
        text,
        "Programme `{}`, {} to {last}, proven gap {:.1} %\nRanges are those of {} draws of costs, threats and balances; numbers are of quality {}\n",
        plan.programme,
        plan.start,
        100.0 * plan.gap,
        plan.draws,
        QUALITY.word()
    );
    said_first(system, plan, &mut text);
    let _ =
        writeln!(text, "  costs      {}, discounted, beyond the same years without it", money(plan.spent));
    let _ = writeln!(
        text,
        "  loss       {} expected without it, {} with it, over {} years by the probability of threats, discounted",
        money(plan.loss_without),
        money(plan.loss_with),
        plan.years
    );
    for (threat, year, loss) in events(plan) {
        let _ = writeln!(text, "  {threat}: {} when it comes, in {year}, without it", money(loss));
    }
    let mut kinds: Vec<(String, Vec<&Met>)> = Vec::new();
    for met in &plan.met {
        let word = met.target.word();
        let word = word.split(':').next().unwrap_or_default().to_owned();
        match kinds.iter_mut().find(|k| k.0 == word) {
            Some(kind) => kind.1.push(met),
            None => kinds.push((word, vec![met])),
        }
    }
    for (word, targets) in kinds {
        let in_time = targets.iter().filter(|m| m.in_time()).count();
        let _ = write!(text, "  {word}: {in_time} of {} met in time", targets.len());
        let replayed: Vec<bool> = targets.iter().filter_map(|m| m.in_replay()).collect();
        if !replayed.is_empty() {
            let held = replayed.iter().filter(|held| **held).count();
            let _ = write!(text, ", {held} of {} in the simulator", replayed.len());
        }
        let _ = writeln!(text);
    }
    if !plan.conflicts.is_empty() {
        let _ = writeln!(text, "\nCannot be met in time, how near it comes, and what stands against it:");
    }
    for c in &plan.conflicts {
        let mineral = &system.minerals[c.mineral].name;
        let targets: Vec<String> = c.targets.iter().map(|t| near(plan, c.mineral, t)).collect();
        let limits: Vec<String> = c.limits.iter().map(|l| limit_in_words(system, l)).collect();
        let _ = writeln!(text, "  {mineral}: {}\n    against {}", targets.join("; "), limits.join("; "));
    }
    for n in &plan.not_replayed {
        let _ = writeln!(text, "\nNot replayed: {}: {}", system.minerals.key(n.mineral), n.reason);
    }
    let mut largest: Vec<_> = plan.built.iter().collect();
    largest.sort_by(|a, b| b.capital.value.total_cmp(&a.capital.value));
    let _ = writeln!(text, "\nLargest decisions:");
    for b in largest.iter().take(12) {
        let _ = writeln!(
            text,
            "  {} {} {}, {:.0} t/y, {}, first output {:.1}",
            b.decided,
            system.processes.key(b.process),
            plan.members[b.member],
            b.capacity.get(),
            money(b.capital),
            b.first_output
        );
    }
    if plan.waiting.len() > 1 {
        let _ = writeln!(
            text,
            "\nWaiting, over a start at once, both held to the targets as far as the last can meet them:"
        );
    }
    for late in plan.waiting.iter().skip(1) {
        let years = if late.years == 1 { "1 year".to_owned() } else { format!("{} years", late.years) };
        let _ = writeln!(
            text,
            "  {years}: costs {}: spends {} and loses {} more; misses {:.1} target-years more",
            money(late.cost),
            money(late.spent),
            money(late.loss),
            late.missed
        );
    }
    text
}

/// A target with what is asked, the nearest that can be met, and when it is met.
fn near(plan: &Plan, mineral: MineralId, kind: &TargetKind) -> String {
    let Some(met) = plan.met.iter().find(|m| m.mineral == mineral && m.target == *kind) else {
        return kind.to_string();
    };
    let when = met.met.map_or_else(|| "not met by the end".to_owned(), |year| format!("met from {year}"));
    let (share, nearest) = (100.0 * met.share.get(), 100.0 * met.nearest.get());
    format!("{kind}: {share:.0} % by {}, nearest {nearest:.1} %, {when}", met.asked)
}

/// Money with its range, in the unit in which it reads well.
fn money(Estimate { low, value, high }: Estimate) -> String {
    let largest = value.abs().max(if value == 0.0 { high.abs().max(low.abs()) } else { 0.0 });
    let (unit, name) = match largest {
        size if size >= 1e9 => (1e9, "bn USD"),
        size if size >= 1e6 => (1e6, "m USD"),
        size if size >= 1e3 => (1e3, "thousand USD"),
        _ => (1.0, "USD"),
    };
    let digits = usize::from(unit > 1.0);
    let [low, value, high] = [low, value, high].map(|usd| {
        let rounded = format!("{:.digits$}", usd / unit);
        // No minus before what rounds to zero.
        match rounded.strip_prefix('-') {
            Some(zero) if zero.chars().all(|c| c == '0' || c == '.') => zero.to_owned(),
            _ => rounded,
        }
    });
    format!("{value} ({low} to {high}) {name}")
}
