//! A response that a draft is made of.
//!
//! Only its shape is kept, with the code and the message: other texts become `…` and long numbers zero, and words that
//! may be keys or tokens are masked.

use errcat_codegen::catalogs::Vendor;
use errcat_codegen::{MASK, is_personal, masked};
use errcat_core::table::{Location, Table};
use errcat_core::{AnyCode, Verdict};
use errcat_import::recording::Recorded;
use serde_json::{Value, json};

/// The longest body that a draft shows, in bytes.
const LONGEST: usize = 4096;

/// A response that a draft is made of.
#[derive(Debug)]
pub(super) struct Sample {
    /// The code; `None` where it may be a secret, or is too long to be one.
    pub(super) code: Option<String>,
    pub(super) is_known: bool,
    pub(super) status: Option<u16>,
    pub(super) category: &'static str,
    headers: Vec<(String, String)>,
    body: Option<Value>,
    has_item: bool,
}

impl Sample {
    pub(super) fn of(
        vendor: &'static Vendor<'static>,
        record: &Recorded,
        verdict: &Verdict<'_, AnyCode<'_>>,
    ) -> Self {
        let code = verdict.raw_code().filter(|code| errcat_codegen::unknown_code(code) == *code);
        let body = serde_json::from_slice(&record.body).ok().filter(|_| record.body.len() <= LONGEST);
        let kept = Kept { code: verdict.raw_code(), message: verdict.message() };
        Self {
            code: code.map(str::to_owned),
            is_known: verdict.entry().is_some(),
            status: record.status,
            category: verdict.category().as_str(),
            headers: headers(&vendor.table, record),
            body: body.map(|body| kept.shape(body)),
            has_item: verdict.item().is_some(),
        }
    }

    /// The example in YAML, of which JSON is a part.
    pub(super) fn example(&self, indent: &str) -> Option<String> {
        let code = self.code.as_deref()?;
        // What is in another format, or one of several errors, is for a person to write.
        let body = self.body.as_ref().filter(|_| !self.has_item)?;
        let mut lines = Vec::new();
        if let Some(status) = self.status {
            lines.push(format!("status: {status}"));
        }
        if !self.headers.is_empty() {
            let headers: serde_json::Map<String, Value> =
                self.headers.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
            lines.push(format!("headers: {}", Value::Object(headers)));
        }
        lines.push(format!("body: {body}"));
        lines.push(format!("expect: {{ code: {} }}", json!(code)));
        Some(format!("{indent}- {}\n", lines.join(&format!("\n{indent}  "))))
    }
}

/// The headers that the catalog looks into, masked.
fn headers(table: &Table<'_>, record: &Recorded) -> Vec<(String, String)> {
    let places =
        table.envelope.places.iter().map(|place| place.at).chain(table.waits.iter().map(|wait| wait.at));
    let mut names: Vec<&str> = vec!["Retry-After"];
    names.extend(places.filter_map(|at| match at {
        Location::Header(name) => Some(name),
        Location::Pointer(_) => None,
    }));
    let is_named = |name: &str| names.iter().any(|other| other.eq_ignore_ascii_case(name));
    let kept = record.headers.iter().filter(|(name, _)| is_named(name));
    kept.map(|(name, value)| (name.clone(), clean(value))).collect()
}

/// The texts of a body that are shown.
struct Kept<'v> {
    code: Option<&'v str>,
    message: Option<&'v str>,
}

impl Kept<'_> {
    fn shape(&self, value: Value) -> Value {
        match value {
            Value::String(text) if self.code == Some(&text) || self.message == Some(&text) => {
                clean(&text).into()
            }
            Value::String(text) if text.is_empty() => text.into(),
            Value::String(_) => "…".into(),
            // A number of an account, a card or a telephone is not shown either.
            Value::Number(number) if number.as_f64().is_none_or(|number| number.abs() >= 100_000.0) => {
                0.into()
            }
            Value::Array(list) => list.into_iter().map(|of| self.shape(of)).collect(),
            Value::Object(members) => {
                members.into_iter().map(|(name, of)| (clean(&name), self.shape(of))).collect()
            }
            other => other,
        }
    }
}

/// A text without what may be a secret or says who someone is: keys and tokens, addresses of mail, long
/// numbers, queries of URLs.
fn clean(text: &str) -> String {
    let masked = masked(text);
    let word = |word| if is_personal(word) { MASK } else { word };
    masked.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
