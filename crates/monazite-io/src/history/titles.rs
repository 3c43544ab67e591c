//! What each series is, from our own tables.

use monazite_data::{RECIPE, text};
use monazite_track::history::{Break, Title};
use std::collections::BTreeMap;

const TRADE: &str = text(RECIPE, "history_trade");
const PRODUCTION: &str = text(RECIPE, "history_production");
const BREAKS: &str = text(RECIPE, "history_breaks");
const WMD: &str = text(RECIPE, "wmd_materials");

/// Rows of one of our own tables, by column.
pub(super) fn rows(table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.deserialize().filter_map(Result::ok).collect()
}

fn breaks(key: &str, family: &str) -> Vec<Break> {
    let mut breaks: Vec<Break> = rows(BREAKS)
        .iter()
        .filter(|row| row["series"] == key || row["series"] == family)
        .filter_map(|row| Some(Break { year: row["year"].parse().ok()?, what: row["what"].clone() }))
        .collect();
    breaks.sort_by_key(|b| b.year);
    breaks
}

/// Series of trade by their code.
pub(super) fn trade() -> BTreeMap<String, Title> {
    rows(TRADE)
        .into_iter()
        .map(|row| {
            let title = Title {
                key: row["series"].clone(),
                mineral: row["mineral"].clone(),
                stage: row["stage"].clone(),
                title: row["title"].clone(),
                source: "CEPII BACI, HS92, release V202601".to_owned(),
                note: row["note"].clone(),
                breaks: breaks(&row["series"], "*trade"),
            };
            (row["hs6"].clone(), title)
        })
        .collect()
}

/// A series of the British Geological Survey: file, table, and what it is.
pub(super) fn bgs() -> Vec<(String, String, Title)> {
    rows(PRODUCTION)
        .into_iter()
        .map(|row| {
            let title = Title {
                key: row["series"].clone(),
                mineral: row["mineral"].clone(),
                stage: row["stage"].clone(),
                title: row["title"].clone(),
                source: "BGS World Mineral Statistics".to_owned(),
                note: row["note"].clone(),
                breaks: breaks(&row["series"], "*bgs"),
            };
            (row["file"].clone(), row["table"].clone(), title)
        })
        .collect()
}

/// Minerals that World Mining Data counts as metal and not as ore.
const REFINED: &[&str] = &[
    "aluminium",
    "arsenic",
    "bismuth",
    "cadmium",
    "gallium",
    "germanium",
    "indium",
    "mercury",
    "rhenium",
    "selenium",
    "sulphur",
    "tellurium",
];

/// Series of World Mining Data by the name that it gives.
pub(super) fn wmd() -> BTreeMap<String, Title> {
    rows(WMD)
        .into_iter()
        .map(|row| {
            let mineral = row["mineral"].clone();
            let stage = if REFINED.contains(&mineral.as_str()) { "processing" } else { "extraction" };
            let title = Title {
                key: format!("wmd_{mineral}"),
                title: row["name"].clone(),
                mineral,
                stage: stage.to_owned(),
                source: "World Mining Data 2026".to_owned(),
                note: String::new(),
                breaks: Vec::new(),
            };
            (row["name"].clone(), title)
        })
        .collect()
}

/// Every series of output by its key.
pub(super) fn production() -> BTreeMap<String, Title> {
    let bgs = bgs().into_iter().map(|(_, _, title)| title);
    bgs.chain(wmd().into_values()).map(|title| (title.key.clone(), title)).collect()
}

/// Every series of trade by its key.
pub(super) fn trade_by_key() -> BTreeMap<String, Title> {
    trade().into_values().map(|title| (title.key.clone(), title)).collect()
}
