//! What breaks the shape.

use crate::arrow::{Arrows, arrows, crates, parents};
use crate::circle::circles;
use crate::module::{Modules, modules};
use crate::tree::{Error, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A breach of one of the rules.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A file imports the `mod.rs` of a folder that it lies in, or the root of its crate.
    OwnParent {
        /// The file.
        child: String,
        /// The `mod.rs`.
        parent: String,
        /// The path that says so.
        path: String,
    },
    /// Files that reach each other, children that import their own parents apart.
    Circle(Vec<String>),
    /// A library takes names from a crate that is not on a lower floor.
    Upward {
        /// The file.
        file: String,
        /// The crate, as in paths.
        target: String,
    },
}

impl Fault {
    /// The files that are at fault.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::OwnParent { child: file, .. } | Self::Upward { file, .. } => std::slice::from_ref(file),
            Self::Circle(files) => files,
        }
        .iter()
        .map(String::as_str)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OwnParent { child, parent, path } => write!(f, "{child} imports its own {parent}: {path}"),
            Self::Circle(files) => write!(f, "{} files in a circle: {}", files.len(), files.join(", ")),
            Self::Upward { file, target } => write!(f, "{file} imports {target}, which is not below it"),
        }
    }
}

/// All faults of a tree. `floors` lists the folders of crates from the ground up, those of a floor together, each with
/// the name that paths give it.
///
/// # Errors
/// [`Error::Parse`] and [`Error::NoModule`] if a file does not make sense.
pub fn faults(tree: &Tree, floors: &[&[(&str, &str)]]) -> Result<Vec<Fault>, Error> {
    let mut faults = BTreeSet::new();
    for root in tree.roots() {
        let modules = modules(tree, root)?;
        let mut arrows = arrows(&modules);
        own_parents(&modules, &mut arrows, &mut faults);
        let next = arrows.iter().map(|(file, to)| (file.as_str(), to.keys().map(String::as_str).collect()));
        let next: BTreeMap<&str, Vec<&str>> = next.collect();
        let circles = circles(&next).into_iter();
        faults.extend(circles.map(|circle| Fault::Circle(circle.into_iter().map(String::from).collect())));
        if root.contains("/src/") {
            upward(root, &modules, floors, &mut faults);
        }
    }
    Ok(faults.into_iter().collect())
}

/// Moves the arrows from children to their own parents to the faults: each would be a circle by itself.
fn own_parents(modules: &Modules, arrows: &mut Arrows, faults: &mut BTreeSet<Fault>) {
    for (child, around) in parents(modules) {
        for parent in around {
            if let Some(path) = arrows.get_mut(child).and_then(|to| to.remove(parent)) {
                faults.insert(Fault::OwnParent { child: child.to_owned(), parent: parent.to_owned(), path });
            }
        }
    }
}

fn upward(root: &str, modules: &Modules, floors: &[&[(&str, &str)]], faults: &mut BTreeSet<Fault>) {
    let folder = root.split('/').next().unwrap_or_default();
    let floor = floors.iter().position(|floor| floor.iter().any(|named| named.0 == folder));
    let above = floors[floor.unwrap_or(0)..].iter().flat_map(|floor| floor.iter());
    let above = above.filter(|named| named.0 != folder).map(|named| named.1.to_owned()).collect();
    for module in modules.values() {
        for target in crates(&module.contents.paths, &above) {
            faults.insert(Fault::Upward { file: module.file.clone(), target: target.to_owned() });
        }
    }
}
