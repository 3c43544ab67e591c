//! What needs the whole scenario: dates within the horizon, shocks that contradict each other, bars that bar nobody.

use super::shock::Placed;
use super::touch;
use crate::document::Reader;
use monazite::id::{CountryId, EndUseId, FormId};
use monazite::scenario::{Interval, Kind, Path, Reach, Scenario};
use std::collections::BTreeSet;

/// Checks all shocks of a scenario.
pub(super) fn shocks(reader: &mut Reader<'_>, scenario: &Scenario, shocks: &[Placed]) {
    for (at, placed) in shocks.iter().enumerate() {
        dates(reader, scenario, placed);
        touch::nothing(reader, placed);
        barred_end_uses(reader, placed);
        for earlier in &shocks[..at] {
            contradiction(reader, earlier, placed);
        }
    }
}

/// Every interval has days within the horizon, and the intervals of a shock follow one another.
fn dates(reader: &mut Reader<'_>, scenario: &Scenario, placed: &Placed) {
    let horizon = scenario.horizon.get();
    let last = scenario.date(scenario.periods());
    let mut before: Option<&Interval> = None;
    for (interval, span) in placed.shock.active.iter().zip(&placed.intervals) {
        let span = span.clone();
        let span = &span;
        let from = scenario.day(interval.from);
        let until = interval.until.map(|until| scenario.day(until));
        let place = "shock.active";
        if until.is_some_and(|until| until <= from) {
            reader.problem(span, place, "it ends before it begins", "from before until", "");
        } else if from >= horizon {
            let weeks = (from / 7.0).floor() + 1.0;
            let hint = format!("set weeks = {weeks} or more, or leave the shock out");
            let allowed = format!("{} to {last}", scenario.start);
            let message = format!("the shock begins on {}, after the horizon", interval.from);
            reader.problem(span, place, message, allowed, hint);
        } else if until.is_some_and(|until| until <= 0.0) {
            let message = format!("the shock has ended before the start on {}", scenario.start);
            reader.problem(span, place, message, "days within the horizon", "start earlier, or leave it out");
        }
        if before.is_some_and(|b| b.until.is_none_or(|until| until > interval.from)) {
            let hint = "a suspension ends one interval with `until`, a return begins the next with `from`";
            reader.problem(
                span,
                place,
                "it begins before the interval above it ends",
                "intervals in order",
                hint,
            );
        }
        before = Some(interval);
    }
}

/// An end use that is barred has demand somewhere down the chain of the minerals concerned.
fn barred_end_uses(reader: &mut Reader<'_>, placed: &Placed) {
    let Kind::Licence(licence) = &placed.shock.kind else { return };
    let system = reader.system;
    let minerals: BTreeSet<_> = licence.reach.forms.iter().map(|&f| system.forms[f].mineral).collect();
    let users: BTreeSet<EndUseId> = system
        .demand
        .iter()
        .filter(|d| {
            minerals.contains(&system.forms[d.form].mineral) && !licence.reach.from.contains(&d.country)
        })
        .map(|d| d.end_use)
        .collect();
    for &end_use in licence.excluded_end_uses.iter().filter(|u| !users.contains(u)) {
        let key = system.end_uses.key(end_use);
        let known: Vec<&str> = users.iter().map(|&u| system.end_uses.key(u)).collect();
        let message = format!("the licence bars `{key}`, which no importer needs these minerals for");
        let hint = "leave it out, or add its demand to demand.csv";
        reader.problem(&placed.excluded, "shock.excluded_end_uses", message, known.join(", "), hint);
    }
}

/// Two shocks that cannot both hold at one time.
fn contradiction(reader: &mut Reader<'_>, earlier: &Placed, later: &Placed) {
    let (a, b) = (&earlier.shock, &later.shock);
    if !a.active.iter().any(|x| b.active.iter().any(|y| overlap(x, y))) {
        return;
    }
    let line = reader.line(&earlier.span);
    let place = "shock.kind";
    let words = (a.kind.word(), b.kind.word());
    match (&a.kind, &b.kind) {
        (Kind::Outage(x), Kind::Outage(y)) => {
            let common = x.forms.intersection(&y.forms).next().is_some()
                && x.countries.intersection(&y.countries).next().is_some();
            if common && highest(&x.loss) + highest(&y.loss) > 1.0 {
                let message =
                    format!("together with the outage of line {line} more than all capacity is lost");
                reader.problem(
                    &later.span,
                    place,
                    message,
                    "losses up to 1 together",
                    "make them one outage",
                );
            }
        }
        (Kind::DemandSurge(x), Kind::DemandSurge(y)) => {
            let common = x.forms.intersection(&y.forms).next().is_some()
                && x.countries.intersection(&y.countries).next().is_some()
                && x.end_uses.intersection(&y.end_uses).next().is_some();
            if common && opposed(&x.factor, &y.factor) {
                let message =
                    format!("the demand that line {line} raises falls here, or the other way round");
                reader.problem(&later.span, place, message, "one direction at a time", "make them one path");
            }
        }
        _ => {
            let (Some(x), Some(y)) = (gate(&a.kind), gate(&b.kind)) else { return };
            if let Some((form, exporter, importer)) = common_flow(x, y).filter(|_| exclude_each_other(words))
            {
                let system = reader.system;
                let flow = format!(
                    "{} from {} to {}",
                    system.forms.key(form),
                    system.countries.key(exporter),
                    system.countries.key(importer)
                );
                let (first, second) = (words.0.replace('_', " "), words.1.replace('_', " "));
                let message =
                    format!("{flow} is under the {first} of line {line} and under this {second} at once");
                let hint =
                    "part the destinations with `to` and `except`, the forms, or the dates with `active`";
                reader.problem(&later.span, place, message, "one rule for a flow at a time", hint);
            }
        }
    }
}

fn overlap(a: &Interval, b: &Interval) -> bool {
    a.until.is_none_or(|until| b.from < until) && b.until.is_none_or(|until| a.from < until)
}

/// The trade that a ban, quota or licence reaches.
fn gate(kind: &Kind) -> Option<&Reach> {
    match kind {
        Kind::ExportBan(ban) => Some(&ban.reach),
        Kind::Quota(quota) => Some(&quota.reach),
        Kind::Licence(licence) => Some(&licence.reach),
        _ => None,
    }
}

/// A quota may cap what licences let through; any other two rules for one flow contradict each other.
fn exclude_each_other(words: (&str, &str)) -> bool {
    !matches!(words, ("licence", "quota") | ("quota", "licence"))
}

/// A flow that two measures reach.
fn common_flow(a: &Reach, b: &Reach) -> Option<(FormId, CountryId, CountryId)> {
    let form = a.forms.intersection(&b.forms).next()?;
    for exporter in a.from.intersection(&b.from) {
        if let Some(importer) = a.to.intersection(&b.to).find(|i| *i != exporter) {
            return Some((*form, *exporter, *importer));
        }
    }
    None
}

fn highest(path: &Path) -> f64 {
    path.points().iter().map(|(_, value)| value.central()).fold(0.0, f64::max)
}

/// Whether one path only raises and the other only lowers.
fn opposed(a: &Path, b: &Path) -> bool {
    let all = |path: &Path, holds: fn(f64) -> bool| path.points().iter().all(|(_, v)| holds(v.central()));
    let (up, down) = (|v: f64| v > 1.0, |v: f64| v < 1.0);
    (all(a, up) && all(b, down)) || (all(a, down) && all(b, up))
}
