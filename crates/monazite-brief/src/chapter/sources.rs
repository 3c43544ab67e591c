//! Sources with their terms, and how to make this page again.

use crate::brief::Brief;
use crate::text::{Block, Chapter, Table, Text};

/// Every source of the dataset, the dated measures, the command.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let rows = brief
        .system
        .sources
        .iter()
        .map(|(_, source)| {
            vec![
                Text::default().link(&source.title, &source.url),
                source.publisher.clone().into(),
                source.licence.clone().into(),
                source.attribution.clone().into(),
            ]
        })
        .collect();
    let table = Table {
        caption: "Sources of the dataset, with the attribution that their terms ask for".to_owned(),
        columns: ["Title", "Publisher", "Licence or terms", "Attribution"]
            .map(|h| (h.to_owned(), false))
            .to_vec(),
        rows,
        folded: false,
    };
    let context = brief.context;
    let facts = [
        ("Program", format!("monazite {}", context.version)),
        ("Dataset", context.dataset.clone()),
        ("Checksum", context.checksum.clone()),
        ("Draws, seed", format!("{}, {}", brief.ensemble.draws.len(), context.seed)),
        ("Warnings of the check", context.warnings.len().to_string()),
    ];
    let facts = facts.into_iter().map(|(name, value)| Text::from(format!("{name}: ")).code(&value)).collect();
    let example = brief.figures.first().map(|f| format!("monazite explain {}", f.id()));
    let command =
        [Some(context.command.clone()), example].into_iter().flatten().filter(|l| !l.is_empty()).collect();
    let mut blocks = vec![Block::Table(table)];
    blocks.push(Block::Heading("How to make this page again".to_owned()));
    blocks.push(Block::Command(command));
    blocks.push(Block::List(facts));
    Some(Chapter { id: "sources", title: "Sources, and how to reproduce this".to_owned(), blocks })
}
