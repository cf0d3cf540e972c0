//! Any recording: each response is judged and reads the same again, and what is not read is at a place within.
#![no_main]

use std::io::BufReader;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use errcat_fuzz::CATALOGS;
use errcat_import::recording::{Error, Recorded, Sender, Unread, read};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|data: &[u8]| {
    let mut all = Vec::new();
    let whole = read(data, |_| true, |each| all.push(each));
    let mut in_pieces = Vec::new();
    let pieces = read(BufReader::with_capacity(7, data), |_| true, |each| in_pieces.push(each));
    assert_eq!(all, in_pieces, "in pieces of 7 bytes");
    assert_eq!(whole.is_ok(), pieces.is_ok(), "in pieces of 7 bytes");
    match whole {
        Ok(()) => {}
        Err(Error::Har(unread)) => assert_is_in(data, unread),
        Err(other) => panic!("{other}"),
    }
    for each in all {
        match each {
            Ok(recorded) => {
                judge(&recorded);
                assert_reads_the_same(recorded);
            }
            Err(unread) => assert_is_in(data, unread),
        }
    }
});

/// The place is one of the text.
fn assert_is_in(data: &[u8], unread: Unread) {
    let line =
        usize::try_from(unread.line - 1).ok().and_then(|line| data.split(|byte| *byte == b'\n').nth(line));
    let is_in = line.is_some_and(|line| (1..=line.len().max(1) as u64).contains(&unread.column));
    assert!(is_in, "there is no {unread}");
}

/// The vendor that it names judges it, or any other.
fn judge(recorded: &Recorded) {
    let vendors = CATALOGS.vendors();
    let named = vendors.iter().find(|vendor| recorded.sender == Sender::Vendor(vendor.table.id.to_owned()));
    let vendor = named.unwrap_or(&vendors[recorded.body.len() % vendors.len()]);
    let response = recorded.response();
    assert_eq!(response.status(), recorded.status);
    for verdict in vendor.table.classify_up_to(&response, 100).kept {
        assert!(!verdict.rungs().is_empty());
    }
}

/// Written as a line of JSON, it is read as it was.
fn assert_reads_the_same(recorded: Recorded) {
    let sender = match &recorded.sender {
        Sender::Unsaid => None,
        Sender::Vendor(name) => Some(("vendor", name)),
        Sender::Id(name) => Some(("id", name)),
        Sender::Host(name) => Some(("host", name)),
    };
    let mut line = json!({ "status": recorded.status, "headers": recorded.headers });
    line["body"] = match std::str::from_utf8(&recorded.body) {
        Ok(text) => text.into(),
        Err(_) => {
            line["encoding"] = "base64".into();
            BASE64.encode(&recorded.body).into()
        }
    };
    if let Some((what, name)) = sender {
        line[what] = name.as_str().into();
    }
    if let Some(expect) = &recorded.expect {
        line["expect"] = Value::clone(expect);
    }
    let mut again = Vec::new();
    let read = read(line.to_string().as_bytes(), |_| true, |each| again.push(each));
    read.expect("a line is no HAR");
    assert_eq!(again, [Ok(Recorded { number: 1, ..recorded })]);
}
