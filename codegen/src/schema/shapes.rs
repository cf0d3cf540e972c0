//! What the shapes of [`parse::shape`](crate::parse::shape) are in JSON.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::texts::{HeaderName, Pointer};
use super::words::Word;
use super::{any_of, of, without_definition};
use crate::parse::shape::{Each, OneOrMany, Spanned, YamlMap};
use crate::raw;

/// What may stand where the reader keeps the place.
pub(crate) trait Shown {
    /// Its schema.
    fn shown(generator: &mut SchemaGenerator) -> Schema;
}

impl<T: Shown> JsonSchema for Spanned<T> {
    without_definition!("Spanned");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::shown(generator)
    }
}

/// A place around a type of the format changes nothing about it.
macro_rules! as_they_are {
    ($($raw:ident)+) => {$(
        impl Shown for raw::$raw {
            fn shown(generator: &mut SchemaGenerator) -> Schema {
                of::<Self>(generator)
            }
        }
    )+};
}

as_they_are! {
    Allow Backoff Deprecated Entry Envelope Example Expect Expected Family Group
    Location RetryRule Rule Schedule Source StatusRule Test WaitSource When
}

/// Text that says something; where it may be blank, the field says so with `AnyText`.
impl Shown for String {
    fn shown(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"\S" })
    }
}

impl Shown for bool {
    fn shown(generator: &mut SchemaGenerator) -> Schema {
        of::<Self>(generator)
    }
}

impl Shown for u32 {
    fn shown(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
    }
}

/// The only numbers of 16 bits are statuses.
impl Shown for u16 {
    fn shown(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 100, "maximum": 999, "examples": [429] })
    }
}

impl Shown for f64 {
    fn shown(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

impl Shown for serde_json::Value {
    fn shown(_: &mut SchemaGenerator) -> Schema {
        json_schema!({})
    }
}

impl Shown for raw::TestValue {
    fn shown(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer", "boolean"] })
    }
}

impl<T: JsonSchema> Shown for Each<T> {
    fn shown(generator: &mut SchemaGenerator) -> Schema {
        of::<Self>(generator)
    }
}

impl<T: JsonSchema> JsonSchema for Each<T> {
    without_definition!("Each");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": of::<T>(generator) })
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    without_definition!("OneOrMany");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let many = json_schema!({ "type": "array", "items": of::<T>(generator), "minItems": 1 });
        any_of([of::<T>(generator), many])
    }
}

impl<T: JsonSchema> JsonSchema for YamlMap<T> {
    without_definition!("YamlMap");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": of::<T>(generator) })
    }
}

impl JsonSchema for crate::parse::shape::ScalarText {
    without_definition!("ScalarText");

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"] })
    }
}

impl JsonSchema for raw::Location {
    fn schema_name() -> Cow<'static, str> {
        "Location".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let header = json_schema!({
            "description": "A header of the response.",
            "type": "object",
            "properties": { "header": of::<HeaderName>(generator) },
            "required": ["header"],
            "additionalProperties": false,
        });
        let mut place = any_of([of::<Pointer>(generator), header]);
        place.insert(
            "description".into(),
            "A place in a response: a JSON pointer into the body, or `{ header: Name }`.".into(),
        );
        place
    }
}

impl JsonSchema for raw::Expect {
    without_definition!("Expect");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let many = json_schema!({
            "description": "Several errors of one response, in order.",
            "type": "array",
            "items": of::<raw::Expected>(generator),
            "minItems": 1,
        });
        let none = json_schema!({ "description": "The response is no error.", "const": "none" });
        any_of([of::<raw::Expected>(generator), many, none])
    }
}

impl<T: super::words::Words> Shown for T {
    fn shown(generator: &mut SchemaGenerator) -> Schema {
        of::<Word<T>>(generator)
    }
}
