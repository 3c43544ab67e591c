//! The keys of a programme file: one description serves the check, the JSON schema and the reference page.

use crate::document::{Holds, Key, may, must};

/// How losses count.
pub(super) const ATTITUDES: &[&str] = &["expected", "cvar"];

/// Keys of the whole file.
pub(super) const FILE: &[Key] = &[
    must("name", Holds::Text, "Name as shown."),
    may(
        "members",
        Holds::Texts,
        "Countries and coalitions that decide and pay as one; the countries of `--for`, those of the EU as one, if left out.",
    ),
    may(
        "supplier",
        Holds::Text,
        "Country or coalition whose supply is to be replaced; that of `--from` if left out.",
    ),
    may(
        "hosts",
        Holds::Countries,
        "Countries outside the coalition in which members may invest; none if left out.",
    ),
    may("minerals", Holds::Minerals, "Minerals of the programme; all with a deep chain if left out."),
    must("start", Holds::Whole(2020, 2100), "First year in which something can be decided."),
    must("years", Holds::Whole(1, 40), "Number of years that are planned."),
    must("demand", Holds::Text, "Demand path of the dataset: STEPS, APS or NZE in the baseline."),
    must("discount_rate", Holds::Number(0.0, 0.2), "Real yearly rate with which later costs count less."),
    must(
        "attitude",
        Holds::Word(ATTITUDES),
        "Whether losses count by their probability or by the mean of their worst part.",
    ),
    may("alpha", Holds::Number(0.0, 0.999), "Confidence level of the worst part; with cvar."),
    may(
        "budget",
        Holds::Number(0.0, 1e6),
        "Most that may be spent over all years, discounted, billion USD; no limit if left out.",
    ),
    may("lumpy", Holds::Flag, "Whether capacity comes in whole works; any size if left out."),
    may("targets", Holds::Table(TARGETS), "What must be reached."),
    may("threat", Holds::Tables(THREAT), "What must be survived, each under `[[threat]]`."),
    may(
        "price_floor",
        Holds::Tables(PRICE_FLOOR),
        "Prices promised to new capacity, each under `[[price_floor]]`.",
    ),
];

/// Keys of `[targets]`.
pub(super) const TARGETS: &[Key] = &[
    may(
        "single_supplier",
        Holds::Table(SHARE),
        "Largest share of the supplier at each stage of each mineral.",
    ),
    may("extraction", Holds::Table(SHARE), "Own extraction over need."),
    may("processing", Holds::Table(SHARE), "Own processing over need."),
    may("recycling", Holds::Table(SHARE), "Own recycling over need."),
    may("survive", Holds::Table(SURVIVE), "Survival of every threat."),
];

/// Keys of a share to be reached.
pub(super) const SHARE: &[Key] = &[
    must("share", Holds::Number(0.0, 1.0), "The share."),
    must("year", Holds::Whole(2020, 2140), "First year in which it holds; it holds from then on."),
];

/// Keys of `survive`.
pub(super) const SURVIVE: &[Key] = &[
    must("defence", Holds::Number(0.0, 1.0), "Largest share of need that may stay unmet in defence."),
    must(
        "elsewhere",
        Holds::Number(0.0, 1.0),
        "Largest share of need that may stay unmet in other end uses.",
    ),
    must("year", Holds::Whole(2020, 2140), "First year in which it holds; it holds from then on."),
];

/// Keys of `[[threat]]`.
pub(super) const THREAT: &[Key] = &[
    may("key", Holds::Text, "Short name in results; that of the scenario if left out."),
    may("name", Holds::Text, "Name as shown; that of the scenario if left out."),
    may(
        "scenario",
        Holds::Texts,
        "Scenarios of the library, or files: who stops what, from when, for how long and how far. Without it the supplier stops.",
    ),
    may(
        "by_supplier",
        Holds::Flag,
        "Whether the supplier of the programme stands for the countries that restrict exports in `scenario`.",
    ),
    may(
        "minerals",
        Holds::Minerals,
        "Minerals that it hits; all if neither these, forms nor a scenario are named.",
    ),
    may("stages", Holds::Stages, "Only forms of these stages of `minerals`."),
    may("forms", Holds::Forms, "Forms that it hits, besides those of `minerals`."),
    may("except", Holds::Texts, "Forms that it does not hit."),
    may(
        "supplier_loss",
        Holds::Number(0.0, 1.0),
        "Part of the supplier's flows that is lost; as the scenario says if one is named, all if not.",
    ),
    may(
        "elsewhere_loss",
        Holds::Number(0.0, 1.0),
        "Part of what the rest of the world sells that is lost besides; none if left out.",
    ),
    may("months", Holds::Number(0.1, 60.0), "How long it lasts; as long as the scenario if left out."),
    must("probability", Holds::Number(0.0, 1.0), "Probability that it begins in a given year."),
];

/// Keys of `[[price_floor]]`.
pub(super) const PRICE_FLOOR: &[Key] = &[
    must("form", Holds::Text, "The form."),
    must("floor", Holds::Number(0.0, 1e10), "Lowest price that its makers get, USD per contained tonne."),
    may(
        "upside",
        Holds::Number(0.0, 1.0),
        "Part of what the market pays above the floor that goes back; none if left out.",
    ),
];
