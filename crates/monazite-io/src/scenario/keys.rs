//! The keys of a scenario file: one description serves the check, the JSON schema and the reference page.

use crate::document::{Holds, Key, Kinds, may, must};

/// Largest value of a day in a path, and of a delay.
const DAYS: f64 = 3650.0;

/// Keys of the whole file.
pub(crate) const FILE: &[Key] = &[
    must("name", Holds::Text, "Name as shown."),
    must("start", Holds::Date, "First day."),
    must("weeks", Holds::Whole(1, 1040), "Length in weeks."),
    may("step_days", Holds::Number(0.25, 91.0), "Length of a period in days; a week if left out."),
    must("sources", Holds::Texts, "Where it is documented: titles or addresses."),
    may("notes", Holds::Text, "What a reader must know: what is certain, what is assumed."),
    may(
        "reading",
        Holds::Text,
        "The reading of the ledger that it takes where sources disagree on what holds.",
    ),
    must("shock", Holds::Kinds(&SHOCKS), "The shocks, each under `[[shock]]`."),
    may(
        "rationing",
        Holds::Table(RATIONING),
        "How sellers share out what is short; in proportion if left out.",
    ),
    may(
        "stock_release",
        Holds::Tables(STOCK_RELEASE),
        "Orders on strategic stocks in place of the general rule.",
    ),
];

/// Words of a rationing rule.
pub(crate) const RULES: &[&str] = &["proportional", "priority", "highest_bidder"];

/// Keys of `[rationing]`.
pub(crate) const RATIONING: &[Key] = &[
    must("rule", Holds::Word(RULES), "The rule where no other is named."),
    may("first", Holds::EndUses, "End uses served first, in this order; with the rule priority."),
    may("country", Holds::Tables(RATIONING_COUNTRY), "Countries with a rule of their own."),
];

/// Keys of `[[rationing.country]]`.
pub(crate) const RATIONING_COUNTRY: &[Key] = &[
    must("countries", Holds::Countries, "Sellers with this rule."),
    must("rule", Holds::Word(RULES), "Their rule."),
    may("first", Holds::EndUses, "End uses served first, in this order; with the rule priority."),
];

/// Keys of `[[stock_release]]`.
pub(crate) const STOCK_RELEASE: &[Key] = &[
    must("countries", Holds::Countries, "Holders."),
    may("minerals", Holds::Minerals, "Minerals released."),
    may("stages", Holds::Stages, "Only forms of these stages."),
    may("forms", Holds::Forms, "Forms released, besides those of `minerals`."),
    may("active", Holds::Intervals, "When releases are allowed; always if left out."),
    must("weekly_share", Holds::Number(0.0, 1.0), "Largest part of the first stock released in a week."),
    may("resale", Holds::Flag, "Whether the holder may sell it abroad; no if left out."),
];

/// Keys that every shock has.
pub(crate) const SHOCK: &[Key] = &[
    must("name", Holds::Text, "Name as shown."),
    must("kind", Holds::Word(KINDS), "What happens."),
    may("minerals", Holds::Minerals, "Minerals concerned."),
    may("stages", Holds::Stages, "Only forms of these stages of `minerals`."),
    may("forms", Holds::Forms, "Forms concerned, besides those of `minerals`."),
    may(
        "active",
        Holds::Intervals,
        "When it is in force; the whole horizon if left out. A suspension ends one interval, a return begins another.",
    ),
    may(
        "announced",
        Holds::Date,
        "Day on which it became known; the first day in force if left out. Prices move on it, and buyers order ahead.",
    ),
    may(
        "seen_as",
        Holds::Word(INSTRUMENTS),
        "What holders of stock take it for, which says how long they expect it to last; what its kind says if left out.",
    ),
    may(
        "probability",
        Holds::Number(0.0, 1.0),
        "Probability that it happens at all; 1 if left out. The central run takes it as happening.",
    ),
    may("source", Holds::Text, "Where it is documented."),
    may(
        "clauses",
        Holds::Texts,
        "Clauses of the ledger that it is made from: it is active while all of them hold.",
    ),
    may("notes", Holds::Text, "What was assumed about it."),
];

/// Shocks by kind.
pub(crate) const SHOCKS: Kinds = Kinds { common: SHOCK, key: "kind", words: KINDS, of: of_kind };

/// Words of what a shock is taken for.
pub(crate) const INSTRUMENTS: &[&str] = &["interruption", "licence", "quota", "ban"];

/// Words of the kind of a shock.
pub(crate) const KINDS: &[&str] =
    &["export_ban", "quota", "tax", "licence", "technology_ban", "outage", "demand_surge"];

const FROM: Key = must("from", Holds::Countries, "Exporters.");
const TO: Key = may("to", Holds::Countries, "Importers; all that are not exporters if left out.");
const EXCEPT: Key = may("except", Holds::Countries, "Importers left out of `to`.");
const COUNTRIES: Key = must("countries", Holds::Countries, "Where.");

/// Keys of the liability of third countries.
pub(crate) const LIABILITY: &[Key] = &[
    may(
        "probability",
        Holds::Uncertain(0.0, 1.0),
        "Probability that a third country stops passing on; `reexport_stop` of behaviour.csv if left out.",
    ),
    may(
        "value_threshold",
        Holds::Uncertain(0.0, 1.0),
        "Goods in which what was licensed is worth less than this share are free (0.001 is the 0.1 % rule); none if left out.",
    ),
];

/// Keys of one kind of shock besides [`SHOCK`].
pub(crate) fn of_kind(kind: &str) -> &'static [Key] {
    match kind {
        "export_ban" => {
            const {
                &[
                    FROM,
                    TO,
                    EXCEPT,
                    may(
                        "leakage",
                        Holds::Path(0.0, 1.0),
                        "Share of the flow that arrives all the same; `leakage` of behaviour.csv if left out.",
                    ),
                ]
            }
        }
        "quota" => {
            const {
                &[
                    FROM,
                    TO,
                    EXCEPT,
                    may(
                        "tonnes_per_year",
                        Holds::Uncertain(0.0, 1e11),
                        "Contained tonnes a year let through, all forms together; or else `share`.",
                    ),
                    may(
                        "share",
                        Holds::Uncertain(0.0, 10.0),
                        "Part of the flows of the baseline let through; or else `tonnes_per_year`.",
                    ),
                ]
            }
        }
        "tax" => {
            const { &[FROM, TO, EXCEPT, must("rate", Holds::Path(-1.0, 100.0), "Tax over price: 0.25 is 25 %.")] }
        }
        "licence" => {
            const {
                &[
                    FROM,
                    TO,
                    EXCEPT,
                    may(
                        "approval",
                        Holds::Path(0.0, 1.0),
                        "Share of what is ordered that is approved, over the days since the first decision; or else `exports`.",
                    ),
                    may(
                        "exports",
                        Holds::Path(0.0, 10.0),
                        "Exports over those of the baseline, as customs report them, over the same days; or else `approval`.",
                    ),
                    must(
                        "delay",
                        Holds::Uncertain(0.0, DAYS),
                        "Days from application to the first decision; nothing passes until then.",
                    ),
                    may("excluded_countries", Holds::Countries, "Countries that get no licence at all."),
                    may(
                        "excluded_end_uses",
                        Holds::EndUses,
                        "End uses that may not be served with what was licensed.",
                    ),
                    may(
                        "excluded_dual_use",
                        Holds::Uncertain(0.0, 1.0),
                        "Share of civil users refused because they also serve an excluded use; `dual_use_share` of behaviour.csv if left out.",
                    ),
                    may(
                        "leakage",
                        Holds::Uncertain(0.0, 1.0),
                        "Share of the licensed mass that reaches excluded end uses all the same; none if left out.",
                    ),
                    may(
                        "liability",
                        Holds::Table(LIABILITY),
                        "Third countries answer for what they pass on to excluded countries.",
                    ),
                ]
            }
        }
        "technology_ban" => {
            const {
                &[
                    FROM,
                    TO,
                    EXCEPT,
                    must(
                        "lead_time_factor",
                        Holds::Uncertain(1.0, 20.0),
                        "Factor on the time that new capacity takes.",
                    ),
                ]
            }
        }
        "outage" => {
            const { &[COUNTRIES, must("loss", Holds::Path(0.0, 1.0), "Share of the capacity lost.")] }
        }
        "demand_surge" => {
            const {
                &[
                    COUNTRIES,
                    may("end_uses", Holds::EndUses, "End uses that need more; all if left out."),
                    must(
                        "factor",
                        Holds::Path(0.0, 100.0),
                        "Need over that of the baseline: 1.2 is a fifth more.",
                    ),
                ]
            }
        }
        _ => &[],
    }
}
