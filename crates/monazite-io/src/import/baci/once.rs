//! Whether files that are read one after the other hold the same flows: added up, they would count twice.

use super::flow::{Flow, Sink};
use super::pairs::Pairs;
use super::revision::Revision;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;
use std::io;

/// Codes of a year in a revision, a bit each.
type Codes = Vec<u64>;
const WORDS: usize = 1_000_000_usize.div_ceil(64);

/// Passes flows on and remembers which codes of which years each file had.
pub struct Once<'a> {
    to: &'a mut dyn Sink,
    /// What earlier files had.
    before: BTreeMap<(i32, Revision), Codes>,
    /// What the present file has.
    now: BTreeMap<(i32, Revision), Codes>,
    /// Flows of the present file whose code and year an earlier file had, by year and revision.
    again: BTreeMap<(i32, Revision), u64>,
    /// The flows of the present file.
    pairs: Pairs,
    /// Flows that the present file had already, and the first of them.
    repeated: BTreeMap<(i32, Revision), (u64, Flow)>,
}

impl<'a> Once<'a> {
    /// Passes flows on to another sink.
    pub fn new(to: &'a mut dyn Sink) -> Self {
        Self {
            to,
            before: BTreeMap::new(),
            now: BTreeMap::new(),
            again: BTreeMap::new(),
            pairs: Pairs::new(),
            repeated: BTreeMap::new(),
        }
    }

    /// Ends a file; tells what of it an earlier file had, in the same revision or in another.
    pub fn end(&mut self, file: &str) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        for ((year, revision), flows) in std::mem::take(&mut self.again) {
            let of = if revision == Revision::default() { "" } else { revision.as_str() };
            let message =
                format!("{flows} flows of {year} have codes that an earlier file has for that year");
            told.push(
                Diagnostic::warning(file, message)
                    .cell("revision", of)
                    .hint("give each year once: added up, these flows count twice"),
            );
        }
        self.pairs = Pairs::new();
        for ((year, _), (flows, first)) in std::mem::take(&mut self.repeated) {
            let message = format!(
                "{flows} flows of {year} stand in the file already: same code, exporter and importer"
            );
            let (from, to) = (first.exporter.as_str(), first.importer.as_str());
            told.push(
                Diagnostic::warning(file, message)
                    .cell("k,i,j", &format!("{:06} {from} {to}", first.hs6))
                    .hint("BACI has a flow once: remove the repeated rows, or they count twice"),
            );
        }
        for (year, revision) in self.now.keys() {
            let known = |other: &Revision| *other != Revision::default() && *other != *revision;
            let others: Vec<&str> = self
                .before
                .keys()
                .filter(|(of, other)| of == year && known(other) && *revision != Revision::default())
                .map(|(_, other)| other.as_str())
                .collect();
            if !others.is_empty() {
                let message = format!("{year} is there in another revision of the classification too");
                told.push(
                    Diagnostic::warning(file, message)
                        .cell("revision", &format!("{}, {}", revision.as_str(), others.join(", ")))
                        .hint("take one revision: the same trade stands in both"),
                );
            }
        }
        for (key, codes) in std::mem::take(&mut self.now) {
            let before = self.before.entry(key).or_insert_with(|| vec![0; WORDS]);
            before.iter_mut().zip(codes).for_each(|(before, now)| *before |= now);
        }
        told
    }
}

impl Sink for Once<'_> {
    fn take(&mut self, flows: &[Flow]) -> io::Result<()> {
        let mut rest = flows;
        while let Some(first) = rest.first() {
            // Flows of one year stand together.
            let key = (first.year, first.revision);
            let run = rest.iter().take_while(|flow| (flow.year, flow.revision) == key).count();
            let (these, later) = rest.split_at(run);
            rest = later;
            let now = self.now.entry(key).or_insert_with(|| vec![0; WORDS]);
            let before = self.before.get(&key);
            let mut again = 0;
            for code in these.iter().map(|flow| flow.hs6 as usize) {
                if let Some(word) = now.get_mut(code / 64) {
                    *word |= 1 << (code % 64);
                }
                again +=
                    u64::from(before.is_some_and(|codes| codes[code / 64 % WORDS] >> (code % 64) & 1 == 1));
            }
            let repeated = &mut self.repeated;
            self.pairs.enter(key, these, |flow| repeated.entry(key).or_insert((0, *flow)).0 += 1);
            if again > 0 {
                *self.again.entry(key).or_default() += again;
            }
        }
        self.to.take(flows)
    }
}

#[cfg(test)]
mod tests {
    use super::super::stream::read;
    use super::*;
    use std::io::Cursor;

    #[test]
    fn the_same_year_twice_is_told_and_two_years_are_not() {
        let files = [
            ("BACI_HS17_Y2022.csv", "2022,156,842,811292,1,1"),
            ("BACI_HS17_Y2023.csv", "2023,156,842,811292,1,1"),
            ("BACI_HS17_Y2022_other.csv", "2022,156,842,811291,1,1"),
            ("BACI_HS17_Y2022_again.csv", "2022,156,842,811292,1,1"),
            ("BACI_HS92_Y2022.csv", "2022,156,842,811292,1,1"),
        ];
        let mut flows = Vec::new();
        let mut once = Once::new(&mut flows);
        let told: Vec<String> = files
            .iter()
            .map(|(name, row)| {
                let text = format!("t,i,j,k,v,q\n{row}\n");
                read(Cursor::new(text), name, None, &mut once).expect("no sink fails");
                once.end(name).iter().map(ToString::to_string).collect()
            })
            .collect();
        assert!(told[..3].iter().all(String::is_empty), "{told:?}");
        assert!(told[3].contains("1 flows of 2022 have codes that an earlier file has"), "{}", told[3]);
        assert!(told[4].contains("another revision") && told[4].contains("HS92, HS17"), "{}", told[4]);
        let revisions: Vec<&str> = flows.iter().map(|flow| flow.revision.as_str()).collect();
        assert_eq!(revisions, ["HS17", "HS17", "HS17", "HS17", "HS92"]);
    }

    #[test]
    fn a_flow_twice_in_one_file_is_told() {
        let text = "t,i,j,k,v,q\n2022,156,842,811292,1,1\n2022,156,392,811292,1,1\n2021,156,842,811292,1,1\n\
            2022,156,842,811292,2,NA\n";
        let mut flows = Vec::new();
        let mut once = Once::new(&mut flows);
        read(Cursor::new(text), "BACI_HS17.csv", None, &mut once).expect("no sink fails");
        let told = once.end("BACI_HS17.csv");
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].to_string().contains("1 flows of 2022") && told[0].value == "811292 CHN USA");
    }
}
