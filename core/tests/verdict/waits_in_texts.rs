//! Waits that texts for people begin with.

use std::time::Duration;

use errcat::table::Encoding;
use errcat::{Timestamp, Wait};
use proptest::prelude::*;

/// 2026-11-26T12:30:31Z.
const NOVEMBER: i64 = 1_795_696_231;

fn start(text: &str) -> Option<Wait> {
    Wait::read_start(text, Encoding::Auto)
}

const fn for_millis(milliseconds: u64) -> Option<Wait> {
    Some(Wait::For(Duration::from_millis(milliseconds)))
}

#[test]
fn what_follows_does_not_matter() {
    for (text, milliseconds) in [
        ("7.66s. Visit https://example.com/limits to learn more.", 7_660),
        ("1m0.36s.", 60_360),
        ("494ms, then go on", 494),
        ("~30s", 30_000),
        ("33 seconds.", 33_000),
        ("'372' seconds.", 372_000),
        ("\"6\" seconds", 6_000),
        ("234", 234_000),
        ("234.", 234_000),
        ("234)", 234_000),
        (": 234", 234_000),
        ("\\\"34s\\\"}", 34_000),
        ("5 more times", 5_000),
        ("16 seconds', 'account_id': '1'", 16_000),
        ("1 second(s).", 1_000),
        ("1 minute and 5 seconds", 65_000),
        ("1 hour, 2 minutes, and 3 seconds of 10 seconds", 3_723_000),
        ("5 seconds, 3 minutes", 5_000),
        ("2 hours", 7_200_000),
        ("2 hours 20 requests", 7_200_000),
        ("5 MINUTES\u{2026}", 300_000),
        ("30 mins", 1_800_000),
        ("1 week", 604_800_000),
        ("0:09:48.", 588_000),
        ("23:51:22 (HH:MM:SS)", 85_882_000),
        ("250 \u{b5}s", 0),
    ] {
        let wait = if milliseconds == 0 {
            Some(Wait::For(Duration::from_micros(250)))
        } else {
            for_millis(milliseconds)
        };
        assert_eq!(start(text), wait, "{text}");
    }
}

#[test]
fn times_in_texts() {
    for text in [
        "Thu, 26 Nov 2026 12:30:31 UTC",
        "Thu, 26 Nov 2026 12:30:31 GMT.",
        "Thu, 26 Nov 2026 12:30:31 +0000 (UTC)",
        "Thursday, 26-Nov-26 12:30:31 GMT",
        "Thu Nov 26 12:30:31 2026",
        "2026-11-26T12:30:31Z, as your plan allows",
        "2026-11-26T12:30:31.000+0000",
        "2026-11-26 12:30:31 UTC.",
        "2026-11-26 14:30:31 +02:00",
        "2026-11-26 at 12:30:31 UTC.",
        "'2026-11-26T12:30:31Z'",
        "1795696231",
        "1795696231000.",
    ] {
        assert_eq!(start(text), Some(Wait::Until(Timestamp::from_unix_seconds(NOVEMBER))), "{text}");
    }
    let without_seconds = Some(Wait::Until(Timestamp::from_unix_seconds(NOVEMBER - 31)));
    assert_eq!(start("2026-11-26T12:30Z"), without_seconds);
}

#[test]
fn what_is_not_a_wait_is_not_read_as_one() {
    for text in [
        "",
        " ",
        "'",
        "a while",
        "-5 seconds",
        "5%",
        "5x",
        "5th of May",
        "5s/request",
        "5 seconds_left",
        "5 minutes/request",
        "5m5m",
        "10/min",
        "12:30",
        "12:30:61",
        "12:30:31:5",
        "12:30:31Z",
        "12:30:31 UTC",
        "1,000 ms",
        "1.2.3",
        "26.11.2026",
        "2026-11-26",
        "2026-11-26T12:30:31",
        "2026-11-26T12:30:31Zulu",
        "Thu, 26 Nov 2026 12:30:31 CET",
        "Thu, 26 Nov",
        "Mon",
        "5\u{5206}",
        "req_7f",
    ] {
        assert_eq!(start(text), None, "{text}");
    }
    assert_eq!(start("99999999999999999999."), Some(Wait::For(Wait::MAX)));
}

#[test]
fn a_declared_unit_is_for_numbers_without_one() {
    for (text, encoding, wait) in [
        ("494 (left)", Encoding::Milliseconds, for_millis(494)),
        ("494 seconds", Encoding::Milliseconds, for_millis(494_000)),
        ("'5' left", Encoding::Minutes, for_millis(300_000)),
        ("5s", Encoding::Minutes, for_millis(5_000)),
        ("5", Encoding::Duration, None),
        ("5 s", Encoding::Duration, for_millis(5_000)),
        ("5", Encoding::EpochSeconds, None),
        ("5 s", Encoding::EpochSeconds, None),
        ("5", Encoding::HttpDate, None),
        ("2026-11-26T12:30:31Z", Encoding::Seconds, None),
        ("2026-11-26T12:30:31Z", Encoding::HttpDate, None),
    ] {
        assert_eq!(Wait::read_start(text, encoding), wait, "{text} as {encoding}");
    }
    let time = Some(Wait::Until(Timestamp::from_unix_seconds(NOVEMBER)));
    assert_eq!(Wait::read_start("1795696231, UTC", Encoding::EpochSeconds), time);
    assert_eq!(Wait::read_start("2026-11-26T12:30:31Z.", Encoding::Rfc3339), time);
}

/// Pieces of which texts are made that look like waits.
fn pieces() -> impl Strategy<Value = String> {
    let pieces: &[&str] = &[
        "5",
        "0",
        "1795696231",
        "2026-11-26",
        "T",
        "12:30",
        ":31",
        "Z",
        "Thu, ",
        "26 Nov 2026 ",
        " GMT",
        "+00:00",
        "s",
        "ms",
        "m",
        "\u{b5}",
        " minutes",
        " and ",
        ", ",
        ".",
        "'",
        "\"",
        "~",
        " ",
        ";r=0",
        ";t=",
        "reset=",
        "(s)",
        "\u{2026}",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics_and_what_is_read_whole_is_read_at_the_start(text in prop_oneof![any::<String>(), pieces()]) {
        for encoding in Encoding::ALL {
            let whole = Wait::parse(&text, *encoding);
            let start = Wait::read_start(&text, *encoding);
            let is_plain = text.trim().starts_with(|first: char| first.is_ascii_alphanumeric());
            // Numbers as a whole have more forms, such as `1e3`, and are rounded as floats are.
            if whole.is_some() && is_plain && text.trim().parse::<f64>().is_err() {
                prop_assert_eq!(start, whole, "{:?} as {}", text, encoding);
            }
        }
    }

    #[test]
    fn a_printed_duration_is_read_whatever_cannot_continue_it(
        duration in (0..31_000_000_u64, 0..1_000_000_000_u32).prop_map(|(seconds, nanos)| Duration::new(seconds, nanos)),
        end in select_end(),
        more in any::<String>(),
    ) {
        let text = format!("{duration:?}{end}{more}");
        prop_assert_eq!(start(&text), Some(Wait::For(duration)), "{}", text);
        let seconds = duration.as_secs();
        let text = format!("{}h{}m{}s{end}{more}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        prop_assert_eq!(start(&text), Some(Wait::For(Duration::from_secs(seconds))), "{}", text);
        let text = format!("'{seconds}' seconds{end}{more}");
        prop_assert_eq!(start(&text), Some(Wait::For(Duration::from_secs(seconds))), "{}", text);
    }
}

/// What ends a duration, whatever follows.
fn select_end() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&[". ", "; ", "! ", "\"", ")", "|", " from now", ", then ", "\u{2026}"][..])
}
