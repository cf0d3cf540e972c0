//! Bodies that are not JSON: XML, forms and plain text.

use std::borrow::Cow;
use std::time::Duration;

use errcat::{Category, Response, Retry, Wait};

use crate::catalogs::{Lazy, table};
use crate::judge::{AnyVerdict, judge};

/// As S3, Azure Storage and Twilio answer.
static XML: Lazy = Lazy::new(|| {
    table(
        r#"
envelope:
  code: [/Error/Code, /TwilioResponse/RestException/Code, /Fault/@code]
  message: [/Error/Message, "/Error/Message/#text"]
  request_id: /Error/RequestId
  retryable: /Error/Retryable
  status: /TwilioResponse/RestException/Status
  parameter: /Error/Field/1
  fields: { host: /Error/HostId }
groups:
  - title: Codes
    codes:
      - { code: "SlowDown", category: rate_limited, retry: backoff, meaning: Too many requests. }
      - { code: "ContainerBeingDeleted", category: conflict, retry: backoff, meaning: It is being deleted. }
      - { code: "60203", name: MaxSend, category: rate_limited, retry: { kind: after_wait, default_wait: 10m }, meaning: Sent too often. }
"#,
    )
});

const S3: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message><RequestId>R1</RequestId><HostId>H1</HostId></Error>";

fn code(body: &str) -> Option<String> {
    judge(&XML, 400, body).raw_code().map(str::to_owned)
}

#[test]
fn s3_storage_and_twilio_are_judged_by_their_codes() {
    let response = Response::new(503).header("Content-Type", "application/xml").body(S3);
    let verdict = XML.classify(&response).unwrap();
    assert_eq!((verdict.category(), verdict.retry()), (Category::RateLimited, Retry::Backoff));
    assert_eq!(verdict.raw_code(), Some("SlowDown"));
    assert_eq!(verdict.message(), Some("Please reduce your request rate."));
    assert_eq!(verdict.request_id(), Some("R1"));
    assert_eq!(verdict.field("host"), Some(Cow::Borrowed("H1")));

    let storage = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>ContainerBeingDeleted</Code><Message>The specified container is being deleted. Try operation later.</Message></Error>";
    let verdict = judge(&XML, 409, storage);
    assert_eq!((verdict.category(), verdict.retry()), (Category::Conflict, Retry::Backoff));

    let twilio = "<?xml version='1.0' encoding='UTF-8'?>\n<TwilioResponse><RestException><Code>60203</Code><Message>Max send attempts reached</Message><Status>429</Status></RestException></TwilioResponse>";
    let verdict = XML.classify(&Response::without_status().body(twilio)).unwrap();
    assert_eq!((verdict.status(), verdict.retry()), (Some(429), Retry::AfterWait));
    assert_eq!(verdict.wait(), Some(Wait::For(Duration::from_secs(600))));
}

#[test]
fn a_list_of_errors_in_xml_may_have_one_element() {
    let table = table(
        r#"
envelope: { each: /Errors/Error, code: /errorCode, message: /message }
"#,
    );
    let codes = |body: &str| {
        let verdicts: Vec<AnyVerdict<'_>> = table.classify_all(&Response::new(400).body(body));
        verdicts.iter().map(|verdict| verdict.raw_code().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let one = "<Errors><Error><errorCode>A</errorCode><message>M</message></Error></Errors>";
    assert_eq!(codes(one), ["A"]);
    assert_eq!(judge(table, 400, one).message(), Some("M"));
    let two =
        "<Errors><Error><errorCode>A</errorCode></Error><Error><errorCode>B</errorCode></Error></Errors>";
    assert_eq!(codes(two), ["A", "B"]);
    assert_eq!(codes(r#"{"Errors":{"Error":[{"errorCode":"A"},{"errorCode":"B"}]}}"#), ["A", "B"]);
}

#[test]
fn one_catalog_reads_xml_and_json() {
    assert_eq!(code(r#"{"Error": {"Code": "SlowDown"}}"#), Some("SlowDown".to_owned()));
    assert_eq!(code("<Error><Code>SlowDown</Code></Error>"), Some("SlowDown".to_owned()));
}

#[test]
fn an_error_in_a_success_is_seen_and_a_listing_is_not_one() {
    // S3 begins a long copy with 200 and spaces.
    let late = format!("{}{}", S3.lines().next().unwrap(), "\n \n<Error><Code>SlowDown</Code></Error>");
    assert!(XML.classify(&Response::new(200).body(&late)).is_some());
    let listing = "<ListBucketResult><Contents><Key>Error</Key></Contents></ListBucketResult>";
    assert!(XML.classify(&Response::new(200).body(listing)).is_none());
    assert!(XML.classify_all(&Response::new(200).body(listing)).is_empty());
    assert_eq!(XML.classify_all(&Response::new(200).body(&late)).len(), 1);
}

#[test]
fn names_are_local_and_attributes_and_texts_have_names() {
    let found = |body: &str| code(body).unwrap_or_default();
    let namespaces = "<ns2:Error xmlns:ns2=\"urn:a\" xmlns=\"urn:b\"><ns2:Code xmlns=\"urn:c\">SlowDown</ns2:Code></ns2:Error>";
    assert_eq!(found(namespaces), "SlowDown");
    assert_eq!(found("<s:Fault xmlns:s='urn:s' s:code=\"Slow&#68;own\"/>"), "SlowDown");
    assert_eq!(found("<Error>\n  <!-- why -->\n  <Code>\n    SlowDown\n  </Code>\n</Error>"), "SlowDown");
    assert_eq!(found("<Error><Code><![CDATA[a<b&c]]></Code></Error>"), "a<b&c");
    assert_eq!(found("<Error><Code>&lt;&amp;&#x41;&quot;</Code></Error>"), "<&A\"");

    let body = "<Error><Code>SlowDown</Code><Message lang=\"en\">Slow.</Message><Field>a</Field><Field>b</Field><Retryable>false</Retryable></Error>";
    let verdict = judge(&XML, 400, body);
    assert_eq!((verdict.message(), verdict.parameter()), (Some("Slow."), Some("b")));
    assert_eq!(verdict.retryable_flag(), Some(false));
}

#[test]
fn what_is_not_plain_xml_is_refused() {
    let deep = |depth: usize| {
        format!("{}<Code>SlowDown</Code>{}", "<Error>".repeat(depth), "</Error>".repeat(depth))
    };
    assert!(code(&deep(1)).is_some() && code(&deep(100)).is_none() && code(&deep(100_000)).is_none());
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    for refused in [
        &format!("<!DOCTYPE Error [<!ENTITY a0 \"SlowDown\">{entities}]><Error><Code>&a9;</Code></Error>"),
        "<!DOCTYPE Error SYSTEM \"file:///etc/passwd\"><Error><Code>SlowDown</Code></Error>",
        "<!doctype html><Error><Code>SlowDown</Code></Error>",
        "<HTML><body><h1>502 Bad Gateway</h1></body></HTML>",
        "<Error><Code>&unknown;</Code></Error>",
        "<Error><Code>SlowDown</Code></Other>",
        "<Error><Code>SlowDown</Code>",
        "<Error><Code>SlowDown</Code></Error><Error/>",
        "<Error><Code>SlowDown</Code></Error> and more",
        "and <Error><Code>SlowDown</Code></Error>",
        "<Error><Code>SlowDown</Code></Error",
        "<Error a='1' b=><Code>SlowDown</Code></Error>",
        "<",
    ] {
        assert_eq!(code(refused), None, "{refused}");
    }
    // Longer than any error is.
    assert_eq!(code(&S3.replace("Please", &" ".repeat(1 << 20))), None);
    // With more parts than any error has: each takes memory.
    let of_parts = |parts: usize| S3.replace("Please", &"</Message><a b='c'/><Message>".repeat(parts / 3));
    assert!(code(&of_parts(8_000)).is_some());
    assert_eq!(code(&of_parts(8_400)), None);
}

/// As GitHub, PayPal and Xero answer.
static FORM: Lazy = Lazy::new(|| {
    table(
        r#"
envelope:
  code: [/error, /L_ERRORCODE0, /oauth_problem]
  message: [/error_description, /oauth_problem_advice]
  parameter: /field/1
groups:
  - title: Codes
    codes:
      - { code: "bad_verification_code", category: unauthenticated, retry: never, meaning: The code is wrong. }
      - { code: "10002", name: Security, category: unauthenticated, retry: never, meaning: The key is wrong. }
      - { code: "rate limit exceeded", category: rate_limited, retry: backoff, meaning: Too fast. }
"#,
    )
});

const FORM_TYPE: &str = "application/x-www-form-urlencoded; charset=utf-8";

#[test]
fn github_and_xero_are_judged_by_their_forms() {
    let github = "error=bad_verification_code&error_description=The+code+passed+is+incorrect+or+expired.&error_uri=https%3A%2F%2Fdocs.github.com%2Fapps%2Foauth%2F%23bad-verification-code";
    let verdict = FORM.classify(&Response::new(200).header("Content-Type", FORM_TYPE).body(github)).unwrap();
    assert_eq!((verdict.category(), verdict.retry()), (Category::Unauthenticated, Retry::Never));
    assert_eq!(verdict.message(), Some("The code passed is incorrect or expired."));

    let xero = "oauth_problem=rate%20limit%20exceeded&oauth_problem_advice=please%20wait%20before%20retrying%20the%20xero%20api";
    let html = Response::new(503).header("Content-Type", "text/html; charset=utf-8").body(xero);
    let verdict = FORM.classify(&html).unwrap();
    assert_eq!((verdict.category(), verdict.retry()), (Category::RateLimited, Retry::Backoff));

    let paypal = "ACK=Failure&L_ERRORCODE0=10002&field=a&field=b%26&&field=c";
    let verdict = FORM.classify(&Response::new(200).header("content-type", FORM_TYPE).body(paypal)).unwrap();
    assert_eq!((verdict.raw_code(), verdict.parameter()), (Some("10002"), Some("b&")));
}

#[test]
fn only_what_is_called_a_form_or_looks_like_one_is_a_form() {
    let found = |content_type: &str, body: &str| {
        let response = Response::new(400).header("Content-Type", content_type).body(body);
        FORM.classify(&response).unwrap().raw_code().map(str::to_owned)
    };
    for looks_like_one in ["error=a", "x=1&error=a", "x[y]=&error=a", "\r\nerror=a\n"] {
        assert_eq!(found("text/html", looks_like_one).as_deref(), Some("a"), "{looks_like_one}");
        assert_eq!(found("", looks_like_one).as_deref(), Some("a"), "{looks_like_one}");
    }
    for other in ["error=a b", "error=a&", "error", "see/error=a&error=a", "error=<b>", "{error=a"] {
        assert_eq!(found("text/html", other), None, "{other}");
    }
    for (called_one, code) in [("error=a b&", "a b"), ("error=%zz%4", "%zz%4"), ("error=%ff", "\u{fffd}")] {
        assert_eq!(found(FORM_TYPE, called_one).as_deref(), Some(code), "{called_one}");
    }
    let long = format!("error=a&x={}", "1".repeat(64 << 10));
    assert_eq!(found("text/html", &long), None);
    assert_eq!(found(FORM_TYPE, &long).as_deref(), Some("a"));
    // Each name takes memory.
    let of_names = |names: usize| format!("error=a{}", "&x=1".repeat(names - 1));
    assert_eq!(found(FORM_TYPE, &of_names(1_024)).as_deref(), Some("a"));
    assert_eq!(found(FORM_TYPE, &of_names(1_025)), None);
}

/// As Slack answers.
static TEXT: Lazy = Lazy::new(|| {
    table(
        r#"
envelope: { code: ["", /error] }
groups:
  - title: Codes
    codes:
      - { code: "no_service", category: not_found, retry: never, meaning: The webhook is gone. }
families:
  - { prefix: "channel_", category: invalid_request, retry: never, meaning: The channel is wrong. }
"#,
    )
});

/// As SDKs print what a vendor answers.
static PRINTED: Lazy = Lazy::new(|| {
    table(
        r#"
envelope: { code: [/error, { pointer: "", after: "error (", before: ")" }] }
groups:
  - title: Codes
    codes:
      - { code: "SlowDown", category: rate_limited, retry: backoff, meaning: Too many requests. }
"#,
    )
});

#[test]
fn a_known_code_within_a_text_is_an_error_but_in_a_success() {
    let judged = |response: Response<'_>| -> Option<(Option<String>, Retry)> {
        let verdict: AnyVerdict<'_> = PRINTED.classify(&response)?;
        Some((verdict.raw_code().map(str::to_owned), verdict.retry()))
    };
    let slow_down = Some((Some("SlowDown".to_owned()), Retry::Backoff));
    for response in [Response::without_status(), Response::new(503)] {
        assert_eq!(judged(response.body("An error (SlowDown) when calling Get")), slow_down);
    }
    // A file with the log of an SDK.
    assert_eq!(judged(Response::new(200).body("An error (SlowDown) when calling Get")), None);
    // What the catalog does not know may be what was asked for, as may a code elsewhere in the text.
    for text in ["An error (Moon) when calling Get", "An error (", "SlowDown"] {
        assert_eq!(judged(Response::without_status().body(text)), None, "{text}");
    }
}

#[test]
fn a_short_text_is_the_code_where_the_table_has_a_place_for_it() {
    let slack = Response::new(404).header("Content-Type", "text/html").body("no_service");
    let verdict = TEXT.classify(&slack).unwrap();
    assert_eq!((verdict.category(), verdict.retry()), (Category::NotFound, Retry::Never));
    assert!(verdict.entry().is_some());

    let found = |status: u16, body: &str| -> Option<Option<String>> {
        let verdict: Option<AnyVerdict<'_>> = TEXT.classify(&Response::new(status).body(body));
        verdict.map(|verdict| verdict.raw_code().map(str::to_owned))
    };
    let some = |code: &str| Some(Some(code.to_owned()));
    // In a success, only what the catalog knows is an error.
    assert_eq!(found(200, "ok"), None);
    assert_eq!(found(200, " no_service\n"), some("no_service"));
    assert_eq!(found(200, "channel_archived"), some("channel_archived"));
    assert_eq!(found(400, "Say \"please\"\\\u{1}"), some("Say \"please\"\\\u{1}"));
    assert_eq!(found(400, r#"{"error": "no_service"}"#), some("no_service"));
    for nothing in [
        "",
        " ",
        "<html><body>no_service</body></html>",
        "{\"error\": \"no_",
        "[ {",
        "[1, no",
        "\"no_",
        &"a".repeat(1025),
    ] {
        assert_eq!(found(400, nothing), Some(None), "{nothing}");
    }
    for text in ["[Error: it broke]", "{'error': 'no_service'}"] {
        assert_eq!(found(400, text), some(text));
    }
    assert_eq!(judge(&FORM, 400, "bad_verification_code").raw_code(), None);
}
