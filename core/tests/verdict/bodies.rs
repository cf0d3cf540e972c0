//! Bodies that are not errors, not JSON or of another shape: never a panic, never a wrong code.

use errcat::table::Table;
use errcat::{Basis, Category, Response, Retry, onto, runagent, runo, runware};

use crate::judge::judge;

static TABLES: [&Table<'static>; 4] = [&onto::TABLE, &runagent::TABLE, &runo::TABLE, &runware::TABLE];

#[test]
fn success_bodies_are_no_errors_whatever_their_status() {
    let successes = [
        (&onto::TABLE, r#"{"status":"success","code":"RATE_LIMITED"}"#),
        (&onto::TABLE, r##"{"status":"ok","content":"# Title"}"##),
        (&runo::TABLE, r#"{"status":"success","data":{"error":{"code":"TIMEOUT"}}}"#),
        (&runo::TABLE, r#"{"status":"success","error":{"code":"TIMEOUT","retryable":true}}"#),
        (&runo::TABLE, r#"{"status":"\u0073uccess"}"#),
    ];
    for (table, body) in successes {
        for status in [200, 404, 429, 500, 503] {
            assert!(table.classify(&Response::new(status).body(body)).is_none(), "{status} {body}");
        }
        assert!(table.classify(&Response::without_status().body(body)).is_none(), "{body}");
    }
}

#[test]
fn a_marker_that_is_no_success_leaves_it_to_the_status() {
    // What stands in front of a vendor has a `status` of its own.
    for marker in [r#""unavailable""#, r#""DOWN""#, r#""fail""#, r#""""#, "503", "null", "[]", "false"] {
        let body = format!(r#"{{"status":{marker},"error":{{"code":"TIMEOUT"}}}}"#);
        let verdict = judge(&runo::TABLE, 503, &body);
        assert_eq!(verdict.retry(), Retry::Backoff, "{marker}");
        assert!(runo::TABLE.classify(&Response::new(200).body(&body)).is_none(), "{marker}");
    }
}

#[test]
fn bodies_without_a_marker_are_judged_by_their_status() {
    for table in TABLES {
        for body in ["{}", "[]", "null", "0", r#""text""#, r#"{"ok":true}"#, r#"[{"code":"X"}]"#] {
            assert!(table.classify(&Response::new(200).body(body)).is_none(), "{} {body}", table.id);
            let verdict = judge(table, 503, body);
            assert_eq!((verdict.raw_code(), verdict.retry()), (None, Retry::Backoff), "{body}");
        }
    }
}

#[test]
fn what_is_not_json_is_judged_by_its_status() {
    let cut = r#"{"status":"error","code":"RATE_LIMITED","error":{"code":"RATE_LIMITED"},"errors":[{"code":"timeoutProvider"}]}"#;
    for table in TABLES {
        for end in 0..cut.len() {
            let body = &cut[..end];
            let verdict = judge(table, 502, body);
            assert_eq!(verdict.raw_code(), None, "{} {body}", table.id);
            assert_eq!(verdict.retry(), Retry::Backoff, "{} {body}", table.id);
            assert!(table.classify(&Response::new(200).body(body)).is_none(), "{} {body}", table.id);
        }
        for more in ["x", "{}", ",", "\0", "\u{a0}"] {
            let body = format!("{cut}{more}");
            assert_eq!(judge(table, 500, &body).raw_code(), None, "{more:?}");
        }
        assert!(judge(table, 500, &format!(" \t\r\n{cut}\r\n ")).raw_code().is_some());
    }
}

#[test]
fn pages_of_proxies() {
    for status in [500, 502, 503, 504, 520, 522, 524, 525, 530] {
        let html = "<!DOCTYPE html><html><head><title>502</title></head><body>{\"code\":\"X\"}</body></html>";
        for table in TABLES {
            let verdict = judge(table, status, html);
            assert_eq!((verdict.raw_code(), verdict.message()), (None, None));
            assert_eq!(verdict.retry(), Retry::Backoff, "{} {status}", table.id);
        }
    }
    let verdict = judge(&runo::TABLE, 403, "<html>Access denied</html>");
    assert_eq!((verdict.category(), verdict.basis()), (Category::PermissionDenied, Basis::StatusClass));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let body = "\u{feff}{\"status\":\"error\",\"error\":{\"code\":\"TIMEOUT\",\"message\":\"m\"}}";
    let verdict = judge(&runo::TABLE, 200, body);
    assert_eq!((verdict.raw_code(), verdict.message()), (Some("TIMEOUT"), Some("m")));
    let only = "\u{feff}";
    assert_eq!(judge(&runo::TABLE, 500, only).basis(), Basis::StatusClass);
    assert_eq!(judge(&runo::TABLE, 500, &format!("{only}{body}")).raw_code(), None);
}

#[test]
fn bytes_that_are_no_utf_8() {
    let error = br#"{"status":"error","error":{"code":"TIMEOUT"}}"#;
    let utf_16: Vec<u8> = error.iter().flat_map(|byte| [*byte, 0]).collect();
    let latin_1 = b"{\"status\":\"error\",\"error\":{\"code\":\"TIMEOUT\",\"message\":\"caf\xE9\"}}";
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00";
    for body in [&utf_16, latin_1.as_slice(), gzip, b"\xff\xfe", b"\0"] {
        let verdict = runo::TABLE.classify(&Response::new(500).body(body)).unwrap();
        assert_eq!((verdict.raw_code(), verdict.retry()), (None, Retry::Backoff));
        assert!(runo::TABLE.classify(&Response::new(200).body(body)).is_none());
    }
}

#[test]
fn a_long_body_with_bytes_that_are_no_utf_8_where_nobody_looks() {
    let padding = "x".repeat(5_000);
    for start in [r#"{"status":"error","error":{"code":"TIMEOUT"}"#, r#"{"status":"success""#] {
        let sound = format!(r#"{start},"data":"{padding}é"}}"#).into_bytes();
        let broken: Vec<u8> = sound.iter().copied().filter(|byte| *byte != 0xA9).collect();
        let code = |body: &[u8], status| {
            let verdict = runo::TABLE.classify(&Response::new(status).body(body))?;
            Some(verdict.raw_code().map(str::to_owned))
        };
        let said = start.contains("TIMEOUT").then(|| Some("TIMEOUT".to_owned()));
        assert_eq!((code(&sound, 200), code(&sound, 500)), (said.clone(), said));
        assert_eq!((code(&broken, 200), code(&broken, 500)), (None, Some(None)));
        assert_eq!(runo::TABLE.classify_all(&Response::new(500).body(&broken)).len(), 1);
    }
}

/// So many brackets, opened and closed again.
fn nested(size: usize) -> String {
    format!("{}{}", "[".repeat(size / 2), "]".repeat(size / 2))
}

#[test]
fn ten_megabytes_of_nesting() {
    let size = 10_000_000;
    assert_eq!(judge(&runo::TABLE, 500, &"[".repeat(size)).raw_code(), None);
    let body = format!(r#"{{"status":"error","x":{},"error":{{"code":"TIMEOUT"}}}}"#, nested(size));
    assert_eq!(judge(&runo::TABLE, 200, &body).raw_code(), Some("TIMEOUT"));
}

#[test]
fn nesting_of_any_shape() {
    let size = 100_000;
    let closed = nested(size);
    let bodies =
        ["[".repeat(size), r#"{"a":"#.repeat(size / 5), r#"[{"errors":"#.repeat(size / 11), closed.clone()];
    for table in TABLES {
        for body in &bodies {
            assert_eq!(judge(table, 500, body).raw_code(), None, "{}", table.id);
            assert!(table.classify_all(&Response::new(200).body(body)).is_empty(), "{}", table.id);
        }
    }
    // What is not looked at may be as deep as it likes, and so may what stands at a place.
    let body = format!(r#"{{"status":"error","x":{closed},"code":"TIMEOUT","error":{{"code":"TIMEOUT"}}}}"#);
    for table in [&onto::TABLE, &runo::TABLE] {
        let all = table.classify_all(&Response::new(200).body(&body));
        assert_eq!(all.iter().map(errcat::Verdict::raw_code).collect::<Vec<_>>(), [Some("TIMEOUT")]);
    }
    let body = format!(r#"{{"error":{{"code":{closed},"details":{closed}}}}}"#);
    let verdict = judge(&runagent::TABLE, 500, &body);
    assert_eq!(verdict.raw_code(), None);
    assert_eq!(verdict.details_as::<Nothing>(), Nothing);
}

#[derive(Debug, Default, PartialEq)]
struct Nothing;

impl<'a> errcat::Details<'a> for Nothing {
    fn set(&mut self, _: &str, _: errcat::DetailValue<'a>) {}
}

#[test]
fn batches_in_batches() {
    let error = r#"{"status":"error","error":{"code":"TIMEOUT"}}"#;
    let inner = format!(r#"{{"status":"success","results":[{error}]}}"#);
    let body = format!(r#"{{"status":"success","results":[{inner},{error},{{"a":[{error}],"a":[]}}]}}"#);
    let response = Response::new(200).body(&body);
    let items: Vec<String> =
        runo::TABLE.classify_all(&response).iter().map(|found| found.item().unwrap().to_string()).collect();
    assert_eq!(items, ["/results/0/results/0", "/results/1"]);
    // What is nested is looked at to some depth, and what lies deeper does no harm.
    for (outer, inner, is_found) in [(10, 10, true), (60, 60, true), (70, 70, false), (130, 0, false)] {
        let objects =
            |depth: usize, inside: &str| format!("{}{inside}{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
        let body = objects(outer, &format!("[{}]", objects(inner, &format!("[{error}]"))));
        let found = runo::TABLE.classify_all(&Response::new(200).body(&body));
        assert_eq!(!found.is_empty(), is_found, "{outer} {inner}");
    }
    let deep = format!(r#"{{"status":"success","x":{}{error}{}}}"#, "[".repeat(40), "]".repeat(40));
    assert!(runo::TABLE.classify_all(&Response::new(200).body(&deep)).is_empty());
}

#[test]
fn a_long_success_is_one_whatever_follows_its_marker() {
    let long = |start: &str, end: &str| format!("{{{start}\"data\":[{}\"\"]{end}", "\"x\",".repeat(1_000));
    let success = r#""status":"success","#;
    let late_error = r#","status":"error","error":{"code":"TIMEOUT"}}"#;
    assert_eq!(code_of(200, &long(success, late_error)), None);
    assert_eq!(code_of(200, &long(success, "")), None);
    // Whoever says that it is a failure is asked for all of it.
    assert_eq!(code_of(500, &long(success, late_error)).as_deref(), Some("TIMEOUT"));
    assert_eq!(code_of(200, &long("", late_error)).as_deref(), Some("TIMEOUT"));
    assert_eq!(code_of(200, &long(r#""status":"down","#, late_error)).as_deref(), Some("TIMEOUT"));
    // In a stream, the success is that of its first line.
    let lines = format!("{}\n{}", long(success, "}"), r#"{"status":"error","error":{"code":"TIMEOUT"}}"#);
    let stream = Response::new(200).header("Content-Type", "application/x-ndjson").body(&lines);
    assert_eq!(runo::classify(&stream).and_then(|verdict| verdict.code()), Some(runo::ErrorCode::Timeout));
    assert_eq!(code_of(200, &lines), None);
}

/// The code of Runo's in a response, if it is an error.
fn code_of(status: u16, body: &str) -> Option<String> {
    let verdict = runo::classify(&Response::new(status).body(body))?;
    Some(verdict.raw_code().unwrap_or_default().to_owned())
}
