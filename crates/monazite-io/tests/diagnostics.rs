//! Patched datasets: the example with one thing spoilt, and the exact diagnostic.

#![allow(clippy::unwrap_used)]

use crate::common::{expect, found, ores, patched, replaced};
use monazite_io::{Dataset, Diagnostics, parse};

#[test]
fn the_example_is_clean() {
    let dataset = parse(&ores()).unwrap();
    assert!(dataset.warnings.is_empty(), "{}", dataset.warnings);
    assert_eq!(dataset.system.flows.len(), 7);
    assert_eq!(dataset.system.year, 2024);
    assert_eq!(dataset.checksum.len(), 64);
}

#[test]
fn namibia_is_a_country() {
    let system = parse(&ores()).unwrap().system;
    let namibia = system.countries.id("NAM").unwrap();
    assert_eq!(system.countries[namibia].iso2, "NA");
}

#[test]
fn coalitions_may_overlap() {
    let dataset = patched(
        "coalitions.csv",
        "buyers,Buyers,USA,worked_example\n",
        "buyers,Buyers,USA,worked_example\nbiggest,Biggest,USA,worked_example\nbiggest,Biggest,CHN,worked_example\n",
    )
    .unwrap();
    assert!(dataset.warnings.is_empty(), "{}", dataset.warnings);
    let usa = dataset.system.countries.id("USA").unwrap();
    let with_usa: Vec<&str> = dataset
        .system
        .coalitions
        .iter()
        .filter(|c| c.members.contains(&usa))
        .map(|c| c.key.as_str())
        .collect();
    assert_eq!(with_usa.len(), 2, "{with_usa:?}");
}

#[test]
fn no_text_begins_like_a_formula() {
    for first in ["=", "+", "-", "@"] {
        let spoilt = format!("{first}SUM(A1:A9)");
        let all = found(patched("sources.csv", "The monazite authors", &spoilt));
        let hit = all.iter().any(|d| d.message.contains("begins like a spreadsheet formula"));
        assert!(hit, "{spoilt}: {all:?}");
    }
}

/// The example with a second mineral, whose form a process of the first makes.
fn another_mineral() -> Result<Dataset, Diagnostics> {
    let mut files = ores();
    let mut append = |file: &str, row: &str| {
        let bytes = [files[file].as_ref(), row.as_bytes()].concat();
        files.insert(file.into(), bytes.into());
    };
    append("minerals.csv", "nickel,Nickel,contained Ni,deep,worked_example\n");
    append(
        "forms.csv",
        "ni_ore,nickel,Nickel ore,extraction,,2024,0.01,,,share,,,observed,worked_example,\n",
    );
    append("recipes.csv", "co_mining,ni_ore,output,2024,10,,,t/t,,,observed,worked_example,\n");
    parse(&files)
}

/// Each case: what was spoilt, and what the reader says. The texts are in `expected/diagnostics.txt`.
#[test]
fn each_patch_has_its_diagnostic() {
    let cases = [
        ("missing column", patched("trade.csv", "exporter", "exporteur_x")),
        ("missing row", patched("countries.csv", "KOR,KR,South Korea\n", "")),
        ("unknown country", patched("trade.csv", "co_ore,COD,FIN", "co_ore,COD,FIM")),
        ("namibia by its two letters", patched("trade.csv", "co_ore,COD,FIN", "co_ore,NA,FIN")),
        ("alpha 2", patched("trade.csv", "co_ore,COD,FIN", "co_ore,COD,FI")),
        ("country by name", patched("trade.csv", "co_ore,COD,FIN", "co_ore,COD,finland")),
        ("namibia defined by its two letters", patched("countries.csv", "NAM,NA,Namibia", "NA,NA,Namibia")),
        ("unknown form", patched("demand.csv", "co_refined,CHN", "co_refind,CHN")),
        ("unknown process", patched("production.csv", "co_ore,co_mining,COD", "co_ore,co_minin,COD")),
        (
            "unknown source",
            patched("production.csv", "100,,,t/y,,,observed,worked_example", "100,,,t/y,,,observed,usgs"),
        ),
        ("unknown member", patched("coalitions.csv", "buyers,Buyers,KOR", "buyers,Buyers,XXX")),
        (
            "repeated member",
            patched(
                "coalitions.csv",
                "Buyers,USA,worked_example\n",
                "Buyers,USA,worked_example\nbuyers,Buyers,USA,worked_example\n",
            ),
        ),
        ("negative tonnage", patched("production.csv", "COD,2024,100", "COD,2024,-100")),
        ("unit mismatch", patched("production.csv", "COD,2024,100,,,t/y", "COD,2024,100,,,kt/y")),
        ("huge", patched("production.csv", "COD,2024,100", "COD,2024,1e308")),
        ("overflow", patched("production.csv", "COD,2024,100", "COD,2024,1e400")),
        ("not a number", patched("production.csv", "COD,2024,100", "COD,2024,NaN")),
        ("thousands", patched("production.csv", "COD,2024,100", "COD,2024,\"1,000\"")),
        ("withheld", patched("production.csv", "COD,2024,100", "COD,2024,W")),
        ("blank value", patched("production.csv", "COD,2024,100", "COD,2024,")),
        ("low above value", patched("production.csv", "COD,2024,100,,", "COD,2024,100,120,130")),
        ("high below value", patched("production.csv", "COD,2024,100,,", "COD,2024,100,80,90")),
        ("year", patched("production.csv", "COD,2024", "COD,20204")),
        (
            "quality",
            patched("production.csv", "COD,2024,100,,,t/y,,,observed", "COD,2024,100,,,t/y,,,estimate"),
        ),
        ("stage", patched("forms.csv", "Refined cobalt,processing", "Refined cobalt,refining")),
        ("contained share", patched("forms.csv", "260500,2024,0.05", "260500,2024,5")),
        ("formula", patched("sources.csv", "The monazite authors", "\"=HYPERLINK(1)\"")),
        ("hs code", patched("forms.csv", "260500", "26050")),
        (
            "repeated key",
            patched(
                "minerals.csv",
                "cobalt,Cobalt,contained Co,deep,worked_example\n",
                "cobalt,Cobalt,contained Co,deep,worked_example\ncobalt,Cobalt,contained Co,deep,worked_example\n",
            ),
        ),
        (
            "repeated row",
            patched(
                "demand.csv",
                "co_refined,CHN,ev_batteries,2024,50",
                "co_refined,FIN,ev_batteries,2024,50",
            ),
        ),
        ("self flow", patched("trade.csv", "co_ore,COD,FIN", "co_ore,COD,COD")),
        (
            "cyclic recipe",
            patched(
                "recipes.csv",
                "co_mining,co_ore,output,2024,1,",
                "co_mining,co_refined,input,2024,1,,,t/t,,,observed,worked_example,\nco_mining,co_ore,output,2024,1,",
            ),
        ),
        (
            "idle process",
            patched("processes.csv", "co_mining,", "co_idle,Idle,cobalt,processing,,\nco_mining,"),
        ),
        ("ragged row", patched("demand.csv", "co_refined,CHN,", "co_refined,CHN,,")),
        ("empty file", replaced("trade.csv", b"")),
        ("header only", replaced("prices.csv", b"form,market,year,value,unit,quality,source\n")),
        ("semicolons", replaced("end_uses.csv", b"end_use;name\nev_batteries;Batteries\n")),
        ("unreadable binary", replaced("prices.csv", &[0; 8])),
        ("latin 1", replaced("end_uses.csv", b"end_use,name\nev_batteries,V\xE9hicules\n")),
        ("byte order mark", replaced("end_uses.csv", b"\xEF\xBB\xBFend_use,name\nev_batteries,Batteries\n")),
        ("misspelt file", replaced("stock.csv", b"form\n")),
        ("misspelt column", replaced("end_uses.csv", b"end_use,name,nam\nev_batteries,Batteries,\n")),
        ("dataset without year", replaced("dataset.toml", b"name = \"x\"\nversion = \"1\"\n")),
        ("form of another mineral", another_mineral()),
        (
            "arbitrary text in every column",
            replaced(
                "demand.csv",
                b"form,country,end_use,year,value,unit,quality,source\nx,y,z,now,much,tons,good,me\n",
            ),
        ),
    ];
    let mut text = String::new();
    for (name, result) in cases {
        let all = found(result);
        assert!(!all.is_empty(), "{name}: nothing was found");
        text += &format!("## {name}\n");
        for diagnostic in all {
            text += &format!("{diagnostic}\n");
        }
        text.push('\n');
    }
    expect("crates/monazite-io/tests/expected/diagnostics.txt", &text);
}

#[test]
fn all_problems_at_once() {
    let mut files = ores();
    files.remove("countries.csv");
    files.insert("demand.csv".into(), b"form\n"[..].into());
    let all = found(parse(&files));
    assert!(all.iter().any(|d| d.file == "countries.csv" && d.message == "the table is missing"));
    assert!(all.iter().filter(|d| d.file == "demand.csv").count() > 5);
    assert!(
        all.iter().all(|d| d.file != "trade.csv"),
        "no blame on rows that refer to a table that is missing"
    );
}
