//! Names of columns and rows, derived from their tags: keys of the tables, parted by commas. A name says the family, then
//! what it is about: `activity[re_magnet,USA,2031]`.

use crate::chain::Zone;
use crate::frame::Frame;
use crate::lp::{About, Family, Tag};
use monazite::id::MineralId;

/// Names things of one frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'f, 'a>(pub(crate) &'f Frame<'a>);

impl Names<'_, '_> {
    /// Key of a mineral.
    pub(crate) fn mineral(&self, mineral: MineralId) -> String {
        self.0.network.system.minerals.key(mineral).to_owned()
    }

    /// The name of a column or row.
    pub(crate) fn of(&self, tag: &Tag) -> String {
        let mut parts = self.about(tag);
        parts.extend(tag.threat.map(|s| self.0.network.programme.threats[s].key.clone()));
        parts.extend(tag.year.map(|year| year.to_string()));
        self.joined(tag, &parts)
    }

    /// The name of all columns or rows of a family that are about one thing, wherever and whenever it is.
    pub(crate) fn of_subject(&self, family: Family, subject: About) -> String {
        let tag = Tag::new(family, subject);
        let first: Vec<String> = self.about(&tag).into_iter().take(1).collect();
        self.joined(&tag, &first)
    }

    fn joined(&self, tag: &Tag, parts: &[String]) -> String {
        let family = self.family(tag);
        if parts.is_empty() { family } else { format!("{family}[{}]", parts.join(",")) }
    }

    /// Targets are named by their kind.
    fn family(&self, tag: &Tag) -> String {
        let (About::Target(t) | About::TargetFor(t, _)) = tag.about else {
            return tag.family.word().to_owned();
        };
        let kind = self.0.targets[t].kind.word();
        match tag.family {
            Family::Target => kind,
            Family::StaysMet => format!("{}:{kind}", tag.family.word()),
            family => family.word().to_owned(),
        }
    }

    fn about(&self, tag: &Tag) -> Vec<String> {
        let system = self.0.network.system;
        let zone = |z: Zone| self.0.network.zones[z].name.clone();
        let form = |f| system.forms.key(f).to_owned();
        let process = |p| system.processes.key(p).to_owned();
        let end_use = |u| system.end_uses.key(u).to_owned();
        match tag.about {
            About::Whole => Vec::new(),
            About::Mineral(m) => vec![self.mineral(m)],
            About::MineralIn(m, z) => vec![self.mineral(m), zone(z)],
            About::Form(f) | About::TargetFor(_, f) => vec![form(f)],
            About::FormIn(f, z) => vec![form(f), zone(z)],
            About::Process(p) => vec![process(p)],
            About::ProcessIn(p, z) => vec![process(p), zone(z)],
            About::Need(f, u) => vec![form(f), end_use(u)],
            About::NeedIn(f, u, z) => vec![form(f), end_use(u), zone(z)],
            About::ClassOf(f, class) => vec![form(f), class.word().to_owned()],
            About::ClassIn(f, class, z) => vec![form(f), class.word().to_owned(), zone(z)],
            About::Choice(k) => {
                let choice = &self.0.choices[k].1;
                let project = choice.project.replace(' ', "_");
                let what = match tag.family {
                    Family::Project => project,
                    _ if project.is_empty() => process(choice.process),
                    _ => format!("{}:{project}", process(choice.process)),
                };
                vec![what, zone(choice.zone)]
            }
            About::Target(t) => {
                let mineral = self.mineral(self.0.of_target(t).mineral);
                let kind = (tag.family == Family::Lacking).then(|| self.0.targets[t].kind.word());
                kind.into_iter().chain([mineral]).collect()
            }
        }
    }
}
