//! The answer first: a few plain sentences, each number with its range.

use super::dependence::{STAGES, stage_head};
use super::ranked::{hidden_first, peaks};
use super::simulated::{chain_order, not_to_be_had, of_mineral, worst as worst_week};
use super::{advice, claims, in_force, way_out};
use crate::brief::{Brief, in_sentence, largest_first};
use crate::text::{Block, Chapter, Span, Text, Tile, capital, counted};
use monazite::figure::Figure;
use monazite::system::Stage;

/// Below this share of use at every stage a mineral counts as hardly dependent. A reader's threshold, not a model constant.
const HARDLY: f64 = 0.10;
/// A share below this is no tile: it would be shown as nothing.
const SEEN: f64 = 0.01;
/// Minerals named in a sentence.
const NAMED: usize = 4;

/// Tiles and sentences.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let sentences = sentences(brief);
    if sentences.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Tiles(tiles(brief))];
    let mut sentences = sentences.into_iter();
    blocks.extend(sentences.next().map(Block::Lead));
    blocks.extend(sentences.map(Block::Paragraph));
    blocks.extend(advice::blocks(brief));
    blocks.extend(claims::blocks(brief));
    Some(Chapter { id: "answer", title: "The answer first".to_owned(), blocks })
}

/// The sentences of the answer, for the page and for the terminal.
pub(crate) fn sentences(brief: &Brief<'_>) -> Vec<Text> {
    [
        worst(brief),
        stop(brief),
        way_out::cost(brief),
        way_out::programme(brief),
        way_out::members(brief),
        in_force::sentence(brief),
        direct_against_hidden(brief),
        least(brief),
        coalition_share(brief),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn worst(brief: &Brief<'_>) -> Option<Text> {
    let peaks = peaks(brief);
    let first = peaks.first().filter(|f| f.value > 0.0)?;
    let mut text = Text::from("Of the ")
        .words(&name(brief, first))
        .words(&format!(" that {} uses, ", brief.whose()))
        .figure(*first)
        .words(&format!(" was {} in {}", done(&first.stage), brief.supplier()));
    let more: Vec<&&Figure> = peaks.iter().skip(1).take(3).filter(|f| f.value >= HARDLY).collect();
    for (i, figure) in more.iter().enumerate() {
        text = text.words(match i {
            0 if more.len() == 1 => "; next comes ",
            0 => "; next come ",
            i if i + 1 == more.len() => " and ",
            _ => ", ",
        });
        text = text.words(&format!("{} with ", name(brief, figure))).figure(**figure);
    }
    Some(text.words("."))
}

/// What the scenario takes first, and most.
fn stop(brief: &Brief<'_>) -> Option<Text> {
    let simulation = brief.simulation?;
    let horizon = simulation.scenario.horizon.get();
    let minerals = chain_order(brief, "time_to_survive");
    let survive = minerals.iter().filter_map(|m| of_mineral(brief, "time_to_survive", m).next());
    let first =
        survive.filter(|f| f.value < horizon).reduce(|best, f| if f.value < best.value { f } else { best });
    let Some(first) = first else {
        let title = brief.scenario_title(simulation.scenario);
        let costs =
            if simulation.losses.is_empty() { "" } else { "; what users give up as prices rise still costs" };
        return Some(Text::from(format!(
            "{title}: no mineral falls short by more than 1 % of its need within it{costs}."
        )));
    };
    let most = minerals
        .iter()
        .filter_map(|m| worst_week(brief, m))
        .reduce(|best, f| if f.value > best.value { f } else { best })?;
    let of = |key: &str| in_sentence(&brief.mineral(key));
    Some(
        Text::from(format!(
            "{}: the first to fall short is {}, after ",
            brief.scenario_title(simulation.scenario),
            of(&first.mineral)
        ))
        .figure(first)
        .words(&format!(
            "; worst off is {}: in week {} users go without ",
            of(&most.mineral),
            most.week.unwrap_or_default()
        ))
        .figure(most)
        .words(" of their need, ")
        .figure(not_to_be_had(brief, most)?)
        .words(" for want of supply and the rest because of the price."),
    )
}

fn direct_against_hidden(brief: &Brief<'_>) -> Option<Text> {
    let all = brief.pairs();
    let hidden = hidden_first(&all);
    if hidden.is_empty() {
        let supplier = brief.supplier();
        return (!all.is_empty()).then(|| {
            Text::from(format!(
                "What is made in {supplier} shows at the border: in none of {} does its share of the imports lie \
                 above the share that comes directly from it, beyond both ranges.",
                counted(all.len(), "form", "forms")
            ))
        });
    }
    // A difference in what hardly comes from there is no news.
    let Some((direct, origin)) = hidden.iter().find(|(_, origin)| origin.value >= HARDLY) else {
        return Some(Text::from(format!(
            "What is made in {} hardly hides behind other borders: where it does, beyond both ranges, in {} of {}, it \
             is below {:.0} % of the imports.",
            brief.supplier(),
            hidden.len(),
            counted(all.len(), "traded form", "traded forms"),
            HARDLY * 100.0
        )));
    };
    let text = Text::from("Not all of it shows at the border: of the imports of ")
        .strong(&in_sentence(&brief.form(&direct.form)))
        .words(", ")
        .figure(*direct)
        .words(&format!(" come directly from {}, but ", brief.supplier()))
        .figure(*origin)
        .words(" were made there");
    let rest = format!(
        "; it is so, beyond both ranges, in {} of {}.",
        hidden.len(),
        counted(all.len(), "traded form", "traded forms")
    );
    Some(text.words(&rest))
}

fn least(brief: &Brief<'_>) -> Option<Text> {
    let peaks = peaks(brief);
    let hardly: Vec<&Figure> = peaks.iter().copied().filter(|f| f.value < HARDLY).collect();
    if let [_, ..] = hardly.as_slice() {
        let mut text = Text::from(format!("Below {:.0} % over all stages: ", HARDLY * 100.0));
        // What rounds to nothing is not named.
        let named: Vec<&&Figure> = hardly.iter().filter(|f| f.value >= SEEN).take(NAMED).collect();
        if named.is_empty() {
            return Some(text.words(&format!("{}.", counted(hardly.len(), "mineral", "minerals"))));
        }
        for (i, figure) in named.iter().enumerate() {
            text = text
                .words(if i > 0 { ", " } else { "" })
                .words(&format!("{} ", name(brief, figure)))
                .figure(**figure);
        }
        if hardly.len() > named.len() {
            let less = counted(hardly.len() - named.len(), "more mineral", "more minerals");
            text = text.words(&format!("; {less} with less"));
        }
        return Some(text.words("."));
    }
    let least = peaks.last()?;
    Some(
        Text::from("No traced mineral is free of it; the least dependent is ")
            .words(&name(brief, least))
            .words(&format!(", {} in {} to ", done(&least.stage), brief.supplier()))
            .figure(*least)
            .words("."),
    )
}

fn coalition_share(brief: &Brief<'_>) -> Option<Text> {
    let shares = brief.mineral_demand();
    let (most, least) = (shares.first()?, shares.last()?);
    let text = Text::from("Of what the world uses of a mineral, ").words(&brief.whose()).words(" takes ");
    let text = if shares.len() == 1 {
        text.figure(*most).words(&format!(" ({}", name(brief, most)))
    } else {
        text.words("from ")
            .figure(*least)
            .words(&format!(" ({}) to ", name(brief, least)))
            .figure(*most)
            .words(&format!(" ({}", name(brief, most)))
    };
    Some(text.words("), by contained mass in end uses."))
}

fn tiles(brief: &Brief<'_>) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = STAGES
        .iter()
        .filter_map(|stage| {
            let all = largest_first(
                brief
                    .deep_minerals()
                    .filter_map(|id| brief.origin(brief.system.minerals.key(id), stage.word())),
            );
            let most = *all.first().filter(|f| f.value >= SEEN)?;
            let label = format!(
                "{}: {} in {}",
                capital(&name(brief, most)),
                stage_head(*stage).to_lowercase(),
                brief.supplier()
            );
            Some(Tile { label, figure: most.into(), note: "largest share of use at this stage".into() })
        })
        .collect();
    let pairs = brief.pairs();
    if let Some((direct, origin)) = hidden_first(&pairs).first().filter(|(_, origin)| origin.value >= HARDLY)
    {
        tiles.push(Tile {
            label: format!("{}: origin in {}", capital(&brief.form(&origin.form)), brief.supplier()),
            figure: (*origin).into(),
            note: Text(vec![
                Span::Words("most hidden; directly imported ".to_owned()),
                Span::Figure((*direct).into()),
            ]),
        });
    }
    tiles
}

fn name(brief: &Brief<'_>, figure: &Figure) -> String {
    in_sentence(&brief.mineral(&figure.mineral))
}

fn done(stage: &str) -> String {
    let any = "mined, processed or made into parts".to_owned();
    Stage::from_word(stage).map_or(any, |s| stage_head(s).to_lowercase())
}
