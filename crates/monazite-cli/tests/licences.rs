//! Licences of all that is built in, against `deny.toml`: what cargo-deny checks, where it is not installed.

#![allow(clippy::unwrap_used)]

use crate::common::root;
use serde_json::Value;
use spdx::Expression;
use std::collections::BTreeSet;
use std::process::Command;

/// The words of one list of `deny.toml`.
fn list(deny: &toml::Table, table: &str, key: &str) -> BTreeSet<String> {
    let words = deny[table][key].as_array().unwrap();
    words.iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

/// Whether the licences that may be used satisfy an expression of a manifest; old manifests part alternatives by `/`.
fn permitted(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ");
    Expression::parse(&expression).is_ok_and(|e| e.evaluate(|need| allowed.contains(&need.to_string())))
}

#[test]
fn every_dependency_has_a_licence_of_the_list() {
    let root = root();
    let deny: toml::Table = std::fs::read_to_string(root.join("deny.toml")).unwrap().parse().unwrap();
    let allowed = list(&deny, "licenses", "allow");
    let excluded = list(&deny, "graph", "exclude");
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--all-features", "--format-version", "1"])
        .current_dir(&root)
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "cargo names {} packages", packages.len());
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !excluded.contains(package["name"].as_str().unwrap()))
        .filter(|package| !permitted(package["license"].as_str().unwrap_or_default(), &allowed))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "licences that deny.toml does not allow:\n{}", refused.join("\n"));
}

#[test]
fn a_licence_that_is_not_on_the_list_is_refused() {
    let allowed = BTreeSet::from(["MIT".to_owned(), "Apache-2.0".to_owned()]);
    assert!(permitted("MIT/Apache-2.0", &allowed));
    assert!(permitted("GPL-3.0-only OR MIT", &allowed));
    assert!(!permitted("MIT AND GPL-3.0-only", &allowed));
    assert!(!permitted("", &allowed));
}
