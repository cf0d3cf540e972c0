//! Envelopes of many kinds, written as catalogs: each example is judged by the code that users run.

use std::time::Duration;

use errcat::{Judgement, Response, Table, Timestamp, Wait};
use errcat_codegen::model::{Body, Example, Expect, Expected, ExpectedWait};
use errcat_codegen::tables::fill;

use crate::fixtures;

#[test]
fn every_example_is_judged_as_it_says() {
    let files = fixtures::read(&fixtures::folder("envelopes"));
    assert!(files.len() >= 12);
    let catalogs = fixtures::model(&files);
    let mut wrong = Vec::new();
    for vendor in &catalogs.vendors {
        let arena = bumpalo::Bump::new();
        let table = fill(&arena, vendor);
        let examples: Vec<_> = vendor.all_examples().map(|(_, example)| example).collect();
        assert!(examples.len() >= 2, "{}", vendor.id);
        wrong.extend(examples.into_iter().flat_map(|example| differences(&table, example)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the verdicts on an example say otherwise than expected.
fn differences(table: &Table<'_>, example: &Example) -> Vec<String> {
    let body = match &example.body {
        Body::Empty => String::new(),
        Body::Text(text) => text.clone(),
        Body::Json(json) => json.to_string(),
    };
    let response = match example.status {
        Some(status) => Response::new(status),
        None => Response::without_status(),
    };
    let response = response.headers(&example.headers).body(&body);
    let expected: &[Expected] = match &example.expect {
        Expect::NoError => &[],
        Expect::Verdict(one) => std::slice::from_ref(&**one),
        Expect::Verdicts(many) => many,
    };
    let all = table.classify_all(&response);
    let at = format!("{} {:?} {body}", table.id, example.status);
    if all.len() != expected.len() {
        return vec![format!("{at}: {} errors rather than {}", all.len(), expected.len())];
    }
    all.iter().zip(expected).flat_map(|(found, expected)| compare(found, expected, &at)).collect()
}

fn compare(found: &Judgement<'_>, expected: &Expected, at: &str) -> Vec<String> {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    let text = |text: &str| text.to_owned();
    let facts = [
        ("code", code.clone(), found.entry().map(|entry| text(entry.code))),
        ("raw_code", raw_code.clone(), found.raw_code().map(text)),
        ("category", category.map(|word| word.to_string()), Some(found.category().to_string())),
        ("retry", retry.map(|word| word.to_string()), Some(found.retry().to_string())),
        ("basis", basis.clone(), Some(found.basis().to_string())),
        ("change", change.clone(), found.change().map(text)),
        ("request_id", request_id.clone(), found.request_id().map(text)),
        (
            "wait",
            wait.as_ref().map(|wait| format!("{:?}", wanted(wait))),
            Some(format!("{:?}", found.wait())),
        ),
    ];
    let differing = facts.into_iter().filter(|(_, expected, found)| expected.is_some() && expected != found);
    differing
        .map(|(fact, expected, found)| format!("{at}: {fact} {found:?} rather than {expected:?}"))
        .collect()
}

fn wanted(wait: &ExpectedWait) -> Option<Wait> {
    match wait {
        ExpectedWait::None => None,
        ExpectedWait::For(duration) => Some(Wait::For(*duration)),
        ExpectedWait::Until(time) => Some(Wait::Until(Timestamp::parse_rfc3339(time).unwrap())),
    }
}

/// The facts that no example can name.
#[test]
fn what_else_these_envelopes_carry() {
    let catalogs = fixtures::model(&fixtures::read(&fixtures::folder("envelopes")));
    let arena = bumpalo::Bump::new();
    let table = |id: &str| fill(&arena, catalogs.vendors.iter().find(|vendor| vendor.id == id).unwrap());

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
    assert_eq!(next, errcat::Next::After(Duration::from_millis(250)));
}
