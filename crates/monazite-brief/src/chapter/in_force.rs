//! What governments have put in force, and what of it has a known end. A brief knows no today: it says days, never
//! "now".

use crate::brief::{Brief, in_sentence};
use crate::text::{Block, Chapter, Table, Text, joined};
use monazite::system::Policy;

/// Measures of the supplier, the latest first, and of the coalition and its members.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let measures = measures(brief);
    if measures.is_empty() {
        return None;
    }
    let lead = sentence(brief)
        .unwrap_or_else(|| Text::from(format!("No measure of {} is in the dataset.", brief.supplier())));
    let rows = measures
        .into_iter()
        .map(|policy| {
            let minerals: Vec<String> =
                policy.minerals.iter().map(|&m| in_sentence(&brief.system.minerals[m].name)).collect();
            vec![
                policy.date.clone().into(),
                who(brief, policy).into(),
                policy.title.clone().into(),
                joined(&minerals).into(),
                if policy.until.is_empty() { "–" } else { &policy.until }.into(),
                policy.provenance.quality.word().into(),
            ]
        })
        .collect();
    let table = Table {
        caption: "Dated measures of the supplier and of the coalition, latest first".to_owned(),
        columns: ["From", "Who", "What", "Minerals", "Until", "Documented"]
            .map(|h| (h.to_owned(), false))
            .to_vec(),
        rows,
        folded: true,
    };
    let blocks = vec![Block::Lead(lead), Block::Table(table)];
    Some(Chapter { id: "in-force", title: "Measures on record".to_owned(), blocks })
}

/// The latest restriction of the supplier, and the ends that are known.
pub(super) fn sentence(brief: &Brief<'_>) -> Option<Text> {
    let supplier = brief.suppliers();
    let own: Vec<&Policy> = measures(brief)
        .into_iter()
        .filter(|p| p.country.is_some_and(|c| supplier.contains(&c)) && p.kind != "suspension")
        .collect();
    let latest = own.first()?;
    let text = Text::from(format!("On record for {}: ", brief.supplier()))
        .strong(&latest.title)
        .words(&format!(" (from {})", latest.date));
    let text = match own.len() - 1 {
        0 => text,
        1 => text.words(" and one earlier measure"),
        more => text.words(&format!(" and {more} earlier measures")),
    };
    let mut ending: Vec<&Policy> = brief
        .system
        .policies
        .iter()
        .filter(|p| !p.until.is_empty() && p.country.is_some_and(|c| supplier.contains(&c)))
        .collect();
    ending.sort_by(|a, b| a.until.cmp(&b.until));
    let ends: Vec<String> = ending.iter().map(|p| format!("{}, until {}", p.title, p.until)).collect();
    if ends.is_empty() {
        return Some(text.words("."));
    }
    let then = if ends.len() == 1 { "that day" } else { "those days" };
    let ends = ends.join("; ");
    Some(text.words(&format!(". With a known end: {ends}; what holds after {then} is not in the dataset.")))
}

/// Measures of the supplier, of the coalition and of its members, latest first.
fn measures<'a>(brief: &Brief<'a>) -> Vec<&'a Policy> {
    let (members, suppliers) = (brief.members(), brief.suppliers());
    let mut measures: Vec<&Policy> = brief
        .system
        .policies
        .iter()
        .filter(|p| {
            p.country.is_some_and(|c| members.contains(&c) || suppliers.contains(&c))
                || (!p.coalition.is_empty() && brief.for_.split('+').any(|key| key == p.coalition))
        })
        .collect();
    measures.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.key.cmp(&b.key)));
    measures
}

fn who(brief: &Brief<'_>, policy: &Policy) -> String {
    match policy.country {
        Some(country) => brief.country(brief.system.countries.key(country)),
        None => brief.party(&policy.coalition),
    }
}
