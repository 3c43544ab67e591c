//! Clubs that do better in parts: who shares under a threat is cut like all others, so members that lack little may be
//! better off in a club of their own. A club takes the best partition of its members (the superadditive cover of the game,
//! Aumann and Dreze 1974).

use super::club::Club;
use monazite::plan::Items;
use monazite::share::Valued;
use std::collections::BTreeMap;

/// Every club as it does best: as one or in parts. Clubs come by rising number, all of them, nobody first.
pub(super) fn parted(valued: &[Valued]) -> Vec<Valued> {
    let bears = |items: &Items| items.spent() + items.lost();
    let mut best: Vec<Valued> = Vec::with_capacity(valued.len());
    let mut totals: Vec<f64> = Vec::with_capacity(valued.len());
    for (bits, one) in valued.iter().enumerate() {
        let total = one.borne.iter().map(bears).sum::<f64>();
        let mut least = (total, None);
        // Every way to part the club in two, each once: one part is without the last player.
        let mut part = bits & (bits - usize::from(bits > 0));
        while part > 0 {
            let other = bits & !part;
            if part > other && totals[part] + totals[other] < least.0 {
                least = (totals[part] + totals[other], Some((part, other)));
            }
            part = (part - 1) & bits;
        }
        let one = match least.1 {
            Some((part, other)) => both(&best[part], &best[other]),
            None => one.clone(),
        };
        totals.push(one.borne.iter().map(bears).sum());
        best.push(one);
    }
    best
}

/// The same where only some clubs were solved: parts are those that were. With more of them it comes to the whole cover.
pub(super) fn parted_among(known: &[Valued]) -> Vec<Valued> {
    let bears = |one: &Valued| one.borne.iter().map(|items| items.spent() + items.lost()).sum::<f64>();
    let places: BTreeMap<u64, usize> = known.iter().enumerate().map(|(at, one)| (one.club, at)).collect();
    let mut best: Vec<Valued> = Vec::with_capacity(known.len());
    for one in known {
        let within = best.iter().filter(|part| part.club > 0 && part.club & !one.club == 0);
        let pairs = within.filter_map(|part| Some((part, best.get(*places.get(&(one.club ^ part.club))?)?)));
        let cheapest = pairs.min_by(|x, y| (bears(x.0) + bears(x.1)).total_cmp(&(bears(y.0) + bears(y.1))));
        let parts = cheapest.filter(|(a, b)| bears(a) + bears(b) < bears(one)).map(|(a, b)| both(a, b));
        best.push(parts.unwrap_or_else(|| one.clone()));
    }
    best
}

/// Two clubs beside each other: each bears its own, and an outsider gains what the better of them leaves it.
fn both(a: &Valued, b: &Valued) -> Valued {
    let club = Club::from_bits(a.club | b.club);
    let borne = a.borne.iter().zip(&b.borne);
    let borne = borne.map(|(x, y)| Items(std::array::from_fn(|i| x.0[i] + y.0[i]))).collect();
    let spill = a.spill.iter().zip(&b.spill).enumerate();
    let spill = spill.map(|(p, (x, y))| if club.contains(p) { 0.0 } else { x.max(*y) }).collect();
    Valued { club: club.bits(), borne, spill }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three players that bear 1, 2 and 4 alone: two that bear less together, and all who bear more.
    #[test]
    fn a_club_parts_where_that_is_cheaper() {
        let of = |club: usize, total: f64| {
            let mut borne = vec![Items::default(); 3];
            let first = Club::from_bits(club as u64).players().next();
            if let Some(first) = first {
                borne[first].0[0] = total;
            }
            Valued { club: club as u64, borne, spill: vec![0.0; 3] }
        };
        let totals = [0.0, 1.0, 2.0, 2.5, 4.0, 6.0, 6.0, 8.0];
        let valued: Vec<Valued> = totals.iter().enumerate().map(|(club, total)| of(club, *total)).collect();
        let sums: Vec<f64> = parted(&valued).iter().map(|v| v.borne.iter().map(Items::sum).sum()).collect();
        // 6 alone and apart come to 5 and 6; all to the pair and the third, 2.5 + 4.
        assert_eq!(sums, [0.0, 1.0, 2.0, 2.5, 4.0, 5.0, 6.0, 6.5]);
        let of_known = |known: &[Valued]| -> Vec<f64> {
            parted_among(known).iter().map(|v| v.borne.iter().map(Items::sum).sum()).collect()
        };
        assert_eq!(of_known(&valued), sums, "among all clubs it is the whole cover");
        let without_first_pair: Vec<Valued> = valued.iter().filter(|v| v.club != 3).cloned().collect();
        assert_eq!(of_known(&without_first_pair), [0.0, 1.0, 2.0, 4.0, 5.0, 6.0, 7.0]);
    }
}
