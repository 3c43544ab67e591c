//! The brief on a terminal: the answer in sentences, then one line a mineral.

use crate::brief::Brief;
use crate::chapter::{STAGES, sentences, stage_head, touched};
use crate::text::{joined, mark};
use comfy_table::{Cell, CellAlignment, Table, presets};
use monazite::datum::Quality;
use monazite::figure::Figure;
use monazite::number::Number;
use monazite::system::Stage;

/// Width of the sentences, in characters.
const WIDTH: usize = 96;

/// The answer in sentences and the dependence by mineral and stage, plain text.
#[must_use]
pub fn brief(brief: &Brief<'_>) -> String {
    let mut out = format!("{}\n{}\n\n", brief.title(), brief.overline());
    for sentence in sentences(brief) {
        out.push_str(&wrapped(&sentence.plain()));
        out.push('\n');
    }
    out.push_str(&format!("\nShare of use that passed through {}, by stage\n", brief.supplier()));
    out.push_str(&table(brief));
    let marks: Vec<String> = Quality::ALL.iter().map(|q| format!("{} {}", mark(*q), q.word())).collect();
    out.push_str(&format!("\nRanges in brackets. {}.\n", marks.join(", ")));
    out.push_str("A stage counts who did it last, of the use that has been through it; any stage, whoever did it at least once.\n");
    out.replace('\u{a0}', " ")
}

fn table(brief: &Brief<'_>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let heads = std::iter::once("At any stage").chain(STAGES.map(stage_head));
    let heads = heads.map(|h| Cell::new(h).set_alignment(CellAlignment::Right));
    table.set_header(std::iter::once(Cell::new("Mineral")).chain(heads));
    let (shown, less) = touched(brief);
    for mineral in shown {
        let words = std::iter::once("").chain(STAGES.map(Stage::word));
        let cells = words.map(|s| brief.origin(mineral, s).map_or_else(|| "–".to_owned(), short));
        let cells = cells.map(|c| Cell::new(visible(&c)).set_alignment(CellAlignment::Right));
        table.add_row(std::iter::once(Cell::new(visible(&brief.mineral(mineral)))).chain(cells));
    }
    let lines: String = table.lines().map(|l| format!("{}\n", l.trim_end())).collect();
    if less.is_empty() {
        lines
    } else {
        format!("{lines}Below 1 % at every stage: {}.\n", visible(&joined(&less)))
    }
}

/// Value, range without unit, mark: `62 % (48–71) ◐`.
fn short(figure: &Figure) -> String {
    let number = Number::of(figure);
    format!("{} ({}) {}", number.value(), number.short_range(), mark(figure.quality))
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
