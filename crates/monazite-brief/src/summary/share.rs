//! Who gains, pays and stays on a terminal.

use monazite::estimate::Estimate;
use monazite::plan::QUALITY;
use monazite::share::Sharing;
use std::fmt::Write as _;

/// Steps of joining and minerals that are shown.
const SHOWN: usize = 12;

/// What a minister needs first, as text for a terminal.
#[must_use]
pub fn share(sharing: &Sharing) -> String {
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

/// Names of players, joined.
fn named(sharing: &Sharing, players: &[usize]) -> String {
    players.iter().map(|&p| sharing.players[p].as_str()).collect::<Vec<_>>().join("+")
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
}
