//! Shocks that touch nothing: a ban from a country to itself, an outage where nothing is made, demand of nobody.

use super::shock::Placed;
use crate::document::Reader;
use monazite::id::{CountryId, FormId};
use monazite::scenario::{Kind, Outage, Reach};
use monazite::system::System;
use std::collections::BTreeSet;

/// Reports a shock that can change nothing in the dataset.
pub(super) fn nothing(reader: &mut Reader<'_>, placed: &Placed) {
    let system = reader.system;
    let reason = match &placed.shock.kind {
        Kind::ExportBan(ban) => untraded(system, &ban.reach),
        Kind::Quota(quota) => untraded(system, &quota.reach),
        Kind::Tax(tax) => untraded(system, &tax.reach),
        Kind::Licence(licence) => untraded(system, &licence.reach),
        Kind::TechnologyBan(_) => None,
        Kind::Outage(outage) => unmade(system, outage),
        Kind::DemandSurge(surge) => {
            let needed = system.demand.iter().any(|demand| {
                surge.countries.contains(&demand.country)
                    && surge.end_uses.contains(&demand.end_use)
                    && is_of(system, &[demand.form], &surge.forms)
            });
            (!needed).then(|| "no end use there needs these minerals".to_owned())
        }
    };
    if let Some(reason) = reason {
        let message = format!("the shock `{}` touches nothing: {reason}", placed.shock.name);
        let hint = "look at its countries and forms, or leave it out";
        reader.problem(&placed.span, "shock", message, "a shock that reaches something", hint);
    }
}

/// Why a measure reaches no trade.
fn untraded(system: &System, reach: &Reach) -> Option<String> {
    let crosses = reach.from.iter().any(|from| reach.to.iter().any(|to| to != from));
    if !crosses {
        return Some("no exporter is left with an importer besides itself".to_owned());
    }
    let traded = system
        .flows
        .iter()
        .any(|flow| reach.from.contains(&flow.exporter) && is_of(system, &[flow.form], &reach.forms))
        || system
            .import_shares
            .iter()
            .any(|share| reach.from.contains(&share.exporter) && is_of(system, &share.forms, &reach.forms));
    (!traded && !made(system, &reach.forms, &reach.from))
        .then(|| "its exporters neither make nor sell these minerals".to_owned())
}

fn unmade(system: &System, outage: &Outage) -> Option<String> {
    let made = made(system, &outage.forms, &outage.countries);
    (!made).then(|| "nothing of these minerals is made there".to_owned())
}

/// Whether one of some countries makes forms of the minerals of some forms: the balance may infer which of them.
fn made(system: &System, forms: &BTreeSet<FormId>, countries: &BTreeSet<CountryId>) -> bool {
    let produced =
        system.production.iter().any(|p| countries.contains(&p.country) && is_of(system, &p.forms, forms));
    produced
        || system.capacity.iter().any(|c| countries.contains(&c.country) && is_of(system, &[c.form], forms))
}

/// Whether one of the forms seen is of the mineral of one of those wanted.
fn is_of(system: &System, seen: &[FormId], wanted: &BTreeSet<FormId>) -> bool {
    seen.iter()
        .any(|&seen| wanted.iter().any(|&form| system.forms[form].mineral == system.forms[seen].mineral))
}
