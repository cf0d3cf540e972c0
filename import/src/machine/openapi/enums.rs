//! The values of an enum, with what extensions say about each.

use errcat_codegen::variant_of;
use serde_json::Value;

use super::reference::Document;
use crate::html;
use crate::machine::tree;

/// How deep one enum may be composed of others.
const DEEPEST: usize = 4;

/// How many schemas are looked at to see whether one is an enum: those of which it is composed may refer to each other.
const MOST_LOOKS: usize = 64;

/// How many schemas are looked at for the values of one enum.
const MOST_COMPOSED: usize = 10_000;

/// A value of an enum.
#[derive(Debug)]
pub(super) struct EnumValue {
    /// The code.
    pub(super) value: String,
    /// The Rust variant, where the code alone gives none and the document has a name for it.
    pub(super) name: Option<String>,
    /// The vendor's text about it.
    pub(super) text: Option<String>,
}

/// Whether a schema has values of an enum.
pub(super) fn is_enum(document: Document<'_>, schema: &Value) -> bool {
    !collected(document, schema, MOST_LOOKS).is_empty()
}

/// The values of a schema: those of its own, and those of what it is composed of.
pub(super) fn values(document: Document<'_>, schema: &Value) -> Vec<EnumValue> {
    collected(document, schema, MOST_COMPOSED)
}

fn collected<'v>(document: Document<'v>, schema: &'v Value, mut looks: usize) -> Vec<EnumValue> {
    let mut values = Vec::new();
    collect(document, schema, 0, &mut looks, &mut values);
    values
}

fn collect<'v>(
    document: Document<'v>,
    schema: &'v Value,
    depth: usize,
    looks: &mut usize,
    into: &mut Vec<EnumValue>,
) {
    let schema = document.resolve(schema);
    if depth > DEEPEST || *looks == 0 {
        return;
    }
    *looks -= 1;
    let before = into.len();
    let own = tree::elements(schema, "enum").enumerate();
    into.extend(own.filter_map(|(at, value)| of_enum(schema, at, value)));
    if into.len() == before {
        into.extend(tree::elements(schema, "x-enum-elements").filter_map(of_element));
    }
    if let Some(value) = schema.get("const").and_then(code) {
        let text = tree::text(schema, "description").map(html::plain);
        into.push(EnumValue { name: None, value, text });
    }
    for keyword in ["oneOf", "anyOf", "allOf"] {
        tree::elements(schema, keyword).for_each(|part| collect(document, part, depth + 1, looks, into));
    }
}

/// A value as a code: `null` and the empty text are none, and neither is `error` itself, which marks what is one.
fn code(value: &Value) -> Option<String> {
    tree::scalar(value).filter(|code| !code.trim().is_empty() && code != "error")
}

fn of_enum(schema: &Value, at: usize, value: &Value) -> Option<EnumValue> {
    let value = code(value)?;
    let beside = |extensions: &[&str]| {
        extensions.iter().find_map(|extension| match schema.get(*extension)? {
            Value::Array(list) => list.get(at)?.as_str(),
            Value::Object(by_value) => by_value.get(&value)?.as_str(),
            _ => None,
        })
    };
    let name = beside(&["x-enum-varnames", "x-enumNames", "x-enum-names"]);
    let text = beside(&["x-enumDescriptions", "x-enum-descriptions", "x-enum-description"]);
    let elements = || tree::elements(schema, "x-enum-elements");
    // The lists mostly have the same order, so that the element at this place is the one; else it is looked for.
    let element = || elements().nth(at).filter(|element| tree::text(element, "name") == Some(&value));
    let text = text.or_else(|| tree::text(element()?, "description"));
    let name = if variant_of(&value).is_none() { name.and_then(variant_of) } else { None };
    Some(EnumValue { name, text: text.map(html::plain), value })
}

fn of_element(element: &Value) -> Option<EnumValue> {
    let value = tree::text(element, "name").filter(|name| !name.trim().is_empty())?.to_owned();
    Some(EnumValue { name: None, text: tree::text(element, "description").map(html::plain), value })
}
