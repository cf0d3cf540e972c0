//! Places with a `*`, and parts of texts.

use errcat::{Response, Wait};
use proptest::prelude::*;
use serde_json::Value;

use crate::catalogs::{Lazy, table};
use crate::judge::{judge, seconds};

/// Details as `google.rpc` has them, with the parts of texts beside.
static DETAILS: Lazy = Lazy::new(|| {
    table(
        r##"
envelope:
  code:
    - { pointer: /details/*/reason, where: { "@type": info } }
    - { header: x-type, after: "#", before: ":" }
    - { header: x-type, before: ":" }
    - { pointer: /text, after_last: "(", before: ")" }
    - { pointer: /raw, json: /error/code }
  request_id: { pointer: /list/*/*/id, where: { /list/*/kind: [b, c], ok: true } }
  fields:
    reason: { pointer: /details/*/reason, where: { "@type": info } }
wait:
  - { pointer: /message, after: ["try again in ", "retry after "] }
  - longest:
      - { header: x-reset-requests }
      - { header: x-reset-tokens }
"##,
    )
});

fn code(body: &str) -> Option<String> {
    judge(&DETAILS, 400, body).raw_code().map(str::to_owned)
}

#[test]
fn a_filter_chooses_among_elements_wherever_the_tested_member_stands() {
    let before = r#"{"details": [{"@type": "help", "reason": "A"}, {"@type": "info", "reason": "B"}]}"#;
    let after = r#"{"details": [{"reason": "A", "@type": "help"}, {"reason": "B", "@type": "info"}]}"#;
    let none = r#"{"details": [{"reason": "A", "@type": "help"}, {"reason": "B"}]}"#;
    let members = r#"{"details": {"x": {"reason": "A"}, "y": {"reason": "B", "@type": "info"}}}"#;
    let two = r#"{"details": [{"@type": "info", "reason": "B"}, {"@type": "info", "reason": "C"}]}"#;
    assert_eq!([before, after, members, two].map(code), [const { "B" }; 4].map(|code| Some(code.to_owned())));
    assert_eq!(code(none), None);
    let verdict = judge(&DETAILS, 400, after);
    assert_eq!(verdict.field("reason").as_deref(), Some("B"));
}

#[test]
fn filters_of_several_stars_hold_together() {
    let body = r#"{"list": [
        {"kind": "a", "x": {"id": "1", "ok": true}},
        {"x": {"id": "2", "ok": false}, "kind": "b"},
        {"x": {"id": "3", "ok": true}, "kind": "c"}
    ]}"#;
    assert_eq!(judge(&DETAILS, 400, body).request_id(), Some("3"));
}

#[test]
fn parts_of_texts() {
    let of_header = |text: &str| {
        let verdict = DETAILS.classify(&Response::new(400).header("x-type", text).body("{}")).unwrap();
        verdict.raw_code().map(str::to_owned)
    };
    assert_eq!(of_header("com.amazon#Throttled:http://x/"), Some("Throttled".to_owned()));
    assert_eq!(of_header("Throttled:http://x/"), Some("Throttled".to_owned()));
    assert_eq!(of_header("Throttled"), Some("Throttled".to_owned()));
    assert_eq!(code(r#"{"text": "Flagged (or so). (E005)"}"#), Some("E005".to_owned()));
    assert_eq!(code(r#"{"text": "Flagged: \"x\" ( \u0045006 )."}"#), Some("E006".to_owned()));
    assert_eq!(code(r#"{"text": "Flagged."}"#), None);
    assert_eq!(code(r#"{"raw": "{\"error\": {\"code\": \"A\\u0042\"}}"}"#), Some("AB".to_owned()));
    assert_eq!(code(r#"{"raw": "{\"error\": {\"code\": 7}}"}"#), Some("7".to_owned()));
    for nothing in
        ["not JSON", "{}", "", r#"{\"error\": {\"code\": null}}"#, r#"{\"error\": {\"code\": {}}}"#]
    {
        assert_eq!(code(&format!(r#"{{"raw": "{nothing}"}}"#)), None, "{nothing}");
    }
}

#[test]
fn waits_in_texts_and_the_longest_of_several() {
    let wait = |message: &str| judge(&DETAILS, 429, &format!(r#"{{"message": "{message}"}}"#)).wait();
    assert_eq!(wait("Slow. Please Try again in 1m0.5s. Bye"), Some(Wait::For(seconds(60) + seconds(1) / 2)));
    assert_eq!(wait("Slow. Retry after '372' seconds"), Some(Wait::For(seconds(372))));
    assert_eq!(wait("Slow. Retry later"), None);
    let longest = |requests: &str, tokens: &str| {
        let headers = [("x-reset-requests", requests), ("x-reset-tokens", tokens)];
        DETAILS.classify(&Response::new(429).headers(&headers)).unwrap().wait()
    };
    assert_eq!(longest("8h0m0s", "20s"), Some(Wait::For(seconds(28_800))));
    assert_eq!(longest("20s", "8h0m0s"), Some(Wait::For(seconds(28_800))));
    assert_eq!(longest("soon", "20s"), Some(Wait::For(seconds(20))));
}

/// Pointers of every kind into the bodies that are made here.
const POINTERS: [&str; 7] = ["/a/*", "/*/b", "/*", "/a/*/b", "/*/*/b", "/a/0/*", "/*/*/*"];

static AT: [Lazy; POINTERS.len()] = [
    Lazy::new(|| table("envelope: { code: /a/* }\n")),
    Lazy::new(|| table("envelope: { code: /*/b }\n")),
    Lazy::new(|| table("envelope: { code: /* }\n")),
    Lazy::new(|| table("envelope: { code: [/a/*/b] }\n")),
    // A name beside a `*` is also what the `*` stands for.
    Lazy::new(|| table("envelope: { code: /*/*/b, message: /a/b/c, parameter: /a/0/b }\n")),
    Lazy::new(|| table("envelope: { code: /a/0/* }\n")),
    Lazy::new(|| table("envelope: { code: /*/*/*, message: /a/b }\n")),
];

/// The first text or number that a pointer leads to, in the order of the body.
fn first(value: &Value, segments: &[&str]) -> Option<String> {
    let Some((segment, rest)) = segments.split_first() else {
        return match value {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
    };
    match (value, *segment) {
        (Value::Object(members), "*") => members.values().find_map(|value| first(value, rest)),
        (Value::Array(elements), "*") => elements.iter().find_map(|value| first(value, rest)),
        (Value::Object(members), name) => first(members.get(name)?, rest),
        (Value::Array(elements), index) => first(elements.get(index.parse::<usize>().ok()?)?, rest),
        _ => None,
    }
}

fn body() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        "[A-Z]{1,3}".prop_map(Value::String),
        (0..100_u32).prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 24, 4, |inner| {
        let members = proptest::collection::vec(
            (proptest::sample::select(vec!["a", "b", "c", "d"]), inner.clone()),
            0..4,
        );
        prop_oneof![
            proptest::collection::vec(inner, 0..4).prop_map(Value::Array),
            members.prop_map(|members| {
                Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
            }),
        ]
    })
}

proptest! {
    #[test]
    fn the_first_value_of_use_is_the_one_that_a_tree_has(body in body()) {
        let text = body.to_string();
        for (pointer, table) in POINTERS.iter().zip(&AT) {
            let segments: Vec<&str> = pointer.split('/').skip(1).collect();
            let verdict = judge(table, 500, &text);
            let expected = first(&body, &segments);
            prop_assert_eq!(verdict.raw_code(), expected.as_deref(), "{} in {}", pointer, text);
        }
    }
}
