//! What the press claims about this coalition and this supplier, and what the data say.

use crate::brief::{Brief, in_sentence};
use crate::text::{Block, Shown, Text, counted, joined};
use monazite::balance::Balance;
use monazite::datum::Quality;
use monazite::figure::Figure;
use monazite::id::{CountryId, MineralId};
use monazite::metric::output::balanced;
use monazite::number::{Number, Unit};
use monazite::system::{Claim, Stage};

/// A heading and a list; nothing where no claim is about the question.
pub(super) fn blocks(brief: &Brief<'_>) -> Vec<Block> {
    let is_about =
        |c: &&Claim| c.coalition == brief.for_ && brief.system.countries.key(c.country) == brief.from;
    let items: Vec<Text> =
        brief.system.claims.iter().filter(is_about).filter_map(|claim| item(brief, claim)).collect();
    let heading = match items.len() {
        0 => return Vec::new(),
        1 => "A claim of the press, and what the data say",
        _ => "Claims of the press, and what the data say",
    };
    vec![Block::Heading(heading.to_owned()), Block::List(items)]
}

/// The claim in its words, who said it, and what the data say; nothing where they say nothing.
fn item(brief: &Brief<'_>, claim: &Claim) -> Option<Text> {
    let said = Text::default()
        .strong(&format!("“{}”", claim.text))
        .words(&format!(" ({}.) ", claim.provenance.note.trim_end_matches('.')));
    match claim.metric.as_str() {
        "production_share" => refining(brief, claim, said),
        _ => demand(brief, claim, said),
    }
}

/// The supplier's share of refining of each mineral that the claim names.
fn refining(brief: &Brief<'_>, claim: &Claim, said: Text) -> Option<Text> {
    let shares: Vec<(MineralId, Number)> =
        claim.minerals.iter().filter_map(|&m| Some((m, refining_share(brief, m, claim.country)?))).collect();
    if shares.is_empty() {
        return None;
    }
    let mut text = said.words(&format!("In the baseline {}: ", brief.system.year));
    for (i, &(mineral, number)) in shares.iter().enumerate() {
        text = text
            .words(if i > 0 { ", " } else { "" })
            .words(&format!("{} ", in_sentence(&brief.system.minerals[mineral].name)))
            .figure(Shown { number, quality: Quality::Estimated, id: String::new() });
    }
    Some(text.words("."))
}

/// The coalition's share of the world's demand for each mineral.
fn demand(brief: &Brief<'_>, claim: &Claim, said: Text) -> Option<Text> {
    let is_named = |f: &&Figure| {
        claim.minerals.is_empty()
            || brief.system.minerals.id(&f.mineral).is_some_and(|m| claim.minerals.contains(&m))
    };
    let demand: Vec<&Figure> = brief.mineral_demand().into_iter().filter(is_named).collect();
    let (most, least) = (demand.first()?, demand.last()?);
    let name = |figure: &Figure| in_sentence(&brief.mineral(&figure.mineral));
    let text = said
        .words(&format!(
            "No single number stands behind it. Over {} its share runs from ",
            counted(demand.len(), "mineral", "minerals")
        ))
        .figure(*least)
        .words(&format!(" ({}) to ", name(least)))
        .figure(*most)
        .words(&format!(" ({})", name(most)));
    let claimed = claim.share.0.get();
    let above: Vec<String> = demand.iter().filter(|f| f.value >= claimed).map(|f| name(f)).collect();
    let claimed = format!("{:.0} %", 100.0 * claimed);
    Some(match above.as_slice() {
        [] => text.words(&format!("; it reaches {claimed} in none.")),
        names => text.words(&format!("; it reaches {claimed} in {}.", joined(names))),
    })
}

/// The supplier's share of the world's output of the forms that count as refined in the published figure for the
/// mineral, from the reconciled balance.
fn refining_share(brief: &Brief<'_>, mineral: MineralId, supplier: CountryId) -> Option<Number> {
    let published = brief.system.published.iter().find(|p| {
        p.metric == "production_share"
            && p.mineral == Some(mineral)
            && p.stage == Some(Stage::Processing)
            && !p.forms.is_empty()
    })?;
    let forms = published.forms.iter().copied().collect();
    let share = |balance: &Balance| {
        let output = balanced(brief.system, balance.minerals.get(&mineral)?, &forms);
        output.share(supplier).map(f64::from)
    };
    let draws = brief.ensemble.draws.iter().filter_map(share).collect();
    Some(Number::with_draws(share(&brief.ensemble.central)?, draws, Unit::Share))
}
