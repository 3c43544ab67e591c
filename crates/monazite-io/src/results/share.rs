//! Who gains, pays and stays, as a tidy sheet and as a summary.

use super::{Header, Kind, Sheet};
use monazite::datum::Quality;
use monazite::estimate::Estimate;
use monazite::share::{ClubValue, Outsiders, Sharing};
use std::fmt::Write as _;

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

/// Probabilities of threats and the worth of lost need, which matter most, are assumed.
const QUALITY: Quality = Quality::Assumed;
/// The unit of what holds or does not.
const YES: &str = "1 = yes";
/// Steps of joining and minerals of a summary.
const SHOWN: usize = 12;

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

/// What a minister needs first, as text for a terminal.
#[must_use]
pub fn summary(sharing: &Sharing) -> String {
    let mut text = String::new();
    let ranges = match sharing.draws {
        0 => "no ranges without draws".to_owned(),
        draws => format!("ranges from {draws} draws of costs and threats"),
    };
    let _ = writeln!(
        text,
        "Sharing of programme `{}`, {} members, bn USD discounted, {ranges}, quality {}\n",
        sharing.programme,
        sharing.players.len(),
        QUALITY.word()
    );
    let _ = writeln!(text, "  together gain more than each alone  {}", billion(sharing.value));
    let mut minerals: Vec<&(String, Estimate)> = sharing.by_mineral.iter().collect();
    minerals.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
    for (mineral, gain) in minerals.iter().take(SHOWN) {
        let _ = writeln!(text, "    {mineral:<34}{}", billion(*gain));
    }
    if let Some(objection) = sharing.least_objection {
        let core = if objection.value > 0.0 {
            "however it is shared, some group would do better on its own"
        } else {
            "there are ways to share it that no group could better on its own"
        };
        let _ = writeln!(text, "  {core}");
    }
    if let Some((a, b, lost)) = &sharing.not_superadditive {
        let (a, b) = (named(sharing, a), named(sharing, b));
        let _ = writeln!(text, "  {a} and {b} are worth more apart, by {}", billion(*lost));
    }
    for (outsiders, club) in &sharing.smallest {
        let club = club.as_ref().map_or_else(|| "none".to_owned(), |c| named(sharing, c));
        let _ = writeln!(text, "  smallest club worth starting, outsiders {}: {club}", outsiders.word());
    }
    members(&mut text, sharing);
    if !sharing.joining.is_empty() {
        let head = ["brings", "gains", "pays"].map(|h| format!("{h:>24}")).concat();
        let _ = writeln!(text, "\n  {:<14}{head}", "joins next");
        for joined in sharing.joining.iter().take(SHOWN) {
            let cells = [joined.brings, joined.gains, joined.pays].map(|n| format!("{:>24}", billion(n)));
            let _ = writeln!(text, "  {:<14}{}", sharing.players[joined.player], cells.concat());
        }
    }
    text
}

/// The members under the Shapley rule, and who stays under which rule.
fn members(text: &mut String, sharing: &Sharing) {
    let Some(rule) = sharing.rules.iter().find(|r| r.rule == "shapley") else { return };
    let head = ["gains alone", "gains together", "pays", "outside"].map(|h| format!("{h:>24}")).concat();
    let _ = writeln!(text, "\n  {:<14}{head}  stays", "member");
    for member in &sharing.members {
        let p = member.player;
        let cells = [member.alone, member.shapley, rule.pays[p], member.outside];
        let cells = cells.map(|n| format!("{:>24}", billion(n))).concat();
        let stays = if rule.leave.contains(&p) { "no" } else { "yes" };
        let often = match sharing.draws {
            0 => String::new(),
            _ => format!(", {:.0} % of draws", 100.0 * (1.0 - rule.leaving[p])),
        };
        let _ = writeln!(text, "  {:<14}{cells}  {stays}{often}", sharing.players[p]);
    }
    if let Some(orders) = sharing.orders {
        let errors = sharing.members.iter().map(|m| (m.shapley_error, m.player));
        if let Some((error, player)) = errors.max_by(|a, b| a.0.value.total_cmp(&b.0.value)) {
            let _ = writeln!(
                text,
                "\n  gains together are means over {orders} orders of joining; their standard error is {} at most ({})",
                billion(error),
                sharing.players[player]
            );
        }
        text.push_str(
            "  core, nucleolus, smallest club and who joins next need every club and are left out\n",
        );
    }
    let _ = writeln!(text, "\n  who would walk away, by rule of sharing the cost");
    for rule in &sharing.rules {
        let leave = if rule.leave.is_empty() { "nobody".to_owned() } else { named(sharing, &rule.leave) };
        let _ = writeln!(text, "    {:<14}{leave}", rule.rule);
    }
}

/// Billions with their range: `12.3 (8.1 to 20.4)`.
fn billion(number: Estimate) -> String {
    let digits = if number.high.abs().max(number.low.abs()) < 100e9 { 1 } else { 0 };
    let [low, value, high] = [number.low, number.value, number.high].map(|usd| {
        // No minus before what rounds to zero.
        let rounded = format!("{:.digits$}", usd / 1e9);
        if rounded.trim_start_matches('-').chars().all(|c| c == '0' || c == '.') {
            rounded.trim_start_matches('-').to_owned()
        } else {
            rounded
        }
    });
    format!("{value} ({low} to {high})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn billions_keep_a_digit_where_they_are_small_and_no_minus_before_zero() {
        let of = |low, value, high| billion(Estimate { low, value, high });
        assert_eq!(of(-1e6, 12.34e9, 20e9), "12.3 (0.0 to 20.0)");
        assert_eq!(of(90e9, 120e9, 300e9), "120 (90 to 300)");
    }

    #[test]
    fn what_holds_in_some_draws_has_a_range_from_no_to_yes() {
        assert_eq!(yes(true, 0.4), Estimate { low: 0.0, value: 1.0, high: 1.0 });
        assert_eq!(yes(false, 0.0), Estimate::exact(0.0));
        assert_eq!(yes(true, 1.0), Estimate::exact(1.0));
    }
}
