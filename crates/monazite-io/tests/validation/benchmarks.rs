//! The status of the Union against its benchmarks, as the Joint Research Centre lists it for 2022.

use super::part::{Part, reason};
use monazite::assess::assess;
use monazite::balance::{Balance, Ensemble};
use monazite::metric::benchmark::Benchmark;
use monazite::quantity::Share;
use monazite::question::Question;
use monazite::system::System;
use std::fmt::Write as _;

/// Published status, our share and our status, and how many agree.
pub(crate) fn part(system: &System, balance: &Balance) -> Part {
    let ensemble = Ensemble { central: balance.clone(), draws: Vec::new() };
    let question = Question { for_: "eu27".to_owned(), from: "CHN".to_owned() };
    let figures = assess(system, &ensemble, &question).unwrap().figures;
    let mut rows = String::new();
    let (mut agree, mut all) = (0, 0);
    let mut unexplained: Vec<String> = Vec::new();
    for published in system.published.iter().filter(|p| p.metric.starts_with("benchmark_")) {
        let mineral = system.minerals.key(published.mineral.unwrap());
        let benchmark = Benchmark::ALL
            .into_iter()
            .find(|b| published.metric == format!("benchmark_{}", b.word()))
            .unwrap();
        let ours = figures.iter().find(|f| f.metric == published.metric && f.mineral == mineral);
        // The list of single countries names what is above the limit, the others what is above the floor.
        let above = ours.map(|f| match benchmark {
            Benchmark::SingleCountry => !benchmark.met(Share::new(f.value)),
            _ => benchmark.met(Share::new(f.value)),
        });
        // A by-product has no mine of its own: nothing is extracted.
        let above = above.or_else(|| (benchmark == Benchmark::Extraction).then_some(false));
        let listed = published.datum.value.get() > 0.5;
        let word = |above: bool| if above { "above" } else { "below" };
        all += 1;
        agree += usize::from(above == Some(listed));
        let share = ours.map_or_else(|| "none".to_owned(), |f| format!("{:.3}", f.value));
        writeln!(
            rows,
            "| {} | {mineral} | {} | {share} | {} | {} |",
            benchmark.word(),
            word(listed),
            above.map_or("none", word),
            if above == Some(listed) {
                String::new()
            } else {
                format!("differs: {}", reason(&published.key))
            }
        )
        .unwrap();
        if above != Some(listed) {
            unexplained.extend(reason(&published.key).is_empty().then(|| published.key.clone()));
        }
    }
    assert!(all == 22 && unexplained.is_empty(), "{agree} of {all} agree; without a reason: {unexplained:?}");
    let text = format!(
        "Published: status of the Union in 2022 over apparent consumption of the raw material (Joint Research Centre).\n\
         Ours: 2024, over use in all forms, with what arrives inside parts, see [benchmarks](methods/benchmark.md).\n\
         {agree} of {all} statuses agree.\n\n\
         | benchmark | mineral | published | our share | ours | |\n|---|---|---|---|---|---|\n{rows}"
    );
    Part { title: "Benchmarks of the European Union", text, lines: Vec::new() }
}
