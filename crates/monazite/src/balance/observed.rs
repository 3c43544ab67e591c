//! The data of one mineral, grouped by the unknown that they are about.

use super::coverage::Coverage;
use crate::datum::{Datum, Quality};
use crate::id::{CountryId, EndUseId, FormId, MineralId, ProcessId};
use crate::quantity::TonnesPerYear;
use crate::system::{
    Capacity, Demand, Exports, Flow, ImportShare, Imports, Process, Production, Role, Stage, System,
};
use std::collections::{BTreeMap, BTreeSet};

/// A form in a country.
pub(super) type Node = (FormId, CountryId);
/// A form from an exporter to an importer.
pub(super) type Arc = (FormId, CountryId, CountryId);
/// Data by classification code: codes add up, rows of one code are reports of one unknown.
pub(super) type ByCode<'a, T> = BTreeMap<&'a str, Vec<&'a T>>;

/// Part of an unverified flow that counts as cover of a need; what is left of the need opens other roads.
const UNVERIFIED_COVERS: f64 = 0.5;

/// All data of a mineral. Flows of a country to itself are left out.
#[derive(Debug, Clone)]
pub(super) struct Observed<'a> {
    pub(super) system: &'a System,
    pub(super) mineral: MineralId,
    pub(super) production: Vec<&'a Production>,
    pub(super) capacity: BTreeMap<Node, Vec<&'a Capacity>>,
    pub(super) flows: BTreeMap<Arc, ByCode<'a, Flow>>,
    pub(super) imports: BTreeMap<Node, ByCode<'a, Imports>>,
    pub(super) exports: Vec<&'a Exports>,
    pub(super) shares: Vec<&'a ImportShare>,
    pub(super) demand: BTreeMap<Node, BTreeMap<EndUseId, Vec<&'a Demand>>>,
    pub(super) coverage: Coverage,
    pub(super) recycling: Option<f64>,
    areas: Vec<(&'a str, f64)>,
}

impl<'a> Observed<'a> {
    /// Groups the data of a mineral. Of several years of one unknown the system's counts, else the nearest.
    pub(super) fn of(system: &'a System, mineral: MineralId) -> Self {
        let ours = |form: &FormId| system.forms[*form].mineral == mineral;
        let year = system.year;
        let mut flows: BTreeMap<Arc, ByCode<'a, Flow>> = BTreeMap::new();
        let reported = system.flows.iter().filter(|f| ours(&f.form) && f.exporter != f.importer);
        for f in nearest(year, reported, |f| (&f.datum, (f.form, f.exporter, f.importer, &f.code))) {
            let arc = (f.form, f.exporter, f.importer);
            flows.entry(arc).or_default().entry(f.code.as_str()).or_default().push(f);
        }
        let mut imports: BTreeMap<Node, ByCode<'a, Imports>> = BTreeMap::new();
        let reported = system.imports.iter().filter(|i| ours(&i.form));
        for i in nearest(year, reported, |i| (&i.datum, (i.form, i.importer, &i.code))) {
            imports.entry((i.form, i.importer)).or_default().entry(i.code.as_str()).or_default().push(i);
        }
        let mut demand: BTreeMap<Node, BTreeMap<EndUseId, Vec<&'a Demand>>> = BTreeMap::new();
        let reported = system.demand.iter().filter(|d| ours(&d.form));
        for d in nearest(year, reported, |d| (&d.datum, (d.form, d.country, d.end_use))) {
            demand.entry((d.form, d.country)).or_default().entry(d.end_use).or_default().push(d);
        }
        let mut capacity: BTreeMap<Node, Vec<&'a Capacity>> = BTreeMap::new();
        let reported = system.capacity.iter().filter(|c| ours(&c.form));
        for c in nearest(year, reported, |c| (&c.datum, (c.form, c.country))) {
            capacity.entry((c.form, c.country)).or_default().push(c);
        }
        let production = system.production.iter().filter(|p| p.forms.iter().any(ours));
        let exports = system.exports.iter().filter(|e| e.forms.iter().any(ours));
        let shares = system.import_shares.iter();
        let shares = shares.filter(|s| s.forms.iter().any(ours) && s.exporter != s.importer);
        let rates = system.recycling.iter().filter(|r| r.mineral == mineral);
        let areas: Vec<(&str, f64)> = nearest(year, rates, |r| (&r.datum, &r.area))
            .into_iter()
            .map(|r| (r.area.as_str(), r.datum.value.get()))
            .collect();
        Self {
            system,
            mineral,
            production: nearest(year, production, |p| (&p.datum, (&p.forms, p.process, p.country))),
            capacity,
            flows,
            imports,
            exports: nearest(year, exports, |e| (&e.datum, (&e.forms, e.exporter))),
            shares: nearest(year, shares, |s| (&s.datum, (&s.forms, s.importer, s.exporter))),
            demand,
            coverage: Coverage::of(system, |form| ours(&form)),
            recycling: areas.iter().find(|(area, _)| *area == "world").map(|&(_, rate)| rate),
            areas,
        }
    }

    /// The processes of the mineral.
    pub(super) fn processes(&self) -> impl Iterator<Item = (ProcessId, &'a Process)> + '_ {
        self.system.processes.iter().filter(|(_, p)| p.mineral == self.mineral)
    }

    /// The forms of the mineral.
    pub(super) fn forms(&self) -> impl Iterator<Item = FormId> + '_ {
        self.system.forms_of(self.mineral)
    }

    /// Recycling rate that holds in a country: its own, else that of a coalition it is in, else the world's.
    pub(super) fn recycling_in(&self, country: CountryId) -> Option<f64> {
        let key = self.system.countries.key(country);
        let own = self.areas.iter().find(|(area, _)| *area == key);
        let joint = self.areas.iter().find(|(area, _)| {
            self.system.coalitions.iter().any(|c| c.key == *area && c.members.contains(&country))
        });
        own.or(joint).map(|&(_, rate)| rate).or(self.recycling)
    }

    /// Forms through which scrap comes back: made in processing and handed on to manufacturing or to use.
    /// None where the mineral has recycling processes of its own.
    pub(super) fn scrap_forms(&self) -> BTreeSet<FormId> {
        if self.processes().any(|(_, p)| p.stage == Stage::Recycling) {
            return BTreeSet::new();
        }
        let demanded: BTreeSet<FormId> = self.demand.keys().map(|n| n.0).collect();
        self.forms()
            .filter(|&form| self.system.forms[form].stage == Stage::Processing)
            .filter(|&form| {
                let mut users = self.processes().filter(|(_, p)| coefficient(p, form, Role::Input) > 0.0);
                let mut later = self
                    .processes()
                    .filter(|(_, p)| coefficient(p, form, Role::Input) > 0.0 && p.stage != Stage::Processing);
                demanded.contains(&form) || users.next().is_none() || later.next().is_some()
            })
            .collect()
    }

    /// Forms that no process of the mineral uses.
    pub(super) fn is_final(&self, form: FormId) -> bool {
        !self.processes().any(|(_, p)| coefficient(p, form, Role::Input) > 0.0)
    }

    /// What the data say a country, or the world, makes and imports of a form. Output reported for several forms
    /// together counts in equal parts.
    pub(super) fn supply(&self, form: FormId, country: Option<CountryId>) -> f64 {
        let here = |c: CountryId| country.is_none_or(|only| only == c);
        let mut made: BTreeMap<(CountryId, usize), Vec<f64>> = BTreeMap::new();
        for p in self.production.iter().filter(|p| here(p.country) && p.forms.contains(&form)) {
            made.entry((p.country, p.forms.len())).or_default().push(p.datum.value.get());
        }
        let made: f64 =
            made.into_iter().map(|((_, forms), values)| mean(values.into_iter()) / forms as f64).sum();
        let flows = self.flows.iter().filter(|((f, _, importer), _)| *f == form && here(*importer));
        let flows: f64 = flows.map(|(_, codes)| Self::flow_mass(codes)).sum();
        let totals = self.imports.iter().filter(|((f, importer), _)| *f == form && here(*importer));
        let totals: f64 = totals.map(|(_, codes)| Self::imports_mass(codes)).sum();
        made + if country.is_some() { flows.max(totals) } else { 0.0 }
    }

    /// Mean of the reports of each code, summed over codes.
    pub(super) fn flow_mass(codes: &ByCode<'_, Flow>) -> f64 {
        codes.values().map(|rows| mean(rows.iter().map(|r| r.datum.value.get()))).sum()
    }

    /// The same, a report that nobody verified at half its value: it does not fill a need for sure.
    pub(super) fn sure_mass(codes: &ByCode<'_, Flow>) -> f64 {
        let sure = |datum: &Datum<TonnesPerYear>| {
            let unverified = datum.provenance.quality == Quality::Unverified;
            datum.value.get() * if unverified { UNVERIFIED_COVERS } else { 1.0 }
        };
        codes.values().map(|rows| mean(rows.iter().map(|r| sure(&r.datum)))).sum()
    }

    /// Whether output of a form in a country is reported, alone or with others.
    pub(super) fn is_reported(&self, (form, country): Node) -> bool {
        self.production.iter().any(|p| p.country == country && p.forms.contains(&form))
    }

    /// Whether a flow has reports under only some of the codes of its form, so that they bound it from below.
    pub(super) fn is_partial(&self, (form, _, importer): Arc, codes: &ByCode<'_, Flow>) -> bool {
        let all = &self.system.forms[form].hs6;
        let coded = codes.keys().all(|code| all.iter().any(|c| c == code));
        coded && codes.len() < all.len() && !self.coverage.is_complete(form, importer)
    }

    /// Mean of the reports of each code, summed over codes.
    pub(super) fn imports_mass(codes: &ByCode<'_, Imports>) -> f64 {
        codes.values().map(|rows| mean(rows.iter().map(|r| r.datum.value.get()))).sum()
    }

    /// Mean of the reports of each end use, summed over end uses.
    pub(super) fn demand_mass(uses: &BTreeMap<EndUseId, Vec<&Demand>>) -> f64 {
        uses.values().map(|rows| mean(rows.iter().map(|r| r.datum.value.get()))).sum()
    }
}

/// Of the rows about one unknown, told apart by a key, those of the year nearest to the given one; of two equally
/// near years the earlier.
fn nearest<'a, T, Q: 'a, K: Ord>(
    year: i32,
    rows: impl Iterator<Item = &'a T>,
    datum_and_key: impl Fn(&'a T) -> (&'a Datum<Q>, K),
) -> Vec<&'a T> {
    let rows: Vec<(&'a T, (i32, i32), K)> = rows
        .map(|row| {
            let (datum, key) = datum_and_key(row);
            let its = datum.provenance.year;
            (row, ((its - year).abs(), its), key)
        })
        .collect();
    let mut best: BTreeMap<&K, (i32, i32)> = BTreeMap::new();
    for (_, distance, key) in &rows {
        let least = best.entry(key).or_insert(*distance);
        *least = (*least).min(*distance);
    }
    rows.iter().filter(|(_, distance, key)| best[key] == *distance).map(|r| r.0).collect()
}

/// Coefficient of a form in a recipe in one role; zero where it does not appear.
pub(super) fn coefficient(process: &Process, form: FormId, role: Role) -> f64 {
    process
        .recipe
        .iter()
        .filter(|t| t.form == form && t.role == role)
        .map(|t| t.coefficient.value.get())
        .sum()
}

/// Mean of some numbers; zero of none.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0u32), |(s, n), v| (s + v, n + 1));
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}
