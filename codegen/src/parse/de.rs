//! Reads the raw types from the tree, and goes on after an error.
//!
//! serde stops at the first error. Here an error is written down by the innermost reader that sees
//! it, which knows the exact place. The value that it comes from is left out, or another stands in for
//! it, and the element of the list that it is in is read again, until nothing new is bad in it. An
//! element that can't be made without what was left out is dropped; one that can is kept as damaged, and
//! only what is said of its other values by themselves is believed. Fields that no type knows are
//! written down and passed over. Within one mapping, lists are read before mappings and scalars, so that
//! a bad scalar hides nothing below its neighbours.

mod access;
mod fields;
mod sink;

use std::collections::HashMap;
use std::ops::Range;

use serde::de::{self, Deserialize, IntoDeserializer, Unexpected, Visitor};

use super::error::Error;
use super::lost::Lost;
use super::node::{Node, Value};
use super::{required, shape};
use crate::raw;
use access::{Around, Elements, Kinded, Pairs, Spanned, State, Tries};
use sink::{Sink, misplaced};

/// Reads a catalog without what can't be read, and says why not.
pub(crate) fn read(tree: &Node, text: &str) -> Read {
    let sink = Sink { text, ..Sink::default() };
    let catalog = shape::Again::deserialize(De { node: tree, key: None, sink: &sink });
    Read {
        catalog: catalog.ok().map(|shape::Again(catalog)| catalog),
        errors: misplaced(sink.errors.into_inner()),
        lost: sink.lost.into_inner(),
        damaged: sink.damaged.into_inner(),
    }
}

/// What could be read.
pub(crate) struct Read {
    /// The catalog, without what is bad.
    pub(crate) catalog: Option<raw::Catalog>,
    /// What is bad.
    pub(crate) errors: Vec<Error>,
    /// The codes and ids of what is left out.
    pub(crate) lost: Lost,
    /// Where the elements are that lack something, or have something else in its place.
    pub(crate) damaged: Vec<Range<usize>>,
}

/// A value of the tree, to be read.
#[derive(Clone, Copy)]
struct De<'a> {
    node: &'a Node,
    /// The key that it stands behind, to point at where there is nothing.
    key: Option<&'a Node>,
    sink: &'a Sink<'a>,
}

impl<'a> De<'a> {
    /// Writes an error down once, with the place of this node where it has none yet.
    fn guard<T>(self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|mut error| {
            if !error.recorded {
                error.recorded = true;
                error.span.get_or_insert_with(|| self.place());
                self.sink.record(error.clone());
            }
            error
        })
    }

    /// The place to underline: for a mapping its first key, for a list its start.
    fn place(self) -> Range<usize> {
        match &self.node.value {
            _ if self.node.span.is_empty() => self.key.map_or(self.node.span.clone(), |key| key.span.clone()),
            Value::Map(pairs) => pairs.first().map_or(self.node.span.clone(), |(key, _)| key.span.clone()),
            Value::List(_) => {
                let start = self.node.span.start;
                start
                    ..self
                        .sink
                        .text
                        .get(start..)
                        .and_then(|rest| rest.chars().next())
                        .map_or(start, |c| start + c.len_utf8())
            }
            _ => self.node.span.clone(),
        }
    }

    fn unexpected(self) -> Unexpected<'a> {
        match &self.node.value {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Integer(value) => Unexpected::Signed(*value),
            Value::Unsigned(value) => Unexpected::Unsigned(*value),
            Value::Float(value) => Unexpected::Float(*value),
            Value::Text(value) => Unexpected::Str(value),
            Value::List(_) => Unexpected::Seq,
            Value::Map(_) => Unexpected::Map,
        }
    }

    fn text<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        match (&self.node.value, &self.node.plain) {
            (Value::Text(text), _) => visitor.visit_str(text),
            (Value::List(_) | Value::Map(_), _) | (Value::Null, None) => {
                Err(de::Error::invalid_type(self.unexpected(), &visitor))
            }
            (Value::Null, Some(plain)) if plain.is_empty() => {
                Err(de::Error::invalid_type(self.unexpected(), &visitor))
            }
            (_, plain) => Err(unquoted(self.node.span.clone(), plain.as_deref().unwrap_or_default())),
        }
    }

    fn pairs<V: Visitor<'a>>(
        self,
        pairs: Vec<&'a (Node, Node)>,
        around: Around,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Pairs { pairs: pairs.into_iter(), pair: None, around, sink: self.sink })
    }

    /// The pairs of a mapping, each key once: a second one is written down and passed over.
    fn once(self, pairs: &'a [(Node, Node)]) -> Vec<&'a (Node, Node)> {
        let mut first: HashMap<&str, &Node> = HashMap::with_capacity(pairs.len());
        let mut kept = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let key = match (&pair.0.value, &pair.0.plain) {
                (Value::Text(text), _) => text,
                (_, Some(plain)) => plain,
                _ => {
                    self.sink.record(
                        Error::new("wrong-type", pair.0.span.clone())
                            .message("a key has to be text")
                            .help("write the key as text; a value in braces here may need quotes"),
                    );
                    continue;
                }
            };
            match first.get(key.as_str()) {
                Some(earlier) => self.sink.record(twice(key, pair.0.span.clone(), earlier.span.clone())),
                None => {
                    first.insert(key, &pair.0);
                    kept.push(pair);
                }
            }
        }
        kept
    }
}

/// A scalar where text belongs, which YAML reads as something else.
pub(crate) fn unquoted(span: Range<usize>, plain: &str) -> Error {
    Error::new("unquoted-scalar", span)
        .message(format!("`{}` without quotes is not text everywhere in YAML", plain.escape_debug()))
        .label("read as a number, a truth value, a time or nothing")
        .help(format!("write \"{}\"", plain.escape_default()))
}

fn twice(key: &str, span: Range<usize>, first: Range<usize>) -> Error {
    Error::new("duplicate-key", span)
        .message(format!("`{}` is given twice", key.escape_debug()))
        .label("the second time")
        .related(first, "first given here")
        .help("keep one of them")
}

macro_rules! numbers {
    ($($method:ident)+) => {
        $(fn $method<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
            let result = match &self.node.value {
                Value::Integer(value) => visitor.visit_i64(*value),
                Value::Unsigned(value) => visitor.visit_u64(*value),
                Value::Float(value) => visitor.visit_f64(*value),
                _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
            };
            self.guard(result)
        })+
    };
}

impl<'a> de::Deserializer<'a> for De<'a> {
    type Error = Error;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Integer(value) => visitor.visit_i64(*value),
            Value::Unsigned(value) => visitor.visit_u64(*value),
            Value::Float(value) => visitor.visit_f64(*value),
            Value::Text(value) => visitor.visit_str(value),
            Value::List(nodes) => visitor.visit_seq(Elements { nodes: nodes.iter(), sink: self.sink }),
            Value::Map(pairs) => self.pairs(self.once(pairs), Around::Fails, visitor),
        };
        self.guard(result)
    }

    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match &self.node.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
        };
        self.guard(result)
    }

    fn deserialize_str<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        self.guard(self.text(visitor))
    }

    fn deserialize_string<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    /// A field that is there has a value: `action:` with nothing behind it is a slip, not an absence.
    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = visitor.visit_some(self);
        self.guard(result)
    }

    fn deserialize_seq<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match &self.node.value {
            Value::List(nodes) => visitor.visit_seq(Elements { nodes: nodes.iter(), sink: self.sink }),
            _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
        };
        self.guard(result)
    }

    fn deserialize_map<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match &self.node.value {
            Value::Map(pairs) => self.pairs(self.once(pairs), Around::Fails, visitor),
            _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
        };
        self.guard(result)
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let result = match &self.node.value {
            Value::Map(pairs) => self.structure(name, pairs, fields, visitor),
            _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
        };
        self.guard(result)
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let result = match (&self.node.value, &self.node.plain) {
            (Value::Text(text), _) => visitor.visit_enum(text.as_str().into_deserializer()),
            // `none` and the like are words; `~`, `true` and `5` are none of any list.
            (Value::Bool(_) | Value::Integer(_) | Value::Float(_), Some(plain)) => {
                visitor.visit_enum(plain.as_str().into_deserializer())
            }
            _ => Err(de::Error::invalid_type(self.unexpected(), &"one word")),
        };
        self.guard(result)
    }

    /// The shapes of [`shape`] ask for what serde does not offer: places, kinds and texts as written.
    fn deserialize_newtype_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let result = match name {
            shape::SPANNED => visitor.visit_seq(Spanned { step: 0, de: self }),
            shape::AGAIN => {
                visitor.visit_seq(Tries { de: self, damage: self.sink.damage.get(), state: State::Trying })
            }
            shape::KINDED => visitor.visit_seq(Kinded { step: 0, de: self }),
            shape::AS_WRITTEN => match (&self.node.value, &self.node.plain) {
                (Value::Text(text), _) => visitor.visit_str(text),
                (Value::Integer(_) | Value::Unsigned(_) | Value::Float(_), Some(plain)) => {
                    visitor.visit_str(plain)
                }
                _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
            },
            _ => visitor.visit_newtype_struct(self),
        };
        self.guard(result)
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'a>>
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct ignored_any
    }
}
