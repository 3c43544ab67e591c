//! The table that an analysis uses: the embedded one, or one of the user's own.

#![allow(clippy::unwrap_used)]

use monazite::economy::leontief;
use monazite_io::mrio;

#[test]
fn the_embedded_table_is_sound_and_knows_the_industries_of_the_baseline() {
    let (import, about) = mrio::embedded().unwrap();
    assert_eq!(import.warnings.errors(), 0, "{}", import.warnings);
    assert!(about.quality == "estimated" && about.structure_year == 2011);
    let system = monazite_io::baseline().unwrap().system;
    let table = &import.table;
    assert!(table.sectors().iter().all(|s| system.industries.iter().any(|i| i.key == *s)));
    let links = system.industry_links.iter();
    assert!(links.clone().all(|l| table.sectors().contains(&l.industry)));
    assert_eq!((table.regions().len(), table.sectors().len()), (42, 17));
    // Value added of the world is its GDP of 2023 within a few per cent (taxes on products are not in it).
    let x = leontief::x(table.z(), table.y());
    let world: f64 = leontief::value_added(table.z(), &x).iter().sum();
    assert!((90e6..110e6).contains(&world), "{world}");
}

#[test]
fn a_table_of_the_users_own_is_put_into_our_industries() {
    let system = monazite_io::baseline().unwrap().system;
    let dir = tempfile::tempdir().unwrap();
    let z = ",DE|c14,RoW|c14,DE|x\nDE|c14,1,2,0\nRoW|c14,3,4,0\nDE|x,0,0,1\n";
    let y = ",DE|households,RoW|households\nDE|c14,9,1\nRoW|c14,1,9\nDE|x,5,0\n";
    std::fs::write(dir.path().join("Z.csv"), z).unwrap();
    std::fs::write(dir.path().join("Y.csv"), y).unwrap();
    let table = mrio::read_own(dir.path(), &system).unwrap().table;
    assert_eq!(table.regions(), ["DEU", "ROW"]);
    let empty = tempfile::tempdir().unwrap();
    let text = mrio::read_own(empty.path(), &system).unwrap_err().to_string();
    assert!(text.contains("not an input-output table of a known format"), "{text}");
    std::fs::write(dir.path().join("Z.csv"), z.replace("c14", "chips")).unwrap();
    std::fs::write(dir.path().join("Y.csv"), y.replace("c14", "chips")).unwrap();
    let text = mrio::read_own(dir.path(), &system).unwrap_err().to_string();
    assert!(text.contains("none of its sectors"), "{text}");
}
