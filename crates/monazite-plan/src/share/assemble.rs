//! From what every club spends and loses to who gains, pays and stays, with ranges.
//!
//! Who joins, which club is smallest and who walks away are settled at the centre; every number is computed again in
//! each draw. Methods page: `docs/methods/share.md`.

use super::club::Club;
use super::game::{Game, GameError, scale};
use super::joining::{Step, follow, joining};
use super::nucleolus::{least_core, nucleolus};
use super::objection::{Objection, objections};
use super::outcome::Outcomes;
use super::parted::{parted, parted_among};
use super::rule::{Rule, by_weights};
use super::shapley::{Sampled, sampled, shapley};
use super::stability::{joiners, leavers, smallest_club, surplus};
use super::value::{Group, Players};
use crate::ranges::{Draws, draws};
use monazite::estimate::Estimate;
use monazite::plan::Factors;
use monazite::plan::Items;
use monazite::share::{ClubValue, Joined, MemberShare, Outsiders, RuleShare, Sharing};
use monazite::{Cancelled, Watch};
use rayon::prelude::*;

/// Gains below this part of the largest value do not move anybody: the accuracy of the plans behind them.
const INDIFFERENT: f64 = 1e-6;

/// The shares of a club's value among its members, in their order.
type Shares = Vec<f64>;

/// What every player bears, over all minerals, in one draw of costs and threats. Million USD.
struct Case {
    players: usize,
    /// The clubs that were solved, by rising number, nobody first.
    clubs: Vec<Club>,
    /// By club and player: spent, lost.
    borne: Vec<Vec<(f64, f64)>>,
    /// By club and outsider.
    spill: Vec<Vec<f64>>,
    /// What each player bears if nobody does anything.
    idle: Vec<f64>,
    /// What each loses today, all together, if nobody does anything.
    today: Vec<f64>,
    /// What all gain together, by group of minerals.
    by_group: Vec<f64>,
    shapley: Vec<Sampled>,
    /// Gains below this do not move anybody.
    tolerance: f64,
    whole: Option<Whole>,
}

/// What can be said where every club was solved.
struct Whole {
    game: Game,
    apart: Outcomes,
    together: Outcomes,
    nucleolus: Shares,
    least_objection: f64,
    tolerance: f64,
}

impl Case {
    fn of(
        players: usize,
        groups: &[Group],
        orders: Option<&[Vec<usize>]>,
        factors: &[Items],
        watch: &Watch,
    ) -> Result<Self, GameError> {
        watch.go_on()?;
        let all = Club::all(players);
        let clubs: Vec<Club> = groups
            .first()
            .map(|group| group.valued.iter().map(|v| Club::from_bits(v.club)).collect())
            .ok_or(GameError::Nothing)?;
        let mut borne = vec![vec![(0.0, 0.0); players]; clubs.len()];
        let mut spill = vec![vec![0.0; players]; clubs.len()];
        let [mut idle, mut today] = [vec![0.0; players], vec![0.0; players]];
        let mut by_group = Vec::with_capacity(groups.len());
        for (group, factors) in groups.iter().zip(factors) {
            let risk = factors.0[Items::COUNT - 1];
            for (place, valued) in group.valued.iter().enumerate() {
                for player in 0..players {
                    let items = valued.borne[player].times(factors);
                    let sum = &mut borne[place][player];
                    *sum = (sum.0 + items.spent(), sum.1 + items.lost());
                    spill[place][player] += valued.spill[player] * risk;
                }
            }
            let total = |club: Club, player: usize| {
                let items = group.valued[place(&clubs, club)].borne[player].times(factors);
                items.spent() + items.lost()
            };
            by_group.push((0..players).map(|p| total(Club::alone(p), p) - total(all, p)).sum());
            for (sum, items) in idle.iter_mut().zip(&group.idle) {
                let items = items.times(factors);
                *sum += items.spent() + items.lost();
            }
            for (sum, items) in today.iter_mut().zip(&group.today) {
                *sum += items.times(factors).lost();
            }
        }
        let table = Table { players, clubs: &clubs, borne: &borne, spill: &spill };
        let tolerance = INDIFFERENT * scale(clubs.iter().map(|&club| table.value(club)));
        let (shapley, whole) = match orders {
            Some(orders) => (sampled(orders, |club| table.value(club)), None),
            None => {
                let whole = Whole::of(&table, tolerance, watch)?;
                let exact = |share| Sampled { share, error: 0.0 };
                (shapley(&whole.game).into_iter().map(exact).collect(), Some(whole))
            }
        };
        Ok(Self { players, clubs, borne, spill, idle, today, by_group, shapley, tolerance, whole })
    }

    fn table(&self) -> Table<'_> {
        Table { players: self.players, clubs: &self.clubs, borne: &self.borne, spill: &self.spill }
    }

    fn all(&self) -> Club {
        Club::all(self.players)
    }

    /// What a player's own best programme gains it over doing nothing.
    fn alone(&self, player: usize) -> f64 {
        self.idle[player] - self.table().alone(player)
    }

    /// Losses that a player is spared in the joint programme, beyond those that its own spares it.
    fn benefit(&self, player: usize) -> f64 {
        let lost = |club: Club| self.table().entry(club, player).1;
        lost(Club::alone(player)) - lost(self.all())
    }

    /// What a player spends in the joint programme above its own.
    fn spends(&self, player: usize) -> f64 {
        let spent = |club: Club| self.table().entry(club, player).0;
        spent(self.all()) - spent(Club::alone(player))
    }

    /// What a player gains if the others go on without it.
    fn outside(&self, player: usize) -> f64 {
        self.spill[place(&self.clubs, self.all().without(player))][player]
    }

    /// What each gains where each pays for what it builds and buys.
    fn unpaid(&self) -> Shares {
        (0..self.players).map(|p| self.table().gain(self.all(), p)).collect()
    }

    /// What each gains under a rule.
    fn gains(&self, rule: Rule, players: &Players) -> Shares {
        let each = || 0..self.players;
        let benefits: Vec<f64> = each().map(|p| self.benefit(p)).collect();
        let cost = each().map(|p| self.spends(p)).sum();
        match rule {
            Rule::AsIncurred => self.unpaid(),
            Rule::Shapley => self.shapley.iter().map(|s| s.share).collect(),
            Rule::Nucleolus => self.whole.as_ref().map_or_else(Vec::new, |whole| whole.nucleolus.clone()),
            Rule::Gdp => by_weights(&benefits, cost, &players.gdp),
            Rule::Consumption => by_weights(&benefits, cost, &players.consumption),
            Rule::Equal => by_weights(&benefits, cost, &vec![1.0; self.players]),
        }
    }
}

impl Whole {
    fn of(table: &Table<'_>, tolerance: f64, watch: &Watch) -> Result<Self, GameError> {
        let game = Game::new(table.players, |club| table.value(club))?;
        let [apart, together] = Outsiders::ALL.map(|outsiders| table.outcomes(outsiders));
        let nucleolus = nucleolus(&game, watch)?;
        let least_objection = least_core(&game, watch)?.objection;
        Ok(Self { game, apart, together, nucleolus, least_objection, tolerance })
    }

    fn outcomes(&self, outsiders: Outsiders) -> &Outcomes {
        match outsiders {
            Outsiders::Alone => &self.apart,
            Outsiders::Together => &self.together,
        }
    }

    /// The Shapley shares that the members of a club have in it, in their order.
    fn shares_in(&self, club: Club) -> Shares {
        self.game.among(club).map(|g| shapley(&g)).unwrap_or_default()
    }
}

/// The place of a club in a list by rising number; that of nobody if it is not there.
fn place(clubs: &[Club], club: Club) -> usize {
    clubs.binary_search(&club).unwrap_or(0)
}

/// Clubs that were solved, with nobody at the start.
struct Table<'a> {
    players: usize,
    clubs: &'a [Club],
    borne: &'a [Vec<(f64, f64)>],
    spill: &'a [Vec<f64>],
}

impl Table<'_> {
    /// What a member spends and loses in a club.
    fn entry(&self, club: Club, player: usize) -> (f64, f64) {
        self.borne[place(self.clubs, club)][player]
    }

    /// What a member has to bear in a club.
    fn borne(&self, club: Club, player: usize) -> f64 {
        let (spent, lost) = self.entry(club, player);
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
                Outsiders::Alone if club.len() > 1 => self.spill[place(self.clubs, club)][player],
                Outsiders::Alone => 0.0,
            };
            (0..self.players).map(of).collect()
        })
    }
}

/// The centre and the draws.
struct Cases<C> {
    centre: C,
    drawn: Vec<C>,
}

impl Cases<Case> {
    /// What can be said where every club was solved.
    fn whole(&self) -> Option<Cases<&Whole>> {
        let drawn = self.drawn.iter().filter_map(|case| case.whole.as_ref()).collect();
        Some(Cases { centre: self.centre.whole.as_ref()?, drawn })
    }
}

impl<C> Cases<C> {
    /// A number of million USD as money with its range.
    fn money(&self, of: impl Fn(&C) -> f64) -> Estimate {
        Estimate::of_draws(of(&self.centre), self.drawn.iter().map(of).collect()) * 1e6
    }

    /// One number a player.
    fn each(&self, of: impl Fn(&C) -> Shares) -> Vec<Estimate> {
        let drawn: Vec<Shares> = self.drawn.iter().map(&of).collect();
        let centre = of(&self.centre);
        (0..centre.len())
            .map(|p| Estimate::of_draws(centre[p], drawn.iter().map(|shares| shares[p]).collect()) * 1e6)
            .collect()
    }

    /// The part of the draws, or of the centre where there are none, in which something holds.
    fn part(&self, holds: impl Fn(&C) -> bool) -> f64 {
        if self.drawn.is_empty() {
            return f64::from(u8::from(holds(&self.centre)));
        }
        self.drawn.iter().filter(|case| holds(case)).count() as f64 / self.drawn.len() as f64
    }
}

/// The answer about all clubs of some groups of minerals, or about those along some orders of joining, with ranges from
/// `count` draws.
///
/// # Errors
/// [`GameError`] if there is nothing to share, there are too many players, a value is not a number, or a linear programme
/// is not solved; [`GameError::Cancelled`] by the watch.
pub fn assemble(
    programme: &str,
    players: &Players,
    groups: &[Group],
    orders: Option<&[Vec<usize>]>,
    (count, seed): (usize, u64),
    watch: &Watch,
) -> Result<Sharing, GameError> {
    let n = players.names.len();
    let parting = if orders.is_none() { parted } else { parted_among };
    let groups: Vec<Group> =
        groups.iter().map(|group| Group { valued: parting(&group.valued), ..group.clone() }).collect();
    let groups = &groups[..];
    let factors: Vec<Factors> = groups.iter().map(|group| group.factors).collect();
    let mut cases: Vec<Case> = draws(&factors, Draws { count, seed })
        .par_iter()
        .map(|factors| Case::of(n, groups, orders, factors, watch))
        .collect::<Result<_, _>>()?;
    let cases = Cases { centre: cases.remove(0), drawn: cases };
    let sharing = Sharing {
        programme: programme.to_owned(),
        players: players.names.clone(),
        draws: cases.drawn.len(),
        // Each was followed from both ends.
        orders: orders.map(|orders| 2 * orders.len()),
        value: cases.money(|c| c.table().value(c.all())),
        by_mineral: groups
            .iter()
            .enumerate()
            .map(|(k, group)| (group.name.clone(), cases.money(|c| c.by_group[k])))
            .collect(),
        least_objection: None,
        not_superadditive: None,
        members: members(&cases),
        rules: Rule::ALL.into_iter().filter_map(|rule| rule_share(&cases, players, rule)).collect(),
        clubs: Vec::new(),
        smallest: Vec::new(),
        joining: Vec::new(),
    };
    Ok(match cases.whole() {
        Some(whole) => with_every_club(sharing, &whole, &cases.centre.idle, watch)?,
        None => sharing,
    })
}

/// Adds what can be said only where every club was solved.
fn with_every_club(
    sharing: Sharing,
    cases: &Cases<&Whole>,
    idle: &[f64],
    watch: &Watch,
) -> Result<Sharing, Cancelled> {
    let Whole { game, apart, tolerance, .. } = cases.centre;
    let smallest = |o| smallest_club(cases.centre.outcomes(o), *tolerance);
    Ok(Sharing {
        least_objection: Some(cases.money(|c| c.least_objection)),
        not_superadditive: game.worst_union(watch)?.filter(|w| w.2 > *tolerance).map(|(a, b, _)| {
            let lost = |c: &&Whole| c.game.value(a) + c.game.value(b) - c.game.value(a.union(b));
            (a.players().collect(), b.players().collect(), cases.money(lost))
        }),
        clubs: Outsiders::ALL
            .map(|o| clubs(cases, o, watch))
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?
            .concat(),
        smallest: Outsiders::ALL
            .into_iter()
            .map(|o| (o, smallest(o).map(|club| club.players().collect())))
            .collect(),
        joining: order(cases, idle, smallest_club(apart, *tolerance), watch)?,
        ..sharing
    })
}

fn members(cases: &Cases<Case>) -> Vec<MemberShare> {
    (0..cases.centre.players)
        .map(|player| MemberShare {
            player,
            today: cases.money(|c| c.today[player]),
            alone: cases.money(|c| c.alone(player)),
            benefit: cases.money(|c| c.benefit(player)),
            spends: cases.money(|c| c.spends(player)),
            shapley: cases.money(|c| c.shapley[player].share),
            shapley_error: cases.money(|c| c.shapley[player].error),
            nucleolus: cases.whole().map(|whole| whole.money(|c| c.nucleolus[player])),
            outside: cases.money(|c| c.outside(player)),
        })
        .collect()
}

/// What a rule leaves each; nothing of a rule that needs every club where only some were solved.
fn rule_share(cases: &Cases<Case>, players: &Players, rule: Rule) -> Option<RuleShare> {
    let centre = &cases.centre;
    if rule == Rule::Nucleolus && centre.whole.is_none() {
        return None;
    }
    let leaves = |c: &Case, p: usize| c.outside(p) > c.gains(rule, players)[p] + c.tolerance;
    let pays = |c: &Case| c.unpaid().iter().zip(c.gains(rule, players)).map(|(u, g)| u - g).collect();
    let worst = centre.whole.as_ref().and_then(|whole| {
        objections(&whole.game, &centre.gains(rule, players), centre.tolerance).first().copied()
    });
    Some(RuleShare {
        rule: rule.word().to_owned(),
        gains: cases.each(|c| c.gains(rule, players)),
        pays: cases.each(pays),
        leave: (0..centre.players).filter(|&p| leaves(centre, p)).collect(),
        leaving: (0..centre.players).map(|p| cases.part(|c| leaves(c, p))).collect(),
        objection: worst.map(|Objection { club, .. }| {
            let gain = |c: &Case| {
                let gains = c.gains(rule, players);
                c.table().value(club) - club.players().map(|p| gains[p]).sum::<f64>()
            };
            (club.players().collect(), cases.money(gain))
        }),
    })
}

fn clubs(cases: &Cases<&Whole>, outsiders: Outsiders, watch: &Watch) -> Result<Vec<ClubValue>, Cancelled> {
    let centre = cases.centre;
    let outcomes = centre.outcomes(outsiders);
    (1..=centre.game.grand().bits())
        .map(Club::from_bits)
        .map(|club| {
            watch.go_on()?;
            Ok(ClubValue {
                members: club.players().collect(),
                value: cases.money(|c| c.game.value(club)),
                outsiders,
                internal: leavers(outcomes, club, centre.tolerance).is_empty(),
                external: joiners(outcomes, club, centre.tolerance).is_empty(),
                surplus: cases.money(|c| surplus(c.outcomes(outsiders), club)),
            })
        })
        .collect()
}

/// The order of joining from a club, or from the player with most to lose where no club is worth starting.
fn order(
    cases: &Cases<&Whole>,
    idle: &[f64],
    start: Option<Club>,
    watch: &Watch,
) -> Result<Vec<Joined>, Cancelled> {
    let most = (0..idle.len()).max_by(|&a, &b| idle[a].total_cmp(&idle[b]).then(b.cmp(&a)));
    let founders = start.or(most.map(Club::alone)).unwrap_or(Club::EMPTY);
    let order: Vec<usize> = joining(&cases.centre.game, founders, idle);
    let steps = |whole: &Whole| -> Result<Vec<Step>, Cancelled> {
        watch.go_on()?;
        Ok(follow(&whole.game, &whole.apart, founders, &order, |c| whole.shares_in(c)))
    };
    let followed = Cases {
        centre: steps(cases.centre)?,
        drawn: cases.drawn.iter().map(|whole| steps(whole)).collect::<Result<Vec<_>, _>>()?,
    };
    let joined = (0..order.len()).zip(&followed.centre).map(|(k, step)| Joined {
        player: step.player,
        joins: step.joins.players().collect(),
        brings: followed.money(|steps| steps[k].brings),
        gains: followed.money(|steps| steps[k].gains),
        pays: followed.money(|steps| steps[k].pays),
    });
    Ok(joined.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use monazite::share::Valued;

    /// Two countries lose 100 and 60 if nothing is done. Alone each spends 40 on a works of its own and loses nothing;
    /// together one works for 50, built by the first, serves both.
    fn two() -> (Players, Group) {
        let capital = |spent: f64| Items([spent, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        let risk = |lost: f64| Items([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, lost]);
        let valued = |club: u64, spent: [f64; 2]| Valued {
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
            today: vec![risk(90.0), risk(60.0)],
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
        let sharing = assemble("two", &players, &[group], None, (0, 1), &Watch::default()).unwrap();
        assert_eq!(sharing.value, Estimate::exact(30e6));
        assert_eq!(sharing.members[0].alone, Estimate::exact(60e6));
        assert_eq!(sharing.members[0].today, Estimate::exact(90e6));
        assert_eq!(sharing.members[0].spends, Estimate::exact(10e6));
        assert_eq!(sharing.members[1].spends, Estimate::exact(-40e6));
        assert_eq!(sharing.members[0].shapley, Estimate::exact(15e6));
        let rule = |word: &str| sharing.rules.iter().find(|r| r.rule == word).unwrap();
        assert_eq!(rule("as_incurred").leave, [0], "it builds for both");
        // Of 30 saved in common the equal rule gives half each; A, who is 10 out of pocket, gets 25 from B.
        assert_eq!(rule("equal").pays, [Estimate::exact(-25e6), Estimate::exact(25e6)]);
        assert!(rule("equal").leave.is_empty() && rule("equal").objection.is_none());
        assert_eq!(sharing.smallest[0], (Outsiders::Alone, Some(vec![0, 1])));
        assert!(sharing.least_objection.unwrap().value < 0.0, "the core is not empty");
    }

    #[test]
    fn a_range_is_that_of_the_costs_behind_the_number() {
        let (players, group) = two();
        let sharing = assemble("two", &players, &[group], None, (200, 1), &Watch::default()).unwrap();
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
