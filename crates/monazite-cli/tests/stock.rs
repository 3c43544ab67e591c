//! `stock` and `offer` through the real command: numbers that fit together, and misuse.

#![allow(clippy::unwrap_used)]

use crate::common::monazite;

/// Rows of a run as cells.
fn rows(args: &[&str]) -> Vec<Vec<String>> {
    let run = monazite(&[args, &["--format", "csv"]].concat());
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run.out.lines().skip(1).map(|row| row.split(',').map(str::to_owned).collect()).collect()
}

fn number(row: &[String], at: usize) -> f64 {
    row[at].parse().unwrap()
}

/// What is held is given to members in whole, bought within its limit, and saves what no rule cannot.
#[test]
fn a_stock_adds_up_and_its_rule_saves() {
    let stock =
        ["stock", "--for", "JPN+KOR", "--scenarios", "china-stop-rare-earths,japan-2010", "--runs", "2"];
    let rows = rows(&stock);
    let of = |metric: &str| -> Vec<&Vec<String>> { rows.iter().filter(|row| row[6] == metric).collect() };
    assert!(!of("stock").is_empty());
    for row in &rows {
        assert!(number(row, 8) <= number(row, 7) && number(row, 7) <= number(row, 9), "{row:?}");
    }
    for held in of("stock") {
        let same = |row: &&&Vec<String>| row[2] == held[2];
        let given: f64 = of("stock_to").iter().filter(same).map(|row| number(row, 7)).sum();
        assert!((given - number(held, 7)).abs() <= 1e-6 * given, "{held:?}: {given}");
        let [limit, years] = ["stock_purchase_limit", "stock_build_up"]
            .map(|metric| of(metric).into_iter().find(|row| row[2] == held[2]).unwrap());
        assert!((number(limit, 7) * number(years, 7) - number(held, 7)).abs() <= 1e-6 * given, "{held:?}");
    }
    let saved = |rule: &str| -> f64 {
        let of_rule = of("loss_avoided").into_iter().filter(|row| row[5] == rule);
        of_rule.map(|row| number(row, 7)).sum()
    };
    assert!(saved("joint") > 0.0 && saved("joint") >= saved("as_national"), "{rows:?}");
    // What members pay is what the stock costs, under either rule; nobody leaves the least core where there is a core.
    let spent: f64 = of("stock_spending").iter().map(|row| number(row, 7)).sum();
    for rule in ["by_use", "least_core"] {
        let paid: f64 = of("member_pays").iter().filter(|row| row[5] == rule).map(|row| number(row, 7)).sum();
        assert!((paid - spent).abs() <= 1e-6 * spent, "{rule}: {paid} of {spent}");
    }
    let core = number(of("least_objection")[0], 7) <= 0.0;
    assert!(of("leaves").iter().all(|row| row[5] != "least_core" || !core || number(row, 7) == 0.0));
}

/// A fund buys no more than it is, and a larger one no less.
#[test]
fn a_fund_buys_what_it_can() {
    let spent = |fund: &str| -> f64 {
        let stock =
            ["stock", "--for", "JPN", "--scenarios", "china-stop-rare-earths", "--runs", "0", "--fund", fund];
        rows(&stock).iter().filter(|row| row[6] == "stock_spending").map(|row| number(row, 7)).sum()
    };
    let (small, large) = (spent("1"), spent("5"));
    assert!(small > 0.0 && small <= 1e6 * (1.0 + 1e-9), "{small}");
    assert!(large >= small && large <= 5e6 * (1.0 + 1e-9), "{large}");
}

#[test]
fn no_package_lets_a_member_lose() {
    let programme = "crates/monazite-cli/tests/programmes/antimony.toml";
    let offer =
        ["offer", "Australia", "--programme", programme, "--tariff", "5", "--stock", "10", "--draws", "4"];
    let rows = rows(&offer);
    let gains: Vec<&Vec<String>> = rows.iter().filter(|row| row[5] == "gain_by_joining").collect();
    assert_eq!(gains.iter().map(|row| row[4].as_str()).collect::<Vec<_>>(), ["eu27", "USA", "AUS"]);
    for row in rows.iter().filter(|row| row[5] == "gain_left") {
        assert!(number(row, 6) >= 0.0, "{row:?}");
    }
}

#[test]
fn an_offer_of_nothing_or_to_a_member_is_refused() {
    for (args, said) in [
        (&["offer", "BRA"][..], "nothing is asked"),
        (&["offer", "BRA", "--offtake", "10"], "--offtake of what?"),
        (&["offer", "BRA", "--floor", "10", "--tariff", "1"], "add --offtake"),
        (&["offer", "JPN", "--tariff", "1"], "JPN is a member already"),
        (&["offer", "Atlantis", "--tariff", "1"], "Atlantis"),
        (&["stock", "--scenarios", "china-stop-everythin"], "china-stop-everything"),
    ] {
        let run = monazite(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}
