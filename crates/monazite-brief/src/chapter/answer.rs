//! The answer first: a few plain sentences, each number with its range.

use crate::brief::{Brief, in_sentence, largest_first};
use crate::chapter::simulated::{chain_order, of_mineral, worst as worst_week};
use crate::chapter::{STAGES, stage_head};
use crate::number::{Number, Unit};
use crate::text::{Block, Chapter, Shown, Span, Text, Tile, capital, joined};
use monazite::balance::Balance;
use monazite::datum::Quality;
use monazite::figure::Figure;
use monazite::metric::output::balanced;
use monazite::system::Stage;

/// The five minerals of the press claim about refining.
const CLAIM_MINERALS: [&str; 5] = ["copper", "lithium", "cobalt", "graphite", "rare_earths"];
/// Below this share of use at every stage a mineral counts as hardly dependent. A reader's threshold, not a model constant.
const HARDLY: f64 = 0.10;
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
    if let Some(claims) = claims(brief) {
        blocks.push(Block::Heading("Two claims of the press, and what the data say".to_owned()));
        blocks.push(Block::List(claims));
    }
    Some(Chapter { id: "answer", title: "The answer first".to_owned(), blocks })
}

/// The sentences of the answer, for the page and for the terminal.
pub(crate) fn sentences(brief: &Brief<'_>) -> Vec<Text> {
    [worst(brief), direct_against_hidden(brief), stop(brief), least(brief), coalition_share(brief)]
        .into_iter()
        .flatten()
        .collect()
}

/// Origin share of each mineral at any stage, largest first; where that is not known, of the stage with the largest.
fn peaks<'a>(brief: &Brief<'a>) -> Vec<&'a Figure> {
    let peak = |mineral: &str| {
        let stages = STAGES.iter().filter_map(|s| brief.origin(mineral, s.word()));
        brief.origin(mineral, "").or_else(|| stages.max_by(|a, b| a.value.total_cmp(&b.value)))
    };
    largest_first(brief.deep_minerals().filter_map(|id| peak(brief.system.minerals.key(id))))
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
    let first = survive
        .filter(|f| f.figure.value < horizon)
        .reduce(|best, f| if f.figure.value < best.figure.value { f } else { best });
    let Some(first) = first else {
        return Some(Text::from(format!("{}: no mineral falls short within it.", simulation.scenario.name)));
    };
    let most = minerals
        .iter()
        .filter_map(|m| worst_week(brief, m))
        .reduce(|best, f| if f.figure.value > best.figure.value { f } else { best })?;
    let of = |key: &str| in_sentence(&brief.mineral(key));
    Some(
        Text::from(format!(
            "{}: the first to fall short is {}, after ",
            simulation.scenario.name,
            of(&first.figure.mineral)
        ))
        .figure(first)
        .words(&format!("; worst off is {}, with ", of(&most.figure.mineral)))
        .figure(most)
        .words(&format!(" of the need unmet in week {}.", most.week.unwrap_or_default())),
    )
}

fn direct_against_hidden(brief: &Brief<'_>) -> Option<Text> {
    let all = brief.pairs();
    let hidden = hidden_first(&all);
    let Some((direct, origin)) = hidden.first() else {
        let supplier = brief.supplier();
        return (!all.is_empty()).then(|| {
            Text::from(format!(
                "What is made in {supplier} shows at the border: in none of {} forms does its share of the imports lie \
                 above the share that comes directly from it, beyond both ranges.",
                all.len()
            ))
        });
    };
    let text = Text::from("Not all of it shows at the border: of the imports of ")
        .strong(&in_sentence(&brief.form(&direct.form)))
        .words(", ")
        .figure(*direct)
        .words(&format!(" come directly from {}, but ", brief.supplier()))
        .figure(*origin)
        .words(" were made there");
    let rest = format!("; it is so, beyond both ranges, in {} of {} traded forms.", hidden.len(), all.len());
    Some(text.words(&rest))
}

/// Pairs of direct and origin share that differ beyond both ranges, the largest difference first.
fn hidden_first<'a>(pairs: &[(&'a Figure, &'a Figure)]) -> Vec<(&'a Figure, &'a Figure)> {
    let mut hidden: Vec<_> =
        pairs.iter().copied().filter(|(direct, origin)| origin.low > direct.high).collect();
    hidden.sort_by(|a, b| (b.1.value - b.0.value).total_cmp(&(a.1.value - a.0.value)));
    hidden
}

fn least(brief: &Brief<'_>) -> Option<Text> {
    let peaks = peaks(brief);
    let hardly: Vec<&Figure> = peaks.iter().copied().filter(|f| f.value < HARDLY).collect();
    if let [_, ..] = hardly.as_slice() {
        let mut text = Text::from(format!("Below {:.0} % over all stages: ", HARDLY * 100.0));
        for (i, figure) in hardly.iter().take(NAMED).enumerate() {
            text = text
                .words(if i > 0 { ", " } else { "" })
                .words(&format!("{} ", name(brief, figure)))
                .figure(*figure);
        }
        if hardly.len() > NAMED {
            text = text.words(&format!(" and {} more minerals with less", hardly.len() - NAMED));
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
    let shares = mineral_demand(brief);
    let (most, least) = (shares.first()?, shares.last()?);
    let text = Text::from(capital(&brief.whose()).as_str()).words(" takes ").figure(*most);
    Some(
        text.words(&format!(" of the world's {} and ", name(brief, most)))
            .figure(*least)
            .words(&format!(" of its {}, by contained mass in end uses.", name(brief, least))),
    )
}

fn mineral_demand<'a>(brief: &Brief<'a>) -> Vec<&'a Figure> {
    largest_first(brief.metric("demand_share").filter(|f| {
        !f.mineral.is_empty() && f.form.is_empty() && f.country.is_empty() && f.end_use.is_empty()
    }))
}

/// The claims are about one coalition and one supplier; for others there is nothing to compare.
fn claims(brief: &Brief<'_>) -> Option<Vec<Text>> {
    if brief.for_ != "g7-plus" || brief.from != "CHN" {
        return None;
    }
    let refining: Vec<(&str, Number)> =
        CLAIM_MINERALS.iter().filter_map(|m| Some((*m, refining_share(brief, m)?))).collect();
    let mut out = Vec::new();
    if !refining.is_empty() {
        let mut text = Text::default()
            .strong("“China refines 47 to 87 % of copper, lithium, cobalt, graphite and rare earths.”")
            .words(&format!(" In the baseline {}: ", brief.system.year));
        for (i, (mineral, number)) in refining.iter().enumerate() {
            let shown = Shown { number: *number, quality: Quality::Estimated, id: String::new() };
            text = text
                .words(if i > 0 { ", " } else { "" })
                .words(&format!("{} ", in_sentence(&brief.mineral(mineral))))
                .figure(shown);
        }
        out.push(text.words("."));
    }
    let demand = mineral_demand(brief);
    if let (Some(most), Some(least)) = (demand.first(), demand.last()) {
        let text = Text::default()
            .strong("“The coalition is 60 % of the world's demand for critical minerals.”")
            .words(&format!(
                " No single number stands behind it. Over {} minerals its share runs from ",
                demand.len()
            ))
            .figure(*least)
            .words(&format!(" ({}) to ", name(brief, least)))
            .figure(*most)
            .words(&format!(" ({})", name(brief, most)));
        let above: Vec<String> = demand.iter().filter(|f| f.value >= 0.6).map(|f| name(brief, f)).collect();
        out.push(match above.as_slice() {
            [] => text.words("; it reaches 60 % in none."),
            names => text.words(&format!("; it reaches 60 % in {}.", joined(names))),
        });
    }
    (!out.is_empty()).then_some(out)
}

/// The supplier's share of the world's output of the forms that count as refined in the published figure for the
/// mineral, from the reconciled balance.
fn refining_share(brief: &Brief<'_>, mineral: &str) -> Option<Number> {
    let id = brief.system.minerals.id(mineral)?;
    let supplier = brief.system.countries.id(brief.from)?;
    let published = brief.system.published.iter().find(|p| {
        p.metric == "production_share"
            && p.mineral == Some(id)
            && p.stage == Some(Stage::Processing)
            && !p.forms.is_empty()
    })?;
    let forms = published.forms.iter().copied().collect();
    let share = |balance: &Balance| {
        let output = balanced(brief.system, balance.minerals.get(&id)?, &forms);
        output.share(supplier).map(f64::from)
    };
    let draws = brief.ensemble.draws.iter().filter_map(share).collect();
    Some(Number::with_draws(share(&brief.ensemble.central)?, draws, Unit::Share))
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
            let most = *all.first()?;
            let label = format!(
                "{}: {} in {}",
                capital(&name(brief, most)),
                stage_head(*stage).to_lowercase(),
                brief.supplier()
            );
            Some(Tile { label, figure: most.into(), note: "largest share of use at this stage".into() })
        })
        .collect();
    if let Some((direct, origin)) = hidden_first(&brief.pairs()).first() {
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
