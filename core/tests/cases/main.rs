//! Real responses of vendors that people call, judged by catalogs of what these responses show.
//!
//! `responses.jsonl` has one response a line: what arrived, what a good client makes of it, and where it was found. A
//! vendor's catalog judges all of its responses.

// The helpers of tests may stop a test as the tests themselves do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use errcat::table::Table;
use errcat::{AnyCode, Next, Response, Timestamp, Verdict, Wait};
use errcat_codegen::{Input, Options, Severity, check};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Case {
    id: String,
    status: Option<u16>,
    headers: BTreeMap<String, String>,
    body: Value,
    expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    retry: Option<OneOf>,
    category: Option<OneOf>,
    code: Option<OneOf>,
    wait: Option<OneOf>,
    next: Option<String>,
    items: Option<Vec<Item>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    item: String,
    retry: OneOf,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOf {
    One(String),
    Many(Vec<String>),
}

impl OneOf {
    fn has(&self, text: &str) -> bool {
        match self {
            Self::One(one) => one == text,
            Self::Many(many) => many.iter().any(|one| one == text),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::One(one) => one.clone(),
            Self::Many(many) => many.join(" or "),
        }
    }
}

/// The client's clock: 2026-11-26T12:00:00Z.
const NOW: i64 = 1_795_694_400;

/// The catalog by which a response is judged: that of its vendor, or of the part of its API that it is from.
fn vendor(id: &str) -> &str {
    match id {
        "github-13" => "github_oauth",
        "github-20" => "github_rest",
        _ => id.rsplit_once('-').map_or(id, |(vendor, _)| vendor),
    }
}

/// The tables of the catalogs, which have no finding.
fn tables() -> BTreeMap<String, &'static Table<'static>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/catalogs");
    let files = std::fs::read_dir(folder).unwrap().map(|file| {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        errcat_codegen::SourceFile::new(name, std::fs::read_to_string(path).unwrap())
    });
    let input = Box::leak(Box::new(Input::new(files.collect())));
    let checked = Box::leak(Box::new(check(input, &Options::default())));
    let errors: Vec<_> =
        checked.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let catalogs = checked.catalogs.as_ref().unwrap_or_else(|| panic!("{errors:#?}"));
    catalogs.vendors().iter().map(|vendor| (vendor.table.id.to_owned(), &vendor.table)).collect()
}

#[test]
fn every_response_is_judged_as_a_good_client_would() {
    let tables = tables();
    let cases =
        include_str!("responses.jsonl").lines().map(|line| serde_json::from_str::<Case>(line).unwrap());
    let wrong: Vec<String> = cases.flat_map(|case| differences(&case, tables[vendor(&case.id)])).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How a verdict differs from what is expected.
fn differences(case: &Case, table: &'static Table<'static>) -> Vec<String> {
    let body = match &case.body {
        Value::String(text) => text.clone(),
        json => json.to_string(),
    };
    let headers: Vec<(String, Vec<u8>)> =
        case.headers.iter().map(|(name, value)| (name.clone(), value.clone().into_bytes())).collect();
    let response = match case.status {
        Some(status) => Response::new(status),
        None => Response::without_status(),
    };
    let response = response.headers(&headers).body(&body);
    if let Some(items) = &case.expect.items {
        let found: Vec<(String, String)> = table
            .classify_all(&response)
            .iter()
            .map(|verdict| {
                (verdict.item().map_or(String::new(), |item| item.to_string()), verdict.retry().to_string())
            })
            .collect();
        let is_right = items.len() == found.len()
            && items.iter().zip(&found).all(|(item, (at, retry))| item.item == *at && item.retry.has(retry));
        return if is_right { Vec::new() } else { vec![format!("{}: items {found:?}", case.id)] };
    }
    match table.classify(&response) {
        Some(verdict) => of_verdict(case, &verdict),
        None => vec![format!("{}: no error is seen", case.id)],
    }
}

fn of_verdict(case: &Case, verdict: &Verdict<'_, AnyCode<'_>>) -> Vec<String> {
    let Expect { retry, category, code, wait, next, items: _ } = &case.expect;
    let now = Timestamp::from_unix_seconds(NOW);
    let shown_wait = match verdict.wait() {
        None => "none".to_owned(),
        Some(Wait::For(time)) => format!("{:?}", Duration::from_micros(time.as_micros() as u64)),
        Some(Wait::Until(time)) => time.to_string(),
    };
    let entry = verdict.entry().map_or("none", |entry| entry.code);
    let facts = [
        ("retry", retry, verdict.retry().as_str()),
        ("category", category, verdict.category().as_str()),
        ("code", code, entry),
        ("wait", wait, &shown_wait),
    ];
    let mut wrong = Vec::new();
    for (name, expected, found) in facts {
        if let Some(expected) = expected.as_ref().filter(|expected| !expected.has(found)) {
            wrong.push(format!("{}: {name} is {found}, not {}", case.id, expected.shown()));
        }
    }
    let step = verdict.table().schedule.next(1, verdict, now);
    let is_right = match next.as_deref() {
        None => true,
        Some("stop") => matches!(step, Next::Stop(_)),
        Some(at_least) => {
            let seconds = at_least.trim_start_matches("after>=").trim_end_matches('s').parse().unwrap();
            matches!(step, Next::After(wait) if wait >= Duration::from_secs(seconds))
        }
    };
    if !is_right {
        wrong.push(format!("{}: next is {step:?}, not {}", case.id, next.as_deref().unwrap_or_default()));
    }
    wrong
}
