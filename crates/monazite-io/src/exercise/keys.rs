//! The keys of a play: one description serves the check, the JSON schema and the reference page.

use crate::document::{Holds, Key, Kinds, may, must};
use crate::scenario::keys::{KINDS, SHOCK, of_kind};

/// Keys of the whole file.
pub(super) const FILE: &[Key] = &[
    may("name", Holds::Text, "Name as shown."),
    may("decision", Holds::Kinds(&DECISIONS), "What teams decide, each under `[[decision]]`."),
    may("inject", Holds::Kinds(&INJECTS), "What comes from outside, each under `[[inject]]`."),
];

const WEEK: Key = must("week", Holds::Whole(0, 1040), "Week in which it is decided or comes, from 0.");

/// Words of what can be decided.
pub(super) const ACTIONS: &[&str] = &["release", "allocate", "buy", "substitute", "retaliate"];

/// Keys that every decision has.
pub(super) const DECISION: &[Key] = &[
    WEEK,
    must("team", Holds::Text, "Who decides: a country, a coalition or several added up."),
    must("action", Holds::Word(ACTIONS), "What is decided."),
    may("weeks", Holds::Whole(1, 1040), "For how many weeks; to the end if left out."),
];

/// Decisions by action.
pub(super) const DECISIONS: Kinds = Kinds { common: DECISION, key: "action", words: ACTIONS, of: of_action };

const MINERALS: Key = may("minerals", Holds::Minerals, "Minerals concerned.");
const STAGES: Key = may("stages", Holds::Stages, "Only forms of these stages of `minerals`.");
const FORMS: Key = may("forms", Holds::Forms, "Forms concerned, besides those of `minerals`.");

/// Keys of one action besides [`DECISION`].
pub(super) fn of_action(action: &str) -> &'static [Key] {
    match action {
        "release" => {
            const {
                &[
                    MINERALS,
                    STAGES,
                    FORMS,
                    must(
                        "weekly_share",
                        Holds::Number(0.0, 1.0),
                        "Largest part of the team's first strategic stock released in a week.",
                    ),
                    may("resale", Holds::Flag, "Whether it may be sold to others; no if left out."),
                ]
            }
        }
        "allocate" => {
            const {
                &[must(
                    "first",
                    Holds::EndUses,
                    "End uses that sellers of the team serve first, in this order.",
                )]
            }
        }
        "buy" => {
            const {
                &[
                    MINERALS,
                    STAGES,
                    FORMS,
                    must(
                        "from",
                        Holds::Countries,
                        "Sellers outside the team that restrict nothing themselves.",
                    ),
                    must(
                        "share",
                        Holds::Number(0.0, 1.0),
                        "Part of what they send to others that the team buys away as one.",
                    ),
                ]
            }
        }
        "substitute" => {
            const {
                &[
                    MINERALS,
                    STAGES,
                    FORMS,
                    may("end_uses", Holds::EndUses, "End uses that replace it; all if left out."),
                    must(
                        "share",
                        Holds::Number(0.0, 1.0),
                        "Part of need that is replaced: at most `substitution_ceiling` of behaviour.csv.",
                    ),
                ]
            }
        }
        "retaliate" => {
            const {
                &[
                    MINERALS,
                    STAGES,
                    FORMS,
                    may("to", Holds::Countries, "Against whom; those who act in the scenario if left out."),
                    may(
                        "passes",
                        Holds::Number(0.0, 1.0),
                        "Part of the team's usual exports to them that still passes; a ban if left out.",
                    ),
                ]
            }
        }
        _ => &[],
    }
}

/// Keys of `[[inject]]`: those of a shock, and the week in which it comes.
pub(super) const INJECT: &[Key] = &[
    WEEK, SHOCK[0], SHOCK[1], SHOCK[2], SHOCK[3], SHOCK[4], SHOCK[5], SHOCK[6], SHOCK[7], SHOCK[8], SHOCK[9],
    SHOCK[10],
];

/// Injects by kind of shock.
pub(super) const INJECTS: Kinds = Kinds { common: INJECT, key: "kind", words: KINDS, of: of_kind };
