//! Arrows: which file takes names from which, and which crate from which.

use crate::module::{Modules, Name};
use crate::path::Written;
use std::collections::{BTreeMap, BTreeSet};

/// Files that each file of a target takes names from, with the first path that shows it.
pub(crate) type Arrows = BTreeMap<String, BTreeMap<String, String>>;

/// The arrows of a target; a declaration is one.
pub(crate) fn arrows(modules: &Modules) -> Arrows {
    let mut arrows = Arrows::new();
    for (name, module) in modules {
        let from = arrows.entry(module.file.clone()).or_default();
        for child in &module.contents.declared {
            let child = [&name[..], std::slice::from_ref(child)].concat();
            from.entry(modules[&child].file.clone()).or_insert_with(|| format!("mod {}", child.join("::")));
        }
        for path in &module.contents.paths {
            let Some(target) = target(modules, name, path) else { continue };
            let file = &modules[&target].file;
            if *file != module.file {
                from.entry(file.clone()).or_insert_with(|| path.segments.join("::"));
            }
        }
    }
    arrows
}

/// The files of the modules around each file, nearest first.
pub(crate) fn parents(modules: &Modules) -> BTreeMap<&str, Vec<&str>> {
    let around = |name: &Name| (0..name.len()).rev().map(|n| modules[&name[..n]].file.as_str()).collect();
    modules.iter().map(|(name, module)| (module.file.as_str(), around(name))).collect()
}

/// Crates whose names a file takes.
pub(crate) fn crates<'a>(paths: &'a [Written], known: &BTreeSet<String>) -> BTreeSet<&'a str> {
    let firsts = paths.iter().filter_map(|path| path.segments.first());
    firsts.filter(|first| known.contains(*first)).map(String::as_str).collect()
}

/// The innermost module in a file of its own that a path leads through.
fn target(modules: &Modules, at: &Name, path: &Written) -> Option<Name> {
    let around = [&at[..], &path.inside[..]].concat();
    let (mut place, rest) = start(modules, around, &path.segments)?;
    for segment in rest {
        let inner = [&place[..], std::slice::from_ref(segment)].concat();
        if !modules.contains_key(&inner) {
            break;
        }
        place = inner;
    }
    // An inline module lies in the file of the module around it.
    while !modules.contains_key(&place) {
        place.pop();
    }
    Some(place)
}

/// Where a path starts, and what follows; nowhere for names of other crates.
fn start<'a>(modules: &Modules, around: Name, segments: &'a [String]) -> Option<(Name, &'a [String])> {
    let first = segments.first()?;
    match first.as_str() {
        "crate" => Some((Name::new(), &segments[1..])),
        "self" => Some((around, &segments[1..])),
        "super" => {
            let up = segments.iter().take_while(|segment| *segment == "super").count();
            let depth = around.len().checked_sub(up)?;
            Some((around[..depth].to_vec(), &segments[up..]))
        }
        _ => {
            let child = [&around[..], std::slice::from_ref(first)].concat();
            modules.contains_key(&child).then_some((around, segments))
        }
    }
}
