//! A recorded response.

use serde_json::Value;

/// The longest body that is judged, in bytes; no error is longer.
pub(super) const LONGEST_BODY: usize = 16 * 1024 * 1024;

/// A recorded response.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Which it is in the recording: the line, or the number of the entry.
    pub(super) number: u64,
    /// What the recording calls its vendor: a vendor, an id that begins with one, or a host.
    pub(super) sender: Sender,
    pub(super) status: Option<u16>,
    pub(super) headers: Vec<(String, Vec<u8>)>,
    pub(super) body: Vec<u8>,
    /// What the verdict has to be.
    pub(super) expect: Option<Value>,
}

/// Who sent a response, as far as the recording says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) enum Sender {
    /// It does not say.
    #[default]
    Unsaid,
    /// A vendor.
    Vendor(String),
    /// An id such as `openai-06`, which begins with a vendor.
    Id(String),
    /// A host.
    Host(String),
}

/// Reads a status as it is recorded: a number, or the text of one.
pub(super) fn status(value: &Value) -> Option<u16> {
    let number = value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())?;
    u16::try_from(number).ok().filter(|status| (100..=999).contains(status))
}

/// Reads headers as they are recorded: an object, or a list of pairs or of objects with `name` and `value`.
pub(super) fn headers(value: Value) -> Vec<(String, Vec<u8>)> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone().into_bytes()),
        Value::Number(number) => Some(number.to_string().into_bytes()),
        Value::Bool(flag) => Some(flag.to_string().into_bytes()),
        // Of several values the first counts.
        Value::Array(values) => values.first().and_then(Value::as_str).map(|text| text.as_bytes().to_vec()),
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

/// Reads a body as it is recorded: a text as it came, or JSON.
pub(super) fn body(value: Value) -> Vec<u8> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => text.into_bytes(),
        json => json.to_string().into_bytes(),
    }
}
