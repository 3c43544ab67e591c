//! What every club's best joint programme costs its members, and what it leaves for the others.
//!
//! One model a mineral serves all clubs: who stays away is a matter of bounds, so each solve starts from the basis of
//! another. Clubs are solved in blocks that differ from one to the next by one player; every block starts from the basis
//! of all players, so that a block gives the same numbers whether it is solved in one run or in a later one, on one
//! thread or on many. Methods page: `docs/methods/share.md`.

use super::small::{ForSale, Small};
use super::{Club, Players};
use crate::Error;
use crate::data::Costs;
use crate::model::Model;
use crate::network::Network;
use crate::plan::groups;
use crate::solve::tie;
use monazite::balance::Balance;
use monazite::id::CountryId;
use monazite::plan::{Attitude, Programme, Targets, Threat};
use monazite::share::{SolvedBlock, Valued};
use monazite::system::System;
use monazite_highs::{Basis, Highs, Setting, Solution, Status};
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
        let programmes: Vec<Programme> = self.groups.iter().map(valued_by).collect();
        let networks: Vec<Network<'_>> = self
            .groups
            .iter()
            .zip(&programmes)
            .map(|(n, programme)| Network { programme, ..n.clone() })
            .collect();
        let models: Vec<Model<'_>> = networks.par_iter().map(Model::of).collect();
        let models: Vec<Small<'_, '_>> = models.par_iter().map(Small::of).collect();
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

/// A programme without its targets, and with threats that do the same to its minerals taken as one.
fn valued_by(network: &Network<'_>) -> Programme {
    let programme = network.programme;
    let mut threats: Vec<Threat> = Vec::new();
    for threat in programme.threats.iter().filter(|t| network.minerals.iter().any(|c| c.touched_by(t))) {
        let hits = |t: &Threat| network.minerals.iter().map(|c| c.hits.get(&t.key)).collect::<Vec<_>>();
        let alike =
            |t: &&mut Threat| hits(t) == hits(threat) && (t.months, t.from) == (threat.months, threat.from);
        match threats.iter_mut().find(alike) {
            Some(same) if matches!(programme.attitude, Attitude::Expected) => {
                same.probability = same.probability + threat.probability;
            }
            _ => threats.push(threat.clone()),
        }
    }
    Programme { targets: Targets::default(), lumpy: false, threats, ..programme.clone() }
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

/// A small model in the solver.
struct Desk<'s> {
    small: &'s Small<'s, 's>,
    highs: Highs,
}

impl<'s> Desk<'s> {
    fn new(small: &'s Small<'s, 's>) -> Result<Self, Error> {
        let costs: Vec<f64> = small.lp.costs().into_iter().enumerate().map(|(i, c)| c + tie(i)).collect();
        let all = Club::all(small.model.network.programme.members.len());
        let mut highs = Highs::new(&small.problem(&costs, all))?;
        // From one club to the next few things change; costs that are disturbed and put right again cost more than
        // they save.
        highs.set("dual_simplex_cost_perturbation_multiplier", Setting::Double(0.0))?;
        Ok(Self { small, highs })
    }

    /// The best programme of a club.
    fn optimum(&mut self, club: Club) -> Result<Solution, Error> {
        self.highs.change_column_bounds(&self.small.column_bounds(club))?;
        self.highs.change_row_bounds(&self.small.row_bounds(club))?;
        self.run("a club")
    }

    fn run(&mut self, what: &'static str) -> Result<Solution, Error> {
        let status = self.highs.run()?;
        if status == Status::Optimal {
            return Ok(self.highs.solution()?);
        }
        let model = self.small.model;
        let keys: Vec<String> =
            model.network.minerals.iter().map(|c| model.names.mineral(c.mineral)).collect();
        Err(Error::NotOptimal { what, minerals: keys.join(", "), status })
    }
}

/// All players together, each alone, and each doing nothing.
fn base(small: &Small<'_, '_>) -> Result<Base, Error> {
    let n = small.model.network.programme.members.len();
    let mut desk = Desk::new(small)?;
    desk.run("all players together")?;
    let basis = desk.highs.basis()?;
    let for_sale = small.for_sale();
    let (mut alone, mut idle) = (Vec::with_capacity(n), Vec::with_capacity(n));
    let v = &small.model.variables;
    let mut decisions: Vec<usize> =
        v.build.values().chain(v.bought.values()).map(|&c| small.place(c)).collect();
    decisions.sort_unstable();
    decisions.dedup();
    let decisions: Vec<(usize, f64, f64)> = decisions.into_iter().map(|c| (c, 0.0, 0.0)).collect();
    for player in 0..n {
        desk.highs.set_basis(&basis)?;
        let club = Club::alone(player);
        let point = desk.optimum(club)?;
        let takes_part = small.takes_part(club);
        let left = for_sale.iter().map(|item| {
            let (taken, worth) = item.taken_and_worth(&point);
            (item.bound.of(&takes_part) - taken, worth)
        });
        alone.push(Alone { rows: left.collect(), borne: borne_by_branch(small, &point) });
        desk.highs.change_column_bounds(&decisions)?;
        let point = desk.run("a player that does nothing")?;
        idle.push(borne(small, &point, club).lost.iter().sum());
        let restored: Vec<(usize, f64, f64)> =
            decisions.iter().map(|&(c, ..)| (c, 0.0, small.lp.columns[c].upper)).collect();
        desk.highs.change_column_bounds(&restored)?;
    }
    Ok(Base { basis, idle, alone })
}

/// The clubs of a block, each a step of one player from the one before (Gray code).
fn clubs_of(block: u32, players: usize) -> impl Iterator<Item = Club> {
    let places = block * BLOCK..((block + 1) * BLOCK).min(Club::all(players).bits() + 1);
    places.map(|place| Club::from_bits(place ^ place >> 1)).filter(|club| !club.is_empty())
}

/// Solves the clubs of a block.
fn block_of(small: &Small<'_, '_>, base: &Base, block: u32) -> Result<Vec<Valued>, Error> {
    let n = small.model.network.programme.members.len();
    let for_sale = small.for_sale();
    let mut desk = Desk::new(small)?;
    desk.highs.set_basis(&base.basis)?;
    let mut valued = Vec::new();
    for club in clubs_of(block, n) {
        let point = desk.optimum(club)?;
        let mut of_club = borne(small, &point, club);
        if club.len() > 1 {
            of_club.spill = spill(small, base, &for_sale, &point, club);
        }
        valued.push(of_club);
    }
    Ok(valued)
}

/// What each member bears: its own columns, and of what is done together under a threat its part by need.
fn borne(small: &Small<'_, '_>, point: &Solution, club: Club) -> Valued {
    let n = small.model.network.programme.members.len();
    let mut valued = nothing(club, n);
    let parts = parts(small);
    let even: Vec<(usize, f64)> = club.players().map(|p| (p, 1.0)).collect();
    for charge in &small.lp.charges {
        let cost = charge.cost * charge.weight * point.columns[charge.column.0];
        if cost == 0.0 {
            continue;
        }
        let sum = if charge.item.is_spent() { &mut valued.spent } else { &mut valued.lost };
        if let Some(member) = small.lp.columns[charge.column.0].member {
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
fn parts(small: &Small<'_, '_>) -> BTreeMap<usize, Vec<(usize, f64)>> {
    let model = small.model;
    let mut parts = BTreeMap::new();
    for (&(_, y), recourse) in &model.variables.recourse {
        for (&(form, end_use), &column) in recourse.unmet.iter().chain(&recourse.substituted) {
            let chain = &model.network.minerals[model.chain_of_form(form)];
            parts.insert(small.place(column), chain.need_of(form, end_use, y, 1.0));
        }
    }
    parts
}

/// What outsiders gain from what a club leaves of what is for sale, beyond what its members leave when each acts alone:
/// the outsider's part of it by need, at the shadow price that it has alone, and in no branch more than it bears there.
fn spill(
    small: &Small<'_, '_>,
    base: &Base,
    for_sale: &[ForSale<'_>],
    point: &Solution,
    club: Club,
) -> Vec<f64> {
    let n = small.model.network.programme.members.len();
    let takes_part = small.takes_part(club);
    let mut gains: BTreeMap<(usize, Branch), f64> = BTreeMap::new();
    for (k, item) in for_sale.iter().enumerate() {
        let before: f64 = club.players().map(|p| base.alone[p].rows[k].0).sum();
        let freed = item.bound.of(&takes_part) - item.taken_and_worth(point).0 - before;
        let outside: f64 = club.outsiders(n).map(|p| item.bound.part(p)).sum();
        if freed <= 0.0 || outside <= 0.0 {
            continue;
        }
        for outsider in club.outsiders(n) {
            let worth = base.alone[outsider].rows[k].1.max(0.0);
            *gains.entry((outsider, branch(small, item.name))).or_default() +=
                freed * item.bound.part(outsider) / outside * worth;
        }
    }
    let mut spill = vec![0.0; n];
    for ((outsider, branch), gain) in gains {
        spill[outsider] += gain.min(base.alone[outsider].borne.get(&branch).copied().unwrap_or(0.0));
    }
    spill
}

/// The branch that a row of what is for sale belongs to, read off its name: form, threat where there is one, year.
fn branch(small: &Small<'_, '_>, name: &str) -> Branch {
    let mut parts = name.trim_end_matches(']').rsplit(',');
    let year = parts.next().and_then(|year| year.parse().ok()).unwrap_or(0);
    let threats = &small.model.network.programme.threats;
    let threat = parts.next().and_then(|key| threats.iter().position(|t| t.key == key));
    (threat, year)
}

/// What a plan bears in each branch.
fn borne_by_branch(small: &Small<'_, '_>, point: &Solution) -> BTreeMap<Branch, f64> {
    let recourse = small.model.variables.recourse.iter();
    let threat_of: BTreeMap<usize, usize> = recourse
        .flat_map(|(&(s, _), r)| {
            r.unmet.values().chain(r.substituted.values()).map(move |&c| (small.place(c), s))
        })
        .collect();
    let mut borne = BTreeMap::new();
    for charge in &small.lp.charges {
        let cost = charge.cost * charge.weight * point.columns[charge.column.0];
        let branch = (threat_of.get(&charge.column.0).copied(), small.period(charge.year));
        *borne.entry(branch).or_default() += cost;
    }
    borne
}
