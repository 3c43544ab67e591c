//! A plan as a tidy sheet.

use super::sheet::{Cell, Header, Kind, Sheet};
use monazite::datum::Quality;
use monazite::estimate::Estimate;
use monazite::plan::{Plan, TargetKind};
use monazite::system::System;

/// Columns of the sheet. Text columns are blank where they do not apply; `about` is the target, threat, constraint,
/// project or item that a figure is about.
pub const COLUMNS: &[Header] = &[
    ("programme", Kind::Text),
    ("metric", Kind::Text),
    ("mineral", Kind::Text),
    ("process", Kind::Text),
    ("form", Kind::Text),
    ("stage", Kind::Text),
    ("member", Kind::Text),
    ("about", Kind::Text),
    ("year", Kind::Text),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("quality", Kind::Text),
];

/// Probabilities of threats, demand paths and the worth of lost need, which matter most, are assumed.
const QUALITY: Quality = Quality::Assumed;

/// One row before it is cells.
#[derive(Debug, Clone, Default)]
struct Line {
    metric: &'static str,
    mineral: String,
    process: String,
    form: String,
    stage: String,
    member: String,
    about: String,
    year: Option<i32>,
    value: f64,
    range: Option<(f64, f64)>,
    unit: String,
    quality: Option<Quality>,
}

/// Every figure of a plan, one a row.
#[must_use]
pub fn sheet(system: &System, plan: &Plan) -> Sheet {
    let mut sheet = Sheet::new(COLUMNS);
    let groups =
        [totals(plan), built(system, plan), stocks(system, plan), costs(system, plan), reached(system, plan)];
    for line in groups.into_iter().flatten().chain(explained(system, plan)).chain(answers(system, plan)) {
        let (low, high) = line.range.unwrap_or((f64::NAN, f64::NAN));
        sheet.push(vec![
            plan.programme.as_str().into(),
            line.metric.into(),
            line.mineral.into(),
            line.process.into(),
            line.form.into(),
            line.stage.into(),
            line.member.into(),
            line.about.into(),
            line.year.map_or_else(String::new, |y| y.to_string()).into(),
            line.value.into(),
            low.into(),
            high.into(),
            Cell::Text(line.unit),
            line.quality.unwrap_or(QUALITY).word().into(),
        ]);
    }
    sheet
}

fn line(metric: &'static str, value: f64, unit: &str) -> Line {
    Line { metric, value, unit: unit.to_owned(), ..Line::default() }
}

/// A number with its range.
fn ranged(metric: &'static str, number: Estimate, unit: &str) -> Line {
    Line { range: Some((number.low, number.high)), ..line(metric, number.value, unit) }
}

fn totals(plan: &Plan) -> Vec<Line> {
    vec![
        ranged("programme_cost", plan.spent, "USD"),
        ranged("loss_without", plan.loss_without, "USD"),
        ranged("loss_with", plan.loss_with, "USD"),
        line("proven_gap", plan.gap, "share"),
    ]
}

fn built(system: &System, plan: &Plan) -> Vec<Line> {
    let mut lines = Vec::new();
    for b in &plan.built {
        let of = |line: Line| Line {
            mineral: system.minerals.key(b.mineral).to_owned(),
            process: system.processes.key(b.process).to_owned(),
            member: plan.members[b.member].clone(),
            about: b.project.clone(),
            year: Some(b.decided),
            ..line
        };
        lines.push(of(line("capacity_built", b.capacity.get(), "t/y")));
        lines.push(of(ranged("capital_cost", b.capital, "USD")));
        lines.push(of(line("first_output", b.first_output, "year")));
        lines.push(of(line("full_output", b.full_output, "year")));
        lines.push(of(ranged("month_sooner", b.month_sooner, "USD")));
    }
    lines
}

fn stocks(system: &System, plan: &Plan) -> Vec<Line> {
    let mut lines = Vec::new();
    for s in &plan.stocks {
        let of = |metric, value| Line {
            mineral: system.minerals.key(system.forms[s.form].mineral).to_owned(),
            form: system.forms.key(s.form).to_owned(),
            member: plan.members[s.member].clone(),
            year: Some(s.year),
            ..line(metric, value, "t")
        };
        lines.push(of("stock_held", s.held.get()));
        lines.push(of("stock_bought", s.bought.get()));
    }
    lines
}

fn costs(system: &System, plan: &Plan) -> Vec<Line> {
    let of = |c: &monazite::plan::Cost| Line {
        mineral: system.minerals.key(c.mineral).to_owned(),
        member: c.member.map_or_else(String::new, |m| plan.members[m].clone()),
        about: c.item.clone(),
        year: Some(c.year),
        ..ranged("cost", c.cost, "USD")
    };
    plan.costs.iter().map(of).collect()
}

fn reached(system: &System, plan: &Plan) -> Vec<Line> {
    let mut lines = Vec::new();
    for d in &plan.dependence {
        lines.push(Line {
            mineral: system.minerals.key(d.mineral).to_owned(),
            stage: d.stage.word().to_owned(),
            year: Some(d.year),
            ..ranged("supplier_share", d.share, "share")
        });
    }
    for m in &plan.met {
        let of = |metric, value, unit: &str| Line {
            mineral: system.minerals.key(m.mineral).to_owned(),
            about: m.target.word(),
            year: Some(m.asked),
            ..line(metric, value, unit)
        };
        lines.push(of("target", m.share.get(), "share"));
        lines.push(of("target_nearest", m.nearest.get(), "share"));
        lines.extend(m.met.map(|year| of("target_met", f64::from(year), "year")));
        lines.extend(m.simulated.map(|share| of("target_simulated", share.get(), "share")));
        lines.extend(
            m.in_replay().map(|met| of("target_met_in_replay", f64::from(u8::from(met)), "yes or no")),
        );
    }
    for r in &plan.residual {
        let of = |metric, value| Line {
            mineral: system.minerals.key(r.mineral).to_owned(),
            about: r.threat.clone(),
            year: Some(r.year),
            ..line(metric, value, "share")
        };
        lines.push(of("unmet_defence", r.defence.get()));
        lines.push(of("unmet_elsewhere", r.elsewhere.get()));
        if let Some((defence, elsewhere)) = r.simulated {
            lines.push(of("unmet_defence_simulated", defence.get()));
            lines.push(of("unmet_elsewhere_simulated", elsewhere.get()));
        }
    }
    lines
}

fn explained(system: &System, plan: &Plan) -> Vec<Line> {
    let mut lines = Vec::new();
    for n in &plan.not_replayed {
        lines.push(Line {
            mineral: system.minerals.key(n.mineral).to_owned(),
            about: n.reason.clone(),
            ..line("not_replayed", 1.0, "minerals")
        });
    }
    for c in &plan.conflicts {
        lines.push(Line {
            mineral: system.minerals.key(c.mineral).to_owned(),
            about: format!("{} against {}", words(&c.targets).join(" and "), c.limits.join(", ")),
            ..line("conflict", c.targets.len() as f64, "targets")
        });
    }
    for b in &plan.binding {
        lines.push(Line {
            mineral: system.minerals.key(b.mineral).to_owned(),
            about: b.constraint.clone(),
            ..ranged("shadow_price", b.shadow_price, &format!("USD/{}", b.per))
        });
    }
    for f in &plan.floors {
        let of = |metric, number, unit: &str| Line {
            mineral: system.minerals.key(system.forms[f.form].mineral).to_owned(),
            process: system.processes.key(f.process).to_owned(),
            form: system.forms.key(f.form).to_owned(),
            member: plan.members[f.member].clone(),
            ..ranged(metric, number, unit)
        };
        lines.push(of("price_floor", f.floor, "USD/t"));
        lines.push(Line { quality: Some(f.market_quality), ..of("market_price", f.market, "USD/t") });
        lines.push(of("contract_payment", f.payment, "USD/y"));
    }
    lines
}

fn answers(system: &System, plan: &Plan) -> Vec<Line> {
    let mut lines = Vec::new();
    for (number, p) in plan.frontier.iter().enumerate() {
        let of = |line: Line| Line { about: format!("point {number}"), ..line };
        lines.push(of(ranged("frontier_cost", p.spent, "USD")));
        lines.push(of(ranged("frontier_loss", p.loss, "USD")));
        lines.push(of(line("frontier_multiplier", p.marginal, "ratio")));
    }
    for w in &plan.waiting {
        let of = |line: Line| Line { about: format!("start + {}", w.years), ..line };
        lines.push(of(ranged("waiting_cost", w.cost, "USD")));
        lines.push(of(ranged("waiting_spent", w.spent, "USD")));
        lines.push(of(ranged("waiting_loss", w.loss, "USD")));
        lines.push(of(line("waiting_missed", w.missed, "target-years")));
    }
    for a in &plan.alternatives {
        for &(process, member, capacity) in &a.built {
            lines.push(Line {
                mineral: system.minerals.key(system.processes[process].mineral).to_owned(),
                process: system.processes.key(process).to_owned(),
                member: plan.members[member].clone(),
                about: format!("alternative {}", a.number),
                ..line("alternative_capacity", capacity.get(), "t/y")
            });
        }
    }
    for e in &plan.earliest {
        lines.push(Line {
            mineral: system.minerals.key(e.mineral).to_owned(),
            about: e.target.word(),
            ..line("target_earliest", e.year.map_or(f64::NAN, f64::from), "year")
        });
    }
    lines
}

/// Words of targets in results.
fn words(targets: &[TargetKind]) -> Vec<String> {
    targets.iter().map(TargetKind::word).collect()
}
