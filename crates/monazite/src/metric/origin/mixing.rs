//! The mixing network of a balance, form by form along the chain, with the trade of each form factorised.

use crate::balance::MineralBalance;
use crate::error::Error;
use crate::id::{CountryId, FormId, MineralId, ProcessId};
use crate::system::{Role, Stage, System};
use faer::Mat;
use faer::linalg::solvers::Solve;
use faer::sparse::linalg::solvers::Lu;
use faer::sparse::{SparseColMat, Triplet};
use std::collections::{BTreeMap, BTreeSet};

/// A process in a country as the maker of one of its outputs.
#[derive(Debug, Clone)]
pub(super) struct Maker {
    pub(super) country: CountryId,
    pub(super) output: FormId,
    pub(super) stage: Stage,
    pub(super) is_source: bool,
    /// Part of what enters the node.
    share: f64,
    /// Its inputs with their parts; `None` for one that no supply reaches.
    inputs: Vec<(Option<Place>, f64)>,
}

/// How a maker enters the right-hand sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// All of it counts for a column.
    Absorb(usize),
    /// All of it counts for a column, and its inputs for the others.
    Touch(usize),
    /// Its inputs count.
    Pass,
    /// Nothing counts.
    Nothing,
}

/// Where a node stands: the position of its form in the chain, and its row there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) form: usize,
    pub(super) row: usize,
}

/// One form: its nodes, what enters them, and the factors of `I - T`.
#[derive(Debug)]
struct Block {
    form: FormId,
    countries: Vec<CountryId>,
    makers: Vec<Vec<Maker>>,
    scrap: Vec<f64>,
    /// Nodes that neither production nor scrap reaches.
    unreached: Vec<bool>,
    factors: Lu<usize, f64>,
}

/// The whole network.
#[derive(Debug)]
pub(super) struct Mixing {
    blocks: Vec<Block>,
}

/// Masses that enter the nodes of one form.
#[derive(Debug, Default)]
struct Inflow {
    made: BTreeMap<CountryId, Vec<(ProcessId, f64)>>,
    scrap: BTreeMap<CountryId, f64>,
    flows: Vec<(CountryId, CountryId, f64)>,
    drawn: BTreeSet<CountryId>,
}

/// Masses below this part of the largest of their form are left out: a loop of trade that only dust feeds would have
/// no origin in floating point.
const DUST: f64 = 1e-9;

impl Inflow {
    fn without_dust(&mut self) {
        let made = self.made.values().flatten().map(|m| m.1);
        let flows = self.flows.iter().map(|f| f.2);
        let least = DUST * made.chain(flows).chain(self.scrap.values().copied()).fold(0.0, f64::max);
        self.made.values_mut().for_each(|makers| makers.retain(|m| m.1 > least));
        self.made.retain(|_, makers| !makers.is_empty());
        self.scrap.retain(|_, mass| *mass > least);
        let flows = std::mem::take(&mut self.flows);
        for flow in flows {
            if flow.2 > least {
                self.flows.push(flow);
            } else {
                // Both ends stay nodes, so that their use is traced.
                self.drawn.extend([flow.0, flow.1]);
            }
        }
    }
}

impl Mixing {
    pub(super) fn of(system: &System, mineral: MineralId, balance: &MineralBalance) -> Result<Self, Error> {
        let mut inflows = inflows(system, balance);
        let mut places: BTreeMap<(FormId, CountryId), Place> = BTreeMap::new();
        let mut blocks = Vec::new();
        for form in chain(system, mineral)? {
            let Some(inflow) = inflows.remove(&form) else { continue };
            let block = Block::of(system, form, &inflow, &places)?;
            for (row, &country) in block.countries.iter().enumerate() {
                places.insert((form, country), Place { form: blocks.len(), row });
            }
            blocks.push(block);
        }
        Ok(Self { blocks })
    }

    /// All nodes with their places, along the chain.
    pub(super) fn nodes(&self) -> impl Iterator<Item = ((FormId, CountryId), Place)> {
        self.blocks.iter().enumerate().flat_map(|(form, block)| {
            block.countries.iter().enumerate().map(move |(row, &c)| ((block.form, c), Place { form, row }))
        })
    }

    /// All makers.
    pub(super) fn makers(&self) -> impl Iterator<Item = &Maker> {
        self.blocks.iter().flat_map(|block| block.makers.iter().flatten())
    }

    /// Shares of every node for every column: one matrix a form, a row a country. `scrap` and `stock` are the columns
    /// that scrap and mass of unknown way count for, if any.
    pub(super) fn solve(
        &self,
        columns: usize,
        label: impl Fn(&Maker) -> Label,
        scrap: Option<usize>,
        stock: Option<usize>,
    ) -> Vec<Mat<f64>> {
        let mut solved: Vec<Mat<f64>> = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            let mut right = Mat::<f64>::zeros(block.countries.len(), columns);
            for row in 0..block.countries.len() {
                if let Some(k) = stock.filter(|_| block.unreached[row]) {
                    right[(row, k)] = 1.0;
                }
                if let Some(k) = scrap {
                    right[(row, k)] += block.scrap[row];
                }
                for maker in &block.makers[row] {
                    let label = label(maker);
                    if let Label::Absorb(k) = label {
                        right[(row, k)] += maker.share;
                    }
                    if matches!(label, Label::Pass | Label::Touch(_)) {
                        for k in (0..columns).filter(|&k| label != Label::Touch(k)) {
                            right[(row, k)] += maker.share * maker.mix(&solved, k, stock);
                        }
                    }
                    if let Label::Touch(k) = label {
                        right[(row, k)] += maker.share;
                    }
                }
            }
            block.factors.solve_in_place(right.as_mut());
            solved.push(right);
        }
        solved
    }
}

impl Maker {
    /// Mean of a column over the inputs.
    fn mix(&self, solved: &[Mat<f64>], column: usize, stock: Option<usize>) -> f64 {
        let value = |place: Option<Place>| match place {
            Some(at) => solved[at.form][(at.row, column)],
            None => f64::from(u8::from(stock == Some(column))),
        };
        self.inputs.iter().map(|&(place, part)| part * value(place)).sum()
    }
}

impl Block {
    fn of(
        system: &System,
        form: FormId,
        inflow: &Inflow,
        places: &BTreeMap<(FormId, CountryId), Place>,
    ) -> Result<Self, Error> {
        let countries: Vec<CountryId> = inflow
            .made
            .keys()
            .chain(inflow.scrap.keys())
            .copied()
            .chain(inflow.flows.iter().flat_map(|f| [f.0, f.1]))
            .chain(inflow.drawn.iter().copied())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let row: BTreeMap<CountryId, usize> = countries.iter().enumerate().map(|(i, &c)| (c, i)).collect();
        let reached = reached(inflow);
        let mut total = vec![0.0; countries.len()];
        for (country, makers) in &inflow.made {
            total[row[country]] += makers.iter().map(|m| m.1).sum::<f64>();
        }
        for (country, mass) in &inflow.scrap {
            total[row[country]] += mass;
        }
        let known = || inflow.flows.iter().filter(|f| reached.contains(&f.0));
        for &(_, importer, mass) in known() {
            total[row[&importer]] += mass;
        }
        let mut triplets: Vec<Triplet<usize, usize, f64>> =
            (0..countries.len()).map(|i| Triplet::new(i, i, 1.0)).collect();
        for &(exporter, importer, mass) in known() {
            let (i, j) = (row[&importer], row[&exporter]);
            triplets.push(Triplet::new(i, j, -mass / total[i]));
        }
        let singular = |reason: String| Error::Singular {
            what: format!("the origin of {}", system.forms.key(form)),
            reason,
        };
        let matrix =
            SparseColMat::<usize, f64>::try_new_from_triplets(countries.len(), countries.len(), &triplets)
                .map_err(|e| singular(format!("{e:?}")))?;
        let factors = matrix.sp_lu().map_err(|e| singular(format!("{e:?}")))?;
        // Loops that feed each other can be closed to rounding though none of their flows is dust.
        let mut once = Mat::<f64>::full(countries.len(), 1, 1.0);
        factors.solve_in_place(once.as_mut());
        if (0..countries.len()).any(|row| !once[(row, 0)].is_finite()) {
            return Err(singular(
                "trade goes round with next to nothing coming in; \
                 look for a wrong unit: a datum many orders of magnitude from the others"
                    .to_owned(),
            ));
        }
        let makers = countries
            .iter()
            .map(|country| {
                let here = inflow.made.get(country).into_iter().flatten();
                here.map(|&(process, mass)| {
                    maker(system, process, *country, form, mass / total[row[country]], places)
                })
                .collect()
            })
            .collect();
        let scrap =
            countries.iter().map(|c| inflow.scrap.get(c).map_or(0.0, |mass| mass / total[row[c]])).collect();
        let unreached = countries.iter().map(|c| !reached.contains(c)).collect();
        Ok(Self { form, countries, makers, scrap, unreached, factors })
    }
}

fn maker(
    system: &System,
    process: ProcessId,
    country: CountryId,
    output: FormId,
    share: f64,
    places: &BTreeMap<(FormId, CountryId), Place>,
) -> Maker {
    let its = &system.processes[process];
    let terms = || its.recipe.iter().filter(|t| t.role == Role::Input && t.coefficient.value.get() > 0.0);
    let total: f64 = terms().map(|t| t.coefficient.value.get()).sum();
    let inputs: Vec<(Option<Place>, f64)> = terms()
        .map(|t| (places.get(&(t.form, country)).copied(), t.coefficient.value.get() / total))
        .collect();
    Maker { country, output, stage: its.stage, is_source: inputs.is_empty(), share, inputs }
}

/// Countries that production or scrap reaches through any number of flows.
fn reached(inflow: &Inflow) -> BTreeSet<CountryId> {
    let mut onward: BTreeMap<CountryId, Vec<CountryId>> = BTreeMap::new();
    for &(exporter, importer, _) in &inflow.flows {
        onward.entry(exporter).or_default().push(importer);
    }
    let mut reached: BTreeSet<CountryId> = inflow.made.keys().chain(inflow.scrap.keys()).copied().collect();
    let mut open: Vec<CountryId> = reached.iter().copied().collect();
    while let Some(country) = open.pop() {
        for &next in onward.get(&country).into_iter().flatten() {
            if reached.insert(next) {
                open.push(next);
            }
        }
    }
    reached
}

/// What enters every node, by form.
fn inflows(system: &System, balance: &MineralBalance) -> BTreeMap<FormId, Inflow> {
    let mut inflows: BTreeMap<FormId, Inflow> = BTreeMap::new();
    for a in balance.activity.iter().filter(|a| a.mass.get() > 0.0) {
        for term in system.processes[a.process].recipe.iter().filter(|t| t.role == Role::Output) {
            let mass = a.mass.get() * term.coefficient.value.get();
            if mass > 0.0 {
                let made = &mut inflows.entry(term.form).or_default().made;
                made.entry(a.country).or_default().push((a.process, mass));
            }
        }
    }
    for f in balance.flows.iter().filter(|f| f.mass.get() > 0.0 && f.exporter != f.importer) {
        inflows.entry(f.form).or_default().flows.push((f.exporter, f.importer, f.mass.get()));
    }
    for w in balance.scrap.iter().filter(|w| w.mass.get() > 0.0) {
        *inflows.entry(w.form).or_default().scrap.entry(w.country).or_default() += w.mass.get();
    }
    for b in balance.stock_changes.iter().filter(|b| b.mass.get() < 0.0) {
        inflows.entry(b.form).or_default().drawn.insert(b.country);
    }
    inflows.values_mut().for_each(Inflow::without_dust);
    inflows
}

/// The forms of a mineral so that every form comes after those it is made of.
fn chain(system: &System, mineral: MineralId) -> Result<Vec<FormId>, Error> {
    let mut before: BTreeMap<FormId, BTreeSet<FormId>> =
        system.forms_of(mineral).map(|f| (f, BTreeSet::new())).collect();
    for (_, process) in system.processes.iter().filter(|(_, p)| p.mineral == mineral) {
        let side = |role| process.recipe.iter().filter(move |t| t.role == role).map(|t| t.form);
        for output in side(Role::Output) {
            before.entry(output).or_default().extend(side(Role::Input));
        }
    }
    let mut chain = Vec::new();
    while !before.is_empty() {
        let ready: Vec<FormId> = before
            .iter()
            .filter(|(_, inputs)| inputs.iter().all(|f| !before.contains_key(f)))
            .map(|(&f, _)| f)
            .collect();
        if ready.is_empty() {
            let forms: Vec<&str> = before.keys().map(|&f| system.forms.key(f)).collect();
            return Err(Error::Singular {
                what: format!("the chain of {}", system.minerals.key(mineral)),
                reason: format!("the recipes of {} are made of each other", forms.join(", ")),
            });
        }
        for form in ready {
            before.remove(&form);
            chain.push(form);
        }
    }
    Ok(chain)
}
