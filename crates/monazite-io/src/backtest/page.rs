//! The page of past prices: every observation beside ours, and how far off we are.

use super::case::Case;
use super::observation::Market;
use super::score::{HORIZONS, Line, Score};
use std::fmt::Write as _;

const HEAD: &str = "# Backtests: prices\n\n\
    Every past shock at hand beside what `simulate` says, with the episode left out of what the parameters are fitted to.\n\
    A reader who doubts the prices of this tool starts here.\n\n\
    *Observed* and *ours* are prices over those before the announcement, or over the base named in `data/backtests/observations.csv`, where each row has its source.\n\
    *Ours* is the median of the left-out sample and its range of nine tenths: the parameters of markets as all other episodes tell them, a depth of the market that no episode tells, and what else moves prices.\n\
    *Withheld* is the share of the usual supply of the market that the shock withholds on average until then: what the simple rule of one gross elasticity looks at.\n\
    *Use*: *scored* and *null* lines count; *confounded* ones count half in the fit, as other things moved the price too; *unexplained* and *shown* ones are not used, and stand here so that nobody has to look for them.\n\
    The network is that of 2024 throughout, so an older shock is replayed as the same share of the world's supply (`data/backtests/episodes`).\n\
    The method, and what was tried and thrown away: [price](methods/price.md).\n\
    `just prices` writes this page.\n";

const LIMITS: &str = "\n## What is not explained\n\n\
    - Gallium at six times and tungsten at nine times the price before, early in 2026: no export figure tells why, and nothing is fitted to them.\n\
    - Rare earths of 2011: a quota, a campaign against illegal mining and hoarding at once took oxides to 13 and 26 times the price; a cut of this size alone would not have.\n\
    - Cobalt of 1978: output rose while the price rose four times; fear of a loss moved it more than the loss.\n\
    - Manganese ore of 2024 and silicon of 2021: a small part of the world's output, but most of one grade or one month; the network knows one grade.\n\
    - Germanium of 2025: purchases by the reserve of China are a guess in size and time.\n\
    - Heavy rare earths of 2025: quotes that under 1 % of use paid; neodymium, which no licence reached, doubled within a year, and is shown as what the drift must hold.\n\n\
    ## What is not run\n\n\
    | episode | why |\n|---|---|\n\
    | tantalum 1979 | the price rose three times without a dated cut: a fear, not a quantity |\n\
    | tungsten 2005 to 2011 | export quotas and taxes year by year, and demand; no announcement to count months from |\n\
    | lithium 2021, molybdenum 2004, uranium 2007 | shocks of demand of unknown size: a control, not for a fit of supply |\n\
    | German gas 2022 | no such mineral; its elasticities of use are prior knowledge |\n\
    | helium 2017 to 2022 | two printed prices of one auction contradict each other |\n\
    | neon 2022 | one quote, of a seller; the baseline knows no output of Ukraine |\n\
    | cerium 2025 | not restricted, and no form of its own in the baseline |\n\
    | quota on cobalt, September 2025 | its price ratios are ratios of lines of the ban, which are run: they would count twice |\n\n\
    Of the 520 facts on episodes those that are no price (exports, use, stocks, elasticities) went into the scenarios or into the table of quantities; of prices, several quotes of one market in one month count once.\n";

/// The page, from the cases, their left-out lines in order, and those of the rule.
#[must_use]
pub fn page(cases: &[Case], all: &[Line], scored: &[Line], rules: &[Line]) -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n## How far off\n\n");
    page.push_str("| horizon | lines | median error, factor | rms of log | bias of log | range of half holds | range of nine tenths holds | CRPS | one elasticity: median error, factor | CRPS |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (name, from, to) in HORIZONS.into_iter().chain([("all", f64::NEG_INFINITY, f64::INFINITY)]) {
        let of = |lines: &[Line]| Score::of(lines.iter().filter(|l| from <= l.months && l.months < to));
        if let (Some(ours), Some(rule)) = (of(scored), of(rules)) {
            let _ = writeln!(
                page,
                "| {name} | {} | {:.2} | {:.2} | {:+.2} | {:.0} % | {:.0} % | {:.2} | {:.2} | {:.2} |",
                ours.count,
                ours.median.exp(),
                ours.rms,
                ours.bias,
                100.0 * ours.half,
                100.0 * ours.ninety,
                ours.crps,
                rule.median.exp(),
                rule.crps
            );
        }
    }
    let mut lines = all.iter();
    for case in cases {
        let episode = &case.episode;
        let _ = write!(
            page,
            "\n## {}, {}\n\n{}\n\n| form | where | price | months | withheld | observed | ours | range | inside | use |\n|---|---|---|---|---|---|---|---|---|---|\n",
            episode.title,
            episode.announced,
            case.scenario.notes.trim()
        );
        for ((observation, line), withheld) in episode.observations.iter().zip(&mut lines).zip(&case.withheld)
        {
            let [low, middle, high] = [0.05, 0.5, 0.95].map(|p| line.quantile(p).exp());
            let ours = if line.within() {
                let inside = if line.holds(0.9) { "yes" } else { "no" };
                format!("{middle:.2} | {low:.2} to {high:.2} | {inside}")
            } else {
                "beyond horizon | | ".to_owned()
            };
            let _ = writeln!(
                page,
                "| {} | {} | {} | {:.1} | {:.0} % | {:.2} | {ours} | {} |",
                observation.form,
                observation.country,
                if observation.market == Market::Spot { "spot" } else { "paid" },
                line.months,
                100.0 * withheld,
                observation.value,
                observation.role.word()
            );
        }
    }
    page.push_str(LIMITS);
    page
}
