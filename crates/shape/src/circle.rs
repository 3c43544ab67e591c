//! Circles: files that reach each other, by Tarjan's strongly connected components.

use std::collections::BTreeMap;

/// The walk over a graph.
struct Walk<'a> {
    next: &'a BTreeMap<&'a str, Vec<&'a str>>,
    /// Order in which each was met, and the earliest that it reaches.
    met: BTreeMap<&'a str, (usize, usize)>,
    open: Vec<&'a str>,
    circles: Vec<Vec<&'a str>>,
}

/// Every set of two or more that reach each other, each in order.
pub(crate) fn circles<'a>(next: &'a BTreeMap<&'a str, Vec<&'a str>>) -> Vec<Vec<&'a str>> {
    let mut walk = Walk { next, met: BTreeMap::new(), open: Vec::new(), circles: Vec::new() };
    for at in next.keys().copied() {
        if !walk.met.contains_key(at) {
            walk.visit(at);
        }
    }
    walk.circles.sort();
    walk.circles
}

impl<'a> Walk<'a> {
    /// The earliest that a node reaches among the open ones.
    fn visit(&mut self, at: &'a str) -> usize {
        let order = self.met.len();
        self.met.insert(at, (order, order));
        self.open.push(at);
        let mut low = order;
        for &next in self.next.get(at).into_iter().flatten() {
            match self.met.get(next) {
                None => low = low.min(self.visit(next)),
                Some((order, _)) if self.open.contains(&next) => low = low.min(*order),
                Some(_) => {}
            }
        }
        self.met.insert(at, (order, low));
        if low == order {
            let start = self.open.iter().position(|open| *open == at).unwrap_or(0);
            let mut circle = self.open.split_off(start);
            if circle.len() > 1 {
                circle.sort_unstable();
                self.circles.push(circle);
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_reaches_itself_is_a_circle() {
        let next = BTreeMap::from([
            ("a", vec!["b"]),
            ("b", vec!["c"]),
            ("c", vec!["b", "d"]),
            ("d", vec![]),
            ("e", vec!["a", "f"]),
            ("f", vec!["e"]),
        ]);
        assert_eq!(circles(&next), [vec!["b", "c"], vec!["e", "f"]]);
    }
}
