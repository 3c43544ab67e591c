//! The shape of this workspace.

use monazite_shape::{Fault, Tree, faults};
use std::path::Path;

/// Crates from the ground up: folder, and name in paths. Those of a floor do not see each other.
const FLOORS: &[&[(&str, &str)]] = &[
    &[("monazite", "monazite"), ("highs", "monazite_highs")],
    &[("monazite-io", "monazite_io"), ("monazite-plan", "monazite_plan")],
    &[("monazite-brief", "monazite_brief")],
    &[("monazite-study", "monazite_study")],
    &[
        ("monazite-cli", "monazite_cli"),
        ("monazite-web", "monazite_web"),
        ("monazite-py", "monazite_py"),
        ("monazite-pdf", "monazite_pdf"),
    ],
];

#[test]
fn no_circle_no_child_that_imports_its_parent_nothing_upward() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of the crates");
    let tree = Tree::read(crates).expect("a tree that parses");
    let faults = faults(&tree, FLOORS).expect("imports that parse");
    let found: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}
