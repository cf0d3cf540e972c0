//! Waits and rules for statuses that hold under a condition only.

use std::time::Duration;

use errcat::{
    Basis, Category, Condition, Embedded, Encoding, Envelope, Field, Headers, Judgement, Location, Place,
    Pointer, Response, Retry, RetryRule, Rule, Scalar, StatusPattern, StatusRule, Table, Wait, WaitSource,
    When, runo,
};

const fn body(segments: &'static [&'static str]) -> Location<'static> {
    Location::Pointer(Pointer::new(segments))
}

const fn rule(
    status: StatusPattern,
    when: Option<u8>,
    category: Category,
    retry: Retry,
) -> StatusRule<'static> {
    let retry = Some(RetryRule::new(retry));
    let rule = Rule { category, retry, meaning: "It broke.", action: None, inferred: &[] };
    StatusRule { status, success: false, when, rule }
}

const fn wait(location: Location<'static>, when: Option<u8>) -> WaitSource<'static> {
    WaitSource { location, encoding: Encoding::Seconds, when }
}

const NOTHING_LEFT: Option<u8> = Some(0);
const SPENT: Option<u8> = Some(1);
const TRACED: Option<u8> = Some(2);
const ASKED: Option<u8> = Some(3);
const CLASS: StatusPattern = StatusPattern::range(400, 499);

/// A vendor that sends the time of its reset with every response.
static LIMITED: Table<'static> = Table {
    envelope: Envelope {
        is_error: &[],
        each: None,
        embedded: Embedded::Lists(&[Pointer::new(&["items"])]),
        places: &[
            Place { field: Field::Code, location: body(&["code"]) },
            Place { field: Field::Status, location: body(&["status"]) },
        ],
        conditions: &[
            When {
                location: Location::Header("X-Left"),
                condition: Condition::Equals(&[Scalar::Integer(0)]),
            },
            When {
                location: body(&["kind"]),
                condition: Condition::Equals(&[Scalar::Text("spent"), Scalar::Integer(7)]),
            },
            When {
                location: Location::Header("X-Trace"),
                condition: Condition::NotEquals(&[Scalar::Text("none"), Scalar::Bool(false)]),
            },
            When { location: body(&["ask"]), condition: Condition::Present },
        ],
    },
    waits: &[
        wait(Location::Header("X-Reset"), NOTHING_LEFT),
        wait(body(&["never"]), TRACED),
        wait(body(&["reset"]), SPENT),
        wait(Location::Header("Retry-After"), ASKED),
    ],
    statuses: &[
        rule(StatusPattern::exact(403), NOTHING_LEFT, Category::RateLimited, Retry::AfterWait),
        rule(StatusPattern::exact(403), SPENT, Category::QuotaExhausted, Retry::AfterReset),
        rule(StatusPattern::exact(403), None, Category::PermissionDenied, Retry::Never),
        rule(StatusPattern::exact(404), ASKED, Category::NotFound, Retry::Never),
        StatusRule {
            success: true,
            ..rule(StatusPattern::exact(404), None, Category::Unknown, Retry::Never)
        },
        rule(CLASS, TRACED, Category::Blocked, Retry::Never),
    ],
    entries: &[],
    lookup: errcat::Lookup::EMPTY,
    families: &[],
    ..runo::TABLE
};

fn judged<'a>(status: u16, headers: &'a dyn Headers, body: &'a str) -> Option<Judgement<'a>> {
    LIMITED.classify(&Response::new(status).headers(headers).body(body))
}

const NO_HEADERS: [(&str, &str); 0] = [];

fn category(status: u16, headers: &[(&str, &str)], body: &str) -> Option<Category> {
    judged(status, &headers.to_vec(), body).map(|judgement| judgement.category())
}

#[test]
fn the_first_rule_that_holds_decides() {
    let denied = Some(Category::PermissionDenied);
    let limited = Some(Category::RateLimited);
    let spent = Some(Category::QuotaExhausted);
    for (headers, body, expected) in [
        (&[][..], "", denied),
        (&[("X-Left", "0")], "", limited),
        (&[("x-left", " 0\t")], "<html>", limited),
        (&[("X-Left", "0")], r#"{"kind": "spent"}"#, limited),
        (&[("X-Left", "00")], "", denied),
        (&[("X-Left", "+0")], "", denied),
        (&[("X-Left", "0, 0")], "", denied),
        (&[("X-Left", "")], "", denied),
        (&[("X-Left", "4999")], r#"{"kind": "spent"}"#, spent),
        (&[], r#"{"kind": "\u0073pent"}"#, spent),
        (&[], r#"{"kind": 7}"#, spent),
        (&[], r#"{"kind": "7"}"#, denied),
        (&[], r#"{"kind": "Spent"}"#, denied),
        (&[], r#"{"kind": "spent", "kind": null}"#, denied),
        (&[], r#"{"kind": ["spent"]}"#, denied),
        // It is no JSON to its end, so nothing of it is believed.
        (&[], r#"{"kind": "spent""#, denied),
        // A narrower rule without a condition comes before a wider one that holds.
        (&[("X-Trace", "7")], "", denied),
    ] {
        assert_eq!(category(403, headers, body), expected, "{headers:?} {body}");
    }
}

#[test]
fn without_one_that_holds_it_is_as_if_there_were_no_rule() {
    for (trace, expected) in [
        (Some("7"), (Category::Blocked, Basis::Status)),
        (Some("none"), (Category::InvalidRequest, Basis::StatusClass)),
        (Some("false"), (Category::InvalidRequest, Basis::StatusClass)),
        (Some(" "), (Category::InvalidRequest, Basis::StatusClass)),
        (None, (Category::InvalidRequest, Basis::StatusClass)),
    ] {
        let headers: Vec<_> = trace.map(|trace| ("X-Trace", trace)).into_iter().collect();
        let judgement = judged(418, &headers, "").unwrap();
        assert_eq!((judgement.category(), judgement.basis()), expected, "{trace:?}");
        assert_eq!(judgement.status_rule().is_some(), expected.1 == Basis::Status);
    }
}

#[test]
fn a_success_is_an_error_where_a_condition_says_so() {
    assert_eq!(category(404, &[], ""), None);
    assert_eq!(category(404, &[("X-Trace", "7")], "{}"), None);
    assert_eq!(category(404, &[], r#"{"ask": "them"}"#), Some(Category::NotFound));
    for nothing in ["null", "false", "\"\"", "[]"] {
        assert_eq!(category(404, &[], &format!(r#"{{"ask": {nothing}}}"#)), None, "{nothing}");
    }
}

#[test]
fn waits_are_believed_where_their_condition_holds() {
    let seconds = |seconds| Some(Wait::For(Duration::from_secs(seconds)));
    let reset = ("X-Reset", "60");
    for (headers, body, expected) in [
        (&[reset][..], "", None),
        (&[reset, ("X-Left", "4999")], "", None),
        (&[reset, ("X-Left", "0")], r#"{"kind": "spent", "reset": 5}"#, seconds(60)),
        (&[reset], r#"{"kind": "spent", "reset": 5}"#, seconds(5)),
        (&[reset], r#"{"kind": "else", "reset": 5}"#, None),
        (&[("X-Trace", "7")], r#"{"never": 3, "kind": "spent", "reset": 5}"#, seconds(3)),
        // What the vendor names with a condition is not read without it.
        (&[("Retry-After", "9")], "{}", None),
        (&[("Retry-After", "9")], r#"{"ask": 1}"#, seconds(9)),
    ] {
        let headers = headers.to_vec();
        let judgement = judged(502, &headers, body).unwrap();
        assert_eq!(judgement.requested_wait(), expected, "{headers:?} {body}");
    }
}

#[test]
fn headers_say_nothing_of_an_item() {
    let headers = [("X-Left", "0"), ("X-Reset", "60")];
    let body = r#"{"items": [
        {"code": "A", "status": 403},
        {"code": "B", "status": 403, "kind": "spent", "reset": 5},
        {"code": "C", "status": 403, "kind": "else", "reset": 5}
    ]}"#;
    let judgements = LIMITED.classify_all(&Response::new(200).headers(&headers).body(body));
    let found: Vec<_> = judgements
        .iter()
        .map(|judgement| (judgement.category(), judgement.requested_wait().is_some()))
        .collect();
    assert_eq!(
        found,
        [
            (Category::PermissionDenied, false),
            (Category::QuotaExhausted, true),
            (Category::PermissionDenied, false)
        ]
    );
}

#[test]
fn in_a_list_of_errors_each_has_its_own() {
    let envelope = Envelope { each: Some(Pointer::new(&["errors"])), ..LIMITED.envelope };
    let listed = Table { envelope, ..LIMITED };
    let headers = [("X-Reset", "60")];
    let body = r#"{"kind": "spent", "errors": [{"code": "A"}, {"code": "B", "kind": "spent", "reset": 5}]}"#;
    let response = Response::new(403).headers(&headers).body(body);
    let found = |judgement: &Judgement<'_>| (judgement.category(), judgement.requested_wait().is_some());
    let all: Vec<_> = listed.classify_all(&response).iter().map(found).collect();
    assert_eq!(all, [(Category::PermissionDenied, false), (Category::QuotaExhausted, true)]);
    assert_eq!(listed.classify(&response).as_ref().map(found), Some(all[0]));
}

#[test]
fn the_ruling_stays_when_the_response_is_gone() {
    for (headers, body) in [
        (vec![], ""),
        (vec![("X-Left", "0"), ("X-Reset", "60")], ""),
        (vec![("X-Left", "9"), ("X-Reset", "60")], r#"{"kind": "spent", "code": "NEW"}"#),
    ] {
        let judgement = judged(403, &headers, body).unwrap();
        let answer = |judgement: &Judgement<'_>| {
            let rule = judgement.status_rule().map(|rule| rule.when);
            (judgement.category(), judgement.retry(), judgement.wait(), rule)
        };
        let before = answer(&judgement);
        assert_eq!(answer(&judgement.into_owned(&LIMITED).unwrap()), before, "{body}");
    }
}

#[test]
fn a_status_alone_has_the_rule_without_a_condition() {
    let of = |status| LIMITED.status(status).map(|rule| (rule.rule.category, rule.success));
    assert_eq!(of(403), Some((Category::PermissionDenied, false)));
    assert_eq!(of(404), Some((Category::Unknown, true)));
    assert_eq!(of(418), None);
    let headers = vec![("X-Left", "0")];
    let judgement = judged(403, &headers, "").unwrap();
    assert_eq!(judgement.status_rule().map(|rule| rule.when), Some(NOTHING_LEFT));
    assert_eq!(judged(403, &NO_HEADERS, "").unwrap().status_rule().map(|rule| rule.when), Some(None));
}
