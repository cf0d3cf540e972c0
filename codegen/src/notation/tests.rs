//! Each notation reads what it should, and its pattern accepts all of that.

use std::time::Duration;

use errcat_core::table::StatusPattern;
use jiff::civil::Date;
use schemars::SchemaGenerator;

use super::times::{day, duration, wait};
use super::{ExpectedWait, Pointer, status_pattern};
use crate::catalogs;
use crate::read::FromNode;

#[test]
fn durations() {
    for (text, millis) in
        [("1s", 1000), ("500ms", 500), ("1.5s", 1500), ("1m30s", 90_000), ("2h", 7_200_000), ("0s", 0)]
    {
        assert_eq!(duration(text), Ok(Duration::from_millis(millis)), "{text}");
    }
    for text in ["", "1", "s", "-1s", "1 s", "PT1S", "1fortnight", "99999999999999999999s", "1s ago"] {
        assert!(duration(text).is_err(), "{text}");
    }
}

#[test]
fn pointers() {
    let pointer = |text: &str| Pointer::parse(text).map(|Pointer(segments)| segments);
    assert_eq!(pointer(""), Ok(vec![]));
    assert_eq!(pointer("/"), Ok(vec![String::new()]));
    assert_eq!(pointer("/a~1b/~0/0"), Ok(vec!["a/b".into(), "~".into(), "0".into()]));
    for text in ["a", "error/code", "/~2", "/~", "$.error"] {
        assert!(pointer(text).is_err(), "{text}");
    }
    for text in ["", "/", "/a~1b/~0/0"] {
        assert_eq!(Pointer::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn statuses() {
    assert_eq!(status_pattern("429"), Ok(StatusPattern::exact(429)));
    assert_eq!(status_pattern("5xx"), Ok(StatusPattern::range(500, 599)));
    assert_eq!(status_pattern("52x"), Ok(StatusPattern::range(520, 529)));
    for text in ["42", "0429", "xxx", "5x", "5XX", "099", "1000", "-42", "4x4", "", "00x", "0xx"] {
        assert!(status_pattern(text).is_err(), "{text}");
    }
}

#[test]
fn days_and_waits() {
    assert_eq!(day("2026-11-21"), Some(Date::constant(2026, 11, 21)));
    for text in ["2026-02-30", "21.11.2026", "2026-11-21T00:00:00"] {
        assert_eq!(day(text), None, "{text}");
    }
    assert_eq!(wait("7s"), Ok(catalogs::ExpectedWait::For(Duration::from_secs(7))));
    assert_eq!(
        wait("2026-06-01T02:00:00+02:00"),
        Ok(catalogs::ExpectedWait::Until(errcat_core::Timestamp::from_unix_seconds(1_780_272_000)))
    );
    assert!(wait("soon").is_err());
}

fn validator<T: FromNode>() -> jsonschema::Validator {
    let schema = T::schema(&mut SchemaGenerator::default()).to_value();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// Every text of up to this many of these characters.
fn texts(characters: &str, longest: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut last = 0;
    for _ in 0..longest {
        let end = all.len();
        for at in last..end {
            all.extend(characters.chars().map(|c| format!("{}{c}", all[at])).collect::<Vec<_>>());
        }
        last = end;
    }
    all
}

/// Holds a pattern to a notation: it accepts all of it, and what it accepts beyond is at most this share.
fn covers<T: FromNode>(texts: &[String], is_right: impl Fn(&str) -> bool, beyond: usize) {
    let validator = validator::<T>();
    let mut more = Vec::new();
    for text in texts {
        let accepted = validator.is_valid(&text.as_str().into());
        assert!(accepted || !is_right(text), "{text} is refused");
        if accepted && !is_right(text) {
            more.push(text);
        }
    }
    assert!(more.len() <= beyond, "{} more: {:?}", more.len(), &more[..more.len().min(20)]);
}

#[test]
fn the_patterns_are_the_notations() {
    covers::<Pointer>(&texts("/~01a", 6), |text| Pointer::parse(text).is_ok(), 0);
    covers::<StatusPattern>(&texts("0159xX", 4), |text| status_pattern(text).is_ok(), 0);
    let days = ["2026-11-21", "2026-02-30", "2024-02-29", "26-11-21", "2026-11-21T00:00:00Z", "20261121"];
    covers::<Date>(&days.map(str::to_owned), |text| day(text).is_some(), 0);
    // Units that come in the wrong order or twice are left to the rule.
    covers::<Duration>(&texts("1.hmsud", 6), |text| duration(text).is_ok(), 400);
    let times = ["none", "7s", "2026-06-01T00:00:00Z", "2026-06-01 00:00:00+02:00", "20260601T000000Z"];
    covers::<ExpectedWait>(&times.map(str::to_owned), |text| wait(text).is_ok(), 0);
}
