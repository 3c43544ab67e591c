//! The schemas of requests: committed, complete, and the defaults that they state are those that hold.

#![allow(clippy::unwrap_used)]

use monazite_study::{
    Accounts, Ario, Assess, Balance, Brief, BuildBaseline, BuildEconomy, BuildHistory, Check, Compare,
    Exercise, Explain, Export, Geopolrisk, Import, ImportBaci, List, Offer, OneYear, Plan, Request,
    Scenarios, Share, Simulate, Sources, Stock, Track, schema,
};
use std::path::Path;

/// Compares the schema of a request with the committed one, or rewrites it if `MONAZITE_BLESS` is set; every field must
/// say what it means and what holds if it is left out.
fn holds<R: Request>() {
    let schema = schema::<R>();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        assert!(field["description"].is_string(), "{}.{name} has no sentence", R::VERB);
        assert!(field.get("default").is_some(), "{}.{name} has no default", R::VERB);
    }
    assert_eq!(schema["additionalProperties"], false, "{}", R::VERB);
    assert_eq!(serde_json::from_str::<R>("{}").unwrap(), R::default());
    let name = format!("request_{}.json", R::VERB.replace([' ', '-'], "_"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas").join(&name);
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("MONAZITE_BLESS").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == text, "{name} has drifted; MONAZITE_BLESS=1 cargo test rewrites it\n{text}");
}

#[test]
fn every_request_has_a_schema() {
    holds::<Accounts>();
    holds::<Ario>();
    holds::<Assess>();
    holds::<Balance>();
    holds::<Brief>();
    holds::<BuildBaseline>();
    holds::<BuildEconomy>();
    holds::<BuildHistory>();
    holds::<Check>();
    holds::<Compare>();
    holds::<Exercise>();
    holds::<Explain>();
    holds::<Export>();
    holds::<Geopolrisk>();
    holds::<Import>();
    holds::<ImportBaci>();
    holds::<List>();
    holds::<Offer>();
    holds::<OneYear>();
    holds::<Plan>();
    holds::<Scenarios>();
    holds::<Share>();
    holds::<Simulate>();
    holds::<Sources>();
    holds::<Track>();
    holds::<Stock>();
}

#[test]
fn a_field_that_is_not_there_is_refused() {
    let error = serde_json::from_str::<Assess>(r#"{"minerals": "tin"}"#).unwrap_err().to_string();
    assert!(error.contains("unknown field `minerals`"), "{error}");
}
