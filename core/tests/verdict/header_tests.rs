//! Tests of headers that make a response an error.

use errcat::{Category, Headers, Response};

use crate::catalogs::{Lazy, table};
use crate::judge::AnyVerdict;

/// A vendor that says in headers, and in some bodies, whether a response is an error.
static MARKED: Lazy = Lazy::new(|| {
    table(
        r#"
envelope:
  is_error:
    - { header: X-Kind, equals: [error, 7] }
    - { pointer: /status, equals: error }
    - { header: X-Trace, after: "failed:", present: true }
    - { header: X-Reply, contains: refused }
  code: /code
  message: [/message, ""]
  embedded: /items
groups:
  - title: Codes
    codes:
      - { code: DOWN, category: unavailable, retry: backoff, meaning: Down. }
"#,
    )
});

/// A vendor whose successes alone have a header.
static SIGNED: Lazy = Lazy::new(|| {
    table("envelope: { is_error: { header: X-Ok, absent: true }, code: /code, embedded: /items }\n")
});

fn judged<'a>(headers: &'a dyn Headers, body: &'a str) -> Option<AnyVerdict<'a>> {
    MARKED.classify(&Response::new(200).headers(headers).body(body))
}

#[test]
fn one_test_that_passes_makes_an_error() {
    for (header, is_error) in [
        (("X-Kind", "error"), true),
        (("x-kind", " error "), true),
        (("X-Kind", "7"), true),
        (("X-Kind", "Error"), false),
        (("X-Kind", "success"), false),
        (("X-Kind", ""), false),
        (("X-Trace", "1 failed: 2"), true),
        (("X-Trace", "1"), false),
        (("X-Reply", "It was REFUSED."), true),
        (("X-Other", "error"), false),
    ] {
        for body in [r#"{"code": "DOWN"}"#, r#"{"status": "ok", "code": "DOWN"}"#] {
            let headers = vec![header];
            let verdict = judged(&headers, body);
            assert_eq!(verdict.is_some(), is_error, "{header:?} {body}");
            assert!(verdict.is_none_or(|verdict| verdict.category() == Category::Unavailable));
        }
    }
    assert!(judged(&vec![("X-Kind", "none")], r#"{"status": "error"}"#).is_some());
}

#[test]
fn a_long_success_is_an_error_by_its_header() {
    let long = format!(r#"{{"status": "ok", "padding": "{}", "code": "DOWN"}}"#, "x".repeat(2_000));
    let code =
        |kind| judged(&vec![("X-Kind", kind)], &long).map(|verdict| verdict.raw_code().map(str::to_owned));
    assert_eq!(code("error"), Some(Some("DOWN".to_owned())));
    assert_eq!(code("none"), None);
}

#[test]
fn no_body_is_needed() {
    for body in ["", "<p>", "{", "\u{feff}"] {
        assert!(judged(&vec![("X-Kind", "error")], body).is_some(), "{body}");
        assert!(judged(&vec![("X-Kind", "none")], body).is_none(), "{body}");
    }
    let headers = vec![("X-Kind", "error")];
    assert_eq!(judged(&headers, "Nobody is there.").unwrap().message(), Some("Nobody is there."));
    assert!(judged(&vec![("X-Kind", "none")], "Nobody is there.").is_none());
}

#[test]
fn a_header_that_says_nothing_is_no_success() {
    let headers = vec![("X-Kind", "ok")];
    let verdict = MARKED.classify(&Response::new(500).headers(&headers).body("{}"));
    assert_eq!(verdict.unwrap().category(), Category::Internal);
    let said = r#"{"status": "ok"}"#;
    assert!(MARKED.classify(&Response::new(500).headers(&headers).body(said)).is_none());
}

#[test]
fn headers_say_nothing_of_an_item() {
    let body = r#"{"items": [{"status": "error", "code": "DOWN"}, {"code": "DOWN"}]}"#;
    let count = |kind| {
        let headers = vec![("X-Kind", kind)];
        MARKED.classify_all(&Response::new(200).headers(&headers).body(body)).len()
    };
    assert_eq!((count("none"), count("error")), (1, 2));
    let without = SIGNED.classify_all(&Response::new(200).body(body));
    assert_eq!(without.iter().map(|verdict| verdict.item().is_some()).collect::<Vec<_>>(), [false]);
    assert!(SIGNED.classify_all(&Response::new(200).header("X-Ok", "1").body(body)).is_empty());
}

#[test]
fn each_frame_of_a_stream_has_the_headers_of_its_response() {
    let response = Response::new(200).header("X-Kind", "error");
    let verdict = MARKED.classify_frame(&response, r#"{"code": "DOWN"}"#);
    assert_eq!(verdict.unwrap().raw_code(), Some("DOWN"));
    assert!(MARKED.classify_frame(&Response::new(200), r#"{"code": "DOWN"}"#).is_none());
}
