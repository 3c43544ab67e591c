//! What follows: at most three recommendations, each from a number of the page and with it.

use super::dependence::{STAGES, stage_head};
use super::ranked::{hidden_first, peaks};
use super::simulated::{chain_order, of_mineral, worst};
use crate::brief::{Brief, in_sentence, largest_first};
use crate::text::{Block, Text};
use monazite::figure::Figure;

/// Recommendations shown.
const SHOWN: usize = 3;
/// Below this share nothing is recommended.
const LEAST: f64 = 0.10;

/// A heading and a list; nothing where no number calls for anything.
pub(super) fn blocks(brief: &Brief<'_>) -> Vec<Block> {
    let all = [hold(brief), build(brief), ask(brief), watch(brief)];
    let items: Vec<Text> = all.into_iter().flatten().take(SHOWN).collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading("What follows".to_owned()), Block::List(items)]
}

/// A stock of what runs out first.
fn hold(brief: &Brief<'_>) -> Option<Text> {
    let horizon = brief.simulation?.scenario.horizon.get();
    let first = chain_order(brief, "time_to_survive")
        .into_iter()
        .filter_map(|mineral| of_mineral(brief, "time_to_survive", mineral).next())
        .filter(|f| f.value < horizon)
        .min_by(|a, b| a.value.total_cmp(&b.value))?;
    let worst = worst(brief, &first.mineral)?;
    let name = in_sentence(&brief.mineral(&first.mineral));
    Some(
        Text::default()
            .strong(&format!("Hold more {name}."))
            .words(" What is held and what others sell lasts ")
            .figure(first)
            .words("; in the worst week users go without ")
            .figure(worst)
            .words(" of their need."),
    )
}

/// Capacity elsewhere at the stage where the supplier's share is largest.
fn build(brief: &Brief<'_>) -> Option<Text> {
    let at = |mineral: &str| STAGES.into_iter().filter_map(|s| brief.origin(mineral, s.word())).collect();
    let all: Vec<&Figure> =
        brief.deep_minerals().flat_map(|id| -> Vec<&Figure> { at(brief.system.minerals.key(id)) }).collect();
    let most = *largest_first(all.into_iter()).first().filter(|f| f.value >= LEAST)?;
    let stage = STAGES.into_iter().find(|s| s.word() == most.stage)?;
    let act = match stage_head(stage) {
        "Mined" => "Mine",
        "Processed" => "Process",
        _ => "Make parts of",
    };
    let name = in_sentence(&brief.mineral(&most.mineral));
    Some(
        Text::default()
            .strong(&format!("{act} {name} elsewhere."))
            .words(" It is the step that hangs most on one place: ")
            .figure(most)
            .words(&format!(" was {} in {}.", stage_head(stage).to_lowercase(), brief.supplier())),
    )
}

/// Origin on the papers, where customs see least.
fn ask(brief: &Brief<'_>) -> Option<Text> {
    let pairs = brief.pairs();
    let (direct, origin) = *hidden_first(&pairs).first().filter(|(_, origin)| origin.value >= LEAST)?;
    Some(
        Text::default()
            .strong(&format!(
                "Ask for the origin of {}, not the last border.",
                in_sentence(&brief.form(&direct.form))
            ))
            .words(" Directly comes ")
            .figure(direct)
            .words(&format!(", made in {} is ", brief.supplier()))
            .figure(origin)
            .words("."),
    )
}

/// Where little hangs on the supplier: what to keep an eye on.
fn watch(brief: &Brief<'_>) -> Option<Text> {
    let peaks = peaks(brief);
    let most = *peaks.first().filter(|f| f.value > 0.0 && f.value < LEAST)?;
    let name = in_sentence(&brief.mineral(&most.mineral));
    Some(
        Text::default()
            .strong(&format!("Look elsewhere: {} is not where this dependence lies.", brief.supplier()))
            .words(&format!(" The largest share, of {name}, is "))
            .figure(most)
            .words("."),
    )
}
