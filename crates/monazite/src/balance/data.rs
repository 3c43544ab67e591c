//! The data as rows of the least squares: `sum terms = observed`, within sigma.

use super::activity::{output_of, processes_of};
use super::candidate::{imports_of, incomplete};
use super::network::{Network, Terms, Variable};
use super::observed::{Arc, ByCode, Node, Observed, mean};
use super::settings::Settings;
use crate::datum::{Datum, Quality, RowRef};
use crate::id::{CountryId, FormId};
use crate::quantity::TonnesPerYear;
use crate::system::{Flow, ImportShare, Imports, Role};
use std::collections::{BTreeMap, BTreeSet};

/// One datum or prior, in units of world supply.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The linear form that the datum is about.
    pub(super) terms: Terms,
    /// Its value as given.
    pub(super) observed: f64,
    /// Its own standard error: the spread of draws.
    pub(super) spread: f64,
    /// Its standard error in the objective: own error and floor in quadrature.
    pub(super) sigma: f64,
    /// Whether a draw of it may not be negative.
    pub(super) positive: bool,
    /// The part of the terms that a reader understands as the datum's mass.
    pub(super) subject: Terms,
    /// Mass that the reader's figure has on top of the subject.
    pub(super) offset: f64,
    /// Whether the datum fixes a proportion rather than the subject's mass.
    pub(super) relative: bool,
    /// What it is about.
    pub(super) what: String,
    /// Its row in the dataset; `None` for a prior of the model.
    pub(super) row: Option<RowRef>,
    /// Its quality.
    pub(super) quality: Quality,
}

/// All rows of a mineral; adds the content errors that flows and imports share to the network.
pub(super) fn rows(network: &mut Network<'_>, settings: &Settings) -> Vec<Row> {
    let mut rows = Rows { settings, scale: network.scale, rows: Vec::new() };
    production(network, &mut rows);
    flows(network, &mut rows);
    imports(network, &mut rows);
    exports(network, &mut rows);
    import_shares(network, &mut rows);
    uses(network, &mut rows);
    stocks_and_scrap(network, &mut rows);
    rows.rows
}

struct Rows<'s> {
    settings: &'s Settings,
    scale: f64,
    rows: Vec<Row>,
}

impl Rows<'_> {
    /// A datum about a mass in tonnes a year, with the floor in quadrature.
    fn mass(
        &mut self,
        what: String,
        subject: Terms,
        value: f64,
        sigma: f64,
        origin: (Option<RowRef>, Quality),
    ) -> &mut Row {
        let spread = sigma / self.scale;
        self.rows.push(Row {
            terms: subject.clone(),
            observed: value / self.scale,
            spread,
            sigma: libm::hypot(spread, self.settings.floor).max(LEAST_SIGMA),
            positive: true,
            subject,
            offset: 0.0,
            relative: false,
            what,
            row: origin.0,
            quality: origin.1,
        });
        let last = self.rows.len() - 1;
        &mut self.rows[last]
    }

    /// A prior of the model, known to its own size.
    fn prior(&mut self, what: String, number: usize, value: f64) {
        let sigma = value * self.settings.prior_sigma;
        self.mass(what, vec![(number, 1.0)], value, sigma, (None, Quality::Estimated));
    }
}

/// Least standard error, so that a datum given as exact still has a finite weight. In units of world supply.
const LEAST_SIGMA: f64 = 1e-7;

fn production(network: &Network<'_>, rows: &mut Rows<'_>) {
    let observed = &network.observed;
    let system = observed.system;
    let mut alone: BTreeSet<usize> = BTreeSet::new();
    for report in &observed.production {
        let terms: Terms = processes_of(observed, report)
            .into_iter()
            .filter_map(|p| {
                let number = network.get(Variable::Activity(p, report.country))?;
                Some((number, output_of(observed, p, &report.forms))).filter(|t| t.1 > 0.0)
            })
            .collect();
        if let [(only, _)] = terms[..] {
            alone.insert(only);
        }
        if terms.is_empty() {
            continue;
        }
        let forms: Vec<&str> = report.forms.iter().map(|&f| system.forms.key(f)).collect();
        let what = format!("output {} {}", forms.join("|"), system.countries.key(report.country));
        let origin = (Some(report.datum.provenance.row), report.datum.provenance.quality);
        rows.mass(what, terms, report.datum.value.get(), report.datum.sigma(), origin);
    }
    for (&(process, country), &estimate) in &network.activities {
        let number = network.number[&Variable::Activity(process, country)];
        if !alone.contains(&number) {
            let what =
                format!("activity {} {}", system.processes.key(process), system.countries.key(country));
            // Known to the size of the output that it shares with other processes, not to its own.
            let recipe = &system.processes[process].recipe;
            let made = recipe.iter().filter(|t| t.role == Role::Output).map(|t| {
                let made = network.ledger.get(&(t.form, country)).map_or(0.0, |tally| tally.made);
                made / t.coefficient.value.get()
            });
            let sigma = made.filter(|m| m.is_finite()).fold(estimate, f64::max) * rows.settings.prior_sigma;
            rows.mass(what, vec![(number, 1.0)], estimate, sigma, (None, Quality::Estimated));
        }
    }
}

/// `T - sum_k m_k e_k = sum_k m_k` over the codes k of an arc; with one code each report is a row of its own.
fn flows(network: &mut Network<'_>, rows: &mut Rows<'_>) {
    let contents = flow_contents(network, rows.settings);
    let system = network.observed.system;
    let what = |(form, exporter, importer): Arc| {
        let key = |c| system.countries.key(c);
        format!("{} {} > {}", system.forms.key(form), key(exporter), key(importer))
    };
    for (&arc, codes) in &network.observed.flows {
        let subject = vec![(network.number[&Variable::Flow(arc)], 1.0)];
        let rest = network.get(Variable::Rest(arc));
        let of = |code: &str, group| contents.get(&(code, arc.0, group)).copied();
        let content = |code: &str| of(code, Some(arc.1)).or_else(|| of(code, NO_ONE));
        let first = rows.rows.len();
        add_coded(rows, &what(arc), &subject, codes, |f: &Flow| &f.datum, content);
        if let Some(rest) = rest {
            rows.rows[first..].iter_mut().for_each(|row| row.terms.push((rest, -1.0)));
            add_rest(network, rows, arc, rest);
        }
    }
    for (&arc, &prior) in &network.priors {
        rows.prior(what(arc), network.number[&Variable::Flow(arc)], prior);
    }
    for number in contents.into_values().collect::<BTreeSet<_>>() {
        add_content(network, rows, number);
    }
}

/// What a flow carries under codes that no report covers: the published share of imports less what is reported, else
/// nothing, within the larger of the two.
fn add_rest(network: &Network<'_>, rows: &mut Rows<'_>, arc: Arc, rest: usize) {
    let observed = &network.observed;
    let (form, exporter, importer) = arc;
    let reported = Observed::flow_mass(&observed.flows[&arc]);
    let about = |s: &&&ImportShare| s.importer == importer && s.exporter == exporter && s.forms == [form];
    let shares = observed.shares.iter().filter(about).map(|s| s.datum.value.get());
    let expected = (mean(shares) * imports_of(&network.ledger, &[form], importer) - reported).max(0.0);
    let system = observed.system;
    let key = |c| system.countries.key(c);
    let what = format!("{} {} > {} under other codes", system.forms.key(form), key(exporter), key(importer));
    let sigma = expected.max(reported) * rows.settings.prior_sigma;
    rows.mass(what, vec![(rest, 1.0)], expected, sigma, (None, Quality::Estimated));
}

/// Stands for all exporters without a content error of their own.
const NO_ONE: Option<CountryId> = None;

/// The content error of every code and exporter group: large exporters alone, the others together.
fn flow_contents<'a>(
    network: &mut Network<'a>,
    settings: &Settings,
) -> BTreeMap<(&'a str, FormId, Option<CountryId>), usize> {
    let mut contents = BTreeMap::new();
    if settings.code_sigma <= 0.0 {
        return contents;
    }
    let mut masses: BTreeMap<(&'a str, FormId), BTreeMap<CountryId, f64>> = BTreeMap::new();
    for (&(form, exporter, _), codes) in &network.observed.flows {
        for (&code, reports) in codes.iter().filter(|(code, _)| !code.is_empty()) {
            let mass = mean(reports.iter().map(|r| r.datum.value.get()));
            *masses.entry((code, form)).or_default().entry(exporter).or_default() += mass;
        }
    }
    for ((code, form), exporters) in masses {
        let name = format!("content of {code} as {}", network.observed.system.forms.key(form));
        let total: f64 = exporters.values().sum();
        let (large, small): (Vec<_>, Vec<_>) =
            exporters.into_iter().partition(|&(_, mass)| mass > settings.group_share * total);
        for (exporter, mass) in large {
            let name = format!("{name} from {}", network.observed.system.countries.key(exporter));
            contents.insert((code, form, Some(exporter)), network.add_content(name, mass));
        }
        let mass: f64 = small.iter().map(|s| s.1).sum();
        if mass > 0.0 {
            let number = network.add_content(format!("{name} from others"), mass);
            contents.insert((code, form, NO_ONE), number);
        }
    }
    contents
}

/// `sum_i T[f,i,c] - sum_k m_k e_k = sum_k m_k` over the codes k of reported total imports.
fn imports(network: &mut Network<'_>, rows: &mut Rows<'_>) {
    let mut masses: BTreeMap<(&str, FormId), f64> = BTreeMap::new();
    for ((form, _), codes) in &network.observed.imports {
        for (&code, reports) in codes.iter().filter(|(code, _)| !code.is_empty()) {
            *masses.entry((code, *form)).or_default() += mean(reports.iter().map(|r| r.datum.value.get()));
        }
    }
    let mut contents: BTreeMap<(&str, FormId), usize> = BTreeMap::new();
    if rows.settings.code_sigma > 0.0 {
        for ((code, form), mass) in masses.into_iter().filter(|m| m.1 > 0.0) {
            let name = format!("content of imports of {code} as {}", network.observed.system.forms.key(form));
            contents.insert((code, form), network.add_content(name, mass));
        }
    }
    let inflows = inflows(network);
    let system = network.observed.system;
    for (&node, codes) in &network.observed.imports {
        let Some(subject) = inflows.get(&node) else { continue };
        let first = rows.rows.len();
        let what = format!("imports {} {}", system.forms.key(node.0), system.countries.key(node.1));
        add_coded(
            rows,
            &what,
            subject,
            codes,
            |i: &Imports| &i.datum,
            |code| contents.get(&(code, node.0)).copied(),
        );
        widen(&mut rows.rows[first..], incomplete(&network.ledger, node, rows.settings) / rows.scale);
    }
    for number in contents.into_values() {
        add_content(network, rows, number);
    }
}

/// Adds the mass that a report must be missing to its standard error.
fn widen(rows: &mut [Row], missing: f64) {
    for row in rows {
        row.sigma = libm::hypot(row.sigma, missing);
    }
}

/// Rows of an unknown that is reported under codes with content errors.
fn add_coded<T>(
    rows: &mut Rows<'_>,
    what: &str,
    subject: &Terms,
    codes: &ByCode<'_, T>,
    datum: impl Fn(&T) -> &Datum<TonnesPerYear>,
    content: impl Fn(&str) -> Option<usize>,
) {
    let scale = rows.scale;
    let parts: Vec<(&str, f64)> = codes
        .iter()
        .map(|(&code, reports)| (code, mean(reports.iter().map(|r| datum(r).value.get()))))
        .collect();
    let scaled = |row: &mut Row| {
        for &(code, mass) in &parts {
            if let Some(number) = content(code).filter(|_| mass > 0.0) {
                row.terms.push((number, -mass / scale));
            }
        }
    };
    if let (1, Some(reports)) = (codes.len(), codes.values().next()) {
        for report in reports {
            let d = datum(report);
            let origin = (Some(d.provenance.row), d.provenance.quality);
            scaled(rows.mass(what.to_owned(), subject.clone(), d.value.get(), d.sigma(), origin));
        }
        return;
    }
    let all = || codes.values().flat_map(|reports| reports.iter().map(|r| datum(r)));
    let total = parts.iter().map(|p| p.1).sum();
    let variance: f64 = codes.values().map(|r| mean(r.iter().map(|r| datum(r).sigma().powi(2)))).sum();
    let first = all().map(|d| d.provenance.row).min();
    let quality = all().map(|d| d.provenance.quality).max().unwrap_or(Quality::Observed);
    scaled(rows.mass(what.to_owned(), subject.clone(), total, variance.sqrt(), (first, quality)));
}

/// `e = 0` within the shared content error, written in the mass that it scales.
fn add_content(network: &Network<'_>, rows: &mut Rows<'_>, number: usize) {
    let Variable::Content(index) = network.variables[number] else { return };
    let (name, tonnes) = &network.contents[index];
    let mass = tonnes / rows.scale;
    rows.rows.push(Row {
        terms: vec![(number, 1.0)],
        observed: 0.0,
        spread: rows.settings.code_sigma,
        sigma: rows.settings.code_sigma,
        positive: false,
        subject: vec![(number, mass)],
        offset: mass,
        relative: false,
        what: name.clone(),
        row: None,
        quality: Quality::Estimated,
    });
}

/// `sum_f,j T[f,i,j] = m` for reported total exports.
fn exports(network: &Network<'_>, rows: &mut Rows<'_>) {
    let system = network.observed.system;
    for report in &network.observed.exports {
        let out = |v: &Variable| matches!(*v, Variable::Flow((f, i, _)) if i == report.exporter && report.forms.contains(&f));
        let numbered = network.variables.iter().enumerate();
        let terms: Terms = numbered.filter(|(_, v)| out(v)).map(|(number, _)| (number, 1.0)).collect();
        if terms.is_empty() {
            continue;
        }
        let forms: Vec<&str> = report.forms.iter().map(|&f| system.forms.key(f)).collect();
        let what = format!("exports {} {}", forms.join("|"), system.countries.key(report.exporter));
        let origin = (Some(report.datum.provenance.row), report.datum.provenance.quality);
        rows.mass(what, terms, report.datum.value.get(), report.datum.sigma(), origin);
    }
}

/// `sum_f T[f,i,j] - s sum_f,k T[f,k,j] = 0` within the share's error of the imports.
fn import_shares(network: &Network<'_>, rows: &mut Rows<'_>) {
    let inflows = inflows(network);
    let system = network.observed.system;
    for share in &network.observed.shares {
        let imports = imports_of(&network.ledger, &share.forms, share.importer) / rows.scale;
        if imports <= 0.0 {
            continue;
        }
        let s = share.datum.value.get();
        let subject: Terms = share
            .forms
            .iter()
            .filter_map(|&f| network.get(Variable::Flow((f, share.exporter, share.importer))))
            .map(|number| (number, 1.0))
            .collect();
        let all = share.forms.iter().filter_map(|&f| inflows.get(&(f, share.importer))).flatten();
        let terms: Terms = all
            .map(|&(number, _)| (number, f64::from(u8::from(subject.iter().any(|t| t.0 == number))) - s))
            .collect();
        if subject.is_empty() {
            continue;
        }
        let forms: Vec<&str> = share.forms.iter().map(|&f| system.forms.key(f)).collect();
        let key = |c| system.countries.key(c);
        let spread = share.datum.sigma() * imports;
        rows.rows.push(Row {
            terms,
            observed: 0.0,
            spread,
            sigma: libm::hypot(spread, rows.settings.floor).max(LEAST_SIGMA),
            positive: false,
            subject,
            offset: 0.0,
            relative: true,
            what: format!(
                "import share {} {} > {}",
                forms.join("|"),
                key(share.exporter),
                key(share.importer)
            ),
            row: Some(share.datum.provenance.row),
            quality: share.datum.provenance.quality,
        });
        let missing: f64 = share
            .forms
            .iter()
            .map(|&f| incomplete(&network.ledger, (f, share.importer), rows.settings))
            .sum();
        let last = rows.rows.len() - 1;
        widen(&mut rows.rows[last..], missing / rows.scale);
    }
}

/// The flows into every node as terms.
fn inflows(network: &Network<'_>) -> BTreeMap<Node, Terms> {
    let mut inflows: BTreeMap<Node, Terms> = BTreeMap::new();
    for (number, &variable) in network.variables.iter().enumerate() {
        if let Variable::Flow((form, _, importer)) = variable {
            inflows.entry((form, importer)).or_default().push((number, 1.0));
        }
    }
    inflows
}

/// Demand summed over end uses, with at least the least relative error; apparent use where there is no demand datum.
fn uses(network: &Network<'_>, rows: &mut Rows<'_>) {
    let system = network.observed.system;
    let what = |node: Node| format!("use {} {}", system.forms.key(node.0), system.countries.key(node.1));
    for (&node, uses) in &network.observed.demand {
        let number = network.number[&Variable::Use(node)];
        let total = Observed::demand_mass(uses);
        let variance: f64 = uses.values().map(|d| mean(d.iter().map(|d| d.datum.sigma().powi(2)))).sum();
        let sigma = variance.sqrt().max(rows.settings.demand_floor * total);
        let all = || uses.values().flatten().map(|d| &d.datum.provenance);
        let quality = all().map(|p| p.quality).max().unwrap_or(Quality::Estimated);
        rows.mass(what(node), vec![(number, 1.0)], total, sigma, (all().map(|p| p.row).min(), quality));
    }
    for (&node, &prior) in &network.uses {
        rows.prior(what(node), network.number[&Variable::Use(node)], prior);
    }
}

/// Stock changes around zero, scrap around its expectation. No floor: it would let small nodes live off their stocks.
fn stocks_and_scrap(network: &Network<'_>, rows: &mut Rows<'_>) {
    let system = network.observed.system;
    for (number, &variable) in network.variables.iter().enumerate() {
        let (word, node, value, sigma) = match variable {
            Variable::Stock(node) => {
                let throughput = network.ledger.get(&node).map_or(0.0, |t| t.throughput());
                let least = rows.settings.floor * rows.scale;
                ("stock change", node, 0.0, rows.settings.stock_sigma * throughput.max(least))
            }
            Variable::Scrap(node) => {
                let expected = network.scrap[&node];
                ("scrap", node, expected.mass, expected.sigma)
            }
            _ => continue,
        };
        let what = format!("{word} {} {}", system.forms.key(node.0), system.countries.key(node.1));
        let origin = (None, Quality::Estimated);
        let row = rows.mass(what, vec![(number, 1.0)], value, sigma, origin);
        row.sigma = row.spread.max(LEAST_SIGMA);
        row.positive = word == "scrap";
    }
}
