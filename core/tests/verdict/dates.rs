//! Times against the crates that the field reads them with: httpdate and jiff.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use errcat::Timestamp;
use proptest::prelude::*;

/// The end of the year 9999, as seconds since 1970.
const END: u64 = 253_402_300_799;

/// A text with one of its bytes changed, or cut off.
fn damaged(text: String) -> impl Strategy<Value = String> {
    let characters: Vec<char> = text.chars().collect();
    let length = characters.len();
    let replacement = prop_oneof![prop::char::range('0', '9'), prop::char::range(' ', '~')];
    (0..length, replacement, 0..4_u8).prop_map(move |(at, with, how)| {
        let mut characters = characters.clone();
        match how {
            0 => characters.truncate(at),
            1 => characters.insert(at, with),
            2 => drop(characters.remove(at)),
            _ => characters[at] = with,
        }
        characters.into_iter().collect()
    })
}

fn unix(time: SystemTime) -> i64 {
    i64::try_from(time.duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap()
}

/// The obsolete forms of the same moment.
fn old_forms(seconds: u64) -> [String; 2] {
    let time = jiff::Timestamp::from_second(i64::try_from(seconds).unwrap()).unwrap();
    let zoned = time.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"].map(|form| zoned.strftime(form).to_string())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_http_date_is_read(seconds in 0..END) {
        let text = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
        let time = Timestamp::parse_http_date(&text).unwrap();
        prop_assert_eq!(time.unix_seconds(), i64::try_from(seconds).unwrap());
        let [_, asctime] = old_forms(seconds);
        prop_assert_eq!(Timestamp::parse_http_date(&asctime).unwrap(), time, "{}", asctime);
    }

    #[test]
    fn every_rfc_850_date_is_read(seconds in 0..3_155_760_000_u64) {
        let [rfc850, _] = old_forms(seconds);
        let time = Timestamp::parse_http_date(&rfc850).unwrap();
        prop_assert_eq!(time.unix_seconds(), unix(httpdate::parse_http_date(&rfc850).unwrap()), "{}", rfc850);
    }

    /// What both read, they read alike. errcat does not compare the day's name, and httpdate passes over
    /// some missing spaces.
    #[test]
    fn damaged_http_dates(text in (0..END).prop_flat_map(|seconds| {
        let [rfc850, asctime] = old_forms(seconds);
        let fixed = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
        prop_oneof![damaged(fixed), damaged(rfc850), damaged(asctime)]
    })) {
        if let (Ok(expected), Ok(time)) = (httpdate::parse_http_date(&text), Timestamp::parse_http_date(&text)) {
            prop_assert_eq!(time.unix_seconds(), unix(expected), "{}", text);
        }
    }

    #[test]
    fn every_rfc_3339_time_is_read_and_printed_alike(seconds in -62_167_219_200_i64..253_402_207_200, nanos in 0..1_000_000_000_i32) {
        let expected = jiff::Timestamp::new(seconds, 0).unwrap() + jiff::SignedDuration::new(0, nanos);
        let time = Timestamp::parse_rfc3339(&expected.to_string()).unwrap();
        prop_assert_eq!(time.unix_seconds(), expected.as_nanosecond().div_euclid(1_000_000_000) as i64);
        prop_assert_eq!(time.subsecond_nanoseconds(), nanos as u32);
        let printed: jiff::Timestamp = time.to_string().parse().unwrap();
        prop_assert_eq!(printed, expected);
    }

    /// What errcat reads as RFC 3339, jiff reads alike, but for the leap second, which it moves back.
    #[test]
    fn damaged_rfc_3339_times(text in (0..END as i64, -1439..1440_i32).prop_flat_map(|(seconds, minutes)| {
        let offset = jiff::tz::Offset::from_seconds(minutes * 60).unwrap();
        let time = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let zoned = time.to_zoned_datetime(jiff::tz::TimeZone::fixed(offset));
        damaged(zoned.strftime("%Y-%m-%dT%H:%M:%S.25%:z").to_string())
    })) {
        let Ok(time) = Timestamp::parse_rfc3339(&text) else { return Ok(()) };
        // A year after 9999 is none that jiff reads.
        let is_in_range = text.as_str() < "9999-12-30" && time != Timestamp::MAX;
        if !text.contains(":60") && is_in_range {
            let expected: jiff::Timestamp = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            prop_assert_eq!(time.unix_seconds(), expected.as_nanosecond().div_euclid(1_000_000_000) as i64, "{}", text);
        }
    }

    #[test]
    fn the_systems_clock_and_back(seconds in -62_167_219_200_i64..253_402_300_799, nanos in 0..1_000_000_000_u32) {
        let time = Timestamp::new(seconds, nanos);
        let system = SystemTime::try_from(time).unwrap();
        prop_assert_eq!(Timestamp::from(system), time);
    }
}

#[test]
fn leap_seconds_are_the_instant_that_follows() {
    let leap = Timestamp::parse_rfc3339("2016-12-31T23:59:60.5Z").unwrap();
    assert_eq!(leap.to_string(), "2017-01-01T00:00:00Z");
    let leap = Timestamp::parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT").unwrap();
    assert_eq!(leap.to_string(), "2017-01-01T00:00:00Z");
    assert!(Timestamp::parse_rfc3339("2016-12-31T23:59:61Z").is_err());
}

#[test]
fn times_end_where_they_end() {
    let end = Timestamp::parse_rfc3339("9999-12-31T23:59:59.999999999-01:00").unwrap();
    assert_eq!(end, Timestamp::MAX);
    let start = Timestamp::parse_rfc3339("0000-01-01T00:00:00+01:00").unwrap();
    assert_eq!(start, Timestamp::MIN);
    assert_eq!(Timestamp::MAX.saturating_add(Duration::MAX), Timestamp::MAX);
    assert_eq!(Timestamp::MIN.saturating_duration_since(Timestamp::MAX), Duration::ZERO);
    let whole = Timestamp::MAX.saturating_duration_since(Timestamp::MIN);
    assert_eq!(Timestamp::MIN.saturating_add(whole), Timestamp::MAX);
    let later = Timestamp::new(5, 900_000_000).saturating_add(Duration::from_millis(200));
    assert_eq!(later, Timestamp::new(6, 100_000_000));
    assert_eq!(later.saturating_duration_since(Timestamp::new(5, 900_000_000)), Duration::from_millis(200));
}
