//! What fields of one mapping ask of each other, as far as a schema can say it.

use schemars::{Schema, json_schema};
use serde_json::{Value, json};

use crate::notation::{HostPattern, POINTER, words};

/// A retry rule is a word of its list, or a mapping that starts with one.
pub(crate) fn word_or_mapping(schema: &mut Schema) {
    let goes_with = |field: &str, kinds: &[&str]| {
        json!({
            "if": { "properties": { "kind": { "enum": kinds } } },
            "else": { "properties": { field: false } },
        })
    };
    schema.insert(
        "allOf".into(),
        json!([
            {
                "if": { "properties": { "kind": { "const": "with_change" } }, "required": ["kind"] },
                "then": { "required": ["change"] },
            },
            goes_with("change", &["with_change"]),
            goes_with("window", &["after_reset"]),
            goes_with("default_wait", &["after_wait"]),
            goes_with("max_attempts", &["backoff", "after_wait", "with_change"]),
        ]),
    );
    text_or_mapping(schema, json!({ "type": "string", "enum": words::<errcat_core::Retry>() }));
}

/// A catalog says where a response carries what, or inherits that.
pub(crate) fn envelope_or_base(schema: &mut Schema) {
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.retain(|field| field != "envelope");
    }
    schema.insert("anyOf".into(), one_of(&["envelope", "extends"]).into());
}

/// A status is a success, or it has a category.
pub(crate) fn success_or_category(schema: &mut Schema) {
    let success = json!({ "properties": { "success": { "const": true } }, "required": ["success"] });
    schema.insert("if".into(), success);
    schema
        .insert("then".into(), json!({ "properties": { "category": false, "retry": false, "when": false } }));
    schema.insert("else".into(), json!({ "required": ["category"] }));
}

/// What a place can be in.
const PLACES: [&str; 2] = ["header", "pointer"];

/// What can be asked of a place.
const TESTS: [&str; 9] =
    ["equals", "not_equals", "present", "absent", "contains", "starts_with", "ends_with", "above", "below"];

/// A test says one thing of one place.
pub(crate) fn one_place_and_test(schema: &mut Schema) {
    schema.insert("allOf".into(), place_and_test().into());
}

/// A wait is in a header or in the body, or the longest of several.
pub(crate) fn one_place_or_longest(schema: &mut Schema) {
    exactly_one(schema, &["header", "pointer", "longest"]);
}

/// A condition asks for the status, says one thing of a place, or combines others.
pub(crate) fn one_place_and_condition(schema: &mut Schema) {
    let asks = |fields: &[&str]| json!({ "anyOf": one_of(fields) });
    schema.insert("if".into(), asks(&[&PLACES[..], &TESTS[..]].concat()));
    schema.insert("then".into(), json!({ "allOf": place_and_test() }));
    schema.insert("else".into(), asks(&["status", "all", "any"]));
}

fn place_and_test() -> Vec<Value> {
    [&PLACES[..], &TESTS[..]].map(|fields| json!({ "oneOf": one_of(fields) })).into()
}

/// A place is a pointer, or a mapping with one or with a header.
pub(crate) fn pointer_or_mapping(schema: &mut Schema) {
    exactly_one(schema, &PLACES);
    text_or_mapping(schema, json!({ "type": "string", "pattern": POINTER, "examples": ["/error/code"] }));
}

/// A host is a text, or a mapping with one.
pub(crate) fn host_or_mapping(schema: &mut Schema) {
    let pattern = HostPattern::PATTERN;
    text_or_mapping(schema, json!({ "type": "string", "pattern": pattern, "examples": ["api.acme.com"] }));
}

/// What can also be written as a text.
fn text_or_mapping(schema: &mut Schema, text: Value) {
    let about = schema.remove("description");
    let mapping = std::mem::take(schema).to_value();
    *schema = json_schema!({ "anyOf": [text, mapping] });
    if let Some(about) = about {
        schema.insert("description".into(), about);
    }
}

fn exactly_one(schema: &mut Schema, fields: &[&str]) {
    schema.insert("oneOf".into(), one_of(fields).into());
}

fn one_of(fields: &[&str]) -> Vec<Value> {
    fields.iter().map(|field| json!({ "required": [field] })).collect()
}

/// An example expects something.
pub(crate) fn some_fact(schema: &mut Schema) {
    schema.insert("minProperties".into(), 1.into());
}
