//! The programme of three tiny systems as text: what changes in the model shows here even where the optimum stays.

use super::case::{programme, smelter, stop, target};
use crate::lp;
use crate::model::Model;
use crate::network::Network;
use monazite::Watch;
use monazite::balance::Balance;
use monazite::plan::{Attitude, Programme};
use monazite::quantity::Share;
use monazite::system::System;
use std::collections::BTreeSet;

fn text(case: &(System, Balance), programme: &Programme) -> String {
    let network = Network::of(&case.0, &case.1, programme);
    let model = Model::of(&network, &Watch::default()).unwrap();
    let mut tags = BTreeSet::new();
    assert!(model.lp.columns.iter().all(|c| tags.insert(c.tag)), "every column has a tag of its own");
    tags.clear();
    assert!(model.lp.rows.iter().all(|r| tags.insert(r.tag)), "every row has a tag of its own");
    lp::text(&model.lp, |tag| model.names().of(tag)).unwrap()
}

#[test]
fn one_member_one_target() {
    let case = smelter();
    let mut programme = programme(&case.0, 2);
    programme.targets.processing = target(0.4, 2026);
    insta::assert_snapshot!(text(&case, &programme));
}

#[test]
fn one_threat_to_survive() {
    let case = smelter();
    let mut programme = programme(&case.0, 1);
    programme.threats = vec![stop(&case.0, 6.0, 0.1)];
    programme.targets.survive =
        Some(monazite::plan::Survive { defence: Share::new(0.05), elsewhere: Share::new(0.2), year: 2025 });
    insta::assert_snapshot!(text(&case, &programme));
}

#[test]
fn two_members_hosts_and_loss_at_risk() {
    let case = smelter();
    let mut programme = programme(&case.0, 1);
    programme.hosts = BTreeSet::from([case.0.countries.id("BBB").unwrap()]);
    programme.threats = vec![stop(&case.0, 12.0, 0.1)];
    programme.attitude = Attitude::Cvar { alpha: Share::new(0.9) };
    insta::assert_snapshot!(text(&case, &programme));
}
