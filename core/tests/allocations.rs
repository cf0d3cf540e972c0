//! How much memory judging a response takes: none, where the body has no escapes.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::panic)]

#[path = "catalogs/mod.rs"]
mod catalogs;

use allocation_counter::{AllocationInfo, measure};
use errcat::runo::{self, ErrorCode};
use errcat::{Response, VendorCode, onto, runagent, runware};

use catalogs::Lazy;

/// What it takes to judge a response and to ask the verdict for everything that decides.
fn of<V: VendorCode>(status: u16, body: &str) -> AllocationInfo {
    let response = Response::new(status).header("Retry-After", "7").header("X-Other", "1").body(body);
    measure(|| {
        let verdict = std::hint::black_box(V::classify(&response));
        if let Some(verdict) = &verdict {
            std::hint::black_box((verdict.code(), verdict.raw_code(), verdict.message()));
            std::hint::black_box((verdict.request_id(), verdict.parameter(), verdict.wait()));
            std::hint::black_box((verdict.retry(), verdict.category(), verdict.contradiction()));
        }
    })
}

#[test]
fn a_body_without_escapes_takes_none() {
    let runo =
        r#"{"status":"error","error":{"code":"RATE_LIMITED","message":"Slow down.","retryable":true}}"#;
    let onto = r#"{"status":"error","code":"CONCURRENT_LIMIT","message":"Full.","retry_after":1.5}"#;
    let runagent = r#"{"error":{"code":"X","message":"m","details":{"a":[1,{"b":[]}]},"request_id":17}}"#;
    let runware = r#"{"errors":[{"code":"a","message":"m","taskUUID":"u"},{"code":"b"},{"code":[{}]}]}"#;
    let numbers = r#"{"error":{"code":404,"message":-5,"request_id":17.5,"status":404}}"#;
    assert_eq!(of::<runagent::ErrorCode>(404, numbers).count_total, 0);
    assert_eq!(of::<runo::ErrorCode>(429, runo).count_total, 0);
    assert_eq!(of::<onto::ErrorCode>(429, onto).count_total, 0);
    assert_eq!(of::<runagent::ErrorCode>(400, runagent).count_total, 0);
    assert_eq!(of::<runware::ErrorCode>(400, runware).count_total, 0);
}

#[test]
fn what_is_not_an_error_takes_none() {
    for body in ["", r#"{"status":"success","data":{"a":[1,2,3]}}"#, "{}"] {
        assert_eq!(of::<runo::ErrorCode>(502, body).count_total, 0, "{body}");
    }
}

#[test]
fn what_is_not_json_takes_none() {
    for body in ["<html>gateway</html>", r#"{"status":"error","error":{"#, r#"{"status":"error"}]"#] {
        assert_eq!(of::<runo::ErrorCode>(502, body).count_total, 0, "{body}");
    }
}

#[test]
fn what_nobody_asked_for_takes_none_however_long_and_deep() {
    let padding = r#"{"deep":[[[{"a":[null,1.5]}]]]}"#;
    let error = format!(
        r#"{{"status":"error","trace":[{}],"code":"TIMEOUT","message":"Slow."}}"#,
        vec![padding; 1_000].join(",")
    );
    assert_eq!(of::<onto::ErrorCode>(504, &error).count_total, 0);
    assert_eq!(of::<runo::ErrorCode>(200, &success(1_000)).count_total, 0);
    let deep = format!(r#"{{"status":"success","x":{}0{}}}"#, "[".repeat(60), "]".repeat(60));
    assert_eq!(of::<runo::ErrorCode>(200, &deep).count_total, 0);
}

#[test]
fn an_escape_takes_what_its_text_takes() {
    let escaped = r#"{"status":"error","error":{"code":"RATE_LIMITED","message":"Slow\ndown."}}"#;
    let taken = of::<runo::ErrorCode>(429, escaped);
    assert!((1..=6).contains(&taken.count_total), "{taken:?}");
    assert!(taken.bytes_max < 512, "{taken:?}");
}

/// A success with a list of so many things.
fn success(things: usize) -> String {
    let thing = r#"{"name":"A thing","tags":["new",{"deep":[[1]]}],"price":19.99}"#;
    format!(r#"{{"status":"success","data":[{}]}}"#, vec![thing; things].join(","))
}

/// A batch in which so many items failed.
fn batch(items: usize) -> String {
    let item = r#"{"status":"error","error":{"code":"TIMEOUT","message":"Slow."}}"#;
    format!(r#"{{"status":"success","results":[{}]}}"#, vec![item; items].join(","))
}

#[test]
fn errors_of_a_batch_take_memory_in_proportion() {
    let [few, many] = [100, 10_000].map(|items| {
        let body = batch(items);
        let response = Response::new(200).body(&body);
        measure(|| assert_eq!(ErrorCode::classify_up_to(&response, items).kept.len(), items))
    });
    assert!(many.count_total <= few.count_total * 100, "{few:?} {many:?}");
    assert!(many.bytes_total <= few.bytes_total * 200, "{few:?} {many:?}");
}

#[test]
fn errors_of_a_list_take_memory_in_proportion() {
    let [few, many] = [100, 10_000].map(|errors| {
        let body =
            format!(r#"{{"errors":[{}]}}"#, vec![r#"{"code":"a\nb","message":"\u00e9"}"#; errors].join(","));
        let response = Response::new(400).body(&body);
        measure(|| assert_eq!(runware::TABLE.classify_up_to(&response, errors).kept.len(), errors))
    });
    assert!(many.count_total <= few.count_total * 100, "{few:?} {many:?}");
    assert!(many.bytes_total <= few.bytes_total * 200, "{few:?} {many:?}");
}

#[test]
fn a_text_of_the_whole_is_not_copied_for_each_error() {
    static TESTED: Lazy = Lazy::new(|| {
        catalogs::table(
            "envelope: { is_error: { pointer: /state, present: true }, each: /errors, code: /code }\n",
        )
    });
    let [short, long] = [1_000, 50_000].map(|length| {
        let state = "x".repeat(length);
        let body =
            format!(r#"{{"state":"\n{state}","errors":[{}]}}"#, vec![r#"{"code":"a"}"#; 1_000].join(","));
        let response = Response::new(400).body(&body);
        measure(|| assert_eq!(TESTED.classify_all(&response).len(), 1_000))
    });
    assert!(long.bytes_max < short.bytes_max + 1_000_000, "{short:?} {long:?}");
}

#[test]
fn errors_of_a_batch_are_kept_without_the_batch() {
    let [few, many] = [10, 100].map(|items| {
        let body = batch(items);
        let response = Response::new(200).body(&body);
        let verdicts = runo::classify_all(&response);
        measure(|| {
            let kept: Vec<_> = verdicts.into_iter().map(errcat::Verdict::into_owned).collect();
            std::hint::black_box(kept);
        })
    });
    assert!(many.bytes_total <= few.bytes_total * 11, "{few:?} {many:?}");
}

#[test]
fn long_names_are_not_copied_for_each_item() {
    let item = r#"{"status":"error","error":{"code":"TIMEOUT"}}"#;
    let [near, far] = [1_000, 50_000].map(|length| {
        let body = format!(r#"{{"{}":[{}]}}"#, "k".repeat(length), vec![item; 2_000].join(","));
        let response = Response::new(200).body(&body);
        measure(|| drop(ErrorCode::classify_up_to(&response, 2_000)))
    });
    assert!(far.bytes_max < near.bytes_max + 1_000_000, "{near:?} {far:?}");
}

/// Bodies of about this length that are all errors, however little each of them says.
fn crowds(length: usize) -> Vec<(&'static str, String)> {
    let of = |start: &str, element: &str, end: &str| {
        let count = (length - start.len() - end.len()) / (element.len() + 1);
        format!("{start}{}{end}", vec![element; count].join(","))
    };
    let named = |element: &str| {
        let members: Vec<String> =
            (0..length / 25).map(|index| format!(r#""{index:x}":[{element}]"#)).collect();
        format!("{{{}}}", members.join(","))
    };
    let deep = format!(r#"{{"{}":["#, "k".repeat(1_000));
    let item = r#"{"status":"error"}"#;
    vec![
        ("numbers in the list", of(r#"{"errors":["#, "0", "]}")),
        ("objects in the list", of(r#"{"errors":["#, "{}", "]}")),
        ("escapes in the list", of(r#"{"errors":["#, r#"{"code":"\n","message":"\n"}"#, "]}")),
        ("batches in the list", of(r#"{"errors":["#, r#"{"a":[{"status":"error"}]}"#, "]}")),
        ("lists of the same name", of("{", r#""errors":[0,0,0]"#, "}")),
        ("items", of(r#"{"results":["#, item, "]}")),
        ("items far away", of(&deep, &format!(r#"{{"a":[{item}],"b":[{item}]}}"#), "]}")),
        ("items of many members", named(item)),
        ("items of members of the same name", of("{", &format!(r#""a":[{item}],"b":[{item}]"#), "}")),
    ]
}

#[test]
fn a_crowd_of_errors_takes_less_than_four_bytes_a_byte() {
    for (what, body) in crowds(600_000) {
        let response = Response::new(400).body(&body);
        let tables = [&runware::TABLE, &runo::TABLE, &ANY_LIST, &OF_MEMBERS, &MOST_SEVERE];
        for table in tables {
            let all = measure(|| drop(table.classify_all(&response)));
            let one = measure(|| drop(table.classify(&response)));
            let most = all.bytes_max.max(one.bytes_max);
            assert!(most < 4 * body.len() as u64, "{what} of {}: {most}", table.id);
        }
    }
}

#[test]
fn of_a_crowd_of_errors_the_caller_says_how_many() {
    for (what, body) in crowds(50_000) {
        let response = Response::new(400).body(&body);
        for table in [&runware::TABLE, &runo::TABLE] {
            let all = table.classify_up_to(&response, usize::MAX);
            assert_eq!(all.left_out, 0, "{what} of {}", table.id);
            for limit in [1, 7, 1_500] {
                let some = table.classify_up_to(&response, limit);
                assert!(some.kept.len() <= limit, "{what} of {}", table.id);
                let (found, expected) = (some.kept.len() + some.left_out, all.kept.len());
                // Of members of the same name, those that were left out are not told apart.
                let is_counted_twice = what.ends_with("of the same name") && found >= expected;
                assert!(found == expected || is_counted_twice, "{what} of {}", table.id);
            }
        }
    }
}

#[test]
fn a_client_takes_no_more_for_a_crowd_of_errors() {
    use errcat::integrations::Tries;
    use errcat::{Next, Resend, StopReason, Timestamp};

    let now = Timestamp::from_unix_seconds(0);
    for (what, body) in crowds(1_000_000).into_iter().filter(|(what, _)| what.ends_with("in the list")) {
        let response = Response::new(503).body(&body);
        let taken = measure(|| {
            let mut tries = Tries::new(runware::SCHEDULE.policy().resend(Resend::AsDocumented), now);
            let step = tries.after_response::<runware::ErrorCode>(&response, now).expect("an error");
            // What was left out may be an error after which the request must not go out again.
            assert_eq!(step.next, Next::Stop(StopReason::MayHaveTakenEffect), "{what}");
        });
        assert!(taken.bytes_max < 4 * body.len() as u64, "{what}: {taken:?}");
    }
}

/// Bodies of about this length in XML and as forms.
fn rewritten(length: usize) -> Vec<(&'static str, String)> {
    let of = |start: &str, part: &str, end: &str| {
        format!("{start}{}{end}", part.repeat((length - start.len() - end.len()) / part.len()))
    };
    let error = "<Error><Key>k</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";
    let errors = error.repeat(2_000);
    vec![
        ("elements", of("<E><Code>a</Code>", "<a/>", "</E>")),
        ("attributes", of("<E><Code>a</Code><e", " a=''", "/></E>")),
        ("as many elements as are read", of(&format!("<E>{errors}<Message>"), "x", "</Message></E>")),
        ("a text", of("<E><Code>a</Code><Message>", "x", "</Message></E>")),
        ("a text of references", of("<E><Code>a</Code><Message>", "&amp;x", "</Message></E>")),
        ("an attribute", of("<E Message='", "x", "'><Code>a</Code></E>")),
        ("names of a form", of("code=a", "&a=", "")),
        ("names without values", of("code=a", "&a", "")),
        ("a value of a form", of("code=a&message=", "x", "")),
        ("an escaped value of a form", of("code=a&message=", "%20", "")),
    ]
}

#[test]
fn other_formats_take_less_than_four_bytes_a_byte() {
    static FORMATS: Lazy = Lazy::new(|| {
        catalogs::table(
            "envelope: { code: [/E/Code, /code], message: [/E/Message, /E/@Message, /message], each: /E/Error }\n",
        )
    });
    for (what, body) in rewritten(1_000_000) {
        let content_type =
            if body.starts_with('<') { "text/xml" } else { "application/x-www-form-urlencoded" };
        let response = Response::new(400).header("Content-Type", content_type).body(&body);
        let all = measure(|| drop(FORMATS.classify_all(&response)));
        let one = measure(|| drop(FORMATS.classify(&response)));
        let most = all.bytes_max.max(one.bytes_max);
        assert!(most < 4 * body.len() as u64, "{what}: {most}");
    }
}

static ANY_LIST: Lazy = Lazy::new(|| {
    catalogs::table(
        "envelope: { each: /*/errors, embedded: any_list, code: [/code, /error/code, /status] }\n",
    )
});
static OF_MEMBERS: Lazy = Lazy::new(|| {
    catalogs::table(
        "envelope: { is_error: { pointer: /status, equals: error }, embedded: /*, code: /code }\n",
    )
});
static MOST_SEVERE: Lazy = Lazy::new(|| {
    catalogs::table(
        "envelope: { each: /errors, each_decides: most_severe, code: /code, message: /message }\n",
    )
});

#[test]
fn a_crowd_of_errors_in_a_stream_takes_no_more() {
    let line = "{\"errors\":[0,0]}\n";
    let lines = line.repeat(50_000);
    let events = format!("data: {line}\n").repeat(40_000);
    let split = "data: {\"errors\":\ndata: [0]}\n\n".repeat(30_000);
    for (content_type, body, errors) in [
        ("application/x-ndjson", lines, 100_000),
        ("text/event-stream", events, 80_000),
        ("text/event-stream", split, 30_000),
    ] {
        let response = Response::new(200).header("Content-Type", content_type).body(&body);
        let taken = measure(|| drop(runware::TABLE.classify_all(&response)));
        assert!(taken.bytes_max < 4 * body.len() as u64, "{content_type}: {taken:?}");
        let some = runware::TABLE.classify_up_to(&response, 999);
        assert_eq!((some.kept.len(), some.kept.len() + some.left_out), (999, errors), "{content_type}");
    }
}
