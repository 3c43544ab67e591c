//! What is generated from the arguments: completions and manual pages.

#![allow(clippy::unwrap_used)]

use crate::common::monazite;
use std::fs;

#[test]
fn every_shell_completes_every_verb() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = monazite(&["completions", shell]);
        assert_eq!(run.code, 0, "{}", run.err);
        for verb in ["brief", "simulate", "plan", "share"] {
            assert!(run.out.contains(verb), "{shell} does not complete {verb}");
        }
    }
    assert_eq!(monazite(&["completions", "cmd"]).code, 2);
}

#[test]
fn every_verb_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let run = monazite(&["man", folder.path().to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.err);
    let page = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(page("monazite.1").contains("brief"));
    assert!(page("monazite-brief.1").contains("share"));
    assert!(page("monazite-economy-one-year.1").contains(".TH"));
}
