//! What every club's best joint programme costs its members, and what it leaves for the others.
//!
//! One model a mineral serves all clubs: who stays away is a matter of bounds, so each solve starts from the basis of
//! another. Clubs are solved in blocks that differ from one to the next by one player, mostly by one that changes little;
//! every block starts from the basis of all players, so that a block gives the same numbers whether it is solved in one
//! run or in a later one, on one thread or on many. Methods page: `docs/methods/share.md`.

use super::alone::{Base, base};
use super::club::Club;
use super::desk::{Desk, minerals};
use super::small::Small;
use super::spill;
use crate::data;
use crate::error::Error;
use crate::model::Model;
use crate::network::Network;
use crate::plan::groups;
use monazite::Watch;
use monazite::balance::Balance;
use monazite::plan::Items;
use monazite::plan::{Attitude, Factors, Programme, Targets, Threat};
use monazite::share::{SolvedBlock, Valued};
use monazite::system::System;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Clubs of a block.
const BLOCK: usize = 64;

/// The clubs of a programme's members.
#[derive(Debug)]
pub struct Clubs<'a> {
    network: Network<'a>,
    groups: Vec<Network<'a>>,
    /// Orders of joining that are followed, each with its reverse; none where every club is solved.
    orders: Option<Vec<Vec<usize>>>,
    watch: Watch,
}

/// The players with what weighs in rules of cost sharing.
#[derive(Debug, Clone, PartialEq)]
pub struct Players {
    /// Names in the order of bits.
    pub names: Vec<String>,
    /// Gross domestic product, in any one unit.
    pub gdp: Vec<f64>,
    /// Value of the need of the minerals concerned, in any one unit.
    pub consumption: Vec<f64>,
}

/// All clubs of one group of minerals.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its mineral, or its minerals joined by `+`.
    pub name: String,
    /// What each player bears alone if it does nothing.
    pub idle: Vec<Items>,
    /// What each bears of today: all together, trading as they do, and nobody decides anything.
    pub today: Vec<Items>,
    /// Clubs by rising number, nobody first.
    pub valued: Vec<Valued>,
    /// How far costs and losses reach at the ends of their ranges.
    pub factors: Factors,
}

impl<'a> Clubs<'a> {
    /// Without the targets of the programme: a club is worth what it saves. Works come in any size.
    #[must_use]
    pub fn of(system: &'a System, balance: &'a Balance, programme: &'a Programme) -> Self {
        let network = Network::of(system, balance, programme);
        let groups = groups(&network).iter().map(|chains| network.only(chains)).collect();
        Self { network, groups, orders: None, watch: Watch::default() }
    }

    /// Under a watch that every solve hears.
    #[must_use]
    pub fn under(self, watch: &Watch) -> Self {
        Self { watch: watch.clone(), ..self }
    }

    /// Only the clubs that players form when they join in these orders and in their reverses, all players but one, and
    /// each alone.
    #[must_use]
    pub fn along(self, orders: Vec<Vec<usize>>) -> Self {
        Self { orders: Some(orders), ..self }
    }

    /// How many players.
    #[must_use]
    pub fn players(&self) -> usize {
        self.network.programme.members.len()
    }

    /// How many blocks there are to solve.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.groups.len() * self.blocks_of_a_group()
    }

    fn blocks_of_a_group(&self) -> usize {
        match &self.orders {
            None => (1_usize << self.players()).div_ceil(BLOCK),
            Some(orders) => 1 + 2 * orders.len(),
        }
    }

    /// The clubs of a block. Of orders the first block has all players, all but one, and each alone; every other one
    /// order or its reverse, from the end, where it is near to all players.
    fn clubs_of(&self, block: usize, by_pivots: &[usize]) -> Vec<Club> {
        let n = self.players();
        let Some(orders) = &self.orders else { return counted(block, by_pivots) };
        let Some(place) = block.checked_sub(1) else {
            let all = Club::all(n);
            let others = by_pivots.iter().map(|&player| all.without(player));
            return others.chain((0..n).map(Club::alone)).chain([all]).collect();
        };
        let mut order = orders[place / 2].clone();
        if place % 2 == 1 {
            order.reverse();
        }
        let club = |size: usize| order[..size].iter().fold(Club::EMPTY, |club, &player| club.with(player));
        (2..n.saturating_sub(1)).rev().map(club).collect()
    }

    /// Solves every club, or those along the orders, for every group of minerals, save the blocks that are known
    /// already. `done` is told of each block as it is solved, from any thread.
    ///
    /// # Errors
    /// [`Error::NotOptimal`] if a solve did not end optimal; [`Error::Cancelled`] by the watch.
    pub fn solve(
        &self,
        known: Vec<SolvedBlock>,
        done: &(dyn Fn(&SolvedBlock) + Sync),
    ) -> Result<(Players, Vec<Group>), Error> {
        let all: Vec<usize> = (0..self.groups.len()).collect();
        let (blocks, bases) = self.based(&all, |models, bases| {
            // A block of other clubs than are asked for is solved again.
            let whole = |b: &SolvedBlock| {
                bases.get(b.group).is_some_and(|base| {
                    let asked = || self.clubs_of(b.block, &base.by_pivots).into_iter().map(Club::bits);
                    b.block < self.blocks_of_a_group() && b.valued.iter().map(|v| v.club).eq(asked())
                })
            };
            let mut blocks: BTreeMap<(usize, usize), SolvedBlock> =
                known.into_iter().filter(whole).map(|b| ((b.group, b.block), b)).collect();
            let at = |place| (place / self.blocks_of_a_group(), place % self.blocks_of_a_group());
            let open: Vec<(usize, usize)> =
                (0..self.blocks()).map(at).filter(|at| !blocks.contains_key(at)).collect();
            let solved = open.par_iter().map(|&at| {
                let block = self.block((&models[at.0], &bases[at.0]), at)?;
                done(&block);
                Ok::<_, Error>(block)
            });
            let solved: Vec<SolvedBlock> = solved.collect::<Result<_, _>>()?;
            blocks.extend(solved.into_iter().map(|block| ((block.group, block.block), block)));
            Ok((blocks, bases))
        })?;
        let n = self.players();
        let named = self.groups.iter().zip(bases);
        let mut groups: Vec<Group> = named
            .map(|(network, base)| Group {
                name: minerals(network).join("+"),
                idle: base.idle,
                today: base.today,
                valued: vec![nothing(Club::EMPTY, n)],
                factors: base.factors,
            })
            .collect();
        for block in blocks.into_values() {
            groups[block.group].valued.extend(block.valued);
        }
        for group in &mut groups {
            // Two orders may pass through one club.
            group.valued.sort_by_key(|valued| valued.club);
            group.valued.dedup_by_key(|valued| valued.club);
        }
        Ok((self.weights(), groups))
    }

    /// Solves some blocks by their place among all: what [`Clubs::solve`] takes as known, wherever it was solved.
    ///
    /// # Errors
    /// As [`Clubs::solve`].
    pub fn solve_blocks(&self, places: Range<usize>) -> Result<Vec<SolvedBlock>, Error> {
        let of_a_group = self.blocks_of_a_group();
        let at: Vec<(usize, usize)> =
            places.filter(|&p| p < self.blocks()).map(|p| (p / of_a_group, p % of_a_group)).collect();
        let asked: BTreeSet<usize> = at.iter().map(|(group, _)| *group).collect();
        let asked: Vec<usize> = asked.into_iter().collect();
        self.based(&asked, |models, bases| {
            let solved = at.par_iter().map(|&at| {
                let place = asked.binary_search(&at.0).unwrap_or_default();
                self.block((&models[place], &bases[place]), at)
            });
            solved.collect()
        })
    }

    /// Builds the models of some groups, solves what all their clubs are measured against, and hands both on.
    fn based<T>(
        &self,
        groups: &[usize],
        then: impl FnOnce(&[Small<'_, '_>], Vec<Base>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let watch = &self.watch;
        let programmes: Vec<Programme> = groups.iter().map(|&g| valued_by(&self.groups[g])).collect();
        let networks = groups.iter().zip(&programmes);
        let networks: Vec<Network<'_>> =
            networks.map(|(&g, programme)| Network { programme, ..self.groups[g].clone() }).collect();
        let networks: Vec<Network<'_>> =
            networks.par_iter().map(|network| network.with_weeks(watch)).collect::<Result<_, _>>()?;
        let model = |network| Model::of(network, watch);
        let models: Vec<Model<'_>> = networks.par_iter().map(model).collect::<Result<_, _>>()?;
        let small = |model| watch.go_on().map(|()| Small::of(model));
        let models: Vec<Small<'_, '_>> = models.par_iter().map(small).collect::<Result<_, _>>()?;
        let base = |small| base(small, watch);
        let bases: Vec<Base> = models.par_iter().map(base).collect::<Result<_, _>>()?;
        then(&models, bases)
    }

    fn block(
        &self,
        (model, base): (&Small<'_, '_>, &Base),
        (group, block): (usize, usize),
    ) -> Result<SolvedBlock, Error> {
        let clubs = self.clubs_of(block, &base.by_pivots);
        Ok(SolvedBlock { group, block, valued: values(model, base, &clubs, &self.watch)? })
    }

    /// The players with what weighs in rules of cost sharing.
    fn weights(&self) -> Players {
        let (system, members) = (self.network.system, &self.network.programme.members);
        let costs = data::Costs::new(system);
        let gdp = |m: usize| {
            members[m].countries.iter().filter_map(|&c| system.gdp(c)).map(|gdp| gdp.value.get()).sum()
        };
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
                same.probability += threat.probability;
            }
            _ => threats.push(threat.clone()),
        }
    }
    Programme { targets: Targets::default(), lumpy: false, threats, ..programme.clone() }
}

/// Nothing spent, lost or gained.
fn nothing(club: Club, players: usize) -> Valued {
    Valued { club: club.bits(), borne: vec![Items::default(); players], spill: vec![0.0; players] }
}

/// The clubs of a block of all, each a step of one player from the one before (Gray code). Players early in `by_pivots`
/// step most often: every other time the first, one time in four the second.
fn counted(block: usize, by_pivots: &[usize]) -> Vec<Club> {
    let places = block * BLOCK..((block + 1) * BLOCK).min(1 << by_pivots.len());
    let club = |place: usize| {
        let bits = Club::from_bits((place ^ place >> 1) as u64).players();
        bits.fold(Club::EMPTY, |club, bit| club.with(by_pivots[bit]))
    };
    places.map(club).filter(|club| !club.is_empty()).collect()
}

/// Solves clubs one after the other, from the basis of all players.
fn values(small: &Small<'_, '_>, base: &Base, clubs: &[Club], watch: &Watch) -> Result<Vec<Valued>, Error> {
    let n = small.model.network().programme.members.len();
    let for_sale = small.for_sale();
    let mut desk = Desk::new(small, watch)?;
    desk.highs.set_basis(&base.basis)?;
    let mut valued = Vec::new();
    for &club in clubs {
        let point = desk.optimum(club)?;
        let mut of_club = nothing(club, n);
        of_club.borne = base.costs.borne(&point, club, n);
        if club.len() > 1 {
            let freed = spill::freed(small, &base.alone, &for_sale, &point, club);
            of_club.spill = spill::bound(&base.alone, &for_sale, &freed, club);
            // The last one outside has all that is freed: what it gains is solved for.
            let outside: Vec<usize> = club.outsiders(n).collect();
            if let [last] = outside[..] {
                let alone = &base.alone[last];
                let borne =
                    desk.outside((Club::alone(last), &alone.basis), &for_sale, &freed, &base.costs)?;
                of_club.spill[last] = (alone.total - borne).max(0.0);
            }
        }
        valued.push(of_club);
    }
    Ok(valued)
}
