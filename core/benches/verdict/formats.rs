//! XML, forms and conditions on texts, by catalogs of their own; and what XML refuses.

use std::hint::black_box;

use errcat::Response;
use errcat::table::Table;
use serde::Deserialize;

use crate::catalogs::{Lazy, table};
use crate::fastest;

/// What a way finds: the lengths of the code and of the message.
type Found = Option<(usize, usize)>;

type Way = Box<dyn Fn(&Response<'static>) -> Found>;

/// A response that is read in two ways.
struct Comparison {
    name: &'static str,
    response: Response<'static>,
    table: &'static Table<'static>,
    /// The other way, and what it is.
    other: (&'static str, Way),
}

/// Prints how long each takes, and by what the ways differ.
pub(crate) fn compare(wanted: &str) {
    println!("\n| Body | bytes | errcat | other way | what it is | other/ |\n|---|---|---|---|---|---|");
    for Comparison { name, response, table, other: (what, other) } in comparisons() {
        if !name.contains(wanted) {
            continue;
        }
        let ours = || by_errcat(table, black_box(&response));
        let other = || other(black_box(&response));
        assert_eq!(ours(), other(), "{name}");
        let bytes = response.body_bytes().len();
        let [errcat, by_other] = fastest(bytes, [&ours, &other]);
        let ratio = by_other / errcat;
        println!("| {name} | {bytes} | {errcat:.0} ns | {by_other:.0} ns | {what} | {ratio:.1} |");
    }
}

fn by_errcat(table: &'static Table<'static>, response: &Response<'static>) -> Found {
    let verdict = table.classify(response)?;
    Some((verdict.raw_code().map_or(0, str::len), verdict.message().map_or(0, str::len)))
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
    let refused = |name, body| Comparison {
        name,
        response: of(body, "text/xml"),
        table: *PLAIN,
        other: ("nothing", Box::new(|_| Some((0, 0)))),
    };
    vec![
        Comparison {
            name: "ten text conditions",
            response: of(message, "application/json"),
            table: *CONDITIONS,
            other: ("without conditions", Box::new(move |response| by_errcat(*PLAIN, response))),
        },
        Comparison {
            name: "XML",
            response: of(xml, "application/xml"),
            table: *PLAIN,
            other: ("quick-xml with serde", Box::new(by_quick_xml)),
        },
        Comparison {
            name: "a form",
            response: of(form, "application/x-www-form-urlencoded"),
            table: *PLAIN,
            other: ("form_urlencoded", Box::new(by_form_urlencoded)),
        },
        refused("XML: billion laughs", laughs),
        refused("XML: deep nesting", deep),
    ]
}

/// A table that finds a code and a message in each of the formats.
static PLAIN: Lazy = Lazy::new(|| {
    table(
        "envelope: { code: [/error/code, /Error/Code, /error], message: [/error/message, /Error/Message, /error_description] }\n",
    )
});

/// The same with ten rules for a status, each with a text that is looked for in the message.
static CONDITIONS: Lazy = Lazy::new(|| {
    table(
        r#"
envelope: { code: [/error/code, /Error/Code, /error], message: [/error/message, /Error/Message, /error_description] }
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
"#,
    )
});

fn by_quick_xml(response: &Response<'static>) -> Found {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Error {
        code: String,
        message: String,
        request_id: String,
    }
    let text = std::str::from_utf8(response.body_bytes()).ok()?;
    let error: Error = quick_xml::de::from_str(text).ok()?;
    black_box(error.request_id);
    Some((error.code.len(), error.message.len()))
}

fn by_form_urlencoded(response: &Response<'static>) -> Found {
    let (mut code, mut message) = (0, 0);
    for (name, value) in form_urlencoded::parse(response.body_bytes()) {
        match &*name {
            "error" => code = value.len(),
            "error_description" => message = value.len(),
            _ => {}
        }
    }
    Some((code, message))
}
