//! A recorded response.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use errcat_core::Response;
use serde_json::Value;

/// The longest body that is kept, in bytes; no error is longer.
pub(super) const LONGEST_BODY: usize = 16 * 1024 * 1024;

/// A recorded response.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Recorded {
    /// Which it is in the recording: the number of the line, or of the entry in HAR; from 1 on.
    pub number: u64,
    /// Who sent it.
    pub sender: Sender,
    /// The HTTP status, where there is one.
    pub status: Option<u16>,
    /// The names and values of the headers, as they were recorded.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// What its verdict is known to be: `"none"`, the facts that the example of a catalog expects, or a list of these.
    pub expect: Option<Value>,
}

/// Who sent a response, as far as the recording says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub enum Sender {
    /// It does not say.
    #[default]
    Unsaid,
    /// A vendor.
    Vendor(String),
    /// An id such as `openai-06`, which begins with a vendor.
    Id(String),
    /// A host, without its port.
    Host(String),
}

impl Recorded {
    /// The response, as a classifier takes it.
    #[must_use]
    pub fn response(&self) -> Response<'_> {
        let start = self.status.map_or_else(Response::without_status, Response::new);
        start.headers(&self.headers).body(&self.body)
    }
}

/// Reads a status as it is recorded: a number, or the text of one.
pub(super) fn status(value: &Value) -> Option<u16> {
    let number = value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())?;
    u16::try_from(number).ok().filter(|status| (100..=999).contains(status))
}

/// Reads headers as they are recorded: an object, or a list of pairs or of objects with `name` and `value`.
pub(super) fn headers(value: Value) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        // Of several values the first counts.
        Value::Array(values) => values.first().and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    match value {
        Value::Object(members) => {
            members.into_iter().filter_map(|(name, value)| Some((name, text(&value)?))).collect()
        }
        Value::Array(list) => {
            let pair = |of: &Value| match of {
                Value::Array(pair) => Some((pair.first()?.as_str()?.to_owned(), text(pair.get(1)?)?)),
                Value::Object(of) => Some((of.get("name")?.as_str()?.to_owned(), text(of.get("value")?)?)),
                _ => None,
            };
            list.iter().filter_map(pair).collect()
        }
        _ => Vec::new(),
    }
}

/// Reads a body as it is recorded: a text as it came or in base64, or JSON.
pub(super) fn body(value: Value, encoding: Option<&Value>) -> Vec<u8> {
    let is_base64 = encoding.is_some_and(|encoding| encoding == "base64");
    let body = match value {
        Value::Null => Vec::new(),
        // What is not the base64 that it says it is stays as it is.
        Value::String(text) if is_base64 => BASE64.decode(&text).unwrap_or_else(|_| text.into_bytes()),
        Value::String(text) => text.into_bytes(),
        json => json.to_string().into_bytes(),
    };
    if body.len() <= LONGEST_BODY { body } else { Vec::new() }
}
