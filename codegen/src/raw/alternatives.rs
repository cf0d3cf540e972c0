//! What can be written in more than one way: the kind of what stands there decides.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Expect, Expected, Location, RetryRule, TestValue};
use crate::notation::{HeaderName, Pointer};
use crate::read::{Each, FieldDeclaration, Fields, FromNode, Mapping, Policy, Reader, Spanned};
use crate::tree::{Meaning, Node, Value};

impl FromNode for TestValue {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let Value::Scalar(scalar) = &node.value {
            match scalar.meaning {
                Meaning::Bool(value) => return Some(Self::Bool(value)),
                Meaning::Integer(value) => return Some(Self::Integer(value)),
                Meaning::Text => return Some(Self::Text(scalar.text.clone().into_owned())),
                Meaning::Null | Meaning::Unsigned(_) | Meaning::Float(_) => {}
            }
        }
        reader.wrong_type(node, "text, a whole number, `true` or `false`")
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer", "boolean"] })
    }
}

impl FromNode for Location {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        const FIELDS: &[FieldDeclaration] = &[FieldDeclaration { name: "header", is_required: true }];
        match &node.value {
            Value::Map(_) => {
                Fields::of(node, FIELDS, reader)?.read("header", Policy::Refuse).map(Self::Header)
            }
            Value::Scalar(_) | Value::List(_) => Spanned::read(node, reader).map(Self::Pointer),
        }
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Self>()
    }
}

impl FromNode for RetryRule {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if matches!(&node.value, Value::Map(_)) {
            return Self::from_mapping(node, reader);
        }
        let kind = Spanned::read(node, reader)?;
        let (documented, max_attempts, default_wait, change, window) = (None, None, None, None, None);
        Some(Self { kind, documented, max_attempts, default_wait, change, window })
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Self>()
    }
}

impl FromNode for Expect {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Map(_) => FromNode::read(node, reader).map(|one| Self::Verdict(Box::new(one))),
            Value::List(nodes) if nodes.is_empty() => {
                reader.empty_list(node, "at least one verdict, or `none`,")
            }
            Value::List(_) => FromNode::read(node, reader).map(|Each(many)| Self::Verdicts(many)),
            Value::Scalar(_) => match reader.word(node)? {
                "none" => Some(Self::NoError),
                word => reader.unknown_word(node, word, &["none"]),
            },
        }
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<Expected>();
        json_schema!({
            "anyOf": [
                one,
                {
                    "description": "Several errors of one response, in order.",
                    "type": "array",
                    "items": one,
                    "minItems": 1,
                },
                { "description": "The response is not an error.", "const": "none" },
            ],
        })
    }
}

impl JsonSchema for Location {
    fn schema_name() -> Cow<'static, str> {
        "Location".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                Pointer::schema(generator),
                {
                    "description": "A header of the response.",
                    "type": "object",
                    "properties": { "header": HeaderName::schema(generator) },
                    "required": ["header"],
                    "additionalProperties": false,
                },
            ],
            "description":
                "A place in a response: a JSON pointer into the body, or `{ header: Name }`.",
        })
    }
}
