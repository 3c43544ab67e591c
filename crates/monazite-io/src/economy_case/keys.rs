//! The keys of a case: one description serves the check, the JSON schema and the reference page.

use crate::document::{Holds, Key, Kinds, may, must};
use crate::mrio::Format;
use crate::words::words;
use monazite::economy::ario::Variable;

/// A number above zero.
const POSITIVE: Holds = Holds::Number(f64::MIN_POSITIVE, f64::MAX);
/// Money or days: zero or more.
const ANY: (f64, f64) = (0.0, f64::MAX);
/// A run of more than this many steps is a mistake.
const MOST_STEPS: i64 = 100_000;

/// Keys of the whole file.
pub(super) const FILE: &[Key] = &[
    may("name", Holds::Text, "Name as shown; that of the file if left out."),
    may(
        "steps",
        Holds::Whole(1, MOST_STEPS),
        "Steps to run, 0 being the undisturbed economy; 365 if left out.",
    ),
    may(
        "compatibility",
        Holds::Word(&["published", "boario-0.7"]),
        "The equations as published, or as that version of BoARIO has them; published if left out.",
    ),
    may("record", Holds::Words(words!(Variable, name)), "Variables to write; all if left out."),
    may("table", Holds::Table(TABLE), "The input-output table; the case's own folder if left out."),
    may("parameters", Holds::Table(PARAMETERS), "Parameters; the published defaults where left out."),
    may("event", Holds::Kinds(&EVENTS), "What happens, each under `[[event]]`."),
];

/// Keys of `[table]`.
pub(super) const TABLE: &[Key] = &[
    may("path", Holds::Text, "Where it is, relative to the case; the case's own folder if left out."),
    may("format", Holds::Word(words!(Format)), "Its format; plain if left out."),
];

/// Keys of `[parameters]`.
pub(super) const PARAMETERS: &[Key] = &[
    may("model", Holds::Word(&["psi", "base"]), "With or without the yield of `psi`; psi if left out."),
    may(
        "order_type",
        Holds::Word(&["alt", "noalt"]),
        "Whether orders go to who can make more, or keep their shares; alt if left out.",
    ),
    may("alpha_base", POSITIVE, "Overproduction at rest; 1 if left out."),
    may("alpha_max", POSITIVE, "Greatest overproduction; 1.25 if left out."),
    may("alpha_tau", POSITIVE, "Steps to reach it; 365 if left out."),
    may(
        "psi",
        Holds::Number(f64::MIN_POSITIVE, 1.0),
        "Share of the inventory goal under which production yields; 0.8 if left out.",
    ),
    may(
        "rebuild_tau",
        Holds::Number(1.0, f64::MAX),
        "Steps of rebuilding for events that state none; 60 if left out.",
    ),
    may(
        "main_inv_dur",
        Holds::Number(1.0, f64::INFINITY),
        "Inventory of each input in steps of use, inf for one that never binds; 90 if left out.",
    ),
    may("inventory_dict", Holds::ByName(1.0, f64::INFINITY), "The same for sectors that differ."),
    may("infinite_inventories_sect", Holds::Texts, "Sectors whose products are never short."),
    may(
        "inventory_restoration_tau",
        Holds::Each(f64::MIN_POSITIVE, f64::MAX),
        "Steps over which a missing inventory is ordered; 60 if left out.",
    ),
    may(
        "capital_to_value_added",
        Holds::Each(f64::MIN_POSITIVE, f64::MAX),
        "Productive capital over yearly value added; 4 if left out.",
    ),
    may(
        "capital",
        Holds::ByName(f64::MIN_POSITIVE, f64::MAX),
        "Industries (`region|sector`) with stated capital, in the table's money.",
    ),
    may(
        "temporal_units_per_year",
        Holds::Number(1.0, f64::MAX),
        "Units of time in a year; 52 for weeks, all times then being in weeks; 365 if left out.",
    ),
    may("temporal_units_by_step", Holds::Whole(1, 10_000), "Units of time in a step; 1 if left out."),
    may(
        "monetary_factor",
        Holds::Number(1.0, f64::MAX),
        "Currency in a unit of the table's money; 1e6 if left out.",
    ),
];

/// Events by type.
pub(super) const EVENTS: Kinds = Kinds { common: EVENT, key: "type", words: TYPES, of: of_type };

/// Words of the type of an event.
pub(super) const TYPES: &[&str] = &["arbitrary", "recovery", "rebuild"];

/// Keys that every event has.
pub(super) const EVENT: &[Key] = &[
    may("name", Holds::Text, "Name as shown; its number if left out."),
    must("type", Holds::Word(TYPES), "Whether capacity is lost, or capital that recovers or is rebuilt."),
    may(
        "impact",
        Holds::ByName(ANY.0, ANY.1),
        "What each industry (`region|sector`) loses: a share of capacity, or capital in the event's money.",
    ),
    may("occurrence", Holds::Whole(1, MOST_STEPS), "Step at which it happens; 1 if left out."),
    may("duration", Holds::Whole(0, MOST_STEPS), "Steps before the recovery begins; 1 if left out."),
];

/// Curves of a recovery, with the spellings of the reference tool.
pub(super) const CURVES: &[&str] =
    &["linear", "concave", "convexe", "convex", "convexe noscale", "convex noscale"];

const CURVE: Key =
    may("recovery_function", Holds::Word(CURVES), "Curve of the recovery; linear if left out.");
const MONEY: Key = may(
    "event_monetary_factor",
    Holds::Number(1.0, f64::MAX),
    "Currency in a unit of the event's money; the table's if left out.",
);

/// Keys of one type of event besides [`EVENT`].
pub(super) fn of_type(word: &str) -> &'static [Key] {
    match word {
        "arbitrary" => {
            const { &[may("recovery_tau", POSITIVE, "Steps of the recovery; one step if left out."), CURVE] }
        }
        "recovery" => const { &[must("recovery_tau", POSITIVE, "Steps of the recovery."), CURVE, MONEY] },
        "rebuild" => {
            const {
                &[
                    may(
                        "rebuild_tau",
                        Holds::Number(1.0, f64::MAX),
                        "Steps of the rebuilding; that of the parameters if left out.",
                    ),
                    must(
                        "rebuilding_sectors",
                        Holds::ByName(0.0, 1.0),
                        "Sectors that rebuild, each with its share; shares sum to 1.",
                    ),
                    may(
                        "rebuilding_factor",
                        POSITIVE,
                        "Rebuilding demand over what was destroyed; 1 if left out.",
                    ),
                    may(
                        "households",
                        Holds::ByName(ANY.0, ANY.1),
                        "Goods that households lose, by column of final demand (`region|category`).",
                    ),
                    MONEY,
                ]
            }
        }
        _ => &[],
    }
}
