//! The summary for a terminal: the answer in sentences, then one line a mineral.

use crate::brief::Brief;
use crate::chapter::{STAGES, sentences, stage_head};
use crate::text::{Shown, mark};
use comfy_table::{Cell, CellAlignment, Table, presets};
use monazite::datum::Quality;

/// Width of the sentences, in characters.
const WIDTH: usize = 96;

/// Writes the summary.
#[must_use]
pub(crate) fn write(brief: &Brief<'_>) -> String {
    let mut out = format!("{}\n{}\n\n", brief.title(), brief.overline());
    for sentence in sentences(brief) {
        out.push_str(&wrapped(&sentence.plain()));
        out.push('\n');
    }
    out.push_str(&format!("\nShare of use that passed through {}, by stage\n", brief.supplier()));
    out.push_str(&table(brief));
    let marks: Vec<String> = Quality::ALL.iter().map(|q| format!("{} {}", mark(*q), q.word())).collect();
    out.push_str(&format!("\nRanges in brackets. {}.\n", marks.join(", ")));
    out
}

fn table(brief: &Brief<'_>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let heads = STAGES.iter().map(|s| Cell::new(stage_head(*s)).set_alignment(CellAlignment::Right));
    table.set_header(std::iter::once(Cell::new("Mineral")).chain(heads));
    for mineral in brief.deep_minerals().map(|m| brief.system.minerals.key(m)) {
        let cells = STAGES.map(|s| {
            brief.origin(mineral, s.word()).map_or_else(|| "–".to_owned(), |f| Shown::from(f).plain())
        });
        let cells = cells.into_iter().map(|c| Cell::new(visible(&c)).set_alignment(CellAlignment::Right));
        table.add_row(std::iter::once(Cell::new(visible(&brief.mineral(mineral)))).chain(cells));
    }
    table.lines().map(|l| format!("{}\n", l.trim_end())).collect()
}

/// Without control characters, so that a name from a dataset cannot steer the terminal.
fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in visible(text).split(' ').filter(|w| !w.is_empty()) {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > WIDTH {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
    }
    out.push('\n');
    out
}
