//! One chain as a Sankey: who made, at every step, what the coalition uses.

use super::ranked::peaks;
use crate::brief::{Brief, in_sentence};
use crate::chart::sankey::{Link, Node, Sankey};
use crate::text::{Block, Chapter, Chart, joined};
use monazite::balance::{Balance, MineralBalance};
use monazite::id::{CountryId, FormId, MineralId};
use monazite::metric::chain::{Links, Place, chain, depth};
use monazite::number::{Number, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Countries named a column, beside the supplier; the rest are one node.
const NAMED: usize = 4;

/// The chain that the supplier dominates: that of the first sentence of the page.
pub(super) fn chapter(brief: &Brief<'_>) -> Option<Chapter> {
    let (mineral, ends) = choose(brief)?;
    let view = View::of(brief, mineral, &ends)?;
    let name = brief.system.minerals[mineral].name.clone();
    let end_names: Vec<String> = ends.iter().map(|f| in_sentence(&brief.system.forms[*f].name)).collect();
    let (whose, supplier) = (brief.whose(), brief.supplier());
    let title = format!("{name}: from mine to use in {whose}, contained tonnes in {}", brief.system.year);
    let sankey = Sankey {
        id: "chain-sankey".to_owned(),
        title: title.clone(),
        desc: format!(
            "Bands run from the country that made a form to the country that used it. Bands that leave {supplier} stand out."
        ),
        columns: view.columns,
        nodes: view.nodes,
        links: view.links,
    };
    let lead = format!(
        "What {whose} uses of {} in {}, followed back step by step to who made it. Bands leaving {supplier} are coloured.",
        in_sentence(&name),
        joined(&end_names)
    );
    let note = "Masses are contained in the reference substance, from the reconciled balance (◐ estimated), with ranges over its draws. \
                Third countries that only pass goods on are seen through: a band joins maker and next maker.";
    let blocks =
        vec![Block::Lead(lead.into()), Block::Chart(Chart { data: sankey.into(), title, note: note.into() })];
    Some(Chapter { id: "chain", title: format!("One chain, step by step: {name}"), blocks })
}

/// A supplier with a smaller share dominates nothing.
const LEAST: f64 = 0.01;

/// The mineral that hangs most on the supplier at any stage, and the forms of its latest stage that members use.
fn choose(brief: &Brief<'_>) -> Option<(MineralId, BTreeSet<FormId>)> {
    let members = brief.members();
    let depth = depth(brief.system);
    let ends = |balance: &MineralBalance| -> BTreeSet<FormId> {
        let used = || {
            let taken = balance.uses.iter().filter(|u| members.contains(&u.country) && u.mass.get() > 0.0);
            taken.map(|u| u.form).filter(|f| depth[f] >= 1)
        };
        let latest = used().map(|f| brief.system.forms[f].stage).max();
        used().filter(|f| Some(brief.system.forms[*f].stage) == latest).collect()
    };
    peaks(brief).into_iter().filter(|f| f.value >= LEAST).find_map(|figure| {
        let mineral = brief.system.minerals.id(&figure.mineral)?;
        let ends = ends(brief.ensemble.central.minerals.get(&mineral)?);
        (!ends.is_empty()).then_some((mineral, ends))
    })
}

/// A node of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Country(CountryId),
    Rest,
    Scrap,
}

struct View {
    columns: Vec<String>,
    nodes: Vec<Node>,
    links: Vec<Link>,
}

impl View {
    fn of(brief: &Brief<'_>, mineral: MineralId, ends: &BTreeSet<FormId>) -> Option<Self> {
        let members = brief.members();
        let trace = |balance: &Balance| {
            balance.minerals.get(&mineral).map(|b| chain(brief.system, b, &members, ends))
        };
        let central = trace(&brief.ensemble.central)?;
        let columns = Columns::of(brief, &central);
        let named = columns.named(brief, &central);
        let masses = columns.masses(&central, &named);
        let draws: Vec<_> =
            brief.ensemble.draws.iter().filter_map(trace).map(|l| columns.masses(&l, &named)).collect();
        let through = through(&masses);
        let mut order: Vec<(usize, Who)> = through.keys().copied().collect();
        order.sort_by(|a, b| {
            a.0.cmp(&b.0)
                .then(rank(brief, a.1).cmp(&rank(brief, b.1)))
                .then(through[b].total_cmp(&through[a]))
        });
        let spread: Vec<BTreeMap<(usize, Who), f64>> = draws.iter().map(through_of).collect();
        let nodes =
            order.iter().map(|key| node(brief, *key, columns.last(), through[key], &spread)).collect();
        let position = |key: &(usize, Who)| order.iter().position(|k| k == key);
        let links = masses
            .iter()
            .filter_map(|((from, to), mass)| {
                let title = format!(
                    "{} → {}: {}",
                    who(brief, from.1),
                    who(brief, to.1),
                    ranged(*mass, draws.iter().map(|d| d.get(&(*from, *to)).copied().unwrap_or(0.0))).full()
                );
                Some(Link { from: position(from)?, to: position(to)?, mass: *mass, title })
            })
            .collect();
        (!masses.is_empty()).then_some(Self { columns: columns.heads, nodes, links })
    }
}

type Masses = BTreeMap<((usize, Who), (usize, Who)), f64>;

/// Steps of the chain as columns; the last is use.
struct Columns {
    heads: Vec<String>,
    of_form: BTreeMap<FormId, usize>,
}

impl Columns {
    fn of(brief: &Brief<'_>, links: &Links) -> Self {
        let depth = depth(brief.system);
        let mut forms: BTreeMap<FormId, f64> = BTreeMap::new();
        for ((from, _), mass) in links {
            if let Place::Made(form, _) = from {
                *forms.entry(*form).or_default() += mass.get();
            }
        }
        let steps: BTreeSet<usize> = forms.keys().map(|f| depth[f]).collect();
        let column = |f: &FormId| steps.iter().position(|s| *s == depth[f]).unwrap_or(0);
        let heads = (0..steps.len()).map(|c| {
            let mut here: Vec<(&FormId, &f64)> = forms.iter().filter(|(f, _)| column(f) == c).collect();
            here.sort_by(|a, b| b.1.total_cmp(a.1));
            let first = here.first().map(|(f, _)| brief.system.forms[**f].name.clone()).unwrap_or_default();
            if here.len() > 1 { format!("{first} and others") } else { first }
        });
        let heads = heads.chain(["Use".to_owned()]).collect();
        Self { heads, of_form: forms.keys().map(|f| (*f, column(f))).collect() }
    }

    fn last(&self) -> usize {
        self.heads.len() - 1
    }

    fn key(&self, place: Place) -> Option<(usize, Who)> {
        match place {
            Place::Made(form, country) => Some((*self.of_form.get(&form)?, Who::Country(country))),
            Place::Drawn(form, _) => Some((*self.of_form.get(&form)?, Who::Scrap)),
            Place::Used(country) => Some((self.last(), Who::Country(country))),
        }
    }

    /// The countries that get a node of their own, by column.
    fn named(&self, brief: &Brief<'_>, links: &Links) -> BTreeSet<(usize, Who)> {
        let through = through(&self.collect(links, |key| key));
        let mut named = BTreeSet::new();
        for column in 0..self.heads.len() {
            let mut here: Vec<_> =
                through.iter().filter(|(k, _)| k.0 == column && matches!(k.1, Who::Country(_))).collect();
            here.sort_by(|a, b| b.1.total_cmp(a.1));
            named.extend(here.iter().take(NAMED + usize::from(column == self.last())).map(|(k, _)| **k));
            named.extend(here.iter().map(|(k, _)| **k).filter(|k| is_supplier(brief, k.1)));
        }
        named
    }

    fn masses(&self, links: &Links, named: &BTreeSet<(usize, Who)>) -> Masses {
        self.collect(links, |key| match key.1 {
            Who::Country(_) if !named.contains(&key) => (key.0, Who::Rest),
            _ => key,
        })
    }

    fn collect(&self, links: &Links, name: impl Fn((usize, Who)) -> (usize, Who)) -> Masses {
        let mut masses = Masses::new();
        for ((from, to), mass) in links {
            if let (Some(from), Some(to)) = (self.key(*from), self.key(*to)) {
                *masses.entry((name(from), name(to))).or_default() += mass.get();
            }
        }
        masses
    }
}

fn through(masses: &Masses) -> BTreeMap<(usize, Who), f64> {
    through_of(masses)
}

/// Mass through each node: the larger of what enters and what leaves.
fn through_of(masses: &Masses) -> BTreeMap<(usize, Who), f64> {
    let (mut enters, mut leaves) = (BTreeMap::new(), BTreeMap::new());
    for ((from, to), mass) in masses {
        *leaves.entry(*from).or_insert(0.0) += mass;
        *enters.entry(*to).or_insert(0.0) += mass;
    }
    let mut through: BTreeMap<(usize, Who), f64> = leaves;
    for (key, mass) in enters {
        let at = through.entry(key).or_insert(0.0);
        *at = at.max(mass);
    }
    through
}

fn is_supplier(brief: &Brief<'_>, who: Who) -> bool {
    matches!(who, Who::Country(c) if brief.system.countries.key(c) == brief.from)
}

/// The supplier on top, then countries, then the rest, then scrap.
fn rank(brief: &Brief<'_>, who: Who) -> u8 {
    match who {
        Who::Country(_) if is_supplier(brief, who) => 0,
        Who::Country(_) => 1,
        Who::Rest => 2,
        Who::Scrap => 3,
    }
}

fn who(brief: &Brief<'_>, who: Who) -> String {
    match who {
        Who::Country(c) => brief.system.countries[c].name.clone(),
        Who::Rest => "Others".to_owned(),
        Who::Scrap => "Scrap and stocks".to_owned(),
    }
}

fn node(
    brief: &Brief<'_>,
    key: (usize, Who),
    last: usize,
    mass: f64,
    spread: &[BTreeMap<(usize, Who), f64>],
) -> Node {
    let number = ranged(mass, spread.iter().map(|s| s.get(&key).copied().unwrap_or(0.0)));
    let label =
        if key.0 == last && key.1 == Who::Rest { "Other members".to_owned() } else { who(brief, key.1) };
    Node {
        column: key.0,
        label,
        text: format!("{} ({})", number.value(), number.short_range()),
        highlight: is_supplier(brief, key.1),
    }
}

/// A mass with the range of its draws.
fn ranged(mass: f64, draws: impl Iterator<Item = f64>) -> Number {
    Number::with_draws(mass, draws.collect(), Unit::Tonnes)
}
