//! XML, forms, streams and conditions on texts, by catalogs of their own; and what XML refuses.

use std::hint::black_box;

use errcat::stream::Frames;
use errcat::table::Table;
use errcat::{Category, Response, Retry, openai};
use serde::Deserialize;

use crate::catalogs::{Lazy, table};
use crate::{Facts, fastest, found};

type Way = Box<dyn Fn(&Response<'static>) -> Facts>;

/// A response that is read in two ways.
struct Comparison {
    name: &'static str,
    response: Response<'static>,
    ours: Way,
    /// The other way, and what it is.
    other: (&'static str, Way),
}

/// Prints how long each takes, and by what the ways differ.
pub(crate) fn compare(wanted: &str) {
    println!("\n| Body | bytes | errcat | other way | what it is | other/ |\n|---|---|---|---|---|---|");
    for Comparison { name, response, ours, other: (what, other) } in comparisons() {
        if !name.contains(wanted) {
            continue;
        }
        let ours = || ours(black_box(&response));
        let other = || other(black_box(&response));
        assert_eq!(ours(), other(), "{name}");
        let bytes = response.body_bytes().len();
        let [errcat, by_other] = fastest(bytes, [&ours, &other]);
        let ratio = by_other / errcat;
        println!("| {name} | {bytes} | {errcat:.0} ns | {by_other:.0} ns | {what} | {ratio:.1} |");
    }
}

fn by(table: &'static Table<'static>) -> Way {
    Box::new(|response| found(table.classify(response)))
}

fn comparisons() -> Vec<Comparison> {
    let text = "All work and no play makes Jack a dull boy. ".repeat(23);
    let message: &'static str =
        Box::leak(format!(r#"{{"error":{{"code":"odd","message":"{}"}}}}"#, &text[..1_000]).into_boxed_str());
    let xml = r#"<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>photos/1.jpg</Key><RequestId>4442587FB7D0A2F9</RequestId><HostId>Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2Qz7/C1NPcfTWAtRPfTaOFg==</HostId></Error>"#;
    let form = "error=bad_verification_code&error_description=The+code+passed+is+incorrect+or+expired.&error_uri=https%3A%2F%2Fdocs.github.com%2Fapps";
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let laughs = Box::leak(
        format!("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY l0 \"ha\">{laughs}]><l>&l9;</l>")
            .into_boxed_str(),
    );
    let deep = Box::leak("<a>".repeat(100_000).into_boxed_str());
    let of = |body: &'static str, content_type: &'static str| {
        Response::new(400).header("Content-Type", content_type).body(body)
    };
    let begun = |body: &'static str, content_type: &'static str| {
        Response::new(200).header("Content-Type", content_type).body(body)
    };
    let unread = Some((Category::InvalidRequest as usize, Retry::Never as usize, None, 0));
    let refused = |name, body| Comparison {
        name,
        response: of(body, "text/xml"),
        ours: by(*PLAIN),
        other: ("nothing", Box::new(move |_| unread)),
    };
    let (events, lines) = (stream("data: ", "\n\n"), stream("", "\n"));
    vec![
        Comparison {
            name: "ten text conditions",
            response: of(message, "application/json"),
            ours: by(*CONDITIONS),
            other: ("without conditions", by(*PLAIN)),
        },
        Comparison {
            name: "XML",
            response: of(xml, "application/xml"),
            ours: by(*PLAIN),
            other: ("quick-xml with serde", Box::new(by_quick_xml)),
        },
        Comparison {
            name: "a form",
            response: of(form, "application/x-www-form-urlencoded"),
            ours: by(*PLAIN),
            other: ("form_urlencoded", Box::new(by_form_urlencoded)),
        },
        Comparison {
            name: "100 events, the last an error",
            response: begun(events, "text/event-stream"),
            ours: Box::new(|response| by_frames(Frames::sse(), response)),
            other: ("serde for each frame", Box::new(|response| by_hand_of_stream("\n\n", response))),
        },
        Comparison {
            name: "100 lines, the last an error",
            response: begun(lines, "application/jsonl"),
            ours: Box::new(|response| by_frames(Frames::json_lines(), response)),
            other: ("serde for each frame", Box::new(|response| by_hand_of_stream("\n", response))),
        },
        refused("XML: billion laughs", laughs),
        refused("XML: deep nesting", deep),
    ]
}

/// A table that finds a code, a message and a request id in each of the formats.
static PLAIN: Lazy = Lazy::new(|| table(format!("{ENVELOPE}{CODES}").leak()));

const ENVELOPE: &str = r#"
envelope:
  code: [/error/code, /Error/Code, /error]
  message: [/error/message, /Error/Message, /error_description]
  request_id: /Error/RequestId
"#;

const CODES: &str = r#"
groups:
  - title: Codes
    codes:
      - { code: "NoSuchKey", category: not_found, retry: never, meaning: There is no such object. }
      - { code: "SlowDown", category: rate_limited, retry: backoff, meaning: Too many requests. }
      - { code: "bad_verification_code", category: unauthenticated, retry: never, meaning: The code is wrong. }
      - { code: "incorrect_client_credentials", category: unauthenticated, retry: never, meaning: They are wrong. }
"#;

/// The same with ten rules for a status, each with a text that is looked for in the message.
static CONDITIONS: Lazy = Lazy::new(|| table(format!("{ENVELOPE}{RULES}{CODES}").leak()));

const RULES: &str = r#"
statuses:
  - { status: 400, when: { pointer: /error/message, contains: "per day" }, category: quota_exhausted, retry: never, meaning: No. }
  - { status: 400, when: { pointer: /error/message, contains: "per minute" }, category: rate_limited, retry: backoff, meaning: No. }
  - { status: 400, when: { pointer: /error/message, contains: "too long" }, category: invalid_request, retry: never, meaning: No. }
  - { status: 400, when: { pointer: /error/message, contains: "billing" }, category: payment_required, retry: never, meaning: No. }
  - { status: 400, when: { pointer: /error/message, contains: "overloaded" }, category: unavailable, retry: backoff, meaning: No. }
  - { status: 400, when: { pointer: /error/message, contains: "timed out" }, category: timeout, retry: backoff, meaning: No. }
  - { status: 400, when: { pointer: /error/message, contains: "deactivated" }, category: permission_denied, retry: never, meaning: No. }
  - { status: 400, when: { pointer: /error/message, contains: "safety" }, category: blocked, retry: never, meaning: No. }
  - { status: 400, when: { pointer: /error/message, contains: "not found" }, category: not_found, retry: never, meaning: No. }
  - { status: 400, when: { pointer: /error/message, contains: "try again" }, category: unavailable, retry: backoff, meaning: No. }
"#;

/// What is known of the codes of [`CODES`], as a person would write it.
fn known(code: &str) -> Option<(Category, Retry)> {
    Some(match code {
        "NoSuchKey" => (Category::NotFound, Retry::Never),
        "SlowDown" => (Category::RateLimited, Retry::Backoff),
        "bad_verification_code" | "incorrect_client_credentials" => (Category::Unauthenticated, Retry::Never),
        _ => return None,
    })
}

fn facts((category, retry): (Category, Retry), length: usize) -> Facts {
    Some((category as usize, retry as usize, None, length))
}

fn is_called(response: &Response<'_>, content_type: &str) -> Option<()> {
    response.header_text("Content-Type")?.starts_with(content_type).then_some(())
}

fn by_quick_xml(response: &Response<'static>) -> Facts {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Error {
        code: String,
        message: String,
        request_id: Option<String>,
    }
    is_called(response, "application/xml")?;
    let text = std::str::from_utf8(response.body_bytes()).ok()?;
    let error: Error = quick_xml::de::from_str(text).ok()?;
    facts(known(&error.code)?, error.message.len() + error.request_id.map_or(0, |id| id.len()))
}

fn by_form_urlencoded(response: &Response<'static>) -> Facts {
    is_called(response, "application/x-www-form-urlencoded")?;
    let (mut code, mut message) = (None, None);
    for (name, value) in form_urlencoded::parse(response.body_bytes()) {
        match &*name {
            "error" => code = Some(value.into_owned()),
            "error_description" => message = Some(value.into_owned()),
            _ => {}
        }
    }
    facts(known(&code?)?, message.map_or(0, |message| message.len()))
}

/// A stream of a hundred frames that each begin and end like this.
fn stream(start: &str, end: &str) -> &'static str {
    let part = r#"{"id":"chatcmpl-9x","object":"chat.completion.chunk","created":1760000000,"model":"gpt-5","choices":[{"index":0,"delta":{"content":" and then"},"finish_reason":null}]}"#;
    let error =
        r#"{"error":{"message":"The server had an error.","type":"server_error","param":null,"code":null}}"#;
    let parts = std::iter::repeat_n(part, 99).chain([error]);
    Box::leak(parts.map(|part| format!("{start}{part}{end}")).collect::<String>().into_boxed_str())
}

/// How much of a stream comes at once, in bytes.
const CHUNK: usize = 1_400;

fn by_frames(mut frames: Frames, response: &Response<'static>) -> Facts {
    let head = response.clone().body("");
    for chunk in response.body_bytes().chunks(CHUNK) {
        frames.push(chunk);
        while let Some(frame) = frames.next_frame() {
            if let Some(verdict) = openai::classify_frame(&head, frame.ok()?) {
                return found(Some(verdict));
            }
        }
    }
    None
}

/// Frames that this ends, each read by a struct.
fn by_hand_of_stream(end: &str, response: &Response<'static>) -> Facts {
    #[derive(Deserialize)]
    struct Frame<'a> {
        #[serde(borrow)]
        error: Option<Error<'a>>,
    }
    #[derive(Deserialize)]
    struct Error<'a> {
        message: &'a str,
        #[serde(rename = "type")]
        kind: &'a str,
        code: Option<&'a str>,
    }
    let mut buffer = String::new();
    for chunk in response.body_bytes().chunks(CHUNK) {
        buffer.push_str(std::str::from_utf8(chunk).ok()?);
        let mut at = 0;
        while let Some((frame, _)) = buffer.get(at..)?.split_once(end) {
            at += frame.len() + end.len();
            let frame: Frame<'_> = serde_json::from_str(frame.trim_start_matches("data: ")).ok()?;
            let Some(error) = frame.error else { continue };
            let known = match error.code.unwrap_or(error.kind) {
                "rate_limit_exceeded" => (Category::RateLimited, Retry::Backoff),
                "server_error" => (Category::Internal, Retry::Backoff),
                _ => return None,
            };
            return facts(known, error.message.len());
        }
        buffer.drain(..at);
    }
    None
}
