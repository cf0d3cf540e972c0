//! What `.ci/instructions` counts the instructions of, under callgrind: the case that is named.

use std::hint::black_box;
use std::time::SystemTime;

use errcat::{Response, openai, runo, stripe};

/// How often a short case is repeated.
const TIMES: usize = 1_000;

fn main() {
    let known: Vec<String> = stripe::ErrorCode::all().iter().map(|code| code.as_str().to_owned()).collect();
    let unknown: Vec<String> = known.iter().map(|code| code.replace('_', "-")).collect();
    let limited = r#"{"status":"error","error":{"code":"RATE_LIMITED","message":"Too many requests.","retryable":true}}"#;
    let limited = Response::new(429).header("Retry-After", "7").body(limited);
    let verdict = runo::classify(&limited);
    let message = r#"{"error":{"message":"Rate limit reached. Please try again in 1.2s.","type":"tokens","code":"rate_limit_exceeded"}}"#;
    let message = Response::new(429).body(message);
    let item =
        r#"{"name":"A thing of some sort","price":19.99,"stock":1204,"tags":["new","blue"],"ok":true}"#;
    let items = vec![item; 1_000].join(",");
    let [first, last] = [
        format!(r#"{{"status":"success","data":[{items}]}}"#),
        format!(r#"{{"data":[{items}],"status":"success"}}"#),
    ];
    let [first, last] = [&first, &last].map(|body| Response::new(200).body(body));

    let cases: [(&str, &dyn Fn()); 7] = [
        ("lookup", &|| known.iter().for_each(|code| look_up(code))),
        ("lookup_of_unknown", &|| unknown.iter().for_each(|code| look_up(code))),
        ("verdict", &|| (0..TIMES).for_each(|_| drop(black_box(runo::classify(black_box(&limited)))))),
        ("verdict_by_condition", &|| {
            (0..TIMES).for_each(|_| drop(black_box(openai::classify(black_box(&message)))))
        }),
        ("verdict_of_success", &|| drop(black_box(runo::classify(black_box(&last))))),
        ("verdict_of_early_success", &|| {
            (0..TIMES).for_each(|_| drop(black_box(runo::classify(black_box(&first)))))
        }),
        ("schedule", &|| {
            for verdict in std::iter::repeat_n(&verdict, TIMES).flatten() {
                black_box(runo::SCHEDULE.next(1, black_box(verdict), SystemTime::UNIX_EPOCH));
            }
        }),
    ];
    let wanted = std::env::args().nth(1).unwrap_or_default();
    cases.iter().filter(|(name, _)| *name == wanted).for_each(|(_, case)| counted(*case));
}

/// Only what happens within counts.
#[inline(never)]
fn counted(case: &dyn Fn()) {
    black_box(case)();
}

fn look_up(code: &str) {
    black_box(stripe::ErrorCode::from_code(black_box(code)));
}
