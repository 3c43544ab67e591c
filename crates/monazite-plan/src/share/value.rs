//! What every club's best joint programme costs its members, and what it leaves for the others.
//!
//! One model a mineral serves all clubs: who stays away is a matter of bounds, so each solve starts from the basis of
//! another. Clubs are solved in blocks that differ from one to the next by one player; every block starts from the basis
//! of all players, so that a block gives the same numbers whether it is solved in one run or in a later one, on one
//! thread or on many. Methods page: `docs/methods/share.md`.

use super::{Club, Players};
use crate::Error;
use crate::data::Costs;
use crate::model::Model;
use crate::network::Network;
use crate::plan::groups;
use crate::solve::Session;
use monazite::balance::Balance;
use monazite::id::CountryId;
use monazite::plan::{Programme, Targets};
use monazite::share::{SolvedBlock, Valued};
use monazite::system::System;
use monazite_highs::{Basis, Solution};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Clubs of a block.
const BLOCK: u32 = 32;

/// The clubs of a programme's members.
#[derive(Debug)]
pub struct Clubs<'a> {
    network: Network<'a>,
    groups: Vec<Network<'a>>,
}

/// What all clubs are measured against, for one group of minerals.
struct Base {
    /// Where the solves of a block start.
    basis: Basis,
    /// Losses of each player if nobody does anything.
    idle: Vec<f64>,
    /// Each player acting alone.
    alone: Vec<Alone>,
}

/// A player acting alone.
struct Alone {
    /// What it leaves of each row of what is for sale, and what one unit more is worth to it.
    rows: Vec<(f64, f64)>,
    /// What it bears in each branch, which is the most that it could gain there.
    borne: BTreeMap<Branch, f64>,
}

/// A normal year, or a threat that begins in a year.
type Branch = (Option<usize>, i32);

impl<'a> Clubs<'a> {
    /// Without the targets of the programme: a club is worth what it saves.
    #[must_use]
    pub fn of(system: &'a System, balance: &Balance, programme: &'a Programme) -> Self {
        let network = Network::of(system, balance, programme);
        let groups = groups(&network).iter().map(|chains| network.only(chains)).collect();
        Self { network, groups }
    }

    /// How many players.
    #[must_use]
    pub fn players(&self) -> usize {
        self.network.programme.members.len()
    }

    /// How many blocks there are to solve.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.groups.len() * self.blocks_of_a_group() as usize
    }

    fn blocks_of_a_group(&self) -> u32 {
        (Club::all(self.players()).bits() + 1).div_ceil(BLOCK)
    }

    /// Solves every club for every group of minerals, save the blocks that are known already. `done` is told of each
    /// block as it is solved, from any thread.
    ///
    /// # Errors
    /// [`Error::NotOptimal`] if a solve did not end optimal.
    pub fn solve(
        &self,
        known: Vec<SolvedBlock>,
        done: &(dyn Fn(&SolvedBlock) + Sync),
    ) -> Result<(Players, Vec<Valued>), Error> {
        let programme = Programme { targets: Targets::default(), ..self.network.programme.clone() };
        let networks: Vec<Network<'_>> =
            self.groups.iter().map(|n| Network { programme: &programme, ..n.clone() }).collect();
        let models: Vec<Model<'_>> = networks.par_iter().map(Model::of).collect();
        let bases: Vec<Base> = models.par_iter().map(base).collect::<Result<_, _>>()?;
        let known: BTreeMap<(usize, u32), SolvedBlock> = known
            .into_iter()
            .filter(|b| b.group < models.len() && b.valued.len() == clubs_of(b.block, self.players()).count())
            .map(|b| ((b.group, b.block), b))
            .collect();
        let open: Vec<(usize, u32)> = (0..models.len())
            .flat_map(|group| (0..self.blocks_of_a_group()).map(move |block| (group, block)))
            .filter(|at| !known.contains_key(at))
            .collect();
        let solved: Vec<SolvedBlock> = open
            .par_iter()
            .map(|&(group, block)| {
                let valued = block_of(&models[group], &bases[group], block)?;
                let block = SolvedBlock { group, block, valued };
                done(&block);
                Ok::<_, Error>(block)
            })
            .collect::<Result<_, _>>()?;
        let n = self.players();
        let mut all: Vec<Valued> =
            (0..=Club::all(n).bits()).map(|bits| nothing(Club::from_bits(bits), n)).collect();
        // Summed in a fixed order, so that the sum does not depend on which blocks were known.
        let mut blocks: Vec<&SolvedBlock> = known.values().chain(&solved).collect();
        blocks.sort_by_key(|b| (b.group, b.block));
        for valued in blocks.into_iter().flat_map(|b| &b.valued) {
            add(&mut all[valued.club as usize], valued);
        }
        Ok((self.weights(&bases), all))
    }

    /// The players with what weighs in rules of cost sharing.
    fn weights(&self, bases: &[Base]) -> Players {
        let (system, members) = (self.network.system, &self.network.programme.members);
        let costs = Costs::new(system);
        let mut gdp: BTreeMap<CountryId, (i32, f64)> = BTreeMap::new();
        for row in system.indicators.iter().filter(|i| i.indicator == "gdp") {
            let latest = gdp.entry(row.country).or_insert((i32::MIN, 0.0));
            if row.datum.provenance.year > latest.0 {
                *latest = (row.datum.provenance.year, row.datum.value.get());
            }
        }
        let gdp = |m: usize| members[m].countries.iter().filter_map(|c| gdp.get(c)).map(|g| g.1).sum();
        let consumption = |m: usize| {
            let needs = self.network.minerals.iter().flat_map(|chain| &chain.need);
            needs
                .filter(|((_, _, z), _)| *z == m)
                .map(|((f, _, _), need)| need[0] * costs.price(*f).get())
                .sum()
        };
        let each = || 0..members.len();
        Players {
            names: members.iter().map(|m| m.key.clone()).collect(),
            idle: each().map(|m| bases.iter().map(|b| b.idle[m]).sum()).collect(),
            gdp: each().map(gdp).collect(),
            consumption: each().map(consumption).collect(),
        }
    }
}

/// Nothing spent, lost or gained.
fn nothing(club: Club, players: usize) -> Valued {
    Valued {
        club: club.bits(),
        spent: vec![0.0; players],
        lost: vec![0.0; players],
        spill: vec![0.0; players],
    }
}

fn add(to: &mut Valued, more: &Valued) {
    let pairs = [(&mut to.spent, &more.spent), (&mut to.lost, &more.lost), (&mut to.spill, &more.spill)];
    for (sum, more) in pairs {
        sum.iter_mut().zip(more).for_each(|(s, m)| *s += m);
    }
}

/// Rows that limit what is for sale outside the club, in the order of the model.
fn for_sale(model: &Model<'_>) -> Vec<usize> {
    model.lp.shared_rows()
}

/// All players together, each alone, and each doing nothing.
fn base(model: &Model<'_>) -> Result<Base, Error> {
    let n = model.network.programme.members.len();
    let mut session = Session::new(model)?;
    session.optimum("all players together")?;
    let basis = session.highs.basis()?;
    let rows = for_sale(model);
    let (mut alone, mut idle) = (Vec::with_capacity(n), Vec::with_capacity(n));
    let v = &model.variables;
    let decisions: Vec<(usize, f64, f64)> =
        v.build.values().chain(v.bought.values()).map(|c| (c.0, 0.0, 0.0)).collect();
    for player in 0..n {
        session.highs.set_basis(&basis)?;
        let point = with(&mut session, Club::alone(player))?;
        let limits = bounds(model, &rows, Club::alone(player));
        let left =
            rows.iter().zip(limits).map(|(&row, limit)| (limit - point.rows[row], -point.row_duals[row]));
        alone.push(Alone { rows: left.collect(), borne: borne_by_branch(model, &point) });
        session.highs.change_column_bounds(&decisions)?;
        let point = session.optimum("a player that does nothing")?;
        idle.push(borne(model, &point, Club::alone(player)).lost.iter().sum());
        session.highs.change_column_bounds(&restored(model, &decisions))?;
    }
    Ok(Base { basis, idle, alone })
}

/// The bounds that the model gives to columns; who takes part is set anew before each solve.
fn restored(model: &Model<'_>, columns: &[(usize, f64, f64)]) -> Vec<(usize, f64, f64)> {
    columns.iter().map(|&(c, ..)| (c, model.lp.columns[c].lower, model.lp.columns[c].upper)).collect()
}

/// The clubs of a block, each a step of one player from the one before (Gray code).
fn clubs_of(block: u32, players: usize) -> impl Iterator<Item = Club> {
    let places = block * BLOCK..((block + 1) * BLOCK).min(Club::all(players).bits() + 1);
    places.map(|place| Club::from_bits(place ^ place >> 1)).filter(|club| !club.is_empty())
}

/// Solves the clubs of a block.
fn block_of(model: &Model<'_>, base: &Base, block: u32) -> Result<Vec<Valued>, Error> {
    let n = model.network.programme.members.len();
    let rows = for_sale(model);
    let mut session = Session::new(model)?;
    session.highs.set_basis(&base.basis)?;
    let mut valued = Vec::new();
    for club in clubs_of(block, n) {
        let point = with(&mut session, club)?;
        let mut of_club = borne(model, &point, club);
        if club.len() > 1 {
            of_club.spill = spill(model, base, &rows, &point, club);
        }
        valued.push(of_club);
    }
    Ok(valued)
}

/// The best programme of a club.
fn with(session: &mut Session<'_, '_>, club: Club) -> Result<Solution, Error> {
    let takes_part = takes_part(session.model, club);
    let lp = &session.model.lp;
    session.highs.change_column_bounds(&lp.column_bounds(&takes_part))?;
    session.highs.change_row_bounds(&lp.row_bounds(&takes_part))?;
    session.optimum("a club")
}

/// Upper bounds of rows for a club.
fn bounds(model: &Model<'_>, rows: &[usize], club: Club) -> Vec<f64> {
    let takes_part = takes_part(model, club);
    rows.iter().map(|&row| model.lp.rows[row].upper.of(&takes_part)).collect()
}

/// Who takes part in a club's programme: its members, and hosts whoever the members are.
fn takes_part(model: &Model<'_>, club: Club) -> impl Fn(usize) -> bool + use<> {
    let players = model.network.programme.members.len();
    move |zone| zone >= players || club.contains(zone)
}

/// What each member bears: its own columns, and of what is done together under a threat its part by need.
fn borne(model: &Model<'_>, point: &Solution, club: Club) -> Valued {
    let n = model.network.programme.members.len();
    let mut valued = nothing(club, n);
    let parts = parts(model);
    let even: Vec<(usize, f64)> = club.players().map(|p| (p, 1.0)).collect();
    for charge in &model.lp.charges {
        let cost = charge.cost * charge.weight * point.columns[charge.column.0];
        if cost == 0.0 {
            continue;
        }
        let sum = if charge.item.is_spent() { &mut valued.spent } else { &mut valued.lost };
        if let Some(member) = model.lp.columns[charge.column.0].member {
            sum[member] += cost;
            continue;
        }
        let by_need = parts.get(&charge.column.0).map_or(&[][..], Vec::as_slice);
        let inside =
            |part: &[(usize, f64)]| part.iter().filter(|(m, _)| club.contains(*m)).map(|p| p.1).sum::<f64>();
        let split = if inside(by_need) > 0.0 { by_need } else { &even };
        let whole = inside(split);
        for &(member, part) in split.iter().filter(|(m, _)| club.contains(*m)) {
            sum[member] += cost * part / whole;
        }
    }
    valued
}

/// Columns of threats with the need of each member that they are about.
fn parts(model: &Model<'_>) -> BTreeMap<usize, Vec<(usize, f64)>> {
    let mut parts = BTreeMap::new();
    for (&(_, y), recourse) in &model.variables.recourse {
        for (&(form, end_use), column) in recourse.unmet.iter().chain(&recourse.substituted) {
            let chain = &model.network.minerals[model.chain_of_form(form)];
            parts.insert(column.0, chain.need_of(form, end_use, y, 1.0));
        }
    }
    parts
}

/// What outsiders gain from what a club leaves of what is for sale, beyond what its members leave when each acts alone:
/// the outsider's part of it by need, at the shadow price that it has alone, and in no branch more than it bears there.
fn spill(model: &Model<'_>, base: &Base, rows: &[usize], point: &Solution, club: Club) -> Vec<f64> {
    let n = model.network.programme.members.len();
    let limits = bounds(model, rows, club);
    let mut gains: BTreeMap<(usize, Branch), f64> = BTreeMap::new();
    for (k, (&row, limit)) in rows.iter().zip(limits).enumerate() {
        let before: f64 = club.players().map(|p| base.alone[p].rows[k].0).sum();
        let freed = limit - point.rows[row] - before;
        let part = |p: usize| model.lp.rows[row].upper.part(p);
        let outside: f64 = club.outsiders(n).map(part).sum();
        if freed <= 0.0 || outside <= 0.0 {
            continue;
        }
        for outsider in club.outsiders(n) {
            let worth = base.alone[outsider].rows[k].1.max(0.0);
            *gains.entry((outsider, branch(model, row))).or_default() +=
                freed * part(outsider) / outside * worth;
        }
    }
    let mut spill = vec![0.0; n];
    for ((outsider, branch), gain) in gains {
        spill[outsider] += gain.min(base.alone[outsider].borne.get(&branch).copied().unwrap_or(0.0));
    }
    spill
}

/// The branch that a row of what is for sale belongs to, read off its name: form, threat where there is one, year.
fn branch(model: &Model<'_>, row: usize) -> Branch {
    let name = &model.lp.rows[row].name;
    let mut parts = name.trim_end_matches(']').rsplit(',');
    let year = parts.next().and_then(|year| year.parse().ok()).unwrap_or(0);
    let threat =
        parts.next().and_then(|key| model.network.programme.threats.iter().position(|t| t.key == key));
    (threat, year)
}

/// What a plan bears in each branch.
fn borne_by_branch(model: &Model<'_>, point: &Solution) -> BTreeMap<Branch, f64> {
    let recourse = model.variables.recourse.iter();
    let threat_of: BTreeMap<usize, usize> = recourse
        .flat_map(|(&(s, _), r)| r.unmet.values().chain(r.substituted.values()).map(move |c| (c.0, s)))
        .collect();
    let mut borne = BTreeMap::new();
    for charge in &model.lp.charges {
        let cost = charge.cost * charge.weight * point.columns[charge.column.0];
        *borne.entry((threat_of.get(&charge.column.0).copied(), charge.year)).or_default() += cost;
    }
    borne
}
