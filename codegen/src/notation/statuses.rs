//! HTTP statuses and classes of them.

use std::ops::Deref;

use errcat_core::table::StatusPattern;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::read::{FromNode, OneOrMany, Reader, ScalarText, Spanned, without_definition};
use crate::tree::{Node, Value};

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

/// What may be meant where a status belongs.
enum Meant {
    One(String),
    /// As a list of YAML.
    Several(String),
}

/// What is meant by a class in capitals or as its first and last status, by a status with its phrase, and by several
/// statuses in one text.
fn meant(text: &str) -> Option<Meant> {
    let is_status = |text: &str| status_pattern(text).is_ok();
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if is_status(&lower) {
        return Some(Meant::One(lower));
    }
    if let Some((first, last)) = text.split_once(['-', '–']).map(|(first, last)| (first.trim(), last.trim()))
        && let Some(digit) = first.strip_suffix("00").filter(|digit| last.strip_suffix("99") == Some(digit))
    {
        return Some(Meant::One(format!("{digit}xx"))).filter(|_| digit.len() == 1);
    }
    let parts: Vec<&str> = text
        .split(|c: char| matches!(c, '/' | ',' | ';' | '|') || c.is_whitespace())
        .filter(|part| !part.is_empty() && *part != "or" && *part != "and")
        .collect();
    match parts.as_slice() {
        [status, phrase @ ..]
            if is_status(status)
                && !phrase.iter().any(|word| word.contains(|c: char| c.is_ascii_digit())) =>
        {
            Some(Meant::One((*status).to_owned()))
        }
        all if all.len() > 1 && all.iter().all(|part| is_status(part)) => {
            Some(Meant::Several(format!("[{}]", all.join(", "))))
        }
        _ => None,
    }
}

impl FromNode for StatusPattern {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.written(node)?;
        match status_pattern(text) {
            Ok(pattern) => Some(pattern),
            Err(wanted) => {
                let message = format!("`{}` is not an HTTP status", text.escape_debug());
                let meant = meant(text);
                let help = match &meant {
                    Some(Meant::Several(list)) => format!("write several statuses as a list: `{list}`"),
                    Some(Meant::One(_)) | None => format!("write {wanted}"),
                };
                let finding = reader.report_replaced("status", &node.span, message, help);
                match &meant {
                    Some(Meant::One(status)) => finding.correct(Some(status)),
                    Some(Meant::Several(list)) => finding.suggest(Some(list)),
                    None => {}
                }
                Self::stand_in()
            }
        }
    }

    fn stand_in() -> Option<Self> {
        Some(Self::exact(0))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "integer", "minimum": 100, "maximum": 999 },
                { "type": "string", "pattern": "^[1-9]([0-9]{2}|[0-9]x|xx)$" },
            ],
            "examples": [429, "5xx", "52x"],
        })
    }
}

/// One or more statuses, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Statuses(Vec<Spanned<StatusPattern>>);

impl Deref for Statuses {
    type Target = [Spanned<StatusPattern>];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Statuses {
    /// Keeps those of which this holds.
    pub(crate) fn retain(&mut self, keep: impl Fn(StatusPattern) -> bool) {
        self.0.retain(|status| keep(status.value));
    }
}

impl FromNode for Statuses {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let OneOrMany(statuses) = OneOrMany::<Spanned<StatusPattern>>::read(node, reader)?;
        for (at, status) in statuses.iter().enumerate() {
            let is_same = |other: &Spanned<StatusPattern>| other.value == status.value;
            let is_stand_in = StatusPattern::stand_in() == Some(status.value);
            if !is_stand_in && statuses.iter().take(at).any(is_same) {
                let message = format!("the status {} is listed twice", status.value);
                reader.report_text("status", &status.span, message, "list it once");
            }
        }
        Some(Self(statuses))
    }

    fn stand_in() -> Option<Self> {
        Some(Self::default())
    }

    fn shift(&mut self, bytes: usize) {
        self.0.iter_mut().for_each(|status| status.shift(bytes));
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let status = StatusPattern::schema(generator);
        json_schema!({ "anyOf": [status, list_of(&status)] })
    }
}

impl JsonSchema for Statuses {
    without_definition!();
}

/// What a page says about the statuses of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Http {
    /// Nothing.
    #[default]
    Unstated,
    /// That there is none; written as `none`.
    NotApplicable,
    /// These.
    Statuses(Statuses),
}

impl FromNode for Http {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let is_none = |node: &Node<'_>| node.written() == Some("none");
        let has_none = match &node.value {
            Value::List(nodes) => nodes.iter().any(is_none),
            Value::Scalar(_) | Value::Map(_) => is_none(node),
        };
        if !has_none {
            return Statuses::read(node, reader).map(Self::Statuses);
        }
        let written = OneOrMany::<Spanned<ScalarText>>::read(node, reader)?;
        let none = written.iter().find(|written| &*written.value == "none");
        if let Some(none) = none.filter(|_| written.len() > 1) {
            let help = "write `http: none`, or only the statuses";
            reader.report_text("status", &none.span, "`none` is given together with statuses", help);
        }
        Some(Self::NotApplicable)
    }

    fn shift(&mut self, bytes: usize) {
        if let Self::Statuses(statuses) = self {
            statuses.shift(bytes);
        }
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let status = StatusPattern::schema(generator);
        json_schema!({
            "anyOf": [
                status,
                { "const": "none", "description": "The vendor says that there is no status." },
                list_of(&status),
            ],
        })
    }
}

impl JsonSchema for Http {
    without_definition!();
}

fn list_of(status: &Schema) -> Schema {
    json_schema!({ "type": "array", "items": status, "minItems": 1, "uniqueItems": true })
}

/// The one status of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Status(pub(crate) u16);

impl FromNode for Status {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let status = u16::read(node, reader)?;
        if !(100..=999).contains(&status) {
            let message = format!("`{status}` is not an HTTP status");
            reader.report_text("status", &node.span, message, "write a status from 100 to 999");
        }
        Some(Self(status))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 100, "maximum": 999, "examples": [429] })
    }
}
