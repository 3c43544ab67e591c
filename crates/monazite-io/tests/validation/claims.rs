//! Claims of the press that no method backs, beside what the data say.

use super::part::Part;
use monazite::balance::Balance;
use monazite::metric::output::{balanced, reported};
use monazite::system::System;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The claim about refining is compared with the output that the IEA counts as refining.
const REFINING: [&str; 5] = ["copper", "lithium", "cobalt", "graphite", "rare_earths"];

/// "47 to 87 %" and "60 % of world demand".
pub(crate) fn part(system: &System, balance: &Balance) -> Part {
    let china = system.countries.id("CHN").unwrap();
    let mut text = "\"China refines 47 to 87 % of copper, lithium, cobalt, graphite and rare earths\" (Reuters, 9 January 2026, citing the IEA).\n\
        The data of 2024 say:\n\n| mineral | published by the IEA | reported | ours |\n|---|---|---|---|\n"
        .to_owned();
    for mineral in REFINING {
        let key = format!("iea_{mineral}_refining_leader");
        let published = system.published.iter().find(|p| p.key == key).unwrap();
        assert_eq!(published.country, Some(china));
        let forms = published.forms.iter().copied().collect();
        let of_mineral = &balance.minerals[&published.mineral.unwrap()];
        let reported = reported(system, &forms, system.year).share(china).unwrap().get();
        let ours = balanced(system, of_mineral, &forms).share(china).unwrap().get();
        writeln!(text, "| {mineral} | {:.3} | {reported:.3} | {ours:.3} |", published.datum.value.get())
            .unwrap();
    }
    text.push_str(
        "\n\"The G7 with the EU, Australia, India, South Korea and Mexico are 60 % of world demand\" (Reuters, 11 January 2026).\n\
         Share of what end uses take in the balance, by contained mass, cells and parts counted where they are used:\n\n\
         | mineral | ours |\n|---|---|\n",
    );
    let members: BTreeSet<_> = system.members("g7-plus").unwrap().into_iter().collect();
    let mut shares = Vec::new();
    for (mineral, of_mineral) in &balance.minerals {
        let total: f64 = of_mineral.uses.iter().map(|u| u.mass.get()).sum();
        let inside: f64 =
            of_mineral.uses.iter().filter(|u| members.contains(&u.country)).map(|u| u.mass.get()).sum();
        shares.push(inside / total);
        writeln!(text, "| {} | {:.3} |", system.minerals.key(*mineral), inside / total).unwrap();
    }
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    let above = shares.iter().filter(|&&s| s >= 0.6).count();
    writeln!(
        text,
        "\nThe plain mean is {mean:.3}; {above} of {} minerals reach 0.6: no single number stands behind the claim.",
        shares.len()
    )
    .unwrap();
    Part { title: "Two claims of the press", text, lines: Vec::new() }
}
