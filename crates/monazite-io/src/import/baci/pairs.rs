//! Which flows of a year were there already, in a few megabytes: BACI has a flow once.

use super::flow::Flow;
use super::party::Party;
use super::revision::Revision;
use std::collections::BTreeMap;

/// Codes of goods are below this.
const CODES: usize = 1_000_000;
/// A number that none has yet.
const NONE: u32 = u32::MAX;

/// How many years are held at once: files hold one, or all years of few goods.
const YEARS: usize = 40;

/// A year in a revision of the classification.
type Year = (i32, Revision);

/// The pairs of parties that each code of goods was seen with in a year, a bit a pair.
pub(super) struct Pairs {
    /// A small number for each party, in the order in which they appear.
    parties: Vec<u32>,
    met: u32,
    /// A small number for each code of goods.
    codes: Vec<u32>,
    numbered: u32,
    /// By year and number of the code.
    bits: BTreeMap<Year, Vec<Vec<u64>>>,
}

impl Pairs {
    pub(super) fn new() -> Self {
        let (parties, codes) = (vec![NONE; Party::KEYS], vec![NONE; CODES]);
        Self { parties, met: 0, codes, numbered: 0, bits: BTreeMap::new() }
    }

    /// Enters flows of a year and hands on those that were there already.
    pub(super) fn enter(&mut self, year: Year, flows: &[Flow], mut again: impl FnMut(&Flow)) {
        if !self.bits.contains_key(&year) && self.bits.len() >= YEARS {
            self.bits.pop_first();
        }
        let mut of_year = self.bits.remove(&year).unwrap_or_default();
        for flow in flows {
            let (from, to) = (self.party(flow.exporter), self.party(flow.importer));
            let Some(code) = self.codes.get_mut(flow.hs6 as usize) else { continue };
            if *code == NONE {
                *code = self.numbered;
                self.numbered += 1;
            }
            let code = *code as usize;
            if of_year.len() <= code {
                of_year.resize_with(code + 1, Vec::new);
            }
            // Pairs of the first n parties have the first n * n numbers.
            let most = from.max(to);
            let pair = most * most + if from == most { from + to } else { from };
            let (word, bit) = (pair / 64, 1_u64 << (pair % 64));
            let bits = &mut of_year[code];
            if bits.len() <= word {
                bits.resize(word + 1, 0);
            }
            if bits[word] & bit != 0 {
                again(flow);
            }
            bits[word] |= bit;
        }
        self.bits.insert(year, of_year);
    }

    fn party(&mut self, party: Party) -> usize {
        let number = &mut self.parties[party.key()];
        if *number == NONE {
            *number = self.met;
            self.met += 1;
        }
        *number as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_is_there_already_only_if_it_was() {
        let flow = |hs6, from, to| Flow {
            year: 2022,
            hs6,
            exporter: Party::numeric(from).unwrap().0,
            importer: Party::numeric(to).unwrap().0,
            value: 1.0,
            tonnes: None,
            revision: Revision::default(),
        };
        let mut pairs = Pairs::new();
        let mut again = |flows: &[Flow]| {
            let mut count = 0;
            pairs.enter((2022, Revision::default()), flows, |_| count += 1);
            count
        };
        let places = [156, 276, 392, 842, 4, 8];
        let of_code = |hs6| places.map(|from| places.map(|to| flow(hs6, from, to))).concat();
        assert_eq!(again(&[of_code(280530), of_code(10121)].concat()), 0);
        assert_eq!(again(&[flow(280530, 842, 4), flow(10121, 4, 842), flow(10121, 4, 12)]), 2);
    }
}
