//! `classify`: verdicts and the rungs that gave them.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::scene::{ACME, Run, Scene, root, run};

/// Judges a body from the standard input by the invented vendors.
fn classify(arguments: &[&str], body: impl AsRef<[u8]>) -> Run {
    let scene = Scene::fixtures();
    let mut child = Command::new(env!("CARGO_BIN_EXE_errcat"))
        .arg("classify")
        .args(arguments)
        .arg("-")
        .current_dir(scene.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(body.as_ref()).unwrap();
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn json(arguments: &[&str], body: &str) -> Value {
    let run = classify(&[arguments, &["--format", "json"]].concat(), body);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn a_frame_of_a_stream_is_judged_with_the_status_and_headers_of_its_response() {
    let arguments = ["courier", "--status", "200", "--frame=error"];
    let found = json(&arguments, LIMITED);
    assert_eq!(found["errors"][0]["code"], "RATE_LIMITED", "{found}");
    // A whole stream is not a frame.
    let stream = format!("event: error\ndata: {LIMITED}\n\n");
    assert_eq!(json(&["courier", "--status", "200", "--frame"], &stream)["errors"], serde_json::json!([]));
    let whole = ["courier", "--status", "200", "--header", "Content-Type: text/event-stream"];
    assert_eq!(json(&whole, &stream)["errors"][0]["code"], "RATE_LIMITED");
}

const LIMITED: &str = r#"{"status": "error", "error": {"code": "RATE_LIMITED", "message": "Slow \u001b[31mdown", "retryable": true}}"#;

#[test]
fn other_formats_than_json_are_read_too() {
    let form = "status=error&x=1";
    let run = classify(&["courier", "--status", "502", "--header", ":event: error"], form);
    assert!(!run.out.contains("The body is not JSON"), "{}", run.out);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn the_verdict_and_every_rung_are_shown() {
    let run = classify(&["courier", "--status", "200", "--header", "Retry-After: 7"], LIMITED);
    let expected = "\
courier:RATE_LIMITED
  Retry after the wait · rate_limited

  This minute's share of requests is used up.
  What to do: Wait as long as Retry-After says, then send the request again.

  wait         7 s, as the response asks
  next         after try 1: wait 7 s, then send the same request again
  effect       the request took no effect
  but          it came with status 200, documented with 429; the code decides

  Sent:
  code         “RATE_LIMITED”
  message      “Slow U+001B[31mdown”
  retryable    “true”

  Rung by rung:
  code         RATE_LIMITED: rate_limited, retry after the wait ← decides what
               it is and whether to retry
  family       not asked, as the code is known
  status       200: the vendor has no rule for it
  wire_flag    true: retry with backoff, where no rule above says anything
               (passed over: decided elsewhere)
  status_class 200: no class of failures
  unknown      stop where nothing is known (passed over: decided elsewhere)
";
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, expected, ""));
}

/// Which rung decides what it is, and which whether to retry.
fn deciders(verdict: &Value) -> (String, String) {
    let decider = |what: &str| {
        let rungs = verdict["rungs"].as_array().unwrap();
        let decides =
            |rung: &&Value| rung["decides"].as_array().unwrap().iter().any(|decides| decides == what);
        rungs.iter().find(decides).unwrap()["rung"].as_str().unwrap().to_owned()
    };
    (decider("kind"), decider("retry"))
}

#[test]
fn each_rung_decides_where_those_above_are_silent() {
    let courier =
        |code: &str, flag: &str| format!(r#"{{"status": "error", "error": {{"code": "{code}"{flag}}}}}"#);
    for (status, body, kind, retry) in [
        ("429", courier("RATE_LIMITED", ""), "code", "code"),
        ("429", courier("RATE_LIMITED", r#", "retryable": false"#), "code", "wire_flag"),
        ("400", courier("ADDRESS_NEW", ""), "family", "family"),
        ("429", courier("NEW", ""), "status", "status"),
        ("200", courier("NEW", r#", "retryable": true"#), "wire_flag", "wire_flag"),
        ("503", courier("NEW", ""), "status_class", "status_class"),
        ("200", courier("NEW", ""), "unknown", "unknown"),
    ] {
        let json = json(&["courier", "--status", status], &body);
        assert_eq!(deciders(&json["errors"][0]), (kind.to_owned(), retry.to_owned()), "{status} {body}");
    }
}

#[test]
fn attempts_times_and_changes_make_the_next_step() {
    let next = |arguments: &[&str], body: &str| json(arguments, body)["errors"][0]["next"].clone();
    let last = next(&["courier", "--status", "429", "--attempt", "4"], LIMITED);
    assert_eq!(last["reason"], "it was tried 4 times, which is the limit");
    assert_eq!(next(&["courier", "--status", "429", "--attempt", "3"], LIMITED)["seconds"], 4.0);
    let body = r#"{"status": "error", "code": "RAMPS_TAKEN", "retry_after": "2026-06-01T00:00:00Z"}"#;
    let step = next(&["depot", "--status", "429", "--now", "2026-05-31T23:59:30Z"], body);
    assert_eq!(step["seconds"], 30.0);
    let body = r#"{"status": "error", "code": "TIMEOUT"}"#;
    assert_eq!(next(&["depot", "--status", "504"], body)["change"], "fresh=true");
}

#[test]
fn every_error_of_a_list_has_its_verdict_with_all_that_was_sent() {
    let body = r#"{"errors": [{"code": "invalidApiKey", "parameter": "apiKey", "taskType": "authentication"},
        {"code": "artistAway", "taskId": "6ba7b812"}]}"#;
    let json = json(&["studio"], body);
    let errors = json["errors"].as_array().unwrap();
    assert_eq!((&errors[0]["item"], &errors[1]["item"]), (&"/errors/0".into(), &"/errors/1".into()));
    assert_eq!(errors[0]["sent"]["parameter"], "apiKey");
    assert_eq!(errors[0]["sent"]["task_type"], "authentication");
    assert_eq!(errors[1]["sent"]["request_id"], "6ba7b812");
    // Over a WebSocket the status that is documented for the code stands in.
    assert_eq!(errors[0]["rungs"][2]["category"], "unauthenticated");
    let run = classify(&["studio"], body);
    assert!(run.out.starts_with("2 errors\n\nstudio:invalidApiKey at /errors/0\n"), "{}", run.out);
}

#[test]
fn no_error_no_body_and_no_response_are_answers_too() {
    let run = classify(&["courier", "--status", "200"], r#"{"status": "success"}"#);
    assert_eq!((run.code, run.out.as_str()), (0, "no error\n"));
    let broken = b"{\"status\": \"error\", \"error\": {\"code\": \"A\xff\"}}";
    assert!(classify(&["courier", "--status", "502"], broken).out.contains("The body is not JSON"));
    let run = classify(&["courier", "--status", "502"], "<html>");
    assert!(
        run.out.contains("The body is not JSON") && run.out.contains("courier: HTTP 502 without a code"),
        "{}",
        run.out
    );

    let scene = Scene::fixtures();
    let ask = |arguments: &[&str]| scene.run(&[&["classify"], arguments].concat());
    let run = ask(&["courier", "--status", "503"]);
    assert!(run.out.contains("status_class 503: unavailable, retry with backoff ← decides"), "{}", run.out);
    for (why, effect) in [
        ("not-sent", "took no effect"),
        ("timed-out", "may still have taken effect"),
        ("dropped", "may still have taken effect"),
    ] {
        let run = ask(&["courier", "--no-response", why]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains("no_response") && run.out.contains(effect), "{}", run.out);
    }
}

#[test]
fn what_is_wrong_is_said_with_the_remedy() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    let ask = |arguments: &[&str]| {
        run(&scene.path(""), &[&["classify", "--catalog", "catalog"], arguments].concat())
    };
    assert!(ask(&["acne"]).err.contains("there is no vendor `acne`; did you mean `acme`?"));
    let missing = ask(&["acme", "missing.json"]);
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("the body missing.json can't be read; give a file"), "{}", missing.err);
    for arguments in [
        ["acme", "--status", "42"].as_slice(),
        &["acme", "--header", "Retry-After"],
        &["acme", "--no-response", "timed-out", "--status", "500"],
        &["acme", "--no-response", "late"],
        &["acme", "--attempt", "0"],
        &["acme", "--now", "today"],
        &[],
    ] {
        assert_eq!(ask(arguments).code, 2, "{arguments:?}");
    }
    for (option, wrong, remedy) in [
        ("--header", "Retry-After", "write it as `Name: value`"),
        ("--header", "Retry After: 7", "write it as `Name: value`"),
        ("--header", ": 7", "write it as `Name: value`"),
        ("--status", "42", "it has to be a number from 100 to 999"),
        ("--status", "5xx", "it has to be a number from 100 to 999"),
        ("--status", "-1", "it has to be a number from 100 to 999"),
        ("--attempt", "-1", "-1 is not in 1.."),
        ("--now", "2026-06-01", "write it as RFC 3339, such as 2026-06-01T00:00:00Z"),
    ] {
        let run = ask(&["acme", option, wrong]);
        assert_eq!(run.code, 2, "{option} {wrong}");
        assert!(run.err.contains(remedy), "{option} {wrong}: {}", run.err);
    }
}

#[test]
fn a_response_without_anything_is_most_likely_a_mistake() {
    let scene = Scene::fixtures();
    let ask = |arguments: &[&str]| scene.run(&[&["classify"], arguments].concat());
    let nothing = ask(&["courier"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (0, "no error\n"));
    assert!(nothing.err.contains("nothing to judge"), "{}", nothing.err);
    for something in [["--status", "200"], ["--header", "A: b"], ["--no-response", "dropped"]] {
        assert_eq!(ask(&[&["courier"], something.as_slice()].concat()).err, "");
    }
}

#[test]
fn a_condition_is_shown_with_its_rule() {
    let judge = |status: &str, left: &str| {
        let left = format!("X-RateLimit-Remaining: {left}");
        let catalog = ["--catalog", "codegen/tests/fixtures/envelopes"];
        let response = ["--status", status, "--header", &left, "--header", "X-RateLimit-Reset: 1780272000"];
        let run =
            run(root(), &[&["classify", "forge", "--format", "json"], &catalog[..], &response].concat());
        let answer: Value = serde_json::from_str(&run.out).unwrap();
        let error = answer["errors"][0].clone();
        let rung = error["rungs"].as_array().unwrap().iter().find(|rung| rung["rung"] == "status").unwrap();
        (error["category"].clone(), error["wait"].clone(), rung["text"].clone())
    };
    let (category, wait, text) = judge("403", "0");
    assert_eq!((category, wait["until"].clone()), ("rate_limited".into(), "2026-06-01T00:00:00Z".into()));
    assert_eq!(text, "403, where header X-RateLimit-Remaining is 0: rate_limited, retry after the wait");
    let (category, wait, text) = judge("403", "4999");
    assert_eq!(
        (category, wait, text),
        ("permission_denied".into(), Value::Null, "403: permission_denied, do not retry".into())
    );
    let (category, wait, _) = judge("502", "4999");
    assert_eq!((category, wait), ("unavailable".into(), Value::Null));
}
