//! What holds for any response whatsoever.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use errcat::table::Table;
use errcat::{Next, Response, Retry, Timestamp, VendorCode, Verdict, Wait, onto, runagent, runo, runware};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use crate::near_json::{damaged, envelope, json};

const HEADERS: &[&str] = &["Retry-After", "retry-after", "x-request-id", "Content-Type", "X-RateLimit-Reset"];
const STATUSES: &[u16] = &[200, 201, 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504, 529];

/// A response as parts that own what a [`Response`] borrows.
#[derive(Clone, Debug)]
struct Parts {
    status: Option<u16>,
    headers: Vec<(&'static str, Vec<u8>)>,
    body: Vec<u8>,
}

impl Parts {
    fn response(&self) -> Response<'_> {
        let response = match self.status {
            Some(status) => Response::new(status),
            None => Response::without_status(),
        };
        response.headers(&self.headers).body(&self.body)
    }
}

fn parts(body: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Parts> {
    let status = prop_oneof![Just(None), select(STATUSES).prop_map(Some), any::<u16>().prop_map(Some)];
    let waits: &[&str] = &["7", "-1", "1780272000", "1e400", "6m0s", "Mon, 01 Jun 2026 00:00:00 GMT", "soon"];
    let value = prop_oneof![
        select(waits).prop_map(|text| text.as_bytes().to_vec()),
        any::<Vec<u8>>(),
        any::<f64>().prop_map(|number| number.to_string().into_bytes()),
    ];
    let headers = prop::collection::vec((select(HEADERS), value), 0..4);
    (status, headers, body).prop_map(|(status, headers, body)| Parts { status, headers, body })
}

fn any_body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        any::<Vec<u8>>(),
        any::<String>().prop_map(String::into_bytes),
        json().prop_map(String::into_bytes),
        envelope().prop_map(String::into_bytes),
        damaged(),
    ]
}

/// Everything that a verdict says, as one text.
fn said<C: VendorCode>(verdict: &Verdict<'_, C>) -> String {
    let mut said = format!("{verdict} {verdict:?} {:?} {:?}", verdict.code(), verdict.contradiction());
    let _ = write!(said, "{:?} {:?}", verdict.raw_code(), verdict.message());
    let _ = write!(said, "{:?} {:?}", verdict.request_id(), verdict.parameter());
    let _ = write!(said, "{:?} {:?}", verdict.details(), verdict.documentation_url());
    let _ = write!(said, "{:?} {:?}", verdict.field("task_type"), verdict.field("task_uuid"));
    let _ = write!(said, "{:?} {:?}", verdict.requested_wait(), verdict.item().map(|item| item.to_string()));
    let _ = write!(said, "{:?} {:?}", verdict.change(), verdict.window());
    said
}

fn check<C: VendorCode>(verdict: Verdict<'_, C>, now: Timestamp) -> Result<(), TestCaseError> {
    if let Some(wait) = verdict.wait() {
        prop_assert!(wait.duration_from(now) <= Wait::MAX);
        prop_assert!(!matches!(wait, Wait::For(wait) if wait > Wait::MAX));
    }
    for attempt in 1..=5 {
        match C::table().schedule.next(attempt, &verdict, now) {
            Next::Stop(_) => {}
            Next::After(wait) => {
                prop_assert!(verdict.retry().allows_retry() && wait <= Wait::MAX);
            }
            Next::AfterChange { wait, .. } => {
                prop_assert!(verdict.retry() == Retry::WithChange && wait <= Wait::MAX);
            }
        }
    }
    let before = said(&verdict);
    prop_assert_eq!(said(&verdict.into_owned()), before);
    Ok(())
}

fn judge<V: VendorCode>(parts: &Parts, now: Timestamp) -> Result<(), TestCaseError> {
    let response = parts.response();
    let one = V::classify(&response);
    let all = V::classify_all(&response);
    match (&one, all.first()) {
        (Some(one), Some(first)) => prop_assert_eq!(said(one), said(first)),
        (None, Some(first)) => prop_assert!(first.item().is_some()),
        (one, None) => prop_assert!(one.is_none()),
    }
    one.into_iter().chain(all).try_for_each(|verdict| check(verdict, now))
}

/// The text of a code, as serde_json has it.
fn code(envelope: &Value, pointer: &str) -> Option<String> {
    match envelope.pointer(pointer)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

type Code = Option<Option<String>>;

/// The code that a table gives: nothing where there is no error.
fn found(table: &Table<'_>, body: &[u8]) -> Code {
    let verdict = table.classify(&Response::without_status().body(body));
    verdict.map(|verdict| verdict.raw_code().map(str::to_owned))
}

/// The same by way of a tree.
fn expected(table: &Table<'_>, body: &Value) -> Code {
    let says_error = body.pointer("/status").is_some_and(|status| status == "error");
    match table.id {
        "onto" => says_error.then(|| code(body, "/code")),
        "runo" => says_error.then(|| code(body, "/error/code")),
        "runagent" => code(body, "/error/code").map(Some),
        _ => errors(body).next().map(|(_, error)| code(error, "/code")),
    }
}

/// Runware's errors with their indices.
fn errors(body: &Value) -> impl Iterator<Item = (usize, &Value)> {
    let list = body.get("errors").and_then(Value::as_array).into_iter().flatten();
    list.enumerate().filter(|(_, error)| !error.is_null())
}

/// Runo's items with an error of their own, as pointer and code.
fn items(value: &Value, path: &str, depth: u16, into: &mut BTreeSet<(String, Option<String>)>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                items(member, &format!("{path}/{name}"), depth, into);
            }
        }
        Value::Array(elements) if depth < 8 => {
            for (index, element) in elements.iter().enumerate() {
                let path = format!("{path}/{index}");
                items(element, &path, depth + 1, into);
                if let Some(code) = expected(&runo::TABLE, element) {
                    into.insert((path, code));
                }
            }
        }
        _ => {}
    }
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_response_panics_and_no_wait_is_out_of_bounds(parts in parts(any_body()), seconds in any::<i64>()) {
        let now = Timestamp::from_unix_seconds(seconds);
        judge::<onto::ErrorCode>(&parts, now)?;
        judge::<runagent::ErrorCode>(&parts, now)?;
        judge::<runo::ErrorCode>(&parts, now)?;
        judge::<runware::ErrorCode>(&parts, now)?;
    }

    #[test]
    fn the_code_is_the_one_that_serde_json_finds(body in prop_oneof![envelope(), json()]) {
        let value: Value = serde_json::from_str(&body).unwrap();
        for table in [&onto::TABLE, &runagent::TABLE, &runo::TABLE, &runware::TABLE] {
            prop_assert_eq!(found(table, body.as_bytes()), expected(table, &value), "{} {}", table.id, body);
        }
    }

    #[test]
    fn a_damaged_body_gives_the_code_that_serde_json_finds_or_none(body in damaged()) {
        let value: Option<Value> = serde_json::from_slice(&body).ok();
        let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(&body).is_ok();
        for table in [&onto::TABLE, &runagent::TABLE, &runo::TABLE, &runware::TABLE] {
            match &value {
                Some(value) => prop_assert_eq!(found(table, &body), expected(table, value), "{}", table.id),
                // serde_json skips numbers that it could not hold, and so may errcat.
                None if is_json => {}
                None => prop_assert_eq!(found(table, &body), None, "{}", table.id),
            }
        }
    }

    #[test]
    fn every_error_of_a_list_has_the_code_that_serde_json_finds(body in envelope()) {
        let value: Value = serde_json::from_str(&body).unwrap();
        let response = Response::new(200).body(&body);
        let all = runware::TABLE.classify_all(&response);
        let found: Vec<_> = all
            .iter()
            .map(|error| (error.item().unwrap().index(), error.raw_code().map(str::to_owned)))
            .collect();
        let expected: Vec<_> = errors(&value).map(|(index, error)| (index, code(error, "/code"))).collect();
        prop_assert_eq!(found, expected, "{}", body);
    }

    #[test]
    fn every_item_of_a_batch_has_the_code_that_serde_json_finds(body in prop_oneof![envelope(), json()]) {
        let value: Value = serde_json::from_str(&body).unwrap();
        let response = Response::new(200).body(&body);
        let found: BTreeSet<_> = runo::TABLE
            .classify_all(&response)
            .iter()
            .filter_map(|found| Some((found.item()?.to_string(), found.raw_code().map(str::to_owned))))
            .collect();
        let mut expected = BTreeSet::new();
        items(&value, "", 0, &mut expected);
        prop_assert_eq!(found, expected, "{}", body);
    }
}
