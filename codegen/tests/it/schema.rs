//! The schema for editors: it accepts what the parser accepts, and refuses what it can of the rest.

use std::collections::BTreeSet;

use errcat_codegen::SourceFile;
use errcat_core::table::Field;
use serde_json::Value;

use crate::fixtures;
use crate::validator::Validator;

/// Rules of shape that no schema can hold a catalog to, and why. Those that a fixture's file can't show, as it
/// would be too large or no text, are none of a schema's business either.
const BEYOND: &[(&str, &str)] = &[
    ("documented-retry", "it compares, or reads a text"),
    ("category-retry", "it compares, or reads a text"),
    ("family-contradiction", "it compares, or reads a text"),
    ("success-contradiction", "it compares, or reads a text"),
    ("odd-schedule", "it compares, or reads a text"),
    ("foreign-example", "it compares, or reads a text"),
    ("code-punctuation", "it compares, or reads a text"),
    ("header-spelling", "it compares, or reads a text"),
    ("text-cut", "it compares, or reads a text"),
    ("placeholder", "it compares, or reads a text"),
    ("repeated-text", "it compares, or reads a text"),
    ("repeated-place", "it compares, or reads a text"),
    ("anchor", "an alias is gone once the YAML is read"),
    ("duplicate-key", "readers of YAML refuse it, or keep one"),
    ("several-documents", "it is about the file"),
    ("yaml-syntax", "there is nothing to hold to it"),
];

/// Rules of shape: catalogs that break them do not become values.
const OF_SHAPE: &[&str] = &[
    "empty-file",
    "empty-list",
    "missing-field",
    "unknown-field",
    "unknown-word",
    "unquoted-scalar",
    "wrong-type",
];

/// Rules beyond shape that the schema still knows, as far as their fixtures go. Every other rule compares
/// codes, ids or files, derives Rust names, or weighs what was written, which no schema can do.
const ALSO: &[&str] = &[
    "place",
    "condition",
    "date",
    "duration",
    "empty-text",
    "envelope",
    "example",
    "field-name",
    "header",
    "host",
    "pointer",
    "retry",
    "schedule",
    "status",
    "success",
    "url",
    "wait-source",
];

/// The schema, as the command writes it.
pub(crate) fn schema() -> Value {
    serde_json::from_str(&errcat_codegen::schema("cargo xtask regenerate").contents).unwrap()
}

fn validator() -> Validator {
    Validator::new(schema())
}

/// A catalog as an editor reads it.
fn json(file: &SourceFile) -> Value {
    serde_yaml::from_slice(&file.bytes).unwrap()
}

fn complaints(validator: &Validator, file: &SourceFile) -> Vec<String> {
    validator.complaints(&json(file))
}

fn own_catalogs() -> std::path::PathBuf {
    fixtures::folder("../../../catalog")
}

#[test]
fn it_accepts_every_catalog_that_the_parser_accepts() {
    let validator = validator();
    let files = [fixtures::read(&own_catalogs()), fixtures::valid()].concat();
    assert!(files.len() > 10);
    for file in files {
        assert_eq!(complaints(&validator, &file), Vec::<String>::new(), "{}", file.path);
    }
}

#[test]
fn it_refuses_each_fixture_that_a_schema_can_refuse() {
    let validator = validator();
    let rules = fixtures::names(&fixtures::folder("invalid"));
    for rule in &rules {
        if BEYOND.iter().any(|(id, _)| id == rule) {
            continue;
        }
        let files = fixtures::read(&fixtures::folder("invalid").join(rule));
        let of_shape = OF_SHAPE.contains(&rule.as_str());
        let refused = files.iter().any(|file| !complaints(&validator, file).is_empty());
        assert_eq!(refused, of_shape || ALSO.contains(&rule.as_str()), "{rule}");
    }
    for id in BEYOND.iter().map(|(id, _)| id).chain(OF_SHAPE).chain(ALSO) {
        assert!(rules.iter().any(|rule| rule == id), "there is no fixture of {id}");
    }
}

#[test]
fn it_refuses_wrong_shapes_anywhere() {
    let validator = validator();
    let entry = |more: &str| {
        fixtures::acme(&format!(
            "groups: [{{ title: T, codes: [{{ code: \"A\", category: internal, meaning: M., {more} }}] }}]\n"
        ))
    };
    assert!(complaints(&validator, &entry("action: Wait.")).is_empty());
    for more in [
        "action: ",
        "action: null",
        "http: [none]",
        "http: []",
        "http: 4xxx",
        "http: 99",
        "http: [400, 400]",
        "retry: sometimes",
        "retry: []",
        "retry: { documented: y }",
        "retry: { kind: backoff, window: day }",
        "retry: { kind: backoff, max_attempts: 0 }",
        "retry: { kind: after_wait, default_wait: 60 }",
        "retry: { kind: after_wait, default_wait: soon }",
        "name: too_fast",
        "aliases: B",
        "inferred: [colour]",
        "details: { a: text }",
        "details: [a]",
        "deprecated: true",
        "examples: [{ status: 200, expect: fine }]",
        "examples: [{ status: 200, expect: {} }]",
        "examples: [{ status: 200, expect: [] }]",
        "examples: [{ status: 200, expect: { basis: guess } }]",
        "examples: [{ status: 2000, expect: none }]",
        "examples: [{ status: 200 }]",
        "examples: [{ headers: { \"A B\": c }, expect: none }]",
        "allow: [{ rule: some-lint }]",
    ] {
        assert!(!complaints(&validator, &entry(more)).is_empty(), "{more}");
    }
    for more in [
        "groups: []\nretry: { backoff: { factor: 2 } }\n",
        "groups: []\nwait: [{}]\n",
        "groups: []\nwait: [{ header: A, when: {} }]\n",
        "groups: []\nwait: [{ header: A, when: { header: B } }]\n",
        "groups: []\nwait: [{ header: A, when: { equals: 0 } }]\n",
        "groups: []\nwait: [{ header: A, when: { header: B, pointer: /b, equals: 0 } }]\n",
        "groups: []\nwait: [{ header: A, when: { header: B, equals: 0, present: true } }]\n",
        "groups: []\nwait: [{ header: A, when: { header: B, present: false } }]\n",
        "groups: []\nstatuses: [{ status: 404, success: true, when: { header: B, present: true }, meaning: M. }]\n",
        "groups: []\nstatuses: [{ status: 500, meaning: M. }]\n",
        "groups: []\nstatuses: [{ status: none, category: internal, meaning: M. }]\n",
        "groups: []\nstatuses: [{ status: [], category: internal, meaning: M. }]\n",
        "groups: []\nno_response: { status: 500, category: internal, meaning: M. }\n",
        "groups: {}\n",
        "{}\n",
    ] {
        let file = if more == "{}\n" { SourceFile::new("a.yaml", more) } else { fixtures::acme(more) };
        assert!(!complaints(&validator, &file).is_empty(), "{more}");
    }
}

/// The fields of a mapping with a place: which part of it is meant, and what is tested there.
const PLACED: &[&str] = &[
    "where",
    "json",
    "after",
    "after_last",
    "before",
    "equals",
    "not_equals",
    "present",
    "absent",
    "contains",
    "starts_with",
    "ends_with",
    "above",
    "below",
];

/// How many of them say which part is meant.
const PARTS: usize = 5;

/// Every field of every type, by the name of the type.
fn fields(schema: &Value) -> Vec<(String, String, &Value)> {
    let mut types: Vec<(String, &Value)> = vec![("Catalog".to_owned(), schema)];
    types.extend(schema["definitions"].as_object().unwrap().iter().map(|(name, of)| (name.clone(), of)));
    let mut fields = Vec::new();
    for (name, of) in types {
        let mut objects = vec![of];
        objects.extend(of["anyOf"].as_array().into_iter().flatten());
        for object in objects {
            for (field, value) in object["properties"].as_object().into_iter().flatten() {
                fields.push((name.clone(), field.clone(), value));
            }
        }
    }
    fields
}

/// The fields of the raw types, as the source has them.
fn fields_of_the_source() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for source in [include_str!("../../src/raw.rs"), include_str!("../../src/raw/envelope.rs")] {
        for item in syn::parse_file(source).unwrap().items {
            let (item, more) = match item {
                syn::Item::Struct(item) => (item, &[][..]),
                // What all places have, and all tests, is declared once.
                syn::Item::Macro(item) if item.mac.path.is_ident("placed") => {
                    let tokens = item.mac.tokens.to_string();
                    let more = if tokens.contains("with tests") { PLACED } else { &PLACED[..PARTS] };
                    (syn::parse_str(&tokens.replace("with tests", "")).unwrap(), more)
                }
                _ => continue,
            };
            found.extend(more.iter().map(|field| (item.ident.to_string(), (*field).to_owned())));
            for field in item.fields {
                found.insert((item.ident.to_string(), field.ident.unwrap().to_string()));
            }
        }
    }
    // The facts of an envelope are those of the vocabulary.
    assert!(found.remove(&("Envelope".to_owned(), "facts".to_owned())));
    let facts = Field::ALL.iter().filter(|field| **field != Field::Other);
    found.extend(facts.map(|field| ("Envelope".to_owned(), field.to_string())));
    found
}

#[test]
fn every_field_is_in_it_and_explained() {
    let schema = schema();
    let mut there = BTreeSet::new();
    for (of, field, value) in fields(&schema) {
        let described = value["description"].as_str().is_some_and(|text| text.ends_with('.'));
        assert!(described, "{of}.{field} has no description");
        there.insert((of, field));
    }
    assert_eq!(there, fields_of_the_source());
}

#[test]
fn no_object_takes_unknown_fields() {
    let schema = schema();
    let mut open = Vec::new();
    let mut left = vec![&schema];
    while let Some(value) = left.pop() {
        match value {
            Value::Object(object) => {
                let is_struct = object.contains_key("properties") && object.contains_key("type");
                if is_struct && object.get("additionalProperties") != Some(&Value::Bool(false)) {
                    open.push(value.to_string());
                }
                left.extend(object.values());
            }
            Value::Array(list) => left.extend(list),
            _ => {}
        }
    }
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn it_says_what_nothing_may_stand_for() {
    // `null` would let `action:` with nothing behind it pass.
    assert!(!errcat_codegen::schema("cargo xtask regenerate").contents.contains("\"null\""));
}

#[test]
fn the_tree_has_it_and_every_catalog_points_to_it() {
    let there = std::fs::read_to_string(own_catalogs().join("schema.json")).unwrap_or_default();
    assert!(
        there == errcat_codegen::schema("cargo xtask regenerate").contents,
        "catalog/schema.json is not up to date: run `cargo xtask regenerate`"
    );
    for file in fixtures::read(&own_catalogs()) {
        let first = b"# yaml-language-server: $schema=schema.json\n";
        assert!(file.bytes.starts_with(first), "{} does not start with {}", file.path, first.escape_ascii());
    }
}
