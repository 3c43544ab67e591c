//! A section of the page and its lines.

use std::fmt::Write as _;

/// Why a figure differs by more than a little.
const REASONS: [(&str, &str); 12] = [
    (
        "eu_extraction_above_cobalt",
        "Finland mines 1.5 kt; use here holds the cobalt that arrives in cells and cars, apparent consumption of the raw material does not",
    ),
    (
        "eu_extraction_above_lithium",
        "Portugal mines for ceramics; use here holds the lithium that arrives in cells and cars",
    ),
    (
        "eu_processing_gallium",
        "probably, not verified: wafer scrap that works in the Union purify again counts as own processing here; apparent consumption of primary metal does not hold it",
    ),
    (
        "eu_single_country_gallium",
        "probably, not verified: part of what arrives was purified from scrap of wafer makers outside China, on assumed masses, and China's exports are held to its customs",
    ),
    ("iea_cobalt_mining_leader", "USGS puts DR Congo at 226 kt where the IEA has 182 kt"),
    ("iea_cobalt_mining_top3", "as the leader"),
    ("iea_cobalt_refining_leader", "the balance gives China what its imports of intermediates can feed"),
    (
        "iea_copper_refining_top3",
        "the IEA leaves DR Congo in the rest of the world; its top three are over listed countries",
    ),
    (
        "iea_graphite_mining_leader",
        "USGS has China lower than the IEA (82 %), and Madagascar and Mozambique higher",
    ),
    (
        "iea_rare_earths_mining_leader",
        "not comparable: the IEA counts magnet oxides, the forms here all oxides (China 69 % by USGS)",
    ),
    ("iea_rare_earths_mining_top3", "not comparable, as the leader"),
    (
        "usgs_sb_mined_leader_2024",
        "probably, not verified: complete trade brings China's smelters less ore than their output needs: the balance mines the rest there, or reported smelting is too high",
    ),
];

/// The reason, or nothing.
pub(crate) fn reason(key: &str) -> &'static str {
    REASONS.iter().find(|(k, _)| *k == key).map_or("", |(_, reason)| reason)
}

/// A section.
pub(crate) struct Part {
    pub(crate) title: &'static str,
    pub(crate) text: String,
    pub(crate) lines: Vec<Line>,
}

/// One figure: as published, as reported in the baseline, and after the balance.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) key: String,
    pub(crate) place: String,
    pub(crate) published: f64,
    pub(crate) reported: f64,
    pub(crate) balanced: Option<f64>,
}

impl Line {
    /// Ours, the balanced figure where there is one.
    pub(crate) fn ours(&self) -> f64 {
        self.balanced.unwrap_or(self.reported)
    }
    pub(crate) fn difference(&self) -> f64 {
        self.ours() - self.published
    }
}

/// A table of shares.
pub(crate) fn table(lines: &[Line]) -> String {
    let mut text =
        "| figure | country | published | reported | ours | difference | reason |\n|---|---|---|---|---|---|---|\n".to_owned();
    for line in lines {
        let balanced = line.balanced.map_or_else(|| "as reported".to_owned(), |b| format!("{b:.3}"));
        writeln!(
            text,
            "| {} | {} | {:.3} | {:.3} | {balanced} | {:+.3} | {} |",
            line.key,
            line.place,
            line.published,
            line.reported,
            line.difference(),
            reason(&line.key)
        )
        .unwrap();
    }
    text
}
