//! From what every club spends and loses to who gains, pays and stays, with ranges.
//!
//! Who joins, which club is smallest and who walks away are settled at the centre; every number is computed again in
//! each draw. Methods page: `docs/methods/share.md`.

use super::game::GameError;
use super::ranges::{draws, spread};
use super::value::{Group, Players};
use super::{
    Club, Game, Objection, Outcomes, Rule, Step, by_weights, follow, joiners, joining, least_core, leavers,
    nucleolus, objections, shapley, smallest_club, surplus,
};
use monazite::economy::coupling::Estimate;
use monazite::share::{ClubValue, Items, Joined, MemberShare, Outsiders, RuleShare, Sharing};
use rayon::prelude::*;

/// Gains below this part of the largest value do not move anybody: the accuracy of the plans behind them.
const INDIFFERENT: f64 = 1e-6;

/// The shares of a club's value among its members, in their order.
type Shares = Vec<f64>;

/// What every player bears, over all minerals, in one draw of costs and threats. Million USD.
struct Case {
    players: usize,
    /// By club and player: spent, lost.
    borne: Vec<Vec<(f64, f64)>>,
    /// By club and outsider.
    spill: Vec<Vec<f64>>,
    /// What each player bears if nobody does anything.
    idle: Vec<f64>,
    /// What all gain together, by group of minerals.
    by_group: Vec<f64>,
    game: Game,
    apart: Outcomes,
    shapley: Shares,
    nucleolus: Shares,
    least_objection: f64,
}

impl Case {
    fn of(players: usize, groups: &[Group], factors: &[Items]) -> Result<Self, GameError> {
        let all = Club::all(players);
        let clubs = (0..=all.bits()).map(|bits| bits as usize);
        let mut borne = vec![vec![(0.0, 0.0); players]; clubs.clone().count()];
        let mut spill = vec![vec![0.0; players]; borne.len()];
        let mut idle = vec![0.0; players];
        let mut by_group = Vec::with_capacity(groups.len());
        for (group, factors) in groups.iter().zip(factors) {
            let risk = factors.0[Items::COUNT - 1];
            for club in clubs.clone() {
                for player in 0..players {
                    let items = group.valued[club].borne[player].times(factors);
                    let sum = &mut borne[club][player];
                    *sum = (sum.0 + items.spent(), sum.1 + items.lost());
                    spill[club][player] += group.valued[club].spill[player] * risk;
                }
            }
            let total = |club: Club, player: usize| {
                let items = group.valued[club.bits() as usize].borne[player].times(factors);
                items.spent() + items.lost()
            };
            by_group.push((0..players).map(|p| total(Club::alone(p), p) - total(all, p)).sum());
            for (sum, items) in idle.iter_mut().zip(&group.idle) {
                let items = items.times(factors);
                *sum += items.spent() + items.lost();
            }
        }
        let table = Table { players, borne: &borne, spill: &spill };
        let game = Game::new(players, |club| table.value(club))?;
        let apart = table.outcomes(Outsiders::Alone);
        let (shapley, nucleolus) = (shapley(&game), nucleolus(&game)?);
        let least_objection = least_core(&game)?.objection;
        Ok(Self { players, borne, spill, idle, by_group, game, apart, shapley, nucleolus, least_objection })
    }

    fn table(&self) -> Table<'_> {
        Table { players: self.players, borne: &self.borne, spill: &self.spill }
    }

    /// What a player's own best programme gains it over doing nothing.
    fn alone(&self, player: usize) -> f64 {
        self.idle[player] - self.table().alone(player)
    }

    /// Losses that a player is spared in the joint programme, beyond those that its own spares it.
    fn benefit(&self, player: usize) -> f64 {
        let lost = |club: Club| self.borne[club.bits() as usize][player].1;
        lost(Club::alone(player)) - lost(self.game.grand())
    }

    /// What a player spends in the joint programme above its own.
    fn spends(&self, player: usize) -> f64 {
        let spent = |club: Club| self.borne[club.bits() as usize][player].0;
        spent(self.game.grand()) - spent(Club::alone(player))
    }

    /// What a player gains if the others go on without it.
    fn outside(&self, player: usize) -> f64 {
        self.apart.payoff(self.game.grand().without(player), player)
    }

    /// What each gains where each pays for what it builds and buys.
    fn unpaid(&self) -> Shares {
        (0..self.players).map(|p| self.table().gain(self.game.grand(), p)).collect()
    }

    /// What each gains under a rule.
    fn gains(&self, rule: Rule, players: &Players) -> Shares {
        let each = || 0..self.players;
        let benefits: Vec<f64> = each().map(|p| self.benefit(p)).collect();
        let cost = each().map(|p| self.spends(p)).sum();
        match rule {
            Rule::AsIncurred => self.unpaid(),
            Rule::Shapley => self.shapley.clone(),
            Rule::Nucleolus => self.nucleolus.clone(),
            Rule::Gdp => by_weights(&benefits, cost, &players.gdp),
            Rule::Consumption => by_weights(&benefits, cost, &players.consumption),
            Rule::Equal => by_weights(&benefits, cost, &vec![1.0; self.players]),
        }
    }

    /// The Shapley shares that the members of a club have in it, in their order.
    fn shares_in(&self, club: Club) -> Shares {
        self.game.among(club).map(|g| shapley(&g)).unwrap_or_default()
    }

    /// Gains below this do not move anybody.
    fn tolerance(&self) -> f64 {
        INDIFFERENT * self.game.scale()
    }
}

/// Every club by its number, with nobody at the start.
struct Table<'a> {
    players: usize,
    borne: &'a [Vec<(f64, f64)>],
    spill: &'a [Vec<f64>],
}

impl Table<'_> {
    /// What a member has to bear in a club.
    fn borne(&self, club: Club, player: usize) -> f64 {
        let (spent, lost) = self.borne[club.bits() as usize][player];
        spent + lost
    }

    fn alone(&self, player: usize) -> f64 {
        self.borne(Club::alone(player), player)
    }

    /// What a member gains over acting alone.
    fn gain(&self, club: Club, player: usize) -> f64 {
        self.alone(player) - self.borne(club, player)
    }

    fn value(&self, club: Club) -> f64 {
        club.players().map(|player| self.gain(club, player)).sum()
    }

    fn outcomes(&self, outsiders: Outsiders) -> Outcomes {
        let all = Club::all(self.players);
        Outcomes::new(self.players, |club| {
            let others = all.minus(club);
            let of = |player: usize| match outsiders {
                // Without a club everybody acts alone.
                _ if club.is_empty() => 0.0,
                _ if club.contains(player) => self.gain(club, player),
                Outsiders::Together => self.gain(others, player),
                Outsiders::Alone if club.len() > 1 => self.spill[club.bits() as usize][player],
                Outsiders::Alone => 0.0,
            };
            (0..self.players).map(of).collect()
        })
    }
}

/// The centre and the draws.
struct Cases {
    centre: Case,
    drawn: Vec<Case>,
}

impl Cases {
    /// A number of million USD as money with its range.
    fn money(&self, of: impl Fn(&Case) -> f64) -> Estimate {
        let value = of(&self.centre);
        let (low, high) = spread(value, self.drawn.iter().map(of).collect());
        let [low, value, high] = [low, value, high].map(|million| million * 1e6);
        Estimate { low, value, high }
    }

    /// One number a player.
    fn each(&self, of: impl Fn(&Case) -> Shares) -> Vec<Estimate> {
        let drawn: Vec<Shares> = self.drawn.iter().map(&of).collect();
        let centre = of(&self.centre);
        (0..centre.len())
            .map(|p| {
                let (low, high) = spread(centre[p], drawn.iter().map(|shares| shares[p]).collect());
                let [low, value, high] = [low, centre[p], high].map(|million| million * 1e6);
                Estimate { low, value, high }
            })
            .collect()
    }

    /// The part of the draws, or of the centre where there are none, in which something holds.
    fn part(&self, holds: impl Fn(&Case) -> bool) -> f64 {
        if self.drawn.is_empty() {
            return f64::from(u8::from(holds(&self.centre)));
        }
        self.drawn.iter().filter(|case| holds(case)).count() as f64 / self.drawn.len() as f64
    }
}

/// The answer about all clubs of some groups of minerals, with ranges from `count` draws.
///
/// # Errors
/// [`GameError`] if there are too many players, a value is not a number, or a linear programme is not solved.
pub fn assemble(
    programme: &str,
    players: &Players,
    groups: &[Group],
    (count, seed): (usize, u64),
) -> Result<Sharing, GameError> {
    let n = players.names.len();
    let mut cases: Vec<Case> = draws(groups, count, seed)
        .par_iter()
        .map(|factors| Case::of(n, groups, factors))
        .collect::<Result<_, _>>()?;
    let cases = Cases { centre: cases.remove(0), drawn: cases };
    let centre = &cases.centre;
    let tolerance = centre.tolerance();
    let start = smallest_club(&centre.apart, tolerance);
    Ok(Sharing {
        programme: programme.to_owned(),
        players: players.names.clone(),
        draws: cases.drawn.len(),
        value: cases.money(|c| c.game.value(c.game.grand())),
        by_mineral: groups
            .iter()
            .enumerate()
            .map(|(k, group)| (group.name.clone(), cases.money(|c| c.by_group[k])))
            .collect(),
        least_objection: cases.money(|c| c.least_objection),
        not_superadditive: centre.game.worst_union().filter(|w| w.2 > tolerance).map(|(a, b, _)| {
            let lost = |c: &Case| c.game.value(a) + c.game.value(b) - c.game.value(a.union(b));
            (a.players().collect(), b.players().collect(), cases.money(lost))
        }),
        members: members(&cases),
        rules: Rule::ALL.into_iter().map(|rule| rule_share(&cases, players, rule)).collect(),
        clubs: Outsiders::ALL.into_iter().flat_map(|o| clubs(&cases, o)).collect(),
        smallest: Outsiders::ALL
            .into_iter()
            .map(|o| {
                (o, smallest_club(&centre.table().outcomes(o), tolerance).map(|c| c.players().collect()))
            })
            .collect(),
        joining: order(&cases, start),
    })
}

fn members(cases: &Cases) -> Vec<MemberShare> {
    (0..cases.centre.players)
        .map(|player| MemberShare {
            player,
            alone: cases.money(|c| c.alone(player)),
            benefit: cases.money(|c| c.benefit(player)),
            spends: cases.money(|c| c.spends(player)),
            shapley: cases.money(|c| c.shapley[player]),
            nucleolus: cases.money(|c| c.nucleolus[player]),
            outside: cases.money(|c| c.outside(player)),
        })
        .collect()
}

fn rule_share(cases: &Cases, players: &Players, rule: Rule) -> RuleShare {
    let centre = &cases.centre;
    let leaves = |c: &Case, p: usize| c.outside(p) > c.gains(rule, players)[p] + c.tolerance();
    let pays = |c: &Case| c.unpaid().iter().zip(c.gains(rule, players)).map(|(u, g)| u - g).collect();
    let worst = objections(&centre.game, &centre.gains(rule, players), centre.tolerance());
    RuleShare {
        rule: rule.word().to_owned(),
        gains: cases.each(|c| c.gains(rule, players)),
        pays: cases.each(pays),
        leave: (0..centre.players).filter(|&p| leaves(centre, p)).collect(),
        leaving: (0..centre.players).map(|p| cases.part(|c| leaves(c, p))).collect(),
        objection: worst.first().map(|&Objection { club, .. }| {
            let gain = |c: &Case| {
                let gains = c.gains(rule, players);
                c.game.value(club) - club.players().map(|p| gains[p]).sum::<f64>()
            };
            (club.players().collect(), cases.money(gain))
        }),
    }
}

fn clubs(cases: &Cases, outsiders: Outsiders) -> Vec<ClubValue> {
    let centre = &cases.centre;
    let tolerance = centre.tolerance();
    let of = |case: &Case| case.table().outcomes(outsiders);
    let outcomes = of(centre);
    let drawn: Vec<Outcomes> = cases.drawn.iter().map(of).collect();
    (1..=centre.game.grand().bits())
        .map(Club::from_bits)
        .map(|club| {
            let left = surplus(&outcomes, club);
            let (low, high) = spread(left, drawn.iter().map(|o| surplus(o, club)).collect());
            ClubValue {
                members: club.players().collect(),
                value: cases.money(|c| c.game.value(club)),
                outsiders,
                internal: leavers(&outcomes, club, tolerance).is_empty(),
                external: joiners(&outcomes, club, tolerance).is_empty(),
                surplus: Estimate { low: low * 1e6, value: left * 1e6, high: high * 1e6 },
            }
        })
        .collect()
}

/// The order of joining from a club, or from the player with most to lose where no club is worth starting.
fn order(cases: &Cases, start: Option<Club>) -> Vec<Joined> {
    let centre = &cases.centre;
    let idle = &centre.idle;
    let most = (0..centre.players).max_by(|&a, &b| idle[a].total_cmp(&idle[b]).then(b.cmp(&a)));
    let founders = start.or(most.map(Club::alone)).unwrap_or(Club::EMPTY);
    let order: Vec<usize> = joining(&centre.game, founders, idle);
    let steps = |case: &Case| -> Vec<Step> {
        follow(&case.game, &case.apart, founders, &order, |c| case.shares_in(c))
    };
    let drawn: Vec<Vec<Step>> = cases.drawn.iter().map(steps).collect();
    let number = |k: usize, step: &Step, of: fn(&Step) -> f64| {
        let (low, high) = spread(of(step), drawn.iter().map(|steps| of(&steps[k])).collect());
        Estimate { low: low * 1e6, value: of(step) * 1e6, high: high * 1e6 }
    };
    steps(centre)
        .iter()
        .enumerate()
        .map(|(k, step)| Joined {
            player: step.player,
            joins: step.joins.players().collect(),
            brings: number(k, step, |s| s.brings),
            gains: number(k, step, |s| s.gains),
            pays: number(k, step, |s| s.pays),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::ranges::Factors;
    use super::*;
    use monazite::share::Valued;

    /// Two countries lose 100 and 60 if nothing is done. Alone each spends 40 on a works of its own and loses nothing;
    /// together one works for 50, built by the first, serves both.
    fn two() -> (Players, Group) {
        let capital = |spent: f64| Items([spent, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        let risk = |lost: f64| Items([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, lost]);
        let valued = |club: u32, spent: [f64; 2]| Valued {
            club,
            borne: spent.map(capital).to_vec(),
            spill: vec![0.0; 2],
        };
        let players = Players {
            names: vec!["A".to_owned(), "B".to_owned()],
            gdp: vec![3.0, 1.0],
            consumption: vec![1.0, 1.0],
        };
        let group = Group {
            name: "tin".to_owned(),
            idle: vec![risk(100.0), risk(60.0)],
            valued: vec![
                valued(0, [0.0; 2]),
                valued(1, [40.0, 0.0]),
                valued(2, [0.0, 40.0]),
                valued(3, [50.0, 0.0]),
            ],
            factors: Factors { low: Items([0.5; 8]), high: Items([2.0; 8]) },
        };
        (players, group)
    }

    #[test]
    fn the_worked_number() {
        let (players, group) = two();
        let sharing = assemble("two", &players, &[group], (0, 1)).unwrap();
        assert_eq!(sharing.value, Estimate::exact(30e6));
        assert_eq!(sharing.members[0].alone, Estimate::exact(60e6));
        assert_eq!(sharing.members[0].spends, Estimate::exact(10e6));
        assert_eq!(sharing.members[1].spends, Estimate::exact(-40e6));
        assert_eq!(sharing.members[0].shapley, Estimate::exact(15e6));
        let rule = |word: &str| sharing.rules.iter().find(|r| r.rule == word).unwrap();
        assert_eq!(rule("as_incurred").leave, [0], "it builds for both");
        // Of 30 saved in common the equal rule gives half each; A, who is 10 out of pocket, gets 25 from B.
        assert_eq!(rule("equal").pays, [Estimate::exact(-25e6), Estimate::exact(25e6)]);
        assert!(rule("equal").leave.is_empty() && rule("equal").objection.is_none());
        assert_eq!(sharing.smallest[0], (Outsiders::Alone, Some(vec![0, 1])));
        assert!(sharing.least_objection.value < 0.0, "the core is not empty");
    }

    #[test]
    fn a_range_is_that_of_the_costs_behind_the_number() {
        let (players, group) = two();
        let sharing = assemble("two", &players, &[group], (200, 1)).unwrap();
        // All that the value rests on is capital, at half to twice its cost.
        let Estimate { low, value, high } = sharing.value;
        assert_eq!(value, 30e6);
        assert!(low > 15e6 && low < 22e6 && high > 45e6 && high < 60e6, "{low} {high}");
        let of_all = &sharing.by_mineral[0];
        assert_eq!((of_all.0.as_str(), of_all.1), ("tin", sharing.value));
        // Capital scales all gains alike, so that in every draw the one who builds for both walks away.
        assert_eq!(sharing.rules[0].leaving, [1.0, 0.0]);
    }
}
