//! Texts that have a notation: what an editor can check of them while they are typed.
//!
//! Each pattern accepts all that [`notation`](crate::notation) and the rules accept. Where it accepts more, the
//! rule still decides.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::without_definition;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $schema:tt;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) enum $name {}

        impl JsonSchema for $name {
            without_definition!("Text");

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

/// A status or a class of them, written as text.
const STATUS: &str = "^[1-9]([0-9]{2}|[0-9]x|xx)$";
const HEADER: &str = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$";
const POINTER: &str = "^(/([^/~]|~[01])*)*$";

texts! {
    /// Text that may be blank, such as an empty code on the wire.
    AnyText = { "type": "string" };
    /// A vendor's id.
    VendorId = { "type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "examples": ["my-vendor"] };
    /// A Rust variant.
    VariantName = { "type": "string", "pattern": "^[A-Z][A-Za-z0-9]*$", "examples": ["TooManyRequests"] };
    /// A day.
    Day = {
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "examples": ["2026-11-21"],
    };
    /// An absolute address.
    Address = {
        "type": "string",
        "pattern": "^https?://[^/\\u0000-\\u0020<>\"`\\\\^|][^\\u0000-\\u0020<>\"`\\\\^|]*$",
        "examples": ["https://example.com/docs/errors"],
    };
    /// An absolute address with the code in it.
    CodeAddress = {
        "type": "string",
        "pattern": "^(?=.*\\{code\\})https?://[^/\\u0000-\\u0020<>\"`\\\\^|][^\\u0000-\\u0020<>\"`\\\\^|]*$",
        "examples": ["https://example.com/errors/{code}"],
    };
    /// A JSON pointer.
    Pointer = { "type": "string", "pattern": POINTER, "examples": ["/error/code"] };
    /// Pointers to lists, or the word for any list.
    EmbeddedLists = {
        "anyOf": [
            { "const": "any_list", "description": "Any list: the page does not say which." },
            { "type": "string", "pattern": POINTER, "examples": ["/results"] },
            { "type": "array", "items": { "type": "string", "pattern": POINTER }, "minItems": 1 },
        ],
    };
    /// The name of a header.
    HeaderName = {
        "type": "string",
        "pattern": HEADER,
        "examples": ["Retry-After"],
    };
    /// A duration with its unit.
    Duration = {
        "type": "string",
        "pattern": "^([0-9]+(\\.[0-9]+)?(h|m|s|ms|us))+$",
        "examples": ["500ms", "1s", "1m30s"],
    };
    /// A duration, a time or `none`.
    Wait = {
        "type": "string",
        "pattern": "^(none|([0-9]+(\\.[0-9]+)?(h|m|s|ms|us))+|[+-]?[0-9]{4,6}-?[0-9]{2}-?[0-9]{2}[Tt ].+)$",
        "examples": ["7s", "2026-06-01T00:00:00Z", "none"],
    };
    /// A status or a class of statuses.
    Status = {
        "anyOf": [
            { "type": "integer", "minimum": 100, "maximum": 999 },
            { "type": "string", "pattern": STATUS },
        ],
        "examples": [429, "5xx", "52x"],
    };
    /// What a fact of an entry is called where it is inferred.
    Fact = {
        "type": "string",
        "enum": [
            "http", "retry", "retry.max_attempts", "retry.default_wait", "retry.change", "retry.window", "meaning",
            "action", "aliases", "details", "since", "deprecated",
        ],
    };
    /// What a fact of a rule is called where it is inferred.
    RuleFact = {
        "type": "string",
        "enum": [
            "status", "prefix", "retry", "retry.max_attempts", "retry.default_wait", "retry.change", "retry.window",
            "meaning", "action",
        ],
    };
    /// The id of a lint.
    LintId = { "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" };
}

/// One or more statuses, each once.
#[derive(Debug)]
pub(crate) enum Statuses {}

impl JsonSchema for Statuses {
    without_definition!("Statuses");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let status = generator.subschema_for::<Status>();
        json_schema!({
            "anyOf": [status, { "type": "array", "items": status, "minItems": 1, "uniqueItems": true }],
        })
    }
}

/// The statuses of an entry, or that there is none.
#[derive(Debug)]
pub(crate) enum Http {}

impl JsonSchema for Http {
    without_definition!("Http");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let status = generator.subschema_for::<Status>();
        json_schema!({
            "anyOf": [
                status,
                { "const": "none", "description": "The vendor says that there is no status." },
                { "type": "array", "items": status, "minItems": 1, "uniqueItems": true },
            ],
        })
    }
}

/// What the keys of a mapping of headers look like.
pub(crate) fn header_names() -> Schema {
    json_schema!({ "pattern": HEADER })
}

/// What the names of a vendor's own fields look like.
pub(crate) fn field_names() -> Schema {
    json_schema!({ "pattern": "^[a-z][a-z0-9_]*$" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    fn validator<T: JsonSchema>() -> jsonschema::Validator {
        let schema = T::json_schema(&mut SchemaGenerator::default()).to_value();
        jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
    }

    /// Every text of up to so many of these characters.
    fn texts(characters: &str, longest: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut last = 0;
        for _ in 0..longest {
            let end = all.len();
            for at in last..end {
                all.extend(characters.chars().map(|c| format!("{}{c}", all[at])).collect::<Vec<_>>());
            }
            last = end;
        }
        all
    }

    /// Holds a pattern to a notation: it accepts all of it, and what it accepts beyond is at most this share.
    fn covers<T: JsonSchema>(texts: &[String], is_right: impl Fn(&str) -> bool, beyond: usize) {
        let validator = validator::<T>();
        let mut more = Vec::new();
        for text in texts {
            let accepted = validator.is_valid(&text.as_str().into());
            assert!(accepted || !is_right(text), "{text} is refused");
            if accepted && !is_right(text) {
                more.push(text);
            }
        }
        assert!(more.len() <= beyond, "{} more: {:?}", more.len(), &more[..more.len().min(20)]);
    }

    #[test]
    fn the_patterns_are_the_notations() {
        covers::<Pointer>(&texts("/~01a", 6), |text| notation::pointer(text).is_ok(), 0);
        covers::<Status>(&texts("0159xX", 4), |text| notation::status_pattern(text).is_ok(), 0);
        let days = ["2026-11-21", "2026-02-30", "2024-02-29", "26-11-21", "2026-11-21T00:00:00Z", "20261121"];
        covers::<Day>(&days.map(str::to_owned), notation::is_date, 0);
        // Units that come in the wrong order or twice are left to the rule.
        covers::<Duration>(&texts("1.hmsud", 6), |text| notation::duration(text).is_ok(), 400);
        let times = ["none", "7s", "2026-06-01T00:00:00Z", "2026-06-01 00:00:00+02:00", "20260601T000000Z"];
        covers::<Wait>(&times.map(str::to_owned), |text| notation::wait(text).is_ok(), 0);
    }
}
