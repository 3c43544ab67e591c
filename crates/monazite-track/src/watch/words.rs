//! Word lists: minerals, countries, stages.

/// Words of stages, by the stage.
pub const STAGES: &[(&str, &str)] = &[
    ("mined", "extraction"),
    ("mines", "extraction"),
    ("mining", "extraction"),
    ("mine", "extraction"),
    ("extraction", "extraction"),
    ("extracts", "extraction"),
    ("refines", "processing"),
    ("refined", "processing"),
    ("refining", "processing"),
    ("refineries", "processing"),
    ("processing", "processing"),
    ("processes", "processing"),
    ("processed", "processing"),
    ("smelting", "processing"),
    ("separation", "processing"),
    ("magnets", "manufacturing"),
    ("cells", "manufacturing"),
    ("recycling", "recycling"),
    ("recycled", "recycling"),
];

/// Names and the keys that they stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// Lower-case name of a mineral, and its key.
    pub minerals: Vec<(String, String)>,
    /// Lower-case name of a country or coalition, and its key.
    pub parties: Vec<(String, String)>,
}

impl Lexicon {
    /// Every name of a list in a sentence, with its place, in order; of two that overlap the longer.
    #[must_use]
    pub fn find(names: &[(String, String)], sentence: &str) -> Vec<(usize, String)> {
        let lower = sentence.to_lowercase();
        // Lower case of another length would move places: such a sentence is searched as it is.
        let text = if lower.len() == sentence.len() { lower.as_str() } else { sentence };
        let mut found: Vec<(usize, usize, &str)> = Vec::new();
        for (name, key) in names {
            let mut from = 0;
            while let Some(at) =
                text.get(from..).and_then(|rest| rest.find(name.as_str())).map(|at| at + from)
            {
                let end = at + name.len();
                let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                if edge(text[..at].chars().next_back()) && edge(text[end..].chars().next()) {
                    found.push((at, end, key));
                }
                from = end;
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        let mut last = 0;
        let mut kept: Vec<(usize, String)> = Vec::new();
        for (at, end, key) in found {
            if at >= last {
                kept.push((at, key.to_owned()));
                last = end;
            }
        }
        kept
    }

    /// The stage that a sentence is about: the first that it names.
    #[must_use]
    pub fn stage(sentence: &str) -> Option<&'static str> {
        let lower = sentence.to_lowercase();
        lower
            .split(|c: char| !c.is_alphanumeric())
            .find_map(|word| STAGES.iter().find(|(known, _)| *known == word).map(|(_, stage)| *stage))
    }
}
