//! Where a figure comes from: formula, terms, input rows with source and quality.

use super::metric::Metric;
use crate::balance::{Ensemble, MineralBalance};
use crate::datum::{Datum, Quality, RowRef};
use crate::error::Error;
use crate::figure::Figure;
use crate::id::{CountryId, EndUseId, FormId, MineralId};
use crate::metric::output::balanced;
use crate::question::{Parties, Question};
use crate::system::{Stage, System};
use std::collections::BTreeSet;

/// One row of the dataset behind a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// File and line.
    pub row: RowRef,
    /// What it is about, in words.
    pub what: String,
    /// Its value with range, in `unit`.
    pub value: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Unit of the three.
    pub unit: &'static str,
    /// How well it is known.
    pub quality: Quality,
    /// Title of the source.
    pub source: String,
    /// Unit and value as published, and what was done to it.
    pub note: String,
    /// What the balance made of it, where it took part in one.
    pub balanced: Option<f64>,
}

/// Everything behind one figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The figure.
    pub figure: Figure,
    /// The formula in one line.
    pub formula: &'static str,
    /// Its methods page.
    pub page: &'static str,
    /// The computed quantities of the central balance that stand in the formula: name, value, unit.
    pub terms: Vec<(String, f64, &'static str)>,
    /// Input rows, the largest first.
    pub inputs: Vec<Input>,
}

/// Explains a figure of an assessment of the same system and ensemble.
///
/// # Errors
/// [`Error::Unknown`] if the figure names a metric or a party that does not exist.
pub fn explain(system: &System, ensemble: &Ensemble, figure: &Figure) -> Result<Explanation, Error> {
    let metric = Metric::from_word(&figure.metric).ok_or_else(|| Error::Unknown {
        kind: "metric",
        name: figure.metric.clone(),
        hint: format!("use one of: {}", Metric::ALL.map(Metric::word).join(", ")),
    })?;
    let question = Question { for_: figure.for_.clone(), from: figure.from.clone() };
    let subject = Subject::of(system, figure, Parties::of(system, &question)?);
    let balance = subject.mineral.and_then(|m| ensemble.central.minerals.get(&m));
    let mut inputs = inputs(system, metric, &subject, balance);
    inputs.sort_by(|a, b| b.value.abs().total_cmp(&a.value.abs()).then(a.row.cmp(&b.row)));
    Ok(Explanation {
        figure: figure.clone(),
        formula: metric.entry().formula,
        page: metric.entry().page,
        terms: balance.map_or_else(Vec::new, |b| terms(system, metric, &subject, b)),
        inputs,
    })
}

/// What a figure is about, in ids.
struct Subject {
    mineral: Option<MineralId>,
    forms: BTreeSet<FormId>,
    country: Option<CountryId>,
    end_use: Option<EndUseId>,
    parties: Parties,
}

impl Subject {
    fn of(system: &System, figure: &Figure, parties: Parties) -> Self {
        let mineral = system.minerals.id(&figure.mineral);
        let stage = Stage::from_word(&figure.stage);
        let forms = match (system.forms.id(&figure.form), mineral) {
            (Some(form), _) => BTreeSet::from([form]),
            (None, Some(mineral)) => system
                .forms_of(mineral)
                .filter(|&f| stage.is_none_or(|s| system.forms[f].stage == s))
                .collect(),
            (None, None) => BTreeSet::new(),
        };
        Self {
            mineral,
            forms,
            country: system.countries.id(&figure.country),
            end_use: system.end_uses.id(&figure.end_use),
            parties,
        }
    }
}

fn terms(
    system: &System,
    metric: Metric,
    subject: &Subject,
    balance: &MineralBalance,
) -> Vec<(String, f64, &'static str)> {
    let mut terms = Vec::new();
    let output = balanced(system, balance, &subject.forms);
    let (members, suppliers) = (&subject.parties.members, &subject.parties.suppliers);
    let of = |set: &BTreeSet<CountryId>| -> f64 {
        output.by_country.iter().filter(|(c, _)| set.contains(c)).map(|(_, m)| m.get()).sum()
    };
    let flows = |keep: &dyn Fn(CountryId, CountryId) -> bool| -> f64 {
        let kept =
            balance.flows.iter().filter(|f| subject.forms.contains(&f.form) && keep(f.exporter, f.importer));
        kept.map(|f| f.mass.get()).sum()
    };
    let uses: f64 = balance.uses.iter().filter(|u| members.contains(&u.country)).map(|u| u.mass.get()).sum();
    let world_use: f64 = balance.uses.iter().map(|u| u.mass.get()).sum();
    let mut add = |name: &str, value: f64, unit| terms.push((name.to_owned(), value, unit));
    add("output of the world", output.whole.get(), "t/y");
    if let Some(country) = subject.country {
        add("output of the country", of(&BTreeSet::from([country])), "t/y");
    }
    add("output of the members", of(members), "t/y");
    add("output of the supplier", of(suppliers), "t/y");
    if !matches!(
        metric,
        Metric::ProductionShare | Metric::LargestSupplierShare | Metric::Hhi | Metric::HhiWgi
    ) {
        let inside = |c: CountryId| members.contains(&c);
        add("imports from outside", flows(&|from, to| inside(to) && !inside(from)), "t/y");
        add("exports to outside", flows(&|from, to| inside(from) && !inside(to)), "t/y");
        add("imports from the supplier", flows(&|from, to| inside(to) && suppliers.contains(&from)), "t/y");
        add("trade among the members", flows(&|from, to| inside(to) && inside(from)), "t/y");
        add("use of the members, all forms", uses, "t/y");
        add("use of the world, all forms", world_use, "t/y");
    }
    terms
}

/// Rows of the dataset behind a metric.
fn inputs(
    system: &System,
    metric: Metric,
    subject: &Subject,
    balance: Option<&MineralBalance>,
) -> Vec<Input> {
    let traced = matches!(
        metric,
        Metric::OriginShare | Metric::HiddenDependence | Metric::BenchmarkSingleCountry | Metric::Exposure
    );
    // A tonne is traced through every form of its mineral, whatever form or stage the figure names.
    let forms = match subject.mineral {
        Some(mineral) if traced => system.forms_of(mineral).collect(),
        _ => subject.forms.clone(),
    };
    let collector = Collector { system, subject, forms, balance };
    let (production, trade) = (|| collector.production(), || collector.trade());
    match metric {
        Metric::ProductionShare
        | Metric::LargestSupplierShare
        | Metric::Hhi
        | Metric::HhiWgi
        | Metric::NMinus1Supply => production(),
        Metric::NMinus1 => [production(), collector.demand()].concat(),
        Metric::NetImportReliance if subject.country.is_some() => collector.reliance(),
        Metric::NetImportReliance | Metric::ImportReliance | Metric::GeoPolRisk => {
            [production(), trade()].concat()
        }
        Metric::SupplyRiskEu => [production(), trade(), collector.recycling()].concat(),
        Metric::DirectImportShare => {
            let published = trade();
            // Nobody publishes these flows: they are estimated from what is made and used.
            if published.is_empty() { [production(), collector.demand()].concat() } else { published }
        }
        Metric::OriginShare | Metric::HiddenDependence | Metric::BenchmarkSingleCountry => {
            [production(), trade(), collector.demand()].concat()
        }
        Metric::Cover => [collector.stocks(), collector.demand()].concat(),
        Metric::Exposure => [collector.links(), trade()].concat(),
        Metric::DemandShare => collector.demand(),
        Metric::BenchmarkExtraction | Metric::BenchmarkProcessing => {
            [production(), collector.demand()].concat()
        }
        Metric::BenchmarkRecycling => collector.recycling(),
    }
}

struct Collector<'a> {
    system: &'a System,
    subject: &'a Subject,
    forms: BTreeSet<FormId>,
    balance: Option<&'a MineralBalance>,
}

impl Collector<'_> {
    fn input<Q: Copy + Into<f64>>(&self, what: String, datum: &Datum<Q>, unit: &'static str) -> Input {
        let row = datum.provenance.row;
        let moves = self.balance.into_iter().flat_map(|b| &b.report.moves);
        let moved = moves.into_iter().find(|m| m.row == Some(row));
        Input {
            row,
            what,
            value: datum.value.into(),
            low: datum.low.into(),
            high: datum.high.into(),
            unit,
            quality: datum.provenance.quality,
            source: self.system.sources[datum.provenance.source].title.clone(),
            note: datum.provenance.note.clone(),
            balanced: moved.map(|m| m.balanced.get()),
        }
    }

    fn country(&self, country: CountryId) -> &str {
        self.system.countries.key(country)
    }

    fn production(&self) -> Vec<Input> {
        let reports = self.system.production.iter().filter(|p| {
            p.datum.provenance.year == self.system.year && p.forms.iter().any(|f| self.forms.contains(f))
        });
        reports
            .map(|p| {
                let forms: Vec<&str> = p.forms.iter().map(|&f| self.system.forms.key(f)).collect();
                self.input(
                    format!("output of {} in {}", forms.join(" and "), self.country(p.country)),
                    &p.datum,
                    "t/y",
                )
            })
            .collect()
    }

    /// Reported flows, and total imports and import shares where only these are published.
    fn trade(&self) -> Vec<Input> {
        let Parties { members, suppliers } = &self.subject.parties;
        let key = |form: FormId| self.system.forms.key(form);
        let asked = |form: &FormId| self.forms.contains(form);
        let flows =
            self.system.flows.iter().filter(|f| {
                asked(&f.form) && (members.contains(&f.importer) || suppliers.contains(&f.exporter))
            });
        let flows = flows.map(|f| {
            let (from, to) = (self.country(f.exporter), self.country(f.importer));
            self.input(format!("{} from {from} to {to}", key(f.form)), &f.datum, "t/y")
        });
        let totals = self.system.imports.iter().filter(|i| asked(&i.form) && members.contains(&i.importer));
        let totals = totals.map(|i| {
            self.input(format!("imports of {} of {}", key(i.form), self.country(i.importer)), &i.datum, "t/y")
        });
        let shares = self.system.import_shares.iter().filter(|s| {
            s.forms.iter().any(asked) && members.contains(&s.importer) && suppliers.contains(&s.exporter)
        });
        let shares = shares.map(|s| {
            let forms: Vec<&str> = s.forms.iter().map(|&f| key(f)).collect();
            let (from, to) = (self.country(s.exporter), self.country(s.importer));
            self.input(
                format!("share of {from} in imports of {} of {to}", forms.join(" and ")),
                &s.datum,
                "share",
            )
        });
        flows.chain(totals).chain(shares).collect()
    }

    fn demand(&self) -> Vec<Input> {
        let rows = self.system.demand.iter().filter(|d| {
            Some(self.system.forms[d.form].mineral) == self.subject.mineral
                && self.subject.parties.members.contains(&d.country)
                && self.subject.end_use.is_none_or(|u| u == d.end_use)
        });
        rows.map(|d| {
            let (form, end_use) = (self.system.forms.key(d.form), self.system.end_uses.key(d.end_use));
            self.input(format!("use of {form} for {end_use} in {}", self.country(d.country)), &d.datum, "t/y")
        })
        .collect()
    }

    fn stocks(&self) -> Vec<Input> {
        let rows =
            self.system.stocks.iter().filter(|s| {
                self.forms.contains(&s.form) && self.subject.parties.members.contains(&s.country)
            });
        rows.map(|s| {
            self.input(
                format!("stock of {} in {}", self.system.forms.key(s.form), self.country(s.country)),
                &s.datum,
                "t",
            )
        })
        .collect()
    }

    fn reliance(&self) -> Vec<Input> {
        let rows =
            self.system.reliance.iter().filter(|r| {
                Some(r.mineral) == self.subject.mineral && Some(r.country) == self.subject.country
            });
        rows.map(|r| {
            self.input(
                format!("{} of {}, {}", r.series, self.country(r.country), r.datum.provenance.year),
                &r.datum,
                "share",
            )
        })
        .collect()
    }

    fn recycling(&self) -> Vec<Input> {
        let rows = self.system.recycling.iter().filter(|r| Some(r.mineral) == self.subject.mineral);
        rows.map(|r| self.input(format!("recycling input rate, {}", r.area), &r.datum, "share")).collect()
    }

    fn links(&self) -> Vec<Input> {
        let rows = self.system.industry_links.iter().filter(|l| Some(l.end_use) == self.subject.end_use);
        let mut inputs = Vec::new();
        for link in rows {
            let end_use = self.system.end_uses.key(link.end_use);
            inputs.push(self.input(format!("part of {} behind {end_use}", link.nace), &link.share, "share"));
            let of =
                self.system.industry_value_added.iter().filter(|v| {
                    v.industry == link.industry && self.subject.parties.members.contains(&v.country)
                });
            inputs.extend(of.map(|v| {
                self.input(
                    format!("value added of {} in {}", v.industry, self.country(v.country)),
                    &v.datum,
                    "USD",
                )
            }));
        }
        inputs
    }
}
