//! The history: what is embedded is what the recipe yields.

use crate::common::shared;
use monazite_io::history::{build, embedded, studies};

#[test]
fn the_recipe_yields_what_is_embedded() {
    let Some(raw) = shared("data") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    build(&raw, folder.path()).expect("the files are there");
    for (name, embedded) in monazite_data::HISTORY {
        let built = std::fs::read(folder.path().join(name)).expect("it was built");
        assert!(built == *embedded, "{name}: monazite import history RAW --out data/history writes it anew");
    }
}

#[test]
fn what_is_embedded_is_read_and_every_study_has_its_series() {
    let history = embedded().expect("it is sound");
    assert!(history.production.len() > 50 && history.trade.len() > 25);
    for (filed, _) in studies().expect("nothing was changed since it was filed") {
        assert!(history.trade.iter().any(|series| series.title.key == filed.series), "{}", filed.key);
    }
    let embedded: usize = monazite_data::HISTORY.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(embedded < 1_500_000, "{embedded} bytes");
}
