//! `live-check`: recordings against the catalogs.

use std::io::Write as _;
use std::process::{Command, Stdio};

use errcat_codegen::{Input, Options, SourceFile, check, json};
use serde_json::{Value, json};

use crate::scene::{Run, Scene, root, run};

/// A recording of lines, by file.
fn checked(lines: &[Value], arguments: &[&str]) -> Run {
    let scene = Scene::fixtures();
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    scene.write("log.jsonl", &text);
    scene.run(&[&["live-check", "log.jsonl"], arguments].concat())
}

/// A response of the invented vendor `courier`.
fn courier(status: u16, code: &str) -> Value {
    json!({ "vendor": "courier", "status": status, "body": { "status": "error", "error": { "code": code } } })
}

#[test]
fn what_the_catalogs_have_is_a_table() {
    let run = checked(
        &[
            courier(429, "RATE_LIMITED"),
            courier(429, "RATE_LIMITED"),
            json!({ "vendor": "courier", "status": 200, "body": { "status": "success" } }),
            json!({ "vendor": "depot", "status": 429, "headers": { "Retry-After": "7" },
                    "body": { "status": "error", "code": "RAMPS_TAKEN", "retry_after": "2026-06-01T00:00:00Z" } }),
        ],
        &[],
    );
    let expected = "\
VENDOR   CODE          STATUS  CATEGORY      RETRY       BASIS  COUNT  FIRST
courier  RATE_LIMITED  429     rate_limited  after_wait  code   2      #1
depot    RAMPS_TAKEN   429     rate_limited  after_wait  code   1      #4

What was met of the catalogs:
  courier: 1 of 7 codes, in 3 responses
  depot: 1 of 5 codes, in 1 response

4 responses, 4 judged, 3 errors
";
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, expected, ""));
}

#[test]
fn what_the_catalogs_lack_is_said_and_fails() {
    let secret = "sk-live-abcdefghijklmnop0123456789";
    let lines = [
        courier(400, "BRAND_NEW"),
        courier(400, secret),
        courier(503, "RATE_LIMITED"),
        json!({ "vendor": "courier", "status": 502, "body": "<html>Bad gateway</html>" }),
        json!({ "vendor": "courier", "status": 500, "body": { "token": secret } }),
        json!({ "vendor": "courier", "status": 429, "headers": [{ "name": "Retry-After", "value": "soonish" }],
                "body": { "status": "error", "error": { "code": "RATE_LIMITED", "message": secret } } }),
        json!({ "vendor": "nobody", "status": 500 }),
        json!({ "status": 500, "headers": { "Authorization": secret } }),
    ];
    let run = checked(&lines, &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    for expected in [
        "Codes that the catalog does not have:\n  courier:",
        "courier:BRAND_NEW (#1)",
        "courier:*** (#2)",
        "Codes with a status that the catalog does not have:\n  courier:RATE_LIMITED with 503 (#3)",
        "courier: 502: HTML (#4)",
        "courier: 500: JSON of another shape (#5)",
        "Waits that could not be read:\n  courier: header Retry-After (#6)",
        "Vendors without a catalog:\n  nobody (#7)",
        "1 response not judged: nothing says who sent it",
        "8 responses, 6 judged, 6 errors",
    ] {
        assert!(run.out.contains(expected), "{expected}\n{}", run.out);
    }
    for arguments in [&["--draft"][..], &["--format", "json"], &["--all"]] {
        let run = checked(&lines, arguments);
        assert!(!run.out.contains("sk-live") && !run.err.contains("sk-live"), "{}", run.out);
    }
    let json: Value = serde_json::from_str(&checked(&lines, &["--format", "json"]).out).unwrap();
    assert_eq!(json["unknown_codes"]["of"].as_array().unwrap().len(), 2);
    assert_eq!(json["undocumented_statuses"]["of"][0]["status"], 503);
    assert_eq!(
        (&json["responses"], &json["judged"], &json["without_vendor"]),
        (&8.into(), &6.into(), &1.into())
    );
}

#[test]
fn what_is_expected_is_compared() {
    let with = |mut line: Value, expect: Value| {
        line["expect"] = expect;
        line
    };
    let right = [
        with(
            courier(503, "RATE_LIMITED"),
            json!({ "retry": ["never", "after_wait"], "code": "RATE_LIMITED" }),
        ),
        with(courier(400, "BRAND_NEW"), json!({ "raw_code": "BRAND_NEW", "wait": "none" })),
        with(json!({ "id": "courier-07", "status": 200, "body": { "status": "success" } }), json!("none")),
        with(
            json!({ "id": "courier-08", "status": 429, "headers": { "Retry-After": "7" }, "body": "" }),
            json!({ "wait": "7s", "next": "after>=7s" }),
        ),
        with(json!({ "id": "courier-09", "status": 401 }), json!({ "next": "stop" })),
    ];
    let run = checked(&right, &[]);
    assert_eq!(run.code, 0, "{}", run.out);
    let wrong = [
        with(courier(429, "RATE_LIMITED"), json!({ "retry": "never" })),
        with(courier(429, "RATE_LIMITED"), json!("none")),
        with(json!({ "id": "courier-07", "status": 200, "body": {} }), json!({ "code": "X" })),
    ];
    let run = checked(&wrong, &[]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("  retry differs, and it is after_wait (#1)\n"), "{}", run.out);
    assert!(run.out.contains("  no error is expected, and it is rate_limited (#2)\n"), "{}", run.out);
    assert!(run.out.contains("  an error is expected, and there is none (#3)\n"), "{}", run.out);
}

#[test]
fn har_is_read_entry_by_entry() {
    let entry = |url: &str, status: u16, body: Value, more: Value| {
        let mut content = json!({ "size": 1, "mimeType": "application/json", "text": body.to_string() });
        content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "startedDateTime": "2026-11-26T12:00:00Z", "request": { "method": "GET", "url": url, "headers": [] },
                "response": { "status": status, "headers": [{ "name": "Retry-After", "value": "7" }], "content": content } })
    };
    let limited = json!({ "status": "error", "error": { "code": "RATE_LIMITED" } });
    // The same in base64.
    let coded = json!({ "text": "eyJzdGF0dXMiOiJlcnJvciIsImVycm9yIjp7ImNvZGUiOiJSQVRFX0xJTUlURUQifX0=", "encoding": "base64" });
    let har = json!({ "log": { "version": "1.2", "creator": { "name": "a" }, "entries": [
        entry("https://api.courier.example/v1/send", 429, limited.clone(), json!({})),
        entry("https://user@api.courier.example:8443/v1/send", 429, json!(null), coded),
        entry("https://images.example/a.png", 500, json!({}), json!({})),
        entry("https://api.courier.example/v1/send", 0, json!(null), json!({})),
    ], "pages": [] } });
    let scene = Scene::fixtures();
    for text in [har.to_string(), format!("\u{feff}\n{har:#}")] {
        scene.write("session.har", &text);
        // By the hosts of the catalogs; or by the same, named.
        for choice in [&[][..], &["--vendor", "courier.example=courier"]] {
            let run = scene.run(&[&["live-check", "session.har"], choice].concat());
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
            assert!(
                run.out.contains("RATE_LIMITED  429     rate_limited  after_wait  code   2      #1"),
                "{}",
                run.out
            );
            assert!(run.out.contains("1 response of hosts of no vendor passed over"), "{}", run.out);
        }
        // What is named goes before the catalogs' hosts, and what is of no host before nothing.
        let run = scene.run(&[
            "live-check",
            "session.har",
            "--format",
            "json",
            "--vendor",
            "api.courier.example=depot",
        ]);
        assert!(!run.out.contains("\"courier\""), "{}", run.out);
        let run = scene.run(&["live-check", "session.har", "--format", "json", "--vendor", "depot"]);
        assert!(run.out.contains("\"courier\"") && run.out.contains("\"depot\""), "{}", run.out);
    }
    scene.write("cut.har", &har.to_string()[..400]);
    let cut = scene.run(&["live-check", "cut.har", "--vendor", "courier"]);
    assert!(cut.code == 1 && cut.err.contains("cut.har can't be read to its end as HAR"), "{}", cut.err);
    scene.write("odd.har", "{\"log\": {\n  \"entries\": \"sk-live-0123456789\"}}");
    let odd = scene.run(&["live-check", "odd.har"]);
    assert!(
        odd.code == 1 && odd.err.contains("as HAR: line 2, column 33: JSON of another shape"),
        "{}",
        odd.err
    );
    assert!(!odd.err.contains("sk-live"), "{}", odd.err);
}

#[test]
fn a_recording_that_cannot_be_read_is_never_in_order() {
    let scene = Scene::fixtures();
    for (text, why) in [
        ("", "no response of log was judged; it holds none"),
        ("not json\n", "each line has to be a JSON object"),
        ("{\"a\": 1}\n", "each line has to be a JSON object"),
        ("{\"status\": 500}\n", "say who sent them: --vendor VENDOR"),
    ] {
        scene.write("log", text);
        let run = scene.run(&["live-check", "log"]);
        assert!(run.code == 1 && run.err.contains(why), "{text}: {}", run.err);
    }
    scene.write("log", "{\"status\": 401}\nbroken\n\n{\"status\": 99}\n");
    let run = scene.run(&["live-check", "log", "--vendor", "courier"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains(
            "2 lines could not be read as a response, the first of them line 2, column 1: not JSON"
        ),
        "{}",
        run.out
    );
    assert!(scene.run(&["live-check", "missing"]).err.contains("the recording missing can't be read"));
    assert!(scene.run(&["live-check", "log", "--vendor", "couriér"]).err.contains("there is no vendor"));
    assert_eq!(scene.run(&["live-check", "log", "--vendor", "=x"]).code, 2);
}

#[test]
fn a_draft_is_what_the_catalog_lacks() {
    let line = json!({ "vendor": "courier", "status": 409, "headers": { "Retry-After": "7", "Cookie": "a=b" }, "body": {
        "status": "error", "customer": "Erika Mustermann", "account": 4929123412341234_u64,
        "error": { "code": "PARCEL_LOST", "message": "Parcel of erika@example.org is lost: key sk-abcdef", "retryable": true },
    } });
    let run = checked(&[line], &["--draft"]);
    assert_eq!(run.code, 1);
    assert!(
        !run.out.contains("Erika") && !run.out.contains("erika") && !run.out.contains("sk-abc"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("4929") && !run.out.contains("Cookie"), "{}", run.out);
    let (_, entry) = run.out.split_once("    codes:\n").unwrap();
    let entry = entry.replace("meaning: \"\"", "meaning: The parcel is lost.");
    // What it drafts is a catalog's entry, once a person has written what is left to write.
    let (head, _) = include_str!("../fixtures/catalog/courier.yaml").split_once("groups:\n").unwrap();
    let catalog = format!("{head}groups:\n  - title: Codes\n    codes:\n{entry}");
    let files = [SourceFile::new("courier.yaml", catalog.clone())];
    let input = Input::new(files.to_vec());
    let options = Options { skip_lints: true, ..Options::default() };
    let checked = check(&input, &options);
    let entries = checked.catalogs.unwrap_or_else(|| panic!("{catalog}\n{:?}", checked.findings)).vendors()
        [0]
    .table
    .entries;
    assert_eq!(entries[0].code, "PARCEL_LOST");
}

/// Every example of every catalog of the tests is as its catalog expects it.
#[test]
fn all_examples_are_as_expected() {
    let folder = root().join("codegen/tests/fixtures/envelopes");
    let files: Vec<SourceFile> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| {
            SourceFile::new(
                path.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read(&path).unwrap(),
            )
        })
        .collect();
    let input = Input::new(files);
    let catalogs = check(&input, &Options::default()).catalogs.unwrap();
    let mut lines = String::new();
    for vendor in catalogs.vendors() {
        for example in vendor.all_examples() {
            let mut line = json::example(example);
            line["vendor"] = vendor.table.id.into();
            // A text that is JSON came as it is.
            line["body"] = example.body.as_str().into();
            lines += &format!("{line}\n");
        }
    }
    assert!(lines.lines().count() > 50);
    let mut child = Command::new(env!("CARGO_BIN_EXE_errcat"))
        .args(["live-check", "-", "--catalog"])
        .arg(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
}

#[test]
fn the_help_has_examples() {
    let help = run(root(), &["live-check", "--help"]);
    assert!(help.out.contains("errcat live-check session.har --vendor gateway.local=openai"), "{}", help.out);
}
