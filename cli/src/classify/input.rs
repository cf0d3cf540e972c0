//! The response as it is typed or read.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::str::FromStr;

use anyhow::{Context as _, Result, bail};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _, ValueParser};
use errcat_codegen::is_header_name;
use errcat_core::table::Table;
use errcat_core::{Failure, Response, Timestamp};
use serde::de::IgnoredAny;

use crate::paths;

/// The largest body that is read, in bytes: 64 MiB.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// One header, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) name: String,
    pub(super) value: String,
}

impl FromStr for Header {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // The name of a header of an event starts with a colon itself.
        let (colon, text) = match text.trim_start().strip_prefix(':') {
            Some(text) => (":", text),
            None => ("", text),
        };
        match text.split_once(':').map(|(name, value)| (format!("{colon}{}", name.trim()), value.trim())) {
            Some((name, value)) if is_header_name(&name) => Ok(Self { name, value: value.to_owned() }),
            _ => Err("write it as `Name: value`, such as `Retry-After: 7`"),
        }
    }
}

/// Reads a status.
pub(super) fn status(text: &str) -> Result<u16, &'static str> {
    let status = text.parse().ok().filter(|status| (100..=999).contains(status));
    status.ok_or("it has to be a number from 100 to 999, such as 429")
}

/// Reads a time.
pub(super) fn time(text: &str) -> Result<Timestamp, &'static str> {
    text.parse().map_err(|_| "write it as RFC 3339, such as 2026-06-01T00:00:00Z")
}

/// Reads why there was no response.
pub(super) fn failure() -> ValueParser {
    let values = [
        PossibleValue::new("not-sent").help("The name was not found, or the connection was refused"),
        PossibleValue::new("timed-out").help("No answer came in time"),
        PossibleValue::new("dropped").help("The connection broke before the whole response was there"),
    ];
    PossibleValuesParser::new(values).try_map(|text| text.replace('-', "_").parse::<Failure>()).into()
}

/// The bytes of the body: none, a file, or the standard input.
pub(super) fn body(path: Option<&Path>) -> Result<Vec<u8>> {
    let Some(path) = path else { return Ok(Vec::new()) };
    if path == Path::new("-") {
        return read(std::io::stdin(), "the standard input");
    }
    let shown = path.display().to_string();
    let file = File::open(path).with_context(|| {
        let shown = paths::absolute(path).map_or(shown.clone(), |path| paths::shown(&path));
        format!("the body {shown} can't be read; give a file, or - for the standard input")
    })?;
    read(file, &shown)
}

fn read(from: impl Read, shown: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("the body can't be read from {shown}; is it a file?"))?;
    if bytes.len() as u64 > MAX_BYTES {
        bail!("{shown} is larger than 64 MiB, which no error is; shorten it");
    }
    Ok(bytes)
}

/// What there is to say about a body that nothing was taken from.
pub(super) fn remark(table: &Table<'_>, response: &Response<'_>) -> Option<&'static str> {
    let body = response.body_bytes();
    let is_json = |text| serde_json::from_str::<IgnoredAny>(text).is_ok();
    let is_read = body.is_empty()
        || std::str::from_utf8(body).is_ok_and(is_json)
        || !errcat_codegen::trees(table, response).is_empty();
    (!is_read).then_some(
        "The body is not JSON from its first byte to its last, nor another format that is read, so nothing was taken \
         from it.",
    )
}
