//! Who gains, pays and stays, as a tidy sheet.

use super::sheet::{Header, Kind, Sheet};
use monazite::estimate::Estimate;
use monazite::plan::QUALITY;
use monazite::share::{ClubValue, Outsiders, Sharing};

/// The tidy columns of sharing. Text is blank where it does not apply.
pub const COLUMNS: &[Header] = &[
    ("for", Kind::Text),
    ("from", Kind::Text),
    ("mineral", Kind::Text),
    ("member", Kind::Text),
    ("club", Kind::Text),
    ("outsiders", Kind::Text),
    ("rule", Kind::Text),
    ("metric", Kind::Text),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("quality", Kind::Text),
];

/// The unit of what holds or does not.
const YES: &str = "1 = yes";

/// One row before it is cells.
#[derive(Debug, Clone, Default)]
struct Line<'a> {
    mineral: &'a str,
    member: &'a str,
    club: String,
    outsiders: &'static str,
    rule: &'a str,
}

/// Every number of a sharing, one a row.
#[must_use]
pub fn sheet(sharing: &Sharing, for_: &str, from: &str) -> Sheet {
    let mut sheet = Sheet::new(COLUMNS);
    let mut push = |line: &Line<'_>, metric: &str, number: Estimate, unit: &str| {
        sheet.push(vec![
            for_.into(),
            from.into(),
            line.mineral.into(),
            line.member.into(),
            line.club.as_str().into(),
            line.outsiders.into(),
            line.rule.into(),
            metric.into(),
            number.value.into(),
            number.low.into(),
            number.high.into(),
            unit.into(),
            QUALITY.word().into(),
        ]);
    };
    let nothing = Line::default();
    push(&nothing, "joint_gain", sharing.value, "USD");
    for (mineral, gain) in &sharing.by_mineral {
        push(&Line { mineral, ..nothing.clone() }, "joint_gain", *gain, "USD");
    }
    if let Some(objection) = sharing.least_objection {
        push(&nothing, "least_objection", objection, "USD");
    }
    for member in &sharing.members {
        let line = Line { member: &sharing.players[member.player], ..nothing.clone() };
        push(&line, "loss_without", member.today, "USD");
        push(&line, "alone_gain", member.alone, "USD");
        push(&line, "joint_benefit", member.benefit, "USD");
        push(&line, "joint_spending", member.spends, "USD");
        push(&line, "outside_gain", member.outside, "USD");
        if sharing.orders.is_some() {
            push(&line, "shapley_error", member.shapley_error, "USD");
        }
    }
    for rule in &sharing.rules {
        for (p, member) in sharing.players.iter().enumerate() {
            let line = Line { member, rule: &rule.rule, ..nothing.clone() };
            push(&line, "member_gain", rule.gains[p], "USD");
            push(&line, "member_payment", rule.pays[p], "USD");
            push(&line, "leaves", yes(rule.leave.contains(&p), rule.leaving[p]), YES);
        }
        if let Some((club, gain)) = &rule.objection {
            let line = Line { club: named(sharing, club), rule: &rule.rule, ..nothing.clone() };
            push(&line, "objection", *gain, "USD");
        }
    }
    for (step, joined) in (1_u32..).zip(&sharing.joining) {
        let line = Line {
            member: &sharing.players[joined.player],
            club: named(sharing, &joined.joins),
            ..nothing.clone()
        };
        push(&line, "joining_step", Estimate::exact(f64::from(step)), "step");
        push(&line, "joining_worth", joined.brings, "USD");
        push(&line, "joining_gain", joined.gains, "USD");
        push(&line, "joining_payment", joined.pays, "USD");
    }
    for club in &sharing.clubs {
        let line = Line { club: named(sharing, &club.members), ..nothing.clone() };
        if club.outsiders == Outsiders::ALL[0] {
            push(&line, "club_gain", club.value, "USD");
        }
        let line = Line { outsiders: club.outsiders.word(), ..line };
        push(&line, "club_surplus", club.surplus, "USD");
        push(&line, "internally_stable", certain(club.internal), YES);
        push(&line, "externally_stable", certain(club.external), YES);
        push(&line, "smallest_club", certain(is_smallest(sharing, club)), YES);
    }
    sheet
}

fn is_smallest(sharing: &Sharing, club: &ClubValue) -> bool {
    let of = |(outsiders, smallest): &(Outsiders, Option<Vec<usize>>)| {
        *outsiders == club.outsiders && smallest.as_ref() == Some(&club.members)
    };
    sharing.smallest.iter().any(of)
}

fn certain(holds: bool) -> Estimate {
    Estimate::exact(f64::from(u8::from(holds)))
}

/// What holds at the centre, and whether it holds in every draw, in some or in none.
fn yes(holds: bool, part: f64) -> Estimate {
    let value = f64::from(u8::from(holds));
    Estimate { low: part.floor().min(value), value, high: part.ceil().max(value) }
}

/// Names of players, joined.
fn named(sharing: &Sharing, players: &[usize]) -> String {
    players.iter().map(|&p| sharing.players[p].as_str()).collect::<Vec<_>>().join("+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_in_some_draws_has_a_range_from_no_to_yes() {
        assert_eq!(yes(true, 0.4), Estimate { low: 0.0, value: 1.0, high: 1.0 });
        assert_eq!(yes(false, 0.0), Estimate::exact(0.0));
        assert_eq!(yes(true, 1.0), Estimate::exact(1.0));
    }
}
