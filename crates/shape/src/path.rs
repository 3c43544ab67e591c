//! The paths that a file writes: in `use` items, types, calls and macros.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// A path with the inline modules around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// Inline modules of the file, from the outside in.
    pub(crate) inside: Vec<String>,
    /// Its segments; a `*` is left out.
    pub(crate) segments: Vec<String>,
}

/// What a file writes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contents {
    /// Modules that it declares in files of their own.
    pub(crate) declared: Vec<String>,
    pub(crate) paths: Vec<Written>,
    inside: Vec<String>,
}

impl Contents {
    pub(crate) fn of(text: &str) -> syn::Result<Self> {
        let file = syn::parse_file(text)?;
        let mut contents = Self::default();
        contents.visit_file(&file);
        Ok(contents)
    }

    fn push(&mut self, segments: Vec<String>) {
        self.paths.push(Written { inside: self.inside.clone(), segments });
    }

    fn take(&mut self, tree: &syn::UseTree, before: &[String]) {
        let with = |ident: &syn::Ident| before.iter().cloned().chain([ident.to_string()]).collect::<Vec<_>>();
        match tree {
            syn::UseTree::Path(path) => self.take(&path.tree, &with(&path.ident)),
            // `use a::{self, b}` names `a`.
            syn::UseTree::Name(name) if name.ident == "self" => self.push(before.to_vec()),
            syn::UseTree::Name(name) => self.push(with(&name.ident)),
            syn::UseTree::Rename(name) => self.push(with(&name.ident)),
            syn::UseTree::Glob(_) => self.push(before.to_vec()),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.take(tree, before)),
        }
    }

    /// Paths from `crate` or `super` in what a macro is given.
    fn scan(&mut self, tokens: &TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut joined = false;
        for token in tokens.clone() {
            match token {
                TokenTree::Ident(ident) if joined => path.push(ident.to_string()),
                TokenTree::Ident(ident) if ident == "crate" || ident == "super" => {
                    self.end(&mut path);
                    path.push(ident.to_string());
                }
                TokenTree::Punct(colon) if colon.as_char() == ':' => {
                    joined = !path.is_empty();
                    continue;
                }
                TokenTree::Group(group) => {
                    self.end(&mut path);
                    self.scan(&group.stream());
                }
                _ => self.end(&mut path),
            }
            joined = false;
        }
        self.end(&mut path);
    }

    fn end(&mut self, path: &mut Vec<String>) {
        if !path.is_empty() {
            let path = std::mem::take(path);
            self.push(path);
        }
    }
}

impl<'ast> Visit<'ast> for Contents {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let name = module.ident.to_string();
        if module.content.is_none() {
            self.declared.push(name);
            return;
        }
        self.inside.push(name);
        visit::visit_item_mod(self, module);
        self.inside.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.take(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 && path.leading_colon.is_none() {
            self.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        visit::visit_macro(self, item);
        self.scan(&item.tokens);
    }

    /// `pub(in crate::a)` takes no name.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        Contents::of(text).unwrap().paths.iter().map(|path| path.segments.join("::")).collect()
    }

    #[test]
    fn a_use_tree_is_flattened() {
        let found = paths("use crate::a::{self, b::*, c as d, e::{F, G}};");
        assert_eq!(found, ["crate::a", "crate::a::b", "crate::a::c", "crate::a::e::F", "crate::a::e::G"]);
    }

    #[test]
    fn paths_in_code_and_macros_count_and_visibility_does_not() {
        assert_eq!(paths("fn f() -> super::T { crate::g::h() }"), ["super::T", "crate::g::h"]);
        assert_eq!(
            paths("fn f() { assert!(x == crate::a::B && super::c(), \"{}\", [crate::d::E]); }")[1..],
            ["super::c", "crate::d::E"].map(String::from)
        );
        assert_eq!(paths("pub(in crate::a) struct S { pub(in crate::a) x: f64 }"), Vec::<String>::new());
    }

    #[test]
    fn inline_modules_are_around_their_paths() {
        let contents = Contents::of("mod own; mod tests { use super::*; }").unwrap();
        assert_eq!(contents.declared, ["own"]);
        assert_eq!(contents.paths[0].inside, ["tests"]);
        assert_eq!(contents.paths[0].segments, ["super"]);
    }
}
