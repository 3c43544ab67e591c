//! Parts: what of the network hangs together.
//!
//! Nothing passes from one mineral to another, so each is followed to the end of the horizon before the next: what a
//! step touches stays near the processor, and a mineral that no shock reaches is not followed at all. A process that
//! takes one mineral and makes another joins them, and so does a quota on several.

use super::network::Network;
use crate::id::MineralId;
use crate::scenario::{Kind, Scenario};
use crate::system::System;
use std::ops::Range;

/// What hangs together, as ranges of the arrays of a network.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    /// Position among the parts.
    pub(super) number: usize,
    pub(super) minerals: Vec<MineralId>,
    pub(super) forms: Vec<Range<usize>>,
    pub(super) nodes: Vec<Range<usize>>,
    /// Nodes that flows leave.
    pub(super) exporters: Vec<usize>,
    pub(super) users: Vec<Range<usize>>,
    pub(super) producers: Vec<Range<usize>>,
    /// Entries of the setting's strategic stocks.
    pub(super) holders: Vec<usize>,
    /// The period in which its first shock is in force; none ever is in a part without any.
    pub(super) first: usize,
}

impl Part {
    /// The parts of a network in the order of their first forms.
    pub(super) fn all(system: &System, network: &Network, scenario: &Scenario) -> Vec<Self> {
        let label = labels(system, network, scenario);
        let mut firsts = label.clone();
        firsts.sort_unstable();
        firsts.dedup();
        let with = |first: usize| {
            let forms = ranges((0..label.len()).filter(|&f| label[f] == first));
            let nodes = ranges(forms.iter().cloned().flatten().flat_map(|f| network.forms[f].1.clone()));
            let users = ranges(nodes.iter().cloned().flatten().flat_map(|n| network.users_at(n)));
            let here = |p: usize| network.nodes_of(p).any(|n| label[network.form_of[n] as usize] == first);
            let producers = ranges((0..network.producers.len()).filter(|&p| here(p)));
            let mut minerals: Vec<MineralId> =
                forms.iter().cloned().flatten().map(|f| system.forms[network.forms[f].0].mineral).collect();
            minerals.dedup();
            let all = nodes.iter().cloned().flatten();
            let exporters = all.filter(|&n| !network.flows_from(n).is_empty()).collect();
            let first = usize::MAX;
            Self { minerals, forms, nodes, exporters, users, producers, first, ..Self::default() }
        };
        let parts = firsts.into_iter().map(with).enumerate();
        parts.map(|(number, part)| Self { number, ..part }).collect()
    }

    /// Positions of its forms.
    pub(super) fn forms(&self) -> impl Iterator<Item = usize> + '_ {
        self.forms.iter().cloned().flatten()
    }

    /// Positions of its nodes.
    pub(super) fn nodes(&self) -> impl Iterator<Item = usize> + '_ {
        self.nodes.iter().cloned().flatten()
    }

    /// Positions of its users.
    pub(super) fn users(&self) -> impl Iterator<Item = usize> + '_ {
        self.users.iter().cloned().flatten()
    }

    /// Positions of its producers.
    pub(super) fn producers(&self) -> impl Iterator<Item = usize> + '_ {
        self.producers.iter().cloned().flatten()
    }
}

/// For each form the first form that hangs together with it.
fn labels(system: &System, network: &Network, scenario: &Scenario) -> Vec<usize> {
    let mut label: Vec<usize> = (0..network.forms.len()).collect();
    let mut join = |a: usize, b: usize| {
        let (low, high) = (label[a].min(label[b]), label[a].max(label[b]));
        if low < high {
            label.iter_mut().filter(|l| **l == high).for_each(|l| *l = low);
        }
    };
    let all = network.forms.iter().map(|(form, _)| system.forms[*form].mineral).enumerate();
    let mut first = std::collections::BTreeMap::new();
    for (f, mineral) in all {
        join(*first.entry(mineral).or_insert(f), f);
    }
    for p in 0..network.producers.len() {
        let mut forms = network.nodes_of(p).map(|n| network.form_of[n] as usize);
        if let Some(first) = forms.next() {
            forms.for_each(|f| join(first, f));
        }
    }
    for shock in &scenario.shocks {
        if let Kind::Quota(quota) = &shock.kind {
            let named = |f: &usize| quota.reach.forms.contains(&network.forms[*f].0);
            let mut forms = (0..network.forms.len()).filter(named);
            if let Some(first) = forms.next() {
                forms.for_each(|f| join(first, f));
            }
        }
    }
    label
}

/// Positions in order as ranges.
fn ranges(positions: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for position in positions {
        match ranges.last_mut() {
            Some(last) if last.end == position => last.end += 1,
            _ => ranges.push(position..position + 1),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_make_a_range() {
        assert_eq!(ranges([3, 4, 7, 9, 10].into_iter()), [3..5, 7..8, 9..11]);
        assert!(ranges(std::iter::empty()).is_empty());
    }
}
