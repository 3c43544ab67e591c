//! The ledger on a terminal: what nobody has verified first, then what holds, what is suspended, what ends.

use jiff::civil::Date;
use monazite_track::ledger::{Clause, Evidence, Part, Row, Standing, Total, ends_within};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What is said of the ledger.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// Every clause asked for, with what holds of it.
    pub rows: &'a [Row<'a>],
    /// The day on which it holds.
    pub on: Date,
    /// The day by which it was known.
    pub known: Date,
    /// How many days ahead ends are looked for.
    pub within: u32,
    /// Scenarios by the clause that feeds them.
    pub feeds: &'a BTreeMap<String, Vec<&'static str>>,
    /// Sums of like money.
    pub money: &'a [Total],
}

/// What holds on a day, as text for a terminal.
#[must_use]
pub fn ledger(held: &Held<'_>) -> String {
    let mut text = String::new();
    let of = |part: Part| held.rows.iter().filter(move |(_, standing)| Part::of(standing) == part);
    let count = |part: Part| of(part).count();
    let _ = writeln!(
        text,
        "What holds on {}, by what was known on {}\n{} clauses: {} in force, {} suspended, {} announced or scheduled, {} over; of {} nobody has verified what holds",
        held.on,
        held.known,
        held.rows.len(),
        count(Part::InForce),
        count(Part::Suspended),
        count(Part::Ahead),
        count(Part::Over),
        count(Part::Open)
    );
    section(
        &mut text,
        "NOT VERIFIED OR DISPUTED",
        &of(Part::Open).collect::<Vec<_>>(),
        |text, (clause, standing)| {
            open(text, clause, standing);
            fed(text, held, clause);
        },
    );
    let (restraints, helps): (Vec<&Row<'_>>, Vec<&Row<'_>>) =
        of(Part::InForce).partition(|(clause, _)| clause.instrument.restrains());
    // A database tags a basket; who reads the page wants the clauses that were read.
    let (read, tagged): (Vec<&Row<'_>>, Vec<&Row<'_>>) =
        restraints.into_iter().partition(|(_, standing)| standing.row.evidence != Evidence::Database);
    section(&mut text, "IN FORCE, restraining others", &read, |text, (clause, standing)| {
        line(text, clause, standing);
        fed(text, held, clause);
    });
    counted(&mut text, "in force besides, as databases tag them", &tagged);
    let (read, tagged): (Vec<&Row<'_>>, Vec<&Row<'_>>) =
        helps.into_iter().partition(|(_, standing)| standing.row.evidence != Evidence::Database);
    section(&mut text, "IN FORCE, to do without", &read, |text, (clause, standing)| {
        line(text, clause, standing)
    });
    counted(&mut text, "in force besides, as databases tag them", &tagged);
    section(&mut text, "SUSPENDED", &of(Part::Suspended).collect::<Vec<_>>(), |text, (clause, standing)| {
        line(text, clause, standing);
        fed(text, held, clause);
    });
    let (read, tagged): (Vec<&Row<'_>>, Vec<&Row<'_>>) =
        of(Part::Ahead).partition(|(_, standing)| standing.row.evidence != Evidence::Database);
    section(&mut text, "ANNOUNCED OR SCHEDULED, not in force", &read, |text, (clause, standing)| {
        line(text, clause, standing);
    });
    counted(
        &mut text,
        "commitments announced, as databases tag them; whether they were paid is not followed",
        &tagged,
    );
    let ending: Vec<&Row<'_>> =
        held.rows.iter().filter(|(_, standing)| ends_within(standing, held.on, held.within)).collect();
    section(&mut text, &format!("ENDS WITHIN {} DAYS", held.within), &ending, |text, (clause, standing)| {
        ends(text, clause, standing, held)
    });
    money(&mut text, held.money);
    text
}

fn section(text: &mut String, title: &str, rows: &[&Row<'_>], each: impl Fn(&mut String, &Row<'_>)) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title} ({})", rows.len());
    rows.iter().for_each(|row| each(text, row));
}

fn aimed(clause: &Clause) -> String {
    match clause.against.as_str() {
        "" => clause.issuer.clone(),
        against => format!("{} > {against}", clause.issuer),
    }
}

fn line(text: &mut String, clause: &Clause, standing: &Standing<'_>) {
    let until = standing.until.map(|until| format!(" until {until}")).unwrap_or_default();
    let evidence = standing.row.evidence.word().replace('_', " ");
    let _ = writeln!(
        text,
        "  {:<12} {}\n    {} since {}{until}; {}; {evidence}",
        aimed(clause),
        clause.title,
        standing.status.said(),
        standing.since,
        clause.key
    );
}

fn open(text: &mut String, clause: &Clause, standing: &Standing<'_>) {
    let until = standing.until.map(|until| format!(" until {until}")).unwrap_or_default();
    let last = format!("last seen: {} since {}{until}", standing.status.said(), standing.since);
    let _ = writeln!(text, "  {:<12} {}", aimed(clause), clause.title);
    if standing.verdict.readings.is_empty() {
        let _ = writeln!(text, "    {last}; {}; {}", standing.row.source, clause.key);
        return;
    }
    let _ = writeln!(text, "    {last}; {}", clause.key);
    for reading in &standing.verdict.readings {
        let until = reading.until.map(|until| format!(" until {until}")).unwrap_or_default();
        let seen = if reading.verified { "" } else { ", not verified" };
        let _ = writeln!(text, "    or {}: {}{until}{seen}", reading.name, reading.status.said());
    }
}

fn fed(text: &mut String, held: &Held<'_>, clause: &Clause) {
    if let Some(scenarios) = held.feeds.get(&clause.key) {
        let _ = writeln!(text, "    feeds {}", scenarios.join(", "));
    }
}

fn ends(text: &mut String, clause: &Clause, standing: &Standing<'_>, held: &Held<'_>) {
    let last = |until: monazite_track::day::Day| until.first() > held.on;
    if standing.verdict.readings.is_empty() {
        if let Some(until) = standing.until {
            let _ = writeln!(
                text,
                "  {until}  {}: {} ends ({})",
                aimed(clause),
                standing.status.said(),
                clause.key
            );
        }
        return;
    }
    for reading in &standing.verdict.readings {
        if let Some(until) = reading.until.filter(|until| last(*until)) {
            let _ = writeln!(
                text,
                "  {until}  {}: {} ends, by the reading {} ({})",
                aimed(clause),
                reading.status.said(),
                reading.name,
                clause.key
            );
        }
    }
}

fn counted(text: &mut String, what: &str, rows: &[&Row<'_>]) {
    if rows.is_empty() {
        return;
    }
    let mut issuers: BTreeMap<&str, usize> = BTreeMap::new();
    for (clause, _) in rows {
        *issuers.entry(&clause.issuer).or_default() += 1;
    }
    let mut issuers: Vec<(&str, usize)> = issuers.into_iter().collect();
    issuers.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let most: Vec<String> = issuers.iter().take(8).map(|(who, n)| format!("{who} {n}")).collect();
    let more = if issuers.len() > 8 { ", ..." } else { "" };
    let _ = writeln!(text, "  {} {what}: {}{more}", rows.len(), most.join(", "));
}

/// Sums of like money, the largest rows of what binds and of what is in a budget.
fn money(text: &mut String, totals: &[Total]) {
    if totals.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "\nMONEY: {} sums of one issuer, instrument, kind and currency; unlike ones are never added up, parts of a whole are in it",
        totals.len()
    );
    for kind in ["binding", "budget", "ceiling"] {
        for total in totals.iter().filter(|total| total.kind == kind) {
            let _ = writeln!(
                text,
                "  {:<6} {:<10} {:<8} {} {:.3} bn ({} {})",
                total.issuer,
                total.instrument.word(),
                total.kind,
                total.currency,
                total.amount / 1e9,
                total.rows,
                if total.rows == 1 { "clause" } else { "clauses" }
            );
        }
    }
    let _ =
        writeln!(text, "  announced, expected and letters of interest: --out DIR writes them to money.csv");
}
