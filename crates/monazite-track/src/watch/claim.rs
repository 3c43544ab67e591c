//! Claims of a text, and whether figures bear them out.

use super::number::{Amount, Unit, amounts};
use super::sentence::sentences;
use super::words::Lexicon;

/// A claim with a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The sentence.
    pub sentence: String,
    /// What kind of figure: `production_share`, `import_share`, `demand_share`, `exports`, `capacity`, `change`, `was`, or blank.
    pub metric: &'static str,
    /// Keys of minerals.
    pub minerals: Vec<String>,
    /// The stage; blank where none is named.
    pub stage: &'static str,
    /// Whose figure it is.
    pub party: String,
    /// From whom, or to whom.
    pub other: String,
    /// The number.
    pub amount: Amount,
}

/// Words that say what a share is of, first match first.
const METRICS: &[(&str, &str)] = &[
    ("imports from", "import_share"),
    ("dependence on", "import_share"),
    ("depends on", "import_share"),
    ("reliance on", "import_share"),
    ("of its imports", "import_share"),
    ("of imports", "import_share"),
    ("demand", "demand_share"),
    ("consumption", "demand_share"),
    ("refines", "production_share"),
    ("mines", "production_share"),
    ("produces", "production_share"),
    ("production", "production_share"),
    ("output", "production_share"),
    ("refining", "production_share"),
    ("mining", "production_share"),
    ("processing", "production_share"),
    ("refined", "production_share"),
    ("mined", "production_share"),
];

/// Words of a number that is a change and not a level.
const CHANGES: &[&str] = &[
    "rose",
    "risen",
    "fell",
    "fallen",
    "grew",
    "jumped",
    "dropped",
    "up",
    "down",
    "less",
    "more",
    "higher",
    "lower",
    "increased",
    "decreased",
    "slipped",
    "quarter",
];

/// Every claim with a number of a text, in order.
#[must_use]
pub fn claims(text: &str, lexicon: &Lexicon) -> Vec<Claim> {
    sentences(text).into_iter().flat_map(|(_, sentence)| of(sentence, lexicon)).collect()
}

fn of(sentence: &str, lexicon: &Lexicon) -> Vec<Claim> {
    let found = amounts(sentence);
    if found.is_empty() {
        return Vec::new();
    }
    let minerals = Lexicon::find(&lexicon.minerals, sentence);
    let parties = Lexicon::find(&lexicon.parties, sentence);
    let stage = Lexicon::stage(sentence).unwrap_or("");
    let lower = sentence.to_lowercase();
    found
        .into_iter()
        .map(|amount| {
            let clause = around(&lower, amount.start);
            let changes = clause.split(|c: char| !c.is_alphanumeric()).any(|word| CHANGES.contains(&word));
            let was = lower.get(..amount.start).is_some_and(|before| before.trim_end().ends_with(" from"));
            let then = lower.get(amount.end..).is_some_and(|after| after.trim_start().starts_with("to "));
            let metric = match amount.unit {
                // Where a change began: a figure of the past, of a year that is not named.
                Unit::Share if was && then => "was",
                Unit::Share if changes && !lower.contains("dependence") => "change",
                Unit::Share => METRICS.iter().find(|(word, _)| lower.contains(word)).map_or("", |(_, m)| *m),
                Unit::Tonnes if lower.contains("export") || lower.contains("shipments") => "exports",
                Unit::Tonnes if lower.contains("import") => "imports",
                Unit::Tonnes | Unit::TonnesPerYear => "capacity",
                Unit::Money => "money",
                Unit::Days => "term",
            };
            // Whose figure it is: the nearest party before the number, else the first of the sentence.
            let before = parties.iter().rfind(|(at, _)| *at < amount.start).or_else(|| parties.first());
            let (party, other) = match metric {
                "import_share" => {
                    let on = ["imports from", "dependence on", "depends on", "reliance on"]
                        .iter()
                        .find_map(|word| lower.find(word).map(|at| at + word.len()));
                    let other = on.and_then(|on| parties.iter().find(|(at, _)| *at >= on));
                    let own = parties.iter().find(|p| Some(*p) != other);
                    (own.map(|(_, k)| k.clone()), other.map(|(_, k)| k.clone()))
                }
                _ => (before.map(|(_, k)| k.clone()), None),
            };
            Claim {
                sentence: sentence.to_owned(),
                metric,
                minerals: minerals.iter().fold(Vec::new(), |mut all, (_, key)| {
                    if !all.contains(key) {
                        all.push(key.clone());
                    }
                    all
                }),
                stage,
                party: party.unwrap_or_default(),
                other: other.unwrap_or_default(),
                amount,
            }
        })
        .collect()
}

/// The part of a sentence between commas and semicolons that holds a place.
fn around(sentence: &str, at: usize) -> &str {
    let cuts = |c: char| c == ';';
    let at = at.min(sentence.len());
    if !sentence.is_char_boundary(at) {
        return sentence;
    }
    let start = sentence[..at].rfind(cuts).map_or(0, |i| i + 1);
    let end = sentence[at..].find(cuts).map_or(sentence.len(), |i| at + i);
    &sentence[start..end]
}

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judged {
    /// Its range meets that of the figures.
    Supported,
    /// It does not, by a little: rounding, another year.
    Outside,
    /// It does not, by much.
    Contradicted,
    /// No figure says the same.
    CannotTell,
}

impl Judged {
    /// Its words.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Outside => "outside the range",
            Self::Contradicted => "contradicted",
            Self::CannotTell => "cannot tell",
        }
    }
}

/// Half of the last digit of a share that is written in percent.
const ROUNDED: f64 = 0.005;
/// Beyond this a claim is contradicted: ten points of a share, a third of an amount.
const FAR: (f64, f64) = (0.10, 1.0 / 3.0);

/// Holds a claim to the range of a figure, or to the lowest and highest of several.
#[must_use]
pub fn judge(amount: &Amount, low: f64, high: f64) -> Judged {
    let (near, far) = match amount.unit {
        Unit::Share => (ROUNDED, FAR.0),
        _ => (0.005 * high.abs(), FAR.1 * high.abs()),
    };
    let one_number = (amount.high - amount.low).abs() < 1e-12;
    // Of a number the distance to the range; of a range the worse of its two ends.
    let gap = if one_number {
        (low - amount.high).max(amount.low - high).max(0.0)
    } else {
        (low - amount.low).abs().max((high - amount.high).abs())
    };
    match () {
        () if gap <= near || (!one_number && gap <= 0.05) => Judged::Supported,
        () if gap <= far => Judged::Outside,
        () => Judged::Contradicted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let pairs =
            |list: &[(&str, &str)]| list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        Lexicon {
            minerals: pairs(&[
                ("copper", "copper"),
                ("lithium", "lithium"),
                ("rare earths", "rare_earths"),
                ("cobalt", "cobalt"),
                ("graphite", "graphite"),
            ]),
            parties: pairs(&[("china", "CHN"), ("japan", "JPN"), ("coalition", "g7-plus")]),
        }
    }

    #[test]
    fn the_two_claims_of_the_press_are_read() {
        let text = "China refines 47 to 87 % of copper, lithium, cobalt, graphite and rare earths. The coalition is 60 % of the world's demand for critical minerals.";
        let found = claims(text, &lexicon());
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(
            (found[0].metric, found[0].stage, found[0].party.as_str()),
            ("production_share", "processing", "CHN")
        );
        assert_eq!(found[0].minerals.len(), 5);
        assert!((found[0].amount.low - 0.47).abs() < 1e-12 && (found[0].amount.high - 0.87).abs() < 1e-12);
        assert_eq!((found[1].metric, found[1].party.as_str()), ("demand_share", "g7-plus"));
    }

    #[test]
    fn where_a_change_began_is_no_figure_of_today() {
        let found =
            claims("Japan's dependence on China for rare earths fell from 80-90 % to 60 %.", &lexicon());
        assert_eq!(found.iter().map(|c| c.metric).collect::<Vec<_>>(), ["was", "import_share"]);
        assert_eq!((found[1].party.as_str(), found[1].other.as_str()), ("JPN", "CHN"));
    }

    #[test]
    fn a_change_is_no_level_and_a_claim_is_held_to_a_range() {
        let found = claims("Exports of China fell 12 % in May.", &lexicon());
        assert_eq!(found[0].metric, "change");
        let share = |low, high| Amount { low, high, unit: Unit::Share, currency: "", start: 0, end: 1 };
        assert_eq!(judge(&share(0.6, 0.6), 0.55, 0.62), Judged::Supported);
        assert_eq!(judge(&share(0.6, 0.6), 0.64, 0.7), Judged::Outside);
        assert_eq!(judge(&share(0.6, 0.6), 0.8, 0.9), Judged::Contradicted);
    }
}
