//! What a response has that its vendor's catalog does not.

use errcat_codegen::holding;
use errcat_core::table::{Check, Condition, Encoding, Field, Location, Table, Test, WaitSource};
use errcat_core::{AnyCode, Response, Verdict, Wait};
use serde::de::IgnoredAny;

/// HTTP's own header for a wait, which counts for every vendor.
const RETRY_AFTER: &str = "Retry-After";

/// What a body is that no envelope fits.
pub(super) fn misfit(
    table: &Table<'_>,
    response: &Response<'_>,
    verdict: &Verdict<'_, AnyCode<'_>>,
) -> Option<&'static str> {
    let body = response.body_bytes().trim_ascii();
    let is_in_body = |field: Field| {
        table
            .envelope
            .places
            .iter()
            .any(|place| place.field == field && matches!(place.at, Location::Pointer(_)))
    };
    let is_expected = is_in_body(Field::Code) || is_in_body(Field::Message);
    let is_failure = response.status().is_some_and(|status| status >= 400);
    if body.is_empty()
        || !is_expected
        || !is_failure
        || verdict.raw_code().is_some()
        || verdict.message().is_some()
    {
        return None;
    }
    let starts = |with: &[u8]| body.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    Some(match body {
        _ if serde_json::from_slice::<IgnoredAny>(body).is_ok() => "JSON of another shape",
        _ if starts(b"<!doctype html") || starts(b"<html") => "HTML",
        [b'{' | b'[', ..] => "JSON that is cut off or damaged",
        [b'<', ..] => "XML of another shape",
        _ if std::str::from_utf8(body).is_err() => "bytes that are not text",
        _ => "text",
    })
}

/// The places where a response has something about a wait that could not be read as one.
pub(super) fn unread_waits<'t>(
    table: &Table<'t>,
    response: &Response<'_>,
    verdict: &Verdict<'_, AnyCode<'_>>,
) -> Vec<Location<'t>> {
    let is_read = verdict.requested_wait().is_some();
    let mut unread: Vec<Location<'t>> = Vec::new();
    for source in table.waits {
        let WaitSource { at, encoding, when, part, longest: _ } = source;
        let is_unread = match (at, part) {
            (Location::Header(name), None) => is_unread_header(response, name, *encoding),
            _ => {
                let there = Check { part: *part, ..Check::new(*at, Test::Present) };
                !is_read && holds(table, response, Condition::Check(there))
            }
        };
        if is_unread && when.is_none_or(|when| holds(table, response, when)) && !unread.contains(at) {
            unread.push(*at);
        }
    }
    let own = Location::Header(RETRY_AFTER);
    let is_named = |of: &&WaitSource<'_>| matches!(of.at, Location::Header(name) if name.eq_ignore_ascii_case(RETRY_AFTER));
    if !table.waits.iter().any(|of| is_named(&of)) && is_unread_header(response, RETRY_AFTER, Encoding::Auto)
    {
        unread.push(own);
    }
    unread
}

fn is_unread_header(response: &Response<'_>, name: &str, encoding: Encoding) -> bool {
    response.header_text(name).is_some_and(|text| Wait::parse(text, encoding).is_none())
}

fn holds(table: &Table<'_>, response: &Response<'_>, condition: Condition<'_>) -> bool {
    holding(table, response, &[condition]).first().copied().unwrap_or(false)
}
