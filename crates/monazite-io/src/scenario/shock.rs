//! One `[[shock]]` of a scenario file.

use super::keys::{KINDS, LIABILITY, SHOCK, of_kind};
use crate::document::{Key, Part, Reader};
use monazite::id::CountryId;
use monazite::quantity::Share;
use monazite::scenario::{
    Amount, Date, DemandSurge, ExportBan, Instrument, Interval, Kind, Liability, Licence, Outage, Path,
    Quota, Reach, ShareOf, Shock, Tax, TechnologyBan,
};
use std::collections::BTreeSet;
use std::ops::Range;
use toml::de::DeTable;

/// A shock with the places that checks across shocks point at.
pub(crate) struct Placed {
    pub(crate) shock: Shock,
    /// The shock itself.
    pub(super) span: Range<usize>,
    /// Its intervals.
    pub(super) intervals: Vec<Range<usize>>,
    /// Its list of excluded end uses.
    pub(super) excluded: Range<usize>,
}

/// Reads a shock; `None` after reporting why.
pub(crate) fn shock(
    reader: &mut Reader<'_>,
    table: &DeTable<'_>,
    span: &Range<usize>,
    start: Option<Date>,
) -> Option<Placed> {
    let before = reader.problems.errors();
    let word = table.iter().find(|(k, _)| k.get_ref() == "kind").and_then(|(_, v)| v.get_ref().as_str());
    let known = word.filter(|w| KINDS.contains(w));
    // Without a known kind nothing can be said about the other keys.
    let Some(word) = known else {
        let kind: Vec<_> = table.iter().filter(|(k, _)| k.get_ref() == "kind").collect();
        let only: DeTable<'_> = kind.into_iter().map(|(k, v)| (k.clone(), v.clone())).collect();
        const KIND: &[Key] = &[SHOCK[1]];
        Part::new(reader, &only, span, "shock", [KIND, &[]]).word(reader, "kind");
        return None;
    };
    let part = Part::new(reader, table, span, "shock", [SHOCK, of_kind(word)]);
    let name = part.text(reader, "name");
    let source = part.text(reader, "source").unwrap_or_default();
    let notes = part.text(reader, "notes").unwrap_or_default();
    let probability = if part.has("probability") { part.number(reader, "probability") } else { Some(1.0) };
    let announced = part.date(reader, "announced");
    let seen_as = if part.has("seen_as") { part.word(reader, "seen_as") } else { None };
    let seen_as = seen_as.and_then(|word| Instrument::from_word(&word));
    let mut intervals = part.intervals(reader, "active");
    if !part.has("active") {
        intervals.extend(start.map(|from| (Interval { from, until: None }, span.clone())));
    }
    let kind = kind(reader, &part, word);
    if reader.problems.errors() > before {
        return None;
    }
    let (active, places) = intervals.into_iter().unzip();
    let shock = Shock {
        name: name?,
        kind: kind?,
        active,
        probability: Share::new(probability?),
        announced,
        seen_as,
        source,
        notes,
    };
    Some(Placed { shock, span: span.clone(), intervals: places, excluded: part.span_of("excluded_end_uses") })
}

fn kind(reader: &mut Reader<'_>, part: &Part<'_>, word: &str) -> Option<Kind> {
    match word {
        "export_ban" => {
            let reach = reach(reader, part);
            let leakage = part.path(reader, "leakage");
            Some(Kind::ExportBan(ExportBan { reach, leakage }))
        }
        "quota" => {
            let reach = reach(reader, part);
            amount(reader, part).map(|amount| Kind::Quota(Quota { reach, amount }))
        }
        "tax" => {
            let reach = reach(reader, part);
            part.path(reader, "rate").map(|rate| Kind::Tax(Tax { reach, rate }))
        }
        "licence" => licence(reader, part).map(Kind::Licence),
        "technology_ban" => {
            let reach = reach(reader, part);
            let factor = part.uncertain(reader, "lead_time_factor");
            factor.map(|lead_time_factor| Kind::TechnologyBan(TechnologyBan { reach, lead_time_factor }))
        }
        "outage" => {
            let countries = part.countries(reader, "countries");
            let forms = part.forms(reader);
            part.path(reader, "loss").map(|loss| Kind::Outage(Outage { countries, forms, loss }))
        }
        _ => {
            let countries = part.countries(reader, "countries");
            let forms = part.forms(reader);
            let mut end_uses: BTreeSet<_> = part.end_uses(reader, "end_uses").into_iter().collect();
            if !part.has("end_uses") {
                end_uses = reader.system.end_uses.ids().collect();
            }
            let factor = part.path(reader, "factor");
            factor.map(|factor| Kind::DemandSurge(DemandSurge { countries, forms, end_uses, factor }))
        }
    }
}

/// Who, to whom, what.
fn reach(reader: &mut Reader<'_>, part: &Part<'_>) -> Reach {
    let from = part.countries(reader, "from");
    let mut to: BTreeSet<CountryId> = part.countries(reader, "to");
    if !part.has("to") {
        to = reader.system.countries.ids().filter(|c| !from.contains(c)).collect();
    }
    let except = part.countries(reader, "except");
    to.retain(|c| !except.contains(c));
    if part.has("except") && to.is_empty() {
        part.problem(reader, "except", "no importer is left", "some of `to`", "");
    }
    Reach { from, to, forms: part.forms(reader) }
}

fn amount(reader: &mut Reader<'_>, part: &Part<'_>) -> Option<Amount> {
    match (part.has("tonnes_per_year"), part.has("share")) {
        (true, false) => part.uncertain(reader, "tonnes_per_year").map(Amount::TonnesPerYear),
        (false, true) => part.uncertain(reader, "share").map(Amount::ShareOfBaseline),
        (both, _) => {
            let message = if both { "the quota is stated twice" } else { "the quota has no size" };
            let key = if both { "share" } else { "tonnes_per_year" };
            part.problem(reader, key, message, "either tonnes_per_year or share", "");
            None
        }
    }
}

/// What a licence lets through, and what that is a share of.
fn approval(reader: &mut Reader<'_>, part: &Part<'_>) -> Option<(Path, ShareOf)> {
    match (part.has("approval"), part.has("exports")) {
        (true, false) => Some((part.path(reader, "approval")?, ShareOf::Orders)),
        (false, true) => Some((part.path(reader, "exports")?, ShareOf::Usual)),
        (both, _) => {
            let message =
                if both { "what is let through is stated twice" } else { "nothing says what is let through" };
            let key = if both { "exports" } else { "approval" };
            part.problem(reader, key, message, "either approval or exports", "");
            None
        }
    }
}

fn licence(reader: &mut Reader<'_>, part: &Part<'_>) -> Option<Licence> {
    let reach = reach(reader, part);
    let approval = approval(reader, part);
    let delay = part.uncertain(reader, "delay");
    let excluded_countries = part.countries(reader, "excluded_countries");
    let excluded_end_uses = part.end_uses(reader, "excluded_end_uses").into_iter().collect();
    let excluded_dual_use = part.uncertain(reader, "excluded_dual_use");
    let leakage = part.uncertain(reader, "leakage").unwrap_or_else(|| 0.0.into());
    let mut liability = None;
    for (table, span) in part.tables(reader, "liability") {
        let part = Part::new(reader, table, &span, "shock.liability", [LIABILITY, &[]]);
        let probability = part.uncertain(reader, "probability");
        let value_threshold = part.uncertain(reader, "value_threshold");
        liability = Some(Liability { probability, value_threshold });
    }
    Some(Licence {
        reach,
        approval: approval.as_ref()?.0.clone(),
        share_of: approval?.1,
        delay: delay?,
        excluded_countries,
        excluded_end_uses,
        excluded_dual_use,
        leakage,
        liability,
    })
}
