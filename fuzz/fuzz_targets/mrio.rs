#![no_main]

use libfuzzer_sys::fuzz_target;
use monazite_io::mrio::Format;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Small tables, a folder each; the last file is the one that is fuzzed, and is read alone where it is the only one.
const TABLES: [(Format, &[(&str, &str)]); 6] = [
    (Format::Plain, &[("Y.csv", Y), ("x.csv", X), ("Z.csv", Z)]),
    (Format::Plain, &[("Z.csv", Z), ("Y.csv", Y), ("F.csv", F), ("F_Y.csv", "")]),
    (Format::Plain, &[("Z.csv", Z), ("Y.csv", Y), ("unit.txt", "")]),
    (Format::Exiobase3, &[("Z.txt", ZT), ("Y.txt", "")]),
    (Format::Bea, &[("Detail_Make_2017.csv", MAKE), ("Detail_Use_2017.csv", "")]),
    (Format::OecdIcio, &[("2020_SML.csv", "")]),
];
const Z: &str = ",A|ores,B|ores\nA|ores,1,2\nB|ores,3,4\n";
const Y: &str = ",A|hh,B|hh\nA|ores,7,0\nB|ores,1,9\n";
const X: &str = ",x\nA|ores,10\nB|ores,17\n";
const F: &str = ",A|ores,B|ores\nCO2,1,2\n";
const ZT: &str = "region\t\tA\tB\nsector\t\tores\tores\nregion\tsector\t\t\nA\tores\t1\t2\nB\tores\t3\t4\n";
const MAKE: &str = ",1111A0,2122A0,T008\n1111A0,90,0,90\n2122A0,10,100,110\nT007,100,100,200\n";

fn folders() -> &'static [PathBuf] {
    static FOLDERS: OnceLock<Vec<PathBuf>> = OnceLock::new();
    FOLDERS.get_or_init(|| {
        let root = std::env::temp_dir().join(format!("monazite-fuzz-{}", std::process::id()));
        let made = TABLES.iter().enumerate().map(|(at, (_, files))| {
            let dir = root.join(at.to_string());
            std::fs::create_dir_all(&dir).unwrap();
            files.iter().for_each(|(name, text)| std::fs::write(dir.join(name), text).unwrap());
            dir
        });
        made.collect()
    })
}

// The first byte chooses the table, the others are the content of its last file.
fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, content)) = bytes.split_first() else { return };
    let at = usize::from(choice) % TABLES.len();
    let (format, files) = TABLES[at];
    let (name, dir) = (files[files.len() - 1].0, folders()[at].as_path());
    std::fs::write(dir.join(name), content).unwrap();
    let path = if format == Format::OecdIcio { dir.join(name) } else { Path::to_owned(dir) };
    let _ = format.read(&path);
});
