//! Labels of two parts: `region|sector`, `AUS.c1`, `ARG_01T02`.

use crate::diagnostic::{Diagnostic, Diagnostics};
use std::collections::BTreeMap;

/// How many labels of one kind are listed one by one.
const LISTED: usize = 50;

/// Splits a label at the first of `separators` that it holds.
pub(super) fn split(label: &str, separators: &[char]) -> Option<(String, String)> {
    separators.iter().find_map(|&separator| {
        let (region, rest) = label.split_once(separator)?;
        let (region, rest) = (region.trim(), rest.trim());
        (!region.is_empty() && !rest.is_empty()).then(|| (region.to_owned(), rest.to_owned()))
    })
}

/// Splits all labels; each that has not two parts is reported.
pub(super) fn split_all(
    file: &str,
    labels: &[String],
    separators: &[char],
    problems: &mut Diagnostics,
) -> Vec<(String, String)> {
    let mut out = Vec::with_capacity(labels.len());
    for (at, label) in labels.iter().enumerate() {
        match split(label, separators) {
            Some(pair) => out.push(pair),
            None => problems.push(
                Diagnostic::error(file, format!("label {} has not two parts", at + 1))
                    .cell("", label)
                    .allowed(format!("region and sector joined by `{}`", separators[0]))
                    .hint("write for example R0|S2"),
            ),
        }
    }
    out
}

/// Where each wanted label stands among those seen, which may be in another order.
///
/// `None`, and told, if a label is missing, stands twice or is not expected.
pub(super) fn order(
    what: &str,
    file: &str,
    seen: &[String],
    wanted: &[String],
    wanted_from: &str,
    problems: &mut Diagnostics,
) -> Option<Vec<usize>> {
    let at: BTreeMap<&str, usize> = seen.iter().enumerate().map(|(at, label)| (label.as_str(), at)).collect();
    if at.len() == seen.len() && seen.len() == wanted.len() {
        let found: Option<Vec<usize>> = wanted.iter().map(|label| at.get(label.as_str()).copied()).collect();
        if found.is_some() {
            return found;
        }
    }
    same(file, what, seen, wanted, wanted_from, problems);
    None
}

/// Reports the first place at which two lists of labels part: another order, one missing, one too many.
pub(super) fn same(
    file: &str,
    what: &str,
    seen: &[String],
    wanted: &[String],
    wanted_from: &str,
    problems: &mut Diagnostics,
) {
    let missing: Vec<&String> = wanted.iter().filter(|l| !seen.contains(l)).collect();
    let strange: Vec<&String> = seen.iter().filter(|l| !wanted.contains(l)).collect();
    for (labels, reason) in [(&missing, "is missing"), (&strange, "is not expected")] {
        for label in labels.iter().take(LISTED) {
            problems.push(
                Diagnostic::error(file, format!("{what} `{label}` {reason}"))
                    .allowed(format!("the labels of {wanted_from}"))
                    .hint(if reason == "is missing" {
                        "add it, with zeros if it is empty"
                    } else {
                        "drop it, or add it there"
                    }),
            );
        }
        if labels.len() > LISTED {
            problems.push(Diagnostic::error(
                file,
                format!("{} more {what}s: each {reason}", labels.len() - LISTED),
            ));
        }
    }
    if missing.is_empty() && strange.is_empty() {
        if seen.len() != wanted.len() {
            problems.push(
                Diagnostic::error(
                    file,
                    format!("{} {what}s where {} are expected", seen.len(), wanted.len()),
                )
                .hint("a label is given twice"),
            );
        } else if let Some(at) = (0..seen.len()).find(|&i| seen[i] != wanted[i]) {
            problems.push(
                Diagnostic::error(file, format!("the {what}s are in another order than {wanted_from}"))
                    .cell(&format!("{what} {}", at + 1), &seen[at])
                    .allowed(format!("`{}` at this position", wanted[at]))
                    .hint("sort rows and columns alike; nothing is reordered silently"),
            );
        }
    }
}
