//! The members: what each gains, pays, and whether it stays.

use crate::about::About;
use crate::brief::Brief;
use crate::chart::ranked_bars::{RankedBars, Row};
use crate::money::{billions, shown};
use crate::text::{Block, Chapter, Chart, Table, Text, joined, mark};
use monazite::estimate::Estimate;
use monazite::number::Number;
use monazite::plan::QUALITY;
use monazite::share::{MemberShare, Outsiders, RuleShare, Sharing};

/// The rule that the table shows, and that the order of joining is computed with.
const RULE: &str = "shapley";

/// Table of members, minerals, rules of cost sharing, order of joining.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let sharing = brief.sharing?;
    let rule = sharing.rules.iter().find(|r| r.rule == RULE)?;
    let mut blocks = vec![Block::Lead(lead(sharing)), Block::Table(members(brief, sharing, rule))];
    blocks.push(Block::Paragraph(Text::from(
        "Alone: what a member's own best programme gains it over doing nothing. Together: its share of what the joint \
         programme adds, by what it brings on average over all orders of joining. Pays: what then goes from it to the \
         others; below zero it is paid. Outside: what it would gain if the others went on without it, at no cost of its \
         own. It stays if together is more than outside; in brackets the part of the draws in which it does.",
    )));
    blocks.push(minerals(brief, sharing));
    if !sharing.smallest.is_empty() {
        blocks.push(Block::Heading("Who starts, and who joins next".to_owned()));
        blocks.push(Block::List(smallest(brief, sharing)));
    }
    if !sharing.joining.is_empty() {
        blocks.push(Block::Table(joining(brief, sharing)));
    }
    blocks.push(Block::Heading("Other ways to share the cost".to_owned()));
    blocks.push(Block::Table(rules(brief, sharing)));
    Some(Chapter { id: "sharing", title: "Who gains, pays and stays".to_owned(), blocks })
}

fn lead(sharing: &Sharing) -> Text {
    let held = match sharing.least_objection {
        Some(objection) if objection.value > 0.0 => {
            " more than each acting alone. However it is shared, some group of them would do better on its own."
        }
        Some(_) => {
            " more than each acting alone. There are ways to share it that no group of them could better on its own."
        }
        None => " more than each acting alone.",
    };
    let text = Text::from(format!("Acting together the {} members gain ", sharing.players.len()))
        .figure(shown(sharing.value))
        .words(held)
        .words(&format!(
            " Money is discounted; ranges are those of {} draws of costs and threats.",
            sharing.draws
        ));
    let errors = sharing.members.iter().map(|m| m.shapley_error);
    match (sharing.orders, errors.max_by(|a, b| a.value.total_cmp(&b.value))) {
        (Some(orders), Some(error)) => text
            .words(&format!(
                " They are too many to plan every club: what each gains is the mean over {orders} orders of joining, \
                 with a standard error of at most "
            ))
            .figure(shown(error))
            .words(", and what groups of them would do was not looked at."),
        _ => text,
    }
}

fn members(brief: &Brief<'_>, sharing: &Sharing, rule: &RuleShare) -> Table {
    let row = |m: &MemberShare| {
        let stays = if rule.leave.contains(&m.player) { "no" } else { "yes" };
        let often = format!("{stays} ({:.0} %)", 100.0 * (1.0 - rule.leaving[m.player]));
        let mut row = vec![Text::from(name(brief, sharing, m.player))];
        row.extend([m.alone, m.shapley, rule.pays[m.player], m.outside].map(billions));
        row.push(Text::from(often));
        row
    };
    Table {
        caption: format!("Members of the programme, billion USD {}", mark(QUALITY)),
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

/// Where the joint gain comes from.
fn minerals(brief: &Brief<'_>, sharing: &Sharing) -> Block {
    let mut gains: Vec<&(String, Estimate)> = sharing.by_mineral.iter().collect();
    gains.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
    let title = "Where the joint gain comes from".to_owned();
    let rows = gains
        .into_iter()
        .map(|(key, gain)| Row {
            label: brief.mineral(key),
            group: String::new(),
            number: Number::money(*gain),
            mark: mark(QUALITY),
            highlight: true,
            about: About { title: Number::money(*gain).full(), figure: None },
        })
        .collect();
    let bars = RankedBars {
        id: "sharing-minerals".to_owned(),
        title: title.clone(),
        desc: "Bars are what members gain together over each alone, in dollars with ranges, largest first."
            .to_owned(),
        width: 760.0,
        end: None,
        benchmark: None,
        rows,
    };
    Block::Chart(Chart {
        data: bars.into(),
        title,
        note: Text::from("Over each member acting alone, by mineral."),
    })
}

fn smallest(brief: &Brief<'_>, sharing: &Sharing) -> Vec<Text> {
    let of = |(outsiders, club): &(Outsiders, Option<Vec<usize>>)| {
        let when = match outsiders {
            Outsiders::Alone => "each outsider keeps its own programme",
            Outsiders::Together => "all outsiders form a club of their own",
        };
        match club {
            Some(club) => Text::from("The smallest club worth starting is ")
                .strong(&names(brief, sharing, club))
                .words(&format!(" where {when}.")),
            None => Text::from(format!("No club is worth starting where {when}.")),
        }
    };
    sharing.smallest.iter().map(of).collect()
}

fn rules(brief: &Brief<'_>, sharing: &Sharing) -> Table {
    let row = |r: &RuleShare| {
        let objection = r.objection.as_ref().map_or_else(
            || Text::from(if sharing.orders.is_none() { "nobody" } else { "not looked at" }),
            |(club, gain)| Text::from(format!("{}, by ", names(brief, sharing, club))).figure(shown(*gain)),
        );
        let leave = if r.leave.is_empty() { "nobody".to_owned() } else { names(brief, sharing, &r.leave) };
        vec![Text::from(words(&r.rule)), Text::from(leave), objection]
    };
    Table {
        caption: "Rules of sharing, and who would walk away".to_owned(),
        columns: columns(&[
            ("rule", false),
            ("better off outside", false),
            ("group that gains most by leaving together", false),
        ]),
        rows: sharing.rules.iter().map(row).collect(),
        folded: false,
    }
}

/// What a rule does.
fn words(rule: &str) -> &str {
    match rule {
        "as_incurred" => "each pays for what it builds and buys",
        "shapley" => "gain by what each brings (Shapley)",
        "nucleolus" => "least complaint (nucleolus)",
        "gdp" => "cost by GDP",
        "consumption" => "cost by need",
        "equal" => "cost in equal parts",
        other => other,
    }
}

fn joining(brief: &Brief<'_>, sharing: &Sharing) -> Table {
    Table {
        caption: format!("Who joins next, whoever brings most first, billion USD {}", mark(QUALITY)),
        columns: columns(&[("member", false), ("brings", true), ("gains", true), ("pays", true)]),
        rows: sharing
            .joining
            .iter()
            .map(|j| {
                let mut row = vec![Text::from(name(brief, sharing, j.player))];
                row.extend([j.brings, j.gains, j.pays].map(billions));
                row
            })
            .collect(),
        folded: false,
    }
}

fn columns(names: &[(&str, bool)]) -> Vec<(String, bool)> {
    names.iter().map(|&(name, number)| (name.to_owned(), number)).collect()
}

/// Name of a player: its country's or coalition's where the dataset has one.
fn name(brief: &Brief<'_>, sharing: &Sharing, player: usize) -> String {
    let key = &sharing.players[player];
    let coalition = |key: &str| brief.system.coalitions.iter().find(|c| c.key == key).map(|c| c.name.clone());
    match key.strip_suffix("-rest").and_then(coalition) {
        Some(whole) => format!("Rest of {whole}"),
        None => coalition(key).unwrap_or_else(|| brief.country(key)),
    }
}

fn names(brief: &Brief<'_>, sharing: &Sharing, players: &[usize]) -> String {
    joined(&players.iter().map(|&p| name(brief, sharing, p)).collect::<Vec<_>>())
}
