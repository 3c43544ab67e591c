//! The shape of this workspace.

use monazite_shape::{Fault, Tree, faults};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Crates from the ground up: folder, and name in paths. Those of a floor do not see each other.
const FLOORS: &[&[(&str, &str)]] = &[
    &[("monazite", "monazite"), ("highs", "monazite_highs"), (".", "monazite_data")],
    &[("monazite-track", "monazite_track")],
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

/// A crate that embeds a file from outside its folder cannot be packaged, so that nobody can depend on it.
#[test]
fn no_crate_embeds_what_lies_outside_of_it() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of the crates");
    let (mut looked_at, mut found) = (0, Vec::new());
    for home in fs::read_dir(crates).expect("the crates").filter_map(Result::ok).map(|entry| entry.path()) {
        let mut folders = vec![home.join("src")];
        while let Some(folder) = folders.pop() {
            for path in
                fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path())
            {
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = fs::read_to_string(&path).unwrap_or_default();
                looked_at += 1;
                for embedded in embedded(&text) {
                    // Steps up to the folder of the crate; a file of the crate is one below it.
                    let depth =
                        path.strip_prefix(&home).expect("a file of the crate").components().count() - 1;
                    if embedded.matches("../").count() > depth.saturating_sub(1) {
                        found.push(format!("{}: {embedded}", path.display()));
                    }
                }
            }
        }
    }
    assert!(looked_at > 100 && found.is_empty(), "{}", found.join("\n"));
}

/// The paths in the macros that embed files.
fn embedded(text: &str) -> Vec<&str> {
    let after = ["include_str!(", "include_bytes!("].into_iter().flat_map(|word| text.split(word).skip(1));
    after.filter_map(|rest| rest.split(')').next()?.split('"').nth(1)).collect()
}

/// What a dependent gets: the data lie in the package of the data.
#[test]
fn the_data_are_packaged() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let listed = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline", "--package", "monazite-data"])
        .current_dir(&root)
        .output()
        .expect("cargo runs");
    let files = String::from_utf8_lossy(&listed.stdout);
    for file in [
        "data/lib.rs",
        "data/build.rs",
        "data/baseline/trade.csv",
        "data/economy/Z.csv.gz",
        "scenarios/china-stop-graphite.toml",
        "programmes/default.toml",
    ] {
        let message = String::from_utf8_lossy(&listed.stderr);
        assert!(files.lines().any(|line| line == file), "{file} is not in the package: {message}");
    }
    assert!(!files.lines().any(|line| line.starts_with("crates/")), "only the data");
}
