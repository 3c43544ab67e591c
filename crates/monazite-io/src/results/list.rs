//! What a dataset has: the keys that flags and files take, with their names.

use super::sheet::{Cell, Header, Kind, Sheet};
use monazite::id::MineralId;
use monazite::system::{Depth, System};

/// Minerals: key, name, whether its chain is followed from mine to use, its forms.
#[must_use]
pub fn minerals(system: &System) -> Sheet {
    const COLUMNS: &[Header] = &[
        ("mineral", Kind::Text),
        ("name", Kind::Text),
        ("chain", Kind::Text),
        ("forms", Kind::Integer),
        ("reference_substance", Kind::Text),
    ];
    let mut sheet = Sheet::new(COLUMNS);
    for (id, mineral) in system.minerals.iter() {
        let chain = if mineral.depth == Depth::Deep { "traced" } else { "figures only" };
        sheet.push(vec![
            system.minerals.key(id).into(),
            mineral.name.as_str().into(),
            chain.into(),
            whole(system.forms_of(id).count()),
            mineral.reference_substance.as_str().into(),
        ]);
    }
    sheet
}

/// Forms, of one mineral or of all, in chain order within a mineral.
#[must_use]
pub fn forms(system: &System, only: Option<MineralId>) -> Sheet {
    const COLUMNS: &[Header] = &[
        ("form", Kind::Text),
        ("name", Kind::Text),
        ("mineral", Kind::Text),
        ("stage", Kind::Text),
        ("contained_share", Kind::Number),
        ("hs6", Kind::Text),
    ];
    let mut sheet = Sheet::new(COLUMNS);
    for (mineral, _) in system.minerals.iter().filter(|(id, _)| only.is_none_or(|o| o == *id)) {
        let mut forms: Vec<_> = system.forms_of(mineral).collect();
        forms.sort_by_key(|&f| system.forms[f].stage);
        for id in forms {
            let form = &system.forms[id];
            sheet.push(vec![
                system.forms.key(id).into(),
                form.name.as_str().into(),
                system.minerals.key(mineral).into(),
                form.stage.word().into(),
                form.contained_share.value.get().into(),
                form.hs6.join("|").into(),
            ]);
        }
    }
    sheet
}

/// End uses.
#[must_use]
pub fn end_uses(system: &System) -> Sheet {
    let mut sheet = Sheet::new(&[("end_use", Kind::Text), ("name", Kind::Text), ("industries", Kind::Text)]);
    for (id, end_use) in system.end_uses.iter() {
        let mut industries: Vec<&str> =
            system.industry_links.iter().filter(|l| l.end_use == id).map(|l| l.industry.as_str()).collect();
        industries.dedup();
        sheet.push(vec![
            system.end_uses.key(id).into(),
            end_use.name.as_str().into(),
            industries.join("|").into(),
        ]);
    }
    sheet
}

/// Countries, with the coalitions that each is in.
#[must_use]
pub fn countries(system: &System) -> Sheet {
    const COLUMNS: &[Header] =
        &[("country", Kind::Text), ("iso2", Kind::Text), ("name", Kind::Text), ("coalitions", Kind::Text)];
    let mut sheet = Sheet::new(COLUMNS);
    for (id, country) in system.countries.iter() {
        let of = system.coalitions.iter().filter(|c| c.members.contains(&id)).map(|c| c.key.as_str());
        sheet.push(vec![
            system.countries.key(id).into(),
            country.iso2.as_str().into(),
            country.name.as_str().into(),
            of.collect::<Vec<_>>().join("|").into(),
        ]);
    }
    sheet
}

/// Coalitions, with their members.
#[must_use]
pub fn coalitions(system: &System) -> Sheet {
    const COLUMNS: &[Header] = &[
        ("coalition", Kind::Text),
        ("name", Kind::Text),
        ("members", Kind::Integer),
        ("countries", Kind::Text),
    ];
    let mut sheet = Sheet::new(COLUMNS);
    for coalition in &system.coalitions {
        let members: Vec<&str> = coalition.members.iter().map(|&c| system.countries.key(c)).collect();
        sheet.push(vec![
            coalition.key.as_str().into(),
            coalition.name.as_str().into(),
            whole(members.len()),
            members.join("|").into(),
        ]);
    }
    sheet
}

fn whole(count: usize) -> Cell {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}
