//! How much memory judging a response takes: none, where the body has no escapes.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::panic)]

#[path = "catalogs/mod.rs"]
mod catalogs;

use allocation_counter::{AllocationInfo, measure};
use errcat::{Response, VendorCode, onto, runagent, runo, runware};

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
        measure(|| assert_eq!(runo::classify_all(&response).len(), items))
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
        measure(|| assert_eq!(runware::classify_all(&response).len(), errors))
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
        measure(|| drop(runo::classify_all(&response)))
    });
    assert!(far.bytes_max < near.bytes_max + 1_000_000, "{near:?} {far:?}");
}
