//! The members: what each gains, pays, and whether it stays.

use crate::brief::Brief;
use crate::text::{Block, Chapter, Table, Text};
use monazite::quantity::UsDollars;
use monazite::share::{MemberShare, RuleShare, Sharing};

/// The rule that the table shows, and that the order of joining is computed with.
const RULE: &str = "shapley";

/// Table of members, rules of cost sharing, order of joining.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let sharing = brief.sharing?;
    let rule = sharing.rules.iter().find(|r| r.rule == RULE)?;
    let mut blocks = vec![Block::Lead(lead(sharing)), Block::Table(members(sharing, rule))];
    blocks.push(Block::Paragraph(Text::from(
        "Alone: what a member's own best programme gains it over doing nothing. Together: what the joint programme adds, \
         split by what each brings on average over all orders of joining. Pays: what then goes from it to the others. \
         Outside: the most it could gain if the others went on without it.",
    )));
    blocks.push(Block::Table(rules(sharing)));
    if !sharing.joining.is_empty() {
        blocks.push(Block::Heading("The order of joining".to_owned()));
        blocks.push(Block::Table(joining(sharing)));
    }
    Some(Chapter { id: "sharing", title: "Who gains, pays and stays".to_owned(), blocks })
}

fn lead(sharing: &Sharing) -> Text {
    let together = format!(
        "Acting together the {} members gain {} over each acting alone",
        sharing.players.len(),
        billion(sharing.value)
    );
    let held = if sharing.least_objection.get() <= 0.0 {
        "; there is a way to share it that no group of them could better on its own."
    } else {
        "; however it is shared, some group of them would do better on its own."
    };
    Text::from(together).words(held)
}

fn members(sharing: &Sharing, rule: &RuleShare) -> Table {
    let row = |m: &MemberShare| {
        let stays = if rule.leave.contains(&m.player) { "no" } else { "yes" };
        let pays = rule.pays.get(m.player).copied().unwrap_or(UsDollars::ZERO);
        let numbers = [m.alone, m.shapley, pays, m.outside].map(|n| Text::from(billion(n)));
        let mut row = vec![Text::from(sharing.players[m.player].clone())];
        row.extend(numbers);
        row.push(Text::from(stays));
        row
    };
    Table {
        caption: "Members of the programme, discounted billion USD".to_owned(),
        columns: columns(&[
            ("member", false),
            ("gains alone", true),
            ("gains together", true),
            ("pays", true),
            ("outside", true),
            ("stays", false),
        ]),
        rows: sharing.members.iter().map(row).collect(),
        folded: false,
    }
}

fn rules(sharing: &Sharing) -> Table {
    let row = |r: &RuleShare| {
        let objection = r.objection.as_ref().map_or_else(
            || "nobody".to_owned(),
            |(club, gain)| format!("{} by {}", named(sharing, club), billion(*gain)),
        );
        let leave = if r.leave.is_empty() { "nobody".to_owned() } else { named(sharing, &r.leave) };
        vec![Text::from(r.rule.replace('_', " ")), Text::from(leave), Text::from(objection)]
    };
    Table {
        caption: "Rules of sharing the cost, and who would walk away".to_owned(),
        columns: columns(&[
            ("rule", false),
            ("better off outside", false),
            ("group that gains most by leaving", false),
        ]),
        rows: sharing.rules.iter().map(row).collect(),
        folded: false,
    }
}

fn joining(sharing: &Sharing) -> Table {
    Table {
        caption: "Who joins next, discounted billion USD".to_owned(),
        columns: columns(&[("member", false), ("brings", true), ("gains", true), ("pays", true)]),
        rows: sharing
            .joining
            .iter()
            .map(|j| {
                let mut row = vec![Text::from(sharing.players[j.player].clone())];
                row.extend([j.brings, j.gains, j.pays].map(|n| Text::from(billion(n))));
                row
            })
            .collect(),
        folded: false,
    }
}

fn columns(names: &[(&str, bool)]) -> Vec<(String, bool)> {
    names.iter().map(|&(name, number)| (name.to_owned(), number)).collect()
}

fn named(sharing: &Sharing, players: &[usize]) -> String {
    players.iter().map(|&p| sharing.players[p].as_str()).collect::<Vec<_>>().join(", ")
}

/// Money in billions, two figures after the point below ten.
fn billion(money: UsDollars) -> String {
    let billion = money.get() / 1e9;
    let digits = if billion.abs() < 10.0 { 2 } else { 0 };
    format!("{billion:.digits$}")
}
