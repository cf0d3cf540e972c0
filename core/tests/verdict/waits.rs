//! Waits in every encoding, from headers and bodies, and what is never believed.

use std::time::Duration;

use errcat::table::Encoding;
use errcat::{Response, Timestamp, Wait, onto, runagent, runware};

use crate::catalogs::{Lazy, table};
use crate::judge::{NOW, seconds};

const fn for_millis(milliseconds: u64) -> Option<Wait> {
    Some(Wait::For(Duration::from_millis(milliseconds)))
}

const fn until(seconds: i64) -> Option<Wait> {
    Some(Wait::Until(Timestamp::from_unix_seconds(seconds)))
}

/// 2026-06-01T00:00:00Z.
const JUNE: i64 = 1_780_272_000;
const MAX: Option<Wait> = Some(Wait::For(Wait::MAX));

#[test]
fn whatever_it_looks_like() {
    for (text, wait) in [
        ("7", for_millis(7_000)),
        (" 7 ", for_millis(7_000)),
        ("+7", for_millis(7_000)),
        ("007", for_millis(7_000)),
        ("0", for_millis(0)),
        ("0.25", for_millis(250)),
        (".5", for_millis(500)),
        ("64.57", for_millis(64_570)),
        ("1e1", for_millis(10_000)),
        ("6m0s", for_millis(360_000)),
        ("1h2m3.5s", for_millis(3_723_500)),
        ("120ms", for_millis(120)),
        ("1.5s", for_millis(1_500)),
        ("1d", for_millis(86_400_000)),
        ("6m 0s", for_millis(360_000)),
        ("5 m", for_millis(300_000)),
        ("7 seconds", for_millis(7_000)),
        ("1 minute", for_millis(60_000)),
        ("1 Minute and 5.5 Seconds", for_millis(65_500)),
        ("2 hours, 3 minutes, and 1 second", for_millis(7_381_000)),
        ("3 weeks", for_millis(21 * 86_400_000)),
        ("250us", Some(Wait::For(Duration::from_micros(250)))),
        ("250µs", Some(Wait::For(Duration::from_micros(250)))),
        ("7ns", Some(Wait::For(Duration::from_nanos(7)))),
        ("Mon, 01 Jun 2026 00:00:00 GMT", until(JUNE)),
        ("Monday, 01-Jun-26 00:00:00 GMT", until(JUNE)),
        ("Mon Jun  1 00:00:00 2026", until(JUNE)),
        ("2026-06-01T00:00:00.000Z", until(JUNE)),
        ("2026-06-01t02:30:00+02:30", until(JUNE)),
        ("2026-06-01 00:00:00Z", until(JUNE)),
        ("2026-06-01T00:00Z", until(JUNE)),
        ("2026-06-01T02:30+0230", until(JUNE)),
        ("2026-06-01T00:00:00.000+0000", until(JUNE)),
        ("Mon, 01 Jun 2026 00:00:00 UTC", until(JUNE)),
        ("Mon, 01 Jun 2026 02:00:00 +0200", until(JUNE)),
        ("1780272000", until(JUNE)),
        ("1780272000.0", until(JUNE)),
        ("1780272000000", until(JUNE)),
        ("1780272000000000", until(JUNE)),
    ] {
        assert_eq!(Wait::parse(text, Encoding::Auto), wait, "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_no_wait_rather_than_none_at_all() {
    for text in [
        "",
        " ",
        "-1",
        "-0.5",
        "-1s",
        "soon",
        "inf",
        "Infinity",
        "NaN",
        "0x10",
        "1_000",
        "1,5",
        "7 seconds from now",
        "'7' seconds",
        "7 sheep",
        "s",
        "5s 1m",
        "5m5m",
        "1h-2m",
        "1.s",
        ".s",
        "PT6M",
        "-1e400",
        "-99999999999999999999",
        "+2026-06-01T00:00:00Z",
        "10000-02-30T00:00:00Z",
        "2026-06-01",
        "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-06-01T24:00:00Z",
        "2026-06-01T00:00:00",
        "2026-06-01T00:00",
        "2026-06-01T00Z",
        "2026-06-01T00:00.5Z",
        "2026-06-01T00:00:00+02",
        "2026-06-01T00:00:00 UTC",
        "2026-06-01T00:00:00+25:00",
        "Mon, 31 Jun 2026 00:00:00 GMT",
        "Mon, 01 Jun 2026 00:00:00 CET",
        "Mon, 1 Jun 2026 00:00:00 GMT",
        "mon, 01 Jun 2026 00:00:00 GMT",
        "120, 120",
        "٣",
        "７",
    ] {
        for encoding in Encoding::ALL {
            assert_eq!(Wait::parse(text, *encoding), None, "{text:?} as {encoding}");
        }
    }
}

#[test]
fn what_is_too_large_to_be_read_is_the_longest_wait() {
    use Encoding::{Auto, EpochMilliseconds, EpochSeconds, Milliseconds, Minutes, Seconds};
    let nines = "9".repeat(400);
    for number in ["99999999999999999999", "1e19", "1e400", "1e999", "99999999999999999999.5", &nines] {
        for encoding in [Auto, Seconds, Milliseconds, Minutes, EpochSeconds, EpochMilliseconds] {
            assert_eq!(Wait::parse(number, encoding), MAX, "{number} as {encoding}");
        }
        let header = Response::new(429).header("Retry-After", number);
        assert_eq!(runagent::TABLE.classify(&header).unwrap().requested_wait(), MAX, "{number}");
    }
    for length in ["99999999999999999999s", "99999999999999999999 years"] {
        assert_eq!(Wait::parse(length, Encoding::Auto), MAX, "{length}");
    }
    let end = Some(Wait::Until(Timestamp::MAX));
    for date in [
        "10000-01-01T00:00:00Z",
        "99999999999999999999-01-01T00:00:00Z",
        "Fri, 01 Jan 10000 00:00:00 GMT",
        "Fri Jan  1 00:00:00 999999",
    ] {
        assert_eq!(Wait::parse(date, Encoding::Auto), end, "{date}");
    }
}

#[test]
fn a_declared_encoding_reads_nothing_else() {
    use Encoding::{
        Duration as Units, EpochMilliseconds, EpochSeconds, HttpDate, Milliseconds, Minutes, Rfc3339, Seconds,
    };
    let date = "Mon, 01 Jun 2026 00:00:00 GMT";
    for (text, encoding, wait) in [
        ("90", Seconds, for_millis(90_000)),
        ("1.5", Seconds, for_millis(1_500)),
        ("1500", Milliseconds, for_millis(1_500)),
        ("1500.5", Milliseconds, Some(Wait::For(Duration::from_micros(1_500_500)))),
        ("19", Minutes, for_millis(19 * 60_000)),
        ("0.05", Minutes, for_millis(3_000)),
        ("1.999999", Minutes, Some(Wait::For(Duration::from_micros(119_999_940)))),
        ("999999999", Minutes, MAX),
        ("1780272000", Minutes, until(JUNE)),
        ("1780272000", EpochSeconds, until(JUNE)),
        ("1780272000000", EpochMilliseconds, until(JUNE)),
        (date, HttpDate, until(JUNE)),
        ("2026-06-01T00:00:00Z", Rfc3339, until(JUNE)),
        ("6m0s", Units, for_millis(360_000)),
        // A time where a length was declared, and the other way round.
        ("1780272000", Seconds, until(JUNE)),
        ("1780272000000", Milliseconds, until(JUNE)),
        ("1780272000000", EpochSeconds, until(JUNE)),
        ("30", EpochSeconds, None),
        ("0", EpochSeconds, None),
        ("1780272000", EpochMilliseconds, None),
        ("6m0s", Seconds, None),
        ("7 seconds", Seconds, None),
        ("7 seconds", Units, for_millis(7_000)),
        ("7 minutes", Minutes, None),
        ("7", Units, None),
        ("7", HttpDate, None),
        (date, Rfc3339, None),
        ("2026-06-01T00:00:00Z", HttpDate, None),
    ] {
        assert_eq!(Wait::parse(text, encoding), wait, "{text} as {encoding}");
    }
}

#[test]
fn the_rate_limit_field_asks_for_the_longest_reset_of_what_is_used_up() {
    for (field, seconds) in [
        (r#""api";r=0;t=55"#, Some(55)),
        (r#"  "api" ; r=0 ; t=55 "#, Some(55)),
        ("api;r=0;t=55", Some(55)),
        (r#""api";t=55;r=0;pk=:QUJD:"#, Some(55)),
        (r#""minute";r=0;t=30, "day";r=0;t=7200, "month";r=10;t=900000"#, Some(7_200)),
        (r#""a, b; t=9";r=0;t=7"#, Some(7)),
        (r#""a\"\\";r=0;t=7, "b";r=5;t=9"#, Some(7)),
        (r#""api";t=55"#, Some(55)),
        (r#""api";r=0;t=0"#, Some(0)),
        (r#""api";r=-3;t=8"#, Some(8)),
        (r#""api";r=12;t=55"#, None),
        (r#""api";r=0"#, None),
        (r#""api";r=0;t=-5"#, None),
        (r#""api";r=0;t=soon"#, None),
        (r#""api";r=none;t=5"#, None),
        (r#""unterminated;r=0;t=5"#, None),
        (r#""api";r=0;t=999999999999999999999"#, Some(Wait::MAX.as_secs())),
        (r#""api";r=5;t=999999999999999999999"#, None),
        ("limit=100, remaining=0, reset=50", Some(50)),
        ("limit=100;w=60, reset=50", Some(50)),
        ("limit=100, remaining=7, reset=50", None),
        ("30", None),
        (";;,,==\"", None),
    ] {
        let wait = seconds.map(|seconds| Wait::For(Duration::from_secs(seconds)));
        assert_eq!(Wait::parse(field, Encoding::RateLimit), wait, "{field}");
        assert_eq!(Wait::read_start(field, Encoding::RateLimit), wait, "{field}");
    }
    let header = Response::new(429).header("RateLimit", r#""api";r=0;t=55"#);
    let table = table(
        r#"
envelope: { code: /code }
wait: [{ header: RateLimit, encoding: rate_limit }]
"#,
    );
    assert_eq!(table.classify(&header).unwrap().wait(), for_millis(55_000));
}

#[test]
fn a_wait_has_a_longest() {
    for text in
        ["31622400", "31622401", "999999999", "9000h", "18446744073709551616d", "99999999999999999999h"]
    {
        assert_eq!(Wait::parse(text, Encoding::Auto), MAX, "{text}");
    }
    assert_eq!(Wait::parse("31622399", Encoding::Auto), Some(Wait::For(Wait::MAX - seconds(1))));
    // A time that is too far away is waited for as long as the longest wait.
    let far = Wait::parse("9999-12-31T23:59:59Z", Encoding::Auto).unwrap();
    assert_eq!(far.duration_from(NOW), Wait::MAX);
    assert_eq!(far.time_from(NOW), Timestamp::from_unix_seconds(253_402_300_799));
    let past = Wait::parse("1994-11-06T08:49:37Z", Encoding::Auto).unwrap();
    assert_eq!(past.duration_from(NOW), Duration::ZERO);
    // 56 years would be the wait, were this epoch taken for seconds from now.
    let epoch = Wait::parse("1780268430", Encoding::Seconds).unwrap();
    assert_eq!(epoch.duration_from(NOW), seconds(30));
    for beyond in ["1e19", "18446744073709551616", "1e18"] {
        let wait = Wait::parse(beyond, Encoding::Auto);
        assert!(wait.is_none_or(|wait| wait.duration_from(NOW) <= Wait::MAX), "{beyond}");
    }
}

#[test]
fn the_least_waits_are_not_none_at_all() {
    for text in ["1e-9", "0.0000001", "0.0000004"] {
        let Some(Wait::For(wait)) = Wait::parse(text, Encoding::Seconds) else { panic!("{text}") };
        assert!(wait > Duration::ZERO && wait <= Duration::from_micros(1), "{text}");
    }
}

/// Waits in many places, the vendor's favourite first.
static WAITS: Lazy = Lazy::new(|| {
    table(
        r#"
envelope: { code: /code }
wait:
  - { header: Retry-After-Ms, encoding: milliseconds }
  - { header: Retry-After }
  - { pointer: /retry_after, encoding: seconds }
  - { pointer: /details/0/retryDelay, encoding: duration }
  - { pointer: /reset_ms, encoding: epoch_milliseconds }
  - { header: X-RateLimit-Reset, encoding: epoch_seconds }
"#,
    )
});

fn waits(headers: &[(&str, &str)], body: &str) -> Option<Wait> {
    let response = Response::new(429).headers(&headers).body(body);
    WAITS.classify(&response).unwrap().requested_wait()
}

#[test]
fn the_first_place_that_says_something_readable_wins() {
    let ms = ("retry-after-ms", "1500");
    let date = ("retry-after", "Mon, 01 Jun 2026 00:00:00 GMT");
    assert_eq!(waits(&[date, ms], r#"{"retry_after": 7}"#), for_millis(1_500));
    assert_eq!(waits(&[date], r#"{"retry_after": 7}"#), until(JUNE));
    assert_eq!(
        waits(&[("retry-after", "?"), ("retry-after-ms", "")], r#"{"retry_after": 7}"#),
        for_millis(7_000)
    );
    assert_eq!(waits(&[("x-ratelimit-reset", "1780272000")], "<html>"), until(JUNE));
    assert_eq!(waits(&[("x-ratelimit-reset", "60")], ""), None);
    assert_eq!(waits(&[], "{}"), None);
}

#[test]
fn a_place_that_asks_for_no_wait_hides_no_later_one() {
    let zero = ("retry-after", "0");
    assert_eq!(waits(&[zero], r#"{"retry_after": 33}"#), for_millis(33_000));
    assert_eq!(waits(&[zero, ("retry-after-ms", "0")], r#"{"retry_after": 0}"#), for_millis(0));
    assert_eq!(waits(&[zero], "{}"), for_millis(0));
    // Whether a time has passed, the server's own clock says; without it nobody knows.
    let past = ("retry-after", "Sun, 31 May 2026 23:59:00 GMT");
    let date = ("date", "Mon, 01 Jun 2026 00:00:00 GMT");
    assert_eq!(waits(&[past, date], r#"{"retry_after": 33}"#), for_millis(33_000));
    assert_eq!(waits(&[past, date], "{}"), until(JUNE - 60));
    assert_eq!(waits(&[past], r#"{"retry_after": 33}"#), until(JUNE - 60));
    // HTTP's own header is asked where the vendor's places say zero, too.
    let body = r#"{"status": "error", "code": "CONCURRENT_LIMIT", "retry_after": 0}"#;
    let response = Response::new(429).header("Retry-After", "60").body(body);
    let wait = onto::TABLE.classify(&response).unwrap().requested_wait();
    assert_eq!(wait, for_millis(60_000));
}

#[test]
fn waits_in_a_body_are_numbers_or_texts() {
    for (body, wait) in [
        (r#"{"retry_after": 64.57}"#, for_millis(64_570)),
        (r#"{"retry_after": "64.57"}"#, for_millis(64_570)),
        (r#"{"retry_after": "\u0036"}"#, for_millis(6_000)),
        (r#"{"retry_after": 1e2}"#, for_millis(100_000)),
        (r#"{"retry_after": 0}"#, for_millis(0)),
        (r#"{"retry_after": 5, "retry_after": 6}"#, for_millis(6_000)),
        (r#"{"retry_after": 5, "retry_after": null}"#, None),
        (r#"{"retry_after": -5}"#, None),
        (r#"{"retry_after": true}"#, None),
        (r#"{"retry_after": {"seconds": 5}}"#, None),
        (r#"{"retry_after": 1780272000}"#, until(JUNE)),
        (
            r#"{"retry_after": 18446744073709551614}"#,
            Some(Wait::Until(Timestamp::new(18_446_744_073, 709_551_000))),
        ),
        (r#"{"retry_after": 18446744073709551615}"#, MAX),
        (r#"{"retry_after": 1e30, "reset_ms": 1780272000000}"#, MAX),
        (r#"{"retry_after": "1e30"}"#, MAX),
        (r#"{"retry_after": 1e400}"#, MAX),
        (r#"{"retry_after": -1e400}"#, None),
        (r#"{"details": [{"retryDelay": "30s"}]}"#, for_millis(30_000)),
        (r#"{"details": [7, {"retryDelay": "30s"}]}"#, None),
        (r#"{"reset_ms": 1780272000000.0}"#, until(JUNE)),
    ] {
        assert_eq!(waits(&[], body), wait, "{body}");
    }
}

#[test]
fn a_rule_says_how_long_where_the_response_does_not() {
    let response = Response::new(429).header("Retry-After", "not now");
    let verdict = runagent::TABLE.classify(&response).unwrap();
    assert_eq!(verdict.requested_wait(), None);
    assert_eq!(verdict.wait(), for_millis(60_000));
}

#[test]
fn what_a_wait_prints() {
    assert_eq!(for_millis(1_500).unwrap().to_string(), "for 1.5s");
    assert_eq!(until(JUNE).unwrap().to_string(), "until 2026-06-01T00:00:00Z");
}

#[test]
fn the_header_of_http_counts_where_the_vendor_names_no_place() {
    let wait = |response: Response<'_>| runware::TABLE.classify(&response).unwrap().requested_wait();
    let for_a_minute = Some(Wait::For(Duration::from_secs(60)));
    assert_eq!(wait(Response::new(429).header("Retry-After", "60")), for_a_minute);
    // What the vendor documents goes before.
    let body = r#"{"status": "error", "code": "CONCURRENT_LIMIT", "retry_after": 1}"#;
    let response = Response::new(429).header("Retry-After", "60").body(body);
    let onto = onto::TABLE.classify(&response).unwrap();
    assert_eq!(onto.requested_wait(), Some(Wait::For(Duration::from_secs(1))));
    let response = Response::new(503).header("Retry-After", "60").body("<html></html>");
    assert_eq!(onto::TABLE.classify(&response).unwrap().requested_wait(), for_a_minute);
}
