//! Everything that a vendor sent can be reached from the verdict, also once it owns what it knows.

use std::borrow::Cow;

use errcat::{
    DetailValue, Details, Failure, OwnedVerdict, Response, Timestamp, Verdict, runagent, runo, runware,
};

use crate::catalogs::{Lazy, table};

#[derive(Debug, Default, PartialEq)]
struct Everything {
    text: Option<String>,
    integer: Option<i64>,
    number: Option<f64>,
    flag: Option<bool>,
    time: Option<Timestamp>,
    list: Option<Vec<String>>,
    json: Option<String>,
}

impl<'a> Details<'a> for Everything {
    fn set(&mut self, member: &str, value: DetailValue<'a>) {
        match member {
            "text" => self.text = value.into_text().map(Cow::into_owned),
            "integer" => self.integer = value.into_integer(),
            "number" => self.number = value.into_number(),
            "flag" => self.flag = value.into_boolean(),
            "time" => self.time = value.into_timestamp(),
            "list" => {
                let texts = value.into_string_list();
                self.list = texts.map(|texts| texts.into_iter().map(Cow::into_owned).collect());
            }
            "json" => self.json = value.into_json().map(str::to_owned),
            _ => {}
        }
    }
}

/// A verdict as it was made, and the same once the response is gone.
fn both<C: errcat::VendorCode>(verdict: Verdict<'_, C>, check: impl Fn(&Verdict<'_, C>)) {
    check(&verdict);
    let kept: OwnedVerdict<C> = verdict.into_owned();
    check(&kept);
    check(&kept.clone().into_owned());
}

const FULL: &str = r#"{"error": {
    "code": "RATE_LIMIT_EXCEEDED", "message": "caf\u00e9 \"x\"", "request_id": 17, "status": "429",
    "documentation_url": "https:\/\/docs.example\/x",
    "details": {"text": "a\nb", "integer": -7, "number": 1.5, "flag": true,
        "time": "2024-01-01T00:00:00Z", "list": ["x", "y\u0041"], "json": {"a": [1]}, "more": null}
}}"#;

#[test]
fn all_of_runagents_fields() {
    let body = FULL.to_owned();
    let response = Response::without_status().header("Retry-After", "12").body(&body);
    both(runagent::classify(&response).unwrap(), |verdict| {
        assert_eq!(verdict.code(), Some(runagent::ErrorCode::RateLimitExceeded));
        assert_eq!(verdict.raw_code(), Some("RATE_LIMIT_EXCEEDED"));
        assert_eq!(verdict.message(), Some("café \"x\""));
        assert_eq!(verdict.request_id(), Some("17"));
        assert_eq!(verdict.status(), Some(429));
        assert_eq!(verdict.documentation_url().as_deref(), Some("https://docs.example/x"));
        assert_eq!(verdict.wait(), Some(errcat::Wait::For(core::time::Duration::from_secs(12))));
        let details: Everything = verdict.details_as();
        let expected = Everything {
            text: Some("a\nb".to_owned()),
            integer: Some(-7),
            number: Some(1.5),
            flag: Some(true),
            time: Some(Timestamp::from_unix_seconds(1_704_067_200)),
            list: Some(vec!["x".to_owned(), "yA".to_owned()]),
            json: Some(r#"{"a": [1]}"#.to_owned()),
        };
        assert_eq!(details, expected);
        assert!(verdict.details().unwrap().starts_with(r#"{"text": "a\nb""#));
    });
}

#[test]
fn details_of_other_types_than_documented_are_left_out() {
    let body = r#"{"error": {"code": "X", "details": {"text": 1, "integer": 1.5, "number": "1", "flag": 0,
        "time": true, "list": ["x", 1], "json": null}}}"#;
    let verdict = runagent::classify(&Response::new(400).body(body)).unwrap();
    assert_eq!(verdict.details_as::<Everything>(), Everything::default());
    for details in ["null", "[]", "7", r#""text""#] {
        let body = format!(r#"{{"error":{{"code":"X","details":{details}}}}}"#);
        let verdict = runagent::classify(&Response::new(400).body(&body)).unwrap();
        assert_eq!(verdict.details_as::<Everything>(), Everything::default(), "{details}");
        assert_eq!(verdict.details(), Some(details).filter(|json| *json != "null"));
    }
}

#[test]
fn details_that_can_not_be_read_cost_their_own_place() {
    for odd in
        [r#""\ud83d": 1"#, r#""\ud83d": {"\udead": [1e999]}"#, r#""flag": 1e999"#, r#""list": ["\ud83d"]"#]
    {
        let body = format!(r#"{{"error": {{"code": "X", "details": {{{odd}, "t\u0065xt": "x"}}}}}}"#);
        let verdict = runagent::classify(&Response::new(400).body(&body)).unwrap();
        let expected = Everything { text: Some("x".into()), ..Everything::default() };
        assert_eq!(verdict.details_as::<Everything>(), expected, "{odd}");
    }
}

#[test]
fn each_error_of_a_list_has_its_own_fields() {
    let body = r#"{"errors": [null, {"code": "a", "taskType": "x\ty", "documentation": "https://d/a"},
        {"code": 5, "message": "m", "parameter": "p", "taskUUID": "u", "taskType": ["t"]}]}"#;
    let response = Response::new(400).body(body);
    both(runware::classify(&response).unwrap(), |first| {
        assert_eq!(first.item().unwrap().index(), 1);
        assert_eq!(first.field("task_type").as_deref(), Some("x\ty"));
        assert_eq!(first.documentation_url().as_deref(), Some("https://d/a"));
    });
    let all = runware::classify_all(&response);
    assert_eq!(all.len(), 2);
    both(all[1].clone(), |second| {
        assert_eq!(second.item().unwrap().to_string(), "/errors/2");
        assert_eq!((second.raw_code(), second.message()), (Some("5"), Some("m")));
        assert_eq!((second.parameter(), second.request_id()), (Some("p"), Some("u")));
        assert_eq!(second.field("task_type").as_deref(), Some(r#"["t"]"#));
        assert_eq!(second.field("task_uuid").as_deref(), Some("u"));
        assert_eq!((second.field("nonsense"), second.documentation_url()), (None, None));
        // The fields of all vendors are had in the same way.
        assert_eq!(second.field("code").as_deref(), second.raw_code());
        assert_eq!(second.field("message").as_deref(), second.message());
        assert_eq!(second.field("request_id").as_deref(), second.request_id());
        assert_eq!((second.field("other"), second.field("retryable")), (None, None));
    });
}

#[test]
fn items_under_odd_names_are_found_again() {
    let body = r#"{"status": "success", "a/b~c\u0020": [[{"status": "error",
        "error": {"code": "TIMEOUT", "message": "slow"}}]]}"#;
    let response = Response::new(200).body(body);
    let all = runo::classify_all(&response);
    assert_eq!(all.len(), 1);
    both(all[0].clone(), |item| {
        assert_eq!(item.item().unwrap().to_string(), "/a~1b~0c /0/0");
        assert_eq!(item.message(), Some("slow"));
    });
}

#[test]
fn a_request_without_a_response_can_be_kept() {
    both(runagent::no_response(Failure::Dropped), |verdict| {
        assert_eq!(verdict.failure(), Some(Failure::Dropped));
        assert_eq!((verdict.code(), verdict.raw_code(), verdict.details()), (None, None, None));
        assert!(verdict.may_have_taken_effect());
    });
}

#[test]
fn a_documentation_address_is_made_of_the_code_where_none_came() {
    let url = |code: &str| {
        let body = format!(r#"{{"error":{{"code":"{code}"}}}}"#);
        let verdict = runagent::classify(&Response::new(400).body(&body)).unwrap();
        verdict.documentation_url().map(Cow::into_owned)
    };
    let known = Some("https://docs.run-agent.ai/errors/AGENT_NOT_FOUND".to_owned());
    assert_eq!(url("AGENT_NOT_FOUND"), known);
    let hostile = Some("https://docs.run-agent.ai/errors/%2E%2E%2Fa%3Fb%23%C3%A9%22".replace("%2E", "."));
    assert_eq!(url("../a?b#é\\\""), hostile);
    assert_eq!(runagent::classify(&Response::new(400)).unwrap().documentation_url(), None);
}

/// Everything in headers, and two places each.
static IN_HEADERS: Lazy = Lazy::new(|| {
    table(
        r#"
envelope:
  code: [{ header: X-Code }, /code]
  message: [/message, { header: X-Message }]
  retryable: { header: X-Should-Retry }
  request_id: { header: X-Request-Id }
  details: [/details, { header: X-Details }]
  fields:
    zone: [/zone, { header: X-Zone }]
    ray: { header: X-Ray }
"#,
    )
});

#[test]
fn places_in_headers_and_in_the_body_are_tried_in_order() {
    let headers = [
        ("x-code", "INTERNAL_ERROR"),
        ("x-message", "from a header"),
        ("x-should-retry", "False"),
        ("x-request-id", "r1"),
        ("x-details", r#"{"a":1}"#),
        ("x-zone", "z1"),
        ("x-ray", "ray"),
    ];
    let body = r#"{"code": "OTHER", "message": "from the body", "details": {"b": 2}, "zone": "z2"}"#;
    let response = Response::new(500).headers(&headers).body(body);
    let verdict = IN_HEADERS.classify(&response).unwrap();
    assert_eq!(verdict.raw_code(), Some("INTERNAL_ERROR"));
    assert_eq!(verdict.message(), Some("from the body"));
    assert_eq!(verdict.retryable_flag(), Some(false));
    assert_eq!(verdict.request_id(), Some("r1"));
    assert_eq!(verdict.details(), Some(r#"{"b": 2}"#));
    assert_eq!(verdict.field("zone").as_deref(), Some("z2"));
    assert_eq!(verdict.field("ray").as_deref(), Some("ray"));

    // Without a body that can be read, what is in headers still counts, and a code there is an error.
    let response = Response::new(200).headers(&headers).body("<html>");
    let verdict = IN_HEADERS.classify(&response).unwrap();
    assert_eq!(verdict.message(), Some("from a header"));
    assert_eq!(verdict.details(), Some(r#"{"a":1}"#));
    assert_eq!(verdict.field("zone").as_deref(), Some("z1"));
}

/// More places than are kept without memory, each with a test of its own.
static MANY: Lazy = Lazy::new(|| {
    table(
        r#"
envelope:
  code: [/a, /b, /c, /d, /e, /f, /g, /h, /i, /j, /k, /l, /m]
  message: /n
  request_id: /o
  parameter: /p
"#,
    )
});

#[test]
fn places_beyond_those_that_need_no_memory_are_kept_too() {
    let body = r#"{"p": -12, "o": "id\n", "n": "text", "m": 4.5, "m": 77}"#;
    let verdict = MANY.classify(&Response::new(400).body(body)).unwrap();
    assert_eq!(verdict.raw_code(), Some("77"));
    assert_eq!(verdict.message(), Some("text"));
    assert_eq!(verdict.request_id(), Some("id\n"));
    assert_eq!(verdict.parameter(), Some("-12"));
}

#[test]
fn what_a_verdict_prints() {
    let body = r#"{"error":{"code":"AGENT_NOT_FOUND","message":"secret"}}"#;
    let verdict = runagent::classify(&Response::new(404).body(body)).unwrap();
    assert_eq!(verdict.to_string(), "RunAgent: AGENT_NOT_FOUND: secret");
    let debug = format!("{verdict:?}");
    assert!(debug.contains("AGENT_NOT_FOUND") && !debug.contains("secret"), "{debug}");
    let response = Response::new(502).header("Authorization", "secret").body("secret");
    assert!(!format!("{response:?}").contains("secret"));
    assert_eq!(
        runagent::classify(&response).unwrap().to_string(),
        "RunAgent: HTTP 502: The fault is on RunAgent's side."
    );
    let failed = runagent::no_response(Failure::TimedOut);
    assert_eq!(failed.to_string(), "RunAgent: no response: The network failed before an answer came.");
}

/// Every character that is next to one whose case counts, at every place of names of many lengths.
#[test]
fn names_of_headers_differ_in_the_case_of_letters_only() {
    let characters = "\0 -09@AMZ[_`amz{\u{7f}\u{c0}\u{e0}\u{e9}\u{c9}";
    let pairs = characters.chars().flat_map(|one| characters.chars().map(move |other| (one, other)));
    for (one, other) in pairs {
        for (length, at) in (1..26).flat_map(|length| (0..length).map(move |at| (length, at))) {
            let name = |one: char| (0..length).map(|i| if i == at { one } else { 'x' }).collect::<String>();
            let (one, other) = (name(one), name(other));
            let received = [(one.as_str(), b"7")];
            let expected = one.eq_ignore_ascii_case(&other).then_some("7");
            let given = [Response::new(429).header(&one, "7"), Response::new(429).headers(&received)];
            assert_eq!(given.map(|response| response.header_text(&other)), [expected; 2], "{one} {other}");
        }
    }
}

#[test]
fn headers_may_be_in_any_map() {
    use std::collections::{BTreeMap, HashMap};

    let hashed = HashMap::from([("Retry-AFTER", "7"), ("X-Other", "8")]);
    let sorted: BTreeMap<String, Vec<u8>> = [("RETRY-after", "7"), ("Retry-After", "8")]
        .map(|(name, value)| (name.to_owned(), value.into()))
        .into();
    let given: [&dyn errcat::Headers; 2] = [&hashed, &sorted];
    for headers in given {
        let response = Response::new(429).headers(headers);
        assert_eq!(response.header_text("retry-after"), Some("7"));
        assert_eq!(response.header_text("retry"), None);
    }
}
