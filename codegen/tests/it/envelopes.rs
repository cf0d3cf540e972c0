//! Envelopes of many kinds, written as catalogs: each example is judged by the code that users run.

use std::time::Duration;

use errcat_codegen::catalogs::{Example, Expect, Expected};
use errcat_core::table::Table;
use errcat_core::{Next, Response, Timestamp};

use crate::fixtures;

#[test]
fn every_example_is_judged_as_it_says() {
    let files = fixtures::read(&fixtures::folder("envelopes"));
    assert!(files.len() >= 12);
    let catalogs = fixtures::catalogs(&files);
    let mut wrong = Vec::new();
    for vendor in catalogs.vendors() {
        let examples: Vec<_> = vendor.all_examples().collect();
        assert!(examples.len() >= 2, "{}", vendor.table.id);
        wrong.extend(examples.into_iter().flat_map(|example| differences(&vendor.table, example)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the verdicts on an example say otherwise than expected.
fn differences<'a>(table: &'a Table<'a>, example: &Example<'a>) -> Vec<String> {
    let response = example.response();
    let expected: &[Expected<'_>] = match &example.expect {
        Expect::NoError => &[],
        Expect::Verdict(one) => std::slice::from_ref(one),
        Expect::Verdicts(many) => many,
    };
    let all = table.classify_all(&response);
    let at = format!("{} {:?} {}", table.id, example.status, example.body.as_str());
    if all.len() != expected.len() {
        return vec![format!("{at}: {} errors rather than {}", all.len(), expected.len())];
    }
    all.iter()
        .zip(expected)
        .flat_map(|(found, expected)| compare(&Expected::of(found), expected, &at))
        .collect()
}

fn compare(found: &Expected<'_>, expected: &Expected<'_>, at: &str) -> Vec<String> {
    let facts = expected.facts().into_iter().zip(found.facts());
    let differing = facts.filter(|((_, expected), (_, found))| expected.is_some() && expected != found);
    differing
        .map(|((fact, expected), (_, found))| format!("{at}: {fact} {found:?} rather than {expected:?}"))
        .collect()
}

/// The facts that no example can name.
#[test]
fn what_else_these_envelopes_carry() {
    let catalogs = fixtures::catalogs(&fixtures::read(&fixtures::folder("envelopes")));
    let table = |id: &str| catalogs.vendors().iter().find(|vendor| vendor.table.id == id).unwrap().table;

    let body =
        r#"{"errors":[{"code":"x","title":"t","source":{"parameter":"p"},"links":{"about":"https://a"}}]}"#;
    let standard = table("standard");
    let judged = standard.classify(&Response::new(400).body(body)).unwrap();
    assert_eq!((judged.message(), judged.parameter()), (Some("t"), Some("p")));
    assert_eq!(judged.documentation_url().as_deref(), Some("https://a"));

    let body = r#"{"error":{"type":"card_error","message":"m","param":"p","doc_url":"https://d"}}"#;
    let payments = table("payments");
    let judged = payments.classify(&Response::new(402).body(body)).unwrap();
    assert_eq!((judged.message(), judged.parameter()), (Some("m"), Some("p")));
    assert_eq!(judged.field("kind").as_deref(), Some("card_error"));

    let body = r#"{"retry_after": 0.25, "global": true}"#;
    let voice = table("voice");
    let judged = voice.classify(&Response::new(429).body(body)).unwrap();
    assert_eq!(judged.field("global").as_deref(), Some("true"));
    let next = voice.schedule.next(1, &judged, Timestamp::UNIX_EPOCH);
    assert_eq!(next, Next::After(Duration::from_millis(250)));
}
