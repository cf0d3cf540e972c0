//! From bytes to verdict: errcat, a hand-written borrowed serde struct with a `match`, and
//! `serde_json::Value`, for the same facts of the same bodies.
//!
//! What counts is the ratio of the ways, so they are measured in turns, and of each the fastest round
//! counts: a machine that is busy in between slows no way more than the others.
//!
//! A second table has large bodies, against parsers that use the vector instructions of the processor, and against
//! reading the body once; a third XML, forms, streams and conditions on texts. All are tables for the README.

// The helpers of tests may stop a benchmark as they stop a test.
#![allow(clippy::panic)]

mod by_hand;
mod by_value;
mod codes;
mod formats;
mod large;

#[path = "../../tests/catalogs/mod.rs"]
mod catalogs;

use std::hint::black_box;
use std::time::{Duration, Instant};

use errcat::table::Table;
use errcat::{Response, Verdict, onto, runagent, runo, runware};

const ROUNDS: usize = 60;
const ROUND: Duration = Duration::from_millis(4);

/// What each way finds out: a category's place in the list, a retry's, the seconds to wait, and lengths
/// of texts.
pub(crate) type Facts = Option<(usize, usize, Option<u64>, usize)>;

type Way = fn(&Case) -> Facts;

pub(crate) struct Case {
    name: &'static str,
    table: &'static Table<'static>,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) body: Vec<u8>,
    by_hand: Way,
    by_value: Way,
}

fn main() {
    println!("| Body | bytes | errcat | struct by hand | `serde_json::Value` | by hand/ | Value/ |");
    println!("|---|---|---|---|---|---|---|");
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for case in cases().into_iter().filter(|case| case.name.contains(&wanted)) {
        let ways: [Way; 3] = [by_errcat, case.by_hand, case.by_value];
        assert_eq!(by_errcat(&case), (case.by_hand)(&case), "{}", case.name);
        assert_eq!(by_errcat(&case), (case.by_value)(&case), "{}", case.name);
        let [errcat, hand, value] = ways.map(|way| {
            let case = &case;
            move || way(black_box(case))
        });
        let [errcat, hand, value] = fastest(case.body.len(), [&errcat, &hand, &value]);
        let (by_hand, by_value) = (hand / errcat, value / errcat);
        println!(
            "| {} | {} | {errcat:.0} ns | {hand:.0} ns | {value:.0} ns | {by_hand:.1} | {by_value:.1} |",
            case.name,
            case.body.len()
        );
    }
    large::compare(&wanted);
    formats::compare(&wanted);
}

/// Nanoseconds per call of each way to judge a body of this length: the fastest round of each.
pub(crate) fn fastest<T, const N: usize>(bytes: usize, ways: [&dyn Fn() -> T; N]) -> [f64; N] {
    let mut best = [f64::INFINITY; N];
    for _ in 0..ROUNDS {
        for (way, best) in ways.iter().zip(&mut best) {
            *best = best.min(round(bytes, way));
        }
    }
    best
}

fn round<T>(bytes: usize, way: &dyn Fn() -> T) -> f64 {
    let start = Instant::now();
    let mut calls = 0_u32;
    // The clock is not asked after each call of a short one.
    let batch = if bytes < 10_000 { 64 } else { 1 };
    while start.elapsed() < ROUND {
        for _ in 0..batch {
            black_box(way());
        }
        calls += batch;
    }
    start.elapsed().as_nanos() as f64 / f64::from(calls)
}

pub(crate) fn by_errcat(case: &Case) -> Facts {
    let response = Response::new(case.status).headers(&case.headers).body(&case.body);
    found(case.table.classify(&response))
}

/// What a verdict says of the facts.
pub(crate) fn found<C>(verdict: Option<Verdict<'_, C>>) -> Facts {
    let verdict = verdict.as_ref()?;
    let wait =
        verdict.requested_wait().map(|wait| wait.duration_from(errcat::Timestamp::UNIX_EPOCH).as_secs());
    let length = verdict.message().map_or(0, str::len) + verdict.request_id().map_or(0, str::len);
    Some((verdict.category() as usize, verdict.retry() as usize, wait, length))
}

pub(crate) fn case(
    name: &'static str,
    table: &'static Table<'static>,
    status: u16,
    body: impl Into<Vec<u8>>,
) -> Case {
    let (by_hand, by_value): (Way, Way) = match table.id {
        "runo" => (by_hand::runo, by_value::runo),
        "onto" => (by_hand::onto, by_value::onto),
        "runagent" => (by_hand::runagent, by_value::runagent),
        _ => (by_hand::runware, by_value::runware),
    };
    Case { name, table, status, headers: Vec::new(), body: body.into(), by_hand, by_value }
}

fn cases() -> Vec<Case> {
    let runo = &runo::TABLE;
    let rate_limited = r#"{"status":"error","error":{"code":"RATE_LIMITED","message":"Too many requests.","retryable":true}}"#;
    let blocked = r#"{
  "status": "error",
  "error": {
    "code": "FETCH_BLOCKED",
    "message": "Both plain fetch and stealth headless were blocked.",
    "retryable": true
  }
}"#;
    let invalid = r#"{"errors":[{"code":"invalidApiKey","message":"Invalid API key. Get one at https://my.runware.ai/signup","parameter":"apiKey","taskType":"authentication"}]}"#;
    let field = r#"{"error":{"code":"INVALID_FIELD_TYPE","message":"Field 'temperature' must be a number","details":{"field":"temperature","provided":"string","expected":"number"},"request_id":"req_abc123","status":400}}"#;
    let deployment = r#"{"error":{"code":"DEPLOYMENT_FAILED","message":"Failed to deploy agent","details":{"reason":"Invalid configuration","validation_errors":["Missing entrypoint"]},"status":422}}"#;
    let waf = r#"{"status":"error","code":"WAF_BLOCKED","message":"The site refused the crawler."}"#;
    vec![
        Case {
            headers: vec![("Content-Type", "application/json"), ("Retry-After", "7")],
            ..case("runo rate limited", runo, 429, rate_limited)
        },
        case("runo pretty, in a 200", runo, 200, blocked),
        case("onto flat", &onto::TABLE, 403, waf),
        case("runagent nested", &runagent::TABLE, 400, field),
        case("runagent deep details", &runagent::TABLE, 422, deployment),
        case("runware list", &runware::TABLE, 401, invalid),
        case("runware list of 50", &runware::TABLE, 401, list_of(50)),
        case("runo success, 2 kB", runo, 200, success(20)),
        case("runo success, 200 kB", runo, 200, success(2_000)),
        case("runo success, 2 MB", runo, 200, success(20_000)),
    ]
}

fn list_of(count: usize) -> String {
    let error = r#"{"code":"invalidApiKey","message":"Invalid API key.","parameter":"apiKey","taskType":"authentication"}"#;
    format!(r#"{{"errors":[{}]}}"#, vec![error; count].join(","))
}

/// So many items, with what says that it is a success in front of them.
pub(crate) fn success(items: usize) -> String {
    format!(r#"{{"status":"success","data":[{}]}}"#, things(items))
}

/// The elements of a list.
pub(crate) fn things(count: usize) -> String {
    let item =
        r#"{"name":"A thing of some sort","price":19.99,"stock":1204,"tags":["new","blue"],"ok":true}"#;
    vec![item; count].join(",")
}
