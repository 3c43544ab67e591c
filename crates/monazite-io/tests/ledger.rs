//! The ledger: what it names is there, its scenarios have its dates, and bad rows are told all at once.

use jiff::civil::date;
use monazite_io::ledger::{drifts, embedded, feeds, parse};
use monazite_track::ledger::{Money, overdue, totals};

#[test]
fn what_the_ledger_names_is_in_the_baseline() {
    let (ledger, baseline) =
        (embedded().expect("it is sound"), monazite_io::baseline().expect("it is valid"));
    let system = &baseline.system;
    let party = |key: &str| {
        key.is_empty()
            || key == "all"
            || system.countries.id(key).is_some()
            || system.coalitions.iter().any(|c| c.key == key)
    };
    for clause in &ledger.clauses {
        assert!(party(&clause.issuer) && party(&clause.against), "{}", clause.key);
        for mineral in &clause.minerals {
            assert!(system.minerals.id(mineral).is_some(), "{}: {mineral}", clause.key);
        }
        for form in &clause.forms {
            assert!(system.forms.id(form).is_some(), "{}: {form}", clause.key);
        }
    }
}

#[test]
fn scenarios_have_the_dates_of_their_clauses() {
    let ledger = embedded().expect("it is sound");
    let feeds = feeds();
    let found = drifts(&ledger, &feeds);
    assert!(found.is_empty(), "{found:#?}");
    let fed: Vec<&str> = feeds.iter().map(|feed| feed.scenario).collect();
    for scenario in
        ["october-2025-returns", "october-2025-extended", "october-2025-january-2027", "japan-2010"]
    {
        assert!(fed.contains(&scenario), "{scenario}");
    }
    // The test can fail: a day later, and the shock is active before its clause.
    let mut moved = feeds.clone();
    for feed in moved.iter_mut().filter(|feed| feed.scenario == "october-2025-returns") {
        "extended-a-year".clone_into(&mut feed.reading);
    }
    let found = drifts(&ledger, &moved);
    assert!(found.iter().any(|drift| drift.clause == "cn-57-2025"), "{found:#?}");
}

#[test]
fn no_term_is_over_without_a_successor() {
    let ledger = embedded().expect("it is sound");
    assert_eq!(overdue(&ledger, date(2026, 11, 30)), Vec::new());
    let without: Vec<_> = ledger
        .statuses
        .iter()
        .filter(|row| row.reading.is_empty() && row.status.word() != "not_verified")
        .cloned()
        .collect();
    let bare = monazite_track::ledger::Ledger { statuses: without, ..ledger };
    let found = overdue(&bare, date(2026, 11, 30));
    for clause in ["cn-57-2025", "cn-46-2024-ban", "us-232-talks"] {
        assert!(found.iter().any(|o| o.row.clause == clause), "{clause}");
    }
}

#[test]
fn money_is_added_up_of_like_rows_only() {
    let mut ledger = embedded().expect("it is sound");
    let part = ledger.clauses.iter().filter(|c| c.part_of.is_some() && c.money.is_some()).count();
    assert!(part > 0);
    let counted: usize = totals(&ledger.clauses).iter().map(|total| total.rows).sum();
    assert_eq!(counted, ledger.clauses.iter().filter(|c| c.money.is_some()).count() - part);
    ledger.clauses.truncate(2);
    let (euro, dollar) = (("EUR", "budget"), ("USD", "budget"));
    for (clause, (currency, kind)) in ledger.clauses.iter_mut().zip([euro, dollar]) {
        clause.part_of = None;
        clause.money = Some(Money { amount: 1.0, currency: currency.to_owned(), kind: kind.to_owned() });
    }
    assert_eq!(totals(&ledger.clauses).len(), 2);
}

#[test]
fn every_problem_is_told_with_its_place() {
    let clauses = "clause,measure,issuer,title,instrument,money,currency,money_kind,part_of,goods\n\
        a,m,CHN,A,export_bann,,,,,\n\
        b,m,CHN,B,export_ban,5,,,,\n\
        c,m,CHN,C,stockpile,5,USD,budget,c,\n\
        d,m,CHN,D,stockpile,,,,nothing,85x\n\
        e,m,CHN,E,stockpile,,,,,\n";
    let statuses = "clause,reading,status,date,until,known,source,url,evidence,note\n\
        e,,in_force,2025-02-30,,2025-01-01,s,,official,\n\
        e,,in_force,2025-05-01,2025-04-01,2025-01-01,s,,official,\n\
        zz,,in_force,2025-05-01,,2025-01-01,s,,hearsay,\n";
    let problems =
        parse(clauses.as_bytes(), statuses.as_bytes(), b"").expect_err("it is not sound").to_string();
    for said in [
        "clauses.csv:2 [instrument]",
        "clauses.csv:3 [money]",
        "clauses.csv:4 [part_of]: it is part of itself",
        "clauses.csv:5 [goods]",
        "statuses.csv:2 [date]",
        "statuses.csv:3 [until]: it ends before it begins",
        "statuses.csv:4 [evidence]",
        "the clause has no status",
    ] {
        assert!(problems.contains(said), "{said}\n{problems}");
    }
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let table = |name: &str| monazite_data::text(monazite_data::LEDGER, name);
    let turned = |text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        lines.join("\n") + "\n"
    };
    let (clauses, statuses, entities) = (table("clauses"), table("statuses"), table("entities"));
    let straight = parse(clauses.as_bytes(), statuses.as_bytes(), entities.as_bytes()).expect("it is sound");
    let [c, s, e] = [clauses, statuses, entities].map(turned);
    let back = parse(c.as_bytes(), s.as_bytes(), e.as_bytes()).expect("it is sound");
    let bare = |ledger: &monazite_track::ledger::Ledger| -> Vec<String> {
        ledger
            .statuses
            .iter()
            .map(|row| format!("{} {} {:?} {} {}", row.clause, row.reading, row.status, row.date, row.source))
            .collect()
    };
    assert_eq!(bare(&straight), bare(&back));
}
