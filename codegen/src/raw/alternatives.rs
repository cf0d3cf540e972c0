//! What can be written in more than one way: the kind of what stands there decides.

use schemars::{Schema, SchemaGenerator, json_schema};

use super::{Expect, Expected, Host, Location, RetryRule, TestValue};
use crate::notation::is_duration;
use crate::read::{Each, FromNode, Mapping, OneOrMany, Reader, Spanned, YamlMap};
use crate::tree::{Meaning, Node, Value};

impl FromNode for TestValue {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let Value::Scalar(scalar) = &node.value {
            match scalar.meaning() {
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
        if matches!(&node.value, Value::Map(_)) {
            let (location, is_damaged) = reader.watched(|reader| Self::from_mapping(node, reader));
            // A field that could not be read may be the place.
            if location.as_ref().is_some_and(|of| of.header.is_none() && of.pointer.is_none()) && !is_damaged
            {
                let help = "give one of `pointer: /error/code` and `header: X-Error-Code`";
                let place = reader.place(node);
                reader.report_text("place", &place, "this place names neither a pointer nor a header", help);
            }
            return location;
        }
        let pointer = Some(Spanned::read(node, reader)?);
        let (header, decides, inverted, json, after_last, before) = (None, None, None, None, None, None);
        let (r#where, after) = (YamlMap::default(), OneOrMany::default());
        Some(Self { header, pointer, decides, inverted, r#where, json, after, after_last, before })
    }

    fn shift(&mut self, bytes: usize) {
        self.shift_fields(bytes);
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Self>()
    }
}

impl FromNode for Host {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if matches!(&node.value, Value::Map(_)) {
            return Self::from_mapping(node, reader);
        }
        Some(Self { host: Spanned::read(node, reader)?, source: None })
    }

    fn shift(&mut self, bytes: usize) {
        self.shift_fields(bytes);
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
        if let Some((message, help)) = node.written().and_then(|word| not_a_kind(word, node.meaning())) {
            reader.unknown_text(node, message, help);
            return None;
        }
        let kind = Spanned::read(node, reader)?;
        let (documented, max_attempts, default_wait, change, window) = (None, None, None, None, None);
        Some(Self { kind, documented, max_attempts, default_wait, change, window })
    }

    fn shift(&mut self, bytes: usize) {
        self.shift_fields(bytes);
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Self>()
    }
}

/// What to say where a page's cell, a wait or a number of tries stands instead of a retry kind.
fn not_a_kind(word: &str, meaning: Option<Meaning>) -> Option<(String, String)> {
    let help = match meaning {
        Some(Meaning::Integer(tries)) if tries > 0 => {
            format!("write `{{ kind: backoff, max_attempts: {tries} }}`")
        }
        _ if is_duration(word) => format!("write `{{ kind: after_wait, default_wait: {word} }}`"),
        _ => match &*word.to_ascii_lowercase() {
            "yes" | "true" => format!(
                "write `backoff`, or `after_wait` where the response says how long to wait; the page's own word goes into `documented: \"{word}\"`"
            ),
            "no" | "false" => {
                format!("write `never`; the page's own word goes into `documented: \"{word}\"`")
            }
            _ => return None,
        },
    };
    Some((format!("`{}` is not a retry kind", word.escape_debug()), help))
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

    fn shift(&mut self, bytes: usize) {
        match self {
            Self::NoError => {}
            Self::Verdict(one) => one.shift(bytes),
            Self::Verdicts(many) => many.iter_mut().for_each(|one| one.shift(bytes)),
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
