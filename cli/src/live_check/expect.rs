//! What a line of a recording says that its verdict has to be.

use std::time::Duration;

use errcat_codegen::catalogs::{Expected, ExpectedWait};
use errcat_codegen::words;
use errcat_core::table::{Encoding, Table};
use errcat_core::{AnyCode, Next, Response, Timestamp, Verdict, Wait};
use serde_json::Value;

use crate::report::count;

/// How the verdicts differ from what is expected: `none`, the facts of a verdict, or a list of these; the facts are
/// those of a catalog's example, and each may be a list of which one has to be right.
pub(super) fn differences(
    table: &Table<'_>,
    response: &Response<'_>,
    expected: &Value,
    all: &[Verdict<'_, AnyCode<'_>>],
) -> Vec<String> {
    match expected {
        Value::String(word) if word == "none" => match all {
            [] => Vec::new(),
            [first, ..] => vec![format!("no error is expected, and it is {}", first.category())],
        },
        Value::Array(expected) => of_each(expected, all, "error"),
        one if one.get("items").is_some() => {
            let items = one.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            of_each(items, all, "item")
        }
        one => match table.classify(response) {
            Some(verdict) => of_one(one, &verdict),
            None => vec!["an error is expected, and there is none".to_owned()],
        },
    }
}

fn of_each(expected: &[Value], all: &[Verdict<'_, AnyCode<'_>>], what: &str) -> Vec<String> {
    if expected.len() != all.len() {
        let expected = count(expected.len(), what);
        return vec![format!("{expected} expected, and there are {}", all.len())];
    }
    expected.iter().zip(all).flat_map(|(of, verdict)| of_one(of, verdict)).collect()
}

fn of_one(expected: &Value, verdict: &Verdict<'_, AnyCode<'_>>) -> Vec<String> {
    let facts = Expected::of(verdict).facts();
    let mut differences = Vec::new();
    for (name, expected) in expected.as_object().into_iter().flatten() {
        if expected.is_null() {
            continue;
        }
        let alternatives = expected.as_array().map_or(std::slice::from_ref(expected), Vec::as_slice);
        let found = facts.iter().find(|(fact, _)| fact == name).map(|(_, found)| found);
        let is_right = match (name.as_str(), found) {
            ("wait", _) => alternatives.iter().any(|of| is_wait(of, verdict.wait())),
            ("next", _) => alternatives.iter().any(|of| is_next(of, verdict)),
            ("item", _) => {
                let item = verdict.item().map_or_else(String::new, |item| item.to_string());
                alternatives.iter().any(|of| *of == item)
            }
            (_, Some(found)) => alternatives.iter().any(|of| text(of) == *found),
            (_, None) => {
                differences.push(format!("`{}` can't be expected", words::plain(name)));
                continue;
            }
        };
        if !is_right {
            // What the vendor sent may be secret, and so is not shown.
            let shown = match (name.as_str(), found) {
                ("category" | "retry" | "basis" | "wait", Some(Some(found))) => {
                    format!(", and it is {found}")
                }
                _ => String::new(),
            };
            differences.push(format!("{} differs{shown}", words::plain(name)));
        }
    }
    differences
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Whether a wait is the one that is expected: `none`, a number of seconds, a length or a time.
fn is_wait(expected: &Value, wait: Option<Wait>) -> bool {
    let expected = match expected {
        Value::String(text) if text == "none" => Some(ExpectedWait::None),
        Value::String(text) => Wait::parse(text, Encoding::Duration)
            .or_else(|| Wait::parse(text, Encoding::Rfc3339))
            .map(|wait| ExpectedWait::of(Some(wait))),
        other => other
            .as_f64()
            .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
            .map(ExpectedWait::For),
    };
    match (expected, wait) {
        // What a text rounds to is the same wait.
        (Some(ExpectedWait::For(expected)), Some(Wait::For(wait))) => {
            expected.abs_diff(wait) < Duration::from_micros(2)
        }
        (Some(expected), wait) => expected == ExpectedWait::of(wait),
        (None, _) => false,
    }
}

/// Whether the first step is the one that is expected: `stop`, or `after>=60s`.
fn is_next(expected: &Value, verdict: &Verdict<'_, AnyCode<'_>>) -> bool {
    let next = verdict.table().schedule.next(1, verdict, Timestamp::from(std::time::SystemTime::now()));
    match expected.as_str().map(|text| (text, text.strip_prefix("after>="))) {
        Some(("stop", _)) => matches!(next, Next::Stop(_)),
        Some((_, Some(least))) => match (Wait::parse(least, Encoding::Duration), next) {
            (Some(Wait::For(least)), Next::After(wait)) => wait >= least,
            _ => false,
        },
        _ => false,
    }
}
