//! The data that ship with monazite, as they lie in the repository: the baseline dataset, the input-output table, our own
//! curated tables of the recipe, the scenarios and programmes of the library, and what was observed in past disruptions.
//!
//! Nothing here is read or checked: that is what `monazite-io` does.

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A text by its name, found when the build is made: a name that is not there does not compile as a constant.
///
/// ```
/// const SCENARIO: &str = monazite_data::text(monazite_data::SCENARIOS, "china-stop-graphite");
/// assert!(SCENARIO.contains("graphite"));
/// ```
///
/// # Panics
/// There is no file of that name.
#[must_use]
pub const fn text(files: &[(&str, &'static str)], name: &str) -> &'static str {
    let mut at = 0;
    while at < files.len() {
        if same(files[at].0.as_bytes(), name.as_bytes()) {
            return files[at].1;
        }
        at += 1;
    }
    panic!("no file of that name is embedded")
}

/// Whether two names are the same; `==` is not for constants.
const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}
