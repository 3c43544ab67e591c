//! Random streams by counter: a stream belongs to what is drawn, not to who draws it, so results do not depend on the
//! number of threads or of draws.

use rand::Rng;
use rand_pcg::Pcg64;

/// A stream of random numbers.
pub type Stream = Pcg64;

/// The stream of some words, the draw's number among them: state and increment are hashes, as neighbouring streams of a
/// congruential generator are correlated.
#[must_use]
pub fn stream(seed: u64, words: &[u64]) -> Stream {
    let mut hash = mixed(seed) ^ FIRST;
    let mut next = |word: u64| {
        hash = mixed(hash ^ word);
        u128::from(hash)
    };
    let last = words.iter().fold(0, |_, &word| next(word));
    let state = (last << 64) | next(1);
    let increment = (next(2) << 64) | next(3);
    Pcg64::new(state, increment)
}

/// Seeds are mixed before the first word: near seeds would else reach the same states for draws in another order, and give
/// the same ranges. The first seed keeps its streams.
const FIRST: u64 = mixed(1) ^ 1;

/// The word of a key, the same wherever the key stands in its table (FNV-1a).
pub(crate) fn word(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// One step of the SplitMix64 generator (Steele, Lea and Flood 2014).
const fn mixed(word: u64) -> u64 {
    let z = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number in [0, 1) with 53 random bits.
pub fn uniform(stream: &mut Stream) -> f64 {
    (stream.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
}

/// A whole number below a bound, zero where the bound is.
pub fn below(stream: &mut Stream, bound: usize) -> usize {
    (uniform(stream) * bound as f64) as usize
}

/// A standard normal number (Box and Muller).
pub fn normal(stream: &mut Stream) -> f64 {
    let (a, b) = (uniform(stream), uniform(stream));
    (-2.0 * libm::log(1.0 - a)).sqrt() * libm::cos(std::f64::consts::TAU * b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_belongs_to_its_words() {
        let first = |words: &[u64]| uniform(&mut stream(1, words));
        assert_eq!(first(&[7]), first(&[7]));
        assert_ne!(first(&[7]), first(&[8]));
        assert_ne!(first(&[7]), first(&[7, 0]));
    }

    #[test]
    fn near_seeds_do_not_permute_the_same_draws() {
        let of = |seed| -> std::collections::BTreeSet<u64> {
            (0..40).map(|draw| uniform(&mut stream(seed, &[draw])).to_bits()).collect()
        };
        for seed in [0, 2, 3, 8, 64] {
            assert!(of(1).is_disjoint(&of(seed)), "{seed}");
        }
    }

    #[test]
    fn whole_numbers_are_spread_evenly_below_their_bound() {
        let mut counts = [0; 5];
        let mut stream = stream(3, &[]);
        (0..10_000).for_each(|_| counts[below(&mut stream, 5)] += 1);
        assert!(counts.iter().all(|n| (1850..2150).contains(n)), "{counts:?}");
        assert_eq!(below(&mut stream, 0), 0);
    }
}
