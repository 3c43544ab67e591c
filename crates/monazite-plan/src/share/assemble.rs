//! From what every club spends and loses to who gains, pays and stays.
//!
//! Methods page: `docs/methods/share.md`.

use super::game::GameError;
use super::{
    Club, Game, Outcomes, Rule, by_weights, joiners, joining, least_core, leavers, nucleolus, objections,
    shapley, smallest_club, surplus,
};
use monazite::quantity::UsDollars;
use monazite::share::{ClubValue, Joined, MemberShare, Outsiders, RuleShare, Sharing, Valued};

/// Gains below this part of the largest value do not move anybody: the accuracy of the plans behind them.
const INDIFFERENT: f64 = 1e-6;

/// The players with what weighs in rules of cost sharing.
#[derive(Debug, Clone, PartialEq)]
pub struct Players {
    /// Names in the order of bits.
    pub names: Vec<String>,
    /// Losses expected by each if nobody does anything. Million USD, discounted.
    pub idle: Vec<f64>,
    /// Gross domestic product, in any one unit.
    pub gdp: Vec<f64>,
    /// Value of the need of the minerals concerned, in any one unit.
    pub consumption: Vec<f64>,
}

/// Every club by its number, with nobody at the start.
struct Table<'a> {
    players: usize,
    of: &'a [Valued],
}

impl Table<'_> {
    /// What a member has to bear in a club.
    fn borne(&self, club: Club, player: usize) -> f64 {
        let valued = &self.of[club.bits() as usize];
        valued.spent[player] + valued.lost[player]
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
                _ if club.contains(player) => self.gain(club, player),
                Outsiders::Together => self.gain(others, player),
                Outsiders::Alone if club.len() > 1 => self.of[club.bits() as usize].spill[player],
                Outsiders::Alone => 0.0,
            };
            (0..self.players).map(of).collect()
        })
    }
}

/// The answer about all clubs: `valued[k]` is the club of number k, nobody first.
///
/// # Errors
/// [`GameError`] if there are too many players, a value is not a number, or a linear programme is not solved.
pub fn assemble(programme: &str, players: &Players, valued: &[Valued]) -> Result<Sharing, GameError> {
    let n = players.names.len();
    let table = Table { players: n, of: valued };
    let game = Game::new(n, |club| table.value(club))?;
    let tolerance = INDIFFERENT * game.scale();
    let apart = table.outcomes(Outsiders::Alone);
    let (shapley, nucleolus) = (shapley(&game), nucleolus(&game)?);
    let start = smallest_club(&apart, tolerance);
    Ok(Sharing {
        programme: programme.to_owned(),
        players: players.names.clone(),
        value: money(game.value(game.grand())),
        least_objection: money(least_core(&game)?.objection),
        not_superadditive: game
            .worst_union()
            .filter(|w| w.2 > tolerance)
            .map(|(a, b, lost)| (a.players().collect(), b.players().collect(), money(lost))),
        members: members(&table, players, &apart, &shapley, &nucleolus),
        rules: rules(&table, players, &apart, &game, &[shapley, nucleolus], tolerance),
        clubs: Outsiders::ALL.into_iter().flat_map(|o| clubs(&table, &game, o, tolerance)).collect(),
        smallest: Outsiders::ALL
            .into_iter()
            .map(|o| (o, smallest_club(&table.outcomes(o), tolerance).map(|c| c.players().collect())))
            .collect(),
        joining: order(&game, &apart, players, start),
    })
}

fn members(
    table: &Table<'_>,
    players: &Players,
    apart: &Outcomes,
    shapley: &[f64],
    nucleolus: &[f64],
) -> Vec<MemberShare> {
    let all = Club::all(table.players);
    (0..table.players)
        .map(|player| MemberShare {
            player,
            alone: money(players.idle[player] - table.alone(player)),
            benefit: money(benefit(table, player)),
            spends: money(spends(table, player)),
            shapley: money(shapley[player]),
            nucleolus: money(nucleolus[player]),
            outside: money(apart.payoff(all.without(player), player)),
        })
        .collect()
}

/// Losses that a player is spared in the joint programme, beyond those that its own spares it.
fn benefit(table: &Table<'_>, player: usize) -> f64 {
    let lost = |club: Club| table.of[club.bits() as usize].lost[player];
    lost(Club::alone(player)) - lost(Club::all(table.players))
}

/// What a player spends in the joint programme above its own.
fn spends(table: &Table<'_>, player: usize) -> f64 {
    let spent = |club: Club| table.of[club.bits() as usize].spent[player];
    spent(Club::all(table.players)) - spent(Club::alone(player))
}

fn rules(
    table: &Table<'_>,
    players: &Players,
    apart: &Outcomes,
    game: &Game,
    [shapley, nucleolus]: &[Vec<f64>; 2],
    tolerance: f64,
) -> Vec<RuleShare> {
    let all = game.grand();
    let each = || 0..table.players;
    let benefits: Vec<f64> = each().map(|p| benefit(table, p)).collect();
    let cost = each().map(|p| spends(table, p)).sum();
    let unpaid: Vec<f64> = each().map(|p| table.gain(all, p)).collect();
    let of = |rule: Rule| {
        let gains = match rule {
            Rule::AsIncurred => unpaid.clone(),
            Rule::Shapley => shapley.clone(),
            Rule::Nucleolus => nucleolus.clone(),
            Rule::Gdp => by_weights(&benefits, cost, &players.gdp),
            Rule::Consumption => by_weights(&benefits, cost, &players.consumption),
            Rule::Equal => by_weights(&benefits, cost, &vec![1.0; table.players]),
        };
        RuleShare {
            rule: rule.word().to_owned(),
            pays: unpaid.iter().zip(&gains).map(|(unpaid, gain)| money(unpaid - gain)).collect(),
            leave: each().filter(|&p| apart.payoff(all.without(p), p) > gains[p] + tolerance).collect(),
            objection: objections(game, &gains, tolerance)
                .first()
                .map(|o| (o.club.players().collect(), money(o.gain))),
            gains: gains.into_iter().map(money).collect(),
        }
    };
    Rule::ALL.into_iter().map(of).collect()
}

fn clubs(table: &Table<'_>, game: &Game, outsiders: Outsiders, tolerance: f64) -> Vec<ClubValue> {
    let outcomes = table.outcomes(outsiders);
    (1..=game.grand().bits())
        .map(Club::from_bits)
        .map(|club| ClubValue {
            members: club.players().collect(),
            value: money(game.value(club)),
            outsiders,
            internal: leavers(&outcomes, club, tolerance).is_empty(),
            external: joiners(&outcomes, club, tolerance).is_empty(),
            surplus: money(surplus(&outcomes, club)),
        })
        .collect()
}

/// The order of joining from a club, or from the player with most to lose where no club is worth starting.
fn order(game: &Game, apart: &Outcomes, players: &Players, start: Option<Club>) -> Vec<Joined> {
    let most =
        (0..game.players()).max_by(|&a, &b| players.idle[a].total_cmp(&players.idle[b]).then(b.cmp(&a)));
    let founders = start.or(most.map(Club::alone)).unwrap_or(Club::EMPTY);
    let share = |club: Club| game.among(club).map(|g| shapley(&g)).unwrap_or_default();
    joining(game, apart, founders, &players.idle, share)
        .into_iter()
        .map(|step| Joined {
            player: step.player,
            joins: step.joins.players().collect(),
            brings: money(step.brings),
            gains: money(step.gains),
            pays: money(step.pays),
        })
        .collect()
}

/// Million USD as money.
fn money(million: f64) -> UsDollars {
    UsDollars::new(million * 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two countries lose 100 and 60 if nothing is done. Alone each spends 40 on a works of its own and loses nothing;
    /// together one works for 50, built by the first, serves both.
    #[test]
    fn the_worked_number() {
        let valued = |bits: u32, spent: [f64; 2]| Valued {
            club: bits,
            spent: spent.to_vec(),
            lost: vec![0.0; 2],
            spill: vec![0.0; 2],
        };
        let table =
            [valued(0, [0.0; 2]), valued(1, [40.0, 0.0]), valued(2, [0.0, 40.0]), valued(3, [50.0, 0.0])];
        let players = Players {
            names: vec!["A".to_owned(), "B".to_owned()],
            idle: vec![100.0, 60.0],
            gdp: vec![3.0, 1.0],
            consumption: vec![1.0, 1.0],
        };
        let sharing = assemble("two", &players, &table).unwrap();
        assert_eq!(sharing.value, UsDollars::new(30e6));
        assert_eq!(sharing.members[0].alone, UsDollars::new(60e6));
        assert_eq!(sharing.members[0].spends, UsDollars::new(10e6));
        assert_eq!(sharing.members[1].spends, UsDollars::new(-40e6));
        assert_eq!(sharing.members[0].shapley, UsDollars::new(15e6));
        let rule = |word: &str| sharing.rules.iter().find(|r| r.rule == word).unwrap();
        assert_eq!(rule("as_incurred").leave, [0], "it builds for both");
        // Of 30 saved in common the equal rule gives half each; A, who is 10 out of pocket, gets 25 from B.
        assert_eq!(rule("equal").pays, [UsDollars::new(-25e6), UsDollars::new(25e6)]);
        assert!(rule("equal").leave.is_empty() && rule("equal").objection.is_none());
        assert_eq!(sharing.smallest[0], (Outsiders::Alone, Some(vec![0, 1])));
        assert!(sharing.least_objection.get() < 0.0, "the core is not empty");
    }
}
