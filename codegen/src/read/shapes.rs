//! The shapes that values stand in: with their place, one or many, lists and mappings that go on after an error.

use std::ops::{Deref, Range};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::from_node::FromNode;
use super::keys::distinct;
use super::reader::{LIST, Reader};
use crate::tree::{Node, Value};

/// A value and where it stands. Two are equal where their values are.
#[derive(Debug, Clone)]
pub(crate) struct Spanned<T> {
    /// The value.
    pub(crate) value: T,
    /// Which bytes of the file. What stands in for something stands nowhere.
    pub(crate) span: Range<usize>,
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Deref<Target = str>> Spanned<T> {
    /// The text and where it stands.
    pub(crate) fn text(&self) -> Spanned<&str> {
        Spanned { value: &self.value, span: self.span.clone() }
    }
}

impl<T: Default> Default for Spanned<T> {
    fn default() -> Self {
        Self { value: T::default(), span: 0..0 }
    }
}

impl<T: FromNode> FromNode for Spanned<T> {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let value = T::read(node, reader)?;
        Some(Self { value, span: reader.place(node) })
    }

    fn stand_in() -> Option<Self> {
        T::stand_in().map(|value| Self { value, span: 0..0 })
    }

    fn shift(&mut self, bytes: usize) {
        self.value.shift(bytes);
        // What stands nowhere stays there.
        if !self.span.is_empty() {
            self.span = self.span.start + bytes..self.span.end + bytes;
        }
    }

    fn has_name() -> bool {
        T::has_name()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }
}

/// Writes what types share that have no definition of their own in the schema.
macro_rules! without_definition {
    () => {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> std::borrow::Cow<'static, str> {
            std::any::type_name::<Self>().into()
        }

        fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
            <Self as FromNode>::schema(generator)
        }
    };
}
pub(crate) use without_definition;

/// A place around a value changes nothing about it.
impl<T: FromNode> JsonSchema for Spanned<T> {
    without_definition!();
}

impl<T: FromNode + JsonSchema> JsonSchema for Each<T> {
    without_definition!();
}

impl<T: FromNode + JsonSchema> JsonSchema for OneOrMany<T> {
    without_definition!();
}

impl<K: FromNode, T: FromNode + JsonSchema> JsonSchema for YamlMap<K, T> {
    without_definition!();
}

/// Makes a list that is read as such, and may be empty where it is left out.
macro_rules! list {
    ($(#[doc = $doc:literal])* $name:ident<$($parameter:ident),+> of $of:ty) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) struct $name<$($parameter),+>(pub(crate) Vec<$of>);

        impl<$($parameter),+> Default for $name<$($parameter),+> {
            fn default() -> Self {
                Self(Vec::new())
            }
        }

        impl<$($parameter),+> Deref for $name<$($parameter),+> {
            type Target = [$of];

            fn deref(&self) -> &[$of] {
                &self.0
            }
        }
    };
}

list! {
    /// A list, of which an element that can't be read is left out.
    Each<T> of T
}

list! {
    /// One value, or a list of them that is not empty. An element that can't be read is left out, and damages what the
    /// list stands in.
    OneOrMany<T> of T
}

list! {
    /// A mapping in the order of the file, each key once.
    YamlMap<K, T> of (Spanned<K>, T)
}

impl<T: FromNode + JsonSchema> FromNode for Each<T> {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::List(nodes) = &node.value else { return reader.wrong_type(node, LIST) };
        Some(Self(reader.elements(node, nodes, T::has_name(), T::read)))
    }

    fn stand_in() -> Option<Self> {
        Some(Self::default())
    }

    fn shift(&mut self, bytes: usize) {
        self.0.iter_mut().for_each(|element| element.shift(bytes));
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": generator.subschema_for::<T>() })
    }
}

impl<T: FromNode + JsonSchema> FromNode for OneOrMany<T> {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::List(nodes) if nodes.is_empty() => reader.empty_list(node, "at least one value"),
            Value::List(nodes) => Some(Self(nodes.iter().filter_map(|node| T::read(node, reader)).collect())),
            Value::Scalar(_) | Value::Map(_) => T::read(node, reader).map(|one| Self(vec![one])),
        }
    }

    fn shift(&mut self, bytes: usize) {
        self.0.iter_mut().for_each(|element| element.shift(bytes));
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }] })
    }
}

impl<K: FromNode, T: FromNode + JsonSchema> FromNode for YamlMap<K, T> {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Map(pairs) = &node.value else { return reader.wrong_type(node, "a mapping") };
        let pairs = distinct(pairs, reader).into_iter().filter_map(|(key, value)| {
            let key = Spanned::read(key, reader)?;
            Some((key, T::read(value, reader)?))
        });
        Some(Self(pairs.collect()))
    }

    fn shift(&mut self, bytes: usize) {
        for (key, value) in &mut self.0 {
            key.shift(bytes);
            value.shift(bytes);
        }
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
    }
}
