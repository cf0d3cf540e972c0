//! A verdict as others want it: Temporal's `ApplicationFailure`, and `google.rpc.Status` as JSON (AIP-193):
//! `cargo run -p errcat-core --example status --features serde`.

use std::time::{Duration, SystemTime};

use errcat::openai::{self, SCHEDULE};
use errcat::{Category, Next, Resend, Response, Retry, Verdict};
use serde::Serialize;
use serde_json::{Value, json};

/// What an activity of Temporal fails with. Its fields are those of `temporal.api.failure.v1.ApplicationFailureInfo`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ApplicationFailure {
    /// What a retry policy of the workflow can name as not retryable.
    r#type: String,
    message: String,
    non_retryable: bool,
    /// The wait before the next attempt, instead of the retry policy's own.
    next_retry_delay: Option<Duration>,
    details: Value,
}

impl ApplicationFailure {
    /// Temporal itself tries again and counts the attempts, so that it is asked about the first one.
    fn of<C>(verdict: &Verdict<'_, C>, resend: Resend) -> Self {
        let policy = SCHEDULE.policy().resend(resend);
        let next = policy.next(1, verdict, SystemTime::now());
        let next_retry_delay = match next {
            Next::After(wait) => Some(wait),
            // An activity can't change its own input.
            Next::AfterChange { .. } | Next::Stop(_) => None,
        };
        Self {
            r#type: format!("{}.{}", verdict.table().id, verdict.category()),
            message: verdict.to_string(),
            non_retryable: next_retry_delay.is_none(),
            next_retry_delay,
            details: serde_json::to_value(verdict).unwrap_or_default(),
        }
    }
}

/// `google.rpc.Status`, with the details that a client of Google's looks at.
fn status<C>(verdict: &Verdict<'_, C>) -> Value {
    let reason = verdict.entry().map_or("UNKNOWN", |entry| entry.code);
    let mut details = vec![json!({
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason.to_ascii_uppercase(),
        "domain": format!("{}.errcat", verdict.table().id),
    })];
    if let (true, Some(wait)) = (verdict.retry().allows_retry(), verdict.wait()) {
        let delay = wait.duration_from(SystemTime::now()).as_secs_f64();
        details.push(json!({
            "@type": "type.googleapis.com/google.rpc.RetryInfo",
            "retryDelay": format!("{delay}s"),
        }));
    }
    json!({
        "code": code(verdict.category()),
        "status": verdict.category().canonical(),
        "message": verdict.meaning(),
        "details": details,
    })
}

/// The number of the canonical code.
fn code(category: Category) -> u8 {
    const CODES: [&str; 17] = [
        "OK",
        "CANCELLED",
        "UNKNOWN",
        "INVALID_ARGUMENT",
        "DEADLINE_EXCEEDED",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION",
        "ABORTED",
        "OUT_OF_RANGE",
        "UNIMPLEMENTED",
        "INTERNAL",
        "UNAVAILABLE",
        "DATA_LOSS",
        "UNAUTHENTICATED",
    ];
    let position = CODES.iter().position(|name| *name == category.canonical());
    position.and_then(|position| u8::try_from(position).ok()).unwrap_or(2)
}

fn main() -> Result<(), serde_json::Error> {
    let bodies = [
        (
            r#"{"error": {"message": "Rate limit reached. Please try again in 4.2s.", "code": "rate_limit_exceeded"}}"#,
            429,
        ),
        (r#"{"error": {"message": "The current quota is exceeded.", "code": "insufficient_quota"}}"#, 429),
        ("<html>", 502),
    ];
    for (body, status_code) in bodies {
        let Some(verdict) = openai::classify(&Response::new(status_code).body(body)) else { continue };
        let failure = ApplicationFailure::of(&verdict, Resend::AsDocumented);
        println!("{}", serde_json::to_string_pretty(&failure)?);
        println!("{}", serde_json::to_string_pretty(&status(&verdict))?);
        assert!(failure.non_retryable || verdict.retry() != Retry::Never);
    }
    Ok(())
}
