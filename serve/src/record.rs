//! What was asked and when.

use std::time::{Duration, SystemTime};

use errcat_core::table::seconds;
use serde_json::{Value, json};

/// A request that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recorded {
    /// When it came.
    pub time: SystemTime,
    /// How long after the server started, by a clock that never goes back.
    pub since_start: Duration,
    /// Its method.
    pub method: String,
    /// Its path, with its query.
    pub path: String,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// Its body, or the first 64 KiB of it.
    pub body: Vec<u8>,
    /// The step that it got, such as `RATE_LIMITED~cut`; empty where the path did not say.
    pub step: String,
    /// The status of the answer; `None` where there was none, or bytes came in its place.
    pub status: Option<u16>,
}

/// The requests so far, each with how long after the one before it came.
pub(crate) fn json(requests: &[Recorded]) -> Value {
    let mut before: Option<Duration> = None;
    let all = requests.iter().map(|of| {
        let gap = before.map(|before| seconds(of.since_start.saturating_sub(before)));
        before = Some(of.since_start);
        let time = jiff::Timestamp::try_from(of.time).map(|time| time.to_string()).unwrap_or_default();
        let headers: Vec<Value> =
            of.headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        json!({
            "time": time,
            "seconds": seconds(of.since_start),
            "seconds_after_last": gap,
            "method": of.method,
            "path": of.path,
            "headers": headers,
            "body": String::from_utf8_lossy(&of.body),
            "answer": of.step,
            "status": of.status,
        })
    });
    json!({ "requests": all.collect::<Vec<_>>() })
}
