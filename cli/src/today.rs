//! The day: that of the clock, or another that the environment names.

use std::time::SystemTime;

use anyhow::{Context as _, Result};
use errcat_codegen::{Date, Options};

/// What a check knows besides the catalogs: today, or the day of `SOURCE_DATE_EPOCH`.
pub(crate) fn options() -> Result<Options> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds
            .parse()
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .with_context(|| format!("SOURCE_DATE_EPOCH is `{seconds}`; set it to seconds since 1970"))?,
        Err(_) => jiff::Timestamp::now(),
    };
    let today: Date = jiff::tz::TimeZone::UTC.to_datetime(now).date();
    Ok(Options { today: Some(today), ..Options::default() })
}

/// The day of a time in UTC, such as `2026-11-21`.
pub(crate) fn day(time: SystemTime) -> String {
    errcat_core::Timestamp::from(time).to_string().chars().take_while(|c| *c != 'T').collect()
}
