//! The small notations inside a catalog's texts: durations, pointers, statuses, dates and times.

use std::time::Duration;

use errcat::StatusPattern;

use crate::model::ExpectedWait;

/// A duration such as `1s`, `500ms`, `1m30s` or `2h`.
///
/// # Errors
///
/// What a duration looks like, as the end of a sentence.
pub(crate) fn duration(text: &str) -> Result<Duration, &'static str> {
    const WANTED: &str = "a duration such as `500ms`, `1s`, `1.5s` or `1m30s`";
    let digits_first = text.starts_with(|c: char| c.is_ascii_digit());
    let unit_last = text.ends_with(|c: char| c.is_ascii_alphabetic());
    let known = |c: char| c.is_ascii_digit() || ".hmsdu".contains(c);
    if !digits_first || !unit_last || !text.chars().all(known) {
        return Err(WANTED);
    }
    let parsed: jiff::SignedDuration = text.parse().map_err(|_| WANTED)?;
    Duration::try_from(parsed).map_err(|_| WANTED)
}

/// A JSON pointer, as its unescaped segments.
///
/// # Errors
///
/// What a pointer looks like, as the end of a sentence.
pub(crate) fn pointer(text: &str) -> Result<Vec<String>, &'static str> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let Some(rest) = text.strip_prefix('/') else {
        return Err("a JSON pointer, which starts with `/`, such as `/error/code`");
    };
    rest.split('/').map(segment).collect()
}

fn segment(text: &str) -> Result<String, &'static str> {
    let mut segment = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        segment.push(match character {
            '~' => match characters.next() {
                Some('0') => '~',
                Some('1') => '/',
                _ => return Err("a JSON pointer, in which `~` is written `~0` and `/` in a name `~1`"),
            },
            other => other,
        });
    }
    Ok(segment)
}

/// A status such as `429`, or a class such as `5xx` or `52x`.
///
/// # Errors
///
/// What a status looks like, as the end of a sentence.
pub fn status_pattern(text: &str) -> Result<StatusPattern, &'static str> {
    const WANTED: &str = "a status from 100 to 999, or a class such as `5xx` or `52x`";
    let digits = text.trim_end_matches('x');
    let free = text.len() - digits.len();
    if text.len() != 3 || free > 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(WANTED);
    }
    let number: u16 = digits.parse().map_err(|_| WANTED)?;
    let width = 10u16.pow(free as u32);
    let first = number * width;
    if first < 100 { Err(WANTED) } else { Ok(StatusPattern::range(first, first + width - 1)) }
}

/// Whether this is a name of a header: a token (RFC 9110, 5.6.2).
#[must_use]
pub fn is_header_name(text: &str) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(token)
}

/// Whether this is a day such as `2026-11-21`.
pub(crate) fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// The wait that an example expects: `none`, a duration, or an RFC 3339 time.
///
/// # Errors
///
/// What it looks like, as the end of a sentence.
pub(crate) fn wait(text: &str) -> Result<ExpectedWait, &'static str> {
    if text == "none" {
        return Ok(ExpectedWait::None);
    }
    if let Ok(time) = text.parse::<jiff::Timestamp>() {
        return Ok(ExpectedWait::Until(time.to_string()));
    }
    duration(text)
        .map(ExpectedWait::For)
        .map_err(|_| "`none`, a duration such as `7s`, or a time such as `2026-06-01T00:00:00Z`")
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(pointer(""), Ok(vec![]));
        assert_eq!(pointer("/"), Ok(vec![String::new()]));
        assert_eq!(pointer("/a~1b/~0/0"), Ok(vec!["a/b".into(), "~".into(), "0".into()]));
        for text in ["a", "error/code", "/~2", "/~", "$.error"] {
            assert!(pointer(text).is_err(), "{text}");
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
        assert!(is_date("2026-11-21"));
        assert!(!is_date("2026-02-30") && !is_date("21.11.2026") && !is_date("2026-11-21T00:00:00"));
        assert_eq!(wait("7s"), Ok(ExpectedWait::For(Duration::from_secs(7))));
        assert_eq!(wait("2026-06-01T02:00:00+02:00"), Ok(ExpectedWait::Until("2026-06-01T00:00:00Z".into())));
        assert!(wait("soon").is_err());
    }
}
