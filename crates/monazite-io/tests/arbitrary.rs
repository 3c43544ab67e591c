//! Laws: no bytes make the reader panic.

#![allow(clippy::unwrap_used)]

use crate::common::ores;
use monazite_io::{parse, schema};
use proptest::prelude::*;

/// Names of all files of a dataset.
fn names() -> Vec<&'static str> {
    schema::tables().map(|spec| spec.file).chain(["dataset.toml"]).collect()
}

/// Cells that have caused trouble in real tables.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9_.|\"',;=+@\\-]{0,12}",
        Just("NA".to_owned()),
        Just("1e308".to_owned()),
        Just("NaN".to_owned()),
        Just("co_ore".to_owned()),
        Just("CHN".to_owned()),
        Just("2024".to_owned()),
        Just("worked_example".to_owned()),
        any::<f64>().prop_map(|x| x.to_string()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn arbitrary_bytes(table in proptest::sample::select(names()), bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut files = ores();
        files.insert(table.into(), bytes.into());
        let _ = parse(&files);
    }

    #[test]
    fn arbitrary_rows(table in proptest::sample::select(schema::tables().map(|s| s.name()).collect::<Vec<_>>()), cells in proptest::collection::vec(cell(), 0..60)) {
        let spec = schema::tables().find(|s| s.name() == table).unwrap();
        let header: Vec<&str> = spec.columns().map(|c| c.name).collect();
        let rows: Vec<String> = cells.chunks(header.len()).map(|row| row.join(",")).collect();
        let mut files = ores();
        files.insert(spec.file.into(), format!("{}\n{}\n", header.join(","), rows.join("\n")).into_bytes().into());
        let _ = parse(&files);
    }

    #[test]
    fn one_byte_changed(table in 0usize..20, place in any::<proptest::sample::Index>(), byte in any::<u8>()) {
        let mut files = ores();
        let name = files.keys().nth(table % files.len()).unwrap().clone();
        let mut bytes = files[&name].to_vec();
        let i = place.index(bytes.len());
        bytes[i] = byte;
        files.insert(name, bytes.into());
        let _ = parse(&files);
    }
}

/// Found by fuzzing: the place of an error in a text that begins with a byte order mark and is not UTF-8.
#[test]
fn a_broken_description_of_the_dataset() {
    let mut files = ores();
    files.insert("dataset.toml".into(), b"\xef\xbb\xbfname = \x9a\x9a\x9a,,,\xc9".to_vec().into());
    assert!(parse(&files).is_err());
}
