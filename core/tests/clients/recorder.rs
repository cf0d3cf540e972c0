//! The recorder of what catalogs do not have.

use errcat::integrations::{Recorder, Retries};
use errcat::runo::ErrorCode;
use errcat::{Failure, Resend, Response, Timestamp, runo};

use crate::catalogs::table;

fn record(recorder: &Recorder, status: u16, code: &str, message: &str) {
    let error = serde_json::json!({ "code": code, "message": message });
    let body = serde_json::json!({ "status": "error", "error": error }).to_string();
    recorder.record(&runo::classify(&Response::new(status).body(&body)).unwrap());
}

#[test]
fn what_is_known_is_not_kept() {
    let recorder = Recorder::new();
    record(&recorder, 429, "RATE_LIMITED", "Slowly.");
    recorder.record(&runo::no_response(Failure::TimedOut));
    assert!(recorder.is_empty() && recorder.draft().is_empty());
}

#[test]
fn a_draft_of_what_production_saw() {
    let recorder = Recorder::new();
    record(&recorder, 503, "MOON_PHASE", "The moon\nis full for ada@example.com, 4111111111111111.");
    record(&recorder, 500, "MOON_PHASE", "Bearer hunter2 at https://example.com/?key=hunter2");
    record(&recorder, 418, "RATE_LIMITED", "A teapot.");
    recorder.record(&runo::classify(&Response::new(530).body("<html>")).unwrap());
    insta::assert_snapshot!(recorder.draft());
}

#[test]
fn a_draft_is_a_catalog_once_it_is_filled_in() {
    let recorder = Recorder::new();
    let codes = ["MOON: PHASE", "- a\"b\\c", "#x", "{z}", "%percent"];
    for code in codes {
        record(&recorder, 500, code, "# \u{85} text: [\u{2028}- {");
    }
    let draft = recorder.draft().replace("TODO", "What it means");
    let table = table(Box::leak(draft.into_boxed_str()));
    let mut found: Vec<&str> = table.entries.iter().map(|entry| entry.code).collect();
    let mut expected = codes.to_vec();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn memory_is_bounded() {
    let recorder = Recorder::new().limit(3);
    for number in 0..1000 {
        record(&recorder, 500, &format!("NEW_{number}"), &"word ".repeat(1000));
        record(&recorder, 400 + number % 99, "NEW_0", &"x".repeat(usize::from(number % 50)));
    }
    assert_eq!(recorder.len(), 3);
    let draft = recorder.draft();
    assert!(draft.len() < 3 * 2000, "{draft}");
    assert!(draft.ends_with("# 997 more errors were not kept\n"), "{draft}");
}

#[test]
fn it_observes_each_try() {
    let recorder = Recorder::new();
    let retries = Retries::<ErrorCode>::new().observer(recorder.clone());
    let now = Timestamp::from_unix_seconds(1_780_272_000);
    let body = r#"{"status": "error", "error": {"code": "MOON_PHASE"}}"#;
    let mut tries = retries.begin(Resend::Always, now);
    assert!(tries.after_response::<ErrorCode>(&Response::new(500).body(body), now).is_some());
    assert!(recorder.draft().contains("MOON_PHASE"));
    assert!(!format!("{recorder:?}").contains("MOON"));
}
