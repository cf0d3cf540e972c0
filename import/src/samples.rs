//! What a sample of a response shows: where a body carries what, and the facts of one code.

use serde_json::{Map, Value};

use super::retry_after::is_retry_after;
use super::yaml::pointer_part;

/// What one sample shows.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sample {
    /// The code.
    pub(super) code: String,
    /// The HTTP status, where the body says it.
    pub(super) status: Option<u64>,
    /// The members of the details: names and types as a catalog has them.
    pub(super) details: Vec<(String, &'static str)>,
    /// The envelope that it has: a field of the catalog's envelope, and its pointer.
    pub(super) places: Vec<(&'static str, String)>,
    /// The pointer to the list that the error is an element of.
    pub(super) each: Option<String>,
    /// What makes the body an error: a pointer, and the value as YAML.
    pub(super) is_error: Option<(String, &'static str)>,
    /// Where it says how long to wait.
    pub(super) wait: Option<String>,
}

/// The names of the member with the code.
const CODES: &[&str] = &["code", "error_code", "errorCode"];

/// The members of an envelope, by the names that vendors give them.
const MEMBERS: &[(&str, &[&str])] = &[
    ("code", CODES),
    ("message", &["message", "error_message", "errorMessage", "detail", "description"]),
    ("retryable", &["retryable", "is_retryable", "isRetryable"]),
    ("request_id", &["request_id", "requestId", "trace_id", "traceId"]),
    (
        "documentation_url",
        &["documentation_url", "documentationUrl", "documentation", "doc_url", "docs_url", "help_url"],
    ),
    ("parameter", &["parameter", "param"]),
    ("details", &["details", "metadata", "meta"]),
    ("status", &["status", "status_code", "statusCode", "http_status", "httpStatus"]),
];

/// Placeholders for a code.
const PLACEHOLDERS: &[&str] =
    &["error_code", "code", "string", "your_code", "error_code_here", "some_code", "error"];

/// The members of an envelope that an object has, but for the code: each with the vendor's name for it.
pub(super) fn members_of(has: impl Fn(&str, &str) -> bool) -> Vec<(&'static str, &'static str)> {
    let others = MEMBERS.iter().filter(|(field, _)| *field != "code");
    others.filter_map(|(field, names)| Some((*field, *names.iter().find(|name| has(field, name))?))).collect()
}

impl Sample {
    /// Adds the places of another sample that this one does not have.
    pub(super) fn merge(&mut self, other: Self) {
        let Self { code: _, status: _, details: _, places, each, is_error, wait } = other;
        // In another list, or in none, the pointers would mean something else.
        if each != self.each {
            return;
        }
        for (field, pointer) in places {
            if self.places.iter().all(|(known, _)| *known != field) {
                self.places.push((field, pointer));
            }
        }
        self.is_error = self.is_error.take().or(is_error);
        self.wait = self.wait.take().or(wait);
    }

    /// Whether its code is a placeholder.
    pub(super) fn is_placeholder(&self) -> bool {
        PLACEHOLDERS.contains(&self.code.to_ascii_lowercase().as_str())
    }
}

/// Reads a sample; `None` where no part of it has a code.
pub(super) fn read(body: &Value) -> Option<Sample> {
    let found = find(body, String::new(), None, 0)?;
    let mut sample = Sample { code: found.code, each: found.each, ..Sample::default() };
    for (field, names) in MEMBERS {
        let Some((name, value)) = names.iter().find_map(|name| found.object.get_key_value(*name)) else {
            continue;
        };
        match *field {
            "status" => match value.as_u64().filter(|status| (100..600).contains(status)) {
                Some(status) => sample.status = Some(status),
                None => continue,
            },
            "details" => match value {
                Value::Object(members) => sample.details = details(members),
                _ => continue,
            },
            _ => {}
        }
        sample.places.push((field, format!("{}/{}", found.pointer, pointer_part(name))));
    }
    let waits = |name: &&String| is_retry_after(name);
    sample.wait =
        found.object.keys().find(waits).map(|name| format!("{}/{}", found.pointer, pointer_part(name)));
    sample.is_error = is_error(body);
    Some(sample)
}

/// The code in a sample that is not JSON, such as one with comments or dots in it.
pub(super) fn code_only(text: &str) -> Option<String> {
    let value = CODES.iter().find_map(|name| {
        let (_, rest) = text.split_once(&format!("\"{name}\""))?;
        rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?.split_once('"')
    });
    let code = value?.0;
    (!code.is_empty() && code.len() < 200 && !code.contains(char::is_whitespace)).then(|| code.to_owned())
}

/// The object with the code.
struct CodeObject<'a> {
    code: String,
    object: &'a Map<String, Value>,
    /// Relative to the list's element, where there is a list.
    pointer: String,
    each: Option<String>,
}

fn find(value: &Value, pointer: String, each: Option<String>, depth: usize) -> Option<CodeObject<'_>> {
    // Envelopes are not deeper than this.
    if depth > 4 {
        return None;
    }
    match value {
        Value::Object(object) => {
            if let Some(code) = code(object) {
                return Some(CodeObject { code, object, pointer, each });
            }
            object.iter().find_map(|(name, inner)| {
                find(inner, format!("{pointer}/{}", pointer_part(name)), each.clone(), depth + 1)
            })
        }
        Value::Array(list) if each.is_none() => {
            list.first().and_then(|first| find(first, String::new(), Some(pointer), depth + 1))
        }
        _ => None,
    }
}

fn code(object: &Map<String, Value>) -> Option<String> {
    let value = CODES.iter().find_map(|name| object.get(*name))?;
    match value {
        Value::String(text) if !text.trim().is_empty() && !text.contains(char::is_whitespace) => {
            Some(text.clone())
        }
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A member of the whole body that says that it is an error.
fn is_error(body: &Value) -> Option<(String, &'static str)> {
    let test = |name: &str, is: Value, yaml: &'static str| {
        (body.get(name) == Some(&is)).then(|| (format!("/{name}"), yaml))
    };
    test("status", "error".into(), "error")
        .or_else(|| test("success", false.into(), "false"))
        .or_else(|| test("ok", false.into(), "false"))
}

fn details(members: &Map<String, Value>) -> Vec<(String, &'static str)> {
    members.iter().map(|(name, value)| (name.clone(), kind(value))).collect()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(text) if text.parse::<errcat_core::Timestamp>().is_ok() => "timestamp",
        Value::String(_) => "string",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::Bool(_) => "boolean",
        Value::Array(list) if !list.is_empty() && list.iter().all(Value::is_string) => "string_list",
        _ => "json",
    }
}
