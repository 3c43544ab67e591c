//! A plan as a tidy sheet.

use super::sheet::{Header, Kind, Sheet};
use monazite::datum::Quality;
use monazite::estimate::Estimate;
use monazite::plan::{Finding, Met, Plan, QUALITY, TargetKind};
use monazite::quantity::UsDollars;
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
    let groups = [
        totals(system, plan),
        built(system, plan),
        stocks(system, plan),
        costs(system, plan),
        reached(system, plan),
    ];
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
            line.unit.into(),
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

fn totals(system: &System, plan: &Plan) -> Vec<Line> {
    let mut lines = findings(system, plan);
    lines.extend([
        ranged("programme_cost", plan.spent, "USD"),
        ranged("loss_without", plan.loss_without, "USD"),
        ranged("loss_with", plan.loss_with, "USD"),
        ranged("programme_cost_untargeted", plan.spent_untargeted, "USD"),
        ranged("loss_untargeted", plan.loss_untargeted, "USD"),
        line("proven_gap", plan.gap, "share"),
    ]);
    for event in &plan.events {
        lines.push(Line {
            mineral: system.minerals.key(event.mineral).to_owned(),
            about: event.threat.clone(),
            year: Some(event.year),
            ..ranged("event_loss", event.loss, "USD")
        });
    }
    for y in &plan.yearly {
        let of = |metric, value: UsDollars| Line { year: Some(y.year), ..line(metric, value.get(), "USD") };
        lines.push(of("spent_in_year", y.spent));
        lines.push(of("loss_without_in_year", y.loss_without));
        lines.push(of("loss_with_in_year", y.loss_with));
    }
    for t in &plan.targets {
        let of = |line: Line| Line { about: t.target.word(), ..line };
        lines.push(of(ranged("target_cost", t.spent, "USD")));
        lines.push(of(ranged("target_avoided_loss", t.avoided, "USD")));
    }
    lines
}

/// What must be said first.
fn findings(system: &System, plan: &Plan) -> Vec<Line> {
    let of_target = |metric, m: &Met, value, unit: &str| Line {
        mineral: system.minerals.key(m.mineral).to_owned(),
        about: m.target.word(),
        year: Some(m.asked),
        ..line(metric, value, unit)
    };
    let of = |finding: Finding<'_>| match finding {
        Finding::Cheaper { spent, .. } => ranged("first_less_money_buys_the_same", spent, "USD"),
        Finding::LosesMore { year, ratio } => {
            Line { year: Some(year), ..line("first_loses_more_than_no_plan", ratio, "ratio") }
        }
        Finding::OnPaper(m) => of_target(
            "first_met_on_paper",
            m,
            m.simulated.map_or(f64::NAN, monazite::quantity::Share::get),
            "share",
        ),
        Finding::AtUsersCost(m) => of_target("first_met_at_users_cost", m, m.done_without.get(), "share"),
    };
    plan.findings().into_iter().map(of).collect()
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
        let form = b.form.map_or_else(String::new, |f| system.forms.key(f).to_owned());
        if let Some(floor) = b.floor {
            lines.push(Line { form: form.clone(), ..of(ranged("price_floor_of_decision", floor, "USD/t")) });
        }
        lines.push(Line { form, ..of(line("share_of_supply", b.share.get(), "share")) });
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
        lines.push(Line {
            mineral: system.minerals.key(d.mineral).to_owned(),
            stage: d.stage.word().to_owned(),
            year: Some(d.year),
            ..ranged("supplier_share_without", d.without, "share")
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
        lines.push(of("target_done_without", m.done_without.get(), "share"));
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
    for p in &plan.projects {
        let of = |line: Line| Line {
            mineral: system.minerals.key(p.mineral).to_owned(),
            about: p.project.clone(),
            ..line
        };
        lines.push(of(ranged("project_worth", p.worth, "USD")));
        lines.push(of(line("project_missed", p.missed, "target-years")));
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
