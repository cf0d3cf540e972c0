//! Envelopes with unexpected values: duplicates, other types, escapes, huge numbers.

use errcat::table::Table;
use errcat::{Basis, Response, Retry, onto, runagent, runo, runware};

use crate::catalogs::{Lazy, table};
use crate::judge::judge;

#[test]
fn of_equal_members_the_last_counts() {
    for (body, code) in [
        (r#"{"error":{"code":"A","code":"B"}}"#, Some("B")),
        (r#"{"error":{"code":"A"},"error":{"code":"B"}}"#, Some("B")),
        (r#"{"error":{"code":"A"},"error":{"message":"m"}}"#, None),
        (r#"{"error":{"code":"A"},"error":null}"#, None),
        (r#"{"error":{"code":"A"},"error":"text"}"#, None),
        (r#"{"error":{"code":"A"},"\u0065rror":{"code":"B"}}"#, Some("B")),
        (r#"{"error":{"code":"A","code":null}}"#, None),
        (r#"{"error":{"code":7,"code":"B"}}"#, Some("B")),
        (r#"{"error":{"code":"B","code":7}}"#, Some("7")),
        (r#"{"error":{"code":"A","code":{"code":"B"}}}"#, None),
    ] {
        let verdict = judge(&runagent::TABLE, 500, body);
        assert_eq!(verdict.raw_code(), code, "{body}");
    }
    let contradictory = r#"{"status":"success","status":"error","code":"TIMEOUT"}"#;
    assert_eq!(judge(&onto::TABLE, 200, contradictory).raw_code(), Some("TIMEOUT"));
    let response = Response::new(500).body(r#"{"status":"error","code":"TIMEOUT","status":"success"}"#);
    assert!(onto::TABLE.classify(&response).is_none());
}

#[test]
fn of_equal_lists_the_last_counts() {
    for (body, codes) in [
        (r#"{"errors":[{"code":"a"}],"errors":[{"code":"b"},{"code":"c"}]}"#, &["b", "c"][..]),
        (r#"{"errors":[{"code":"a"}],"errors":[]}"#, &[]),
        (r#"{"errors":[{"code":"a"}],"errors":null}"#, &[]),
        (r#"{"errors":[{"code":"a"}],"errors":{"0":{"code":"b"}}}"#, &[]),
    ] {
        let response = Response::new(200).body(body);
        let all = runware::TABLE.classify_all(&response);
        let found: Vec<_> = all.iter().filter_map(errcat::Verdict::raw_code).collect();
        assert_eq!(found, codes, "{body}");
        let first = runware::TABLE.classify(&response);
        assert_eq!(first.as_ref().and_then(errcat::Verdict::raw_code), codes.first().copied(), "{body}");
    }
}

#[test]
fn numbers_where_texts_belong() {
    for (number, text) in [
        ("0", "0"),
        ("-0", "-0.0"),
        ("20404", "20404"),
        ("-1", "-1"),
        ("1.50", "1.5"),
        ("1e2", "100.0"),
        ("18446744073709551615", "18446744073709551615"),
        ("18446744073709551616", "1.8446744073709552e+19"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("-9223372036854775809", "-9.223372036854776e+18"),
    ] {
        let body = format!(r#"{{"error":{{"code":{number},"message":{number},"request_id":{number}}}}}"#);
        let verdict = judge(&runagent::TABLE, 400, &body);
        assert_eq!(verdict.raw_code(), Some(text), "{number}");
        assert_eq!(verdict.message(), Some(text), "{number}");
        assert_eq!(verdict.request_id(), Some(text), "{number}");

        let body = format!(r#"{{"errors":[{{"code":"x"}},{{"code":{number}}},{{"code":"y"}}]}}"#);
        let all = runware::TABLE.classify_all(&Response::new(400).body(&body));
        let codes: Vec<_> = all.iter().map(errcat::Verdict::raw_code).collect();
        assert_eq!(codes, [Some("x"), Some(text), Some("y")]);

        let body = format!(r#"{{"results":[{{"status":"error","error":{{"code":{number}}}}}]}}"#);
        let all = runo::TABLE.classify_all(&Response::new(200).body(&body));
        let codes: Vec<_> = all.iter().map(errcat::Verdict::raw_code).collect();
        assert_eq!(codes, [Some(text)]);
    }
}

#[test]
fn a_number_that_nobody_can_hold_is_no_code() {
    for number in ["1e400", "-1e400"] {
        let body = format!(r#"{{"error":{{"code":{number}}}}}"#);
        assert_eq!(judge(&runagent::TABLE, 500, &body).raw_code(), None, "{number}");
    }
}

#[test]
fn what_is_no_text_is_no_code() {
    for value in ["null", "true", "false", "[]", "{}", r#"["TIMEOUT"]"#, r#"{"code":"TIMEOUT"}"#, r#""""#] {
        let body = format!(r#"{{"status":"error","code":{value},"error":{{"code":{value}}}}}"#);
        for table in [&onto::TABLE, &runo::TABLE] {
            let verdict = judge(table, 200, &body);
            assert_eq!((verdict.raw_code(), verdict.retry()), (None, Retry::Never), "{value}");
        }
        let verdict = judge(&runagent::TABLE, 404, &body);
        assert_eq!(verdict.raw_code(), None, "{value}");
        assert!(runagent::TABLE.classify(&Response::new(200).body(&body)).is_none(), "{value}");
    }
}

#[test]
fn lists_of_errors_of_other_shapes() {
    for (errors, first) in [
        ("{}", None),
        (r#""text""#, None),
        ("[null]", None),
        ("[[]]", Some(None)),
        (r#"["text"]"#, Some(None)),
        ("[{}]", Some(None)),
        (r#"[null,{"code":"a"}]"#, Some(Some("a"))),
        (r#"[{"message":"m"},{"code":"a"}]"#, Some(None)),
    ] {
        let body = format!(r#"{{"errors":{errors}}}"#);
        let judged = runware::TABLE.classify(&Response::new(200).body(&body));
        assert_eq!(judged.as_ref().map(errcat::Verdict::raw_code), first, "{errors}");
        assert!(judge(&runware::TABLE, 500, &body).retry() == Retry::Backoff, "{errors}");
    }
}

#[test]
fn escapes_in_names_and_values() {
    let body = r#"{"st\u0061tus":"\u0065rror","\u0065rror":{"c\u006fde":"TIME\u004fUT",
        "message":"\ud83d\ude00 \" \\ \/ \b","retry\u0061ble":false}}"#;
    let verdict = judge(&runo::TABLE, 200, body);
    assert_eq!(verdict.raw_code(), Some("TIMEOUT"));
    assert_eq!(verdict.message(), Some("😀 \" \\ / \u{8}"));
    assert_eq!(verdict.retry(), Retry::Never);
}

#[test]
fn names_that_are_almost_right() {
    for name in ["Code", "code ", "cod", "codes", "co\\u0000de", "", "c\\u00f6de", "/code", "code/code"] {
        let body = format!(r#"{{"error":{{"{name}":"A"}}}}"#);
        assert_eq!(judge(&runagent::TABLE, 500, &body).raw_code(), None, "{name}");
    }
    for name in ["documentation_urL", "documentation_ur", "documentation_urls"] {
        let body = format!(r#"{{"error":{{"code":"NEW","{name}":"A"}}}}"#);
        let verdict = judge(&runagent::TABLE, 500, &body);
        assert_eq!(verdict.documentation_url().as_deref(), Some("https://docs.run-agent.ai/errors/NEW"));
    }
}

#[test]
fn codes_are_compared_as_they_are() {
    for code in ["timeout", " TIMEOUT", "TIMEOUT ", "TIMEOUT\\u0000", "ТIMEOUT", "TIMEOUTS", "TIMEOU"] {
        let body = format!(r#"{{"status":"error","error":{{"code":"{code}"}}}}"#);
        let verdict = judge(&runo::TABLE, 200, &body);
        assert!(verdict.entry().is_none() && verdict.raw_code().is_some(), "{code}");
    }
    let long = "X".repeat(1_000_000);
    let body = format!(r#"{{"status":"error","error":{{"code":"{long}"}}}}"#);
    assert_eq!(judge(&runo::TABLE, 200, &body).raw_code(), Some(long.as_str()));
}

/// The code of the first error of a list, or else of one object, or else a bare text.
static ALTERNATIVES: Lazy = Lazy::new(|| {
    table(
        r#"
envelope:
  code: [/errors/1/code, /errors/01/code, /error/code, /error, ""]
  message: [/error/message, /message]
  details: ""
"#,
    )
});

#[test]
fn what_is_no_json_has_no_details() {
    for body in ["", "<html>", "{"] {
        assert_eq!(judge(*ALTERNATIVES, 500, body).details(), None, "{body}");
    }
    assert_eq!(judge(*ALTERNATIVES, 500, " {} ").details(), Some("{}"));
}

#[test]
fn places_are_tried_in_order() {
    for (body, code, message) in [
        (r#"{"error":"bare","message":"m"}"#, Some("bare"), Some("m")),
        (r#"{"error":{"code":"in","message":"n"},"message":"m"}"#, Some("in"), Some("n")),
        (r#"{"error":{"code":null},"message":7}"#, None, Some("7")),
        (r#"{"error":{"code":"in"},"errors":[{"code":"no"},{"code":"list"}]}"#, Some("list"), None),
        (r#"{"errors":[{"code":"no"}]}"#, None, None),
        (r#"{"errors":{"1":{"code":"name"}}}"#, Some("name"), None),
        (r#"{"errors":{"01":{"code":"name"}}}"#, Some("name"), None),
        (r#""whole""#, Some("whole"), None),
    ] {
        let verdict = judge(*ALTERNATIVES, 400, body);
        assert_eq!((verdict.raw_code(), verdict.message()), (code, message), "{body}");
    }
}

/// Lists within lists: errors of a batch's items, one of which is named by its index.
static NESTED: Lazy = Lazy::new(|| {
    table(
        "envelope: { each: /errors, embedded: [/results, /pages/1/results, /1], code: /code, details: /details }\n",
    )
});

/// The same with items in any list.
static ANYWHERE: Lazy =
    Lazy::new(|| table("envelope: { each: /errors, embedded: any_list, code: /code, details: /details }\n"));

/// A list of errors within an element of another list.
static WITHIN: Lazy = Lazy::new(|| {
    table("envelope: { each: /pages/0/errors, embedded: any_list, code: /code, details: /details }\n")
});

fn nested(body: &str) -> Vec<(String, String)> {
    all_of(*NESTED, body)
}

fn all_of(table: &'static Table<'static>, body: &str) -> Vec<(String, String)> {
    let all = table.classify_all(&Response::new(200).body(body));
    all.iter()
        .map(|found| (found.item().unwrap().to_string(), found.raw_code().unwrap_or("none").to_owned()))
        .collect()
}

#[test]
fn an_item_that_has_a_list_of_errors_gives_its_first() {
    let body = r#"{"results":[{"errors":[{"code":"a"},{"code":"b"}]},{"errors":[]},{"errors":[{"code":"c"}]}],
        "errors":[{"code":"d"},{"code":"e"}]}"#;
    let expected = [("/errors/0", "d"), ("/errors/1", "e"), ("/results/0", "a"), ("/results/2", "c")];
    assert_eq!(nested(body), expected.map(|(item, code)| (item.to_owned(), code.to_owned())));
}

#[test]
fn an_item_does_not_take_the_errors_of_the_whole() {
    let body = r#"{"errors":[{"code":"d"}],"results":[{"errors":[{"code":"a"}],"errors":[{"code":"b"}]}]}"#;
    let expected = [("/errors/0", "d"), ("/results/0", "b")];
    assert_eq!(nested(body), expected.map(|(item, code)| (item.to_owned(), code.to_owned())));
}

#[test]
fn items_of_a_list_within_a_list_say_where_they_are() {
    let body =
        r#"{"pages":[{"results":[{"errors":[{"code":"x"}]}]},{"results":[{},{"errors":[{"code":"a"}]}]}]}"#;
    assert_eq!(nested(body), [("/pages/1/results/1".to_owned(), "a".to_owned())]);
    let root = r#"[0,[{"errors":[{"code":"b"}]}]]"#;
    assert_eq!(nested(root), [("/1/0".to_owned(), "b".to_owned())]);
}

#[test]
fn items_within_the_errors_of_a_list_say_where_they_are() {
    let inner = r#"{"code":"b","more":[{"errors":[{"code":"in"}]}]}"#;
    let body = format!(r#"{{"errors":[{{"code":"a"}},{inner}],"x":[{{"errors":[null,{inner}]}}]}}"#);
    let expected = [
        ("/errors/0", "a"),
        ("/errors/1", "b"),
        ("/errors/1/more/0", "in"),
        ("/x/0/errors/1/more/0", "in"),
        ("/x/0", "b"),
    ];
    assert_eq!(all_of(*ANYWHERE, &body), expected.map(|(item, code)| (item.to_owned(), code.to_owned())));
}

#[test]
fn a_list_of_errors_within_a_list_gives_all() {
    let body = r#"{"pages":[{"errors":[{"code":"a"},{"code":"b"}]},{"errors":[{"code":"c"}]}]}"#;
    let expected = [("/pages/0/errors/0", "a"), ("/pages/0/errors/1", "b")];
    assert_eq!(all_of(*WITHIN, body), expected.map(|(item, code)| (item.to_owned(), code.to_owned())));
}

#[test]
fn an_item_has_the_details_of_its_error() {
    let body = r#"{"results":[{"details":"no","errors":[null,{"code":"a","details":{"x":1}}]}]}"#;
    let all = NESTED.classify_all(&Response::new(200).body(body));
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].details(), Some(r#"{"x":1}"#));
    assert_eq!(all[0].item().map(|item| item.to_string()).as_deref(), Some("/results/0"));
}

/// Valid JSON that its reader refuses, at places that are not looked at.
const UNREADABLE: &[&str] =
    &[r#""cut \ud83d""#, "1e999", r#"{"cut \ud83d": 1}"#, r#"["a", {"b": [-1e999, "\udead"]}]"#];

#[test]
fn what_nobody_asked_for_hides_no_error() {
    let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    for odd in UNREADABLE.iter().copied().chain([deep.as_str()]) {
        let quota = format!(r#"{{"data":{odd},"status":"error","error":{{"code":"QUOTA_EXCEEDED"}}}}"#);
        let verdict = judge(&runo::TABLE, 429, &quota);
        assert_eq!(verdict.raw_code(), Some("QUOTA_EXCEEDED"), "{odd:.40}");
        assert_eq!(verdict.retry(), Retry::AfterReset);
        let batch = format!(
            r#"{{"status":"success","results":[{{"status":"success","data":{odd}}},{{"status":"error","error":{{"code":"TIMEOUT","message":"slow"}}}}]}}"#
        );
        let all = runo::TABLE.classify_all(&Response::new(200).body(&batch));
        let found: Vec<_> = all.iter().map(|item| (item.raw_code(), item.message())).collect();
        assert_eq!(found, [(Some("TIMEOUT"), Some("slow"))], "{odd:.40}");
        assert_eq!(all[0].item().map(|item| item.to_string()).as_deref(), Some("/results/1"));
        let success = format!(r#"{{"status":"success","data":{odd}}}"#);
        assert!(runo::TABLE.classify(&Response::new(200).body(&success)).is_none(), "{odd:.40}");
    }
}

#[test]
fn a_text_that_can_not_be_read_is_as_if_it_were_not_there() {
    let body = r#"{"status":"error","error":{"message":"cut \ud83d","code":"TIMEOUT"}}"#;
    let verdict = judge(&runo::TABLE, 200, body);
    assert_eq!((verdict.raw_code(), verdict.message()), (Some("TIMEOUT"), None));
    let body = r#"{"errors":[{"code":"\ud83d","message":"odd"},{"code":"timeoutProvider"}]}"#;
    let all = runware::TABLE.classify_all(&Response::new(503).body(body));
    let codes: Vec<_> = all.iter().map(|error| error.raw_code()).collect();
    assert_eq!(codes, [None, Some("timeoutProvider")]);
    // What is not JSON by its grammar is not believed at all.
    for body in [r#"{"status":"error","error":{"code":"TIMEOUT"},"cut":"\ud83d"#, "{\"error\":1e999"] {
        let verdict = judge(&runo::TABLE, 500, body);
        assert_eq!((verdict.raw_code(), verdict.basis()), (None, Basis::StatusClass));
    }
}
