//! Places in a body.

use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use crate::read::{FromNode, OneOrMany, Reader, Spanned, without_definition};
use crate::tree::Node;

/// A JSON pointer, as its unescaped segments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pointer(pub(crate) Vec<String>);

impl Pointer {
    /// Reads a pointer.
    ///
    /// # Errors
    ///
    /// What a pointer looks like, as the end of a sentence.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let Some(rest) = text.strip_prefix('/') else {
            return Err("a JSON pointer, which starts with `/`, such as `/error/code`");
        };
        rest.split('/').map(segment).collect::<Result<_, _>>().map(Self)
    }

    /// Whether this is a place within what stands at the other.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.0.len() > other.0.len() && self.0.starts_with(&other.0)
    }

    /// This place relative to an element of a list, where it is written with the list and the element's number.
    pub(crate) fn relative_to(&self, list: &Self) -> Option<Self> {
        let [element, rest @ ..] = self.0.strip_prefix(&*list.0)? else { return None };
        let is_number = element.bytes().all(|byte| byte.is_ascii_digit());
        (is_number || is_any(element)).then(|| Self(rest.to_vec()))
    }

    /// The segments before a last `*`, if it ends with one.
    pub(crate) fn without_last_any(&self) -> Option<&[String]> {
        self.0.split_last().filter(|(last, _)| is_any(last)).map(|(_, before)| before)
    }

    /// All that a body has there.
    pub(crate) fn find_all<'v>(&self, body: &'v Value) -> Vec<&'v Value> {
        self.0.iter().fold(vec![body], |found, segment| {
            let below = found.into_iter().flat_map(|value| match (is_any(segment), value) {
                (true, value) => inside(value),
                (false, Value::Object(members)) => members.get(segment).into_iter().collect(),
                (false, value) => value.pointer(&format!("/{segment}")).into_iter().collect(),
            });
            below.collect()
        })
    }
}

/// The pointer for what is written as a path of JSONPath, jq or JavaScript, such as `$.error.code`.
fn pointer_of(path: &str) -> Option<String> {
    let is_of_path = |c: char| c.is_ascii_alphanumeric() || "_-@$.[]'\"*/".contains(c);
    let path = path.trim_start_matches('$');
    let segments: Vec<&str> =
        path.split(['.', '[', ']', '\'', '"', '/']).filter(|segment| !segment.is_empty()).collect();
    let is_path = !segments.is_empty() && path.chars().all(is_of_path);
    is_path.then(|| segments.iter().map(|segment| format!("/{segment}")).collect())
}

fn is_any(segment: &str) -> bool {
    segment == errcat_core::table::Pointer::ANY
}

/// What is in a list or an object.
pub(crate) fn inside(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(elements) => elements.iter().collect(),
        Value::Object(members) => members.values().collect(),
        _ => Vec::new(),
    }
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

/// As it is written.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let segments: Vec<&str> = self.0.iter().map(String::as_str).collect();
        errcat_core::table::Pointer::new(&segments).fmt(f)
    }
}

/// What a pointer looks like.
pub(crate) const POINTER: &str = "^(/([^/~]|~[01])*)*$";

impl FromNode for Pointer {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(node)?;
        match Self::parse(text) {
            Ok(pointer) => Some(pointer),
            Err(wanted) => {
                let message = format!("`{}` is not a place in a body", text.escape_debug());
                let finding =
                    reader.report_replaced("pointer", &node.span, message, format!("write {wanted}"));
                finding.correct(pointer_of(text).as_deref());
                Self::stand_in()
            }
        }
    }

    fn stand_in() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": POINTER, "examples": ["/error/code"] })
    }
}

/// Where elements of a body may carry envelopes of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EmbeddedList {
    /// In any list; written as `any_list`.
    Any,
    /// In this list.
    At(Pointer),
}

impl fmt::Display for EmbeddedList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any_list"),
            Self::At(pointer) => pointer.fmt(f),
        }
    }
}

impl FromNode for EmbeddedList {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if node.text() == Some("any_list") {
            Some(Self::Any)
        } else {
            Pointer::read(node, reader).map(Self::At)
        }
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Pointer::schema(generator)
    }
}

/// Several of these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct EmbeddedLists(OneOrMany<Spanned<EmbeddedList>>);

impl Deref for EmbeddedLists {
    type Target = [Spanned<EmbeddedList>];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl FromNode for EmbeddedLists {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        OneOrMany::read(node, reader).map(Self)
    }

    fn shift(&mut self, bytes: usize) {
        self.0.shift(bytes);
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "const": "any_list", "description": "Any list: the page does not say which." },
                { "type": "string", "pattern": POINTER, "examples": ["/results"] },
                { "type": "array", "items": { "type": "string", "pattern": POINTER }, "minItems": 1 },
            ],
        })
    }
}

impl JsonSchema for EmbeddedLists {
    without_definition!();
}
