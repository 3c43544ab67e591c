//! Whether it is happening: what ends, what nobody has verified, pace, who acted, what it did.

use crate::brief::{Brief, Followed};
use crate::text::{Block, Chapter, Table, Text};

/// What the ledger and the history say of the coalition and the supplier.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let followed = brief.followed?;
    let mut blocks = vec![Block::Lead(Text::from(lead(followed)))];
    if !followed.open.is_empty() {
        blocks.push(Block::Table(table(
            format!("Measures of {} of which nobody has verified what holds", brief.supplier()),
            ["What", "Last seen", "Readings", "Feeds"],
            &followed.open,
        )));
    }
    if !followed.ends.is_empty() {
        blocks.push(Block::Table(table(
            format!("What ends in the twelve months after {}", followed.on),
            ["Until", "Who", "What", "Sure"],
            &followed.ends,
        )));
    }
    let lists = [
        (
            format!(
                "Pace: at most {} of imports from {} by {}, by mass",
                followed.cap,
                brief.supplier(),
                followed.by
            ),
            &followed.pace,
        ),
        ("Who reduced its share, by mass, 2008 to 2010 against 2022 to 2024".to_owned(), &followed.league),
        ("What measures did, in studies filed before they were run".to_owned(), &followed.bite),
    ];
    for (heading, lines) in lists {
        if !lines.is_empty() {
            blocks.push(Block::Heading(heading));
            blocks.push(Block::List(lines.iter().map(|line| Text::from(line.clone())).collect()));
        }
    }
    Some(Chapter { id: "followed", title: "Is it happening?".to_owned(), blocks })
}

fn lead(followed: &Followed) -> String {
    format!(
        "On {}, the last day of which the ledger knows anything, {} clauses of the supplier are in force, {} are suspended, and of {} nobody has verified what holds.",
        followed.on,
        followed.in_force,
        followed.suspended,
        followed.open.len()
    )
}

fn table(caption: String, columns: [&str; 4], rows: &[[String; 4]]) -> Table {
    Table {
        caption,
        columns: columns.map(|head| (head.to_owned(), false)).to_vec(),
        rows: rows.iter().map(|row| row.iter().map(|cell| Text::from(cell.clone())).collect()).collect(),
        folded: true,
    }
}
