//! Recordings in, responses out.

use std::io::{self, BufRead, BufReader, Read};

use errcat_import::recording::{Error, Reason, Recorded, Sender, Unread, read};
use serde_json::{Value, json};

/// What is read of a recording, in pieces of any size.
fn all(recording: &[u8]) -> (Vec<Result<Recorded, Unread>>, Result<(), Error>) {
    let mut all = Vec::new();
    let end = read(recording, |_| true, |each| all.push(each));
    for capacity in [1, 7] {
        let mut in_pieces = Vec::new();
        let from = BufReader::with_capacity(capacity, recording);
        let end_in_pieces = read(from, |_| true, |each| in_pieces.push(each));
        assert_eq!((&in_pieces, end_in_pieces.is_ok()), (&all, end.is_ok()), "in pieces of {capacity}");
    }
    (all, end)
}

/// The responses of a recording that has nothing else.
fn responses(recording: &str) -> Vec<Recorded> {
    let (all, end) = all(recording.as_bytes());
    end.unwrap();
    all.into_iter().map(Result::unwrap).collect()
}

fn line(value: &Value) -> Recorded {
    let [response] = responses(&value.to_string()).try_into().unwrap();
    response
}

#[test]
fn a_line_says_status_headers_and_body_in_several_ways() {
    for status in [json!(429), json!("429"), json!(" 429 ")] {
        assert_eq!(line(&json!({ "status": status })).status, Some(429));
    }
    assert_eq!(line(&json!({ "status": null, "body": "" })).status, None);
    for (headers, expected) in [
        (
            json!({ "A": "b", "C": 7, "D": ["e", "f"], "G": true, "H": {} }),
            &[("A", "b"), ("C", "7"), ("D", "e"), ("G", "true")][..],
        ),
        (json!([["A", "b"], ["A", "c"], ["A"], 7]), &[("A", "b"), ("A", "c")]),
        (json!([{ "name": "A", "value": "b" }, { "name": "C" }]), &[("A", "b")]),
        (json!("A: b"), &[]),
    ] {
        let headers = line(&json!({ "headers": headers })).headers;
        let shown: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(shown, expected);
    }
    for (body, expected) in [
        (json!({ "body": { "a": [1, "\n"] } }), &br#"{"a":[1,"\n"]}"#[..]),
        (json!({ "body": "{\"a\": 1}" }), b"{\"a\": 1}"),
        (json!({ "body": null }), b""),
        (json!({ "body": "/wA=", "encoding": "base64" }), b"\xff\0"),
        (json!({ "body": "no base64", "encoding": "base64" }), b"no base64"),
        (json!({ "body": "/wA=", "encoding": "gzip" }), b"/wA="),
    ] {
        assert_eq!(line(&body).body, expected, "{body}");
    }
    let response =
        line(&json!({ "status": 429, "headers": { "Retry-After": 7 }, "body": "busy", "expect": "none" }));
    assert_eq!(response.expect, Some(json!("none")));
    let response = response.response();
    let parts = (response.status(), response.header_text("retry-after"), response.body_bytes());
    assert_eq!(parts, (Some(429), Some("7"), &b"busy"[..]));
}

#[test]
fn a_line_says_who_sent_it() {
    let of = |more: Value| {
        let mut value = json!({ "status": 500 });
        value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        line(&value).sender
    };
    assert_eq!(of(json!({})), Sender::Unsaid);
    assert_eq!(of(json!({ "vendor": 7 })), Sender::Unsaid);
    assert_eq!(of(json!({ "id": "acme-06" })), Sender::Id("acme-06".to_owned()));
    assert_eq!(of(json!({ "id": "06", "host": "acme.example" })), Sender::Host("acme.example".to_owned()));
    assert_eq!(of(json!({ "id": "06", "host": "h", "vendor": "acme" })), Sender::Vendor("acme".to_owned()));
}

#[test]
fn what_is_no_response_has_a_place_and_reading_goes_on() {
    let secret = "sk-live-0123456789";
    let text = format!(
        "\u{feff}{{\"status\": 500}}\r\n\r\n  \"{secret}\"\n{{\"a\": 1}}\n {{\"status\": 99}}\n{{\"body\": \n{{\"body\": {deep}\n\u{feff} {{\"status\": 501}}",
        deep = "[".repeat(200),
    );
    let mut text = text.into_bytes();
    text.extend(b"\n{\"body\": \"\xff\"}\n\0\n");
    let (all, end) = all(&text);
    end.unwrap();
    let read: Vec<_> = all.iter().filter_map(|each| each.as_ref().ok()).collect();
    assert_eq!(
        read.iter().map(|of| (of.number, of.status)).collect::<Vec<_>>(),
        [(1, Some(500)), (8, Some(501))]
    );
    let unread: Vec<_> = all.iter().filter_map(|each| each.as_ref().err()).map(Unread::to_string).collect();
    assert_eq!(
        unread,
        [
            "line 3, column 22: JSON of another shape",
            "line 4, column 1: JSON of another shape",
            "line 5, column 2: JSON of another shape",
            "line 6, column 8: JSON that is cut off",
            "line 7, column 136: not JSON",
            "line 9, column 11: not JSON",
            "line 10, column 1: not JSON",
        ]
    );
}

#[test]
fn a_line_that_is_too_long_is_passed_over_in_pieces() {
    let long = io::repeat(b' ').take(40 << 20);
    let recording = BufReader::new(long.chain(&b"{\"status\": 500}\n{\"status\": 501}\n"[..]));
    let mut all = Vec::new();
    read(recording, |_| true, |each| all.push(each.map(|response| response.number))).unwrap();
    assert_eq!(all, [Err(Unread { line: 1, column: 32 << 20, reason: Reason::TooLong }), Ok(2)]);
}

#[test]
fn a_body_that_is_too_long_is_left_out() {
    for (length, kept) in [(16 << 20, 16 << 20), ((16 << 20) + 1, 0)] {
        let recording = format!("{{\"body\": \"{}\"}}", "x".repeat(length));
        let mut all = Vec::new();
        read(recording.as_bytes(), |_| true, |each| all.push(each.map(|response| response.body.len())))
            .unwrap();
        assert_eq!(all, [Ok(kept)]);
    }
}

fn entry(url: &str, status: u16, content: Value) -> Value {
    json!({
        "startedDateTime": "2026-11-26T12:00:00Z",
        "request": { "method": "GET", "url": url, "headers": [] },
        "response": { "status": status, "headers": [{ "name": "Retry-After", "value": "7" }], "content": content },
    })
}

#[test]
fn har_is_read_entry_by_entry() {
    let har = json!({ "log": { "version": "1.2", "entries": [
        entry("https://api.acme.example/v1", 429, json!({ "size": 1, "text": "{\"code\": \"BUSY\"}" })),
        entry("https://user:word@API.acme.example:8443?a=https://b", 500, json!({ "text": "/wA=", "encoding": "base64" })),
        entry("about:blank", 0, json!({})),
        { "response": { "status": 501 } },
    ], "pages": [] } });
    let host = || Sender::Host("api.acme.example".to_owned());
    let headers = || vec![("Retry-After".to_owned(), "7".to_owned())];
    let of = |number, sender, status, body: &[u8]| Recorded {
        number,
        sender,
        status,
        headers: headers(),
        body: body.to_vec(),
        expect: None,
    };
    let expected = [
        of(1, host(), Some(429), b"{\"code\": \"BUSY\"}"),
        of(2, host(), Some(500), b"\xff\0"),
        of(3, Sender::Unsaid, None, b""),
        Recorded { headers: Vec::new(), ..of(4, Sender::Unsaid, Some(501), b"") },
    ];
    for text in
        [har.to_string(), format!("\u{feff} \r\n{har:#}\n"), format!("{{ \t{}", &har.to_string()[1..])]
    {
        assert_eq!(responses(&text), expected);
    }
}

#[test]
fn of_a_sender_that_is_not_wanted_nothing_is_kept() {
    let har = json!({ "log": { "entries": [
        entry("https://images.example/a.png", 500, json!({ "text": "x" })),
        entry("https://api.acme.example/v1", 500, json!({ "text": "x" })),
    ] } });
    let mut kept = Vec::new();
    let is_wanted = |sender: &Sender| *sender == Sender::Host("api.acme.example".to_owned());
    read(har.to_string().as_bytes(), is_wanted, |each| kept.push(each.unwrap())).unwrap();
    assert_eq!((kept[0].status, kept[0].headers.len(), kept[0].body.len()), (None, 0, 0));
    assert_eq!((kept[1].status, kept[1].headers.len(), kept[1].body.len()), (Some(500), 1, 1));
}

#[test]
fn har_that_is_damaged_is_read_up_to_there_and_repeats_nothing() {
    let whole =
        json!({ "log": { "entries": [entry("https://api.acme.example/", 500, json!({}))] } }).to_string();
    let secret = "\"sk-live-0123456789\"";
    for (text, count, expected) in [
        (whole[..whole.len() - 2].to_owned(), 1, "cut off"),
        (format!("{whole}\n{secret}"), 1, "line 2, column 1: not JSON"),
        (whole.replace("[]", secret).replace("{}", secret), 1, ""),
        (whole.replace("\"GET\"", "GET"), 0, "line 1, column 82: not JSON"),
        (format!("{{\"log\": {secret}}}"), 0, "line 1, column 28: JSON of another shape"),
        (format!("{{\"log\": {{\"entries\": [{secret}]}}}}"), 0, "JSON of another shape"),
        ("{\"log\": {\n\n}}".to_owned(), 0, "line 3, column 1: JSON of another shape"),
        ("{\"log\"".to_owned(), 0, "line 1, column 6: JSON that is cut off"),
        ("{\"log\":\n".to_owned(), 0, "line 2, column 1: JSON that is cut off"),
    ] {
        let (all, end) = all(text.as_bytes());
        assert_eq!(all.len(), count, "{text}");
        match (expected, end) {
            ("", end) => end.unwrap(),
            (expected, Err(Error::Har(unread))) => {
                assert!(unread.to_string().contains(expected), "{text}: {unread}");
            }
            (_, end) => panic!("{text}: {end:?}"),
        }
    }
}

/// A file on a disk that breaks.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("it broke"))
    }
}

#[test]
fn what_breaks_while_it_is_read_is_an_error_of_its_own() {
    for start in ["", "{\"status\": 500}\n", "{\"log\": {\"entries\": ["] {
        let from: Box<dyn BufRead> = Box::new(start.as_bytes().chain(BufReader::new(Broken)));
        match read(from, |_| true, |_| ()) {
            Err(Error::Io(error)) => assert_eq!(error.to_string(), "it broke"),
            other => panic!("{start}: {other:?}"),
        }
    }
}
