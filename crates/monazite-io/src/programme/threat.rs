//! A threat of a programme: what scenarios say, or a stop of the supplier, narrowed by the keys beside it.

use super::keys::THREAT;
use crate::document::{Part, Reader};
use crate::scenario::{self, Entry};
use monazite::id::{CountryId, FormId, MineralId};
use monazite::plan::{Lost, Member, Threat};
use monazite::quantity::Share;
use monazite::scenario::{Reach, Scenario};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use toml::de::DeTable;

/// A threat; `None` if something without which it is none is missing.
pub(super) fn threat(
    reader: &mut Reader<'_>,
    table: &DeTable<'_>,
    span: &Range<usize>,
    minerals: &BTreeSet<MineralId>,
    (suppliers, members): (&BTreeSet<CountryId>, &[Member]),
) -> Option<Threat> {
    let part = Part::new(reader, table, span, "threat", [THREAT, &[]]);
    let probability = part.number(reader, "probability");
    let mut number = |key| if part.has(key) { part.number(reader, key).map(Some) } else { Some(None) };
    let (loss, elsewhere, months) = (number("supplier_loss")?, number("elsewhere_loss")?, number("months")?);
    let only = part.has("minerals") || part.has("forms");
    let only = only.then(|| part.forms(reader));
    let spared = spared(reader, &part);
    let hit = |forms: &BTreeSet<FormId>| -> BTreeSet<FormId> {
        let named = |f: &FormId| only.as_ref().is_none_or(|o| o.contains(f)) && !spared.contains(f);
        forms.iter().copied().filter(named).collect()
    };
    let system = reader.system;
    let everybody: BTreeSet<CountryId> = system.countries.ids().collect();
    let mut threat = Threat {
        key: String::new(),
        name: String::new(),
        lost: Vec::new(),
        months: 0.0,
        from: None,
        probability: Share::new(probability?),
    };
    if part.has("scenario") {
        let scenarios = scenarios(reader, &part)?;
        let first = scenarios.first()?;
        (threat.key, threat.name) = (first.key.clone(), first.name.clone());
        threat.from = scenarios.iter().map(|s| i32::from(s.start.year())).min();
        let longest = scenarios.iter().map(Threat::months).fold(0.0, f64::max);
        threat.months = months.unwrap_or(longest);
        let stands_for = part.flag(reader, "by_supplier").unwrap_or(false);
        for scenario in &scenarios {
            for mut lost in Threat::losses(system, scenario, threat.months) {
                lost.reach.forms = hit(&lost.reach.forms);
                lost.share = loss.map_or(lost.share, Share::new);
                if stands_for {
                    lost.reach.from.clone_from(suppliers);
                    lost.reach.to = everybody.difference(suppliers).copied().collect();
                }
                threat.lost.push(lost);
            }
        }
        threat.lost.retain(|lost| !lost.reach.forms.is_empty());
    } else {
        let forms = minerals.iter().flat_map(|&m| system.forms_of(m)).collect();
        let forms = hit(only.as_ref().unwrap_or(&forms));
        let to = everybody.difference(suppliers).copied().collect();
        let reach = Reach { from: suppliers.clone(), to, forms };
        threat.lost.push(Lost { reach, share: Share::new(loss.unwrap_or(1.0)) });
        threat.months = months.unwrap_or_else(|| {
            part.problem(reader, "months", "the key `months` is missing", "0.1 to 60", "or name a scenario");
            0.0
        });
    }
    if let Some(share) = elsewhere {
        let forms = threat.lost.iter().flat_map(|l| l.reach.forms.iter().copied()).collect();
        let inside = |c: &CountryId| suppliers.contains(c) || members.iter().any(|m| m.countries.contains(c));
        let from = everybody.iter().copied().filter(|c| !inside(c)).collect();
        let reach = Reach { from, to: everybody, forms };
        threat.lost.push(Lost { reach, share: Share::new(share) });
    }
    for (key, text) in [("key", &mut threat.key), ("name", &mut threat.name)] {
        if let Some(given) = part.text(reader, key) {
            *text = given;
        } else if text.is_empty() {
            part.problem(reader, key, format!("the key `{key}` is missing"), "text", "or name a scenario");
        }
    }
    if threat.lost.is_empty() {
        let hint = "bans, licences, outages and quotas by share take something";
        part.problem(reader, "scenario", "nothing is lost in it that the programme needs", "", hint);
    }
    Some(threat)
}

/// The scenarios that are named, each of the library or a file.
fn scenarios(reader: &mut Reader<'_>, part: &Part<'_>) -> Option<Vec<Scenario>> {
    let mut scenarios = Vec::new();
    for name in part.list(reader, "scenario") {
        let read = match Entry::of(&name) {
            Some(entry) => scenario::parse(&entry.file(), entry.text, reader.system),
            None if name.ends_with(".toml") => scenario::read(Path::new(&name), reader.system),
            None => {
                let known = scenario::library().iter().map(|e| e.key);
                let hint = crate::nearest::nearest(&name, known);
                let hint = hint.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
                let message = format!("unknown scenario `{name}`");
                part.problem(reader, "scenario", message, "a scenario of the library, or a .toml file", hint);
                continue;
            }
        };
        match read {
            Ok(scenario) => scenarios.push(scenario),
            Err(problems) => reader.problems.append(problems),
        }
    }
    (!scenarios.is_empty()).then_some(scenarios)
}

fn spared(reader: &mut Reader<'_>, part: &Part<'_>) -> BTreeSet<FormId> {
    let system = reader.system;
    let mut spared = BTreeSet::new();
    for key in part.list(reader, "except") {
        match system.forms.id(&key) {
            Some(form) => {
                spared.insert(form);
            }
            None => {
                part.problem(reader, "except", format!("unknown form `{key}`"), "forms of the dataset", "")
            }
        }
    }
    spared
}
