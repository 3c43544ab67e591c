//! Origin: where the tonnes at a node were mined, processed or made into parts, through any number of countries.
//!
//! On a balanced network every tonne that enters form f in country c came from a process there, from a flow, or from
//! scrap, in proportion to their masses (the mixing assumption). With v the share of the tonnes at each node that
//! were made by the processes asked about,
//!
//! ```text
//! v[f,c] = sum_i T[f,i,c]/I[f,c] v[f,i] + sum_p b[p,f] X[p,c]/I[f,c] y[p,c],    I = sum_i T + sum_p b X + W
//! y[p,c] = 1 or 0 where p is asked about,  sum_g a[p,g] v[g,c] / sum_g a[p,g] elsewhere
//! ```
//!
//! so v solves `(I - Q) v = r`. Forms follow each other along the chain, so the matrix is block triangular with one
//! block a form, the trade of that form. The blocks are factorised once (sparse LU) and serve every question.
//!
//! Countries are never merged before tracing. The share of a coalition is the mean over its members, weighted by
//! what they use ([`weighted`]); merging them into one node first gives another, wrong answer.
//! A draw on stocks carries the mix of its node. Scrap is an origin of its own.

mod direct;
mod mixing;
mod node;

pub use direct::{Direct, absorbed, direct_import_share, imported, used, weighted};
pub use node::{Node, NodeShares};

use crate::balance::MineralBalance;
use crate::error::Error;
use crate::id::{CountryId, FormId, MineralId};
use crate::system::{Stage, System};
use mixing::{Label, Maker, Mixing};
use std::collections::{BTreeMap, BTreeSet};

/// Which processes a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The last process of this stage that the tonne went through.
    Stage(Stage),
    /// Any process of this stage: the tonne went through the stage at least once in the country.
    Through(Stage),
    /// The last process that made this form of it.
    Form(FormId),
    /// Any process at all: the tonne was made at least once, at whatever stage, in the country.
    Any,
}

/// Where the tonnes at a node come from. The countries and the three rests sum to one, except for
/// [`Target::Any`] and [`Target::Through`], under which a tonne may count for several countries.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Distribution {
    /// Share made in each country, by the target.
    pub countries: BTreeMap<CountryId, f64>,
    /// Share that is scrap and has not been through the target since.
    pub scrap: f64,
    /// Share that entered by a source process without going through the target: synthetic graphite was never mined,
    /// ore was never refined.
    pub skipped: f64,
    /// Share whose way cannot be told: the node, or one before it, lives off its stocks alone.
    pub stock: f64,
}

impl Distribution {
    /// Sum over countries and rests.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.countries.values().sum::<f64>() + self.scrap + self.skipped + self.stock
    }
}

/// The factorised network of one mineral.
#[derive(Debug)]
pub struct Tracer {
    mixing: Mixing,
}

impl Tracer {
    /// Factorises the balanced network of a mineral.
    ///
    /// # Errors
    /// [`Error::Singular`] if the recipes are cyclic or a block cannot be factorised.
    pub fn new(system: &System, mineral: MineralId, balance: &MineralBalance) -> Result<Self, Error> {
        Ok(Self { mixing: Mixing::of(system, mineral, balance)? })
    }

    /// Share of the tonnes at every node that went through the target in one of the suppliers.
    #[must_use]
    pub fn shares(&self, target: Target, suppliers: &BTreeSet<CountryId>) -> NodeShares {
        let label = |maker: &Maker| match (aim(target, maker), suppliers.contains(&maker.country)) {
            (Aim::Ends, true) => Label::Absorb(0),
            (Aim::Ends, false) | (Aim::Scrap | Aim::Enters, _) => Label::Nothing,
            (Aim::Touches, true) => Label::Touch(0),
            (Aim::Touches, false) | (Aim::Passes, _) => Label::Pass,
        };
        let values = self.mixing.solve(1, label, None, None);
        self.mixing.nodes().map(|(node, at)| (node, values[at.form][(at.row, 0)].clamp(0.0, 1.0))).collect()
    }

    /// Where the tonnes at every node went through the target, over all countries, with what did not.
    #[must_use]
    pub fn distributions(&self, target: Target) -> BTreeMap<Node, Distribution> {
        let countries: Vec<CountryId> = self
            .mixing
            .makers()
            .filter(|maker| matches!(aim(target, maker), Aim::Ends | Aim::Touches))
            .map(|maker| maker.country)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let column: BTreeMap<CountryId, usize> = countries.iter().enumerate().map(|(i, &c)| (c, i)).collect();
        let (scrap, skipped, stock) = (countries.len(), countries.len() + 1, countries.len() + 2);
        let label = |maker: &Maker| match aim(target, maker) {
            Aim::Ends => Label::Absorb(column[&maker.country]),
            Aim::Touches => Label::Touch(column[&maker.country]),
            Aim::Scrap => Label::Absorb(scrap),
            Aim::Enters => Label::Absorb(skipped),
            Aim::Passes => Label::Pass,
        };
        let values = self.mixing.solve(countries.len() + 3, label, Some(scrap), Some(stock));
        self.mixing
            .nodes()
            .map(|(node, at)| {
                let value = |k: usize| values[at.form][(at.row, k)].clamp(0.0, 1.0);
                let shares = countries.iter().enumerate().map(|(k, &c)| (c, value(k)));
                let distribution = Distribution {
                    countries: shares.filter(|s| s.1 > 0.0).collect(),
                    scrap: value(scrap),
                    skipped: value(skipped),
                    stock: value(stock),
                };
                (node, distribution)
            })
            .collect()
    }

    /// Where the tonnes at a node were last processed at a stage; `None` for a node that is not in the network or
    /// whose form comes before the stage.
    #[must_use]
    pub fn by_stage(&self, system: &System, node: Node, stage: Stage) -> Option<Distribution> {
        let reached = system.forms[node.0].stage >= stage;
        reached.then(|| self.distributions(Target::Stage(stage)).remove(&node)).flatten()
    }

    /// Where the form `made` of the tonnes at a node was last made; `None` for a node that is not in the network.
    #[must_use]
    pub fn by_form(&self, node: Node, made: FormId) -> Option<Distribution> {
        self.distributions(Target::Form(made)).remove(&node)
    }
}

/// What a process does to the tonnes that it makes, as seen by a target.
enum Aim {
    /// It is asked about, and nothing before it matters.
    Ends,
    /// It is asked about, and so may be what came before.
    Touches,
    /// It brings scrap in.
    Scrap,
    /// It brings new mass in and is not asked about.
    Enters,
    /// It hands on the mix of its inputs.
    Passes,
}

fn aim(target: Target, maker: &Maker) -> Aim {
    let asked = match target {
        Target::Stage(stage) | Target::Through(stage) => maker.stage == stage,
        Target::Form(form) => maker.output == form,
        Target::Any => true,
    };
    match (maker.is_source, maker.stage == Stage::Recycling, asked) {
        (true, true, _) => Aim::Scrap,
        (_, _, true) if matches!(target, Target::Any | Target::Through(_)) => Aim::Touches,
        (_, _, true) => Aim::Ends,
        (true, false, false) => Aim::Enters,
        (false, _, false) => Aim::Passes,
    }
}
