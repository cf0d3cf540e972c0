//! Values without parts, and the JSON of bodies.

use std::ops::Deref;

use schemars::{Schema, SchemaGenerator, json_schema};

use super::from_node::FromNode;
use super::keys::distinct;
use super::reader::Reader;
use crate::tree::{Meaning, Node, Scalar, Value};

impl FromNode for bool {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.meaning() {
            Some(Meaning::Bool(value)) => Some(value),
            _ => reader.wrong_type(node, "`true` or `false`"),
        }
    }

    fn stand_in() -> Option<Self> {
        Some(false)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Self>()
    }
}

impl FromNode for u16 {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        whole(node, reader, Self::MAX.into()).and_then(|number| number.try_into().ok())
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": Self::MAX })
    }
}

impl FromNode for u32 {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        whole(node, reader, Self::MAX).and_then(|number| number.try_into().ok())
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": Self::MAX })
    }
}

/// Reads a whole number up to a largest one.
fn whole(node: &Node<'_>, reader: &mut Reader<'_>, max: u32) -> Option<i64> {
    match node.meaning() {
        Some(Meaning::Integer(number)) if (0..=i64::from(max)).contains(&number) => Some(number),
        _ => reader.wrong_type(node, &format!("a whole number from 0 to {max}")),
    }
}

impl FromNode for f64 {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.meaning() {
            Some(Meaning::Integer(number)) => Some(number as Self),
            Some(Meaning::Unsigned(number)) => Some(number as Self),
            Some(Meaning::Float(number)) => Some(number),
            _ => reader.wrong_type(node, "a number"),
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

/// Text that says something; where it may be blank, it is an [`AnyText`].
impl FromNode for String {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.text(node).map(str::to_owned)
    }

    fn stand_in() -> Option<Self> {
        Some(Self::new())
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"\S" })
    }
}

/// Text that may be blank, such as an empty code on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AnyText(String);

impl Deref for AnyText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl FromNode for AnyText {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        String::read(node, reader).map(Self)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// A number or a text, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScalarText(String);

impl Deref for ScalarText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl FromNode for ScalarText {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.written(node).map(|text| Self(text.to_owned()))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"] })
    }
}

impl FromNode for serde_json::Value {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Scalar(scalar) => Some(json(scalar)),
            Value::List(nodes) => {
                nodes.iter().map(|node| Self::read(node, reader)).collect::<Option<_>>().map(Self::Array)
            }
            Value::Map(pairs) => {
                let members = distinct(pairs, reader)
                    .into_iter()
                    .map(|(key, value)| Some((String::read(key, reader)?, Self::read(value, reader)?)));
                members.collect::<Option<_>>().map(Self::Object)
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({})
    }
}

fn json(scalar: &Scalar<'_>) -> serde_json::Value {
    match scalar.meaning() {
        Meaning::Null => serde_json::Value::Null,
        Meaning::Bool(value) => value.into(),
        Meaning::Integer(value) => value.into(),
        Meaning::Unsigned(value) => value.into(),
        Meaning::Float(value) => value.into(),
        Meaning::Text => scalar.text.as_ref().into(),
    }
}
