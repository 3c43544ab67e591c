//! The modules of a target, each with its file.

use crate::path::Contents;
use crate::tree::{Error, Tree};
use std::collections::BTreeMap;

/// A module's names from the root of its target; the root has none.
pub(crate) type Name = Vec<String>;

/// A module in a file of its own.
#[derive(Debug, Clone)]
pub(crate) struct Module {
    pub(crate) file: String,
    pub(crate) contents: Contents,
}

/// The modules of one target by name.
pub(crate) type Modules = BTreeMap<Name, Module>;

/// Follows the declarations of a target from its root.
pub(crate) fn modules(tree: &Tree, root: &str) -> Result<Modules, Error> {
    let mut modules = Modules::new();
    let mut open = vec![(Name::new(), root.to_owned())];
    while let Some((name, file)) = open.pop() {
        let text = tree.text(&file).unwrap_or_default();
        let contents = Contents::of(text).map_err(|error| Error::Parse(file.clone(), error))?;
        for child in &contents.declared {
            let folder = children_of(&file, name.is_empty());
            let places = [format!("{folder}/{child}.rs"), format!("{folder}/{child}/mod.rs")];
            let Some(place) = places.into_iter().find(|place| tree.text(place).is_some()) else {
                return Err(Error::NoModule { file, module: child.clone() });
            };
            open.push(([&name[..], std::slice::from_ref(child)].concat(), place));
        }
        modules.insert(name, Module { file, contents });
    }
    Ok(modules)
}

/// The folder in which the children of a file lie.
fn children_of(file: &str, is_root: bool) -> &str {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    if is_root || file.ends_with("/mod.rs") { folder } else { file.trim_end_matches(".rs") }
}
