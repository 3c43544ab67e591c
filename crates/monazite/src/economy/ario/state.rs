//! The economy of an ARIO run: the table in daily flows, ordered so that one step is one pass over `Z`.

use super::kernel::{add, sum, total};
use super::parameters::{Compatibility, Model, Orders, Parameters};
use crate::economy::leontief;
use crate::economy::table::Mrio;
use crate::error::Error;
use rayon::prelude::*;

/// Inputs below this share of daily output never bind in the reference tool, which compares it with yearly flows.
const BOARIO_THRESHOLD: f64 = 1e-5;

/// A table prepared for ARIO.
///
/// Industries are numbered by sector, then region, so that the suppliers of one input are neighbours in memory.
/// All flows are per step.
#[derive(Debug, Clone)]
pub struct Ario {
    /// Position in the table of each industry as numbered here.
    pub(in crate::economy) external: Vec<usize>,
    /// First industry of each sector, and the end.
    pub(in crate::economy) segments: Vec<usize>,
    /// Flows by blocks of buyers, in a block by input, buyer and supplier: the order in which a step reads them.
    pub(in crate::economy) z: Vec<f64>,
    /// Flows by input, `[buyer][input]`.
    pub(in crate::economy) inputs: Vec<f64>,
    /// Final demand by consuming region, `[supplier][region]`.
    pub(in crate::economy) final_by_region: Vec<f64>,
    /// Final demand, by supplier.
    pub(in crate::economy) final_demand: Vec<f64>,
    /// Base output.
    pub(in crate::economy) x0: Vec<f64>,
    /// Productive capital, money.
    pub(in crate::economy) capital: Vec<f64>,
    /// Inventory goal at base output, `[buyer][input]`; infinite where it never binds.
    pub(in crate::economy) goal: Vec<f64>,
    /// Inventory under which production yields, `[buyer][input]`; zero where the input never binds.
    pub(in crate::economy) required: Vec<f64>,
    /// Steps over which a missing inventory is ordered, by input.
    pub(in crate::economy) inventory_tau: Vec<f64>,
    /// Region of each industry, and how many regions.
    pub(in crate::economy) regions: usize,
    pub(in crate::economy) parameters: Parameters,
}

impl Ario {
    /// Prepares a table.
    ///
    /// # Errors
    /// All problems of the parameters; industries with negative output, or with no value added and no stated capital.
    pub fn new(table: &Mrio, parameters: &Parameters) -> Result<Self, Vec<Error>> {
        let mut problems = parameters.problems(table);
        let yearly = leontief::x(table.z(), table.y());
        let value_added = leontief::value_added(table.z(), &yearly);
        for (i, &x) in yearly.iter().enumerate() {
            if x < 0.0 {
                problems.push(Error::economy(
                    format!("industry {}", table.label(i)),
                    format!("output is {x}"),
                    "look for a negative change in inventories larger than all sales",
                ));
            }
        }
        if let Some((i, j, v)) = negative_flow(table) {
            problems.push(Error::economy(
                format!("Z, row {}, column {}", table.label(i), table.label(j)),
                format!("the flow is {v}"),
                "orders cannot be negative: balance the table (GRAS) or set the flow to 0",
            ));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self::prepare(table, parameters, &value_added))
    }

    fn prepare(table: &Mrio, parameters: &Parameters, value_added: &[f64]) -> Self {
        let mut external: Vec<usize> = (0..table.len()).collect();
        let key = |i: usize| (table.industries()[i].sector, table.industries()[i].region);
        external.sort_by_key(|&i| key(i));
        let sectors = table.sectors().len();
        let regions = table.regions().len();
        let segments: Vec<usize> =
            (0..=sectors).map(|s| external.partition_point(|&i| table.industries()[i].sector < s)).collect();
        let n = table.len();
        #[expect(clippy::cast_precision_loss, reason = "a few days")]
        let days = parameters.days_per_step as f64;
        let step = days / parameters.days_per_year;
        let mut z = vec![0.0; n * n];
        let mut inputs = vec![0.0; n * sectors];
        for (j, &e) in external.iter().enumerate() {
            let source = table.z().col_as_slice(e);
            for p in 0..sectors {
                let suppliers = &external[segments[p]..segments[p + 1]];
                let flows = &mut z[place(&segments, j, p)];
                for (cell, &i) in flows.iter_mut().zip(suppliers) {
                    *cell = source[i] * step;
                }
                inputs[j * sectors + p] = sum(flows);
            }
        }
        let mut final_by_region = vec![0.0; n * regions];
        for (k, column) in table.columns().iter().enumerate() {
            let source = table.y().col_as_slice(k);
            for (i, &e) in external.iter().enumerate() {
                final_by_region[i * regions + column.region] += source[e] * step;
            }
        }
        let final_demand: Vec<f64> = final_by_region.chunks_exact(regions).map(|c| c.iter().sum()).collect();
        let of_sector = |values: &super::parameters::BySector| -> Vec<f64> {
            table.sectors().iter().map(|s| values.get(s) / days).collect()
        };
        let base = parameters.model == Model::Base;
        let mut inventory = of_sector(&parameters.inventory);
        if parameters.compatibility == Compatibility::Boario07 {
            // The reference tool takes two steps for inventories of one.
            inventory.iter_mut().filter(|s| **s <= 1.0).for_each(|s| *s = 2.0);
        }
        let capital = external
            .iter()
            .map(|&i| {
                let sector = &table.sectors()[table.industries()[i].sector];
                let stated = parameters.capital.get(&table.label(i)).copied();
                stated.unwrap_or_else(|| parameters.capital_ratio.get(sector) * value_added[i])
            })
            .collect();
        let mut ario = Self {
            segments,
            final_by_region,
            final_demand,
            x0: Vec::new(),
            capital,
            goal: Vec::new(),
            required: Vec::new(),
            inventory_tau: if base { vec![1.0; sectors] } else { of_sector(&parameters.inventory_tau) },
            regions,
            parameters: parameters.clone(),
            z,
            inputs,
            external,
        };
        ario.x0 = ario.base_output();
        let psi = if base { 1.0 } else { parameters.psi };
        ario.goal =
            ario.inputs.iter().enumerate().map(|(k, z)| product(inventory[k % sectors], *z)).collect();
        ario.required = (0..n * sectors)
            .map(|k| {
                let (goal, input) = (ario.goal[k], ario.inputs[k]);
                let binds = goal.is_finite() && input > ario.threshold(k / sectors, step);
                // What is used in a step must be at hand; this matters for inventories under 1/psi steps only.
                let least = if parameters.compatibility == Compatibility::Published { input } else { 0.0 };
                if binds { (psi * goal).max(least) } else { 0.0 }
            })
            .collect();
        ario
    }

    /// Base output, summed exactly as demand is summed in a step, so that an undisturbed run stays where it is.
    fn base_output(&self) -> Vec<f64> {
        let orders = vec![1.0; self.inputs.len()];
        let received = received(self, &orders, &vec![1.0; self.final_demand.len()]);
        received.iter().zip(&self.final_demand).map(|(orders, y)| orders + y).collect()
    }

    /// The flow of an input above which it can bind.
    fn threshold(&self, buyer: usize, step: f64) -> f64 {
        match self.parameters.compatibility {
            Compatibility::Published => 0.0,
            Compatibility::Boario07 => BOARIO_THRESHOLD * self.x0[buyer] * step,
        }
    }

    /// What a buyer buys of an input from each supplier, per step.
    #[expect(clippy::inline_always, reason = "in the inner loop of a step")]
    #[inline(always)]
    pub(in crate::economy) fn flows(&self, buyer: usize, input: usize) -> &[f64] {
        &self.z[place(&self.segments, buyer, input)]
    }

    /// How many industries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.external.len()
    }

    /// Whether there is no industry; never so for a table that was built.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.external.is_empty()
    }

    pub(in crate::economy) fn sectors(&self) -> usize {
        self.segments.len() - 1
    }

    pub(super) fn follows_supply(&self) -> bool {
        self.parameters.orders == Orders::Alternative
    }

    /// Productive capital in the order of the table, money.
    #[must_use]
    pub fn capital(&self) -> Vec<f64> {
        self.to_table_order(&self.capital)
    }

    /// Base output a step in the order of the table, money.
    #[must_use]
    pub fn base(&self) -> Vec<f64> {
        self.to_table_order(&self.x0)
    }

    fn to_table_order(&self, values: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; values.len()];
        for (&e, &v) in self.external.iter().zip(values) {
            out[e] = v;
        }
        out
    }
}

/// Buyers whose flows of one input lie together.
pub(super) const BLOCK: usize = 8;
/// Buyers in a chunk: a few blocks.
pub(super) const CHUNK: usize = 8 * BLOCK;

/// Where the flows of an input to a buyer lie.
#[expect(clippy::inline_always, reason = "in the inner loop of a step")]
#[inline(always)]
fn place(segments: &[usize], buyer: usize, input: usize) -> std::ops::Range<usize> {
    let n = segments[segments.len() - 1];
    let first = buyer - buyer % BLOCK;
    let together = BLOCK.min(n - first);
    let (start, end) = (segments[input], segments[input + 1]);
    let at = first * n + together * start + (buyer - first) * (end - start);
    at..at + (end - start)
}

/// A product that is zero where there is no flow, even of an infinite inventory.
fn product(days: f64, flow: f64) -> f64 {
    if flow == 0.0 { 0.0 } else { days * flow }
}

fn negative_flow(table: &Mrio) -> Option<(usize, usize, f64)> {
    (0..table.len()).find_map(|j| {
        let column = table.z().col_as_slice(j);
        column.iter().position(|&v| v < 0.0).map(|i| (i, j, column[i]))
    })
}

/// What changes from step to step.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Inventories, `[buyer][input]`.
    pub(super) stock: Vec<f64>,
    /// Orders by input, `[buyer][input]`.
    pub(super) orders: Vec<f64>,
    /// Flows weighted as the orders were split, summed by input: what `orders` was divided by.
    pub(super) weighted: Vec<f64>,
    /// Weight of each supplier in the split of the present orders.
    pub(super) weight: Vec<f64>,
    /// Largest production that inventories allow, over base output, before the limit of `x_opt`; by buyer.
    pub(super) allowed: Vec<f64>,
    /// Orders received, by supplier.
    pub(super) received: Vec<f64>,
    /// Overproduction.
    pub(super) alpha: Vec<f64>,
}

impl State {
    /// The undisturbed economy.
    pub(super) fn start(ario: &Ario) -> Self {
        let n = ario.len();
        Self {
            stock: ario.goal.clone(),
            orders: ario.inputs.clone(),
            weighted: ario.inputs.clone(),
            weight: vec![1.0; n],
            allowed: (0..n).map(|j| allowed(ario, &ario.goal, j)).collect(),
            received: ario.x0.iter().zip(&ario.final_demand).map(|(x, y)| x - y).collect(),
            alpha: vec![ario.parameters.alpha_base; n],
        }
    }
}

/// Orders received by each supplier for orders of one per unit of weighted flow, as a step sums them.
fn received(ario: &Ario, orders: &[f64], weight: &[f64]) -> Vec<f64> {
    let (n, sectors) = (ario.len(), ario.sectors());
    let buyers: Vec<usize> = (0..n).collect();
    let chunks: Vec<Vec<f64>> = buyers
        .par_chunks(CHUNK)
        .map(|buyers| {
            let mut received = vec![0.0; n];
            for &buyer in buyers {
                for p in 0..sectors {
                    let range = ario.segments[p]..ario.segments[p + 1];
                    add(&mut received[range], ario.flows(buyer, p), orders[buyer * sectors + p]);
                }
            }
            received
        })
        .collect();
    total(chunks.iter().map(Vec::as_slice), weight)
}

/// The largest production, over base output, that the inventories of a buyer allow.
fn allowed(ario: &Ario, stock: &[f64], buyer: usize) -> f64 {
    let range = buyer * ario.sectors()..(buyer + 1) * ario.sectors();
    let pairs = stock[range.clone()].iter().zip(&ario.required[range]);
    pairs.filter(|(_, r)| **r > 0.0).map(|(s, r)| s / r).fold(f64::INFINITY, f64::min)
}
