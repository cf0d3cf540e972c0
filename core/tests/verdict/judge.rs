//! Short ways to judge a response, and what all tests ask of a verdict.

use std::time::Duration;

use errcat::table::Table;
use errcat::{AnyCode, Basis, Category, Response, Retry, Timestamp, Verdict};

/// A verdict by a table.
pub(crate) type AnyVerdict<'a> = Verdict<'a, AnyCode<'a>>;

/// The verdict on a body that came with this status and without headers.
pub(crate) fn judge<'a>(table: &'a Table<'a>, status: u16, body: &'a str) -> AnyVerdict<'a> {
    table.classify(&Response::new(status).body(body)).expect("an error")
}

/// The verdict on a body that came over a WebSocket.
pub(crate) fn without_status<'a>(table: &'a Table<'a>, body: &'a str) -> AnyVerdict<'a> {
    table.classify(&Response::without_status().body(body)).expect("an error")
}

/// What an error is and what to do, with the rules that say so.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer<'v> {
    pub(crate) code: Option<&'v str>,
    pub(crate) category: Category,
    pub(crate) basis: Basis,
    pub(crate) retry: Retry,
    pub(crate) retry_basis: Basis,
}

pub(crate) fn answer<'v>(verdict: &'v AnyVerdict<'_>) -> Answer<'v> {
    Answer {
        code: verdict.raw_code(),
        category: verdict.category(),
        basis: verdict.basis(),
        retry: verdict.retry(),
        retry_basis: verdict.retry_basis(),
    }
}

/// A moment at which the tests ask for the next step: 2026-05-31T23:00:00Z.
pub(crate) const NOW: Timestamp = Timestamp::from_unix_seconds(1_780_268_400);

pub(crate) const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}
