//! Tiny made-up trees: each rule can fail, and good trees pass.

use monazite_shape::{Fault, Tree, faults};

const FLOORS: &[&[(&str, &str)]] = &[&[("ground", "ground")], &[("top", "top")]];

fn of(files: &[(&str, &str)]) -> Vec<String> {
    faults(&Tree::of(files), FLOORS).expect("a tree that parses").iter().map(Fault::to_string).collect()
}

#[test]
fn a_mod_that_declares_and_re_exports_is_fine() {
    let good = of(&[
        ("ground/src/lib.rs", "mod a; mod b; pub use a::A;"),
        ("ground/src/a/mod.rs", "mod x; mod y; pub use x::A; use crate::b::B;"),
        ("ground/src/a/x.rs", "use super::y::Y; use crate::b::B; mod tests { use super::*; }"),
        ("ground/src/a/y.rs", "pub(in crate::a) struct Y;"),
        ("ground/src/b.rs", "pub struct B;"),
        ("top/src/main.rs", "use ground::A;"),
    ]);
    assert_eq!(good, Vec::<String>::new());
}

#[test]
fn a_child_that_imports_its_own_mod_is_found_in_every_spelling() {
    for text in
        ["use super::A;", "use crate::a::A;", "use super::*;", "fn f() { super::g(); }", "use super::{y, A};"]
    {
        let found = of(&[
            ("ground/src/lib.rs", "mod a;"),
            ("ground/src/a/mod.rs", "mod x; mod y;"),
            ("ground/src/a/x.rs", text),
            ("ground/src/a/y.rs", ""),
        ]);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].contains("ground/src/a/x.rs imports its own ground/src/a/mod.rs"), "{}", found[0]);
    }
}

#[test]
fn a_grandchild_and_the_root_count_too() {
    let found = of(&[
        ("ground/src/lib.rs", "mod a;"),
        ("ground/src/a.rs", "mod x;"),
        ("ground/src/a/x/mod.rs", "mod deep;"),
        ("ground/src/a/x/deep.rs", "use crate::Error; use super::super::A;"),
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn two_files_that_import_each_other_are_a_circle() {
    let found = of(&[
        ("ground/src/lib.rs", "mod a; mod b; mod c;"),
        ("ground/src/a.rs", "use super::b::B;"),
        ("ground/src/b.rs", "fn f() { crate::c::g() }"),
        ("ground/src/c.rs", "use crate::a::A;"),
    ]);
    assert_eq!(found, ["3 files in a circle: ground/src/a.rs, ground/src/b.rs, ground/src/c.rs"]);
}

#[test]
fn two_folders_that_import_each_other_are_a_circle_through_their_mods() {
    let found = of(&[
        ("ground/src/lib.rs", "mod a; mod b;"),
        ("ground/src/a/mod.rs", "mod x; mod y;"),
        ("ground/src/a/x.rs", "use crate::b::V;"),
        ("ground/src/a/y.rs", ""),
        ("ground/src/b/mod.rs", "mod v; pub use v::V;"),
        ("ground/src/b/v.rs", "use crate::a::Y;"),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_library_that_looks_up_is_found_and_its_tests_may() {
    let found = of(&[
        ("ground/src/lib.rs", "use top::T;"),
        ("ground/tests/main.rs", "use top::T;"),
        ("top/src/main.rs", "use ground::G;"),
    ]);
    assert_eq!(found, ["ground/src/lib.rs imports top, which is not below it"]);
}

#[test]
fn circles_of_test_files_count() {
    let found = of(&[
        ("ground/tests/main.rs", "mod a; mod common;"),
        ("ground/tests/a.rs", "use crate::common::C;"),
        ("ground/tests/common/mod.rs", "use crate::a::A;"),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
}
