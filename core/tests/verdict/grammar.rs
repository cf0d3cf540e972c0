//! What is JSON and what is not, by trial: all short texts of some tokens, at places that are read and at
//! ones that are passed over. serde_json says what is right.

use errcat::table::Table;
use errcat::{Response, onto, runo, runware};
use serde::de::IgnoredAny;
use serde_json::Value;

/// All texts of this many tokens and fewer.
fn texts(tokens: &[&str], longest: usize) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut start = 0;
    for _ in 0..longest {
        let end = texts.len();
        for index in start..end {
            let longer = tokens.iter().map(|token| format!("{}{token}", texts[index]));
            texts.extend(longer.collect::<Vec<_>>());
        }
        start = end;
    }
    texts
}

/// Bodies that are errors if they are JSON, with `§` where a text goes.
const BODIES: &[(&Table<'static>, &str)] = &[
    (&onto::TABLE, r#"{"status":"error","passed over":§}"#),
    (&onto::TABLE, r#"{"status":"error","message":§}"#),
    (&onto::TABLE, r#"{"status":"error",§:0}"#),
    (&runo::TABLE, r#"{"status":"error","error":§}"#),
    (&runo::TABLE, r#"{"status":"error","passed over":[0,{"deeper":[§]}]}"#),
    (&runware::TABLE, r#"{"errors":[{"code":"x"},§]}"#),
    (&runware::TABLE, r#"{"errors":[{"code":"x",§}]}"#),
    (&runware::TABLE, r#"{"errors":[{"code":"x"}]}§"#),
];

/// Tries a text at all places.
fn check(text: &str) {
    for (table, body) in BODIES {
        let body = body.replace('§', text);
        let is_json = serde_json::from_str::<IgnoredAny>(&body).is_ok();
        let response = Response::without_status().body(&body);
        assert_eq!(table.classify(&response).is_some(), is_json, "{} {body:?}", table.id);
        assert_eq!(!table.classify_all(&response).is_empty(), is_json, "all: {} {body:?}", table.id);
        // Whether a text is UTF-8 is seen later in a longer body.
        let longer = format!("{body:1100}");
        let response = Response::without_status().body(&longer);
        assert_eq!(table.classify(&response).is_some(), is_json, "longer: {} {body:?}", table.id);
    }
}

/// Tries a text as the value of a code: it is the one that serde_json reads.
fn check_value(text: &str) {
    let body = format!(r#"{{"status":"error","code":{text}}}"#);
    // A text or a number that can't be read is still JSON, but not a code.
    let code = match serde_json::from_str(text) {
        Ok(Value::String(text)) => Some(text).filter(|text| !text.is_empty()),
        Ok(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let verdict = onto::TABLE.classify(&Response::new(500).body(&body)).unwrap();
    assert_eq!(verdict.raw_code(), code.as_deref(), "{body}");
}

#[test]
fn brackets_commas_and_colons() {
    let tokens = ["{", "}", "[", "]", ",", ":", "\"a\"", "0", " "];
    texts(&tokens, 4).iter().for_each(|text| check(text));
    // Longer ones that close what they open.
    for inside in texts(&tokens[..8], 3) {
        for (open, close) in [("{\"a\":{", "}}"), ("[[", "]]"), ("{\"a\":[", "]}"), ("[{", "}]")] {
            check(&format!("{open}{inside}{close}"));
        }
    }
}

#[test]
fn texts_and_escapes() {
    let characters = ["\"", "\\", "u", "d", "8", "G", "n", "/", "\u{1f}", "\u{7f}", "é"];
    for inside in texts(&characters, 3) {
        check(&format!("\"{inside}\""));
        check_value(&format!("\"{inside}\""));
        // At the end of one word of eight bytes, and over the end of it.
        check(&format!("\"1234567{inside}\""));
    }
    for digits in texts(&["0", "d", "F", "g", "\""], 5) {
        check(&format!("\"\\u{digits}\""));
        check_value(&format!("\"\\u{digits}\""));
        check_value(&format!("\"\\ud83d\\u{digits}\""));
    }
}

#[test]
fn numbers() {
    for text in texts(&["-", "+", "0", "1", ".", "e", "E"], 5) {
        check(&text);
        check_value(&text);
    }
    for text in texts(&["-", "9", "922337203685477580", "8", ".", "e", "1844674407370955161", "6"], 4) {
        check_value(&text);
    }
}

#[test]
fn words_and_spaces() {
    let words = ["true", "false", "null", "tru", "True", "nulll", "fa lse", "NaN", "Infinity", "undefined"];
    let spaces = ["", " ", "\t", "\r\n", "\u{b}", "\u{c}", "\u{a0}", "\u{feff}", "\0", "/**/", "//\n", "#"];
    for word in words {
        for before in spaces {
            for after in spaces {
                check(&format!("{before}{word}{after}"));
            }
        }
    }
}

#[test]
fn every_depth_around_the_ones_that_take_no_memory() {
    for depth in (0..=4).chain(60..=68).chain(124..=132).chain([1_000]) {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
            for inside in ["0", "", "[", "{}", "0,0", "[[[]],{\"a\":[]}]"] {
                let text = format!("{}{inside}{}", open.repeat(depth), close.repeat(depth));
                check(&text);
                check(&text.replacen(close, "", 1));
                check(&text.replacen(close, "]}", 1));
            }
        }
    }
}
