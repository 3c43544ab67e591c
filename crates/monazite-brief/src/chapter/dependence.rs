//! Dependence by mineral and stage.

use crate::about::About;
use crate::brief::{Brief, in_sentence};
use crate::chart::heat_map::{Cell, HeatMap, Row};
use crate::text::{Block, Chapter, Chart, Text, joined, mark};
use monazite::datum::Quality;
use monazite::figure::Figure;
use monazite::number::Number;
use monazite::system::Stage;

/// Stages that are traced, in chain order.
pub(crate) const STAGES: [Stage; 3] = [Stage::Extraction, Stage::Processing, Stage::Manufacturing];

/// Columns of the heat map: any stage, then each.
fn words() -> impl Iterator<Item = &'static str> {
    std::iter::once("").chain(STAGES.map(Stage::word))
}

/// What happened at a stage, as a column head.
pub(crate) const fn stage_head(stage: Stage) -> &'static str {
    match stage {
        Stage::Extraction => "Mined",
        Stage::Processing => "Processed",
        Stage::Manufacturing => "Made into parts",
        Stage::Use => "Used",
        Stage::Recycling => "Recycled",
    }
}

/// Keys of the minerals of which the supplier touched something, and names of those of which it touched next to nothing.
pub(crate) fn touched<'a>(brief: &Brief<'a>) -> (Vec<&'a str>, Vec<String>) {
    let keys = brief.deep_minerals().map(|id| brief.system.minerals.key(id));
    let known = keys.filter(|m| words().any(|s| brief.origin(m, s).is_some()));
    let is_shown = |mineral: &&str| words().filter_map(|s| brief.origin(mineral, s)).any(|f| f.high >= LEAST);
    let (shown, less): (Vec<&str>, Vec<&str>) = known.partition(is_shown);
    (shown, less.into_iter().map(|m| in_sentence(&brief.mineral(m))).collect())
}

/// Share below which a mineral has no row of its own.
const LEAST: f64 = 0.01;

/// Heat map of origin shares.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let (shown, less) = touched(brief);
    let mut rows: Vec<(f64, Row)> = shown
        .into_iter()
        .filter_map(|mineral| {
            let figures: Vec<Option<&Figure>> = words().map(|s| brief.origin(mineral, s)).collect();
            let most = figures.iter().flatten().map(|f| f.value).fold(f64::NAN, f64::max);
            let cells = figures.iter().map(|f| f.map(|f| cell(brief, f))).collect();
            (!most.is_nan()).then(|| (most, Row { label: brief.mineral(mineral), cells }))
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (whose, supplier) = (brief.whose(), brief.supplier());
    let title = format!("Share of what {whose} uses that passed through {supplier}, by stage");
    let map = HeatMap {
        id: "dependence-map".to_owned(),
        title: title.clone(),
        desc: "One row a mineral, one column a stage. The darker a cell, the larger the share; share and range are printed in it.".to_owned(),
        columns: std::iter::once("At any stage").chain(STAGES.map(stage_head)).map(str::to_owned).collect(),
        rows: rows.into_iter().map(|r| r.1).collect(),
    };
    let lead = format!(
        "At a stage a tonne counts for the country that mined, processed or made it into parts last, through however many \
         third countries it then came. At any stage it counts for {supplier} if {supplier} did so at least once. \
         A stage is measured over the use that has been through it, any stage over all use, so neither column adds up to the other."
    );
    let note = Text::from(
        "Rows are ranked by the largest share. A dash: no such stage in the chain. Hover a cell for its id; ",
    )
    .code("monazite explain ID")
    .words(" shows formula, rows and sources.");
    let note = if less.is_empty() {
        note
    } else {
        note.words(&format!(" Below 1 % at every stage: {}.", joined(&less)))
    };
    let note = match again(brief) {
        Some((mineral, any, stage)) => note
            .words(&format!(" {mineral} stands at "))
            .figure(any)
            .words(" at any stage but at ")
            .figure(stage)
            .words(&format!(
                " where it was {} last: what {supplier} made first is worked again elsewhere, and the last one counts.",
                stage_head(Stage::Processing).to_lowercase()
            )),
        None => note,
    };
    let mut blocks = vec![Block::Lead(lead.into()), Block::Chart(Chart { data: map.into(), title, note })];
    let left = brief.not_looked_at();
    if !left.is_empty() {
        let text = Text::from(format!(
            "Not looked at on this page, since no chain of theirs is traced: {}. ",
            joined(&left)
        ));
        blocks.push(Block::Paragraph(
            text.words("What is published on one of them: ").code("monazite assess --mineral KEY").words("."),
        ));
    }
    Some(Chapter { id: "dependence", title: "Dependence by mineral and stage".to_owned(), blocks })
}

/// Difference between any stage and the largest single one from which a row is explained.
const APART: f64 = 0.25;

/// The mineral whose share at any stage stands furthest above its share at each: its name, and the two figures.
fn again<'a>(brief: &Brief<'a>) -> Option<(String, &'a Figure, &'a Figure)> {
    let apart = |mineral: &str| {
        let any = brief.origin(mineral, "")?;
        let most = STAGES
            .iter()
            .filter_map(|s| brief.origin(mineral, s.word()))
            .max_by(|a, b| a.value.total_cmp(&b.value))?;
        let processed = brief.origin(mineral, Stage::Processing.word())?;
        Some((any.value - most.value, brief.mineral(mineral), any, processed))
    };
    let all = brief.deep_minerals().filter_map(|id| apart(brief.system.minerals.key(id)));
    let most = all.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|a| a.0 >= APART)?;
    Some((most.1, most.2, most.3))
}

fn cell(brief: &Brief<'_>, figure: &Figure) -> Cell {
    let number = Number::of(figure);
    let title = format!(
        "{}, {}: {}, {}",
        brief.mineral(&figure.mineral),
        figure.stage,
        number.full(),
        figure.quality.word(),
    );
    Cell {
        number,
        mark: mark(figure.quality),
        hatched: figure.quality >= Quality::Assumed,
        about: About::figure(figure, &title),
    }
}
