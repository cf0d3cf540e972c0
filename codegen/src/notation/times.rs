//! Days, durations and waits.

use std::time::Duration;

use jiff::civil::Date;
use schemars::{Schema, SchemaGenerator, json_schema};

use crate::catalogs;
use crate::read::{FromNode, Reader};
use crate::tree::Node;

/// A duration such as `1s`, `500ms`, `1m30s` or `2h`.
///
/// # Errors
///
/// What a duration looks like, as the end of a sentence.
pub(super) fn duration(text: &str) -> Result<Duration, &'static str> {
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

/// Whether this is a duration.
pub(crate) fn is_duration(text: &str) -> bool {
    duration(text).is_ok()
}

/// The duration for a number and a unit as people write them, such as `2 min` or `5 seconds`.
fn in_words(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit() && c != '.')?);
    let unit = match unit.trim().trim_end_matches('.') {
        "ms" | "msec" | "msecs" | "millis" | "millisecond" | "milliseconds" => "ms",
        "s" | "sec" | "secs" | "second" | "seconds" => "s",
        "m" | "min" | "mins" | "minute" | "minutes" => "m",
        "h" | "hr" | "hrs" | "hour" | "hours" => "h",
        _ => return None,
    };
    let written = format!("{number}{unit}");
    duration(&written).is_ok().then_some(written)
}

impl FromNode for Duration {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        // One without a unit is a number to YAML, and not a duration.
        let text = reader.written(node)?;
        match duration(text) {
            Ok(duration) => Some(duration),
            Err(wanted) => {
                let message = format!("`{}` is not a duration", text.escape_debug());
                let meant = in_words(text);
                let help = match &meant {
                    Some(meant) => format!("write `{meant}`"),
                    None => format!("write {wanted}"),
                };
                let finding = reader.report_replaced("duration", &node.span, message, help);
                finding.correct(meant.as_deref());
                Self::stand_in()
            }
        }
    }

    fn stand_in() -> Option<Self> {
        Some(Self::ZERO)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^([0-9]+(\\.[0-9]+)?(h|m|s|ms|us))+$",
            "examples": ["500ms", "1s", "1m30s"],
        })
    }
}

/// A day such as `2026-11-21`.
pub(super) fn day(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}

impl FromNode for Date {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(node)?;
        day(text).or_else(|| {
            let message = format!("`{}` is not a date", text.escape_debug());
            reader.report_replaced("date", &node.span, message, "write the day as `2026-11-21`");
            Self::stand_in()
        })
    }

    fn stand_in() -> Option<Self> {
        Some(Self::ZERO)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "examples": ["2026-11-21"],
        })
    }
}

/// The wait that an example expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExpectedWait {
    /// As it is written.
    pub(crate) text: String,
    /// What it says.
    pub(crate) wait: catalogs::ExpectedWait,
}

/// A wait: `none`, a duration, or an RFC 3339 time.
///
/// # Errors
///
/// What it looks like, as the end of a sentence.
pub(super) fn wait(text: &str) -> Result<catalogs::ExpectedWait, &'static str> {
    const WANTED: &str = "`none`, a duration such as `7s`, or a time such as `2026-06-01T00:00:00Z`";
    if text == "none" {
        return Ok(catalogs::ExpectedWait::None);
    }
    if let Ok(time) = text.parse::<jiff::Timestamp>() {
        return time.to_string().parse().map(catalogs::ExpectedWait::Until).map_err(|_| WANTED);
    }
    duration(text).map(catalogs::ExpectedWait::For).map_err(|_| WANTED)
}

impl FromNode for ExpectedWait {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.written(node)?;
        match wait(text) {
            Ok(wait) => Some(Self { text: text.to_owned(), wait }),
            Err(wanted) => {
                let message = format!("`{}` is not a wait", text.escape_debug());
                reader.report_replaced("duration", &node.span, message, format!("write {wanted}"));
                Self::stand_in()
            }
        }
    }

    fn stand_in() -> Option<Self> {
        Some(Self { text: String::new(), wait: catalogs::ExpectedWait::None })
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^(none|([0-9]+(\\.[0-9]+)?(h|m|s|ms|us))+|[+-]?[0-9]{4,6}-?[0-9]{2}-?[0-9]{2}[Tt ].+)$",
            "examples": ["7s", "2026-06-01T00:00:00Z", "none"],
        })
    }
}
